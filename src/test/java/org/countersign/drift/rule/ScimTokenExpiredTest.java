package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The token by which an app is provisioned ended.
class ScimTokenExpiredTest extends Ruled {
    ScimTokenExpiredTest() {
        super("scim-token-expired");
    }

    @Test
    void itHoldsFromTheDayAfterItsLast() throws Exception {
        house.governance("scim: {token: {holder: ada, expires: 2026-11-24}}", "");
        assertThat(holds()).isEmpty();
        house.governance("scim: {token: {holder: ada, expires: 2026-11-23}}", "");
        assertThat(holds()).containsExactly("high slack");
        named("slack", "source", "slack");
        assertThat(evidence().path("expires").asText()).isEqualTo("2026-11-23");
        assertThat(summary())
                .isEqualTo(
                        "The SCIM token of Slack ended on 2026-11-23: nothing is provisioned or taken away any more.");
    }

    @Test
    void theShortFormIsTheSame() throws Exception {
        house.governance("scim: {tokenExpires: 2026-11-23}", "");
        assertThat(holds()).containsExactly("high slack");
    }

    @Test
    void noTokenAndNoEndAreNone() throws Exception {
        house.governance("", "");
        assertThat(holds()).isEmpty();
        house.governance("scim: {token: {holder: ada}}", "");
        assertThat(holds()).isEmpty();
    }
}
