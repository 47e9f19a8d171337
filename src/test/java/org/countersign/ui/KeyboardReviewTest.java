package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole review by keyboard alone, in the real window on the headless platform.
class KeyboardReviewTest {
    private static final String CAMPAIGN = "slack-spot-check";
    private static final String REVIEWER = "it-apps@northwind.example";
    private static final char[] PASSWORD = "review-2026".toCharArray();

    @TempDir
    private Path folder;

    private Window window;

    private List<ItemState> mine() {
        return window
                .app()
                .workspace()
                .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items(CAMPAIGN))
                .stream()
                .filter(state -> state.reviewer().equals(REVIEWER)
                        || state.decision()
                                .filter(made -> made.reviewer().equals(REVIEWER))
                                .isPresent())
                .toList();
    }

    private long open() {
        return mine().stream().filter(ItemState::open).count();
    }

    private ItemState selected() throws Exception {
        ListView<?> list = window.find("#list", ListView.class);
        window.meanwhile(() -> !Shown.chosen(list).isEmpty());
        String item = Window.onFx(() -> Shown.chosen(list));
        return mine().stream()
                .filter(state -> state.item().id().equals(item))
                .findFirst()
                .orElseThrow();
    }

    /// A key that decides, pressed no sooner than a person could after the item appeared.
    private void decide(KeyCode key) throws Exception {
        Thread.sleep(300);
        window.press(key);
    }

    @Test
    void aReviewFromTheFirstItemToTheSignature() throws Exception {
        Path key = folder.resolve("it-apps.p12");
        KeyFile.create(key, "IT Applications", REVIEWER, PASSWORD, Clock.systemUTC());
        window = new Window(Samples.demoWorkspace(folder), Optional.of(key));
        try {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
            window.until(() -> open() > 0);
            long all = open();

            // The first item has a high finding: approving it asks for a reason.
            ItemState first = selected();
            assertThat(first.item().worst()).isPresent();
            decide(KeyCode.A);
            assertThat(window.find("#reason", TextArea.class)).isNotNull();
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(Window.onFx(() ->
                            window.findHere("#dialog-problem", Label.class).getText()))
                    .contains("reason is needed");
            window.type("Owner of the workspace by office.");
            window.picture("review-approve-reason");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> open() == all - 1);
            assertThat(selected().item().id()).isNotEqualTo(first.item().id());

            // The key that opened a question was let go over it, and is a fresh one for the next item.
            assertThat(selected().item().worst()).isPresent();
            decide(KeyCode.A);
            assertThat(window.find("#reason", TextArea.class)).isNotNull();
            // Enter begins a line in a reason, so Ctrl Enter is named.
            window.press(KeyCode.ENTER);
            assertThat(window.find("#reason", TextArea.class)).isNotNull();
            window.press(KeyCode.ESCAPE);
            window.until(() -> window.lookup("#reason") == null);

            // Undo returns to the item; letters typed into the filter decide nothing.
            window.press(KeyCode.Z);
            window.until(() -> open() == all);
            assertThat(selected().item().id()).isEqualTo(first.item().id());
            window.press(KeyCode.SLASH);
            window.type("ardu");
            assertThat(open()).isEqualTo(all);
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.ESCAPE);

            // Redo decides it again, with its reason.
            window.press(KeyCode.Y);
            window.until(() -> open() == all - 1);
            assertThat(mine().stream()
                            .filter(state ->
                                    state.item().id().equals(first.item().id()))
                            .findFirst()
                            .orElseThrow()
                            .decision()
                            .flatMap(Decision::reason))
                    .contains("Owner of the workspace by office.");

            batch();
            untilAndRevoke();
            rest();
            assertThat(window.find("#sign-now", javafx.scene.control.Button.class))
                    .as("everything is decided")
                    .isNotNull();
            window.picture("review-all-done");
            sign(key);
        } finally {
            window.close();
        }
    }

    /// Ctrl A takes what may be decided at once, B asks for the count and a reason, then shows the list.
    private void batch() throws Exception {
        long before = open();
        window.press(KeyCode.CONTROL, KeyCode.A);
        window.press(KeyCode.B);
        window.picture("review-bulk-guard-1");
        long count = mine().stream().filter(ItemState::open).count() - leftAlone();
        window.type("1");
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(Window.onFx(
                        () -> window.findHere("#dialog-problem", Label.class).getText()))
                .contains("Type " + count);
        assertThat(Window.onFx(() -> window.findHere("#reason", TextArea.class).getAccessibleText()))
                .isEqualTo("Reason");
        Window.onFx(() -> {
            window.findHere("#batch-count", TextField.class).setText(Long.toString(count));
            window.findHere("#reason", TextArea.class).setText("Checked against the staff list of November.");
            return true;
        });
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        window.until(() -> window.lookup("#reason") == null);
        window.picture("review-bulk-guard-2");
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        window.until(() -> open() == before - count);
        assertThat(mine()).anyMatch(state -> state.decision()
                .filter(made -> made.mode().equals("bulk:" + count))
                .isPresent());
    }

    private long leftAlone() {
        return mine().stream()
                .filter(ItemState::open)
                .filter(state -> state.item().privileged()
                        || state.item().identity().isEmpty()
                        || state.item()
                                .worst()
                                .filter(worst -> worst.atLeast(org.countersign.drift.Severity.MEDIUM))
                                .isPresent()
                        || !(state.item().kind().isAccess()
                                || state.item().kind() == org.countersign.campaign.Kind.ACCOUNT))
                .count();
    }

    private void untilAndRevoke() throws Exception {
        long before = open();
        decide(KeyCode.U);
        assertThat(window.find("#until", TextField.class)).isNotNull();
        Window.onFx(() -> {
            window.findHere("#until", TextField.class)
                    .setText(LocalDate.now(Clock.systemUTC()).plusDays(400).toString());
            window.findHere("#reason", TextArea.class).setText("Until the new hire has started.");
            return true;
        });
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(Window.onFx(
                        () -> window.findHere("#dialog-problem", Label.class).getText()))
                .contains("not after");
        Window.onFx(() -> {
            window.findHere("#until", TextField.class)
                    .setText(LocalDate.now(Clock.systemUTC()).plusDays(40).toString());
            return true;
        });
        window.picture("review-until");
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        window.until(() -> open() == before - 1);
        decide(KeyCode.R);
        window.type("Nobody asked for it.");
        window.picture("review-revoke-reason");
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        window.until(() -> open() < before - 1);
        // Esc goes back without deciding.
        long now = open();
        decide(KeyCode.R);
        window.press(KeyCode.ESCAPE);
        assertThat(open()).isEqualTo(now);
    }

    private void rest() throws Exception {
        window.press(KeyCode.DIGIT3);
        int guard = 0;
        while (open() > 0 && guard++ < 100) {
            long before = open();
            ItemState state = selected();
            boolean grave = state.item()
                    .worst()
                    .filter(worst -> worst.atLeast(org.countersign.drift.Severity.HIGH))
                    .isPresent();
            decide(grave ? KeyCode.R : KeyCode.A);
            if (grave) {
                window.press(KeyCode.CONTROL, KeyCode.ENTER);
            }
            // A key that comes too soon after the item appeared is ignored, on a slow machine too: it is pressed again.
            window.soon(() -> open() < before);
        }
        assertThat(open()).isZero();
        window.picture("review-all-done");
    }

    private void sign(Path key) throws Exception {
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        window.press(KeyCode.ENTER);
        assertThat(Window.onFx(
                        () -> window.findHere("#dialog-problem", Label.class).getText()))
                .contains("make one under Evidence");
        window.picture("review-sign-off");
        Window.onFx(() -> {
            window.findHere("#key-file", TextField.class).setText(key.toString());
            return true;
        });
        window.press(KeyCode.TAB);
        window.press(KeyCode.TAB);
        window.type("wrong");
        // In a field of one line, Enter is enough.
        window.press(KeyCode.ENTER);
        window.until(() -> window.findHere("#dialog-problem", Label.class)
                .getText()
                .contains("The passphrase does not open this key"));
        window.type(new String(PASSWORD));
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        // This address signed the demo's campaign with another key; a new one counts once somebody trusts it.
        window.until(() -> window.findHere("#dialog-problem", Label.class)
                .getText()
                .contains("open the new one under Evidence and trust it there"));
        window.picture("review-other-certificate");
        window.app()
                .signers()
                .trust()
                .run(window.app().actor(), KeyFile.open(key, PASSWORD).certificate());
        window.type(new String(PASSWORD));
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        window.until(() -> window.lookup("#dialog-ok") == null);
        assertThat(window.app().workspace().<List<String>, RuntimeException>read(tx -> new EvidenceStore(tx)
                        .signers(CAMPAIGN)))
                .containsExactly(REVIEWER);
        assertThat(mine().stream().filter(state -> state.decision().isPresent()))
                .allMatch(ItemState::signed);
        assertThat(mine().stream().flatMap(state -> state.decision().stream()).map(Decision::verdict))
                .contains(Verdict.APPROVE, Verdict.APPROVE_UNTIL, Verdict.REVOKE);
    }

    @Test
    void closingInTheMiddleLosesNothing() throws Exception {
        Path workspace = Samples.demoWorkspace(folder);
        window = new Window(workspace, Optional.empty());
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        window.until(() -> open() > 0);
        long all = open();
        window.press(KeyCode.J);
        window.press(KeyCode.J);
        decide(KeyCode.A);
        window.until(() -> open() == all - 1);
        window.close();
        window = new Window(workspace, Optional.empty());
        try {
            assertThat(open()).isEqualTo(all - 1);
            window.go(Place.REVIEW);
            window.press(KeyCode.Z);
            window.until(() -> open() == all);
        } finally {
            window.close();
        }
    }

    @Test
    void everyKeyIsShownByTheQuestionMark() throws Exception {
        window = new Window(Samples.demoWorkspace(folder), Optional.empty());
        try {
            window.go(Place.REVIEW);
            // Where nothing is typed, a single key is a key.
            Window.onFx(() -> {
                Event.fireEvent(
                        window.lookup("#reviewer"),
                        new KeyEvent(KeyEvent.KEY_PRESSED, "?", "?", KeyCode.SLASH, true, false, false, false));
                return true;
            });
            window.until(() -> window.lookup("#dialog-ok") != null);
            window.press(KeyCode.ESCAPE);
            // Space selects an item, and presses a button that has the focus.
            Window.onFx(() -> {
                window.lookup("#away").requestFocus();
                return true;
            });
            window.press(KeyCode.SPACE);
            window.until(() -> window.lookup("#dialog-ok") != null);
            window.press(KeyCode.ESCAPE);
            window.go(Place.OVERVIEW);
            window.press(KeyCode.F1);
            assertThat(window.find("#dialog-ok", javafx.scene.control.Button.class))
                    .isNotNull();
            assertThat(window.find("#dialog-back", javafx.scene.control.Button.class))
                    .as("what is only read has one way out")
                    .isNull();
            window.picture("keys");
            window.press(KeyCode.ESCAPE);
            window.until(() -> window.lookup("#dialog-ok") == null);
        } finally {
            window.close();
        }
    }
}
