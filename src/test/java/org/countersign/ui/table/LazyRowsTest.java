package org.countersign.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.countersign.testkit.Later;
import org.countersign.ui.table.LazyRows.Slot;
import org.junit.jupiter.api.Test;

/// A list of a million rows of which few are in memory.
class LazyRowsTest {
    private static final int MANY = 1_000_000;

    private final Later later = new Later();
    private final List<int[]> asked = new ArrayList<>();

    private LazyRows<String> rows(int size) {
        int[] order = IntStream.range(0, size).map(i -> size - i).toArray();
        return new LazyRows<>(later, order, List.of(), numbers -> {
            asked.add(numbers);
            return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
        });
    }

    @Test
    void aRowThatIsNotThereIsPendingAndComesWithItsPage() {
        var rows = rows(MANY);
        var updated = new ArrayList<Integer>();
        rows.addListener((ListChangeListener<Slot<String>>) change -> {
            while (change.next()) {
                assertThat(change.wasUpdated()).isTrue();
                updated.add(change.getFrom());
            }
        });
        assertThat(rows.get(300).pending()).isTrue();
        later.one();
        assertThat(rows.get(300).row()).contains("999700");
        assertThat(updated.getFirst()).isEqualTo(LazyRows.PAGE);
        assertThat(asked.getFirst()).hasSize(LazyRows.PAGE).contains(999_744, 999_489);
    }

    @Test
    void theNextPageInTheDirectionOfScrollingIsReadAhead() {
        var rows = rows(MANY);
        rows.get(2_560);
        later.all();
        rows.get(2_560);
        later.all();
        assertThat(rows.at(2_560 + LazyRows.PAGE)).isPresent();
        rows.get(1_000);
        later.all();
        rows.get(1_000);
        later.all();
        assertThat(rows.at(700)).isPresent();
    }

    @Test
    void whereSomebodyHasScrolledPastNothingIsRead() {
        var rows = rows(MANY);
        for (int page = 0; page < 500; page++) {
            rows.get(page * LazyRows.PAGE);
        }
        later.all();
        assertThat(asked).hasSizeLessThan(10);
        assertThat(rows.at(499 * LazyRows.PAGE)).isPresent();
    }

    @Test
    void onlyAFewPagesAreKept() {
        var rows = rows(MANY);
        for (int page = 0; page < 500; page++) {
            rows.get(page * LazyRows.PAGE);
            later.all();
        }
        assertThat(rows.kept()).isEqualTo(LazyRows.KEPT);
        assertThat(rows.get(0).pending()).isTrue();
    }

    @Test
    void rowsThatMeanNothingAnyMoreStayPending() {
        var rows = new LazyRows<String>(later, new int[] {1, 2}, List.of(), _ -> List.of());
        rows.get(0);
        later.all();
        assertThat(rows.get(0).pending()).isTrue();
        assertThat(rows.at(0)).isEmpty();
        assertThat(rows.at(-1)).isEmpty();
        assertThat(rows.at(2)).isEmpty();
    }

    @Test
    void theFirstPageThatIsGivenIsNotReadAgain() {
        var rows = new LazyRows<String>(later, new int[] {7, 8}, List.of("a", "b"), _ -> List.of());
        assertThat(rows.get(1).row()).contains("b");
        assertThat(later.idle()).isTrue();
    }
}
