package org.countersign.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;

/// The ids of one source as small numbers from 1, in 24 to 40 bytes each instead of a text.
///
/// Ids are told apart by SipHash-2-4-128 under a key that is new for every table: two of a million ids are
/// taken for one with a probability below 2^-88, and nobody outside can search for such a pair.
final class IdTable {
    private final SipHash128 hash = new SipHash128();
    private final byte[] sum = new byte[16];
    private long[] high;
    private long[] low;
    private int[] slots;
    private int size;

    /// @param expected how many ids are likely
    IdTable(int expected) {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        hash.init(new KeyParameter(key));
        int capacity = Math.max(1_024, Integer.highestOneBit(Math.max(1, expected)) << 2);
        slots = new int[capacity];
        high = new long[capacity >> 1];
        low = new long[capacity >> 1];
    }

    /// How many ids it has; the last one that was new has this number.
    int size() {
        return size;
    }

    /// The number of an id, new where it was not there.
    int intern(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        hash.doFinal(sum, 0);
        long first = number(0);
        long second = number(8);
        int slot = find(first, second);
        if (slots[slot] == 0) {
            if (++size >= high.length) {
                grow();
                slot = find(first, second);
            }
            high[size] = first;
            low[size] = second;
            slots[slot] = size;
        }
        return slots[slot];
    }

    private long number(int at) {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            value = value << 8 | (sum[i] & 0xff);
        }
        return value;
    }

    private int find(long first, long second) {
        int mask = slots.length - 1;
        int slot = (int) first & mask;
        while (slots[slot] != 0 && (high[slots[slot]] != first || low[slots[slot]] != second)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        high = Arrays.copyOf(high, high.length * 2);
        low = Arrays.copyOf(low, low.length * 2);
        slots = new int[slots.length * 2];
        for (int number = 1; number < size; number++) {
            slots[find(high[number], low[number])] = number;
        }
    }
}
