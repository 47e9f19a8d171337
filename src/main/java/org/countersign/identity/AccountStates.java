package org.countersign.identity;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.countersign.scim.AccountKind;
import org.countersign.scim.Activity;

/// Every state that the accounts of one source were in, as columns of numbers: a million of them take about 120 MB, and
/// questions about all are loops over arrays.
///
/// A state has a *row*, which is a number from 1; an account has a *number* within the source, for good. Numbers may be
/// missing. A state holds from the content `since` to before the content `until` (ADR 12).
public final class AccountStates {
    private static final Activity[] ACTIVITIES = Activity.values();
    private static final AccountKind[] KINDS = AccountKind.values();
    private static final int KEPT = AccountFacts.TEXTS;

    /// What is told apart and compared by, in the order of [AccountFacts].
    public enum Text {
        ID,
        EXTERNAL_ID,
        USER_NAME,
        EMPLOYEE_NUMBER,
        EMAIL,
        TITLE,
        DEPARTMENT,
        DISPLAY_NAME
    }

    private int[] numbers = new int[1_024];
    private int[] since = new int[1_024];
    private int[] until = new int[1_024];
    private byte[] marks = new byte[1_024];
    private final long[][] texts = new long[KEPT][1_024];
    private int[] addressEnds = new int[1_024];
    private long[] addresses = new long[1_024];
    private int[] grantEnds = new int[1_024];
    private int[] grants = new int[1_024];
    private int last;
    private int lastNumber;

    /// Adds a state; rows come in their order.
    ///
    /// @param facts as [AccountFacts] writes them
    public void add(int row, int number, int from, ByteBuffer facts) {
        grow(row);
        for (int gap = last + 1; gap < row; gap++) {
            addressEnds[gap] = addressEnds[last];
            grantEnds[gap] = grantEnds[last];
        }
        int addressEnd = addressEnds[last];
        int grantEnd = grantEnds[last];
        last = row;
        lastNumber = Math.max(lastNumber, number);
        numbers[row] = number;
        since[row] = from;
        until[row] = Integer.MAX_VALUE;
        marks[row] = facts.get();
        for (long[] column : texts) {
            column[row] = facts.getLong();
        }
        int count = facts.getInt();
        if (addressEnd + count > addresses.length) {
            addresses = Arrays.copyOf(addresses, Math.max(addressEnd + count, addresses.length * 3 / 2));
        }
        for (int i = 0; i < count; i++) {
            addresses[addressEnd++] = facts.getLong();
        }
        addressEnds[row] = addressEnd;
        count = facts.getInt();
        if (grantEnd + count > grants.length) {
            grants = Arrays.copyOf(grants, Math.max(grantEnd + count, grants.length * 3 / 2));
        }
        for (int i = 0; i < count; i++) {
            grants[grantEnd++] = facts.getInt();
        }
        grantEnds[row] = grantEnd;
    }

