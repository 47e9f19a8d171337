package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// Somebody was added in the app itself.
class AppSideMembershipTest extends Ruled {
    AppSideMembershipTest() {
        super("app-side-membership");
    }

    @Test
    void aMemberWhomNoMappedGroupHasIsMedium() throws Exception {
        members("", "");
        assertThat(holds()).containsExactly("medium s/a");
        named("slack", "membership", "s/a");
        assertThat(evidence().path("group").asText()).isEqualTo("oncall");
        assertThat(evidence().path("mappings").get(0).asText()).isEqualTo("oncall");
        assertThat(only().path("subject").path("label").asText()).isEqualTo("ada → oncall");
        assertThat(summary()).isEqualTo("ada is in oncall of Slack, but in no group of Okta that grants it.");
    }

    @Test
    void aMemberWhomTheGroupHasIsGranted() throws Exception {
        members("", "", "i");
        assertThat(holds()).isEmpty();
    }

    @Test
    void oneOfSeveralMappingsIsEnough() throws Exception {
        house.governance("", ONCALL + "  - {id: second, idpGroup: g-second, app: slack, appGroup: oncall}\n")
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall"), group("h", "g-second", "i"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall", "a"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aDepartedIdentityThatTheGroupStillListsIsGranted() throws Exception {
        house.governance("", ONCALL)
                .snapshotAt(House.TAKEN.minusSeconds(60), "okta", active("i", "ada"), active("j", "bob"))
                .snapshot("okta", active("j", "bob"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall", "a"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aStrangerIsAddedByHandToo() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "stranger"), group("s", "oncall", "a"));
        assertThat(holds()).containsExactly("medium s/a");
    }

    @Test
    void aPrivilegedGroupOrAccountRaisesIt() throws Exception {
        members("privileged: {groups: [oncall]}", "");
        assertThat(holds()).containsExactly("high s/a");
        assertThat(evidence().path("privileged").asBoolean()).isTrue();
    }

    @Test
    void inactiveMembersAndUnmappedGroupsAreOtherRulesBusiness() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall"))
                .snapshot(
                        "slack",
                        inactive("a", "ada"),
                        active("b", "x"),
                        group("s", "oncall", "a"),
                        group("t", "club", "b"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anExceptionForTheGroupByNameOrIdSuppresses() throws Exception {
        members("", allowed("EX-1", "a", ", access: \"group:ONCALL\""));
        assertThat(holds()).containsExactly("medium s/a by EX-1");
        house.governance("", ONCALL + allowed("EX-2", "a", ", access: \"group:s\""));
        assertThat(holds()).containsExactly("medium s/a by EX-2");
        house.governance("", ONCALL + allowed("EX-3", "a", ""));
        assertThat(holds()).containsExactly("medium s/a by EX-3");
        house.governance("", ONCALL + allowed("EX-4", "a", ", access: \"role:oncall\""));
        assertThat(holds()).containsExactly("medium s/a");
    }

    @Test
    void itIsNotEvaluableWhereTheAppDoesNotTellMembers() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"), closed("s", "oncall"));
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
        assertThat(remedy()).isEqualTo("Export the groups of Slack with their members.");
    }

    @Test
    void itIsNotEvaluableWhereTheIdpIsIncomplete() throws Exception {
        house.governance("", ONCALL).snapshot("slack", active("a", "ada"), group("s", "oncall", "a"));
        incomplete("okta", active("i", "ada"), group("g", "g-oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).hasSize(1);
    }

    /// ada is in the app's group, and `granted` are in the IdP's.
    private void members(String keys, String more, String... granted) throws Exception {
        house.governance(keys, ONCALL + more)
                .snapshot("okta", House.active("i", "ada"), House.group("g", "g-oncall", granted))
                .snapshot("slack", House.active("a", "ada"), House.group("s", "oncall", "a"));
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellMembers() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), closed("g", "g-oncall"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall", "a"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }
}
