package org.countersign.ui.keys;

import java.util.Set;

/// Where a key does something. Two actions may share a key where their regions never have the focus together.
public enum Region {
    /// On every screen.
    EVERYWHERE,
    /// In lists: of findings, of people, of what is to be reviewed.
    LISTS,
    /// Where items are decided.
    QUEUE,
    /// In findings.
    FINDINGS,
    /// In the list of people.
    PEOPLE,
    /// In groups and mappings.
    GROUPS,
    /// In the ledger.
    LEDGER,
    /// On the first screen.
    OVERVIEW,
    /// Where snapshots come in.
    SOURCES,
    /// While a question is open.
    DIALOGS;

    private static final Set<Region> LISTED = Set.of(QUEUE, FINDINGS, PEOPLE, GROUPS, LEDGER);

    /// Whether a key of this one may also be pressed in the other.
    public boolean meets(Region other) {
        if (this == DIALOGS || other == DIALOGS) {
            return this == other;
        }
        return this == other
                || this == EVERYWHERE
                || other == EVERYWHERE
                || (this == LISTS && LISTED.contains(other))
                || (other == LISTS && LISTED.contains(this));
    }
}
