package org.countersign.campaign.queue;

import java.util.List;
import java.util.function.IntUnaryOperator;

/// Places of a queue in an order, gathered into groups.
///
/// @param places in their order; not copied, as there may be a million
/// @param groups beside each the index of its group's name
/// @param names of the groups, in their order
public record Order(int[] places, int[] groups, List<String> names) {
    /// Nothing.
    public static final Order NONE = new Order(new int[0], new int[0], List.of(""));

    /// Gathers by counting: the order within a group stays.
    static Order by(int[] places, IntUnaryOperator group, List<String> names) {
        var starts = new int[names.size() + 1];
        for (int place : places) {
            starts[group.applyAsInt(place) + 1]++;
        }
        for (int i = 0; i < names.size(); i++) {
            starts[i + 1] += starts[i];
        }
        var sorted = new int[places.length];
        var groups = new int[places.length];
        for (int place : places) {
            int one = group.applyAsInt(place);
            sorted[starts[one]] = place;
            groups[starts[one]++] = one;
        }
        return new Order(sorted, groups, names);
    }
}
