package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.countersign.scim.Activity;
import org.countersign.scim.ResourceDigest;

/// The newest content of one source by the digests of its resources, as it was before an import. Entries have
/// numbers from 1, accounts and groups each.
///
/// Once filled, it may be read from any thread.
final class KnownContent {
    private static final Activity[] ACTIVITIES = Activity.values();

    private final PairTable accounts;
    private int[] rows;
    private int[] resources;
    private byte[] activities;
    private final PairTable groups = new PairTable(0);
    private final List<Group> groupEntries = new ArrayList<>();

    /// A group that is there.
    ///
    /// @param row its number, and its resource's within the source
    /// @param told whether it tells its members
    /// @param members how many
    record Group(int row, int resource, ResourceDigest digest, String id, boolean told, int members) {}

    /// @param expected how many accounts are likely
    KnownContent(int expected) {
        this.accounts = new PairTable(expected);
        this.rows = new int[Math.max(16, expected)];
        this.resources = new int[rows.length];
        this.activities = new byte[rows.length];
    }

    /// Adds an account.
    ///
    /// @param activity the ordinal of its [Activity]
    void add(int row, int resource, ResourceDigest digest, int activity) {
        int number = accounts.intern(digest.high(), digest.low());
        if (number >= rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
            resources = Arrays.copyOf(resources, rows.length);
            activities = Arrays.copyOf(activities, rows.length);
        }
        rows[number] = row;
        resources[number] = resource;
        activities[number] = (byte) activity;
    }

    /// Adds a group.
    void add(Group group) {
        if (groups.intern(group.digest().high(), group.digest().low()) > groupEntries.size()) {
            groupEntries.add(group);
        }
    }

    /// Puts each account's row at its resource.
    void rows(int[] byResource) {
        for (int number = 1; number <= accounts.size(); number++) {
            byResource[resources[number]] = rows[number];
        }
    }

    /// Each group.
    void eachGroup(Consumer<Group> action) {
        groupEntries.forEach(action);
    }

    boolean isEmpty() {
        return accounts.size() == 0 && groupEntries.isEmpty();
    }

    /// Finds one after another, for one thread. An export has nearly the order of the one before, and what changed
    /// in between has an order of its own behind the rest: looking there first spares a walk through the memory.
    final class Finder {
        private int next = 1;
        private int nextElsewhere = 1;

        /// The account of these bytes; 0 where there is none.
        int account(ResourceDigest digest) {
            if (accounts.has(next, digest.high(), digest.low())) {
                return next++;
            }
            if (accounts.has(nextElsewhere, digest.high(), digest.low())) {
                int found = nextElsewhere;
                nextElsewhere = next;
                next = found + 1;
                return found;
            }
            int found = accounts.find(digest.high(), digest.low());
            if (found > 0) {
                nextElsewhere = found + 1;
            }
            return found;
        }
    }

    /// The group of these bytes; 0 where there is none.
    int group(ResourceDigest digest) {
        return groups.find(digest.high(), digest.low());
    }

    /// Of the account of a number.
    int row(int account) {
        return rows[account];
    }

    int resource(int account) {
        return resources[account];
    }

    Activity activity(int account) {
        return ACTIVITIES[activities[account]];
    }

    ResourceDigest digest(int account) {
        return new ResourceDigest(accounts.high(account), accounts.low(account));
    }

    /// The group of a number.
    Group groupOf(int group) {
        return groupEntries.get(group - 1);
    }
}
