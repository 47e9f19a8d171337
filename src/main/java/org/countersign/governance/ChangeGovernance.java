package org.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.workspace.Transaction;

/// A person's change to governance facts, made as part of another act (a signature makes exceptions and
/// reviews groups, an owner states what a group is for).
public final class ChangeGovernance {
    private final Ledger ledger;

    /// Appends to this ledger.
    public ChangeGovernance(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Puts records in place of those of the same key, as a person's.
    ///
    /// @param records by section: an `exceptions` record, a `groups` record …
    /// @param endedExceptions ids of exceptions that hold no longer; unknown ones are passed over
    public void put(
            Transaction tx,
            Actor actor,
            Instant now,
            Map<String, ? extends Iterable<ObjectNode>> records,
            Collection<String> endedExceptions) {
        change(tx, actor, now, records, Map.of("exceptions", endedExceptions));
    }

    /// The same, and answers which version of governance it made.
    ///
    /// @param ended ids of records that hold no longer, by section; unknown ones are passed over
    /// @return absent where nothing changed
    public Optional<Long> change(
            Transaction tx,
            Actor actor,
            Instant now,
            Map<String, ? extends Iterable<ObjectNode>> records,
            Map<String, ? extends Collection<String>> ended) {
        var store = new GovernanceStore(tx);
        Optional<GovernanceVersion> before = store.newest();
        var all = new LinkedHashMap<String, JsonNode>(
                before.map(version -> Records.of(version.body())).orElse(Map.of()));
        ObjectNode origins = before.map(version -> version.origins().deepCopy()).orElseGet(CanonicalJson::object);
        int changed = 0;
        for (var section : records.entrySet()) {
            for (ObjectNode record : section.getValue()) {
                String key = Records.key(section.getKey(), record);
                all.put(key, record);
                origins.put(key, "person");
                changed++;
            }
        }
        for (var section : ended.entrySet()) {
            for (String id : section.getValue()) {
                String key =
                        Records.key(section.getKey(), CanonicalJson.object().put("id", id));
                if (all.remove(key) != null) {
                    // A file that still has it must not bring it back unasked.
                    origins.put(key, GovernanceVersion.ENDED);
                    changed++;
                }
            }
        }
        if (changed == 0) {
            return Optional.empty();
        }
        ObjectNode body = Records.body(all);
        long number = before.map(GovernanceVersion::number).orElse(0L) + 1;
        String sha256 = Sha256.hex(CanonicalJson.bytes(body));
        store.insert(new GovernanceVersion(number, now, now, sha256, body, origins));
        ledger.append(
                tx,
                actor,
                "governance.changed",
                CanonicalJson.object()
                        .put("number", number)
                        .put("sha256", sha256)
                        .put("changed", changed));
        return Optional.of(number);
    }
}
