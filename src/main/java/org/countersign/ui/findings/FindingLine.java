package org.countersign.ui.findings;

/// A line of the table: a finding, or the head of a group of them.
public sealed interface FindingLine permits FindingRow, FindingGroup {
    /// By what it is found again in another list; empty where nothing tells it apart.
    String key();
}
