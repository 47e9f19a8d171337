package org.countersign.drift.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.drift.list.FindingOrderStore.Lines;

/// Finds again, in another list, lines that somebody had chosen.
final class FindingPlaces {
    private FindingPlaces() {}

    static int[] of(ListedFindingStore store, Lines lines, List<String> kept) {
        if (kept.isEmpty()) {
            return new int[0];
        }
        List<String> fingerprints =
                kept.stream().map(one -> one.replace(ListFindings.HEAD, "")).toList();
        Map<String, Integer> numbers = store.numbers(fingerprints);
        var wanted = new HashMap<Integer, Boolean>();
        for (String one : kept) {
            Optional.ofNullable(numbers.get(one.replace(ListFindings.HEAD, "")))
                    .ifPresent(number -> wanted.put(number, one.startsWith(ListFindings.HEAD)));
        }
        var places = new ArrayList<Integer>();
        for (int i = 0; i < lines.lines().length && !wanted.isEmpty(); i++) {
            Boolean head = wanted.remove(lines.lines()[i]);
            if (head != null) {
                int at = Arrays.binarySearch(lines.heads(), i);
                places.add(head && lines.heads().length > 0 ? lines.heads()[-at - 2] : i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