    private void grow(int row) {
        if (row < numbers.length) {
            return;
        }
        int size = Math.max(row + 1, numbers.length * 3 / 2);
        numbers = Arrays.copyOf(numbers, size);
        since = Arrays.copyOf(since, size);
        until = Arrays.copyOf(until, size);
        marks = Arrays.copyOf(marks, size);
        addressEnds = Arrays.copyOf(addressEnds, size);
        grantEnds = Arrays.copyOf(grantEnds, size);
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Arrays.copyOf(texts[i], size);
        }
    }

    /// Room for so many rows, which saves growing.
    public void expect(int rows) {
        grow(rows);
    }

    /// A state that no longer holds.
    public void end(int row, int content) {
        if (row <= last) {
            until[row] = Math.min(until[row], content);
        }
    }

    /// The highest row.
    public int last() {
        return last;
    }

    /// The highest number of an account.
    public int lastNumber() {
        return lastNumber;
    }

    /// Whose state it is; 0 where there is no such row.
    public int number(int row) {
        return numbers[row];
    }

    int since(int row) {
        return since[row];
    }

    int until(int row) {
        return until[row];
    }

    /// Whether it holds in a content.
    public boolean in(int row, int content) {
        return numbers[row] != 0 && since[row] <= content && content < until[row];
    }

    /// By number, the row that holds in a content; 0 where none does.
    public int[] at(int content) {
        int[] rows = new int[lastNumber + 1];
        for (int row = 1; row <= last; row++) {
            if (in(row, content)) {
                rows[numbers[row]] = row;
            }
        }
        return rows;
    }

    /// What it tells by `active`.
    public Activity activity(int row) {
        return ACTIVITIES[marks[row] & 3];
    }

    /// What it is by its vendor's marks.
    public AccountKind kind(int row) {
        return KINDS[marks[row] >> 2 & 7];
    }

    /// Whether it lists groups of its own accord.
    public boolean listsGroups(int row) {
        return (marks[row] & AccountFacts.OWN_GROUPS) != 0;
    }

    /// Whether its user name may be an address.
    boolean hasAtSign(int row) {
        return (marks[row] & AccountFacts.AT_SIGN) != 0;
    }

    long text(Text text, int row) {
        return texts[text.ordinal()][row];
    }

    int firstAddress(int row) {
        return addressEnds[row - 1];
    }

    int endOfAddresses(int row) {
        return addressEnds[row];
    }

    long address(int at) {
        return addresses[at];
    }

    /// Whether one of its addresses is this one.
    boolean hasAddress(int row, long address) {
        for (int at = addressEnds[row - 1]; at < addressEnds[row]; at++) {
            if (addresses[at] == address) {
                return true;
            }
        }
        return false;
    }

    /// Whether a name of a role or entitlement may be among these: true for all that are, and hardly ever for another.
    public boolean holdsAny(int row, NameSet names) {
        for (int at = grantEnds[row - 1]; at < grantEnds[row]; at++) {
            if (names.has(grants[at])) {
                return true;
            }
        }
        return false;
    }

    /// Names of roles and entitlements.
    public static final class NameSet {
        private final int[] sorted;
        private final BitSet filter = new BitSet(1 << 12);

        /// As they are hashed in the states that they are looked for in.
        public NameSet(TextHasher hasher, Iterable<String> names) {
            var all = java.util.stream.IntStream.builder();
            for (String name : names) {
                int hash = AccountFacts.name(hasher, name);
                all.add(hash);
                filter.set(hash & 0xfff);
            }
            sorted = all.build().sorted().toArray();
        }

        boolean has(int hash) {
            return filter.get(hash & 0xfff) && Arrays.binarySearch(sorted, hash) >= 0;
        }
    }

    /// Whether both tell something by any of these attributes that is not the same, trimmed and case-folded: true for
    /// all that do, and for an employee number that differs in case alone.
    ///
    /// @param attributes as the governance file calls them
    public boolean differs(int row, AccountStates other, int otherRow, Text[] attributes) {
        for (Text attribute : attributes) {
            long mine = texts[attribute.ordinal()][row];
            long theirs = other.texts[attribute.ordinal()][otherRow];
            if (mine != theirs && mine != 0 && theirs != 0) {
                return true;
            }
        }
        return false;
    }

    /// The columns of attributes that accounts may be compared by.
    ///
    /// @param attributes as the governance file calls them
    public static Text[] compared(Iterable<String> attributes) {
        var texts = java.util.EnumSet.noneOf(Text.class);
        for (String attribute : attributes) {
            texts.add(
                    switch (attribute) {
                        case "email" -> Text.EMAIL;
                        case "title" -> Text.TITLE;
                        case "department" -> Text.DEPARTMENT;
                        case "employeeNumber" -> Text.EMPLOYEE_NUMBER;
                        case "displayName" -> Text.DISPLAY_NAME;
                        case "userName" -> Text.USER_NAME;
                        default -> throw new IllegalArgumentException(attribute);
                    });
        }
        return texts.toArray(Text[]::new);
    }
}
