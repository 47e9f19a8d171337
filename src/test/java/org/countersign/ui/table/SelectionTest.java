package org.countersign.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Selecting a million rows keeps none of them.
class SelectionTest {
    private final Selection<String> selection = new Selection<>();

    @Test
    void allButOneIsAPredicateAndAnException() {
        selection.matching(1_000_000);
        selection.all();
        selection.toggle("a");
        assertThat(selection.has("a")).isFalse();
        assertThat(selection.has("b")).isTrue();
        assertThat(selection.countProperty().get()).isEqualTo(999_999);
        assertThat(selection.named()).containsExactly("a");
    }

    @Test
    void singleOnesStayThroughAnotherFilterAndAllOfThemDoNot() {
        selection.matching(10);
        selection.toggle("a");
        selection.matching(3);
        assertThat(selection.has("a")).isTrue();
        selection.all();
        selection.matching(2);
        assertThat(selection.isAll()).isFalse();
        assertThat(selection.countProperty().get()).isZero();
        selection.toggle("b");
        selection.clear();
        assertThat(selection.has("b")).isFalse();
    }
}
