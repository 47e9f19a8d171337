package org.countersign.ui.review;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.countersign.text.Strings;

/// The day on which an approve-until ends: the end of the quarter where nobody says otherwise, at most a year
/// away.
record Expiry(LocalDate today) {
    /// So near that an end of quarter would be no use.
    private static final int NEAR = 14;

    private static final int LONGEST = 365;

    /// The end of this quarter, or of the next where this one is nearly over.
    LocalDate proposed() {
        LocalDate end = today.withDayOfMonth(1)
                .plusMonths(3 - (today.getMonthValue() - 1) % 3L)
                .minusDays(1);
        return end.isAfter(today.plusDays(NEAR))
                ? end
                : end.plusDays(1).plusMonths(3).minusDays(1);
    }

    /// The day of this text, where it is one that may be chosen.
    Optional<LocalDate> chosen(String day) {
        try {
            return Optional.of(LocalDate.parse(day.strip()))
                    .filter(until -> until.isAfter(today) && !until.isAfter(today.plusDays(LONGEST)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Why day and reason do not do; empty where they do.
    Optional<String> fault(String day, String reason) {
        if (chosen(day).isEmpty()) {
            return Optional.of(Strings.of("review.ask.until.date", today.plusDays(LONGEST)));
        }
        return reason.isBlank() ? Optional.of(Strings.of("review.ask.until.reason")) : Optional.empty();
    }
}
