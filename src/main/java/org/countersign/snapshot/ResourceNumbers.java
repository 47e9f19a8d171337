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
    private IdTable all = new IdTable(0);
    /// By the numbers of the table, which has no gaps; these may.
    private int[] numbers = new int[0];
    private boolean loaded;
    private int last;

    /// @param expected how many ids are likely to be asked for
    ResourceNumbers(ContentStore store, int expected) {
        this.store = store;
        this.last = store.lastResource();
        if (last <= FEW || store.isRebuilt()) {
            load(Math.max(expected, last));
        }
    }

    private void load(int expected) {
        all = new IdTable(expected);
        numbers = new int[expected + 1];
        store.eachId((id, number) -> number(all.intern(id), number));
        few.clear();
        loaded = true;
    }

    private void number(int place, int number) {
        if (place >= numbers.length) {
            numbers = Arrays.copyOf(numbers, place * 2);
        }
        numbers[place] = number;
    }

    /// The highest number so far.
    int last() {
        return last;
    }

    /// The number of an id; one above the highest so far where it is new.
    int of(String id) {
        if (!loaded && few.size() == FEW) {
            load(last);
        }
        int number = loaded
                ? ofAll(id)
                : few.computeIfAbsent(id, each -> store.resource(each).orElse(last + 1));
        if (number > last) {
            last = number;
            store.addId(number, id);
        }
        return number;
    }

    private int ofAll(String id) {
        int size = all.size();
        int place = all.intern(id);
        if (place > size) {
            number(place, last + 1);
        }
        return numbers[place];
    }
}
