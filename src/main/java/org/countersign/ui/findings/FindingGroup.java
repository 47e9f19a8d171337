package org.countersign.ui.findings;

import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.ListFindings;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Severities;

/// The head of a group; whoever chooses it chooses all that is in it.
///
/// @param name of what its findings have in common
/// @param size how many
/// @param first the fingerprint of the first, by which the group is found again
public record FindingGroup(String name, int size, String first) implements FindingLine {
    static FindingGroup of(Grouping grouping, FindingRow first, int size) {
        String name =
                switch (grouping) {
                    case NONE -> "";
                    case RULE -> first.rule();
                    case SOURCE -> first.sourceName();
                    case SEVERITY -> first.severity().map(Severities::word).orElse(Strings.of("severity.unknown"));
                    case SUBJECT -> first.subject();
                };
        return new FindingGroup(name, size, first.fingerprint());
    }

    @Override
    public String key() {
        return first.isEmpty() ? "" : ListFindings.HEAD + first;
    }
}
