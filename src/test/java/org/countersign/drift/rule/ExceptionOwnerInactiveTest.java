package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// An exception whose owner is gone.
class ExceptionOwnerInactiveTest extends Ruled {
    ExceptionOwnerInactiveTest() {
        super("exception-owner-inactive");
    }

    @Test
    void anInactiveOwnerIsMedium() throws Exception {
        owned("bob");
        assertThat(holds()).containsExactly("medium EX-1");
        named("slack", "exception", "EX-1");
        assertThat(evidence().path("owner").asText()).isEqualTo("bob");
        assertThat(summary()).isEqualTo("The owner of the exception EX-1, bob, is not active in Okta.");
    }

    @Test
    void anOwnerWhomNobodyKnowsIsMedium() throws Exception {
        owned("nobody@example.com");
        assertThat(holds()).containsExactly("medium EX-1");
    }

    @Test
    void anActiveOwnerByNameOrAddressInAnyCaseIsNone() throws Exception {
        owned("ADA");
        assertThat(holds()).isEmpty();
        owned("Ada@X");
        assertThat(holds()).isEmpty();
    }

    @Test
    void noOwnerIsAnotherRulesBusiness() throws Exception {
        house.governance("", "exceptions:\n  - {id: EX-1, source: slack, account: a}\n")
                .snapshot("okta", active("i", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellActive() throws Exception {
        house.governance("", allowed("EX-1", "a", "")).snapshot("okta", silent("i", "ada"));
        assertThat(unknown()).containsExactly("slack: Okta does not tell whether its users are active.");
    }

    @Test
    void itIsNotEvaluableWithoutAnIdpSnapshot() throws Exception {
        house.governance("", allowed("EX-1", "a", ""));
        assertThat(unknown()).containsExactly("slack: There is no snapshot of Okta.");
    }

    private void owned(String owner) throws Exception {
        house.governance("", allowed("EX-1", "a", "").replace("owner: ada", "owner: \"" + owner + "\""))
                .snapshot(
                        "okta",
                        House.user("i", "ada", "\"active\":true,\"emails\":[{\"value\":\"ada@x\"}]"),
                        House.inactive("j", "bob"));
    }
}
