package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.Proofs;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer on another machine, by hand: items out of the owner's window, into the reviewer's, and decisions back.
class PacketScreenTest {
    private static final String GRACE = "grace@example.com";
    private static final String OWNER = "amara@example.com";

    @TempDir
    private Path folder;

    private Path workspace;
    private Path ownerKey;
    private SigningKey grace;

    @BeforeEach
    void open() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            workspace = campaign.workspace();
            campaign.key(OWNER);
            ownerKey = campaign.keyFile(OWNER);
        }
        Path file = folder.resolve("grace-elsewhere.p12");
        grace = KeyFile.create(file, "Grace", GRACE, "passphrase".toCharArray(), Clock.systemUTC());
    }

    private static String said(Window window) {
        return ((StatusBar) window.lookup("#statusBar")).getText();
    }

    private static void campaign(Window window) throws Exception {
        window.go(Place.CAMPAIGNS);
        window.until(() -> !((TableView<?>) window.lookup("#table")).getItems().isEmpty());
        window.press(KeyCode.ENTER);
        window.until(() -> window.lookup("#campaign-reviewers") != null);
    }

    private static void export(Window window) throws Exception {
        campaign(window);
        Window.onFx(() -> {
            TableView<?> table = window.findHere("#campaign-reviewers", TableView.class);
            for (int i = 0; i < table.getItems().size(); i++) {
                if (((ReviewerProgress) table.getItems().get(i)).reviewer().equals(GRACE)) {
                    table.getSelectionModel().select(i);
                }
            }
            return true;
        });
        window.click("#campaign-packet");
    }

    private static List<ItemState> items(Countersign app) {
        return app.workspace().read(tx -> new CampaignStore(tx).items("q4"));
    }

    private void decideAndSign(Path theirs) throws Exception {
        try (var app = Countersign.open(theirs, Clock.systemUTC())) {
            for (ItemState state : items(app)) {
                app.recordDecision()
                        .run(
                                app.actor(),
                                "q4",
                                GRACE,
                                List.of(new Draft(
                                        "",
                                        state.item().id(),
                                        Verdict.APPROVE,
                                        Optional.of("still needed"),
                                        Optional.empty(),
                                        4)),
                                Manner.SINGLE);
            }
            app.packets().sign().run(app.actor(), "q4", grace, Proofs.NONE);
        }
    }

    @Test
    void itemsGoOutAndSignedDecisionsComeBack() throws Exception {
        Path packet = folder.resolve("grace.packet.asice");
        try (var window = new Window(workspace, Optional.of(packet))) {
            export(window);
            Window.onFx(() -> {
                window.findHere("#packet-key", TextField.class).setText(ownerKey.toString());
                window.findHere("#packet-passphrase", TextField.class).setText("not it");
                return true;
            });
            window.picture("packet-export");
            window.click("#dialog-ok");
            window.until(() ->
                    window.findHere("#dialog-problem", Label.class).getText().contains("does not open this key"));
            assertThat(packet).doesNotExist();
            Window.onFx(() -> {
                window.findHere("#packet-passphrase", TextField.class).setText(SignedCampaign.PASSWORD);
                return true;
            });
            window.click("#dialog-ok");
            window.until(() -> said(window).contains("written to"));
            assertThat(packet).isNotEmptyFile();
            window.until(() -> Words.of(window.lookup("#one")).contains("The packet for " + GRACE));
            window.picture("packet-out");
        }
        Path theirs = folder.resolve("theirs.countersign");
        Countersign.openOrMake(theirs, Clock.systemUTC()).close();
        try (var window = new Window(theirs, Optional.of(packet))) {
            window.go(Place.CAMPAIGNS);
            window.click("#packet");
            window.until(() -> window.lookup("#packet-fingerprint") != null);
            assertThat(Words.of(window.lookup("#packet-fingerprint")).strip()).hasSize(64 + 7);
            assertThat(items(window.app()))
                    .as("nothing is taken before somebody says yes")
                    .isEmpty();
            window.picture("packet-compare");
            window.dark(true);
            window.picture("packet-compare-dark");
            window.dark(false);
            window.click("#dialog-ok");
            window.until(() -> said(window).contains("wait for " + GRACE));
            assertThat(items(window.app())).isNotEmpty().allMatch(state -> state.reviewer()
                    .equals(GRACE));
            window.picture("packet-opened");
        }
        decideAndSign(theirs);
        Path answer = folder.resolve("grace.answer.asice");
        try (var window = new Window(theirs, Optional.of(answer))) {
            campaign(window);
            assertThat(window.lookup("#campaign-close"))
                    .as("the owner closes, elsewhere")
                    .isNull();
            assertThat(window.lookup("#campaign-packet")).isNull();
            assertThat(Words.of(window.lookup("#one"))).contains("Send the answer to " + OWNER);
            window.picture("packet-elsewhere");
            window.click("#campaign-packet-back");
            window.until(() -> said(window).contains("Send it to " + OWNER));
        }
        try (var window = new Window(workspace, Optional.of(answer))) {
            window.go(Place.CAMPAIGNS);
            window.click("#packet");
            window.until(() -> window.lookup("#packet-fingerprint") != null);
            window.click("#dialog-ok");
            window.until(() -> said(window).contains("are merged"));
            assertThat(said(window)).contains("Still missing").contains("apps@example.com");
            assertThat(items(window.app()))
                    .filteredOn(state -> state.answeredBy().equals(GRACE))
                    .isNotEmpty()
                    .allMatch(ItemState::signed);
            window.click("#packet");
            window.until(() -> Words.of(window.lookup(".root")).contains("imported already"));
            window.picture("packet-again");
            window.press(KeyCode.ESCAPE);
        }
        Files.writeString(answer, "no packet at all");
        try (var window = new Window(workspace, Optional.of(answer))) {
            window.go(Place.CAMPAIGNS);
            window.click("#packet");
            window.until(() -> Words.of(window.lookup(".root")).contains("neither a packet nor the answer"));
        }
    }

    @Test
    void theQuestionHasRoomInGermanOnASmallWindow() throws Exception {
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(workspace, Optional.empty())) {
            window.size(1024, 680);
            window.dark(true);
            export(window);
            window.until(() -> window.lookup("#packet-key") != null);
            window.picture("packet-export-de-dark-1024");
            window.click("#dialog-ok");
            window.until(() -> window.findHere("#dialog-problem", Label.class)
                    .getText()
                    .equals("Nennen Sie den Schlüssel der verantwortlichen Person."));
            Button ok = window.find("#dialog-ok", Button.class);
            assertThat(ok.getWidth()).isGreaterThanOrEqualTo(ok.prefWidth(-1) - 0.5);
        } finally {
            Strings.speak(Locale.ENGLISH);
        }
    }
}
