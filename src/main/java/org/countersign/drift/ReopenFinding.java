package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Workspace;

/// Use case: a person takes acknowledgements back.
public final class ReopenFinding {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public ReopenFinding(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Reopens all of them, or none if one cannot be.
    public List<FindingAnswer> run(Actor actor, List<String> fingerprints) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return workspace.write(tx -> {
            var store = new FindingStore(tx);
            List<FindingAnswer> answers = new LinkedHashSet<>(fingerprints)
                    .stream()
                            .map(fingerprint -> store.get(fingerprint)
                                    .map(ReopenFinding::answer)
                                    .orElseGet(() -> FindingAnswer.unknown(fingerprint)))
                            .toList();
            List<StoredFinding> eligible = FindingAnswer.eligible(store, answers);
            if (eligible.isEmpty() || eligible.size() < answers.size()) {
                return answers;
            }
            long run = store.lastRun().map(DriftRun::number).orElse(0L);
            var data = CanonicalJson.object();
            var ids = data.putArray("findings");
            var changed = new ArrayList<StoredFinding>();
            for (StoredFinding finding : eligible) {
                store.endAcknowledgement(finding.fingerprint(), now);
                changed.add(finding.in(finding.returns() > 0 ? Status.BACK : Status.OPEN, finding.returns(), now, run));
                store.tell(
                        finding.fingerprint(),
                        new FindingChange(
                                now,
                                run,
                                FindingChange.Kind.REOPENED,
                                CanonicalJson.object().put("by", actor.osUser())));
                ids.add(finding.fingerprint());
            }
            store.put(changed);
            ledger.append(tx, actor, "finding.reopened", data);
            return answers;
        });
    }

    private static FindingAnswer answer(StoredFinding finding) {
        return finding.status() == Status.ACKNOWLEDGED
                ? FindingAnswer.done(finding.fingerprint())
                : FindingAnswer.refused(
                        finding.fingerprint(),
                        "It is not acknowledged: it is " + finding.status().text() + ".");
    }
}
