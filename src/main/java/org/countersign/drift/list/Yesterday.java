package org.countersign.drift.list;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.Checkable;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.ToldStore;
import org.countersign.drift.Trend;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;

/// What the rules said a day before, where no run of that time says it.
///
/// @param stood fingerprints of what was open
/// @param missing what was and is not found now, in the order of reports: gone, or not checked
public record Yesterday(Set<String> stood, List<ListedFinding> missing) {
    /// Nothing was: there was no snapshot.
    static final Yesterday NOTHING = new Yesterday(Set.of(), List.of());

    /// Evaluates it.
    ///
    /// @param now what holds; absent where a run stored it
    static Yesterday of(Transaction tx, CheckDrift drift, Instant asOf, Optional<Evaluated> now, Progress progress) {
        Evaluation before =
                drift.look(tx, asOf.minus(1, ChronoUnit.DAYS), progress).evaluation();
        Landscape landscape = new ReadLandscape(tx).asOf(asOf);
        Set<String> holds = now.map(Evaluated::holds).orElseGet(() -> new KeptFindingStore(tx).holding());
        var checkable = new Checkable(landscape, now.map(Evaluated::unknown).orElseGet(() -> new ToldStore(tx)
                .notEvaluable().stream()
                        .map(one -> new Trend.Key(one.rule(), one.source()))
                        .collect(Collectors.toSet())));
        var rows = new ListedFindings(landscape.governance(), Set.of());
        return new Yesterday(
                fingerprints(before.findings().stream()),
                before.findings().stream()
                        .filter(one -> !holds.contains(one.fingerprint()))
                        .filter(one -> !landscape.governance().rulesOff().contains(one.rule()))
                        .filter(one -> landscape.source(one.source()).isPresent())
                        .map(one -> checkable.answers(one) ? rows.gone(one) : rows.unchecked(one))
                        .sorted(ListedFinding.ORDER)
                        .toList());
    }

    /// Rows of now, with what it says of them.
    List<ListedFinding> in(List<ListedFinding> rows) {
        Set<String> there = rows.stream().map(ListedFinding::fingerprint).collect(Collectors.toSet());
        var all = new ArrayList<ListedFinding>();
        rows.forEach(row ->
                all.add(row.segment() == Segment.OPEN && !stood.contains(row.fingerprint()) ? row.asFresh() : row));
        missing.stream().filter(row -> !there.contains(row.fingerprint())).forEach(all::add);
        all.sort(ListedFinding.ORDER);
        return all;
    }

    private static Set<String> fingerprints(Stream<Finding> findings) {
        return findings.map(Finding::fingerprint).collect(Collectors.toCollection(HashSet::new));
    }
}
