package org.countersign.ui.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ObservableListBase;
import org.countersign.ui.task.Background;

/// A list of any length for a `TableView` or `ListView`: a vector of row numbers in their order, and the few pages of
/// rows that were looked at last. A row that is not there yet is [Slot#pending()] and comes a moment later.
///
/// Pages are found by their numbers, never by counting from the start. Another order is another list ([Latest]), and
/// what comes late for this one is nobody's. On one thread, that of the window.
///
/// @param <R> the rows
public final class LazyRows<R> extends ObservableListBase<LazyRows.Slot<R>> {
    /// Rows of a page.
    static final int PAGE = 256;

    /// Pages that are kept.
    static final int KEPT = 48;

    /// Pages that wait; older wishes are of where somebody has scrolled past.
    private static final int WISHES = 4;

    private final Background background;
    private final Map<Integer, List<R>> pages = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<R>> eldest) {
            return size() > KEPT;
        }
    };
    private final Deque<Integer> wishes = new ArrayDeque<>();
    private final Source<R> source;
    private final int[] numbers;
    private Optional<Integer> loading = Optional.empty();
    private int lastPage;

    /// @param background of its own, so that a page does not wait for other work
    /// @param numbers of the rows in their order; not copied, as it may be a million
    /// @param first the rows of the first page, so that nothing flickers
    public LazyRows(Background background, int[] numbers, List<R> first, Source<R> source) {
        this.background = background;
        this.numbers = numbers;
        this.source = source;
        if (!first.isEmpty()) {
            pages.put(0, List.copyOf(first));
        }
    }

    /// Nothing.
    public static <R> LazyRows<R> none() {
        return new LazyRows<>(Background.direct(), new int[0], List.of(), _ -> List.of());
    }

    /// Reads rows by their numbers, in that order; called on a worker.
    ///
    /// @param <R> the rows
    public interface Source<R> {
        /// One page; as many rows as numbers, or none where the numbers mean nothing any more.
        List<R> rows(int[] numbers);
    }

    /// A place in the list.
    ///
    /// @param <R> the row
    /// @param row empty while it is read
    public record Slot<R>(int index, Optional<R> row) {
        /// Whether it is being read.
        public boolean pending() {
            return row.isEmpty();
        }
    }

    /// The numbers of the first page of an order.
    public static int[] firstPage(int[] order) {
        return java.util.Arrays.copyOf(order, Math.min(PAGE, order.length));
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public Slot<R> get(int index) {
        java.util.Objects.checkIndex(index, numbers.length);
        int page = index / PAGE;
        if (!pages.containsKey(page)) {
            wish(page);
        }
        List<R> rows = pages.get(page);
        if (rows == null) {
            return new Slot<>(index, Optional.empty());
        }
        if (page != lastPage) {
            int next = page > lastPage ? page + 1 : page - 1;
            lastPage = page;
            if (next >= 0 && next * PAGE < numbers.length && !pages.containsKey(next)) {
                wish(next);
            }
        }
        return new Slot<>(index, Optional.of(rows.get(index % PAGE)));
    }

    /// The number of a row, by which the store knows it.
    public int number(int index) {
        return numbers[index];
    }

    /// The rows that are there, without reading any.
    public Optional<R> at(int index) {
        return index < 0 || index >= numbers.length
                ? Optional.empty()
                : Optional.ofNullable(pages.get(index / PAGE)).map(rows -> rows.get(index % PAGE));
    }

    /// Another list is another, be it of the same rows: to compare them would read every page.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /// How many pages are in memory.
    int kept() {
        return pages.size();
    }

    /// The page that was wished for last is read first.
    private void wish(int page) {
        if (loading.equals(Optional.of(page))) {
            return;
        }
        wishes.remove(page);
        wishes.addFirst(page);
        while (wishes.size() > WISHES) {
            wishes.removeLast();
        }
        next();
    }

    private void next() {
        if (loading.isPresent() || wishes.isEmpty()) {
            return;
        }
        int page = wishes.removeFirst();
        loading = Optional.of(page);
        int[] slice = java.util.Arrays.copyOfRange(numbers, page * PAGE, Math.min((page + 1) * PAGE, numbers.length));
        background.run(() -> source.rows(slice), rows -> came(page, slice, rows), _ -> came(page, slice, List.of()));
    }

    private void came(int page, int[] slice, List<R> rows) {
        loading = Optional.empty();
        if (rows.size() == slice.length) {
            pages.put(page, rows);
            beginChange();
            for (int i = 0; i < slice.length; i++) {
                nextUpdate(page * PAGE + i);
            }
            endChange();
        }
        next();
    }
}
