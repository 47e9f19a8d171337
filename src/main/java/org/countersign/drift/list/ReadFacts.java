package org.countersign.drift.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Told;
import org.countersign.drift.ToldStore;
import org.countersign.governance.Governance;
import org.countersign.governance.Source;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.GroupNameStore;
import org.countersign.snapshot.ResourceStore;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// Reads what there is to say of one finding: a few look-ups, whatever the landscape's size.
final class ReadFacts {
    private final Transaction tx;
    private final Governance governance;
    private final Instant asOf;

    ReadFacts(Transaction tx, Governance governance, Instant asOf) {
        this.tx = tx;
        this.governance = governance;
        this.asOf = asOf;
    }

    FindingFacts of(ListedFinding finding) {
        var labels = new HashMap<Concern, String>();
        finding.about().forEach(concern -> labels.put(concern, label(concern)));
        return new FindingFacts(
                finding.fingerprint(),
                finding.identity().filter(ref -> !ref.source().isEmpty()),
                evidence(finding),
                Map.copyOf(labels),
                governance.source(finding.source()),
                finding.fingerprint().isEmpty()
                        ? List.of()
                        : new FindingStore(tx).history(finding.fingerprint()).reversed());
    }

    /// In the list where the rules were just asked; where a run stored it.
    private ObjectNode evidence(ListedFinding finding) {
        return finding.evidence().isEmpty()
                ? new ToldStore(tx)
                        .of(finding.fingerprint())
                        .map(Told::evidence)
                        .orElseGet(CanonicalJson::object)
                : ToldStore.evidence(finding.evidence());
    }

    private String label(Concern concern) {
        return switch (concern.kind()) {
            case PERSON ->
                new ResourceStore(tx, concern.source(), asOf)
                        .account(concern.id())
                        .map(UserResource::label)
                        .orElse(concern.id());
            case GROUP ->
                new GroupNameStore(tx)
                        .named(concern.source(), asOf, List.of(concern.id())).reversed().stream()
                                .filter(named -> named.names().containsKey(concern.id()))
                                .findFirst()
                                .map(named -> named.names().get(concern.id()))
                                .orElse(concern.id());
            case MAPPING, EXCEPTION -> concern.id();
            case SOURCE -> governance.source(concern.id()).map(Source::name).orElse(concern.id());
        };
    }
}
