package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Nobody knows what a deactivation leaves alive.
class RevocationCoverageUnknownTest extends Ruled {
    RevocationCoverageUnknownTest() {
        super("revocation-coverage-unknown");
    }

    private static final String ALL = "sessions: revoked, oauthGrants: kept, personalAccessTokens: kept, apiKeys: kept,"
            + " webhooks: kept, sharedFiles: kept, inviteLinks: kept, deviceLinks: blocked, recoveryMethods: revoked,"
            + " ownership: ";

    @Test
    void itHoldsWhereOneIsUnknownOrLeftOut() throws Exception {
        house.governance("revocation: {" + ALL + "kept}", "");
        assertThat(holds()).isEmpty();
        house.governance("revocation: {" + ALL + "unknown}", "");
        assertThat(holds()).containsExactly("low slack");
        named("slack", "source", "slack");
        assertThat(evidence().path("unknown")).hasToString("[\"ownership\"]");
        house.governance("", "");
        assertThat(evidence().path("unknown")).hasSize(10);
    }
}
