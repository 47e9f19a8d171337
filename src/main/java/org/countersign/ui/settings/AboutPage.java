package org.countersign.ui.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;

/// What this program is: versions, where things lie, and whose work it ships under which licence.
public final class AboutPage {
    /// How wide it wants to be.
    public static final double WIDTH = 720;

    private static final double LICENCES = 260;

    private AboutPage() {}

    /// The page.
    ///
    /// @param versions of what runs here
    /// @param workspace its file
    /// @param settings the file of what was chosen
    public static VBox of(Map<String, String> versions, String workspace, String settings) {
        var facts = new LinkedHashMap<>(versions);
        facts.put(Strings.of("about.workspace"), Formats.visible(workspace));
        facts.put(Strings.of("about.settings"), Formats.visible(settings));
        VBox lines = Parts.column(6);
        facts.forEach((name, value) -> lines.getChildren().add(Parts.fact(name, value, SettingsPage.NAMES)));
        var licences = new TextArea(licences());
        licences.setId("about-licences");
        licences.setEditable(false);
        licences.setAccessibleText(Strings.of("about.licences"));
        licences.setPrefHeight(Zoom.of(LICENCES));
        licences.getStyleClass().add("t-mono");
        Button copy = SettingsPage.button("about.copy", "about-copy", () -> {
            var content = new ClipboardContent();
            content.putString(text(facts));
            Clipboard.getSystemClipboard().setContent(content);
        });
        return Parts.column(
                12,
                Parts.sentence(Strings.of("about.what"), "t-muted"),
                lines,
                Parts.row(8, copy),
                Parts.label(Strings.of("about.licences"), "t-section"),
                licences);
    }

    private static String text(Map<String, String> facts) {
        var text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String licences() {
        return read("META-INF/NOTICE") + "\n" + read("assets/licences/THIRD-PARTY.md");
    }

    private static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(AboutPage.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
