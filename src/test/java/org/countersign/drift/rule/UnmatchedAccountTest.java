package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.user;
import static org.countersign.testkit.House.withRole;

import org.junit.jupiter.api.Test;

/// Nobody at the IdP stands behind the account.
class UnmatchedAccountTest extends Ruled {
    UnmatchedAccountTest() {
        super("unmatched-account");
    }

    @Test
    void anActiveAccountOfNobodyIsMedium() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "stranger"));
        assertThat(holds()).containsExactly("medium a");
        named("slack", "account", "a");
        assertThat(summary()).isEqualTo("stranger is active in Slack and nobody in Okta stands behind it.");
        assertThat(evidence()).hasToString("{\"userName\":\"stranger\"}");
        assertThat(only().path("identity").isMissingNode()).isTrue();
    }

    @Test
    void neitherInactiveNorMatchedNorPrivilegedAccountsHold() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", inactive("a", "x"), active("b", "ADA"), withRole("c", "y", "admin"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anAccountWithAnActiveOwnerIsOwned() throws Exception {
        house.governance("", record("A-NAME", "bot", ", owner: ada"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "a-name"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anAccountWhoseOwnerIsInactiveOrMissingIsNot() throws Exception {
        house.governance("", record("a", "bot", ", owner: ada"))
                .snapshot("okta", inactive("i", "ada"))
                .snapshot("slack", active("a", "x"));
        assertThat(holds()).containsExactly("medium a");
        house.governance("", record("a", "bot", ""));
        assertThat(holds()).containsExactly("medium a");
    }

    @Test
    void anExceptionForTheWholeAccountSuppressesUntilTheEndOfItsLastDay() throws Exception {
        house.governance("", allowed("EX-1", "a", "").replace("2026-12-31", "2026-11-24"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"));
        assertThat(holds()).containsExactly("medium a by EX-1");
        house.governance("", allowed("EX-1", "a", "").replace("2026-12-31", "2026-11-23"));
        assertThat(holds()).containsExactly("medium a");
    }

    @Test
    void anExceptionHoldsFromTheDayItWasGranted() throws Exception {
        house.governance("", allowed("EX-1", "a", ", granted: 2026-11-24"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"));
        assertThat(holds()).containsExactly("medium a by EX-1");
        house.governance("", allowed("EX-1", "a", ", granted: 2026-11-25"));
        assertThat(holds()).containsExactly("medium a");
    }

    @Test
    void anExceptionForOneAccessDoesNotSuppressIt() throws Exception {
        house.governance("", allowed("EX-1", "a", ", access: \"role:x\""))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", user("a", "x", "\"active\":true,\"roles\":[{\"value\":\"x\"}]"));
        assertThat(holds()).containsExactly("medium a");
    }

    @Test
    void ofSeveralExceptionsTheSmallestIdIsNamed() throws Exception {
        house.governance("", allowed("EX-2", "a", "") + allowed("EX-1", "a", "").replace("exceptions:\n", ""))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"));
        assertThat(holds()).containsExactly("medium a by EX-1");
    }

    @Test
    void anIncompleteIdpMakesItNotEvaluable() throws Exception {
        house.governance("", "").snapshot("slack", active("a", "x"));
        incomplete("okta", active("i", "ada"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("slack: The snapshot of the IdP Okta is incomplete");
    }

    @Test
    void anAppWithoutAnIdpMakesItNotEvaluable() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "x"));
        house.governance("", "  - {id: wiki, name: The Big Wiki, kind: app}\n").snapshot("wiki", active("w", "x"));
        assertThat(unknown()).containsExactly("wiki: The app The Big Wiki names no authoritative IdP that is known.");
        assertThat(remedy()).isEqualTo("Name it as authoritativeIdp in the governance file.");
    }
}
