package org.countersign.drift.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Rules and sources by numbers, which rows are narrowed and sorted by.
final class Names {
    private final List<String> rules = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final Map<String, Integer> rulesByName = new HashMap<>();
    private final Map<String, Integer> sourcesByName = new HashMap<>();

    List<String> rules() {
        return rules;
    }

    List<String> sources() {
        return sources;
    }

    int rule(String id) {
        return number(id, rulesByName, rules);
    }

    int source(String id) {
        return number(id, sourcesByName, sources);
    }

    private static int number(String id, Map<String, Integer> numbers, List<String> in) {
        return numbers.computeIfAbsent(id, _ -> {
            in.add(id);
            return in.size() - 1;
        });
    }

    /// The numbers of sources in the order of what people call them.
    List<Integer> sourcesByName(Function<String, String> name) {
        return java.util.stream.IntStream.range(0, sources.size())
                .boxed()
                .sorted(java.util.Comparator.comparing(
                        at -> name.apply(sources.get(at)), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
