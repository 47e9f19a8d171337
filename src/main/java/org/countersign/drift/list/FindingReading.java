package org.countersign.drift.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.list.KeptFindingStore.Compared;
import org.countersign.drift.list.ListFindings.SearchedWords;
import org.countersign.drift.list.ListFindings.Shown;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;

/// A list that is being read: rows that were made from an evaluation, or those that runs stored, with what is listed
/// beside them in between. Its numbers are final from the first stretch on.
final class FindingReading {
    private final Shown to;
    private final Basis basis;
    private final Iterator<ListedFinding> beside;
    private final boolean evaluated;
    private final Compared compared;
    private final SearchedWords words;
    private Optional<ListedFinding> waiting = Optional.empty();
    private boolean ordered;
    private int stored;
    private int place;
    private int number;
    private int most;

    /// @param beside rows in their order: all, where they are evaluated
    FindingReading(
            Shown to,
            Basis basis,
            List<ListedFinding> beside,
            boolean evaluated,
            Compared compared,
            SearchedWords words) {
        this.to = to;
        this.basis = basis;
        this.beside = beside.iterator();
        this.evaluated = evaluated;
        this.compared = compared;
        this.words = words;
        this.most = beside.size();
    }

    Shown to() {
        return to;
    }

    Basis basis() {
        return basis;
    }

    /// How many are read.
    int read() {
        return number;
    }

    /// How many there may be.
    int most() {
        return Math.max(number, most);
    }

    /// Reads so many more; answers whether that was not all.
    boolean stretch(Transaction tx, int rows) {
        var store = new ListedFindingStore(tx, to.table());
        boolean more;
        try (var writer = store.new Writer(to.names())) {
            more = evaluated ? evaluated(writer, rows) : stored(new KeptFindingStore(tx), writer, rows);
        }
        if (!more) {
            store.index();
            new KeptFindingStore(tx).end();
        }
        return more;
    }

    private boolean evaluated(ListedFindingStore.Writer writer, int rows) {
        for (int i = 0; i < rows && beside.hasNext(); i++) {
            add(writer, beside.next());
        }
        return beside.hasNext();
    }

    private boolean stored(KeptFindingStore kept, ListedFindingStore.Writer writer, int rows) {
        if (!ordered) {
            // The worst few are found without sorting all others.
            boolean first = number == 0;
            Instant asOf = basis.asOf();
            stored = kept.order(asOf.minus(ListFindings.ENDED), asOf, first ? rows : Integer.MAX_VALUE);
            ordered = !first || stored < rows;
            most += first ? 0 : stored;
        }
        int end = Math.min(stored, place + rows);
        kept.rows(to.governance(), place, end, compared, basis.base().orElse(0L), one -> {
            before(one).forEach(extra -> add(writer, extra));
            add(writer, one);
        });
        place = end;
        boolean more = !ordered || end < stored;
        if (!more) {
            waiting.ifPresent(extra -> add(writer, extra));
            beside.forEachRemaining(extra -> add(writer, extra));
        }
        return more;
    }

    private List<ListedFinding> before(ListedFinding one) {
        var extras = new ArrayList<ListedFinding>();
        while (waiting.isPresent() || beside.hasNext()) {
            ListedFinding extra = waiting.orElseGet(beside::next);
            waiting = Optional.empty();
            if (ListedFinding.ORDER.compare(extra, one) > 0) {
                waiting = Optional.of(extra);
                break;
            }
            extras.add(extra);
        }
        return extras;
    }

    private void add(ListedFindingStore.Writer writer, ListedFinding one) {
        to.counts().add(one);
        writer.add(++number, one, search(to, one, words));
    }

    /// What is searched of a row, from what it is sorted by as a subject.
    static String search(Shown to, ListedFinding one, SearchedWords words) {
        return Formats.plain(one.subject().label() + " " + one.subject().id() + " " + one.summary() + " " + one.rule()
                + " " + to.name(one.source()) + " " + words.of(one, to::name));
    }
}
