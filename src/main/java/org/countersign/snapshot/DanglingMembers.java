package org.countersign.snapshot;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.countersign.scim.Member;

/// Members of groups that name nobody in the snapshot (scim-dialects.md 1.4). Keeps those that were not there yet when
/// their group came: hardly any where users come before groups.
final class DanglingMembers {
    /// One group behind the other: its number, its row, how many members, and these.
    private int[] kept = new int[1_024];
    private int size;
    private final BitSet members = new BitSet();
    private final BitSet groups = new BitSet();

    /// Takes a group as it was written.
    ///
    /// @param told as `number << 2 | type`
    /// @param there the numbers of accounts so far
    void take(int group, int row, long[] told, BitSet there) {
        if (size + told.length + 3 > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, size + told.length + 3));
        }
        int first = size + 3;
        int next = first;
        for (long member : told) {
            int number = (int) (member >> 2);
            // What is neither a user nor a group is in no list.
            if (!there.get(number) && (member & 3) != Member.Type.OTHER.code()) {
                kept[next++] = number;
            }
        }
        if (next > first) {
            kept[size] = group;
            kept[size + 1] = row;
            kept[size + 2] = next - first;
            size = next;
        }
    }

    /// Looks at what was taken, once everybody is there.
    ///
    /// @param rows the row of a group that counts now; 0 where there is none
    void settle(BitSet accounts, IntUnaryOperator rows) {
        for (int at = 0; at < size; at += 3 + kept[at + 2]) {
            if (rows.applyAsInt(kept[at]) == kept[at + 1]) {
                for (int i = at + 3; i < at + 3 + kept[at + 2]; i++) {
                    if (!accounts.get(kept[i]) && rows.applyAsInt(kept[i]) == 0) {
                        add(kept[at], kept[i]);
                    }
                }
            }
        }
    }

    /// One that names nobody.
    void add(int group, int member) {
        groups.set(group);
        members.set(member);
    }

    /// Whom they name, by number.
    BitSet members() {
        return members;
    }

    /// In how many groups.
    int groups() {
        return groups.cardinality();
    }
}
