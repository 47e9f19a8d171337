package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Window;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;

/// An authority that takes its time, or fails, while somebody signs by hand: they are told, can stop, and lose nothing;
/// where a timestamp is required nobody signs without one.
class WaitedForStampTest extends StampedByHand {
    private static String reviewer(Window window) {
        return String.valueOf(((javafx.scene.control.ComboBox<?>) window.lookup("#reviewer")).getValue());
    }

    private static String problem(Window window) {
        return window.lookup("#dialog-problem") instanceof Label label ? label.getText() : "";
    }

    private static void press(Window window, String id) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
            return true;
        });
    }

    @Test
    void whoWaitsForAnAuthorityIsToldHowLongAndCanStop() throws Exception {
        try (var window = window()) {
            name(window);
            stamps.is(StampServer.Manner.DRIPS);
            window.go(Place.REVIEW);
            sign(window, reviewer(window));
            press(window, "#dialog-ok");
            window.meanwhile(() -> problem(window).startsWith(stamps.url() + " is asked for a timestamp: "));
            assertThat(Window.onFx(() -> window.lookup("#dialog-waits").isVisible()))
                    .isTrue();
            assertThat(Window.onFx(() ->
                            window.findHere("#dialog-back", ButtonBase.class).getText()))
                    .isEqualTo("Stop");
            pictureAtOnce(window, "sign-waits");
            Window.onFx(() -> window.app()
                    .signers()
                    .trust()
                    .run(window.app().actor(), campaign.key(OWNER).certificate()));
            assertThat(Window.onFx(() -> problem(window)))
                    .as("nobody waited for it")
                    .contains("is asked");
            press(window, "#dialog-back");
            window.meanwhile(() -> problem(window).equals("Stopped. Nothing was signed."));
            assertThat(levels(window.app())).isEmpty();
            assertThat(Window.onFx(() ->
                            window.findHere("#dialog-back", ButtonBase.class).getText()))
                    .isEqualTo("Back");
            window.picture("sign-stopped");
            stamps.is(StampServer.Manner.GOOD);
            put(window, "#password", SignedCampaign.PASSWORD);
            fire(window, "#dialog-ok");
            window.until(() -> said(window).contains("With a timestamp (level B-T)."));
        }
    }

    /// While something goes on, for which [Window#picture] would wait.
    private static void pictureAtOnce(Window window, String name) throws Exception {
        var image = Window.onFx(() -> {
            window.lookup(".root").applyCss();
            return SwingFXUtils.fromFXImage(window.lookup(".root").getScene().snapshot(null), null);
        });
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        Path file = Files.createDirectories(Path.of("target/pictures")).resolve(name + ".png");
        ImageIO.write(opaque, "png", file.toFile());
    }

    @Test
    void theOwnerWhoWaitsCanStopToo() throws Exception {
        for (String one :
                campaign.items().stream().map(ItemState::reviewer).distinct().toList()) {
            campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(one));
        }
        campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.empty());
        Strings.speak(Locale.GERMAN);
        try (var window = window()) {
            window.dark(true);
            name(window);
            stamps.is(StampServer.Manner.DRIPS);
            campaign.key(OWNER);
            window.go(Place.EVIDENCE);
            fire(window, "#evidence-sign");
            put(window, "#sign-key", campaign.keyFile(OWNER).toString());
            put(window, "#sign-passphrase", SignedCampaign.PASSWORD);
            press(window, "#dialog-ok");
            window.meanwhile(() -> problem(window).contains("wird um einen Zeitstempel gebeten: "));
            pictureAtOnce(window, "evidence-sign-waits-de-dark");
            window.pressAtOnce(KeyCode.ESCAPE);
            window.meanwhile(() -> problem(window).equals("Abgebrochen. Nichts wurde unterschrieben."));
            fire(window, "#dialog-back");
            assertThat(window.lookup("#sign-key")).isNull();
            assertThat(window.app().workspace().<Campaign.State, RefusedException>read(tx -> new CampaignStore(tx)
                            .get("q4")
                            .state()))
                    .isEqualTo(Campaign.State.CLOSED);
        }
    }

    @Test
    void whereATimestampIsRequiredNobodyIsOfferedToSignWithoutOne() throws Exception {
        campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.of("The next one begins."));
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                "q5",
                                "Q5",
                                OWNER,
                                "apps@example.com",
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true));
        List<ItemState> items = campaign.app()
                .workspace()
                .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q5"));
        for (String one : items.stream().map(ItemState::reviewer).distinct().toList()) {
            campaign.app()
                    .recordDecision()
                    .run(
                            campaign.app().actor(),
                            "q5",
                            one,
                            items.stream()
                                    .filter(state -> state.reviewer().equals(one))
                                    .map(state -> new Draft(
                                            "",
                                            state.item().id(),
                                            Verdict.REVOKE,
                                            Optional.of("x"),
                                            Optional.empty(),
                                            3))
                                    .toList(),
                            Manner.SINGLE);
        }
        try (var window = window()) {
            window.go(Place.REVIEW);
            sign(window, reviewer(window));
            assertThat(words(window))
                    .contains("This campaign requires a timestamp with each signature, and no authority is named.")
                    .doesNotContain("None: the time is your own claim");
            window.picture("sign-required");
            fire(window, "#dialog-ok");
            assertThat(problem(window)).contains("Name one under Settings, Timestamps.");
            assertThat(Window.onFx(
                            () -> window.findHere("#password", TextField.class).getText()))
                    .as("typed once is enough")
                    .isNotEmpty();
            window.press(KeyCode.ESCAPE);
            name(window);
            window.go(Place.REVIEW);
            sign(window, reviewer(window));
            assertThat(words(window))
                    .contains(stamps.url() + " is asked for a timestamp (level B-T), which this campaign requires.");
            stamps.is(StampServer.Manner.BROKEN);
            fire(window, "#dialog-ok");
            window.until(() -> problem(window)
                    .contains("The timestamp authority answers HTTP 500, and q5 requires a timestamp with each"
                            + " signature. Try again later, or name another authority."));
            window.picture("sign-required-refused");
        }
    }
}
