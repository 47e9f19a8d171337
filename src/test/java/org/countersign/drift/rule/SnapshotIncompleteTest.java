package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// A snapshot with a gap.
class SnapshotIncompleteTest extends Ruled {
    SnapshotIncompleteTest() {
        super("snapshot-incomplete");
    }

    @Test
    void aSnapshotThatClaimsMoreThanItHasIsHigh() throws Exception {
        house.governance("", "");
        incomplete("slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high slack");
        named("slack", "source", "slack");
        assertThat(evidence().path("gaps")).hasSize(1);
        assertThat(summary())
                .startsWith("The snapshot of Slack is incomplete: ")
                .contains("99");
    }

    @Test
    void aWholeSnapshotIsNone() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aWholeOneAfterwardsMendsIt() throws Exception {
        house.governance("", "");
        incomplete("slack", active("a", "ada"));
        house.snapshotAt(House.TAKEN.plusSeconds(60), "slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anIdpIsASourceToo() throws Exception {
        house.governance("", "");
        incomplete("okta", active("i", "ada"));
        assertThat(holds()).containsExactly("high okta");
    }
}
