package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// Nobody answers for an account that is no person's.
class ServiceOwnerInactiveTest extends Ruled {
    ServiceOwnerInactiveTest() {
        super("service-owner-inactive");
    }

    @Test
    void itHoldsWhereTheOwnerIsMissingOrNotActive() throws Exception {
        house.governance("", record("a", "service", ", owner: ada"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "deploy"));
        assertThat(holds()).isEmpty();
        house.snapshot("okta", inactive("i", "ada"));
        assertThat(holds()).containsExactly("high a");
        named("slack", "account", "a");
        assertThat(summary())
                .isEqualTo("The owner of the service account deploy in Slack, ada, is not active in Okta.");
        assertThat(evidence().path("owner").asText()).isEqualTo("ada");
        house.governance("", record("DEPLOY", "bot", ""));
        assertThat(holds()).containsExactly("high a");
        assertThat(summary()).isEqualTo("The bot account deploy in Slack has no owner.");
    }

    @Test
    void anAccountThatIsGoneNeedsNobody() throws Exception {
        house.governance("", record("a", "service", ""))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("b", "x"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void whatTheIdpDoesNotTellIsUnknown() throws Exception {
        house.governance("", record("a", "service", ", owner: ada")).snapshot("slack", active("a", "deploy"));
        incomplete("okta", active("i", "bob"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).hasSize(1);
    }

    @Test
    void twoRecordsOfOneAccountAreOneFinding() throws Exception {
        house.governance("", record("a", "service", "") + "  - {source: slack, account: deploy, kind: bot}\n")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "deploy"));
        assertThat(holds()).containsExactly("high a");
        assertThat(evidence().path("kind").asText()).isEqualTo("service");
        assertThat(evidence().has("owner")).isFalse();
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellActive() throws Exception {
        house.governance("", record("a", "service", ", owner: ada"))
                .snapshot("okta", silent("i", "ada"))
                .snapshot("slack", active("a", "deploy"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: Okta does not tell whether its users are active.");
    }
}
