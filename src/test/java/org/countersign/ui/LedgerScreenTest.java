package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.evidence.VerifyLedgerExport;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.ledger.Actor;
import org.countersign.testkit.Samples;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger in the real window, by keyboard.
class LedgerScreenTest {
    @TempDir
    private Path folder;

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static List<Slot<LedgerRow>> rows(Window window) {
        var table = (TableView<Slot<LedgerRow>>) window.lookup("#events");
        return table == null ? List.of() : table.getItems();
    }

    private static LedgerRow first(Window window) {
        return rows(window).getFirst().row().orElseThrow();
    }

    private static String said(Window window, String id) {
        return Words.of(window.lookup(id));
    }

    private static LedgerRow looked(Window window) {
        return ((Slot<?>) ((TableView<?>) window.lookup("#events"))
                        .getSelectionModel()
                        .getSelectedItem())
                .row()
                .map(LedgerRow.class::cast)
                .orElseThrow();
    }

    private Window signed() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.sign();
        }
        return new Window(folder.resolve("house.countersign"), Optional.of(folder.resolve("ledger.csv")));
    }

    @Test
    void theLedgerIsReadNarrowedAndLeftByKeyboardAlone() throws Exception {
        try (var window = signed()) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT0);
            window.until(() -> window.lookup("#evidence-ledger-open") != null);
            window.picture("evidence-with-ledger");
            window.click("#evidence-ledger-open");
            window.until(() -> rows(window).size() > 20);
            assertThat(window.focused().orElseThrow().getId()).isEqualTo("events");
            window.until(() -> said(window, "#detail").contains("Signed the closed campaign whole, as its owner."));
            window.picture("ledger");
            int all = rows(window).size();

            window.press(KeyCode.SLASH);
            window.type("ada");
            window.until(() -> rows(window).size() < all && !rows(window).isEmpty());
            window.press(KeyCode.DOWN);
            // A hash may have these letters, too: on to the first that is about an item.
            for (int i = 0; i < 20 && !Window.onFx(() -> said(window, "#detail").contains("itemDigest")); i++) {
                window.press(KeyCode.DOWN);
            }
            window.until(() -> said(window, "#detail").contains("itemDigest"));
            window.picture("ledger-item");
            assertThat(said(window, "#detail"))
                    .contains("itemDigest")
                    .contains(Window.onFx(() -> looked(window)).prev())
                    .contains(Window.onFx(() -> looked(window)).hash());
            window.press(KeyCode.O);
            assertThat(window.place()).isEqualTo(Place.CAMPAIGNS);
            window.press(KeyCode.ALT, KeyCode.LEFT);
            window.until(() -> window.lookup("#events") != null
                    && window.lookup("#ledgerPage").isVisible());
            assertThat(window.find("#ledger-filter", TextField.class).getText()).isEqualTo("ada");
            window.press(KeyCode.ESCAPE);
            window.until(() -> rows(window).size() == all);
            window.press(KeyCode.ESCAPE);
            window.until(() -> !window.lookup("#ledgerPage").isVisible());
            assertThat(window.place()).isEqualTo(Place.EVIDENCE);

            window.press(KeyCode.CONTROL, KeyCode.L);
            window.until(() -> window.lookup("#ledgerPage").isVisible());
            Window.onFx(() -> {
                window.findHere("#ledger-from", TextField.class).setText("2026-13");
                return true;
            });
            window.until(() -> said(window, "#ledger-days-fault").contains("A day is written like 2026-01-31"));
            assertThat(Window.onFx(() -> rows(window).size())).isEqualTo(all);
            Window.onFx(() -> {
                window.findHere("#ledger-from", TextField.class).setText("2199-01-01");
                return true;
            });
            window.until(() -> rows(window).isEmpty());
            window.picture("ledger-none");
        }
    }

    @Test
    void verifyingSaysThatItHoldsAndWhereSomebodySigned() throws Exception {
        try (var window = signed()) {
            Window.onFx(() -> window.lead("ledger", ""));
            window.until(() -> rows(window).size() > 20);
            assertThat(said(window, "#strip")).contains("Nobody has verified the ledger");
            window.press(KeyCode.V);
            window.until(() -> said(window, "#strip").contains("The chain holds: all "));
            assertThat(said(window, "#strip")).contains("1 head that an owner signed is in it.");
            Window.onFx(() -> {
                window.findHere("#ledger-filter", TextField.class).setText("campaign.closed");
                return true;
            });
            window.until(() -> rows(window).size() == 1);
            window.until(() -> said(window, "#detail").contains("Signed here by amara@example.com"));
            assertThat(Window.onFx(() -> window.lookup("#events").lookupAll(".table-row-cell").stream()
                            .map(node -> ((TableRow<?>) node).getAccessibleText())
                            .filter(text -> text != null && text.contains("Signed here by amara@example.com."))
                            .count()))
                    .isEqualTo(1);
            window.picture("ledger-signed-here");
            window.dark(true);
            window.picture("ledger-dark");
            window.size(1024, 680);
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#eventSheet").isVisible());
            window.picture("ledger-small-dark");
            window.press(KeyCode.ESCAPE);
            window.dark(false);
            window.picture("ledger-small");
        }
    }

    @Test
    void theFirstEntryThatSomebodyChangedIsNamed() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.decideAll();
        }
        Path file = folder.resolve("house.countersign");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER event_is_never_changed");
            statement.execute("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'approve', 'revoke') AS BLOB)"
                    + " WHERE seq = (SELECT max(seq) FROM event WHERE instr(CAST(body AS TEXT), 'approve'))");
            // Whoever changes it puts the trigger back.
            statement.execute("CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event"
                    + " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END");
        }
        try (var window = new Window(file, Optional.empty())) {
            Window.onFx(() -> window.lead("ledger", ""));
            window.until(() -> rows(window).size() > 5);
            window.press(KeyCode.V);
            window.until(() -> said(window, "#strip").contains("Do not rely on this ledger. Entry "));
            assertThat(said(window, "#strip")).contains("has another content than its hash says");
            window.picture("ledger-broken");
        }
    }

    @Test
    void aWalkOfThousandsIsStopped() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Countersign app = campaign.app();
            app.workspace().write(tx -> {
                for (int i = 0; i < 30_000; i++) {
                    app.ledger().append(tx, Actor.user("robot"), "test.made", CanonicalJson.object());
                }
                return true;
            });
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            Window.onFx(() -> window.lead("ledger", ""));
            window.until(() -> rows(window).size() > 30_000);
            window.picture("ledger-long");
            Window.onFx(() -> {
                window.findHere("#ledger-verify", javafx.scene.control.Button.class)
                        .fire();
                window.findHere("#ledger-verify-stop", javafx.scene.control.Button.class)
                        .fire();
                return true;
            });
            window.until(() -> said(window, "#strip").contains("Stopped"));
            // One far down is read when it is looked at, by its number.
            Window.onFx(() -> window.lead("ledger", "1"));
            window.until(() -> said(window, "#detail").contains("Imported"));
            assertThat(said(window, "#detail"))
                    .contains("0000000000000000000000000000000000000000000000000000000000000000");
        }
    }

    @Test
    void whatIsListedIsCopiedAndExported() throws Exception {
        try (var window = signed()) {
            Window.onFx(() -> window.lead("ledger", ""));
            window.until(() -> rows(window).size() > 20);
            window.press(KeyCode.CONTROL, KeyCode.C);
            LedgerRow first = Window.onFx(() -> first(window));
            assertThat(Window.onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .contains("amara@example.com\tSigned the closed campaign whole, as its owner.\t")
                    .endsWith(first.hash());
            window.click("#copyBody");
            assertThat(Window.onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .isEqualTo(CanonicalJson.text(first.body()));
            window.press(KeyCode.CONTROL, KeyCode.S);
            Path out = folder.resolve("ledger.csv");
            window.until(() -> Files.exists(out));
            List<Csv.Row> lines = Csv.read(Files.readString(out));
            assertThat(lines).hasSize(Window.onFx(() -> rows(window).size()) + 1);
            assertThat(lines.getFirst().fields())
                    .startsWith("seq", "at", "type", "who")
                    .endsWith("prev", "hash");
            assertThat(lines.get(1).fields()).contains("campaign.signed", first.hash());
        }
    }

    @Test
    void anEmptyLedgerTeaches() throws Exception {
        Path file = folder.resolve("new.countersign");
        Countersign.openOrMake(file, Clock.systemUTC()).close();
        try (var window = new Window(file, Optional.empty())) {
            Window.onFx(() -> window.lead("ledger", ""));
            window.until(() -> said(window, "#detail").contains("Each entry holds the hash of the one before"));
            assertThat(said(window, "#events")).contains("Nothing has happened yet.");
            window.picture("ledger-empty");
        }
    }

    @Test
    void itSpeaksGerman() throws Exception {
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            Window.onFx(() -> window.lead("ledger", ""));
            window.until(() -> rows(window).size() > 20);
            window.press(KeyCode.V);
            window.until(() -> said(window, "#strip").contains("Die Kette hält"));
            window.picture("ledger-german");
            window.size(1024, 680);
            window.picture("ledger-german-small");
        }
    }

    @Test
    void anExportToKeepVerifiesAndItsHeadIsSaid() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.decideAll();
        }
        Strings.speak(Locale.GERMAN);
        Path kept = folder.resolve("ledger.zip");
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(kept))) {
            window.size(1024, 680);
            window.press(KeyCode.CONTROL, KeyCode.L);
            window.until(() -> rows(window).size() > 10);
            window.click("#ledger-verify");
            window.until(() -> said(window, "#strip").contains("Die Kette hält"));
            window.click("#ledger-keep");
            window.until(() -> said(window, "#strip").contains("Ihr Ende: "));
            window.picture("ledger-kept-german-small");
            var outcome = VerifyLedgerExport.run(Files.readAllBytes(kept), List.of());
            assertThat(outcome.holds()).isTrue();
            assertThat(said(window, "#strip"))
                    .contains(Formats.groups(outcome.head().hash()));
        }
    }
}
