package org.countersign.snapshot;

/// What is different between two snapshots of one source, in numbers.
public record Difference(Changed accounts, Changed groups, Changed memberships) {
    /// Of one kind of row.
    ///
    /// @param fresh only in the later
    /// @param gone only in the earlier
    /// @param changed in both, with different content
    public record Changed(long fresh, long gone, long changed) {
        /// Whether nothing is different.
        public boolean none() {
            return fresh == 0 && gone == 0 && changed == 0;
        }
    }
}
