package org.countersign.evidence.events;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.evidence.events.LedgerQuery.Word;
import org.countersign.workspace.Batch;
import org.countersign.workspace.RowNumbers;
import org.countersign.workspace.Transaction;

/// The ledger as a temporary table of one connection, with what it is narrowed by beside each number: a filter is one
/// scan, and its answer a vector of numbers.
final class LedgerListStore {
    private final Transaction tx;

    LedgerListStore(Transaction tx) {
        this.tx = tx;
    }

    void begin() {
        tx.run("DROP TABLE IF EXISTS temp.event_read");
        tx.run("CREATE TEMP TABLE event_read (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, type INTEGER NOT NULL,"
                + " who INTEGER NOT NULL, search TEXT NOT NULL)");
    }

    Batch reading() {
        return tx.batch("INSERT INTO event_read VALUES (?, ?, ?, ?, ?)");
    }

    /// How many are read.
    int count() {
        return tx.first("SELECT count(*) FROM event_read", row -> (int) row.number(1))
                .orElse(0);
    }

    /// The numbers of those that match, in their order.
    ///
    /// @param types known ones, as they are numbered
    /// @param people the same
    int[] order(LedgerQuery query, List<String> types, List<String> people) {
        var arguments = new ArrayList<Object>();
        var where = new StringBuilder(" WHERE 1");
        for (Word word : query.words()) {
            where.append(" AND (instr(search, ?) > 0 OR type IN (")
                    .append(among(word.types(), types))
                    .append("))");
            arguments.add(word.text());
        }
        if (!query.types().isEmpty()) {
            where.append(" AND type IN (").append(among(query.types(), types)).append(')');
        }
        query.who().ifPresent(who -> where.append(" AND who = ").append(people.indexOf(who)));
        query.from().ifPresent(from -> {
            where.append(" AND at >= ?");
            arguments.add(from.getEpochSecond());
        });
        query.before().ifPresent(before -> {
            where.append(" AND at < ?");
            arguments.add(before.getEpochSecond());
        });
        return tx.first(
                        "SELECT group_concat(seq, ' ') FROM (SELECT seq FROM event_read" + where + " ORDER BY seq"
                                + (query.oldestFirst() ? "" : " DESC") + ")",
                        row -> row.optionalText(1).map(RowNumbers::parsed).orElse(new int[0]),
                        arguments.toArray())
                .orElse(new int[0]);
    }

    private static String among(Iterable<String> wanted, List<String> known) {
        var numbers = new ArrayList<Integer>();
        wanted.forEach(one -> numbers.add(known.indexOf(one)));
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
