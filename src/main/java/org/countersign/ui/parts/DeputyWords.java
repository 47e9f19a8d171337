package org.countersign.ui.parts;

import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.Delegation;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// Who answers for whom, in words.
public final class DeputyWords {
    private DeputyWords() {}

    /// `From 1 Dec 2026 to 4 Dec 2026, bea@example.com answers for grace@example.com: At the sea.`
    public static String stands(Delegation one) {
        return Strings.of(
                "deputy.stands",
                Formats.name(one.to()),
                Formats.name(one.from()),
                Spoken.date(one.start()),
                Spoken.date(one.end()),
                Formats.line(one.reason()));
    }

    /// `Delegated to you until 4 Dec 2026 by grace@example.com`.
    public static String yours(Delegation one) {
        return Strings.of("deputy.yours", Spoken.date(one.end()), Formats.name(one.from()));
    }

    /// `You are away from 1 Dec 2026 to 4 Dec 2026: bea@example.com answers too.`
    public static String away(Delegation one) {
        return Strings.of("deputy.away", Spoken.date(one.start()), Spoken.date(one.end()), Formats.name(one.to()));
    }

    /// What became of naming one.
    public static String named(DelegateReviews.Outcome outcome) {
        Delegation made = outcome.made();
        return Strings.of(
                        "deputy.named",
                        Formats.name(made.to()),
                        Formats.name(made.from()),
                        Spoken.date(made.start()),
                        Spoken.date(made.end()))
                + " " + Strings.count("deputy.waits", outcome.waiting())
                + (outcome.about() == 0 ? "" : " " + Strings.count("campaigns.about", outcome.about()))
                + outcome.replaced()
                        .map(before -> " " + Strings.of("deputy.replaced", Formats.name(before.to())))
                        .orElse("");
    }

    /// That it has ended.
    public static String ended(Delegation one) {
        return Strings.of("deputy.ended", Formats.name(one.to()), Formats.name(one.from()));
    }
}
