package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import java.util.Optional;
import java.util.Set;
import org.countersign.drift.Evaluation;
import org.countersign.drift.NotEvaluable;
import org.countersign.snapshot.Retention;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
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

    @Test
    void whereTheSnapshotOfThatTimeWasRemovedItIsNotEvaluable() throws Exception {
        house.governance("", "");
        for (String source : new String[] {"okta", "slack"}) {
            house.snapshotAt(House.TAKEN.minusSeconds(86_400), source, active("1", "a"))
                    .snapshot(source, active("1", "b"));
        }
        house.app()
                .pruneSnapshots()
                .run(house.app().actor(), new Retention(1, Optional.empty(), 0, 0, 0, 0), Set.of(), Progress.NONE);
        Evaluation past = house.app().checkDrift().asOf(House.TAKEN.minusSeconds(9));
        assertThat(past.findings()).noneMatch(finding -> finding.rule().equals("snapshot-stale"));
        assertThat(past.notEvaluable())
                .filteredOn(entry -> entry.rule().equals("snapshot-stale"))
                .extracting(NotEvaluable::source)
                .containsExactly("okta", "slack");
    }
}
