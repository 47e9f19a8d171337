package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.text.Formats;

/// When things were done, and when the ledger tells of them: in a campaign that is opened first and closed last.
///
/// Clocks of two machines differ by some minutes. A clock that was set back shows in the event itself, whose place in
/// the
/// chain then counts.
final class Timeline {
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final Map<Long, Told> recorded = new HashMap<>();
    private final Map<String, Told> signed = new HashMap<>();
    private final Map<String, Optional<Told>> signatures = new HashMap<>();
    private final Instant openedAt;
    private long opened = Long.MAX_VALUE;
    private long closed = -1;

    /// An event of the campaign.
    private record Told(long place, Instant at) {}

    /// @param events of this campaign, in their order
    Timeline(JsonNode campaign, List<ToldEvent> events) {
        openedAt = instant(campaign.path("openedAt").asText()).orElse(Instant.EPOCH);
        for (ToldEvent event : events) {
            var told = new Told(event.seq(), instant(event.at()).orElse(Instant.EPOCH));
            switch (event.type()) {
                case "campaign.opened" -> opened = Math.min(opened, event.seq());
                case "campaign.closed" -> closed = event.seq();
                case "decision.recorded" -> recorded.put(event.number(), told);
                case "decisions.signed" ->
                    signed.put(event.data().path("manifestSha256").asText(), told);
                default -> {}
            }
        }
    }

    /// What does not fit; an event that is not there is somebody else's to miss.
    void check(SignedDecision made, Records records, Optional<Instant> claimed, List<String> faults) {
        Optional<Instant> at = instant(made.line().decidedAt());
        if (at.isEmpty()) {
            faults.add(made.named() + " does not say when it was made.");
            return;
        }
        Told told = recorded.get(made.number());
        if (told != null) {
            inside(told, made, at.get(), faults);
        }
        Told signature = signatures
                .computeIfAbsent(made.manifest(), name -> Optional.ofNullable(signed.get(records.sha256(name))))
                .orElse(null);
        if (told != null && signature != null && signature.place() < told.place()) {
            faults.add("events.ndjson tells of the signature in " + made.manifest()
                    + " before the decisions that it signs.");
        }
        Instant from = signature == null ? at.get() : earlier(at.get(), signature.at());
        if (claimed.filter(time -> time.isBefore(from.minus(CLOCKS))).isPresent()) {
            faults.add(made.manifest() + " is signed by one who claims a time before the decisions that it signs.");
        }
    }

    private void inside(Told told, SignedDecision made, Instant at, List<String> faults) {
        boolean whole = opened != Long.MAX_VALUE && closed >= 0;
        if (whole && (told.place() < opened || told.place() > closed)) {
            faults.add(made.named() + " lies outside the campaign in events.ndjson.");
        }
        if (at.isBefore(earlier(openedAt, told.at()).minus(CLOCKS))) {
            faults.add(made.named() + " was made before the campaign was opened.");
        }
        if (at.isAfter(told.at().plus(CLOCKS))) {
            faults.add(made.named() + " was made after the ledger told of it.");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Formats.parsed(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
