package org.countersign.snapshot;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.countersign.identity.AccountStates;
import org.countersign.identity.Directory;
import org.countersign.identity.TextHasher;
import org.countersign.scim.Activity;
import org.countersign.scim.UserResource;
import org.jspecify.annotations.Nullable;

/// The accounts of a snapshot by id, read when they are asked for; what is asked of all of them is at hand as numbers
/// ([AccountStates]). Valid as long as its transaction.
public final class StoredAccounts extends AbstractMap<String, UserResource> implements Directory {
    private static final int REMEMBERED = 8_192;
    private static final int FEW = 4;
    private static final int TOGETHER = 1_000;

    private final AccountStore store;
    private final AccountStates states;
    private final TextHasher hasher;
    private final SignInStore signIns;
    private final int content;
    private final int[] here;
    private final int count;
    private final Map<Integer, UserResource> read = remembering();
    private final Map<String, Integer> numbers = remembering();
    private final Map<Integer, String> ids = remembering();

    StoredAccounts(AccountStore store, AccountStates states, int content, SignInStore signIns, TextHasher hasher) {
        this.store = store;
        this.states = states;
        this.content = content;
        this.here = content == 0 ? new int[states.lastNumber() + 1] : states.at(content);
        this.signIns = signIns;
        this.hasher = hasher;
        this.count = (int) IntStream.of(here).filter(row -> row > 0).count();
    }

    private static <K, V> Map<K, V> remembering() {
        return new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /// Every state that the source's accounts were in.
    public AccountStates states() {
        return states;
    }

    /// The content of the snapshot; 0 where there is none.
    public int content() {
        return content;
    }

    /// By number, the row of each account of the snapshot; not to be changed.
    public int[] rows() {
        return here;
    }

    /// The row of an account of the snapshot; 0 where it has none of this number.
    public int row(int number) {
        return number < here.length ? here[number] : 0;
    }

    /// Whether the snapshot has an account of this number that is active, or does not say.
    public boolean isActive(int number) {
        int row = row(number);
        return row != 0 && states.activity(row) != Activity.INACTIVE;
    }

    /// Numbers of the accounts that are active, or do not say.
    public IntStream active() {
        return IntStream.range(1, here.length).filter(this::isActive);
    }

    /// Numbers of the accounts that say that they are not active.
    public IntStream inactive() {
        return IntStream.range(1, here.length)
                .filter(number -> here[number] != 0 && states.activity(here[number]) == Activity.INACTIVE);
    }

    /// When an account had signed in last.
    public Optional<Instant> lastSignIn(int number) {
        return signIns.at(number);
    }

    /// The account of a number that the snapshot has.
    public UserResource account(int number) {
        int row = here[number];
        UserResource known = read.get(row);
        return known == null ? remember(row, number, store.state(row)) : known;
    }

    /// Accounts one after another.
    ///
    /// @param numbers of accounts that the snapshot has
    /// @param before is called with the next of them before they are read
    public Iterable<UserResource> each(int[] numbers, Consumer<int[]> before) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < numbers.length;
            }

            @Override
            public UserResource next() {
                if (next == numbers.length) {
                    throw new NoSuchElementException();
                }
                if (next % TOGETHER == 0) {
                    before.accept(Arrays.copyOfRange(numbers, next, Math.min(numbers.length, next + TOGETHER)));
                }
                return account(numbers[next++]);
            }
        };
    }

    /// Reads many accounts together, before they are asked for one by one.
    public void expect(int[] wanted) {
        int[] missing = IntStream.of(wanted)
                .map(this::row)
                .filter(row -> row != 0 && !read.containsKey(row))
                .distinct()
                .limit(REMEMBERED / 2)
                .toArray();
        if (missing.length > FEW) {
            store.states(missing, (row, user) -> remember(row, states.number(row), user));
        }
    }

    private UserResource remember(int row, int number, UserResource user) {
        UserResource known = signIns.withOwn(user, number);
        read.put(row, known);
        numbers.put(known.id(), number);
        ids.put(number, known.id());
        return known;
    }

    @Override
    public UserResource state(int row) {
        return row(states.number(row)) == row ? account(states.number(row)) : store.state(row);
    }

    @Override
    public int number(String id) {
        Integer known = numbers.get(id);
        if (known == null) {
            known = store.number(id);
            numbers.put(id, known);
        }
        return known;
    }

    @Override
    public String id(int number) {
        String known = ids.get(number);
        if (known == null) {
            known = store.id(number);
            ids.put(number, known);
        }
        return known;
    }

    @Override
    public List<String> ids(Collection<Integer> wanted) {
        if (wanted.size() < 50) {
            return wanted.stream().map(this::id).toList();
        }
        var found = new HashMap<Integer, String>();
        store.ids(wanted, found::put);
        return wanted.stream().map(found::get).toList();
    }

    @Override
    public TextHasher hasher() {
        return hasher;
    }

    @Override
    public @Nullable UserResource get(Object id) {
        int number = id instanceof String text ? number(text) : 0;
        return row(number) == 0 ? null : account(number);
    }

    @Override
    public boolean containsKey(Object id) {
        return id instanceof String text && row(number(text)) != 0;
    }

    @Override
    public int size() {
        return count;
    }

    /// All of them are read: for what has to look at each.
    @Override
    public Set<Entry<String, UserResource>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, UserResource>> iterator() {
                return all().iterator();
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    private List<Entry<String, UserResource>> all() {
        var all = new ArrayList<Entry<String, UserResource>>(count);
        store.each((row, user) -> {
            int number = states.number(row);
            if (row(number) == row) {
                all.add(Map.entry(user.id(), signIns.withOwn(user, number)));
            }
        });
        all.sort(Comparator.comparing(Entry::getKey));
        return all;
    }
}
