package org.countersign.drift.list;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.countersign.drift.list.FindingQuery.Segment;

/// What a question answers: the numbers of rows in their order, under the heads of their groups.
///
/// @param table in which the numbers mean something
/// @param lines numbers of rows, and of heads the number of the group's first row, negative
/// @param heads where heads are, ascending; empty without groups
/// @param counts of each segment before anything narrows it; none where it is not known yet
/// @param kept places of the lines that were looked for
public record Listing(int table, int[] lines, int[] heads, Map<Segment, Integer> counts, int[] kept) {
    /// Nothing.
    public static final Listing NONE = new Listing(0, new int[0], new int[0], Map.of(), new int[0]);

    /// How many findings.
    public int rows() {
        return lines.length - heads.length;
    }

    /// Whether a line is the head of a group.
    public boolean head(int line) {
        return lines[line] < 0;
    }

    /// How many findings the group of a head has.
    public int size(int line) {
        int at = Arrays.binarySearch(heads, line);
        return (at + 1 < heads.length ? heads[at + 1] : lines.length) - line - 1;
    }

    /// How many findings the groups of some heads have, by the numbers of the heads.
    public Map<Integer, Integer> sizes(Set<Integer> wanted) {
        var sizes = new HashMap<Integer, Integer>();
        if (!wanted.isEmpty()) {
            for (int line : heads) {
                if (wanted.contains(lines[line])) {
                    sizes.put(lines[line], size(line));
                }
            }
        }
        return sizes;
    }

    /// The numbers of all findings.
    public int[] numbers() {
        return heads.length == 0
                ? lines
                : Arrays.stream(lines).filter(one -> one > 0).toArray();
    }

    /// The numbers of the findings on these lines; of a head those of its group; each once, in the order of lines.
    public int[] numbers(int[] chosen) {
        return Arrays.stream(chosen)
                .flatMap(line -> head(line)
                        ? Arrays.stream(lines, line + 1, line + 1 + size(line))
                        : Arrays.stream(lines, line, line + 1))
                .distinct()
                .toArray();
    }
}
