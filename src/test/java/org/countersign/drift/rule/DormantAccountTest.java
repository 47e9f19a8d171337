package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.user;

import org.junit.jupiter.api.Test;

/// Nobody has signed in for long.
class DormantAccountTest extends Ruled {
    DormantAccountTest() {
        super("dormant-account");
    }

    private void signedIn(String keys, String active, String at) throws Exception {
        house.governance(keys, "")
                .snapshot("slack", user("a", "ada", "\"active\":" + active + ",\"lastLogin\":\"" + at + "\""));
    }

    @Test
    void itHoldsBeyondTheDaysThatAreAllowed() throws Exception {
        signedIn("", "true", "2026-08-26T07:00:00Z");
        assertThat(holds()).as("90 days to the second").isEmpty();
        signedIn("", "true", "2026-08-26T06:59:59Z");
        assertThat(holds()).containsExactly("low a");
        named("slack", "account", "a");
        assertThat(evidence().path("lastSignIn").asText()).isEqualTo("2026-08-26T06:59:59Z");
        signedIn("dormantAfter: P91D", "true", "2026-08-26T06:59:59Z");
        assertThat(holds()).isEmpty();
        signedIn("", "false", "2026-08-26T06:59:59Z");
        assertThat(holds()).isEmpty();
    }

    @Test
    void whereTheSnapshotDoesNotTellNobodyIsDormant() throws Exception {
        house.governance("", "").snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }
}
