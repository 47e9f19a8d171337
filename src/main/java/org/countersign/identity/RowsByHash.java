package org.countersign.identity;

/// Rows by a number that they have, several where several have it: four bytes and a half-empty table. The numbers
/// themselves are not kept; whoever finds a row looks whether it has the one that was asked for.
final class RowsByHash {
    private final int[] table;
    private final int mask;

    /// Takes rows.
    interface Rows {
        /// @return whether to go on
        boolean take(int row);
    }

    /// @param expected how many will be added at most
    RowsByHash(int expected) {
        int size = Integer.highestOneBit(Math.max(8, expected) * 2 - 1) << 1;
        this.table = new int[size];
        this.mask = size - 1;
    }

    void add(long hash, int row) {
        int at = (int) hash & mask;
        while (table[at] != 0) {
            at = at + 1 & mask;
        }
        table[at] = row;
    }

    /// Rows that may have it, in the order in which they were added.
    void each(long hash, Rows rows) {
        int at = (int) hash & mask;
        while (table[at] != 0) {
            if (!rows.take(table[at])) {
                return;
            }
            at = at + 1 & mask;
        }
    }
}
