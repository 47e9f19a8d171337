package org.countersign.drift.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.Checkable;
import org.countersign.drift.Evaluation;
import org.countersign.drift.FindingChange;
import org.countersign.drift.FindingStore;
import org.countersign.drift.StoredFinding;
import org.countersign.workspace.Transaction;

/// The rows of an evaluation that no run stored, beside what runs stored: what stood and is not found is gone, not
/// asked for, or could not be checked.
final class EvaluatedFindings {
    private final CheckDrift.Looked looked;
    private final Instant ended;
    private final Map<String, StoredFinding> stored;
    private final Map<String, FindingChange> ends;
    private final ListedFindings rows;
    private final Checkable checkable;

    /// @param ended since when what ended is listed
    EvaluatedFindings(Transaction tx, CheckDrift.Looked looked, Instant ended) {
        this.looked = looked;
        this.ended = ended;
        var store = new FindingStore(tx);
        stored = store.all().stream()
                .filter(one -> !one.rule().isEmpty())
                .collect(Collectors.toMap(StoredFinding::fingerprint, one -> one));
        ends = store.ends();
        rows = new ListedFindings(looked.landscape().governance(), Set.copyOf(stored.keySet()));
        checkable = Checkable.of(looked.landscape(), looked.evaluation());
    }

    /// In the order of reports; rules that cannot be answered first. Made while the landscape can be read.
    ///
    /// @param stood whether a finding stood a day before; absent where that is not known yet
    Evaluated list(Optional<Predicate<String>> stood) {
        Evaluation now = looked.evaluation();
        var list = new ArrayList<ListedFinding>();
        Predicate<String> fresh = stood.map(Predicate::not).orElse(_ -> false);
        now.findings().forEach(one -> list.add(rows.standing(one, fresh.test(one.fingerprint()))));
        now.suppressed().forEach(one -> list.add(rows.standing(one, false)));
        Set<String> holds = list.stream().map(ListedFinding::fingerprint).collect(Collectors.toSet());
        stored.values().stream()
                .filter(one -> !holds.contains(one.fingerprint()))
                .forEach(one -> missing(one).ifPresent(list::add));
        list.sort(ListedFinding.ORDER);
        var all = new ArrayList<ListedFinding>(
                now.notEvaluable().stream().map(ListedFindings::unknown).toList());
        all.addAll(list);
        return new Evaluated(all, checkable.unknown());
    }

    /// What a run stored and the rules do not say now.
    private Optional<ListedFinding> missing(StoredFinding one) {
        Evaluation now = looked.evaluation();
        if (!one.status().stands()) {
            return Optional.of(one)
                    .filter(known ->
                            !known.since().isBefore(ended) && !known.since().isAfter(now.asOf()))
                    .map(known -> rows.ended(known, Optional.ofNullable(ends.get(known.fingerprint()))));
        }
        if (now.rulesOff().contains(one.rule())
                || looked.landscape().source(one.source()).isEmpty()) {
            return Optional.of(rows.notAsked(one));
        }
        return Optional.of(checkable.answers(one) ? rows.gone(one) : rows.unchecked(one));
    }
}
