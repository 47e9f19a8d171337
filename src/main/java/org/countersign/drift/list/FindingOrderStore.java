package org.countersign.drift.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.drift.list.FindingQuery.Column;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.text.Formats;
import org.countersign.workspace.RowNumbers;
import org.countersign.workspace.Transaction;

/// Sorts and filters where the rows are: one scan makes a vector of numbers. A column of few values is not sorted at
/// all: each value gathers its own numbers, in one scan.
final class FindingOrderStore {
    /// As many values as one scan gathers; with more, sorting is faster.
    private static final int FEW = 12;

    private final Transaction tx;
    private final int table;
    private final FindingQuery query;
    private final Names names;
    private final Function<String, String> sourceName;
    private final List<Object> arguments = new ArrayList<>();
    private final boolean searched;
    private final boolean read;
    private final String where;

    FindingOrderStore(Transaction tx, int table, FindingQuery query, Names names, Function<String, String> sourceName) {
        this.tx = tx;
        this.table = table;
        this.query = query;
        this.names = names;
        this.sourceName = sourceName;
        this.searched = !query.text().isBlank() || query.column() == Column.SUBJECT;
        this.read =
                query.about().isPresent() || query.column() == Column.FINDING || query.grouping() == Grouping.SUBJECT;
        this.where = where();
    }

    /// The narrow rows first, but where texts are searched: most rows then end there.
    private String from() {
        String key = "temp.finding_key_" + table + " k";
        String from =
                searched ? "temp.finding_word_" + table + " w CROSS JOIN " + key + " ON k.number = w.number" : key;
        return " FROM " + from + (read ? " CROSS JOIN temp.finding_row_" + table + " r ON r.number = k.number" : "");
    }

    private String where() {
        var terms = new ArrayList<String>();
        for (String word : Formats.plain(query.text()).split("\\s+")) {
            if (!word.isEmpty()) {
                terms.add("instr(w.search, ?) > 0");
                arguments.add(word);
            }
        }
        terms.add(
                query.segment() == Segment.NEW
                        ? "k.fresh = 1"
                        : "k.segment = " + query.segment().ordinal());
        among(terms, "k.rule", query.rules(), names.rules());
        among(terms, "k.source", query.sources(), names.sources());
        query.about().ifPresent(concern -> {
            terms.add("instr(r.about, ?) > 0");
            arguments.add(Concerns.END + Concerns.text(concern) + Concerns.END);
        });
        return terms.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static void among(List<String> terms, String column, Collection<String> wanted, List<String> known) {
        if (!wanted.isEmpty()) {
            terms.add(wanted.stream()
                    .map(known::indexOf)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", column + " IN (", ")")));
        }
    }

    /// The numbers of the findings in their order.
    int[] order() {
        return switch (query.column()) {
            case SEVERITY -> {
                int[] numbers = numbers("");
                yield query.descending() ? reversed(numbers) : numbers;
            }
            case STATUS ->
                gathered(
                        "k.stand",
                        IntStream.range(0, Stand.values().length).boxed().toList());
            case SOURCE -> gathered("k.source", names.sourcesByName(sourceName));
            case SUBJECT -> numbers(" ORDER BY w.search" + way() + ", k.number");
            case FINDING -> numbers(" ORDER BY r.summary COLLATE NOCASE" + way() + ", k.number");
            case SINCE -> numbers(" ORDER BY k.since = 0, k.since" + way() + ", k.number");
        };
    }

    private String way() {
        return query.descending() ? " DESC" : "";
    }

    private int[] numbers(String order) {
        return concatenated("SELECT group_concat(number, ' ') FROM (SELECT k.number" + from() + where + order + ")");
    }

    private int[] concatenated(String sql) {
        return tx.first(sql, row -> row.optionalText(1).map(RowNumbers::parsed).orElse(new int[0]), arguments.toArray())
                .orElse(new int[0]);
    }

    private static int[] reversed(int[] numbers) {
        return IntStream.range(0, numbers.length)
                .map(i -> numbers[numbers.length - 1 - i])
                .toArray();
    }

    /// @param values in the order of the column
    private int[] gathered(String column, List<Integer> values) {
        List<Integer> wanted = query.descending() ? values.reversed() : values;
        if (wanted.size() > FEW) {
            return numbers(IntStream.range(0, wanted.size())
                    .mapToObj(at -> "WHEN " + wanted.get(at) + " THEN " + at)
                    .collect(Collectors.joining(" ", " ORDER BY CASE " + column + " ", " END, k.number")));
        }
        return wanted.isEmpty()
                ? new int[0]
                : tx.first(
                                wanted.stream()
                                                .map(value -> "group_concat(k.number, ' ') FILTER (WHERE " + column
                                                        + " = " + value + ")")
                                                .collect(Collectors.joining(", ", "SELECT ", ""))
                                        + from()
                                        + where,
                                row -> IntStream.rangeClosed(1, wanted.size())
                                        .mapToObj(at -> row.optionalText(at)
                                                .map(RowNumbers::parsed)
                                                .orElse(new int[0]))
                                        .flatMapToInt(Arrays::stream)
                                        .toArray(),
                                arguments.toArray())
                        .orElse(new int[0]);
    }

    /// The same under the heads of their groups, that with the first finding first.
    Lines grouped(int[] order) {
        String of =
                switch (query.grouping()) {
                    case NONE -> "";
                    case RULE -> "k.rule";
                    case SOURCE -> "k.source";
                    case SEVERITY -> "k.severity";
                    case SUBJECT -> "k.source, r.subject";
                };
        if (of.isEmpty()) {
            return new Lines(order, new int[0]);
        }
        int[] members = numbers(" ORDER BY " + of + ", k.number");
        int[] sizes = concatenated("SELECT group_concat(size, ' ') FROM (SELECT count(*) AS size" + from() + where
                + " GROUP BY " + of + " ORDER BY " + of + ")");
        return Lines.of(order, members, sizes);
    }

    /// Numbers of rows, and of heads the number of the first row of the group, negative.
    ///
    /// @param heads where heads are
    record Lines(int[] lines, int[] heads) {
        /// @param members of one group after another
        /// @param sizes of the groups
        static Lines of(int[] order, int[] members, int[] sizes) {
            int[] group = new int[Arrays.stream(order).max().orElse(0) + 1];
            int at = 0;
            for (int i = 0; i < sizes.length; i++) {
                for (int end = at + sizes[i]; at < end; at++) {
                    group[members[at]] = i;
                }
            }
            int[] next = new int[sizes.length];
            int[] lines = new int[order.length + sizes.length];
            int[] heads = new int[sizes.length];
            int used = 0;
            int groups = 0;
            for (int number : order) {
                int of = group[number];
                if (next[of] == 0) {
                    heads[groups++] = used;
                    lines[used] = -number;
                    next[of] = used + 1;
                    used += sizes[of] + 1;
                }
                lines[next[of]++] = number;
            }
            return new Lines(lines, heads);
        }
    }
}
