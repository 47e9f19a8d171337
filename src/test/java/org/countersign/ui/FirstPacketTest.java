package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.controlsfx.control.StatusBar;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.packet.ExportPacket;
import org.countersign.packet.ReadPacket;
import org.countersign.testkit.MainStage;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Formats;
import org.countersign.ui.preferences.Choices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer who got a packet by mail and opens Countersign for the first time.
class FirstPacketTest {
    private static final String GRACE = "grace@example.com";
    private static final String OWNER = "amara@example.com";

    @TempDir
    private Path folder;

    private Path packet;
    private Path theirs;
    private SigningKey owner;

    @BeforeEach
    void send() throws Exception {
        packet = Files.createDirectories(folder.resolve("mail")).resolve("grace.packet.asice");
        theirs = folder.resolve("mail/q4.countersign");
        try (var campaign = new SignedCampaign(Files.createDirectories(folder.resolve("owner")), Clock.systemUTC())) {
            owner = campaign.key(OWNER);
            var app = campaign.app();
            Files.write(
                    packet,
                    app.packets()
                            .export()
                            .run(app.actor(), new ExportPacket.Request("q4", GRACE, false), owner)
                            .bytes());
        }
    }

    private static List<ItemState> items(Path workspace) throws Exception {
        try (var app = Countersign.open(workspace, Clock.systemUTC())) {
            return app.workspace().read(tx -> new CampaignStore(tx).items("q4"));
        }
    }

