package org.countersign.ui.findings;

import java.util.List;
import java.util.Optional;
import org.countersign.drift.list.Chosen;

/// What is chosen in the list, as far as it is read.
///
/// @param one the row, where it is one
/// @param details what there is to say of it
/// @param several what they have in common, where they are more
/// @param keys by which the chosen lines are found again, where they are few
public record FindingChoice(
        int count, Optional<FindingRow> one, Optional<FindingDetails> details, Chosen several, List<String> keys) {
    /// Nothing.
    static final FindingChoice NONE = new FindingChoice(0, Optional.empty(), Optional.empty(), Chosen.NONE, List.of());

    /// Copies the list.
    public FindingChoice {
        keys = List.copyOf(keys);
    }

    /// How many of them are findings, which can be acknowledged.
    public int findings() {
        return one.map(row -> row.fingerprint().isEmpty() ? 0 : 1).orElse(several.findings());
    }

    /// How many are acknowledged.
    public int acknowledged() {
        return one.map(row -> row.status().kind() == FindingStatus.Kind.ACKNOWLEDGED ? 1 : 0)
                .orElse(several.acknowledged());
    }
}
