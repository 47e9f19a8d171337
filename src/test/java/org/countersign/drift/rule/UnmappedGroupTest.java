package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// An app group that no mapping grants.
class UnmappedGroupTest extends Ruled {
    UnmappedGroupTest() {
        super("unmapped-group");
    }

    @Test
    void aGroupWithAnActiveMemberAndNoMappingIsLow() throws Exception {
        house.governance("", "")
                .snapshot("slack", active("a", "ada"), active("b", "bob"), group("s", "club", "a", "b"));
        assertThat(holds()).containsExactly("low s");
        named("slack", "group", "s");
        assertThat(evidence().path("activeMembers").asText()).isEqualTo("2");
        assertThat(summary()).isEqualTo("club of Slack has 2 active members and no mapping grants it.");
    }

    @Test
    void aGroupWithoutActiveMembersIsNone() throws Exception {
        house.governance("", "")
                .snapshot("slack", inactive("a", "ada"), group("s", "club", "a", "gone"), group("t", "empty"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aMappedGroupIsNoneByNameInAnyCaseOrId() throws Exception {
        house.governance("", ONCALL).snapshot("slack", active("a", "ada"), group("s", " OnCall", "a"));
        assertThat(holds()).isEmpty();
        house.governance("", ONCALL.replace("appGroup: oncall", "appGroup: s"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aPrivilegedGroupIsMedium() throws Exception {
        house.governance("privileged: {groups: [club]}", "")
                .snapshot("slack", active("a", "ada"), group("s", "club", "a"));
        assertThat(holds()).containsExactly("medium s");
    }

    @Test
    void membersOfANestedGroupAreThatGroups() throws Exception {
        house.governance("", "")
                .snapshot("slack", active("a", "ada"), nesting("s", "outer", "t"), group("t", "inner", "a"));
        assertThat(holds()).containsExactly("low t");
        assertThat(summary()).isEqualTo("inner of Slack has an active member and no mapping grants it.");
    }

    @Test
    void anIdpsGroupIsNone() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), group("g", "everybody", "i"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void itIsNotEvaluableWhereMembersAreNotTold() throws Exception {
        house.governance("", "").snapshot("slack", active("a", "ada"), closed("s", "club"));
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void whereEveryGroupIsMappedThereIsNothingToAsk() throws Exception {
        house.governance("", ONCALL).snapshot("slack", active("a", "ada"), closed("s", "oncall"));
        assertThat(unknown()).isEmpty();
    }
}
