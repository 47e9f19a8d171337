package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.Delegation;
import org.countersign.campaign.DelegationStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer is away and somebody answers for them; the owner says what they ask of everybody.
class DeputyScreenTest {
    private static final String GRACE = "grace@example.com";
    private static final String BEA = "bea.von.und-zu-hohenlohe@subsidiary.example.com";
    private static final String ASKS =
            "Look at the launch rooms first: three agencies leave at the end of the quarter, and"
                    + " their people must not keep what they have.\nWhere you do not know somebody, ask their manager and not the"
                    + " person. Approve until the end of the quarter at the longest.\n\nQuestions go to amara@example.com.";

    @TempDir
    private Path folder;

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /// A campaign with instructions in which grace is away today and tomorrow.
    private void away(boolean named) throws Exception {
        try (var first = new SignedCampaign(folder, Clock.systemUTC(), Optional.of(ASKS))) {
            if (named) {
                first.app()
                        .delegateReviews()
                        .run(
                                first.app().actor(),
                                new DelegateReviews.Request(
                                        "q4", GRACE, BEA, today(), today().plusDays(1), "At the sea."));
            }
        }
    }

    private static void fire(Window window, String link) throws Exception {
        Window.onFx(() -> {
            Hyperlink shown = window.findHere(link, Hyperlink.class);
            shown.requestFocus();
            shown.fire();
            return true;
        });
        window.settle();
    }

    private static List<Delegation> standing(Window window) {
        return window.app().workspace().read(tx -> new DelegationStore(tx).standing("q4", today()));
    }

    private static void as(Window window, String reviewer) throws Exception {
        Window.onFx(() -> {
            window.findHere("#reviewer", ComboBox.class).setValue(reviewer);
            return true;
        });
        window.settle();
    }

    private static void write(Window window, String to, LocalDate start, String end, String reason) throws Exception {
        Window.onFx(() -> {
            window.findHere("#deputy-to", TextField.class).setText(to);
            window.findHere("#deputy-start", TextField.class).setText(start.toString());
            window.findHere("#deputy-end", TextField.class).setText(end);
            window.findHere("#deputy-reason", TextArea.class).setText(reason);
            return true;
        });
    }

    private static String problem(Window window) throws Exception {
        return window.find("#dialog-problem", Label.class).getText();
    }

