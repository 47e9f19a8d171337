package org.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: takes a governance file in, whole or not at all.
///
/// Declarative for records that came from a file; what a person changed since is not overwritten without
/// being asked.
public final class ImportGovernance {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final Set<String> rules;

    /// @param rules the ids that `rulesOff` may name
    public ImportGovernance(Workspace workspace, Ledger ledger, Clock clock, Set<String> rules) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.rules = Set.copyOf(rules);
    }

    /// What changed; nothing where all counts are 0.
    public record Outcome(long number, int added, int changed, int ended, int records) {}

    /// How to treat what differs.
    ///
    /// @param prune ends records that came from a file and are not in this one
    /// @param overwrite also replaces what a person changed
    public record Options(Optional<Instant> effective, boolean prune, boolean overwrite) {}

    /// Reads, checks, merges, stores.
    ///
    /// @throws RefusedException with line and column of every fault, or naming what a person changed
    public Outcome run(Actor actor, String name, byte[] file, Options options) throws RefusedException {
        String text = decode(name, file);
        return workspace.write(tx -> {
            var store = new GovernanceStore(tx);
            Optional<GovernanceVersion> before = store.newest();
            Map<String, JsonNode> old =
                    before.map(version -> Records.of(version.body())).orElse(Map.of());
            ObjectNode origins = before.map(GovernanceVersion::origins).orElseGet(CanonicalJson::object);
            ObjectNode given = GovernanceFile.parse(name, text, sources(old), rules);
            if (options.prune() && Records.of(given).keySet().stream().noneMatch(key -> key.startsWith("sources/"))) {
                throw new RefusedException(
                        name,
                        "The file has no sources, and --prune would end all of them.",
                        "Is it cut off? Import it without --prune, or put the sources in.");
            }
            return merge(tx, actor, file, new Merge(name, old, origins.deepCopy(), Records.of(given), options), before);
        });
    }

    private static Set<String> sources(Map<String, JsonNode> records) {
        var ids = new HashSet<String>();
        records.forEach((key, record) -> {
            if (key.startsWith("sources/")) {
                ids.add(record.path("id").asText());
            }
        });
        return ids;
    }

    private static String decode(String name, byte[] file) throws RefusedException {
        try {
            String text = java.nio.charset.StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new RefusedException(name, "The file is not UTF-8.", "Save it as UTF-8.");
        }
    }

    private record Merge(
            String name, Map<String, JsonNode> old, ObjectNode origins, Map<String, JsonNode> given, Options options) {}

    private Outcome merge(Transaction tx, Actor actor, byte[] file, Merge merge, Optional<GovernanceVersion> before)
            throws RefusedException {
        var result = new LinkedHashMap<>(merge.old());
        var conflicts = new ArrayList<String>();
        int added = 0;
        int changed = 0;
        for (var entry : merge.given().entrySet()) {
            JsonNode old = merge.old().get(entry.getKey());
            String origin = merge.origins().path(entry.getKey()).asText();
            boolean changedByPerson = old == null
                    ? origin.equals(GovernanceVersion.ENDED)
                    : origin.equals("person") && !old.equals(entry.getValue());
            if (changedByPerson && !merge.options().overwrite()) {
                conflicts.add(entry.getKey() + ": here " + (old == null ? "ended" : CanonicalJson.text(old))
                        + ", in the file " + CanonicalJson.text(entry.getValue()));
                continue;
            }
            added += old == null ? 1 : 0;
            changed += old != null && !old.equals(entry.getValue()) ? 1 : 0;
            result.put(entry.getKey(), entry.getValue());
            merge.origins().put(entry.getKey(), "file");
        }
        if (!conflicts.isEmpty()) {
            throw new RefusedException(
                    merge.name(),
                    "A person changed these records since they were last exported: " + String.join("; ", conflicts)
                            + ".",
                    "Export first, or import with --overwrite.");
        }
        int ended = merge.options().prune() ? prune(merge, result) : 0;
        long number = before.map(GovernanceVersion::number).orElse(0L);
        if (before.isPresent() && added + changed + ended == 0) {
            return new Outcome(number, 0, 0, 0, result.size());
        }
        GovernanceVersion version = version(number + 1, file, merge, result);
        new GovernanceStore(tx).insert(version);
        ledger.append(
                tx,
                actor,
                "governance.imported",
                CanonicalJson.object()
                        .put("number", version.number())
                        .put("sha256", version.sha256())
                        .put("added", added)
                        .put("changed", changed)
                        .put("ended", ended));
        return new Outcome(version.number(), added, changed, ended, result.size());
    }

    /// Takes away what came from a file and is no longer in it; answers how much.
    private static int prune(Merge merge, Map<String, JsonNode> result) {
        int ended = 0;
        for (String key : List.copyOf(result.keySet())) {
            if (!merge.given().containsKey(key)
                    && merge.origins().path(key).asText().equals("file")) {
                result.remove(key);
                merge.origins().remove(key);
                ended++;
            }
        }
        return ended;
    }

    private GovernanceVersion version(long number, byte[] file, Merge merge, Map<String, JsonNode> result) {
        Instant now = clock.instant();
        return new GovernanceVersion(
                number,
                merge.options().effective().orElse(now),
                now,
                Sha256.hex(file),
                Records.body(result),
                merge.origins());
    }
}
