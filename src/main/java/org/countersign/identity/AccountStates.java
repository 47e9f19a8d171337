package org.countersign.identity;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.countersign.scim.AccountKind;
import org.countersign.scim.Activity;

/// Every state that the accounts of one source were in, as columns of numbers: questions about all are loops over
/// arrays. A million states take about 30 MB, and those columns that correlation and comparisons ask for, 8 MB each,
/// which are read when they are first asked for where they can be read again.
///
/// A state has a *row*, which is a number from 1; an account has a *number* within the source, for good. Numbers may be
/// missing. A state holds from the content `since` to before the content `until` (ADR 12).
public final class AccountStates {
    private static final Activity[] ACTIVITIES = Activity.values();
    private static final AccountKind[] KINDS = AccountKind.values();

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
    private final long[][] texts = new long[AccountFacts.TEXTS][];
    private Addresses addresses = Addresses.UNREAD;
    private int[] grantEnds = new int[1_024];
    private int[] grants = new int[1_024];
    private int last;
    private int lastNumber;

    private final Again again;

    /// The facts of every state that was added.
    public interface Again {
        /// Calls `action` for each, in their order.
        void each(RowFacts action);
    }

    /// Takes the facts of a state.
    public interface RowFacts {
        /// @param facts as [AccountFacts] writes them; to be read to their end
        void take(int row, ByteBuffer facts);
    }

    /// @param again reads the same facts once more, for the columns that few ask for
    public AccountStates(Again again) {
        this.again = again;
    }

    /// Adds a state; rows come in their order.
    ///
    /// @param facts as [AccountFacts] writes them
    public void add(int row, int number, int from, ByteBuffer facts) {
        expect(row);
        Arrays.fill(grantEnds, last + 1, row, grantEnds[last]);
        int end = grantEnds[last];
        last = row;
        lastNumber = Math.max(lastNumber, number);
        numbers[row] = number;
        since[row] = from;
        until[row] = Integer.MAX_VALUE;
        marks[row] = facts.get();
        AccountFacts.skipTexts(facts);
        int count = facts.getInt();
        if (end + count > grants.length) {
            grants = Arrays.copyOf(grants, Math.max(end + count, grants.length * 3 / 2));
        }
        for (int i = 0; i < count; i++) {
            grants[end++] = facts.getInt();
        }
        grantEnds[row] = end;
    }

    /// Room for so many rows, which saves growing.
    public void expect(int rows) {
        if (rows < numbers.length) {
            return;
        }
        int size = Math.max(rows + 1, numbers.length * 3 / 2);
        numbers = Arrays.copyOf(numbers, size);
        since = Arrays.copyOf(since, size);
        until = Arrays.copyOf(until, size);
        marks = Arrays.copyOf(marks, size);
        grantEnds = Arrays.copyOf(grantEnds, size);
    }

    /// Reads columns together, before they are asked for one by one.
    ///
    /// @param wanted of which some may have been read
    void read(Set<Text> wanted) {
        Text[] missing =
                wanted.stream().filter(text -> texts[text.ordinal()] == null).toArray(Text[]::new);
        if (missing.length == 0) {
            return;
        }
        for (Text text : missing) {
            texts[text.ordinal()] = new long[last + 1];
        }
        again.each((row, facts) -> {
            int at = facts.position() + 1;
            for (Text text : missing) {
                texts[text.ordinal()][row] = facts.getLong(at + 8 * text.ordinal());
            }
            AccountFacts.skip(facts);
        });
    }

    private long[] column(Text text) {
        long[] column = texts[text.ordinal()];
        if (column == null) {
            read(EnumSet.of(text));
            column = texts[text.ordinal()];
        }
        return column;
    }

    private Addresses addresses() {
        if (addresses == Addresses.UNREAD) {
            addresses = Addresses.of(again, last);
        }
        return addresses;
    }

    /// The addresses of each row: from the end of the row before to its own.
    private record Addresses(int[] ends, long[] values) {
        static final Addresses UNREAD = new Addresses(new int[0], new long[0]);

        static Addresses of(Again again, int last) {
            int[] ends = new int[last + 1];
            again.each((row, facts) -> {
                AccountFacts.skipToAddresses(facts);
                ends[row] = facts.getInt();
                AccountFacts.skipAddresses(facts, ends[row]);
            });
            for (int row = 1; row <= last; row++) {
                ends[row] += ends[row - 1];
            }
            long[] values = new long[ends[last]];
            again.each((row, facts) -> {
                AccountFacts.skipToAddresses(facts);
                int count = facts.getInt();
                for (int i = ends[row] - count; i < ends[row]; i++) {
                    values[i] = facts.getLong();
                }
                AccountFacts.skipAddresses(facts, 0);
            });
            return new Addresses(ends, values);
        }
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
        return column(text)[row];
    }

    int firstAddress(int row) {
        return addresses().ends()[row - 1];
    }

    int endOfAddresses(int row) {
        return addresses().ends()[row];
    }

    long address(int at) {
        return addresses().values()[at];
    }

    /// Whether one of its addresses is this one.
    boolean hasAddress(int row, long address) {
        Addresses all = addresses();
        for (int at = all.ends()[row - 1]; at < all.ends()[row]; at++) {
            if (all.values()[at] == address) {
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
    /// @param attributes which are compared, as [#compared] gives them
    public boolean differs(int row, AccountStates other, int otherRow, Text[] attributes) {
        for (Text attribute : attributes) {
            long mine = text(attribute, row);
            long theirs = other.text(attribute, otherRow);
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
        var texts = EnumSet.noneOf(Text.class);
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
