package org.countersign.ui.findings;

import java.util.List;

/// The head of a group; whoever chooses it chooses all that is in it.
///
/// @param name of what its findings have in common
public record FindingGroup(String name, List<FindingRow> rows) implements FindingLine {
    /// Copies the list.
    public FindingGroup {
        rows = List.copyOf(rows);
    }

    @Override
    public String key() {
        return "group " + name;
    }
}
