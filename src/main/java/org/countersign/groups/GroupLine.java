package org.countersign.groups;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Severity;
import org.countersign.governance.Source;

/// A group in the list.
///
/// @param members effective ones; absent where the source does not tell
/// @param missing what its card lacks, where a mapping gives access by it
/// @param overdue since when somebody should have looked at it again
/// @param findings how many wait for somebody
/// @param worst of them
public record GroupLine(
        Source source,
        String id,
        String label,
        Optional<Integer> members,
        List<GroupCard.Field> missing,
        Optional<LocalDate> overdue,
        int findings,
        Optional<Severity> worst) {
    /// Copies the list.
    public GroupLine {
        missing = List.copyOf(missing);
    }

    /// `SOURCE/ID`.
    public String key() {
        return source.id() + "/" + id;
    }
}