    @Test
    void theOwnerNamesADeputyAndEndsIt() throws Exception {
        away(false);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            Window.onFx(() -> window.lead("campaigns", "q4"));
            window.until(() -> window.lookup("#campaign-reviewers") != null);
            @SuppressWarnings("unchecked")
            TableView<ReviewerProgress> table = window.find("#campaign-reviewers", TableView.class);
            Window.onFx(() -> {
                table.getItems().stream()
                        .filter(one -> one.reviewer().equals(GRACE))
                        .findFirst()
                        .ifPresent(table.getSelectionModel()::select);
                return true;
            });
            window.click("#campaign-deputy");
            window.picture("deputy-question");
            write(window, BEA, today(), "tomorrow", "");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(problem(window)).contains("Write a day like");
            write(window, BEA, today(), today().plusDays(3).toString(), "");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(problem(window)).contains("Say why");
            write(window, BEA, today().minusDays(1), today().plusDays(3).toString(), "At the sea.");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() ->
                    window.findHere("#dialog-problem", Label.class).getText().contains("That day is over"));
            window.picture("deputy-refused");
            assertThat(standing(window)).isEmpty();
            write(window, BEA, today(), today().plusDays(3).toString(), "At the sea.");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> Words.of(window.lookup("#one")).contains(BEA + " answers for " + GRACE));
            window.picture("deputy-named");
            assertThat(standing(window)).singleElement().matches(one -> one.to().equals(BEA));
            window.size(1024, 680);
            window.picture("deputy-named-small");
            Window.onFx(() -> {
                window.findHere("#campaign-view-SCOPE", ToggleButton.class).fire();
                return true;
            });
            window.until(() -> Words.of(window.lookup("#one")).contains("ask their manager")
                    && Words.of(window.lookup("#one")).contains("Questions go to"));
            window.picture("instructions-scope");
            Window.onFx(() -> {
                window.findHere("#campaign-view-PROGRESS", ToggleButton.class).fire();
                return true;
            });
            window.until(() -> window.lookup("#campaign-reviewers") != null);
            Window.onFx(() -> {
                TableView<?> now = window.findHere("#campaign-reviewers", TableView.class);
                for (int i = 0; i < now.getItems().size(); i++) {
                    if (((ReviewerProgress) now.getItems().get(i)).reviewer().equals(GRACE)) {
                        now.getSelectionModel().select(i);
                    }
                }
                return true;
            });
            window.until(() ->
                    window.findHere("#campaign-deputy", Button.class).getText().contains("End"));
            window.click("#campaign-deputy");
            window.picture("deputy-end");
            window.click("#dialog-ok");
            window.until(() -> !Words.of(window.lookup("#one")).contains("answers for " + GRACE));
            assertThat(standing(window)).isEmpty();
        }
    }

    @Test
    void theDeputySeesWhatIsDelegatedAndUntilWhenAndDecidesIt() throws Exception {
        away(true);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.REVIEW);
            window.meanwhile(() -> window.lookup("#segments") != null);
            as(window, BEA);
            window.meanwhile(() -> Words.of(window.lookup("#notices")).contains("Delegated to you until"));
            window.press(KeyCode.DIGIT3);
            window.meanwhile(() -> Words.of(window.lookup("#item")).contains("Delegated to you until"));
            assertThat(Window.onFx(() -> Words.of(window.lookup("#notices")))).contains("by " + GRACE, "launch rooms");
            window.picture("deputy-queue");
            ListView<?> list = window.find("#list", ListView.class);
            assertThat(Window.onFx(() -> list.lookupAll(".list-cell").stream()
                            .map(Node::getAccessibleText)
                            .filter(text -> text != null && !text.isEmpty())
                            .toList()))
                    .isNotEmpty()
                    .allMatch(text -> text.endsWith("delegated to you") || text.contains("items"));
            String item = Window.onFx(() -> Shown.chosen(list));
            window.press(KeyCode.R);
            window.until(() -> window.lookup("#dialog-ok") != null);
            Window.onFx(() -> {
                window.findHere("#reason", TextArea.class).setText("Left.");
                return true;
            });
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> items(window).stream()
                    .anyMatch(state -> state.item().id().equals(item)
                            && state.decision()
                                    .filter(made -> made.reviewer().equals(BEA))
                                    .isPresent()));
            window.size(1024, 680);
            window.picture("deputy-queue-small");
            window.size(1440, 900);
            window.dark(true);
            window.picture("deputy-queue-dark");
            window.dark(false);
            as(window, GRACE);
            window.meanwhile(() -> Words.of(window.lookup("#notices")).contains("You are away from"));
            assertThat(Window.onFx(() -> Words.of(window.lookup("#item")))).doesNotContain("Delegated to you");
            window.picture("deputy-away");
        }
    }

    private static List<ItemState> items(Window window) {
        return window.app().workspace().read(tx -> new CampaignStore(tx).items("q4"));
    }

    @Test
    void whoIsAwayNamesADeputyAndIsBack() throws Exception {
        away(false);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.REVIEW);
            window.meanwhile(() -> window.lookup("#segments") != null);
            as(window, GRACE);
            Button away = window.find("#away", Button.class);
            window.until(() -> !away.isDisabled());
            assertThat(away.getAccessibleText()).contains("I am away");
            window.click("#away");
            write(window, BEA, today(), today().plusDays(3).toString(), "At the sea.");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> away.getAccessibleText().contains("I am back"));
            assertThat(standing(window)).hasSize(1);
            window.click("#away");
            window.click("#dialog-ok");
            window.until(() -> away.getAccessibleText().contains("I am away"));
            assertThat(standing(window)).isEmpty();
        }
    }

    @Test
    void instructionsAreFoldedAndReadWhole() throws Exception {
        away(false);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.REVIEW);
            window.meanwhile(() -> window.lookup("#instructions-all") != null);
            assertThat(Window.onFx(() -> Words.of(window.lookup("#notices"))))
                    .contains("amara@example.com asks", "launch rooms", "…")
                    .doesNotContain("Questions go to");
            fire(window, "#instructions-all");
            window.picture("instructions-whole");
            window.press(KeyCode.ESCAPE);
            fire(window, "#instructions-fold");
            assertThat(Window.onFx(() -> Words.of(window.lookup("#notices"))))
                    .contains("amara@example.com asks")
                    .doesNotContain("launch rooms");
            assertThat(window.focused()).map(Node::getId).contains("instructions-fold");
            window.press(KeyCode.ENTER);
            assertThat(Window.onFx(() -> Words.of(window.lookup("#notices")))).contains("launch rooms");
        }
    }
}
