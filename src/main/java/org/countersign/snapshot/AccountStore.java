package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.identity.AccountStates;
import org.countersign.identity.IdentityHistory;
import org.countersign.identity.Memberships;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;
import org.countersign.workspace.Transaction;

/// One source's accounts and memberships, as numbers and one by one.
public final class AccountStore {
    private final Transaction tx;
    private final String source;
    private final Optional<Long> base;
    private Optional<AccountStates> states = Optional.empty();

    /// Of a source, which may have nothing yet.
    public AccountStore(Transaction tx, String source) {
        this.tx = tx;
        this.source = source;
        this.base = ContentStore.base(tx, source);
    }

    private long base() {
        return base.orElse(0L);
    }

    private long end() {
        return base() + (1L << ContentStore.BITS);
    }

    private AccountStates states() {
        if (states.isEmpty()) {
            states = Optional.of(base.map(key -> FactStore.read(tx, key)).orElseGet(() -> new AccountStates(_ -> {})));
        }
        return states.get();
    }

    /// The accounts of a snapshot of the source; none where there is no snapshot.
    public StoredAccounts accounts(Optional<Snapshot> snapshot) {
        int content = content(snapshot);
        AccountStates all = states();
        SignInStore signIns =
                base.map(_ -> new SignInStore(tx, source).read(content)).orElseGet(() -> SignInStore.none(tx));
        return new StoredAccounts(this, all, content, signIns, FactStore.hasher(tx));
    }

    /// The identities through snapshots of the source.
    ///
    /// @param taken newest first
    public IdentityHistory history(List<Snapshot> taken, StoredAccounts directory) {
        return new IdentityHistory(directory.states(), directory, contents(taken));
    }

    /// The contents of snapshots, in their order.
    public int[] contents(List<Snapshot> taken) {
        return taken.stream().mapToInt(this::content).toArray();
    }

    /// The content of a snapshot; 0 where there is none.
    public int content(Optional<Snapshot> snapshot) {
        return snapshot.map(this::content).orElse(0);
    }

    private int content(Snapshot snapshot) {
        return (int) new SnapshotStore(tx).contentOf(snapshot);
    }

    UserResource state(int row) {
        return ResourceJson.user(tx.kept("SELECT body FROM account_body WHERE account=?")
                .first(found -> found.bytes(1), base() + row)
                .orElseThrow());
    }

    /// The same, where retention has not removed it.
    Optional<UserResource> stateIfThere(int row) {
        return tx.kept("SELECT body FROM account_body WHERE account=?")
                .first(found -> ResourceJson.user(found.bytes(1)), base() + row);
    }

    int lastNumber() {
        return tx.first(
                        "SELECT key FROM resource WHERE key > ? AND key < ? ORDER BY key DESC LIMIT 1",
                        row -> own(row.number(1)),
                        base(),
                        end())
                .orElse(0);
    }

    void states(int[] rows, States action) {
        String keys = IntStream.of(rows)
                .sorted()
                .mapToObj(row -> Long.toString(base() + row))
                .collect(Collectors.joining(",", "[", "]"));
        tx.kept("SELECT account, body FROM account_body WHERE account IN (SELECT value FROM json_each(?))")
                .each(row -> action.take(own(row.number(1)), ResourceJson.user(row.bytes(2))), keys);
    }

    int number(String id) {
        return tx.kept("SELECT key FROM resource WHERE id=? AND key > ? AND key < ?")
                .first(row -> own(row.number(1)), id, base(), end())
                .orElse(0);
    }

    String id(int number) {
        return tx.kept("SELECT id FROM resource WHERE key=?")
                .first(row -> row.text(1), base() + number)
                .orElseThrow();
    }

    void ids(Collection<Integer> numbers, BiConsumer<Integer, String> action) {
        String keys = numbers.stream()
                .map(number -> Long.toString(base() + number))
                .collect(Collectors.joining(",", "[", "]"));
        tx.each(
                "SELECT key, id FROM resource WHERE key IN (SELECT value FROM json_each(?))",
                row -> action.accept(own(row.number(1)), row.text(2)),
                keys);
    }

    private int own(long key) {
        return (int) (key - base());
    }

    interface States {
        void take(int row, UserResource user);
    }

    void each(States action) {
        tx.each(
                "SELECT account, body FROM account_body WHERE account > ? AND account < ?",
                row -> action.take(own(row.number(1)), ResourceJson.user(row.bytes(2))),
                base(),
                end());
    }

    /// The groups of a snapshot by id, in the order of ids. Their members are not read: `members` is there, and empty,
    /// where they are told.
    public Map<String, GroupResource> groups(Optional<Snapshot> snapshot) {
        var groups = new TreeMap<String, GroupResource>();
        snapshot.ifPresent(taken -> {
            long content = content(taken);
            tx.each(
                    "SELECT told, body FROM account_group WHERE key > ? AND key < ?"
                            + " AND since <= ? AND (until IS NULL OR until > ?)",
                    row -> {
                        GroupResource group = ResourceJson.group(
                                row.bytes(2), row.flag(1) ? Optional.of(List.of()) : Optional.empty());
                        groups.put(group.id(), group);
                    },
                    base(),
                    end(),
                    content,
                    content);
        });
        return groups;
    }

    /// Who is in which group of a snapshot.
    ///
    /// @param groups and `accounts` of the snapshot
    public Memberships memberships(
            Optional<Snapshot> snapshot, Map<String, GroupResource> groups, StoredAccounts accounts) {
        return new Memberships(
                accounts, groups, number -> accounts.row(number) != 0, new Told(content(snapshot), accounts));
    }

    private final class Told implements Memberships.Telling {
        private final int content;
        private final StoredAccounts accounts;

        Told(int content, StoredAccounts accounts) {
            this.content = content;
            this.accounts = accounts;
        }

        /// One text a group instead of a row a member, which would cost three calls into SQLite each.
        @Override
        public Map<Integer, long[]> members() {
            var members = new HashMap<Integer, long[]>();
            tx.each(
                    "SELECT group_resource, group_concat((member - ?1) << 2 | type, ' ') FROM membership"
                            + " WHERE group_resource > ?1 AND group_resource < ?2"
                            + " AND since <= ?3 AND (until IS NULL OR until > ?3) GROUP BY group_resource",
                    row -> members.put(own(row.number(1)), NumberText.sorted(row.text(2))),
                    base(),
                    end(),
                    content);
            return members;
        }

        @Override
        public boolean anyOwnGroups() {
            return accounts.active().anyMatch(this::listsGroups)
                    || accounts.inactive().anyMatch(this::listsGroups);
        }

        private boolean listsGroups(int number) {
            return accounts.states().listsGroups(accounts.row(number));
        }

        @Override
        public Map<Integer, int[]> ownGroups() {
            var listed = new HashMap<Integer, List<Integer>>();
            for (int number = 1; number < accounts.rows().length; number++) {
                if (accounts.row(number) != 0 && listsGroups(number)) {
                    for (String id : accounts.account(number).groups()) {
                        int group = accounts.number(id);
                        if (group != 0) {
                            listed.computeIfAbsent(group, _ -> new ArrayList<>())
                                    .add(number);
                        }
                    }
                }
            }
            var sorted = new HashMap<Integer, int[]>();
            listed.forEach((group, users) -> sorted.put(
                    group, users.stream().mapToInt(Integer::intValue).distinct().toArray()));
            return sorted;
        }
    }
}
