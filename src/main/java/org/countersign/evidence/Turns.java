package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;

/// Whose turn each item of a campaign was, and who answered for whom, as the ledger tells it from event to event.
final class Turns {
    /// One transaction writes a decision and its event.
    private static final Duration ONE_TRANSACTION = Duration.ofMinutes(10);

    private final JsonNode campaign;
    private final Map<String, ReviewItem> items;
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, Set<String>> handed = new HashMap<>();
    private final Map<String, String> turns = new HashMap<>();
    private final Map<Long, Passed> passed = new HashMap<>();
    private final Map<String, JsonNode> deputies = new HashMap<>();
    private final Map<Long, Answered> answered = new HashMap<>();

    /// What somebody did not know, and whose turn it was.
    private record Passed(String item, String turn) {}

    /// A decision by the deputy of the one whose turn it was.
    private record Answered(String deputy, String start, String end, String at) {}

    /// @param ledgerIds by address
    /// @param events of the campaign, in order
    Turns(JsonNode campaign, Map<String, ReviewItem> items, Map<String, String> ledgerIds, List<ToldEvent> events) {
        this.campaign = campaign;
        this.items = Collections.unmodifiableMap(items);
        ledgerIds.forEach((address, id) -> people.put(id, Formats.folded(address)));
        events.forEach(this::follow);
    }

    private void follow(ToldEvent event) {
        long number = event.number();
        JsonNode data = event.data();
        switch (event.type()) {
            case "items.reassigned" -> {
                String to = person(data.path("to").asText());
                data.path("items").forEach(item -> {
                    turns.put(item.asText(), to);
                    handed.computeIfAbsent(to, _ -> new HashSet<>()).add(item.asText());
                });
            }
            case "items.delegated" -> deputies.put(person(data.path("from").asText()), data);
            case "delegation.ended" ->
                deputies.values().removeIf(one -> one.path("number").asLong() == number);
            case "decision.recorded" -> decided(event);
            case "decision.undone" ->
                Optional.ofNullable(passed.remove(number)).ifPresent(back -> turns.put(back.item(), back.turn()));
            default -> {}
        }
    }

    private void decided(ToldEvent event) {
        JsonNode data = event.data();
        ReviewItem item = items.get(data.path("item").asText());
        if (item == null) {
            return;
        }
        String turn = turns.getOrDefault(item.id(), Formats.folded(item.frozenReviewer()));
        String who = person(event.reviewer());
        JsonNode delegation = deputies.get(turn);
        if (delegation != null && person(delegation.path("to").asText()).equals(who)) {
            answered.put(
                    event.number(),
                    new Answered(
                            who,
                            delegation.path("start").asText(),
                            delegation.path("end").asText(),
                            event.at()));
        }
        if (data.path("decision").asText().equals(Verdict.DONT_KNOW.text())) {
            passed.put(event.number(), new Passed(item.id(), turn));
            turns.put(
                    item.id(),
                    Formats.folded(item.next(
                            List.of(turn, who),
                            campaign.path("fallback").asText(),
                            campaign.path("owner").asText())));
        }
    }

    /// An address, or the ledger's id of somebody who has none in the roster.
    private String person(String id) {
        return people.getOrDefault(id, id);
    }

    /// Whether the item went to this reviewer after the opening.
    ///
    /// @param reviewer folded
    boolean handed(String reviewer, String item) {
        return handed.getOrDefault(reviewer, Set.of()).contains(item);
    }

    /// Whether the one whose turn it was had named this decision's reviewer as their deputy, and that held when it was
    /// made.
    boolean deputy(DecisionLine decision) {
        Answered answer = answered.get(decision.number());
        if (answer == null || !answer.deputy().equals(Formats.folded(decision.reviewer()))) {
            return false;
        }
        try {
            Instant decidedAt = Instant.parse(decision.decidedAt());
            LocalDate day = LocalDate.ofInstant(decidedAt, ZoneOffset.UTC);
            Duration apart = Duration.between(decidedAt, Instant.parse(answer.at()));
            return apart.abs().compareTo(ONE_TRANSACTION) <= 0
                    && !day.isBefore(LocalDate.parse(answer.start()))
                    && !day.isAfter(LocalDate.parse(answer.end()));
        } catch (DateTimeException _) {
            return false;
        }
    }
}
