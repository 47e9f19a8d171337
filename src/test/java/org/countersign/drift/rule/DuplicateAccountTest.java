package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// One person, several active accounts.
class DuplicateAccountTest extends Ruled {
    DuplicateAccountTest() {
        super("duplicate-account");
    }

    @Test
    void twoActiveAccountsOfOneIdentityAreMediumAndListed() throws Exception {
        twice("true", "true");
        assertThat(holds()).containsExactly("medium i");
        named("slack", "identity", "i");
        assertThat(evidence().path("accounts"))
                .extracting(com.fasterxml.jackson.databind.JsonNode::asText)
                .containsExactly("a", "b");
        assertThat(summary()).isEqualTo("ada has 2 active accounts in Slack.");
    }

    @Test
    void anInactiveOneDoesNotCount() throws Exception {
        twice("true", "false");
        assertThat(holds()).isEmpty();
    }

    @Test
    void aDisabledIdentityCounts() throws Exception {
        house.governance("", "")
                .snapshot("okta", inactive("i", "ada"))
                .snapshot("slack", active("a", "ada"), active("b", "ADA"));
        assertThat(holds()).containsExactly("medium i");
    }

    @Test
    void aDepartedIdentityCounts() throws Exception {
        house.governance("", "")
                .snapshotAt(House.TAKEN.minusSeconds(60), "okta", active("i", "ada"))
                .snapshot("okta", active("j", "bob"))
                .snapshot("slack", active("a", "ada"), active("b", "ADA"));
        assertThat(holds()).containsExactly("medium i");
    }

    @Test
    void twoStrangersAreNoDuplicates() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), active("b", "x"));
        assertThat(holds()).isEmpty();
    }

    /// Two accounts of ada, by name and by address.
    private void twice(String first, String second) throws Exception {
        String address = ",\"emails\":[{\"value\":\"ada@x\"}]";
        house.governance("", "")
                .snapshot("okta", House.user("i", "ada", "\"active\":true" + address))
                .snapshot(
                        "slack",
                        House.user("b", "ada", "\"active\":" + first),
                        House.user("a", "lovelace", "\"active\":" + second + address));
    }
}
