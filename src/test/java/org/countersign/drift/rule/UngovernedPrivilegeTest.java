package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.user;
import static org.countersign.testkit.House.withRole;

import org.junit.jupiter.api.Test;

/// A privilege that no mapping grants.
class UngovernedPrivilegeTest extends Ruled {
    UngovernedPrivilegeTest() {
        super("ungoverned-privilege");
    }

    @Test
    void aPrivilegeThatNoMappingGrantsIsHigh() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin"))
                .snapshot("slack", withRole("a", "ada", "admin"));
        assertThat(holds()).containsExactly("high a");
        named("slack", "account", "a");
        assertThat(evidence().path("ungoverned").get(0).asText()).isEqualTo("role:admin");
        assertThat(summary()).isEqualTo("ada has role:admin in Slack; no mapping grants it to them.");
    }

    @Test
    void aMappingWhoseGroupHasTheIdentityGrantsIt() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin", "i"))
                .snapshot("slack", withRole("a", "ada", "ADMIN"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void nestedMembersCountUnlessTheMappingSaysDirect() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), nesting("g", "g-admin", "h"), group("h", "inner", "i"))
                .snapshot("slack", withRole("a", "ada", "admin"));
        assertThat(holds()).isEmpty();
        house.governance("", ADMINS.replace("role: admin", "role: admin, nesting: direct"));
        assertThat(holds()).containsExactly("high a");
    }

    @Test
    void onePrivilegeOfTwoIsEnough() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin", "i"))
                .snapshot(
                        "slack",
                        user("a", "ada", "\"active\":true,\"roles\":[{\"value\":\"admin\"},{\"value\":\"owner\"}]"));
        assertThat(holds()).containsExactly("high a");
        assertThat(evidence().path("ungoverned")).hasSize(1);
        assertThat(evidence().path("privileges")).hasSize(2);
    }

    @Test
    void aBrokenMappingGrantsNothing() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", withRole("a", "ada", "admin"));
        assertThat(holds()).containsExactly("high a");
    }

    @Test
    void anInactiveIdentityAndAStrangerAreOtherRulesBusiness() throws Exception {
        house.governance("", "")
                .snapshot("okta", inactive("i", "ada"))
                .snapshot("slack", withRole("a", "ada", "admin"), withRole("b", "x", "admin"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void exceptionsThatTogetherNameEveryPrivilegeSuppress() throws Exception {
        String both = allowed("EX-2", "a", ", access: \"role:admin\"")
                + allowed("EX-1", "a", ", access: \"role:owner\"").replace("exceptions:\n", "");
        house.governance("", both)
                .snapshot("okta", active("i", "ada"))
                .snapshot(
                        "slack",
                        user("a", "ada", "\"active\":true,\"roles\":[{\"value\":\"admin\"},{\"value\":\"owner\"}]"));
        assertThat(holds()).containsExactly("high a by EX-1");
        house.governance("", allowed("EX-2", "a", ", access: \"role:admin\""));
        assertThat(holds()).containsExactly("high a");
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellMembers() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), closed("g", "g-admin"))
                .snapshot("slack", withRole("a", "ada", "admin"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void itIsNotEvaluableWhereTheIdpIsIncomplete() throws Exception {
        house.governance("", ADMINS).snapshot("slack", withRole("a", "ada", "admin"));
        incomplete("okta", active("i", "ada"), group("g", "g-admin"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).singleElement().asString().contains("Okta is incomplete");
    }

    @Test
    void whoIsInAPrivilegedGroupIsUnknownWhereItsMembersAreNotTold() throws Exception {
        house.governance("privileged: {groups: [bosses]}", "")
                .snapshot("okta", active("i", "ada"), active("j", "bob"))
                .snapshot("slack", active("a", "ada"), withRole("b", "bob", "admin"), closed("g", "bosses"));
        assertThat(holds()).as("what is certain still holds").containsExactly("high b");
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
        house.governance("privileged: {groups: [others]}", "");
        assertThat(unknown()).isEmpty();
    }
}
