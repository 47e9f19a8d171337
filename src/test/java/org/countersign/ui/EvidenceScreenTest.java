package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.evidence.ChangedBundle;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evidence by hand: signed, handed over, and verified by dropping it.
class EvidenceScreenTest {
    private static final String AMARA = "amara@example.com";

    @TempDir
    private Path folder;

    private static void click(Window window, String id) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, javafx.scene.control.ButtonBase.class).fire();
            return true;
        });
        window.settle();
    }

    private static void put(Window window, String id, String text) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, TextField.class).setText(text);
            return true;
        });
    }

    private static String problem(Window window) {
        return window.findHere("#dialog-problem", Label.class).getText();
    }

    /// Everything that a node says, to whoever sees it.
    private static String said(Node node) {
        if (node instanceof Label label) {
            return label.getText();
        }
        var text = new StringBuilder();
        if (node instanceof javafx.scene.text.Text run) {
            text.append(run.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable()
                    .forEach(child -> text.append(said(child)).append('\n'));
        }
        return text.toString();
    }

    private static String saidBy(Window window, String id) throws Exception {
        return Window.onFx(() -> said(window.lookup(id)));
    }

    /// What a camera reads from the window.
    private static String qr(Window window) throws Exception {
        return Window.onFx(() -> {
            var image = ((javafx.scene.image.ImageView) window.lookup(".image-view")).getImage();
            int side = (int) image.getWidth();
            int[] pixels = new int[side * side];
            image.getPixelReader()
                    .getPixels(0, 0, side, side, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, side);
            var bitmap = new com.google.zxing.BinaryBitmap(new com.google.zxing.common.HybridBinarizer(
                    new com.google.zxing.RGBLuminanceSource(side, side, pixels)));
            var reader = new com.google.zxing.qrcode.QRCodeReader();
            try {
                return reader.decode(bitmap, Map.of(com.google.zxing.DecodeHintType.TRY_HARDER, true))
                        .getText();
            } catch (com.google.zxing.NotFoundException askew) {
                // What the reader takes for a corner may be none; nothing here is turned or blurred.
                return reader.decode(bitmap, Map.of(com.google.zxing.DecodeHintType.PURE_BARCODE, true))
                        .getText();
            }
        });
    }

    private static void drop(Window window, Path... files) throws Exception {
        Node over = window.find("#page", Node.class);
        assertThat(window.dragOver(List.of(files), over)).isTrue();
        assertThat(window.drop(over)).isTrue();
        window.settle();
    }

    @Test
    void theOwnerSignsAndWhatIsExportedVerifiesWhenItIsDropped() throws Exception {
        Path keyFile;
        Path trust;
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.decideAll();
            for (String reviewer : List.of("apps@example.com", "grace@example.com")) {
                campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(reviewer));
            }
            campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.empty());
            campaign.key(AMARA);
            keyFile = campaign.keyFile(AMARA);
            trust = campaign.trust();
        }
        Path out = folder.resolve("q4.asice");
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(out))) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT0);
            window.until(() -> window.lookup("#evidence-sign") != null);
            assertThat(saidBy(window, "#evidence-lead")).contains("waits for the signature of amara@example.com");
            window.picture("evidence");
            assertThat(window.find("#evidence-export", Button.class).isDisabled())
                    .isTrue();
            click(window, "#evidence-pdf");
            window.until(() -> Files.exists(out));
            assertThat(Files.readAllBytes(out)).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            Files.delete(out);

            click(window, "#evidence-sign");
            put(window, "#sign-key", keyFile.toString());
            Path away = Files.move(keyFile, folder.resolve("away.p12"));
            put(window, "#sign-passphrase", SignedCampaign.PASSWORD);
            click(window, "#dialog-ok");
            window.until(() -> problem(window).contains("There is no key file here. It may have been moved"));
            window.picture("evidence-sign-vanished");
            Files.move(away, keyFile);
            put(window, "#sign-passphrase", "wrong");
            click(window, "#dialog-ok");
            window.until(() -> problem(window).contains("does not open this key. 1 try so far"));
            window.picture("evidence-sign");
            assertThat(window.find("#sign-passphrase", PasswordField.class).getText())
                    .isEmpty();
            put(window, "#sign-passphrase", SignedCampaign.PASSWORD);
            click(window, "#dialog-ok");
            window.until(
                    () -> !window.findHere("#evidence-export", Button.class).isDisabled());
            assertThat(window.lookup("#dialog-ok")).isNull();
            assertThat(window.app()
                            .workspace()
                            .read(tx -> new CampaignStore(tx).get("q4"))
                            .state())
                    .isEqualTo(Campaign.State.SIGNED);
            window.picture("evidence-signed");

            click(window, "#evidence-export");
            window.until(() -> Files.exists(out));
            assertThat(Files.readAllBytes(out))
                    .isEqualTo(window.app().workspace().<byte[], RuntimeException>read(tx -> new EvidenceStore(tx)
                            .bundle("q4")
                            .orElseThrow()));

            drop(window, out);
            window.until(() -> window.lookup("#evidence-verdict") != null);
            assertThat(saidBy(window, "#evidence-verdict")).contains("Who signed is only asserted");
            window.picture("evidence-asserted");
            drop(window, trust);
            assertThat(saidBy(window, "#evidence-verdict")).contains("This bundle is genuine and complete.");
            window.picture("evidence-verified");
            window.size(1024, 680);
            window.picture("evidence-verified-small");
            window.press(KeyCode.ESCAPE);
            window.picture("evidence-small");
            window.size(1440, 900);

            Path bad = folder.resolve("q4-changed.asice");
            Files.write(
                    bad,
                    ChangedBundle.of(
                            Files.readAllBytes(out),
                            "decisions/001.ndjson",
                            text -> text.replaceFirst("looked at", "not looked at")));
            window.dark(true);
            drop(window, bad, trust);
            assertThat(saidBy(window, "#evidence-verdict"))
                    .contains("Do not rely on this bundle. It is not what was signed.");
            assertThat(saidBy(window, "#evidence-checks"))
                    .contains("decisions/001.ndjson is not what was signed in META-INF/ASiCManifest001.xml.");
            window.picture("evidence-not-genuine-dark");
            window.press(KeyCode.ESCAPE);
            window.picture("evidence-dark");
        }
    }

    @Test
    void aKeyIsMadeAndTrustedAfterItsFingerprintWasShown() throws Exception {
        new SignedCampaign(folder, Clock.systemUTC()).close();
        Path file = folder.resolve("own").resolve("zoë.p12");
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.EVIDENCE);
            window.until(() -> window.lookup("#evidence-campaign-go") != null);
            window.picture("evidence-open");
            click(window, "#evidence-key-make");
            put(window, "#key-name", "Zoë van der Meulen-Østergaard");
            put(window, "#key-address", "zoe@example.com");
            put(window, "#key-file", file.toString());
            put(window, "#key-passphrase", "eleven char");
            put(window, "#key-again", "eleven char");
            click(window, "#dialog-ok");
            assertThat(Window.onFx(() -> problem(window))).contains("at least 12\u00a0characters");
            put(window, "#key-passphrase", "correct horse");
            put(window, "#key-again", "correct hose");
            click(window, "#dialog-ok");
            assertThat(Window.onFx(() -> problem(window))).isEqualTo("The two passphrases differ.");
            window.picture("evidence-key-make");
            assertThat(file).doesNotExist();
            put(window, "#key-again", "correct horse");
            click(window, "#dialog-ok");
            window.until(() -> window.lookup("#evidence-key-trust") != null);
            SigningKey made = KeyFile.open(file, "correct horse".toCharArray());
            String fingerprint = SigningKey.fingerprint(made.certificate());
            assertThat(saidBy(window, "#evidence-key-fingerprint").replaceAll("\\s", ""))
                    .isEqualTo(fingerprint);
            Window.onFx(() -> {
                window.lookup("#evidence-key-trust").requestFocus();
                return true;
            });
            click(window, "#evidence-key-trust");
            window.picture("evidence-trust");
            assertThat(saidBy(window, "#evidence-roster")).doesNotContain("Zoë");
            click(window, "#dialog-ok");
            window.until(() -> window.findHere("#evidence-roster", VBox.class).getChildren().stream()
                    .anyMatch(node -> said(node).contains("Zoë")));
            assertThat(saidBy(window, "#evidence-roster").replaceAll("\\s", "")).contains(fingerprint);
            assertThat(window.app().workspace().<List<String>, RuntimeException>read(tx -> new EvidenceStore(tx)
                            .trusted()))
                    .hasSize(1);
            window.picture("evidence-key");
            click(window, "#evidence-key-qr");
            window.picture("evidence-key-qr");
            assertThat(qr(window))
                    .isEqualTo("zoe@example.com SHA-256 " + String.join(" ", SigningKey.groups(fingerprint)));
            window.press(KeyCode.ESCAPE);
            assertThat(window.focused().orElseThrow().getId())
                    .as("the link that asked is gone, so the next one near it")
                    .isEqualTo("evidence-key-save");
            window.go(Place.REVIEW);
            window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
            assertThat(window.find("#key-file", TextField.class).getText()).isEqualTo(file.toString());
            assertThat(window.focused().orElseThrow().getId()).isEqualTo("password");
            window.press(KeyCode.ESCAPE);
            window.go(Place.EVIDENCE);
            click(window, "#evidence-key-look");
            assertThat(window.find("#look-key", TextField.class).getText()).isEqualTo(file.toString());
            put(window, "#look-passphrase", "horse");
            click(window, "#dialog-ok");
            window.until(() -> problem(window).contains("does not open"));
        }
    }

    @Test
    void whatNobodyDecidedIsNamedAsOpenHereAndInTheBundle() throws Exception {
        Path bundle = folder.resolve("q4.asice");
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.decideAll();
            Countersign app = campaign.app();
            app.signAsReviewer().run(app.actor(), "q4", campaign.key("grace@example.com"));
            Files.move(campaign.trust(), folder.resolve("grace.pem"));
            app.endCampaign().close(app.actor(), "q4", Optional.of("Apps are away until December."));
            app.openCampaign()
                    .run(
                            app.actor(),
                            new OpenCampaign.Request(
                                    "privileged",
                                    "Privileged access, December",
                                    AMARA,
                                    "apps@example.com",
                                    LocalDate.parse("2099-01-01"),
                                    Scope.ALL,
                                    Optional.empty()));
            campaign.key(AMARA);
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(bundle))) {
            window.go(Place.EVIDENCE);
            window.until(() -> window.lookup("#evidence-sign") != null);
            window.until(() -> window.lookup("#evidence-signatures") != null);
            assertThat(saidBy(window, "#evidence-signatures")).contains("Counts as open");
            click(window, "#evidence-sign");
            window.picture("evidence-sign-incomplete");
            assertThat(saidBy(window, ".dialog-card"))
                    .contains("I own this review.")
                    .contains("Apps are away until December.");
            put(
                    window,
                    "#sign-key",
                    folder.resolve("keys").resolve(AMARA + ".p12").toString());
            put(window, "#sign-passphrase", SignedCampaign.PASSWORD);
            click(window, "#dialog-ok");
            window.until(
                    () -> !window.findHere("#evidence-export", Button.class).isDisabled());
            window.picture("evidence-incomplete");
            click(window, "#evidence-export");
            window.until(() -> Files.exists(bundle));
            drop(window, bundle, folder.resolve("grace.pem"));
            assertThat(saidBy(window, "#evidence-verdict"))
                    .contains("A signer is not one of your trusted signers.")
                    .contains("stands behind " + AMARA);
            window.picture("evidence-stranger");
            click(window, "#evidence-crumb");
            var key =
                    KeyFile.open(folder.resolve("keys").resolve(AMARA + ".p12"), SignedCampaign.PASSWORD.toCharArray());
            Path both = Files.writeString(
                    folder.resolve("both.pem"),
                    Files.readString(folder.resolve("grace.pem")) + SigningKey.pem(key.certificate()));
            drop(window, bundle, both);
            assertThat(saidBy(window, "#evidence-verdict"))
                    .contains("This bundle is genuine. The review in it is incomplete.");
            window.picture("evidence-verified-incomplete");
        }
    }

    @Test
    void anEmptyWorkspaceTeachesHowEvidenceComesAbout() throws Exception {
        Countersign.openOrMake(folder.resolve("empty.countersign"), Clock.systemUTC())
                .close();
        try (var window = new Window(folder.resolve("empty.countersign"), Optional.empty())) {
            window.go(Place.EVIDENCE);
            window.until(() -> window.lookup("#evidence-campaigns-go") != null);
            assertThat(saidBy(window, "#evidence-empty")).contains("Its owner signs it whole");
            window.picture("evidence-empty");
            Path none = Files.writeString(folder.resolve("TRUST.pem"), "no certificate");
            drop(window, none);
            assertThat(saidBy(window, "#problem")).contains("Drop them together with a bundle");
            Path text = Files.writeString(folder.resolve("letter.txt"), "Dear auditor");
            drop(window, text);
            assertThat(saidBy(window, "#evidence-verdict")).contains("Do not rely on this bundle");
            window.picture("evidence-no-bundle");
        }
    }
}
