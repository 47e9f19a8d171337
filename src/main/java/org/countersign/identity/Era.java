package org.countersign.identity;

/// Which names of an identity a key was compared with.
public enum Era {
    /// What it is called in the current snapshot.
    CURRENT,
    /// What a current identity was called in an earlier snapshot (renames, changed addresses).
    FORMER,
    /// What an identity was called that is gone from the current snapshot.
    DEPARTED
}
