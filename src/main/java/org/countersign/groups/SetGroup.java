package org.countersign.groups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.ChangeGovernance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Source;
import org.countersign.groups.GroupCard.Fault;
import org.countersign.groups.GroupCard.Field;
import org.countersign.groups.GroupCard.Why;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a person states what a group is for, how secret it is, who answers for it and how often it is looked at;
/// or
/// that all of it, and its members, are right as of today.
public final class SetGroup {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public SetGroup(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What is wrong with a card before it is kept, field by field; nothing where it can be.
    public List<Fault> check(String source, GroupCard card) {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            return reading.governance()
                    .source(source)
                    .map(found -> faults(tx, reading, found, card))
                    .orElseGet(card::faults);
        });
    }

    private static List<Fault> faults(Transaction tx, GroupReading reading, Source source, GroupCard card) {
        var faults = new ArrayList<>(card.faults());
        if (!card.owner().isBlank()) {
            ReadGroup.owner(tx, reading, source, card.owner().strip())
                    .filter(owner -> owner.known() && !owner.active())
                    .ifPresent(owner -> faults.addFirst(
                            new Fault(Field.OWNER, owner.id().isPresent() ? Why.INACTIVE : Why.UNKNOWN)));
        }
        return faults;
    }

    /// What is stated of a group now.
    ///
    /// @param group its id, or a name that is unique
    public GroupCard card(String source, String group) throws RefusedException {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            return GroupCard.of(reading.record(source, known(reading, source, group)));
        });
    }

    /// Keeps a card, whole.
    ///
    /// @param group its id, or a name that is unique
    /// @throws RefusedException where the group is not there, a field is wrong, or nothing would change
    public GroupRecord set(Actor actor, String source, String group, GroupCard card) throws RefusedException {
        return workspace.write(tx -> {
            var reading = new GroupReading(tx, clock);
            String id = known(reading, source, group);
            Source at = reading.governance().source(source).orElseThrow();
            for (Fault fault : faults(tx, reading, at, card)) {
                throw new RefusedException(fault.field().text(), said(fault), "");
            }
            Optional<GroupRecord> before = reading.record(source, id);
            var after = new GroupRecord(
                    source,
                    before.map(GroupRecord::group).orElse(id),
                    Optional.of(card.owner().strip()),
                    Optional.of(card.purpose().strip()),
                    Optional.of(card.classification().strip()),
                    card.duration(),
                    before.flatMap(GroupRecord::lastReviewed));
            if (before.equals(Optional.of(after))) {
                throw new RefusedException(Formats.visible(source + "/" + group), "Nothing of it would change.", "");
            }
            keep(tx, actor, reading.asOf(), after);
            ObjectNode data = CanonicalJson.object().put("source", source).put("group", id);
            before.ifPresent(was -> data.set("before", said(tx, was)));
            data.set("after", said(tx, after));
            ledger.append(tx, actor, "group.documented", data);
            return after;
        });
    }

    /// In English, as the command line says it.
    private static String said(Fault fault) {
        return switch (fault.why()) {
            case MISSING ->
                "A policy card needs an owner, a purpose, a classification and a cadence; this one is missing.";
            case UNKNOWN -> "The identity provider has nobody of this name or address.";
            case INACTIVE -> "This identity is not active, so it cannot answer for a group.";
            case NO_LEVEL -> "A classification is one of " + String.join(", ", GroupCard.LEVELS) + ".";
            case NO_DAYS -> "A cadence is a number of days from 1, such as 90.";
        };
    }

    /// What the ledger keeps of a card: people by the ids that stand for them, prose by its digest. The words
    /// themselves
    /// stand in the versions of governance, where they can be erased.
    private ObjectNode said(Transaction tx, GroupRecord card) {
        ObjectNode node = CanonicalJson.object();
        card.owner().ifPresent(owner -> node.put("owner", ledger.reviewerId(tx, owner)));
        card.purpose().ifPresent(text -> node.put("purposeSha256", sha256(text)));
        card.classification().ifPresent(level -> node.put("classification", level));
        card.cadence().ifPresent(cadence -> node.put("cadence", GovernanceJson.written(cadence)));
        return node;
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void keep(Transaction tx, Actor actor, Instant now, GroupRecord card) {
        new ChangeGovernance(ledger)
                .put(tx, actor, now, Map.of("groups", List.of(GovernanceJson.json(card))), List.of());
    }

    private static String known(GroupReading reading, String source, String group) throws RefusedException {
        if (reading.governance().source(source).isEmpty()) {
            throw new RefusedException(Formats.visible(source), "There is no source of this id.", "");
        }
        return reading.named(source, group)
                .orElseThrow(() -> new RefusedException(
                        Formats.visible(source + "/" + group),
                        "The current snapshot has no group of this id, and not just one of this name.",
                        "See: countersign group list",
                        "They are listed under Groups."));
    }

    /// States that purpose, classification and members are right as of today.
    ///
    /// @param seen the digest of the members that were looked at; absent where nobody looked at a list
    /// @throws RefusedException where the card lacks something, the source does not tell who is in the group, or
    /// others
    /// are in it than were looked at
    public Attested attest(Actor actor, String source, String group, Optional<String> seen) throws RefusedException {
        return workspace.write(tx -> {
            var reading = new GroupReading(tx, clock);
            String id = known(reading, source, group);
            Group page = ReadGroup.of(tx, reading, source, id).orElseThrow();
            if (!page.missing().isEmpty()) {
                throw new RefusedException(
                        Formats.visible(page.label()),
                        "Its policy card lacks "
                                + String.join(
                                        ", ",
                                        page.missing().stream().map(Field::text).toList())
                                + "; nobody can find right what is not stated.",
                        "State it first.");
            }
            Attested now = page.counts()
                    .attested()
                    .orElseThrow(() -> new RefusedException(
                            Formats.visible(page.label()),
                            page.source().name() + " did not tell who is in it.",
                            "Export the groups with their members."));
            if (seen.filter(digest -> !digest.equals(now.sha256())).isPresent()) {
                throw new RefusedException(
                        Formats.visible(page.label()),
                        "Others are in it now than those that were shown.",
                        "Look again.");
            }
            LocalDate today = LocalDate.ofInstant(reading.asOf(), ZoneOffset.UTC);
            GroupRecord card = page.record().orElseThrow();
            keep(
                    tx,
                    actor,
                    reading.asOf(),
                    new GroupRecord(
                            card.source(),
                            card.group(),
                            card.owner(),
                            card.purpose(),
                            card.classification(),
                            card.cadence(),
                            Optional.of(today)));
            ledger.append(tx, actor, Attested.EVENT, now.json().put("reviewed", today.toString()));
            return now;
        });
    }
}
