package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.time.Duration;
import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// A group was to be reviewed by now.
class GroupReviewOverdueTest extends Ruled {
    GroupReviewOverdueTest() {
        super("group-review-overdue");
    }

    private void reviewed(String keys) throws Exception {
        house.governance("", "groups:\n  - {source: okta, group: g" + keys + "}\n")
                .snapshot("okta", active("i", "ada"), group("g", "g"));
    }

    @Test
    void itHoldsFromTheDayAfterItWasDue() throws Exception {
        reviewed(", cadence: P30D, lastReviewed: 2026-10-25");
        assertThat(holds()).isEmpty();
        reviewed(", cadence: P30D, lastReviewed: 2026-10-24");
        assertThat(holds()).containsExactly("medium g");
        named("okta", "group", "g");
        assertThat(evidence())
                .hasToString("{\"cadence\":\"PT720H\",\"due\":\"2026-11-23\",\"lastReviewed\":\"2026-10-24\"}");
        assertThat(summary()).isEqualTo("g of Okta was to be reviewed by 2026-11-23; it last was on 2026-10-24.");
    }

    @Test
    void oneNeverReviewedCountsFromWhenItWasDocumented() throws Exception {
        reviewed(", cadence: P30D");
        assertThat(holds()).isEmpty();
        assertThat(house.app()
                        .checkDrift()
                        .asOf(House.NOW.plus(Duration.ofDays(31)))
                        .findings())
                .filteredOn(finding -> finding.rule().equals("group-review-overdue"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .hasToString("{\"cadence\":\"PT720H\",\"due\":\"2026-12-24\",\"documented\":\"2026-11-24\"}"))
                .satisfies(finding -> assertThat(finding.summary())
                        .isEqualTo("g of Okta was to be reviewed by 2026-12-24; it never was since it was documented on"
                                + " 2026-11-24."));
    }

    @Test
    void withoutACadenceNothingIsDue() throws Exception {
        reviewed(", lastReviewed: 2020-01-01");
        assertThat(holds()).isEmpty();
    }
}
