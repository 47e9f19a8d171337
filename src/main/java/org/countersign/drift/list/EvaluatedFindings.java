package org.countersign.drift.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.Checkable;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingChange;
import org.countersign.drift.FindingStore;
import org.countersign.drift.StoredFinding;
import org.countersign.workspace.Transaction;

/// The rows of an evaluation that no run stored, beside what runs stored: what stood and is not found is gone, not
// asked
/// for, or could not be checked.
final class EvaluatedFindings {
    private final CheckDrift.Looked looked;
    private final Instant ended;
    private final Map<String, StoredFinding> stored;
    private final Map<String, FindingChange> ends;
    private final ListedFindings rows;
    private final Checkable checkable;
    private final Map<String, ListedFinding> gone = new HashMap<>();
    private final Map<String, ListedFinding> unchecked = new HashMap<>();

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

    /// In the order of reports; rules that cannot be answered first.
    ///
    /// @param stood whether a finding stood a day before; absent where that is not known yet
    List<ListedFinding> list(Optional<Predicate<String>> stood, Optional<Yesterday> yesterday) {
        Evaluation now = looked.evaluation();
        var list = new ArrayList<ListedFinding>();
        Predicate<String> fresh = stood.map(Predicate::not).orElse(_ -> false);
        now.findings().forEach(one -> list.add(rows.standing(one, fresh.test(one.fingerprint()))));
        now.suppressed().forEach(one -> list.add(rows.standing(one, false)));
        yesterday.ifPresent(before -> {
            before.gone().forEach(one -> gone.put(one.fingerprint(), rows.gone(one)));
            before.unchecked().forEach(one -> unchecked.put(one.fingerprint(), rows.unchecked(one)));
        });
        var holds = new HashSet<String>();
        now.findings().stream().map(Finding::fingerprint).forEach(holds::add);
        now.suppressed().stream().map(Finding::fingerprint).forEach(holds::add);
        stored.values().stream()
                .filter(one -> !holds.contains(one.fingerprint()))
                .forEach(this::missing);
        list.addAll(gone.values());
        list.addAll(unchecked.values());
        list.sort(ListedFinding.ORDER);
        var all = new ArrayList<ListedFinding>(
                now.notEvaluable().stream().map(ListedFindings::unknown).toList());
        all.addAll(list);
        return all;
    }

    /// What a run stored and the rules do not say now.
    private void missing(StoredFinding one) {
        String fingerprint = one.fingerprint();
        Evaluation now = looked.evaluation();
        if (!one.status().stands()) {
            if (!one.since().isBefore(ended) && !one.since().isAfter(now.asOf())) {
                gone.put(fingerprint, rows.ended(one, Optional.ofNullable(ends.get(fingerprint))));
                unchecked.remove(fingerprint);
            }
        } else if (now.rulesOff().contains(one.rule())
                || looked.landscape().source(one.source()).isEmpty()) {
            gone.put(fingerprint, rows.notAsked(one));
        } else if (checkable.answers(one)) {
            gone.putIfAbsent(fingerprint, rows.gone(one));
        } else {
            gone.remove(fingerprint);
            unchecked.putIfAbsent(fingerprint, rows.unchecked(one));
        }
    }
}
