package org.countersign.ui.view;

/// Where one can be.
public enum Place {
    /// What changed, what needs somebody.
    OVERVIEW,
    /// What is wrong.
    FINDINGS,
    /// The queue.
    REVIEW,
    /// Everybody, or one person by `SOURCE/ID`.
    PEOPLE,
    /// Where snapshots come from.
    SOURCES
}
