package org.countersign.ui.findings;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// Findings that somebody is about to acknowledge: what can be, what is left out and why, and which words do.
///
/// @param asked all of them
/// @param eligible those that can be, by fingerprint
/// @param leftOut by reason
/// @param by whose name it carries
/// @param today in UTC
public record AcknowledgeDraft(
        int asked, List<String> eligible, Map<String, LeftOut> leftOut, String by, LocalDate today) {
    private static final int PROPOSED_DAYS = 30;

    /// How many of one question are named.
    private static final int NAMED = 3;

    /// What is left out for one reason.
    ///
    /// @param named the sentences of the first few
    public record LeftOut(int count, List<String> named) {
        /// Copies the list.
        public LeftOut {
            named = List.copyOf(named);
        }

        static LeftOut one(String sentence) {
            return new LeftOut(1, List.of(sentence));
        }

        LeftOut and(LeftOut more) {
            return new LeftOut(
                    count + more.count,
                    Stream.concat(named.stream(), more.named.stream())
                            .limit(NAMED)
                            .toList());
        }
    }

    /// Copies the collections; the order of reasons stays.
    public AcknowledgeDraft {
        eligible = List.copyOf(eligible);
        leftOut = new LinkedHashMap<>(leftOut);
    }

    /// `3 of 12 findings can be acknowledged`.
    public String headline() {
        return leftOut.isEmpty()
                ? Strings.count("findings.ask.all", asked)
                : Strings.of("findings.ask.some", Spoken.number(eligible.size()), Spoken.number(asked));
    }

    /// The day that stands there first.
    public LocalDate proposed() {
        return today.plusDays(PROPOSED_DAYS);
    }

    /// The day of this text, where it may be chosen.
    public Optional<LocalDate> chosen(String text) {
        return parsed(text)
                .filter(day -> !day.isBefore(today) && !day.isAfter(today.plusDays(AcknowledgeFinding.LONGEST_DAYS)));
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// What the day means, or why it does not do.
    public String meaning(String text) {
        return chosen(text)
                .map(day -> Strings.count(
                        "findings.ask.until.days", ChronoUnit.DAYS.between(today, day), FindingStatus.day(day)))
                .orElseGet(() -> parsed(text)
                        .map(day -> day.isBefore(today)
                                ? Strings.of("findings.ask.until.passed", today)
                                : Strings.of(
                                        "findings.ask.until.far",
                                        AcknowledgeFinding.LONGEST_DAYS,
                                        today.plusDays(AcknowledgeFinding.LONGEST_DAYS)))
                        .orElseGet(() -> Strings.of("findings.ask.until.date", proposed())));
    }

    /// Why day and reason do not do; empty where they do.
    public Optional<String> fault(String day, String reason) {
        if (reason.isBlank()) {
            return Optional.of(Strings.of("findings.ask.reason.empty"));
        }
        if (reason.strip().codePointCount(0, reason.strip().length()) > AcknowledgeFinding.LONGEST_REASON) {
            return Optional.of(
                    Strings.of("findings.ask.reason.long", Spoken.number(AcknowledgeFinding.LONGEST_REASON)));
        }
        return chosen(day).isEmpty() ? Optional.of(meaning(day)) : Optional.empty();
    }
}
