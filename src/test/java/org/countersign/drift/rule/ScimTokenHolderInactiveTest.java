package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// Who holds an app's token is not there.
class ScimTokenHolderInactiveTest extends Ruled {
    ScimTokenHolderInactiveTest() {
        super("scim-token-holder-inactive");
    }

    private static final String HELD = "scim: {token: {holder: ada}}";

    @Test
    void itHoldsWhereTheHolderIsNotActive() throws Exception {
        house.governance(HELD, "").snapshot("okta", active("i", "ada"));
        assertThat(holds()).isEmpty();
        house.snapshot("okta", inactive("i", "ada"));
        assertThat(holds()).containsExactly("high slack");
        named("slack", "source", "slack");
        assertThat(summary()).isEqualTo("ada, who holds the SCIM token of Slack, is not active in Okta.");
        house.governance("", "");
        assertThat(holds()).isEmpty();
    }

    @Test
    void whatTheIdpDoesNotTellIsUnknown() throws Exception {
        house.governance(HELD, "");
        incomplete("okta", active("i", "bob"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).hasSize(1);
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellActive() throws Exception {
        house.governance(HELD, "").snapshot("okta", silent("i", "ada"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: Okta does not tell whether its users are active.");
    }
}
