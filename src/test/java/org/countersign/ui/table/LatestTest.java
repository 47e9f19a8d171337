package org.countersign.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.countersign.testkit.Later;
import org.junit.jupiter.api.Test;

/// Questions that overtake each other.
class LatestTest {
    private final Later later = new Later();
    private final List<String> asked = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Latest<String, String> latest = new Latest<>(
            later,
            question -> {
                asked.add(question);
                if (question.isEmpty()) {
                    throw new IllegalArgumentException("nothing asked");
                }
                return question.toUpperCase(java.util.Locale.ROOT);
            },
            answers::add,
            failure -> failures.add(String.valueOf(failure.getMessage())));

    @Test
    void ofManyLettersTheFirstAndTheLastAreAskedAndTheLastAnswered() {
        latest.ask("g");
        latest.ask("gr");
        latest.ask("gra");
        assertThat(latest.busyProperty().get()).isTrue();
        later.all();
        assertThat(asked).containsExactly("g", "gra");
        assertThat(answers).containsExactly("GRA");
        assertThat(latest.busyProperty().get()).isFalse();
    }

    @Test
    void aFailureThatNobodyWaitsForIsDropped() {
        latest.ask("");
        latest.ask("b");
        later.all();
        assertThat(failures).isEmpty();
        assertThat(answers).containsExactly("B");
        latest.ask("");
        later.all();
        assertThat(failures).containsExactly("nothing asked");
    }
}
