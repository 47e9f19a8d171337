package org.countersign.ui.view;

/// Where one can be.
public enum Place {
    /// What changed, what needs somebody.
    OVERVIEW,
    /// What is wrong.
    FINDINGS,
    /// The queue.
    REVIEW,
    /// Where snapshots come from.
    SOURCES
}
