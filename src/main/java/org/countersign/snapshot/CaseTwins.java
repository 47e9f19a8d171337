package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds ids that differ in upper and lower case alone. Costs eight bytes and the hash of a text an id; only ids whose
/// hash repeats are compared.
final class CaseTwins {
    private static final int MOST_BITS = 32;

    /// The hash of the id in lower case, before the id's number.
    private long[] hashed = new long[1_024];

    private int size;

    /// How many ids have such a twin, and the first two in the order of texts.
    record Found(long ids, String one, String other) {}

    /// Whether an id may differ from itself in lower case: it has a letter that is neither small nor ASCII.
    static boolean mayFold(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c >= 'A' && c <= 'Z' || c > '~') {
                return true;
            }
        }
        return false;
    }

    /// Takes an id, each once.
    void take(int number, String id) {
        if (size == hashed.length) {
            hashed = Arrays.copyOf(hashed, 2 * size);
        }
        hashed[size++] = (long) folded(id).hashCode() << MOST_BITS | number;
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    /// What there is.
    ///
    /// @param ids reads ids by their numbers
    Optional<Found> find(Function<List<Integer>, List<String>> ids) {
        List<Integer> candidates = candidates();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Map<String, TreeSet<String>> byFolded = new HashMap<>();
        ids.apply(candidates).forEach(id -> byFolded.computeIfAbsent(folded(id), _ -> new TreeSet<>())
                .add(id));
        byFolded.values().removeIf(same -> same.size() == 1);
        return byFolded.values().stream()
                .min((one, other) -> one.first().compareTo(other.first()))
                .map(twins -> new Found(
                        byFolded.values().stream().mapToLong(TreeSet::size).sum(),
                        twins.first(),
                        twins.tailSet(twins.first(), false).first()));
    }

    private List<Integer> candidates() {
        Arrays.sort(hashed, 0, size);
        var found = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            if (i > 0 && same(hashed[i], hashed[i - 1]) || i + 1 < size && same(hashed[i], hashed[i + 1])) {
                found.add((int) hashed[i]);
            }
        }
        return found;
    }

    private static boolean same(long one, long other) {
        return one >> MOST_BITS == other >> MOST_BITS;
    }
}
