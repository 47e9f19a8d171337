package org.countersign.ui.parts;

import javafx.scene.layout.HBox;
import org.countersign.drift.Severity;
import org.countersign.text.Strings;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// A severity as shape, word and tone (desktop.md 8).
public final class Severities {
    private Severities() {}

    /// The shape.
    public static Ikon shape(Severity severity) {
        return switch (severity) {
            case CRITICAL -> BootstrapIcons.EXCLAMATION_OCTAGON_FILL;
            case HIGH -> BootstrapIcons.EXCLAMATION_TRIANGLE_FILL;
            case MEDIUM -> BootstrapIcons.DIAMOND_FILL;
            case LOW -> BootstrapIcons.DASH_CIRCLE_FILL;
            case INFO -> BootstrapIcons.INFO_CIRCLE;
        };
    }

    /// The shape as an icon.
    public static FontIcon icon(Severity severity) {
        FontIcon icon = Parts.icon(shape(severity), "i14", "k-" + severity.text());
        icon.setAccessibleText(word(severity));
        return icon;
    }

    /// The word.
    public static String word(Severity severity) {
        return Strings.of("severity." + severity.text());
    }

    /// Shape and word.
    public static HBox named(Severity severity) {
        return Parts.row(6, icon(severity), Parts.whole(word(severity), "c-" + severity.text(), "t-small", "t-medium"));
    }

    /// Nobody knows.
    public static FontIcon unknownIcon() {
        return Parts.icon(BootstrapIcons.DASH_SQUARE_DOTTED, "i14", "k-unknown");
    }
}
