package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// A group that somebody names is called otherwise than before.
class GroupRenamedTest extends Ruled {
    GroupRenamedTest() {
        super("group-renamed");
    }

    private void called(String before, String now) throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshotAt(House.TAKEN.minusSeconds(9), "slack", active("a", "ada"), group("s", before, "a"))
                .snapshot("slack", active("a", "ada"), group("s", now, "a"));
    }

    @Test
    void itHoldsForAGroupOfAMapping() throws Exception {
        called("oncall", "responders");
        assertThat(holds()).containsExactly("medium s");
        named("slack", "group", "s");
        assertThat(evidence().path("before").asText()).isEqualTo("oncall");
        assertThat(summary()).isEqualTo("oncall of Slack is now called responders: what goes by the name has lost it.");
    }

    @Test
    void theSameNameIsNoOther() throws Exception {
        called("oncall", " ONCALL ");
        assertThat(holds()).isEmpty();
    }

    @Test
    void onlyTheSnapshotBeforeCounts() throws Exception {
        called("oncall", "responders");
        house.snapshotAt(House.TAKEN.plusSeconds(9), "slack", active("a", "ada"), group("s", "responders"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aGroupThatNobodyNamesMayBeCalledAsItLikes() throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(9), "slack", group("s", "one"))
                .snapshot("slack", group("s", "two"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aRecordNamesAGroupOfAnyKindOfSource() throws Exception {
        house.governance("", "groups:\n  - {source: okta, group: g}\n")
                .snapshotAt(House.TAKEN.minusSeconds(9), "okta", inactive("i", "ada"), group("g", "one"))
                .snapshot("okta", inactive("i", "ada"), group("g", "two"));
        assertThat(holds()).containsExactly("medium g");
        named("okta", "group", "g");
    }

    @Test
    void itHoldsForAnIdpGroupOfAMapping() throws Exception {
        house.governance("", ADMINS)
                .snapshotAt(House.TAKEN.minusSeconds(9), "okta", active("i", "ada"), group("g", "g-admin"))
                .snapshot("okta", active("i", "ada"), group("g", "chiefs"));
        assertThat(holds()).containsExactly("medium g");
        named("okta", "group", "g");
    }
}
