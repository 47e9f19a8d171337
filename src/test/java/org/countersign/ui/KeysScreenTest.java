package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key that is put in the place of another, and a certificate that is taken back, by hand; and what the questions
/// about keys look like where there is little room.
class KeysScreenTest {
    private static final String OWNER = "amara@example.com";
    private static final String SECOND = "another passphrase";

    @TempDir
    private Path folder;

    private Path workspace;
    private Path old;
    private Path fresh;
    private SigningKey first;
    private SigningKey second;

    @BeforeEach
    void make() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            workspace = campaign.workspace();
            first = campaign.key(OWNER);
            old = campaign.keyFile(OWNER);
            campaign.app().signers().trust().run(campaign.app().actor(), first.certificate());
        }
        fresh = folder.resolve("fresh.p12");
        second = KeyFile.create(fresh, "Amara", OWNER, SECOND.toCharArray(), Clock.systemUTC());
    }

    @AfterEach
    void english() {
        Strings.speak(Locale.ENGLISH);
    }

    private static void fire(Window window, String id) throws Exception {
        window.until(() -> window.lookup(id) instanceof ButtonBase button && !button.isDisabled());
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
            return true;
        });
        window.settle();
    }

    private static void put(Window window, String id, String text) throws Exception {
        window.until(() -> window.lookup(id) instanceof TextInputControl);
        Window.onFx(() -> {
            window.findHere(id, TextInputControl.class).setText(text);
            return true;
        });
    }

    private static String said(Window window) {
        return window.lookup("#statusBar") instanceof StatusBar bar ? bar.getText() : "";
    }

    private static String problem(Window window) {
        return window.lookup("#dialog-problem") instanceof Label label ? label.getText() : "";
    }

    private static String roster(Window window) {
        return Words.of(window.lookup("#evidence-roster"));
    }

    private static List<String> revoked(Window window) {
        return window.app()
                .workspace()
                .read(tx -> List.copyOf(new EvidenceStore(tx).revoked().keySet()));
    }

    private Window window() throws Exception {
        var window = new Window(workspace, Optional.empty());
        window.go(Place.EVIDENCE);
        return window;
    }

    private void look(Window window) throws Exception {
        fire(window, "#evidence-key-look");
        put(window, "#look-key", old.toString());
        put(window, "#look-passphrase", SignedCampaign.PASSWORD);
        fire(window, "#dialog-ok");
        window.until(() -> window.lookup("#evidence-key-rotate") != null && window.lookup("#look-key") == null);
    }

    @Test
    void anotherKeyTakesThePlaceOfOneWhichSignsThatItDoes() throws Exception {
        try (var window = window()) {
            look(window);
            fire(window, "#evidence-key-rotate");
            put(window, "#rotate-to", fresh.toString());
            put(window, "#rotate-second", SECOND);
            put(window, "#rotate-passphrase", "not it");
            fire(window, "#dialog-ok");
            window.until(() -> problem(window).contains("does not open this key"));
            window.picture("key-rotate");
            put(window, "#rotate-second", SECOND);
            put(window, "#rotate-passphrase", SignedCampaign.PASSWORD);
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("takes the place of the old one"));
            window.until(() -> Words.of(window.lookup("#evidence-key-fingerprint"))
                    .replaceAll("\\s", "")
                    .equals(SigningKey.fingerprint(second.certificate())));
            window.until(
                    () -> roster(window).replaceAll("\\s", "").contains(SigningKey.fingerprint(second.certificate())));
            window.picture("key-rotated");
            fire(window, "#evidence-key-rotate");
            put(window, "#rotate-to", fresh.toString());
            put(window, "#rotate-second", SECOND);
            put(window, "#rotate-passphrase", SECOND);
            fire(window, "#dialog-ok");
            window.until(() -> problem(window).contains("Both are the same certificate."));
        }
    }

    @Test
    void whoMadeTheNewKeyFirstIsAskedToReplaceTheOldOneByIt() throws Exception {
        Path third = folder.resolve("third.p12");
        try (var window = window()) {
            look(window);
            fire(window, "#evidence-key-rotate");
            assertThat(text(window, "#rotate-key")).isEqualTo(old.toString());
            assertThat(text(window, "#rotate-to")).isEmpty();
            window.press(KeyCode.ESCAPE);
            fire(window, "#evidence-key-make");
            put(window, "#key-name", "Amara");
            put(window, "#key-address", OWNER);
            put(window, "#key-file", third.toString());
            put(window, "#key-passphrase", SECOND);
            put(window, "#key-again", SECOND);
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("is made"));
            fire(window, "#evidence-key-rotate");
            assertThat(text(window, "#rotate-key"))
                    .as("the one that is replaced")
                    .isEqualTo(old.toString());
            assertThat(text(window, "#rotate-to")).isEqualTo(third.toString());
            window.picture("key-rotate-made");
            put(window, "#rotate-passphrase", SignedCampaign.PASSWORD);
            put(window, "#rotate-second", SECOND);
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("takes the place of the old one"));
            fire(window, "#evidence-key-rotate");
            assertThat(text(window, "#rotate-key")).as("the next time").isEqualTo(third.toString());
            assertThat(text(window, "#rotate-to")).isEmpty();
        }
    }

    @Test
    void eachFieldOfTheQuestionSaysWhichKeyItIsOf() throws Exception {
        try (var window = window()) {
            look(window);
            fire(window, "#evidence-key-rotate");
            var spoken = new ArrayList<String>();
            for (String id : List.of(
                    "#rotate-key",
                    "#rotate-key-choose",
                    "#rotate-passphrase",
                    "#rotate-to",
                    "#rotate-to-choose",
                    "#rotate-second")) {
                spoken.add(Window.onFx(() -> window.lookup(id).getAccessibleText()));
            }
            assertThat(spoken)
                    .containsExactly(
                            "Old key file (.p12)",
                            "Choose… Old key file (.p12)",
                            "Passphrase of the old key",
                            "New key file (.p12)",
                            "Choose… New key file (.p12)",
                            "Passphrase of the new key");
        }
    }

    @Test
    void aFingerprintIsSeenWholeAndChosenByNobodyOnceItIsAnother() throws Exception {
        for (int size : List.of(100, 200)) {
            Preferences preferences = Window.light();
            preferences.change(choices -> choices.textSize(size));
            seeFingerprint(preferences, size);
        }
    }

    private void seeFingerprint(Preferences preferences, int size) throws Exception {
        try (var window = new Window(workspace, Optional.empty(), Clock.systemUTC(), preferences)) {
            window.go(Place.EVIDENCE);
            fire(window, "#evidence-revoke");
            window.until(() -> window.lookup("#revoke-whose") instanceof ComboBox<?>);
            Window.onFx(() -> {
                window.findHere("#revoke-whose", ComboBox.class)
                        .getSelectionModel()
                        .selectFirst();
                return true;
            });
            window.settle();
            String digits = SigningKey.fingerprint(first.certificate());
            assertThat(text(window, "#revoke-fingerprint").replaceAll("\\s", ""))
                    .isEqualTo(digits);
            assertThat(Window.onFx(() ->
                            window.lookup("#revoke-fingerprint .scroll-bar") instanceof Node bar && bar.isVisible()))
                    .as("both lines are seen")
                    .isFalse();
            window.picture("key-revoke-fingerprint-" + size);
            Window.onFx(() -> {
                window.lookup("#revoke-fingerprint").requestFocus();
                return true;
            });
            window.press(KeyCode.TAB);
            assertThat(window.focused().orElseThrow().getId()).as("Tab goes on").isEqualTo("revoke-from");
            put(window, "#revoke-fingerprint", SigningKey.fingerprint(second.certificate()));
            assertThat(Window.onFx(() ->
                            window.findHere("#revoke-whose", ComboBox.class).getValue()))
                    .isNull();
        }
    }

    @Test
    void whoRevokesAgainIsToldWhichTimeStandsOnTheDayThatItIsHere() throws Exception {
        ZoneId kiribati = ZoneId.of("Pacific/Kiritimati");
        try (var window = new Window(workspace, Optional.empty(), Clock.system(kiribati))) {
            window.go(Place.EVIDENCE);
            revoke(window, "2026-01-02 03:04");
            window.until(() -> said(window).startsWith("Revoked from 2 Jan 2026, 03:04"));
            window.until(() -> roster(window).contains("revoked 2 Jan 2026"));
            window.picture("key-revoked-here");
            revoke(window, "2026-02-03 04:05");
            window.until(() -> said(window).startsWith("It stays revoked from 2 Jan 2026, 03:04"));
            revoke(window, "2026-01-01 02:03");
            window.until(() -> said(window).startsWith("Revoked from 1 Jan 2026, 02:03"));
        }
    }

    private void revoke(Window window, String from) throws Exception {
        fire(window, "#evidence-revoke");
        put(window, "#revoke-fingerprint", SigningKey.fingerprint(first.certificate()));
        put(window, "#revoke-from", from);
        put(window, "#revoke-reason", "The laptop was stolen.");
        fire(window, "#dialog-ok");
    }

    private static String text(Window window, String id) throws Exception {
        window.until(() -> window.lookup(id) instanceof TextInputControl);
        return Window.onFx(() -> window.findHere(id, TextInputControl.class).getText());
    }

    @Test
    void aCertificateIsTakenBackWithATimeAndAReason() throws Exception {
        try (var window = window()) {
            fire(window, "#evidence-revoke");
            window.until(() -> window.lookup("#revoke-whose") instanceof ComboBox<?>);
            Window.onFx(() -> {
                window.findHere("#revoke-whose", ComboBox.class)
                        .getSelectionModel()
                        .selectFirst();
                return true;
            });
            put(window, "#revoke-from", "yesterday");
            fire(window, "#dialog-ok");
            assertThat(problem(window)).isEqualTo("Write the day and the time as 2026-11-24 08:15.");
            put(window, "#revoke-from", "2999-01-01 00:00");
            put(window, "#revoke-reason", "The laptop was stolen.");
            fire(window, "#dialog-ok");
            window.until(() -> problem(window).contains("This time lies ahead."));
            window.picture("key-revoke");
            assertThat(revoked(window)).isEmpty();
            put(window, "#revoke-from", "2026-01-02 03:04");
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("Revoked from 2 Jan 2026, 03:04 UTC"));
            assertThat(revoked(window)).containsExactly(SigningKey.fingerprint(first.certificate()));
            window.until(() -> roster(window).contains("revoked "));
            window.picture("key-revoked");
            look(window);
            fire(window, "#evidence-key-rotate");
            put(window, "#rotate-to", fresh.toString());
            put(window, "#rotate-second", SECOND);
            put(window, "#rotate-passphrase", SignedCampaign.PASSWORD);
            fire(window, "#dialog-ok");
            window.until(() -> problem(window).contains("revoked"));
        }
    }

    /// Labels and buttons of a question that are cut.
    private static List<String> cut(Node node) {
        var cut = new ArrayList<String>();
        if (node instanceof Label label
                && !label.isWrapText()
                && label.isVisible()
                && !label.getText().isEmpty()) {
            if (label.getWidth() + 0.5 < label.prefWidth(-1)) {
                cut.add(label.getText());
            }
        } else if (node instanceof ButtonBase button && button.getWidth() + 0.5 < button.prefWidth(-1)) {
            cut.add(button.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> cut.addAll(cut(child)));
        }
        return cut;
    }

    @Test
    void theirQuestionsHaveRoomInGermanOnASmallWindow() throws Exception {
        Strings.speak(Locale.GERMAN);
        try (var window = window()) {
            window.size(1024, 680);
            window.dark(true);
            look(window);
            window.picture("key-page-de-dark-1024");
            for (String one :
                    List.of("key-make", "key-look", "key-take", "key-request", "key-certify", "key-rotate", "revoke")) {
                fire(window, "#evidence-" + one);
                window.until(() -> window.lookup("#dialog-ok") != null);
                window.picture(one + "-de-dark-1024");
                Node card = window.find(".dialog-card", Node.class);
                assertThat(Window.onFx(() -> cut(card))).as(one).isEmpty();
                assertThat(Window.onFx(
                                () -> card.localToScene(card.getBoundsInLocal()).getMaxY()))
                        .as(one)
                        .isLessThan(680);
                window.press(KeyCode.ESCAPE);
            }
        }
    }
}
