package org.countersign.ui.parts;

import org.countersign.campaign.Verdict;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// A decision as shape and tone (desktop.md 8).
public final class Verdicts {
    private Verdicts() {}

    /// The tone's name in the style sheet.
    public static String tone(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> "approve";
            case APPROVE_UNTIL -> "until";
            case REVOKE -> "revoke";
            case DONT_KNOW -> "unknown";
        };
    }

    /// The filled shape of a decision taken.
    public static FontIcon icon(Verdict verdict) {
        return Parts.icon(
                switch (verdict) {
                    case APPROVE -> BootstrapIcons.CHECK_CIRCLE_FILL;
                    case APPROVE_UNTIL -> BootstrapIcons.CALENDAR2_CHECK_FILL;
                    case REVOKE -> BootstrapIcons.SLASH_CIRCLE_FILL;
                    case DONT_KNOW -> BootstrapIcons.QUESTION_SQUARE_FILL;
                },
                "i14",
                "k-" + tone(verdict));
    }

    /// Not decided.
    public static FontIcon open() {
        return Parts.icon(BootstrapIcons.CIRCLE, "i14", "k-subtle");
    }
}
