package org.countersign.ui.findings;

/// A line of the table: a finding, or the head of a group of them.
public sealed interface FindingLine permits FindingRow, FindingGroup {
    /// What it is known by when the table is read anew.
    String key();
}
