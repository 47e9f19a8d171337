package org.countersign.groups;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.countersign.drift.Severity;
import org.countersign.drift.Status;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Findings on groups, memberships and mappings as the last check kept them.
final class GroupFindingStore {
    private final Transaction tx;

    GroupFindingStore(Transaction tx) {
        this.tx = tx;
    }

    /// Those that wait for somebody on a day, in the order of reports.
    List<Found> standing(LocalDate day) {
        return tx
                .list(
                        "SELECT f.severity, f.rule, f.source, f.subject_type, f.subject, f.summary, f.status, f.first_seen,"
                                + " t.discriminator FROM finding f LEFT JOIN finding_told t ON t.fingerprint ="
                                + " f.fingerprint LEFT JOIN acknowledgement a ON a.fingerprint = f.fingerprint AND"
                                + " a.ended_at IS NULL WHERE f.subject_type IN ('group', 'membership', 'mapping') AND"
                                + " (f.status IN ('open', 'back') OR (f.status = 'acknowledged' AND a.until < ?))",
                        GroupFindingStore::found,
                        day.toString())
                .stream()
                .sorted(java.util.Comparator.comparing(Found::severity)
                        .thenComparing(Found::rule)
                        .thenComparing(Found::summary))
                .toList();
    }

    private static Found found(Row row) {
        boolean mapping = row.text(4).equals("mapping");
        boolean member = row.text(4).equals("membership");
        String group = member ? row.optionalText(9).orElseGet(() -> GroupFindings.group(row.text(5))) : row.text(5);
        return new Found(
                Severity.valueOf(row.text(1).toUpperCase(Locale.ROOT)),
                row.text(2),
                mapping ? "" : row.text(3) + "/" + group,
                mapping ? row.text(5) : "",
                member,
                row.text(6),
                Status.of(row.text(7)).orElseThrow(),
                java.util.Optional.of(Instant.ofEpochSecond(row.number(8))));
    }
}
