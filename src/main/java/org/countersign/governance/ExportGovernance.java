package org.countersign.governance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Workspace;

/// Use case: the governance file of today, whole. A file may replace what people changed from then on, because
/// its writer has seen it; pruned is only what came in with a file.
public final class ExportGovernance {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// @param clock the day that counts
    public ExportGovernance(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Writes all of it as YAML.
    public String run(Actor actor) {
        return workspace.write(tx -> {
            var store = new GovernanceStore(tx);
            Optional<GovernanceVersion> newest = store.newest();
            ObjectNode body = newest.map(GovernanceVersion::body).orElseGet(CanonicalJson::object);
            newest.filter(ExportGovernance::hasPersonsChanges).ifPresent(version -> {
                ObjectNode origins = CanonicalJson.object();
                version.origins().properties().forEach(origin -> {
                    String from = origin.getValue().asText();
                    if (!from.equals(GovernanceVersion.ENDED)) {
                        origins.put(origin.getKey(), from.equals("person") ? "exported" : from);
                    }
                });
                Instant now = clock.instant();
                store.insert(new GovernanceVersion(
                        version.number() + 1, now, now, version.sha256(), version.body(), origins));
                ledger.append(
                        tx, actor, "governance.exported", CanonicalJson.object().put("number", version.number() + 1));
            });
            return GovernanceFile.write(body);
        });
    }

    private static boolean hasPersonsChanges(GovernanceVersion version) {
        for (var origin : version.origins().properties()) {
            String from = origin.getValue().asText();
            if (from.equals("person") || from.equals(GovernanceVersion.ENDED)) {
                return true;
            }
        }
        return false;
    }
}