    private List<Path> mail() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
            return files.toList();
        }
    }

    private static String said(MainStage window) {
        return window.find("#statusBar") instanceof StatusBar bar ? bar.getText() : "";
    }

    private static String problem(MainStage window) {
        return window.find("#dialog-problem") instanceof Label label ? label.getText() : "";
    }

    private static void workspace(MainStage window, Path file) throws Exception {
        Window.onFx(() -> {
            ((TextField) window.find("#packet-workspace")).setText(file.toString());
            return true;
        });
    }

    @Test
    void aPacketThatIsDroppedBecomesAReviewOnceItsOwnerIsCompared() throws Exception {
        try (var window = new MainStage(folder, Choices.Tongue.ENGLISH)) {
            window.until(() -> window.find("#make") != null);
            assertThat(window.drop(packet, "#drop")).isTrue();
            window.until(() -> window.find("#packet-fingerprint") != null);
            assertThat(window.words())
                    .contains(OWNER + " asks " + GRACE + " to review")
                    .contains("Q4 review of a very small organisation")
                    .contains(Formats.groups(SigningKey.fingerprint(owner.certificate())));
            assertThat(mail()).as("nothing is made before somebody says yes").containsExactly(packet);
            window.picture("welcome-packet");
            window.dark(true);
            window.picture("welcome-packet-dark");
            window.dark(false);
            window.size(1024, 680);
            window.picture("welcome-packet-1024");
            workspace(window, folder.resolve("nowhere/q4.countersign"));
            window.fire("#dialog-ok");
            window.until(() -> !problem(window).isEmpty() && !problem(window).endsWith("…"));
            assertThat(folder.resolve("nowhere")).doesNotExist();
            window.picture("welcome-packet-refused");
            workspace(window, theirs);
            window.fire("#dialog-ok");
            window.until(() -> said(window).contains("wait for " + GRACE));
            window.until(() -> window.find("#list") != null);
            assertThat(window.title()).contains("q4.countersign");
            window.until(() -> window.find("#list") instanceof ListView<?> queue
                    && !queue.getItems().isEmpty());
            window.picture("welcome-packet-begun");
            assertThat(window.focused()).as("keys decide at once").isEqualTo("list");
        }
        assertThat(items(theirs)).isNotEmpty().allMatch(state -> state.reviewer()
                .equals(GRACE));
    }

    @Test
    void aPacketThatComesAgainGoesOnWithTheReviewThatWasBegunFromIt() throws Exception {
        try (var window = new MainStage(folder, Choices.Tongue.ENGLISH)) {
            window.until(() -> window.find("#make") != null);
            window.drop(packet, "#drop");
            window.until(() -> window.find("#packet-fingerprint") != null);
            // Not where it would be looked for by its name.
            Path elsewhere = folder.resolve("elsewhere.countersign");
            workspace(window, elsewhere);
            window.fire("#dialog-ok");
            window.until(() -> said(window).contains("wait for " + GRACE));
            window.leave();
            window.until(() -> window.find("#make") != null);
            assertThat(window.drop(packet, "#drop")).isTrue();
            window.until(() -> said(window).startsWith("The review that was begun from this packet on "));
            assertThat(said(window)).endsWith(" goes on here, in elsewhere.countersign.");
            assertThat(window.title()).contains("elsewhere.countersign");
            window.until(() -> window.find("#list") instanceof ListView<?> queue
                    && !queue.getItems().isEmpty());
            window.picture("welcome-packet-again");
            assertThat(window.focused()).as("keys decide at once").isEqualTo("list");
            window.leave();
            window.until(() -> window.find("#make") != null);
            window.pick(packet);
            window.fire("#packet");
            window.until(() -> said(window).contains(" goes on here, in elsewhere.countersign."));
        }
        assertThat(mail()).as("no second one").containsExactly(packet);
    }

    @Test
    void aWorkspaceThatIsNamedAndHasThePacketIsGoneOnWith() throws Exception {
        Path named = folder.resolve("named.countersign");
        try (var app = Countersign.openOrMake(named, Clock.systemUTC())) {
            app.signers().trust().run(app.actor(), owner.certificate());
            app.packets()
                    .open()
                    .run(
                            app.actor(),
                            ReadPacket.of("grace.packet.asice", Files.readAllBytes(packet)),
                            Optional.empty());
        }
        try (var window = new MainStage(folder, Choices.Tongue.GERMAN)) {
            window.until(() -> window.find("#make") != null);
            window.drop(packet, "#drop");
            window.until(() -> window.find("#packet-fingerprint") != null);
            workspace(window, named);
            window.fire("#dialog-ok");
            window.until(() -> said(window).startsWith("Hier geht die Prüfung weiter"));
            window.picture("welcome-packet-again-de");
        }
    }

    @Test
    void whatIsNoPacketOrDoesNotFitIsRefusedAndNothingStays() throws Exception {
        Path other = folder.resolve("mail/other.asice");
        Files.writeString(other, "PK and then nothing");
        byte[] bytes = Files.readAllBytes(packet);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("mail/damaged.asice"), bytes);
        try (var window = new MainStage(folder, Choices.Tongue.GERMAN)) {
            window.until(() -> window.find("#make") != null);
            window.pick(other);
            window.fire("#packet");
            window.until(() -> Words.of(window.find("#problem")).contains("Diese Datei ist kein Prüfpaket"));
            window.picture("welcome-packet-none-de");
            window.drop(damaged, "#drop");
            window.until(() -> Words.of(window.find("#problem")).contains("damaged.asice"));
            assertThat(window.find("#packet-fingerprint")).isNull();
            window.pick(packet);
            window.fire("#packet");
            window.until(() -> window.find("#packet-fingerprint") != null);
            window.size(1024, 680);
            window.picture("welcome-packet-de-1024");
            // Its campaign lies there already, as the owner's own.
            workspace(window, folder.resolve("owner/house.countersign"));
            window.fire("#dialog-ok");
            window.until(() -> problem(window).contains("Die Prüfung liegt in diesem Arbeitsbereich"));
        }
        assertThat(mail()).containsExactlyInAnyOrder(packet, other, damaged);
    }

    @Test
    void aWorkspaceThatWasMadeForAPacketThatIsRefusedDoesNotStay() throws Exception {
        Path ahead = folder.resolve("mail/ahead.asice");
        try (var campaign = new SignedCampaign(
                        Files.createDirectories(folder.resolve("ahead")),
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))
                .withKeys(Map.of(OWNER, owner))) {
            var app = campaign.app();
            Files.write(
                    ahead,
                    app.packets()
                            .export()
                            .run(app.actor(), new ExportPacket.Request("q4", GRACE, false), owner)
                            .bytes());
        }
        try (var window = new MainStage(folder, Choices.Tongue.ENGLISH)) {
            window.until(() -> window.find("#make") != null);
            window.drop(ahead, "#drop");
            window.until(() -> window.find("#packet-fingerprint") != null);
            window.fire("#dialog-ok");
            window.until(() -> problem(window).contains("here it is only"));
            window.picture("welcome-packet-ahead");
        }
        assertThat(mail()).containsExactlyInAnyOrder(packet, ahead);
    }

    @Test
    void anOwnerWhoIsKnownThereByAnotherKeyIsAskedForOnceMore() throws Exception {
        SigningKey another = KeyFile.create(
                folder.resolve("another.p12"), "Amara", OWNER, "passphrase".toCharArray(), Clock.systemUTC());
        try (var app = Countersign.openOrMake(theirs, Clock.systemUTC())) {
            app.signers().trust().run(app.actor(), another.certificate());
        }
        try (var window = new MainStage(folder, Choices.Tongue.ENGLISH)) {
            window.until(() -> window.find("#make") != null);
            window.drop(packet, "#drop");
            window.until(() -> window.find("#packet-fingerprint") != null);
            assertThat(window.words()).doesNotContain("by another certificate");
            window.fire("#dialog-ok");
            window.until(() -> window.find("#packet-fingerprint") != null
                    && Words.of(window.find(".root")).contains("by another certificate"));
            assertThat(items(theirs)).as("only once that was said").isEmpty();
            window.picture("welcome-packet-other");
            window.fire("#dialog-ok");
            window.until(() -> said(window).contains("wait for " + GRACE));
        }
        assertThat(items(theirs)).isNotEmpty();
    }
}
