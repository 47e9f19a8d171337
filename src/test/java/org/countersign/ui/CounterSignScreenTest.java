package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.testkit.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One more person signs a report that was dropped on the page of evidence.
class CounterSignScreenTest {
    @TempDir
    private Path folder;

    private static void click(Window window, String id) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
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

    private static void drop(Window window, Path file) throws Exception {
        Node over = window.find("#page", Node.class);
        assertThat(window.dragOver(List.of(file), over)).isTrue();
        assertThat(window.drop(over)).isTrue();
        window.until(() -> window.lookup("#evidence-verdict") != null);
    }

    private static String problem(Window window) {
        return window.findHere("#dialog-problem", Label.class).getText();
    }

    @Test
    void aReportThatHoldsIsCounterSignedInAFileOfItsOwn() throws Exception {
        Path report = folder.resolve("attestation.pdf");
        Path bundle = folder.resolve("q4.asice");
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            Files.write(bundle, campaign.bundle());
            Files.write(report, Tools.unzip(campaign.bundle()).get("attestation.pdf"));
        }
        byte[] before = Files.readAllBytes(report);
        Path key = Authority.file(
                folder.resolve("chair.p12"),
                Authority.root("Board", Instant.now()).issue("Chair of the Board", "chair@board.example"),
                "of the chair");
        Path out = folder.resolve("board.pdf");
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(out))) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT0);
            window.until(() -> window.lookup("#evidence-lead") != null);
            drop(window, bundle);
            assertThat(window.lookup("#evidence-counter-sign")).isNull();
            drop(window, report);
            window.until(() -> window.lookup("#evidence-counter-sign") != null);
            window.picture("countersign-verified");
            click(window, "#evidence-counter-sign");
            put(window, "#counter-key", key.toString());
            put(window, "#counter-passphrase", "wrong");
            click(window, "#dialog-ok");
            window.until(() -> problem(window).contains("does not open this key. 1 try so far"));
            assertThat(out).doesNotExist();
            window.picture("countersign-ask");
            put(window, "#counter-passphrase", "of the chair");
            click(window, "#dialog-ok");
            window.until(() -> Files.exists(out) && window.lookup("#dialog-ok") == null);
            window.settle();
            assertThat(Countersign.verifyDocument()
                            .run(Files.readAllBytes(out), List.of())
                            .signers())
                    .extracting(signer -> signer.address())
                    .containsExactly("amara@example.com", "chair@board.example");
            assertThat(Files.readAllBytes(report)).isEqualTo(before);
            window.picture("countersign-done");

            // What was written is shown; the same person signs it no second time, nor over the report itself.
            click(window, "#evidence-counter-sign");
            put(window, "#counter-key", key.toString());
            put(window, "#counter-passphrase", "of the chair");
            click(window, "#dialog-ok");
            window.until(() -> problem(window).contains("This is the report itself, which stays"));
            window.dark(true);
            window.picture("countersign-refused-dark");
        }
    }
}
