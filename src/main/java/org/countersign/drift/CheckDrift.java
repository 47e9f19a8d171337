package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.snapshot.LinkStore;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: evaluates the rules. Only a question about now changes what is stored.
public final class CheckDrift {
    private final Workspace workspace;
    private final Clock clock;
    private final List<Rule> rules;

    /// @param rules in the order they are evaluated
    public CheckDrift(Workspace workspace, Clock clock, List<Rule> rules) {
        this.workspace = workspace;
        this.clock = clock;
        this.rules = List.copyOf(rules);
    }

    /// As of now: keeps links, and when findings were first seen.
    public Evaluation now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return workspace.write(tx -> {
            Landscape landscape = new ReadLandscape(tx).asOf(now);
            Evaluation evaluation = Evaluation.of(landscape, rules);
            var store = new FindingStore(tx);
            store.see(evaluation.findings(), now);
            var links = new LinkStore(tx);
            landscape.apps().forEach(app -> links.replace(app.id(), app.correlation()));
            return dated(evaluation, store.firstSeen());
        });
    }

    /// As of an instant, changing nothing.
    public Evaluation asOf(Instant asOf) {
        return workspace.read(tx -> evaluate(tx, asOf));
    }

    /// As of the sample's own instant where the workspace is a sample, else of now, changing nothing.
    public Evaluation current() {
        return workspace.read(
                tx -> evaluate(tx, new FindingStore(tx).sampleAsOf().orElseGet(() -> clock.instant()
                        .truncatedTo(ChronoUnit.SECONDS))));
    }

    /// Inside a transaction that somebody else owns.
    public Evaluation evaluate(Transaction tx, Instant asOf) {
        return dated(Evaluation.of(new ReadLandscape(tx).asOf(asOf), rules), new FindingStore(tx).firstSeen());
    }

    private static Evaluation dated(Evaluation evaluation, Map<String, Instant> firstSeen) {
        return new Evaluation(
                evaluation.asOf(),
                evaluation.snapshots(),
                dated(evaluation.findings(), firstSeen, evaluation.asOf()),
                dated(evaluation.suppressed(), firstSeen, evaluation.asOf()),
                evaluation.notEvaluable(),
                evaluation.rulesOff());
    }

    private static List<Finding> dated(List<Finding> findings, Map<String, Instant> firstSeen, Instant asOf) {
        return findings.stream()
                .map(finding -> finding.seenSince(Optional.ofNullable(firstSeen.get(finding.fingerprint()))
                        .filter(at -> !at.isAfter(asOf))
                        .orElse(asOf)))
                .toList();
    }
}
