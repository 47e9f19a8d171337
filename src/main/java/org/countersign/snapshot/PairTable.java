package org.countersign.snapshot;

import java.util.Arrays;

/// Pairs of numbers that look random, each with its own small number from 1 in the order of coming, in 20 to 34
/// bytes each.
final class PairTable {
    private static final int SMALLEST = 1_024;

    /// Both halves side by side: one line of the cache a pair.
    private long[] pairs;

    /// Never more than two thirds of them are taken.
    private int[] slots;

    private int size;

    /// @param expected how many are likely
    PairTable(int expected) {
        int likely = Math.max(SMALLEST, expected);
        slots = new int[Integer.highestOneBit(likely + likely / 2) << 1];
        pairs = new long[2 * (likely + 1)];
    }

    /// How many there are; the last one that was new has this number.
    int size() {
        return size;
    }

    /// The number of a pair, new where it was not there.
    int intern(long first, long second) {
        int slot = slot(first, second);
        if (slots[slot] == 0) {
            if (2 * ++size == pairs.length) {
                pairs = Arrays.copyOf(pairs, pairs.length + pairs.length / 4 * 2);
            }
            if (size > slots.length / 3 * 2) {
                spread();
                slot = slot(first, second);
            }
            pairs[2 * size] = first;
            pairs[2 * size + 1] = second;
            slots[slot] = size;
        }
        return slots[slot];
    }

    /// The number of a pair, 0 where it is not there.
    int find(long first, long second) {
        return slots[slot(first, second)];
    }

    /// Whether this is the pair of that number.
    boolean has(int number, long first, long second) {
        return number <= size && pairs[2 * number] == first && pairs[2 * number + 1] == second;
    }

    /// The first half of the pair of a number.
    long high(int number) {
        return pairs[2 * number];
    }

    /// The second half of the pair of a number.
    long low(int number) {
        return pairs[2 * number + 1];
    }

    private int slot(long first, long second) {
        int mask = slots.length - 1;
        int slot = (int) first & mask;
        int number = slots[slot];
        while (number != 0 && (pairs[2 * number] != first || pairs[2 * number + 1] != second)) {
            slot = (slot + 1) & mask;
            number = slots[slot];
        }
        return slot;
    }

    private void spread() {
        slots = new int[slots.length * 2];
        for (int number = 1; number < size; number++) {
            slots[slot(pairs[2 * number], pairs[2 * number + 1])] = number;
        }
    }
}
