package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: a person knows of findings, and lets them stand until a day. They stay listed.
public final class AcknowledgeFinding {
    /// An acknowledgement is no exception: after a year somebody looks again.
    public static final int LONGEST_DAYS = 365;

    /// In characters.
    public static final int LONGEST_REASON = 1_000;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public AcknowledgeFinding(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What is asked.
    ///
    /// @param until the last day on which it holds, a UTC day
    /// @param eligibleOnly whether those that can be are acknowledged although others cannot
    public record Request(List<String> fingerprints, String reason, LocalDate until, boolean eligibleOnly) {
        /// Copies the list.
        public Request {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /// Acknowledges all of them, or, where that is not asked for, none if one cannot be. Without a reason that refuses
    /// it, an answer says done.
    ///
    /// @throws RefusedException where reason or day would be refused for any finding
    public List<FindingAnswer> run(Actor actor, Request request) throws RefusedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String reason = reason(request);
        until(request.until(), FindingStore.day(now));
        return workspace.write(tx -> {
            var store = new FindingStore(tx);
            List<FindingAnswer> answers = answers(store, request.fingerprints());
            List<StoredFinding> eligible = FindingAnswer.eligible(store, answers);
            if (eligible.isEmpty() || (eligible.size() < answers.size() && !request.eligibleOnly())) {
                return answers;
            }
            long run = store.lastRun().map(DriftRun::number).orElse(0L);
            var changed = new ArrayList<StoredFinding>();
            for (StoredFinding finding : eligible) {
                long number = store.acknowledge(finding, now, actor.osUser(), reason, request.until());
                changed.add(finding.in(Status.ACKNOWLEDGED, finding.returns(), now, run));
                store.tell(
                        finding.fingerprint(),
                        new FindingChange(
                                now,
                                run,
                                FindingChange.Kind.ACKNOWLEDGED,
                                CanonicalJson.object().put("acknowledgement", number)));
            }
            store.put(changed);
            var data = CanonicalJson.object().put("until", request.until().toString());
            var fingerprints = data.putArray("findings");
            eligible.forEach(finding -> fingerprints.add(finding.fingerprint()));
            ledger.append(tx, actor, "finding.acknowledged", data);
            return answers;
        });
    }

    /// What [#run] would answer, changing nothing.
    public List<FindingAnswer> check(List<String> fingerprints) {
        return workspace.read(tx -> answers(new FindingStore(tx), fingerprints));
    }

    private static List<FindingAnswer> answers(FindingStore store, List<String> fingerprints) {
        return new LinkedHashSet<>(fingerprints)
                .stream()
                        .map(fingerprint -> store.get(fingerprint)
                                .map(AcknowledgeFinding::answer)
                                .orElseGet(() -> FindingAnswer.unknown(fingerprint)))
                        .toList();
    }

    private static FindingAnswer answer(StoredFinding finding) {
        return switch (finding.status()) {
            case OPEN, BACK, ACKNOWLEDGED -> FindingAnswer.done(finding.fingerprint());
            case SUPPRESSED ->
                FindingAnswer.refused(
                        finding.fingerprint(),
                        "Exception " + finding.suppressedBy().orElse("") + " allows it already.");
            case RESOLVED ->
                FindingAnswer.refused(finding.fingerprint(), "It is resolved: there is nothing to know of.");
            case NOT_ASKED ->
                FindingAnswer.refused(
                        finding.fingerprint(), "It is no longer asked for: its rule is off or its source is gone.");
        };
    }

    private static String reason(Request request) throws RefusedException {
        String reason = request.reason().strip();
        if (reason.isEmpty()) {
            throw new RefusedException("", "The reason is empty.", "Say why the finding may stand.");
        }
        if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            throw new RefusedException(
                    "",
                    "The reason is longer than " + Formats.number(LONGEST_REASON) + " characters.",
                    "Say it in fewer.");
        }
        return reason;
    }

    private static void until(LocalDate until, LocalDate today) throws RefusedException {
        if (until.isBefore(today)) {
            throw new RefusedException(
                    until.toString(), "This day has passed: today is " + today + " in UTC.", "Name a day to come.");
        }
        if (until.isAfter(today.plusDays(LONGEST_DAYS))) {
            throw new RefusedException(
                    until.toString(),
                    "This is more than " + LONGEST_DAYS + " days away.",
                    "Name a day until " + today.plusDays(LONGEST_DAYS)
                            + ", or record an exception, which has an owner.");
        }
    }
}
