package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the format asks of label values.
class DriftMetricsTest {
    @Test
    void labelValuesAreEscaped() {
        assertThat(DriftMetrics.labels("a", "x\"y\\z\nw", "b", "é")).isEqualTo("{a=\"x\\\"y\\\\z\\nw\",b=\"é\"}");
    }
}
