package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is handed over beside the bundle: the PDF, verified by itself when it is dropped, and extracts of it.
class HandedOverScreenTest {
    @TempDir
    private Path folder;

    private Path pdf;
    private Path trust;

    @BeforeEach
    void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.sign();
            trust = campaign.trust();
            pdf = Files.write(
                    folder.resolve("q4.pdf"),
                    campaign.app().exportEvidence().document("q4").pdf());
        }
    }

    @AfterEach
    void english() {
        Strings.speak(Locale.ENGLISH);
    }

    private Window window(Path picked) throws Exception {
        var window = new Window(folder.resolve("house.countersign"), Optional.of(picked));
        window.go(Place.EVIDENCE);
        window.until(() -> window.lookup("#evidence-extract") != null);
        return window;
    }

    private static void click(Window window, String id) throws Exception {
        window.until(() -> window.lookup(id) instanceof ButtonBase button && !button.isDisabled());
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
            return true;
        });
        window.settle();
    }

    private static void drop(Window window, Path... files) throws Exception {
        Node over = window.find("#page", Node.class);
        assertThat(window.dragOver(List.of(files), over)).isTrue();
        assertThat(window.drop(over)).isTrue();
        window.settle();
    }

    private static String verdict(Window window) {
        return Words.of(window.lookup("#evidence-verdict"));
    }

    private static String text(Path file) throws Exception {
        try (var document = Loader.loadPDF(file.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static void choose(Window window, String ending) throws Exception {
        Window.onFx(() -> {
            ComboBox<?> about = window.findHere("#extract-about", ComboBox.class);
            for (int i = 0; i < about.getItems().size(); i++) {
                if (about.getItems().get(i).toString().contains(ending)) {
                    about.getSelectionModel().select(i);
                    return true;
                }
            }
            throw new AssertionError(ending + " in " + about.getItems());
        });
    }

    @Test
    void aPdfThatIsDroppedIsVerifiedByItself() throws Exception {
        try (var window = window(pdf)) {
            drop(window, pdf, trust);
            window.until(() -> verdict(window).contains("This document is genuine."));
            assertThat(Words.of(window.lookup("#result"))).contains("verify the bundle that it belongs to");
            window.picture("evidence-document");
            window.dark(true);
            window.picture("evidence-document-dark");
            window.dark(false);
            byte[] drawn = Files.readAllBytes(pdf);
            drawn[drawn.length / 2] ^= 1;
            Path bad = Files.write(folder.resolve("drawn-over.pdf"), drawn);
            drop(window, bad, trust);
            window.until(() -> verdict(window).contains("Do not rely on this document."));
            window.picture("evidence-document-bad");
            click(window, "#evidence-another");
            window.until(() -> verdict(window).contains("Who signed is only asserted."));
            assertThat(verdict(window)).as("chosen, with nobody to trust").contains("certificates themselves say");
        }
        Strings.speak(Locale.GERMAN);
        try (var window = window(pdf)) {
            drop(window, pdf);
            window.until(() -> window.lookup("#evidence-verdict") != null);
            window.size(1024, 680);
            window.picture("evidence-document-de-1024");
        }
    }

    @Test
    void theQuestionForAnExtractTakesNoOtherQuestionsPlace() throws Exception {
        try (var window = window(folder.resolve("extract.pdf"))) {
            window.until(() -> window.lookup("#evidence-extract") != null);
            try (var reading = window.busy()) {
                Window.onFx(() -> {
                    window.findHere("#evidence-extract", ButtonBase.class).fire();
                    window.findHere("#evidence-extract", ButtonBase.class).fire();
                    window.findHere("#evidence-key-make", ButtonBase.class).fire();
                    window.findHere("#key-name", TextField.class).setText("Amara");
                    return true;
                });
            }
            window.settle();
            assertThat(window.lookup("#extract-about")).isNull();
            assertThat(window.findHere("#key-name", TextField.class).getText()).isEqualTo("Amara");
            click(window, "#dialog-back");
            window.until(() -> window.lookup("#extract-about") != null);
            click(window, "#dialog-back");
            window.settle();
            assertThat(window.lookup("#extract-about")).as("asked once").isNull();
        }
    }

    @Test
    void anExtractIsSavedOfAnApplicationOrOfAnOwnersGroups() throws Exception {
        Path out = folder.resolve("extract.pdf");
        try (var window = window(out)) {
            window.picture("evidence-extracts");
            click(window, "#evidence-extract");
            window.until(() -> window.lookup("#extract-about") != null);
            choose(window, "slack");
            window.picture("evidence-extract");
            window.dark(true);
            window.picture("evidence-extract-dark");
            window.dark(false);
            click(window, "#dialog-ok");
            window.until(() -> Files.exists(out) && window.lookup("#extract-about") == null);
            assertThat(Files.readAllBytes(out)).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
            assertThat(text(out)).contains("oncall").doesNotContain("policy card");
            Files.delete(out);
            click(window, "#evidence-extract");
            window.until(() -> window.lookup("#extract-about") != null);
            choose(window, "grace");
            click(window, "#dialog-ok");
            window.until(() -> Files.exists(out) && window.lookup("#extract-about") == null);
            assertThat(text(out)).contains("g-oncall").doesNotContain("王小明");
        }
        Path nowhere = folder.resolve("nowhere/extract.pdf");
        Strings.speak(Locale.GERMAN);
        try (var window = window(nowhere)) {
            window.size(1024, 680);
            click(window, "#evidence-extract");
            window.until(() -> window.lookup("#extract-about") != null);
            click(window, "#dialog-ok");
            window.until(() ->
                    !window.findHere("#dialog-problem", Label.class).getText().isEmpty()
                            && !window.findHere("#dialog-problem", Label.class)
                                    .getText()
                                    .endsWith("…"));
            window.picture("evidence-extract-de-1024");
            assertThat(nowhere).doesNotExist();
        }
    }
}
