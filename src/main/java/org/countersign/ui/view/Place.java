package org.countersign.ui.view;

/// Where one can be.
public enum Place {
    /// What changed, what needs somebody.
    OVERVIEW,
    /// What is wrong.
    FINDINGS,
    /// The queue.
    REVIEW,
    /// Reviews: all, one by its name, or `+` to open one.
    CAMPAIGNS,
    /// Everybody, or one person by `SOURCE/ID`.
    PEOPLE,
    /// Groups: all, or one by `SOURCE/ID`; mappings as `+mappings/`, or one by its id after that.
    GROUPS,
    /// Where snapshots come from.
    SOURCES,
    /// What is allowed by hand.
    EXCEPTIONS,
    /// What was signed, what can be handed over, what others hand over; the ledger as `+ledger/`, or one of its events
    /// by
    /// its number after that.
    EVIDENCE,
    /// What one wants of the window.
    SETTINGS
}
