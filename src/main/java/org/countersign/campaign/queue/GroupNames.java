package org.countersign.campaign.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.countersign.text.Formats;

/// The group of each place of a queue, every name once.
final class GroupNames {
    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final int[] groups;

    GroupNames(int size) {
        groups = new int[size];
    }

    void put(int place, String name) {
        groups[place] = known.computeIfAbsent(name, fresh -> {
            names.add(fresh);
            return names.size() - 1;
        });
    }

    /// Groups by their names, within each the order of the campaign.
    Order order(int[] places) {
        List<Integer> sorted = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing((Integer group) -> Formats.plain(names.get(group)))
                        .thenComparing(names::get))
                .toList();
        var rank = new int[names.size()];
        for (int i = 0; i < sorted.size(); i++) {
            rank[sorted.get(i)] = i;
        }
        return Order.by(
                places,
                place -> rank[groups[place]],
                sorted.stream().map(names::get).toList());
    }
}
