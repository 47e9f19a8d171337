package org.countersign.drift.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.countersign.drift.Acknowledgement;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingChange;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.Standing;
import org.countersign.drift.Status;
import org.countersign.drift.StoredFinding;
import org.countersign.drift.Subject;
import org.countersign.drift.Told;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.governance.Governance;
import org.countersign.text.CanonicalJson;

/// Makes rows of what an evaluation says and of what runs stored.
///
/// @param stored fingerprints whose first seen is known
record ListedFindings(Governance governance, Set<String> stored) {
    /// Holds now, and is new where it did not stand a day before.
    ListedFinding standing(Finding finding, boolean fresh) {
        Status status = finding.status();
        String why = status == Status.ACKNOWLEDGED
                ? finding.standing()
                        .flatMap(Standing::acknowledged)
                        .map(ListedFindings::word)
                        .orElse("")
                : finding.suppressedBy().orElse("");
        return of(
                finding,
                status == Status.SUPPRESSED ? Segment.SUPPRESSED : Segment.OPEN,
                fresh && status != Status.SUPPRESSED,
                Stand.of(status),
                why);
    }

    /// Held yesterday and does not now.
    ListedFinding gone(Finding finding) {
        return of(finding, Segment.RESOLVED, false, Stand.GONE, "");
    }

    /// Held yesterday, and nobody knows whether it does now.
    ListedFinding unchecked(Finding finding) {
        return of(finding, Segment.NOT_EVALUABLE, false, Stand.UNCHECKED, "");
    }

    private ListedFinding of(Finding finding, Segment segment, boolean fresh, Stand stand, String why) {
        Told told = Told.of(finding);
        return new ListedFinding(
                finding.fingerprint(),
                segment,
                fresh,
                Optional.of(finding.severity()),
                finding.raised(),
                finding.rule(),
                finding.source(),
                finding.subject(),
                finding.identity(),
                finding.summary(),
                stand,
                why,
                stored.contains(finding.fingerprint()) ? finding.standing().map(Standing::since) : Optional.empty(),
                finding.firstSeen(),
                finding.suppressedBy(),
                Concerns.of(
                        governance,
                        finding.source(),
                        finding.subject(),
                        told.account(),
                        told.identity(),
                        told.mappings(),
                        finding.suppressedBy()),
                CanonicalJson.text(finding.evidence()));
    }

    /// Held at the last run and is not found now.
    ListedFinding gone(StoredFinding finding) {
        return of(finding, Segment.RESOLVED, Stand.GONE, "", finding.firstSeen());
    }

    /// Held at the last run, and nobody knows whether it does now.
    ListedFinding unchecked(StoredFinding finding) {
        return of(finding, Segment.NOT_EVALUABLE, Stand.UNCHECKED, "", finding.firstSeen());
    }

    /// Held at the last run, and nobody asks any more.
    ListedFinding notAsked(StoredFinding finding) {
        return of(
                finding,
                Segment.RESOLVED,
                governance.source(finding.source()).isPresent() ? Stand.RULE_OFF : Stand.SOURCE_GONE,
                "",
                finding.firstSeen());
    }

    /// Ended in a run, since then.
    ListedFinding ended(StoredFinding finding, Optional<FindingChange> end) {
        return of(
                finding,
                Segment.RESOLVED,
                end.map(change -> ended(finding.status() == Status.NOT_ASKED, change.detail()))
                        .orElse(Stand.GONE),
                end.map(change -> CanonicalJson.text(change.detail())).orElse(""),
                finding.since());
    }

    static Stand ended(boolean notAsked, ObjectNode detail) {
        return !notAsked
                ? Stand.RESOLVED
                : detail.path("why").asText().equals("rule-off") ? Stand.RULE_OFF : Stand.SOURCE_GONE;
    }

    private ListedFinding of(StoredFinding finding, Segment segment, Stand stand, String why, Instant since) {
        var subject = new Subject(
                Subject.Type.valueOf(finding.subjectType().toUpperCase(java.util.Locale.ROOT)),
                finding.subject(),
                finding.label());
        return new ListedFinding(
                finding.fingerprint(),
                segment,
                false,
                Optional.of(finding.severity()),
                false,
                finding.rule(),
                finding.source(),
                subject,
                finding.identity().map(id -> new Finding.IdentityRef("", id, id)),
                finding.summary(),
                stand,
                why,
                Optional.of(since),
                Optional.of(finding.firstSeen()),
                finding.suppressedBy(),
                Concerns.of(
                        governance,
                        finding.source(),
                        subject,
                        Optional.empty(),
                        Optional.empty(),
                        java.util.List.of(),
                        Optional.empty()),
                "");
    }

    /// A rule that cannot be answered.
    static ListedFinding unknown(NotEvaluable entry) {
        return new ListedFinding(
                "",
                Segment.NOT_EVALUABLE,
                false,
                Optional.empty(),
                false,
                entry.rule(),
                entry.source(),
                new Subject(Subject.Type.SOURCE, entry.rule(), entry.rule()),
                Optional.empty(),
                entry.reason(),
                Stand.UNKNOWN,
                entry.remedy(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Concerns.of(entry.source()),
                "");
    }

    /// Who knows of it, and until when.
    static String word(Acknowledgement word) {
        return word.by() + "\n" + word.until();
    }
}
