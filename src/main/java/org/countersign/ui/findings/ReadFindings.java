package org.countersign.ui.findings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.drift.Checkable;
import org.countersign.drift.DayChanges;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingChange;
import org.countersign.drift.FindingStore;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.StoredFinding;
import org.countersign.ui.findings.FindingFilter.Segment;

/// The slow half of the screen: the rules as of now and a day before, and what runs stored. Changes nothing; runs off
/// the JavaFX thread.
final class ReadFindings {
    /// So long what ended stays listed.
    static final Duration ENDED = Duration.ofDays(30);

    private final Countersign app;
    private final Clock clock;

    ReadFindings(Countersign app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    private record Stored(Map<String, StoredFinding> findings, Map<String, FindingChange> ends, Checkable checkable) {}

    FindingsPage run() {
        Optional<Instant> sample = app.sampleAsOf();
        Instant asOf = sample.orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Evaluation now = app.checkDrift().asOf(asOf);
        Evaluation before = app.checkDrift().asOf(asOf.minus(1, ChronoUnit.DAYS));
        return app.workspace().read(tx -> {
            var landscape = new ReadLandscape(tx).asOf(asOf);
            var store = new FindingStore(tx);
            var stored = new Stored(
                    store.all().stream()
                            .filter(one -> !one.rule().isEmpty())
                            .collect(Collectors.toMap(StoredFinding::fingerprint, one -> one)),
                    store.ends(),
                    Checkable.of(landscape, now));
            var changes = DayChanges.of(now, before, landscape);
            var rows = new FindingRows(landscape, stored.findings().keySet(), fingerprints(changes.fresh()));
            Map<Segment, List<FindingRow>> segments = segments(now, changes, stored, rows);
            return new FindingsPage(now, landscape, segments, rules(segments), sources(segments), sample.isEmpty());
        });
    }

    private static Map<Segment, List<FindingRow>> segments(
            Evaluation now, DayChanges changes, Stored stored, FindingRows rows) {
        var segments = new EnumMap<Segment, List<FindingRow>>(Segment.class);
        segments.put(Segment.OPEN, now.findings().stream().map(rows::standing).toList());
        segments.put(Segment.NEW, changes.fresh().stream().map(rows::standing).toList());
        segments.put(
                Segment.SUPPRESSED,
                now.suppressed().stream().map(rows::standing).toList());
        var ended = new HashMap<String, FindingRow>();
        var unchecked = new HashMap<String, FindingRow>();
        changes.gone().forEach(one -> ended.put(one.fingerprint(), rows.gone(one)));
        changes.unchecked().forEach(one -> unchecked.put(one.fingerprint(), rows.unchecked(one)));
        Set<String> holds = fingerprints(now.findings());
        holds.addAll(fingerprints(now.suppressed()));
        stored.findings().values().stream()
                .filter(one -> !holds.contains(one.fingerprint()))
                .forEach(one -> kept(one, stored, now, rows, ended, unchecked));
        segments.put(Segment.RESOLVED, sorted(ended.values()));
        var unknown = new ArrayList<FindingRow>();
        now.notEvaluable().forEach(entry -> unknown.add(rows.unknown(entry)));
        unknown.addAll(sorted(unchecked.values()));
        segments.put(Segment.NOT_EVALUABLE, List.copyOf(unknown));
        return segments;
    }

    /// What a run stored and the rules do not say now.
    private static void kept(
            StoredFinding one,
            Stored stored,
            Evaluation now,
            FindingRows rows,
            Map<String, FindingRow> ended,
            Map<String, FindingRow> unchecked) {
        if (!one.status().stands()) {
            if (!one.since().isBefore(now.asOf().minus(ENDED)) && !one.since().isAfter(now.asOf())) {
                ended.put(
                        one.fingerprint(),
                        rows.ended(one, Optional.ofNullable(stored.ends().get(one.fingerprint()))));
                unchecked.remove(one.fingerprint());
            }
        } else if (now.rulesOff().contains(one.rule())
                || rows.landscape().source(one.source()).isEmpty()) {
            ended.put(one.fingerprint(), rows.notAsked(one));
        } else if (stored.checkable().answers(one)) {
            ended.putIfAbsent(one.fingerprint(), rows.gone(one));
        } else {
            ended.remove(one.fingerprint());
            unchecked.putIfAbsent(one.fingerprint(), rows.unchecked(one));
        }
    }

    private static List<FindingRow> sorted(Collection<FindingRow> rows) {
        return rows.stream().sorted(FindingRow.ORDER).toList();
    }

    private static Set<String> fingerprints(List<Finding> findings) {
        return findings.stream().map(Finding::fingerprint).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> rules(Map<Segment, List<FindingRow>> segments) {
        var rules = new TreeSet<String>();
        segments.values().forEach(rows -> rows.forEach(row -> rules.add(row.rule())));
        return List.copyOf(rules);
    }

    private static Map<String, String> sources(Map<Segment, List<FindingRow>> segments) {
        var sources = new TreeMap<String, String>();
        segments.values().forEach(rows -> rows.forEach(row -> sources.put(row.source(), row.sourceName())));
        return sources;
    }
}
