package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When things were done, and when the ledger tells of them: in a campaign that is opened first and closed last.
///
/// Clocks of two machines differ by some minutes. A clock that was set back shows in the event itself, whose place in
/// the
/// chain then counts.
final class Timeline {
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final Map<Long, Told> recorded = new HashMap<>();
    private final Map<String, Told> signed = new HashMap<>();
    private final Instant openedAt;
    private int opened = Integer.MAX_VALUE;
    private int closed = -1;

    /// An event of the campaign.
    private record Told(int place, Instant at) {}

    /// @param events bodies of those of this campaign, in their order
    Timeline(JsonNode campaign, List<JsonNode> events) {
        openedAt = instant(campaign.path("openedAt")).orElse(Instant.EPOCH);
        for (int place = 0; place < events.size(); place++) {
            JsonNode body = events.get(place);
            JsonNode data = body.path("data");
            var told = new Told(place, instant(body.path("at")).orElse(Instant.EPOCH));
            switch (body.path("type").asText()) {
                case "campaign.opened" -> opened = Math.min(opened, place);
                case "campaign.closed" -> closed = place;
                case "decision.recorded" -> recorded.put(data.path("number").asLong(), told);
                case "decisions.signed" ->
                    signed.put(data.path("manifestSha256").asText(), told);
                default -> {}
            }
        }
    }

    /// What does not fit; an event that is not there is somebody else's to miss.
    void check(SignedDecision made, Records records, Optional<Instant> claimed, List<String> faults) {
        String decision =
                made.file() + ": the decision on " + made.line().path("item").asText();
        Optional<Instant> at = instant(made.line().path("decidedAt"));
        if (at.isEmpty()) {
            faults.add(decision + " does not say when it was made.");
            return;
        }
        Told told = recorded.get(made.number());
        if (told != null) {
            inside(told, decision, at.get(), faults);
        }
        Told signature = signed.get(records.sha256(made.manifest()));
        if (told != null && signature != null && signature.place() < told.place()) {
            faults.add("events.ndjson tells of the signature in " + made.manifest()
                    + " before the decisions that it signs.");
        }
        Instant from = signature == null ? at.get() : earlier(at.get(), signature.at());
        if (claimed.filter(time -> time.isBefore(from.minus(CLOCKS))).isPresent()) {
            faults.add(made.manifest() + " is signed by one who claims a time before the decisions that it signs.");
        }
    }

    private void inside(Told told, String decision, Instant at, List<String> faults) {
        boolean whole = opened != Integer.MAX_VALUE && closed >= 0;
        if (whole && (told.place() < opened || told.place() > closed)) {
            faults.add(decision + " lies outside the campaign in events.ndjson.");
        }
        if (at.isBefore(earlier(openedAt, told.at()).minus(CLOCKS))) {
            faults.add(decision + " was made before the campaign was opened.");
        }
        if (at.isAfter(told.at().plus(CLOCKS))) {
            faults.add(decision + " was made after the ledger told of it.");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<Instant> instant(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
