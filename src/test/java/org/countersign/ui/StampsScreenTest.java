package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import org.countersign.campaign.CampaignStore;
import org.countersign.evidence.SignatureLevel;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;

/// Timestamps by hand: an authority that is named once, asked by whoever signs, and one that fails.
class StampsScreenTest extends StampedByHand {
    @Test
    void anAuthorityIsNamedInTheSettingsOnceAndForAll() throws Exception {
        try (var window = window()) {
            window.size(1440, 900);
            window.go(Place.SETTINGS);
            window.until(() -> window.lookup("#timestamps-address") != null);
            assertThat(Words.of(window.lookup("#timestamps-asked"))).contains("the time is your own claim");
            put(window, "#timestamps-address", "http://tsa.example.com/");
            fire(window, "#timestamps-use");
            assertThat(words(window)).contains("This is no address of a timestamp authority.");
            assertThat(window.preferences().choices().timestamps()).isEmpty();
            window.picture("settings-timestamps-refused");
            put(window, "#timestamps-address", stamps.url());
            fire(window, "#timestamps-use");
            assertThat(window.preferences().choices().timestamps()).isEqualTo(stamps.url());
            assertThat(words(window)).doesNotContain("This is no address of a timestamp authority.");
            assertThat(Words.of(window.lookup("#timestamps-asked"))).contains(stamps.url() + " is asked");
            assertThat(stamps.asked()).as("nobody has signed").isZero();
            window.picture("settings-timestamps");
        }
        assertThat(new Preferences(preferences.file()).choices().timestamps()).isEqualTo(stamps.url());
        Strings.speak(Locale.GERMAN);
        try (var window = window()) {
            window.size(1024, 680);
            window.dark(true);
            window.go(Place.SETTINGS);
            window.until(() -> window.lookup("#timestamps-address") != null);
            Window.onFx(() -> {
                window.lookup("#timestamps-address").requestFocus();
                return true;
            });
            window.picture("settings-timestamps-de-dark-1024");
        }
    }

    @Test
    void aReviewersAndTheOwnersSignaturesSayWhichLevelTheyReached() throws Exception {
        try (var window = window()) {
            window.go(Place.REVIEW);
            sign(window, reviewer(window));
            assertThat(words(window)).contains("None: the time is your own claim (level B-B).");
            window.picture("sign-unstamped");
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("Without a timestamp (level B-B)"));
            assertThat(levels(window.app())).containsExactly(SignatureLevel.B_B);
            name(window);
            window.go(Place.REVIEW);
            Window.onFx(() -> {
                var box = (javafx.scene.control.ComboBox<?>) window.lookup("#reviewer");
                box.getSelectionModel().select(1 - box.getSelectionModel().getSelectedIndex());
                return true;
            });
            window.settle();
            sign(window, reviewer(window));
            assertThat(words(window)).contains(stamps.url() + " is asked for a timestamp (level B-T).");
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("With a timestamp (level B-T)."));
            assertThat(levels(window.app())).containsExactly(SignatureLevel.B_B, SignatureLevel.B_T);
            window.app().endCampaign().close(window.app().actor(), "q4", Optional.empty());
            campaign.key(OWNER);
            window.go(Place.EVIDENCE);
            fire(window, "#evidence-sign");
            put(window, "#sign-key", campaign.keyFile(OWNER).toString());
            put(window, "#sign-passphrase", SignedCampaign.PASSWORD);
            window.picture("evidence-sign-stamped");
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("With a timestamp (level B-T)."));
        }
    }

    private static String reviewer(Window window) {
        return String.valueOf(((javafx.scene.control.ComboBox<?>) window.lookup("#reviewer")).getValue());
    }

    @Test
    void anAuthorityThatFailsLosesNothingAndIsSaidOnce() throws Exception {
        try (var window = window()) {
            name(window);
            stamps.is(StampServer.Manner.BROKEN);
            window.go(Place.REVIEW);
            sign(window, reviewer(window));
            fire(window, "#dialog-ok");
            window.until(() -> words(window).contains("Signed, without a timestamp"));
            assertThat(words(window))
                    .contains("The signature counts all the same.")
                    .contains("Signed without a timestamp (level B-B): " + stamps.url()
                            + ": The timestamp authority answers HTTP 500.");
            window.picture("sign-authority-fails");
            window.dark(true);
            window.picture("sign-authority-fails-dark");
            window.dark(false);
            assertThat(levels(window.app())).as("what was decided is signed").containsExactly(SignatureLevel.B_B);
            fire(window, "#dialog-ok");
            assertThat(words(window)).doesNotContain("Signed, without a timestamp");
        }
    }

    @Test
    void aCampaignThatRequiresTimestampsIsOpenedByTheForm() throws Exception {
        try (var window = window()) {
            window.go(Place.CAMPAIGNS);
            window.until(() -> window.lookup("#table") != null);
            Window.onFx(() -> window.lead("campaigns", "+"));
            window.settle();
            window.until(() ->
                    window.lookup("#open-owner") instanceof TextField && window.lookup("#open-timestamps") != null);
            put(window, "#open-owner", OWNER);
            put(window, "#open-fallback", "apps@example.com");
            put(window, "#open-name", "q5");
            Window.onFx(() -> {
                window.findHere("#open-timestamps", CheckBox.class).fire();
                return true;
            });
            window.picture("campaign-timestamps");
            if (window.lookup("#open-despite") != null) {
                Window.onFx(() -> {
                    ((javafx.scene.control.TextInputControl) window.lookup("#open-despite")).setText("A test.");
                    return true;
                });
            }
            fire(window, "#open-do");
            window.until(() -> window.app().workspace().<Boolean, RuntimeException>read(tx -> new CampaignStore(tx)
                    .find("q5")
                    .isPresent()));
            assertThat(window.app().workspace().<Boolean, RuntimeException>read(tx -> new CampaignStore(tx)
                            .find("q5")
                            .orElseThrow()
                            .frozen()
                            .path("timestampRequired")
                            .asBoolean()))
                    .isTrue();
        }
    }
}
