package org.countersign.snapshot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Numbers the ids of one source, from 1 and for good. Asks the workspace for a few; takes all of them into memory
/// once it is asked for many.
final class ResourceNumbers {
    private static final int FEW = 20_000;

    private final ContentStore store;
    private final Map<String, Integer> few = new HashMap<>();
    private final byte[] key = IdHasher.newKey();
    private final IdHasher hasher = new IdHasher(key);
    private PairTable all = new PairTable(0);
    /// By the numbers of the table, which has no gaps; these may. Empty while they have none.
    private int[] numbers = new int[0];
    private boolean loaded;
    private int last;
    private boolean newMayFold;

    /// @param expected how many ids are likely to be asked for
    ResourceNumbers(ContentStore store, int expected) {
        this.store = store;
        this.last = store.lastResource();
        if (last <= FEW || store.isRebuilt()) {
            load(Math.max(expected, last));
        }
    }

    private void load(int expected) {
        all = new PairTable(expected);
        store.eachId((id, number) -> number(intern(hasher.of(id), 0), number));
        few.clear();
        loaded = true;
    }

    private void number(int place, int number) {
        if (numbers.length == 0 && place == number) {
            return;
        }
        if (place >= numbers.length) {
            int known = numbers.length;
            numbers = Arrays.copyOf(numbers, place * 2);
            Arrays.setAll(numbers, each -> each < known ? numbers[each] : each);
        }
        numbers[place] = number;
    }

    /// The highest number so far.
    int last() {
        return last;
    }

    /// Whether a new one may differ from another in case alone.
    boolean newMayFold() {
        return newMayFold;
    }

    private int intern(long[] hashes, int at) {
        return all.intern(hashes[at], hashes[at + 1]);
    }

    /// Hashes ids as this does; for another thread.
    IdHasher anotherHasher() {
        return new IdHasher(key);
    }

    /// The number of an id; one above the highest so far where it is new.
    int of(String id) {
        return of(id, hasher.of(id), 0);
    }

    /// The same.
    ///
    /// @param hashes hold the two numbers of the id's hash from `at`
    int of(String id, long[] hashes, int at) {
        if (!loaded && few.size() == FEW) {
            load(last);
        }
        int number = loaded
                ? ofAll(hashes, at)
                : few.computeIfAbsent(id, each -> store.resource(each).orElse(last + 1));
        if (number > last) {
            last = number;
            store.addId(number, id);
            newMayFold = newMayFold || CaseTwins.mayFold(id);
        }
        return number;
    }

    private int ofAll(long[] hashes, int at) {
        int size = all.size();
        int place = intern(hashes, at);
        if (place > size) {
            number(place, last + 1);
        }
        return numbers.length == 0 ? place : numbers[place];
    }
}
