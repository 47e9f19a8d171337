package org.countersign.ui.parts;

import java.time.Instant;
import java.time.LocalDate;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// What an item says of itself in fixed words, as evidence freezes them, said in the language of the screen.
public final class ItemWords {
    private ItemWords() {}

    /// What is held or asked: a name, or that it is the account or the group itself.
    public static String access(ReviewItem item) {
        return access(item.kind(), item.access());
    }

    /// What is held or asked, of an item of this kind.
    ///
    /// @param frozen as evidence says it
    public static String access(Kind kind, String frozen) {
        return switch (kind) {
            case ACCOUNT -> Strings.of("review.access.account");
            case GROUP -> Strings.of("review.access.group");
            case MEMBERSHIP, ROLE, ENTITLEMENT, EXCEPTION, MAPPING -> frozen;
        };
    }

    /// Of an account, what it is; empty where nobody knows.
    public static String account(ReviewItem item) {
        String kind = item.line().path("account").path("kind").asText("");
        return kind.isEmpty() ? "" : Strings.of("review.account." + kind);
    }

    /// The last day of an exception.
    public static String end(String day) {
        return day.isEmpty() ? Strings.of("review.noEnd") : Spoken.date(LocalDate.parse(day));
    }

    /// The day of an instant; empty where there is none.
    public static String day(String instant) {
        return instant.isEmpty() ? "" : Spoken.day(Instant.parse(instant));
    }

    /// How many were decided at once.
    ///
    /// @param mode `single`, or `bulk:N`
    public static String mode(String mode) {
        return mode.startsWith("bulk:")
                ? Strings.of("review.mode.bulk", mode.substring("bulk:".length()))
                : Strings.of("review.mode.single");
    }

    /// Open, covered, or the decision.
    public static String state(ItemState state) {
        return state.decision()
                .map(made -> Strings.of("review.verdict." + made.verdict().text()))
                .orElseGet(() -> Strings.of(state.covered() ? "review.covered" : "review.open"));
    }
}
