package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.user;
import static org.countersign.testkit.House.withRole;

import org.junit.jupiter.api.Test;

/// An administrator whom the IdP does not know.
class PrivilegedAccountOutsideIdpTest extends Ruled {
    PrivilegedAccountOutsideIdpTest() {
        super("privileged-account-outside-idp");
    }

    @Test
    void aPrivilegedAccountOfNobodyIsCritical() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", withRole("a", "x", "owner"));
        assertThat(holds()).containsExactly("critical a");
        named("slack", "account", "a");
        assertThat(summary()).isEqualTo("x has role:owner in Slack and nobody in Okta stands behind it.");
        assertThat(evidence().path("privileges").get(0).asText()).isEqualTo("role:owner");
    }

    @Test
    void everyDefaultRoleIsPrivilegedInAnyCase() throws Exception {
        for (String role : java.util.List.of(
                "ADMIN",
                "administrator",
                "owner",
                "superuser",
                "root",
                "global administrator",
                "workspace owner",
                "workspace admin",
                "Org Owner",
                " enterprise_owner ")) {
            house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", withRole("a", "x", role));
            assertThat(holds()).as(role).containsExactly("critical a");
        }
    }

    @Test
    void aRoleThatOnlySoundsLikeOneIsNot() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", withRole("a", "x", "admins"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aNamedEntitlementIsPrivileged() throws Exception {
        house.governance("privileged: {entitlements: [billing]}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", user("a", "x", "\"active\":true,\"entitlements\":[{\"value\":\"Billing\"}]"));
        assertThat(holds()).containsExactly("critical a");
    }

    @Test
    void aMemberOfAGroupNestedInAPrivilegedOneIsPrivileged() throws Exception {
        house.governance("privileged: {groups: [bosses]}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), nesting("g", "bosses", "h"), group("h", "inner", "a"));
        assertThat(holds()).containsExactly("critical a");
        assertThat(evidence().path("privileges").get(0).asText()).isEqualTo("group:bosses");
    }

    @Test
    void neitherInactiveNorOwnedNorMatchedAccountsHold() throws Exception {
        house.governance("", record("b", "breakglass", ", owner: ada"))
                .snapshot("okta", active("i", "ada"), active("j", "bob"))
                .snapshot(
                        "slack",
                        user("a", "x", "\"active\":false,\"roles\":[{\"value\":\"admin\"}]"),
                        withRole("b", "y", "admin"),
                        withRole("c", "bob", "admin"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void onlyAnExceptionForTheWholeAccountSuppresses() throws Exception {
        house.governance("", allowed("EX-1", "a", ""))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", withRole("a", "x", "admin"));
        assertThat(holds()).containsExactly("critical a by EX-1");
        house.governance("", allowed("EX-1", "a", ", access: \"role:admin\""));
        assertThat(holds()).containsExactly("critical a");
    }

    @Test
    void withoutAnIdpSnapshotItIsNotEvaluable() throws Exception {
        house.governance("", "").snapshot("slack", withRole("a", "x", "admin"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: There is no snapshot of Okta.");
        assertThat(remedy()).isEqualTo("Import one: countersign snapshot import --source okta PATH");
    }

    @Test
    void aRoleIsNotCalledAsTheGroupOfThatId() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", withRole("a", "x", "admin"), group("admin", "Bosses"));
        assertThat(evidence().path("privileges")).hasToString("[\"role:admin\"]");
    }

    @Test
    void whoIsInAPrivilegedGroupIsUnknownWhereItsMembersAreNotTold() throws Exception {
        house.governance("privileged: {groups: [bosses]}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), closed("g", "bosses"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
        house.snapshot("slack", active("a", "x"), withRole("b", "y", "admin"), closed("g", "bosses"));
        assertThat(holds()).as("what is certain still holds").containsExactly("critical b");
        assertThat(unknown()).hasSize(1);
    }

    @Test
    void membersOfOtherGroupsAreNotAskedFor() throws Exception {
        house.governance("privileged: {groups: [bosses]}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), closed("g", "everybody"));
        assertThat(unknown()).isEmpty();
        house.snapshot("slack", active("a", "x"), group("g", "bosses"));
        assertThat(unknown()).as("told, and empty").isEmpty();
    }
}
