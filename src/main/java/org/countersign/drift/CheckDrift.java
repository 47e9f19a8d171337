package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.snapshot.LinkStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Strings;
import org.countersign.work.Progress;
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

    /// A run about now.
    ///
    /// @param before the run that was stored before it
    public record Run(Evaluation evaluation, DriftRun run, Optional<DriftRun> before) {}

    /// As of now: keeps links, and the states of findings.
    public Evaluation now() {
        return run().evaluation();
    }

    /// As of now: keeps links, and the states of findings, and says which run it is.
    public Run run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return workspace.write(tx -> {
            var store = new FindingStore(tx);
            Optional<DriftRun> before = store.lastRun();
            Kept kept = keep(tx, now, before.map(DriftRun::number).orElse(0L) + 1);
            Evaluation known = known(kept.evaluation(), store);
            var trend = new TrendStore(tx);
            trend.trend(kept.run().number(), Trend.changed(trend.figures(), Trend.of(known)));
            return new Run(known, kept.run(), before);
        });
    }

    private record Kept(Evaluation evaluation, DriftRun run) {}

    /// By itself, so that what is known of everybody is not held any longer.
    private Kept keep(Transaction tx, Instant now, long number) {
        Landscape landscape = new ReadLandscape(tx).asOf(now);
        Evaluation evaluation = evaluation(landscape);
        var run = new DriftRun(
                number,
                now,
                new GovernanceStore(tx).asOf(now).map(GovernanceVersion::number).orElse(0L),
                evaluation.snapshots().stream().collect(Collectors.toMap(Snapshot::source, Snapshot::number)));
        new KeepFindings(new FindingStore(tx), landscape, evaluation, rules, run).keep();
        keepLinks(tx, landscape);
        new ToldStore(tx).keep(evaluation, stamp(tx, now));
        return new Kept(evaluation, run);
    }

    private static void keepLinks(Transaction tx, Landscape landscape) {
        for (AppState app : landscape.apps()) {
            app.idp()
                    .ifPresentOrElse(
                            idp -> new KeepLinks(tx)
                                    .keep(
                                            new KeepLinks.Asked(
                                                    app.source(),
                                                    app.state().accounts(),
                                                    idp.history(),
                                                    idp.assigned(),
                                                    Set.copyOf(app.applications())),
                                            app.correlation()),
                            () -> new LinkStore(tx).forget(app.id()));
        }
    }

    /// What rules look at as of an instant ([DriftStamp]).
    public String stamp(Transaction tx, Instant asOf) {
        return DriftStamp.of(tx, asOf, rules.size());
    }

    /// An evaluation with what it looked at.
    public record Looked(Landscape landscape, Evaluation evaluation) {}

    /// As of an instant, in a transaction that somebody else owns, saying after each rule how far it is.
    public Looked look(Transaction tx, Instant asOf, Progress progress) {
        progress.report(Strings.step("drift.reading"), 0, rules.size());
        Landscape landscape = new ReadLandscape(tx).asOf(asOf);
        Evaluation evaluation = LookAlikeEvidence.in(landscape, Evaluation.of(landscape, rules, progress));
        return new Looked(landscape, known(evaluation, new FindingStore(tx)));
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
        return known(evaluation(new ReadLandscape(tx).asOf(asOf)), new FindingStore(tx));
    }

    private Evaluation evaluation(Landscape landscape) {
        return LookAlikeEvidence.in(landscape, Evaluation.of(landscape, rules));
    }

    /// With the states of that time, as far as they are known.
    private static Evaluation known(Evaluation evaluation, FindingStore store) {
        Map<String, Standing> standings = store.standings(
                Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                        .toList(),
                evaluation.asOf());
        return new Evaluation(
                evaluation.asOf(),
                evaluation.snapshots(),
                known(evaluation.findings(), standings, evaluation.asOf()),
                known(evaluation.suppressed(), standings, evaluation.asOf()),
                evaluation.notEvaluable(),
                evaluation.rulesOff());
    }

    private static List<Finding> known(List<Finding> findings, Map<String, Standing> standings, Instant asOf) {
        return findings.stream()
                .map(finding -> finding.standing(standings.getOrDefault(finding.fingerprint(), Standing.fresh(asOf))))
                .toList();
    }
}
