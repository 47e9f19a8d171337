package org.countersign.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// An IdP's identities through its snapshots: who is there, what they were called, who is gone.
public final class IdentityHistory {
    private final AccountStates states;
    private final Directory directory;
    private final int[] contents;
    /// By number; the row in the current snapshot, 0 where there is none.
    private final int[] here;
    /// By number; of who is gone, the row in the newest snapshot that has one.
    private final int[] gone;
    final IdentityIndex current;
    final IdentityIndex former;
    final IdentityIndex departed;
    final IdentityIndex departedFormer;

    /// @param contents of the snapshots, the newest (the current one) first
    public IdentityHistory(AccountStates states, Directory directory, int[] contents) {
        this.states = states;
        this.directory = directory;
        this.contents = contents.clone();
        this.here = contents.length == 0 ? new int[states.lastNumber() + 1] : states.at(contents[0]);
        this.gone = new int[states.lastNumber() + 1];
        var ages = new Ages(contents);
        // The newest first, so that of one identity's states the newest is found first.
        var formerRows = IntStream.builder();
        int[] ranks = new int[states.last() + 1];
        for (int row = states.last(); row > 0; row--) {
            int number = states.number(row);
            ranks[row] = number == 0 || here[number] == row ? -1 : ages.of(row);
            if (ranks[row] < 0) {
                continue;
            }
            if (here[number] != 0) {
                formerRows.add(row);
            } else if (gone[number] == 0 || ranks[row] < ranks[gone[number]]) {
                gone[number] = row;
            }
        }
        this.current = new IdentityIndex(
                states, Arrays.stream(here).filter(row -> row > 0).toArray());
        this.former = new IdentityIndex(states, sorted(formerRows.build(), ranks));
        this.departed = new IdentityIndex(
                states, Arrays.stream(gone).filter(row -> row > 0).toArray());
        this.departedFormer = new IdentityIndex(
                states,
                sorted(
                        IntStream.rangeClosed(1, states.last())
                                .filter(row -> ranks[row] >= 0
                                        && here[states.number(row)] == 0
                                        // What it was called when it was last seen, and before that too.
                                        && (gone[states.number(row)] != row || ages.severalHave(row))),
                        ranks));
    }

    /// In memory, as tests and what is planned have it.
    ///
    /// @param snapshots the users of each snapshot, newest (the current one) first
    public IdentityHistory(List<? extends Iterable<UserResource>> snapshots) {
        this(ListedStates.of(snapshots));
    }

    private IdentityHistory(ListedStates listed) {
        this(listed.states(), listed, listed.contents());
    }

    private static int[] sorted(IntStream rows, int[] ranks) {
        return rows.boxed()
                .sorted(java.util.Comparator.comparingInt(row -> ranks[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// How long ago a state was last seen: the place of its newest snapshot.
    private final class Ages {
        private final int[] contents;
        /// Contents in their order, and the place of each.
        private final int[] ordered;
        private final int[] places;
        private final boolean inOrder;

        Ages(int[] contents) {
            this.contents = contents;
            this.ordered = Arrays.stream(contents).distinct().sorted().toArray();
            this.places = new int[ordered.length];
            Arrays.fill(places, Integer.MAX_VALUE);
            for (int i = contents.length - 1; i >= 0; i--) {
                places[Arrays.binarySearch(ordered, contents[i])] = i;
            }
            boolean falling = true;
            for (int i = 1; i < places.length; i++) {
                falling &= places[i] < places[i - 1];
            }
            this.inOrder = falling;
        }

        /// Whether two snapshots or more have a state.
        boolean severalHave(int row) {
            return Arrays.stream(contents)
                            .filter(content -> states.in(row, content))
                            .limit(2)
                            .count()
                    > 1;
        }

        /// -1 where no snapshot has it.
        int of(int row) {
            if (!inOrder) {
                for (int i = 0; i < contents.length; i++) {
                    if (states.in(row, contents[i])) {
                        return i;
                    }
                }
                return -1;
            }
            int at = Arrays.binarySearch(ordered, states.until(row));
            int newest = (at < 0 ? -at - 1 : at) - 1;
            return newest >= 0 && ordered[newest] >= states.since(row) ? places[newest] : -1;
        }
    }

    /// The contents of the snapshots, the newest first.
    public int[] contents() {
        return contents.clone();
    }

    /// All states.
    public AccountStates states() {
        return states;
    }

    Directory directory() {
        return directory;
    }

    /// Whether an identity is in the current snapshot.
    boolean has(String identityId) {
        int number = directory.number(identityId);
        return number > 0 && number < here.length && here[number] != 0;
    }

    /// The row of an identity in the current snapshot; 0 where it is not there.
    public int row(int number) {
        return number < here.length ? here[number] : 0;
    }

    /// Whether an identity was there and is gone.
    boolean isGone(String identityId) {
        int number = directory.number(identityId);
        return number > 0 && number < gone.length && gone[number] != 0;
    }

    /// Identities of the current snapshot whose user name or any address this is, trimmed and case-folded; in the order
    /// of ids.
    public List<String> named(String text) {
        return Arrays.stream(current.byAddress(directory.hasher().of(Formats.folded(text))))
                .mapToObj(row -> directory.id(states.number(row)))
                .sorted()
                .toList();
    }

    /// Every identity that is gone, as it was last seen, by id. Reads them all.
    public Map<String, UserResource> allDeparted() {
        var all = new TreeMap<String, UserResource>();
        for (int row : gone) {
            if (row != 0) {
                UserResource identity = directory.state(row);
                all.put(identity.id(), identity);
            }
        }
        return all;
    }

    /// An identity that is gone, as it was last seen.
    public Optional<UserResource> departed(String identityId) {
        return isGone(identityId) ? Optional.of(directory.state(gone[directory.number(identityId)])) : Optional.empty();
    }
}
