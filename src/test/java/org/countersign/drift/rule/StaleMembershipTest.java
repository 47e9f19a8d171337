package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.user;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// Members who should not be there any more.
class StaleMembershipTest extends Ruled {
    StaleMembershipTest() {
        super("stale-membership");
    }

    @Test
    void anInactiveAccountIsLow() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", inactive("a", "ada"), group("s", "team", "a"));
        assertThat(holds()).containsExactly("low s/a");
        named("slack", "membership", "s/a");
        assertThat(summary()).isEqualTo("ada is inactive in Slack and still a member of team.");
    }

    @Test
    void anActiveAccountOfADisabledIdentityIsLow() throws Exception {
        house.governance("", "")
                .snapshot("okta", inactive("i", "ada"))
                .snapshot("slack", active("a", "ada"), group("s", "team", "a"));
        assertThat(holds()).containsExactly("low s/a");
        assertThat(summary()).isEqualTo("ada is disabled at the IdP and still a member of team in Slack.");
    }

    @Test
    void anActiveAccountOfADepartedIdentityIsLow() throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(60), "okta", active("i", "ada"), active("j", "bob"))
                .snapshot("okta", active("j", "bob"))
                .snapshot("slack", active("a", "ada"), group("s", "team", "a"));
        assertThat(summary()).isEqualTo("ada left the IdP and is still a member of team in Slack.");
    }

    @Test
    void anInactiveIdentityInAnIdpGroupIsTheIdps() throws Exception {
        house.governance("", "").snapshot("okta", inactive("i", "ada"), group("g", "everybody", "i"));
        assertThat(holds()).containsExactly("low g/i");
        named("okta", "membership", "g/i");
        assertThat(summary()).isEqualTo("ada is disabled in Okta and still a member of everybody.");
    }

    @Test
    void activeMembersAreNotStale() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"), group("g", "everybody", "i"))
                .snapshot("slack", active("a", "ada"), active("b", "stranger"), group("s", "team", "a", "b"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void nestedMembersAreToldOnceWhereTheyAreListed() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", inactive("a", "ada"), nesting("s", "outer", "t"), group("t", "inner", "a"));
        assertThat(holds()).containsExactly("low t/a");
    }

    @Test
    void aPrivilegedGroupRaisesIt() throws Exception {
        house.governance("privileged: {groups: [team]}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", inactive("a", "ada"), group("s", "team", "a"));
        assertThat(holds()).containsExactly("medium s/a");
    }

    @Test
    void anIdpThatDoesNotTellActiveSilencesItsOwnGroupsAlone() throws Exception {
        house.governance("", "")
                .snapshot("okta", silent("i", "ada"), group("g", "everybody", "i"))
                .snapshot("slack", inactive("a", "x"), group("s", "team", "a"));
        assertThat(holds()).containsExactly("low s/a");
        assertThat(unknown()).containsExactly("okta: Okta does not tell whether its users are active.");
    }

    @Test
    void anAppThatDoesNotTellMembersIsNotEvaluable() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", inactive("a", "ada"), closed("s", "team"));
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void aUserWhomTheSnapshotDoesNotHaveIsNotStale() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), group("g", "everybody", "gone"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aPrivilegedAccountRaisesIt() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot(
                        "slack",
                        user("a", "ada", "\"active\":false,\"roles\":[{\"value\":\"admin\"}]"),
                        group("s", "team", "a"));
        assertThat(holds()).containsExactly("medium s/a");
    }

    @Test
    void aPrivilegedIdentityOrGroupOfTheIdpRaisesItThere() throws Exception {
        house.governance("", "")
                .snapshot(
                        "okta",
                        user("i", "ada", "\"active\":false,\"roles\":[{\"value\":\"admin\"}]"),
                        inactive("j", "bob"),
                        group("g", "everybody", "i", "j"));
        assertThat(holds()).containsExactly("medium g/i", "low g/j");
        house.governed("sources:\n  - {id: okta, name: Okta, kind: idp, privileged: {groups: [everybody]}}\n");
        assertThat(holds()).containsExactly("medium g/i", "medium g/j");
    }

    @Test
    void anIdpWithoutASnapshotIsAnotherRulesBusiness() throws Exception {
        house.governance("", "").snapshot("slack", inactive("a", "ada"), group("s", "team", "a"));
        assertThat(holds()).containsExactly("low s/a");
        assertThat(unknown()).isEmpty();
    }

    @Test
    void anIdpThatDoesNotTellMembersIsNotEvaluable() throws Exception {
        house.governance("", "").snapshot("okta", inactive("i", "ada"), closed("g", "everybody"));
        assertThat(unknown())
                .containsExactly("okta: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void ofEntraTheAttributeOfGraphIsNamed() throws Exception {
        house.governed("sources:\n  - {id: entra, name: Entra, kind: idp, vendor: entra}\n")
                .file(House.TAKEN, "entra", "{\"value\":[{\"id\":\"i\",\"userPrincipalName\":\"ada\"}]}");
        assertThat(unknown()).containsExactly("entra: Entra does not tell whether its users are active.");
        assertThat(remedy()).contains("$select");
    }

    @Test
    void anIdpThatTellsNeitherMembersNorActiveIsAskedForMembersFirst() throws Exception {
        house.governance("", "").snapshot("okta", silent("i", "ada"), closed("g", "everybody"));
        assertThat(unknown())
                .containsExactly("okta: Okta did not tell its group members, so nothing can be said about them.");
    }
}
