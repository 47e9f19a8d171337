package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.withRole;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// The identity is off and the account is on.
class DisabledIdentityActiveAccountTest extends Ruled {
    DisabledIdentityActiveAccountTest() {
        super("disabled-identity-active-account");
    }

    @Test
    void anActiveAccountOfADisabledIdentityIsHigh() throws Exception {
        house.governance("", "").snapshot("okta", inactive("i", "ada")).snapshot("slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high a");
        named("slack", "account", "a");
        assertThat(summary()).isEqualTo("ada is disabled in Okta but still has an active account in Slack.");
        assertThat(only().path("identity").path("id").asText()).isEqualTo("i");
        assertThat(only().path("identity").path("source").asText()).isEqualTo("okta");
        assertThat(evidence()).hasToString("{\"userName\":\"ada\",\"linkedBy\":\"userName\"}");
    }

    @Test
    void aPrivilegedAccountIsCriticalAndSaysWhy() throws Exception {
        house.governance("", "")
                .snapshot("okta", inactive("i", "ada"))
                .snapshot("slack", withRole("a", "ada", "Admin"));
        assertThat(holds()).containsExactly("critical a");
        assertThat(evidence().path("privileged").asBoolean()).isTrue();
        assertThat(evidence().path("privileges").get(0).asText()).isEqualTo("role:Admin");
        assertThat(summary()).contains("an active account with role:Admin");
    }

    @Test
    void anIdentityThatHasNotStartedIsMediumAndOneStepMoreWithAPrivilege() throws Exception {
        house.governed("""
                        sources:
                          - {id: okta, name: Okta, kind: idp, vendor: okta}
                          - {id: slack, name: Slack, kind: app, vendor: scim, authoritativeIdp: okta}
                        """)
                .snapshot(
                        "okta",
                        okta("i", "ada", "STAGED"),
                        okta("j", "bob", "DEPROVISIONED"),
                        okta("k", "eve", "STAGED"))
                .snapshot("slack", active("a", "ada"), active("b", "bob"), withRole("c", "eve", "Admin"));
        assertThat(holds()).containsExactlyInAnyOrder("medium a", "high b", "high c");
        assertThat(summaries()).contains("ada has not started in Okta yet but already has an active account in Slack.");
    }

    private static String okta(String id, String name, String status) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"profile\":{\"login\":\"" + name
                + "\",\"email\":\"" + name + "@example.com\",\"displayName\":\"" + name + "\"}}";
    }

    @Test
    void neitherAnActiveIdentityNorAnInactiveAccountHolds() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"), inactive("j", "bob"))
                .snapshot("slack", active("a", "ada"), inactive("b", "bob"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anAccountThatDoesNotSayCountsAsActive() throws Exception {
        house.governance("", "").snapshot("okta", inactive("i", "ada")).snapshot("slack", silent("a", "ada"));
        assertThat(holds()).containsExactly("high a");
    }

    @Test
    void anIdentityThatDoesNotSayCountsAsActiveWhereOthersTell() throws Exception {
        house.governance("", "")
                .snapshot("okta", silent("i", "ada"), inactive("j", "bob"))
                .snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @Test
    void whereNoIdentityTellsItIsNotEvaluableAndTheExportIsNamed() throws Exception {
        house.governance("", "").snapshot("okta", silent("i", "ada")).snapshot("slack", active("a", "ada"));
        assertThat(unknown()).containsExactly("slack: Okta does not tell whether its users are active.");
        assertThat(remedy()).isEqualTo("Export it with the attribute: GET /Users with the attribute active.");
    }

    @Test
    void anExceptionDoesNotSuppressIt() throws Exception {
        house.governance("", allowed("EX-1", "a", ""))
                .snapshot("okta", inactive("i", "bob"), active("o", "ada"))
                .snapshot("slack", active("a", "bob"));
        assertThat(holds()).containsExactly("high a");
    }

    @Test
    void aDepartedIdentityIsAnotherRulesBusiness() throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(60), "okta", inactive("i", "ada"))
                .snapshot("okta", active("j", "bob"))
                .snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void ofEntraTheAttributeOfGraphIsNamed() throws Exception {
        house.governed("""
                        sources:
                          - {id: entra, name: Entra, kind: idp, vendor: entra}
                          - {id: slack, name: Slack, kind: app, vendor: slack, authoritativeIdp: entra}
                        """)
                .file(House.TAKEN, "entra", "{\"value\":[{\"id\":\"i\",\"userPrincipalName\":\"ada\"}]}")
                .snapshot("slack", active("a", "ada"));
        assertThat(unknown()).containsExactly("slack: Entra does not tell whether its users are active.");
        assertThat(remedy()).contains("$select");
    }
}
