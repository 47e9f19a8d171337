package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.withRole;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// The identity is gone and the account is on.
class DepartedIdentityActiveAccountTest extends Ruled {
    DepartedIdentityActiveAccountTest() {
        super("departed-identity-active-account");
    }

    @Test
    void anActiveAccountOfADepartedIdentityIsHigh() throws Exception {
        gone(active("a", "ada"));
        assertThat(holds()).containsExactly("high a");
        named("slack", "account", "a");
        assertThat(summary()).isEqualTo("ada is gone from Okta but still has an active account in Slack.");
        assertThat(only().path("identity").path("label").asText()).isEqualTo("ada");
    }

    @Test
    void aPrivilegedAccountIsCritical() throws Exception {
        gone(withRole("a", "ada", "owner"));
        assertThat(holds()).containsExactly("critical a");
    }

    @Test
    void anInactiveAccountDoesNotHold() throws Exception {
        gone(inactive("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anIdentityThatCameBackDoesNotHold() throws Exception {
        gone(active("a", "ada"));
        house.snapshotAt(House.TAKEN.plusSeconds(60), "okta", active("i", "ada"), active("j", "bob"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void inAnIncompleteIdpNobodyIsSaidToBeGone() throws Exception {
        house.governance("", "").snapshotAt(House.TAKEN.minusSeconds(60), "okta", active("i", "ada"));
        incomplete("okta", active("j", "bob"));
        house.snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly(
                        "slack: The snapshot of the IdP Okta is incomplete, so nobody can be said to be absent there.");
        assertThat(remedy()).isEqualTo("Import a whole snapshot of Okta.");
    }

    @Test
    void withoutAnIdpSnapshotItIsNotEvaluable() throws Exception {
        house.governance("", "").snapshot("slack", active("a", "ada"));
        assertThat(unknown()).containsExactly("slack: There is no snapshot of Okta.");
        assertThat(remedy()).isEqualTo("Import one: countersign snapshot import --source okta PATH");
    }

    /// ada was an identity once.
    private void gone(String account) throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(60), "okta", active("i", "ada"), active("j", "bob"))
                .snapshot("okta", active("j", "bob"))
                .snapshot("slack", account);
    }
}
