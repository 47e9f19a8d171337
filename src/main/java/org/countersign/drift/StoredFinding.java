package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// A finding as the runs about now left it.
///
/// @param rule and what else describes it is empty where it stems from a workspace that kept first seen alone
/// @param identity the id of the identity behind the subject
/// @param held whether it could not be checked at the last run and stays as it was
/// @param returns how often it came back after it had been resolved
/// @param since when it got its status, in the run `sinceRun`
/// @param lastSeen when it was last found, in the run `lastRun`
/// @param acknowledged the word that has not ended; it may have run out since the last run
public record StoredFinding(
        String fingerprint,
        String rule,
        String source,
        String subjectType,
        String subject,
        String label,
        Optional<String> identity,
        Severity severity,
        String summary,
        Optional<String> suppressedBy,
        Status status,
        boolean held,
        long returns,
        Instant since,
        long sinceRun,
        Instant firstSeen,
        long firstRun,
        Instant lastSeen,
        long lastRun,
        Optional<Acknowledgement> acknowledged) {
    /// By severity, rule, source, subject: the order of reports.
    public static final Comparator<StoredFinding> ORDER = Comparator.comparing(StoredFinding::severity)
            .thenComparing(StoredFinding::rule)
            .thenComparing(StoredFinding::source)
            .thenComparing(StoredFinding::subject)
            .thenComparing(StoredFinding::fingerprint);

    /// What a run found for the first time.
    static StoredFinding found(Finding finding, DriftRun run) {
        return new StoredFinding(
                        finding.fingerprint(),
                        finding.rule(),
                        finding.source(),
                        finding.subject().type().text(),
                        finding.subject().id(),
                        "",
                        Optional.empty(),
                        finding.severity(),
                        "",
                        Optional.empty(),
                        finding.suppressedBy().isPresent() ? Status.SUPPRESSED : Status.OPEN,
                        false,
                        0,
                        run.at(),
                        run.number(),
                        run.at(),
                        run.number(),
                        run.at(),
                        run.number(),
                        Optional.empty())
                .described(finding);
    }

    /// The same with what the finding says now.
    StoredFinding described(Finding now) {
        return new StoredFinding(
                fingerprint,
                now.rule(),
                now.source(),
                now.subject().type().text(),
                now.subject().id(),
                now.subject().label(),
                now.identity().map(Finding.IdentityRef::id),
                now.severity(),
                now.summary(),
                now.suppressedBy(),
                status,
                false,
                returns,
                since,
                sinceRun,
                firstSeen,
                firstRun,
                lastSeen,
                lastRun,
                acknowledged);
    }

    /// In another status from a run on.
    StoredFinding in(Status next, long times, Instant at, long run) {
        return new StoredFinding(
                fingerprint,
                rule,
                source,
                subjectType,
                subject,
                label,
                identity,
                severity,
                summary,
                suppressedBy,
                next,
                held && next.stands(),
                times,
                at,
                run,
                firstSeen,
                firstRun,
                lastSeen,
                lastRun,
                next.stands() ? acknowledged : Optional.empty());
    }

    /// Not checked: everything else stays.
    StoredFinding unchecked() {
        return new StoredFinding(
                fingerprint,
                rule,
                source,
                subjectType,
                subject,
                label,
                identity,
                severity,
                summary,
                suppressedBy,
                status,
                true,
                returns,
                since,
                sinceRun,
                firstSeen,
                firstRun,
                lastSeen,
                lastRun,
                acknowledged);
    }

    /// The status on a day: an acknowledgement ends by itself, also between two runs.
    public Status status(LocalDate day) {
        if (status != Status.ACKNOWLEDGED
                || acknowledged.filter(word -> word.covers(severity, day)).isPresent()) {
            return status;
        }
        return returns > 0 ? Status.BACK : Status.OPEN;
    }

    /// As `finding list --format json` prints it.
    public ObjectNode json(LocalDate day) {
        ObjectNode node = CanonicalJson.object()
                .put("fingerprint", fingerprint)
                .put("status", status(day).text())
                .put("severity", severity.text())
                .put("rule", rule)
                .put("source", source);
        node.putObject("subject").put("type", subjectType).put("id", subject).put("label", label);
        node.put("summary", summary)
                .put("firstSeen", Formats.instant(firstSeen))
                .put("lastSeen", Formats.instant(lastSeen))
                .put("since", Formats.instant(since))
                .put("returns", returns)
                .put("checked", !held)
                .put("suppressedBy", suppressedBy.orElse(null));
        if (status(day) == Status.ACKNOWLEDGED) {
            acknowledged.ifPresent(word -> node.set("acknowledged", json(word)));
        }
        return node;
    }

    /// Who knows of it, why, and until when.
    static ObjectNode json(Acknowledgement word) {
        return CanonicalJson.object()
                .put("by", word.by())
                .put("at", Formats.instant(word.at()))
                .put("until", word.until().toString())
                .put("reason", word.reason());
    }
}
