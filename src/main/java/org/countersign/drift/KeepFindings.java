package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.drift.FindingChange.Kind;
import org.countersign.text.CanonicalJson;

/// What one run about now does to the findings that are stored (ADR 0020).
final class KeepFindings {
    private static final int STRETCH = 1_000;

    private final FindingStore store;
    private final Landscape landscape;
    private final Evaluation evaluation;
    private final DriftRun run;
    private final LocalDate day;
    private final Set<String> asked;
    private final Checkable checkable;
    private final Map<Long, DriftRun> runs = new HashMap<>();
    private final List<StoredFinding> changed = new ArrayList<>();

    KeepFindings(FindingStore store, Landscape landscape, Evaluation evaluation, List<Rule> rules, DriftRun run) {
        this.store = store;
        this.landscape = landscape;
        this.evaluation = evaluation;
        this.run = run;
        this.day = landscape.day();
        this.asked = rules.stream()
                .map(Rule::id)
                .filter(id -> !evaluation.rulesOff().contains(id))
                .collect(Collectors.toSet());
        this.checkable = Checkable.of(landscape, evaluation);
    }

    /// A stretch at a time: there may be as many findings as accounts.
    void keep() {
        store.insert(run);
        var found = new HashSet<String>();
        List<Finding> all = Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                .filter(finding -> found.add(finding.fingerprint()))
                .toList();
        for (int from = 0; from < all.size(); from += STRETCH) {
            List<Finding> stretch = all.subList(from, Math.min(all.size(), from + STRETCH));
            Map<String, StoredFinding> before =
                    store.get(stretch.stream().map(Finding::fingerprint).toList());
            stretch.forEach(finding -> Optional.ofNullable(before.get(finding.fingerprint()))
                    .ifPresentOrElse(known -> still(known, finding), () -> first(finding)));
            put();
        }
        store.standing(one -> !found.contains(one)).stream()
                .sorted(StoredFinding.ORDER)
                .forEach(this::missing);
        put();
        store.seen(run);
    }

    private void put() {
        store.put(changed);
        changed.clear();
    }

    private void first(Finding finding) {
        StoredFinding fresh = StoredFinding.found(finding, run);
        changed.add(fresh);
        tell(
                fresh,
                Kind.FOUND,
                CanonicalJson.object().put("severity", fresh.severity().text()));
        finding.suppressedBy()
                .ifPresent(id ->
                        tell(fresh, Kind.SUPPRESSED, CanonicalJson.object().put("exception", id)));
    }

    private void still(StoredFinding known, Finding finding) {
        boolean back = known.status() == Status.RESOLVED;
        long returns = known.returns() + (back ? 1 : 0);
        ObjectNode severity = CanonicalJson.object();
        if (back) {
            tell(known, Kind.BACK, severity.put("severity", finding.severity().text()));
        } else if (known.status() == Status.NOT_ASKED) {
            tell(known, Kind.ASKED_AGAIN, CanonicalJson.object());
        } else if (known.held()) {
            tell(known, Kind.CHECKED_AGAIN, CanonicalJson.object());
        }
        if (!back && !known.rule().isEmpty() && known.severity() != finding.severity()) {
            tell(
                    known,
                    Kind.SEVERITY,
                    CanonicalJson.object()
                            .put("from", known.severity().text())
                            .put("to", finding.severity().text()));
        }
        StoredFinding now = known.described(finding);
        now = in(now, status(known, finding, returns), returns);
        exception(known, finding);
        if (!now.equals(known)) {
            changed.add(now);
        }
    }

    private Status status(StoredFinding known, Finding finding, long returns) {
        boolean covered = known.acknowledged()
                .filter(word -> word.covers(finding.severity(), day))
                .isPresent();
        if (!covered && known.acknowledged().isPresent()) {
            Acknowledgement word = known.acknowledged().get();
            store.endAcknowledgement(known.fingerprint(), run.at());
            tell(
                    known,
                    day.isAfter(word.until()) ? Kind.ACKNOWLEDGEMENT_ENDED : Kind.WORSE_THAN_ACKNOWLEDGED,
                    CanonicalJson.object().put("until", word.until().toString()));
        }
        if (finding.suppressedBy().isPresent()) {
            return Status.SUPPRESSED;
        }
        return covered ? Status.ACKNOWLEDGED : returns > 0 ? Status.BACK : Status.OPEN;
    }

    private StoredFinding in(StoredFinding known, Status next, long returns) {
        return known.status() == next && known.returns() == returns
                ? known
                : known.in(next, returns, run.at(), run.number());
    }

    private void exception(StoredFinding known, Finding finding) {
        if (!known.suppressedBy().equals(finding.suppressedBy())) {
            finding.suppressedBy()
                    .ifPresentOrElse(
                            id -> tell(
                                    known,
                                    Kind.SUPPRESSED,
                                    CanonicalJson.object().put("exception", id)),
                            () -> tell(known, Kind.NOT_SUPPRESSED, CanonicalJson.object()));
        }
    }

    /// It was not found; that alone does not mean that it is over.
    private void missing(StoredFinding known) {
        Optional<String> why = notAsked(known);
        if (why.isPresent()) {
            leave(known, Status.NOT_ASKED);
            tell(known, Kind.NOT_ASKED, CanonicalJson.object().put("why", why.get()));
        } else if (!checkable.answers(known)) {
            if (!known.held()) {
                changed.add(known.unchecked());
                tell(known, Kind.NOT_EVALUABLE, CanonicalJson.object());
            }
        } else {
            leave(known, Status.RESOLVED);
            tell(known, Kind.RESOLVED, by(known));
        }
    }

    private void leave(StoredFinding known, Status next) {
        changed.add(known.in(next, known.returns(), run.at(), run.number()));
        store.endAcknowledgement(known.fingerprint(), run.at());
    }

    private Optional<String> notAsked(StoredFinding known) {
        if (known.rule().isEmpty()) {
            return Optional.empty();
        }
        if (!asked.contains(known.rule())) {
            return Optional.of("rule-off");
        }
        return landscape.source(known.source()).isEmpty() ? Optional.of("source-removed") : Optional.empty();
    }

    /// What is newer than what the run looked at that saw it last: by that it was resolved. Nothing of it where time
    /// passed, or a person said who stands behind an account.
    private ObjectNode by(StoredFinding known) {
        DriftRun last = runs.computeIfAbsent(
                known.lastRun(), number -> store.run(number).orElse(DriftRun.NONE));
        var involved = new TreeMap<String, Long>();
        Stream.concat(
                        Stream.of(known.source()),
                        landscape.source(known.source()).stream()
                                .flatMap(state -> state.source().authoritativeIdp().stream()))
                .forEach(source -> Optional.ofNullable(run.snapshots().get(source))
                        .filter(number -> !number.equals(last.snapshots().get(source)))
                        .ifPresent(number -> involved.put(source, number)));
        ObjectNode by = CanonicalJson.object();
        var snapshots = by.putArray("snapshots");
        involved.forEach(
                (source, number) -> snapshots.addObject().put("source", source).put("number", number));
        if (run.governance() != last.governance()) {
            by.put("governance", run.governance());
        }
        return by;
    }

    private void tell(StoredFinding finding, Kind kind, ObjectNode detail) {
        store.tell(finding.fingerprint(), new FindingChange(run.at(), run.number(), kind, detail));
    }
}
