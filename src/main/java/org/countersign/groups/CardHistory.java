package org.countersign.groups;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.governance.GroupRecord;
import org.countersign.groups.Group.Counts;
import org.countersign.groups.Group.Found;
import org.countersign.groups.Group.Stated;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.snapshot.GroupStore;
import org.countersign.workspace.Transaction;

/// What versions of governance and the ledger tell of a policy card: who stated it, and who found it right.
final class CardHistory {
    private final Transaction tx;
    private final GroupReading reading;

    CardHistory(Transaction tx, GroupReading reading) {
        this.tx = tx;
        this.reading = reading;
    }

    /// Who first stated what the group is for, as it is stated now.
    Optional<Stated> stated(GroupRecord card) {
        if (card.purpose().isEmpty()) {
            return Optional.empty();
        }
        Optional<GovernanceVersion> first = Optional.empty();
        List<GovernanceVersion> versions = new GovernanceStore(tx).all();
        for (GovernanceVersion version : versions.reversed()) {
            boolean same = GovernanceJson.typed(version.body()).groups().stream()
                    .anyMatch(one -> one.source().equals(card.source())
                            && one.group().equals(card.group())
                            && one.purpose().equals(card.purpose()));
            if (!same) {
                break;
            }
            first = Optional.of(version);
        }
        return first.flatMap(this::stated);
    }

    private Optional<Stated> stated(GovernanceVersion version) {
        for (String type : List.of("governance.changed", "governance.imported")) {
            for (Event event : new LedgerStore(tx).holding(List.of(type))) {
                JsonNode body = Ledger.body(event);
                if (body.path("type").asText().equals(type)
                        && body.path("data").path("number").asLong() == version.number()) {
                    return Optional.of(new Stated(
                            actor(body),
                            version.at(),
                            body.path("actor").has("reviewer"),
                            type.equals("governance.imported")));
                }
            }
        }
        return Optional.empty();
    }

    /// A reviewer by address, else who was at the keyboard.
    private String actor(JsonNode body) {
        String reviewer = body.path("actor").path("reviewer").asText("");
        return Optional.of(reviewer)
                .filter(id -> !id.isEmpty())
                .flatMap(new LedgerStore(tx)::address)
                .orElse(body.path("actor").path("osUser").asText());
    }

    /// When the card was found right last, with the members of that day.
    Optional<Found> found(GroupRecord card, String group, Counts now) {
        return card.lastReviewed().map(day -> event(card.source(), group, day)
                .map(body -> {
                    JsonNode data = body.path("data");
                    return new Found(
                            day,
                            Optional.of(data.path("members").asInt()),
                            now.attested().map(today -> today.sha256()
                                    .equals(data.path("membersSha256").asText())),
                            Optional.of(actor(body)),
                            Optional.of(data.path("campaign").asText("")).filter(name -> !name.isEmpty()));
                })
                .orElseGet(() -> fromSnapshot(card.source(), group, day, now)));
    }

    private Optional<JsonNode> event(String source, String group, LocalDate day) {
        for (Event event : new LedgerStore(tx).holding(List.of(Attested.EVENT, source, group))) {
            JsonNode body = Ledger.body(event);
            JsonNode data = body.path("data");
            if (body.path("type").asText().equals(Attested.EVENT)
                    && data.path("source").asText().equals(source)
                    && data.path("group").asText().equals(group)
                    && data.path("reviewed").asText().equals(day.toString())) {
                return Optional.of(body);
            }
        }
        return Optional.empty();
    }

    /// Nobody wrote down who was in it; a snapshot of that day may tell.
    private Found fromSnapshot(String source, String group, LocalDate day, Counts now) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
        var then = new GroupStore(tx, source, end.isAfter(reading.asOf()) ? reading.asOf() : end);
        GroupStore.Members members = then.members(group);
        if (!members.told()) {
            return new Found(day, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Attested was = ReadGroup.attested(then, source, group, members);
        return new Found(
                day,
                Optional.of(was.members()),
                now.attested().map(today -> today.sha256().equals(was.sha256())),
                Optional.empty(),
                Optional.empty());
    }
}
