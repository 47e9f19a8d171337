package org.countersign.drift.list;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.ToldStore;
import org.countersign.drift.Trend;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;

/// What the rules said a day before, where no run of that time says it.
///
/// @param stood fingerprints of what was open
/// @param gone what was, could be checked now, and does not hold
/// @param unchecked what was and could not be checked now
public record Yesterday(Set<String> stood, List<Finding> gone, List<Finding> unchecked) {
    /// Nothing was: there was no snapshot.
    static final Yesterday NOTHING = new Yesterday(Set.of(), List.of(), List.of());

    /// Evaluates it.
    ///
    /// @param now what holds; absent where a run stored it
    static Yesterday of(
            Transaction tx, CheckDrift drift, Instant asOf, Optional<CheckDrift.Looked> now, Progress progress) {
        Evaluation before =
                drift.look(tx, asOf.minus(1, ChronoUnit.DAYS), progress).evaluation();
        Landscape landscape = now.map(CheckDrift.Looked::landscape).orElseGet(() -> new ReadLandscape(tx).asOf(asOf));
        Set<String> holds = now.map(looked -> fingerprints(Stream.concat(
                        looked.evaluation().findings().stream(), looked.evaluation().suppressed().stream())))
                .orElseGet(() -> new KeptFindingStore(tx).holding());
        List<NotEvaluable> unknown =
                now.map(looked -> looked.evaluation().notEvaluable()).orElseGet(() -> new ToldStore(tx).notEvaluable());
        var checkable = new Checkable(
                landscape,
                unknown.stream()
                        .map(one -> new Trend.Key(one.rule(), one.source()))
                        .collect(Collectors.toSet()));
        List<Finding> missing = before.findings().stream()
                .filter(one -> !holds.contains(one.fingerprint()))
                .filter(one -> !landscape.governance().rulesOff().contains(one.rule()))
                .filter(one -> landscape.source(one.source()).isPresent())
                .toList();
        return new Yesterday(
                fingerprints(before.findings().stream()),
                missing.stream().filter(checkable::answers).toList(),
                missing.stream().filter(one -> !checkable.answers(one)).toList());
    }

    private static Set<String> fingerprints(Stream<Finding> findings) {
        return findings.map(Finding::fingerprint).collect(Collectors.toCollection(HashSet::new));
    }
}
