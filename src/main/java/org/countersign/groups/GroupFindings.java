package org.countersign.groups;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.CurrentRun;
import org.countersign.drift.Finding;
import org.countersign.drift.MatchAccounts;
import org.countersign.drift.Severity;
import org.countersign.drift.Status;
import org.countersign.drift.Subject;
import org.countersign.workspace.Workspace;

/// Use case: what is wrong with groups, their memberships and the mappings that name them. Those that the last drift
/// check
/// kept, where it looked at what there is now; else everything is evaluated again, which takes as long as a check does.
public final class GroupFindings {
    /// Rules that a card alone decides: the list asks the card itself, so that it is right as soon as that is kept.
    static final Set<String> OF_CARDS = Set.of("undocumented-group", "group-review-overdue");

    private final Workspace workspace;
    private final CheckDrift checkDrift;
    private final Clock clock;

    /// Reads only.
    public GroupFindings(Workspace workspace, CheckDrift checkDrift, Clock clock) {
        this.workspace = workspace;
        this.checkDrift = checkDrift;
        this.clock = clock;
    }

    /// One finding.
    ///
    /// @param group `SOURCE/ID` of the group that it is about; empty where it is about a mapping
    /// @param mapping the id of the mapping that it is about; empty where it is about a group
    /// @param member whether it is about somebody's membership
    /// @param since when it was first seen, where a check kept that
    public record Found(
            Severity severity,
            String rule,
            String group,
            String mapping,
            boolean member,
            String summary,
            Status status,
            Optional<Instant> since) {}

    /// All that stand, worst first, each with where it stands.
    public List<Found> run() {
        Optional<List<Found>> kept = workspace.read(tx -> {
            Instant asOf = MatchAccounts.asOf(tx, clock);
            return CurrentRun.isOf(tx, asOf)
                    ? Optional.of(new GroupFindingStore(tx).standing(LocalDate.ofInstant(asOf, ZoneOffset.UTC)))
                    : Optional.empty();
        });
        return kept.orElseGet(() -> checkDrift.current().findings().stream()
                .filter(finding -> about(finding.subject().type()))
                .sorted(Finding.ORDER)
                .map(GroupFindings::found)
                .toList());
    }

    private static boolean about(Subject.Type type) {
        return type == Subject.Type.GROUP || type == Subject.Type.MEMBERSHIP || type == Subject.Type.MAPPING;
    }

    private static Found found(Finding finding) {
        Subject subject = finding.subject();
        boolean mapping = subject.type() == Subject.Type.MAPPING;
        return new Found(
                finding.severity(),
                finding.rule(),
                mapping ? "" : finding.source() + "/" + group(subject),
                mapping ? subject.id() : "",
                subject.type() == Subject.Type.MEMBERSHIP,
                finding.summary(),
                finding.status(),
                finding.firstSeen());
    }

    private static String group(Subject subject) {
        return subject.type() == Subject.Type.GROUP
                ? subject.id()
                : subject.discriminator().orElseGet(() -> group(subject.id()));
    }

    /// The group of `GROUP_ID/ACCOUNT_ID`, where neither holds a slash.
    static String group(String membership) {
        return membership.contains("/") ? membership.substring(0, membership.indexOf('/')) : membership;
    }
}
