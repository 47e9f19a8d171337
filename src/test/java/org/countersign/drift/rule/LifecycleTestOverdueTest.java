package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Nobody has tried out an app.
class LifecycleTestOverdueTest extends Ruled {
    LifecycleTestOverdueTest() {
        super("lifecycle-test-overdue");
    }

    @Test
    void itHoldsForEveryAppWhileNoTestIsRecorded() throws Exception {
        house.governance("lifecycleTestEvery: P100D", "");
        assertThat(holds()).containsExactly("medium slack");
        named("slack", "source", "slack");
        assertThat(evidence().path("every").asText()).isEqualTo("PT2400H");
    }
}
