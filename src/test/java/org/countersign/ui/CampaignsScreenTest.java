package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.testkit.Samples;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Campaigns by hand: opened, looked at, handed over, closed.
class CampaignsScreenTest {
    private static final String GRACE = "grace@example.com";

    @TempDir
    private Path folder;

    private static Optional<Campaign> campaign(Countersign app, String name) {
        return app.workspace().read(tx -> new CampaignStore(tx)
                .all().stream().filter(one -> one.name().equals(name)).findFirst());
    }

    /// Those of the first page of the list of items.
    @SuppressWarnings("unchecked")
    private static List<ItemState> items(Window window) {
        var table = (TableView<LazyRows.Slot<ItemState>>) window.lookup("#campaign-items");
        return table.getItems().stream().flatMap(slot -> slot.row().stream()).toList();
    }

    @SuppressWarnings("unchecked")
    private static TableView<ReviewerProgress> reviewers(Window window) throws Exception {
        return (TableView<ReviewerProgress>) window.find("#campaign-reviewers", TableView.class);
    }

    @Test
    void aCampaignIsOpenedOnTheSample() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
            window.picture("campaigns");
            window.click("#begin");
            window.until(() -> !window.findHere("#open-do", Button.class).isDisabled());
            window.picture("campaigns-new");
            String all = window.find("#open-do", Button.class).getText();
            Window.onFx(() -> {
                window.findHere("#open-privileged", CheckBox.class).fire();
                window.findHere("#open-name", TextField.class).setText("privileged-now");
                return true;
            });
            window.until(
                    () -> !window.findHere("#open-do", Button.class).getText().equals(all));
            window.picture("campaigns-new-narrow");
            // The sample has an old source, so it asks why.
            window.click("#open-do");
            assertThat(window.find("#open-refused", Label.class).getText()).contains("say why");
            assertThat(campaign(window.app(), "privileged-now")).isEmpty();
            Window.onFx(() -> {
                window.findHere("#open-despite", TextArea.class).setText("The rest is new enough.");
                return true;
            });
            window.click("#open-do");
            window.until(() -> window.lookup("#campaign-reviewers") != null);
            window.picture("campaigns-one");
            Campaign opened = campaign(window.app(), "privileged-now").orElseThrow();
            assertThat(opened.frozen().path("scope").path("privileged").path(0).asText())
                    .isEqualTo("true");
            assertThat(opened.frozen().path("despite").path("reason").asText()).isEqualTo("The rest is new enough.");
            window.dark(true);
            window.picture("campaigns-one-dark");
            window.dark(false);
            window.click("#campaign-decide");
            window.until(() -> window.lookup("#title") instanceof Label title
                    && title.getText().equals(opened.title()));
            window.press(KeyCode.ALT, KeyCode.LEFT);
            window.until(() -> window.lookup("#campaign-reviewers") != null);
            window.click("#campaign-close");
            window.picture("campaigns-close");
            window.click("#dialog-ok");
            assertThat(window.find("#dialog-problem", Label.class).getText()).contains("Say why");
            Window.onFx(() -> {
                window.findHere("#close-reason", TextArea.class).setText("Opened by mistake.");
                return true;
            });
            window.click("#dialog-ok");
            window.until(() -> window.lookup("#campaign-close") == null);
            assertThat(campaign(window.app(), "privileged-now").orElseThrow().incompleteReason())
                    .contains("Opened by mistake.");
            // What it waits for is one press away.
            window.click("#campaign-sign");
            window.until(() -> window.lookup("#evidence-signatures") != null);
        }
    }

    @Test
    void itemsAreHandedOverAndAReminderIsWritten() throws Exception {
        new SignedCampaign(folder, Clock.systemUTC()).close();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.CAMPAIGNS);
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#campaign-reviewers") != null);
            TableView<ReviewerProgress> table = reviewers(window);
            Window.onFx(() -> {
                table.getItems().stream()
                        .filter(one -> one.reviewer().equals(GRACE))
                        .findFirst()
                        .ifPresent(table.getSelectionModel()::select);
                return true;
            });
            window.click("#campaign-remind");
            assertThat(window.find("#remind-text", TextArea.class).getText()).contains("wait for your decision");
            window.picture("campaigns-remind");
            window.click("#dialog-ok");
            assertThat(window.find("#dialog-problem", Label.class).getText()).contains("Copy the text");
            window.click("#dialog-back");
            window.click("#campaign-hand");
            window.picture("campaigns-hand");
            Window.onFx(() -> {
                window.findHere("#hand-to", TextField.class).setText("bea@example.com");
                window.findHere("#hand-reason", TextArea.class).setText("On leave.");
                return true;
            });
            window.click("#dialog-ok");
            window.until(() -> window.findHere("#campaign-reviewers", TableView.class).getItems().stream()
                    .anyMatch(one -> ((ReviewerProgress) one).reviewer().equals("bea@example.com")));
            assertThat(window.app()
                            .workspace()
                            .<java.util.List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q4")))
                    .noneMatch(state -> state.reviewer().equals(GRACE));
            window.picture("campaigns-handed");
            Window.onFx(() -> {
                window.findHere("#campaign-view-ITEMS", javafx.scene.control.ToggleButton.class)
                        .fire();
                return true;
            });
            window.picture("campaigns-items");
            Window.onFx(() -> {
                window.findHere("#campaign-filter", TextField.class).setText("דוד");
                return true;
            });
            window.until(() -> items(window).stream()
                            .allMatch(one -> one.item().line().toString().contains("דוד"))
                    && !items(window).isEmpty());
            Window.onFx(() -> {
                window.findHere("#campaign-view-SCOPE", javafx.scene.control.ToggleButton.class)
                        .fire();
                return true;
            });
            window.picture("campaigns-scope");
            window.click("#campaign-cancel");
            window.click("#dialog-ok");
            window.until(() -> window.lookup("#campaign-cancel") == null);
            assertThat(campaign(window.app(), "q4").orElseThrow().state()).isEqualTo(Campaign.State.CANCELLED);
            window.press(KeyCode.ESCAPE);
            assertThat(window.find("#table", TableView.class)).isNotNull();
        }
    }

    @Test
    void anEmptyWorkspaceSaysWhatACampaignIs() throws Exception {
        Countersign.openOrMake(folder.resolve("empty.countersign"), Clock.systemUTC())
                .close();
        try (var window = new Window(folder.resolve("empty.countersign"), Optional.empty())) {
            window.go(Place.CAMPAIGNS);
            window.picture("campaigns-empty");
            window.click("#begin");
            assertThat(window.find("#open-do", Button.class).isDisabled()).isTrue();
            window.picture("campaigns-new-empty");
        }
    }
}
