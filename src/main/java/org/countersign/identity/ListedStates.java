package org.countersign.identity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.scim.UserResource;

/// The states of accounts that are at hand, numbered as they come.
final class ListedStates implements Directory {
    private final TextHasher hasher;
    private final List<byte[]> facts = new ArrayList<>();
    private final AccountStates states = new AccountStates(action -> {
        for (int row = 1; row <= facts.size(); row++) {
            action.take(row, ByteBuffer.wrap(facts.get(row - 1)));
        }
    });
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<UserResource> rows = new ArrayList<>();
    private int[] contents = {};

    private ListedStates(TextHasher hasher) {
        this.hasher = hasher;
    }

    /// @param snapshots of each the accounts, newest first; a state that two snapshots in a row have is one
    static ListedStates of(List<? extends Iterable<UserResource>> snapshots) {
        return of(snapshots, new TextHasher(TextHasher.newKey()));
    }

    /// @param hasher of what these will be compared with
    static ListedStates of(List<? extends Iterable<UserResource>> snapshots, TextHasher hasher) {
        var listed = new ListedStates(hasher);
        var facts = new AccountFacts(listed.hasher);
        var rowOf = new HashMap<String, Integer>();
        for (int content = 1; content <= snapshots.size(); content++) {
            var seen = new HashMap<String, Integer>();
            for (UserResource user : snapshots.get(snapshots.size() - content)) {
                Integer before = rowOf.remove(user.id());
                if (before != null && listed.state(before).equals(user)) {
                    seen.put(user.id(), before);
                } else {
                    if (before != null) {
                        listed.states.end(before, content);
                    }
                    seen.put(user.id(), listed.add(user, content, facts));
                }
            }
            for (int row : rowOf.values()) {
                listed.states.end(row, content);
            }
            rowOf.clear();
            rowOf.putAll(seen);
        }
        listed.contents = IntStream.range(0, snapshots.size())
                .map(i -> snapshots.size() - i)
                .toArray();
        return listed;
    }

    private int add(UserResource user, int content, AccountFacts writer) {
        rows.add(user);
        int number = numbers.computeIfAbsent(user.id(), id -> {
            ids.add(id);
            return ids.size();
        });
        facts.add(writer.of(user));
        states.add(rows.size(), number, content, ByteBuffer.wrap(facts.getLast()));
        return rows.size();
    }

    AccountStates states() {
        return states;
    }

    int[] contents() {
        return contents;
    }

    @Override
    public int number(String id) {
        return numbers.getOrDefault(id, 0);
    }

    @Override
    public String id(int number) {
        return ids.get(number - 1);
    }

    @Override
    public UserResource state(int row) {
        return Objects.requireNonNull(rows.get(row - 1));
    }

    @Override
    public TextHasher hasher() {
        return hasher;
    }
}
