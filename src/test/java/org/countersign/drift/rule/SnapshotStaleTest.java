package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// A snapshot that is too old to go by.
class SnapshotStaleTest extends Ruled {
    SnapshotStaleTest() {
        super("snapshot-stale");
    }

    @Test
    void itHoldsAfterTheAgeThatIsAllowedAndNotAtIt() throws Exception {
        house.governance("snapshotMaxAge: PT2H", "").snapshot("okta", active("i", "ada"));
        house.snapshotAt(House.NOW.minusSeconds(7200), "slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
        house.governance("snapshotMaxAge: PT1H", "");
        assertThat(holds()).containsExactly("high slack");
        named("slack", "source", "slack");
        assertThat(evidence().path("takenAt").asText()).isEqualTo("2026-11-24T05:00:00Z");
        assertThat(evidence().path("allowed").asText()).isEqualTo("PT1H");
        assertThat(summary()).isEqualTo("The newest snapshot of Slack is 2 h old; 1 h is allowed.");
    }

    @Test
    void aDayIsAllowedUnlessTold() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        house.snapshotAt(House.NOW.minusSeconds(86_400), "slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aSecondMoreThanADayIsStale() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        house.snapshotAt(House.NOW.minusSeconds(86_401), "slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high slack");
    }

    @Test
    void aSourceWithoutAnySnapshotIsStaleAndSaysSo() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        assertThat(holds()).containsExactly("high slack");
        assertThat(summary()).isEqualTo("There is no snapshot of Slack.");
    }

    @Test
    void anIdpIsASourceToo() throws Exception {
        house.governance("", "").snapshot("slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high okta");
    }
}
