package org.countersign.workspace;

/// What keeps an open workspace from being written.
public enum Trouble {
    /// No file is where it was opened: deleted, moved, or its disk was taken away.
    GONE,
    /// Another file is there, as where a backup is restored over one that is open.
    REPLACED,
    /// The file, its folder or its disk may only be read.
    READ_ONLY,
    /// Another program writes, and a write here has waited for it for more than a second.
    WAITING
}
