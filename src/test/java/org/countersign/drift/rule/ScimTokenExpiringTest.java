package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The token by which an app is provisioned is about to end.
class ScimTokenExpiringTest extends Ruled {
    ScimTokenExpiringTest() {
        super("scim-token-expiring");
    }

    @Test
    void itHoldsForThirtyDays() throws Exception {
        for (String day : new String[] {"2026-11-23", "2026-12-25"}) {
            house.governance("scim: {tokenExpires: " + day + "}", "");
            assertThat(holds()).as(day).isEmpty();
        }
        for (String day : new String[] {"2026-11-24", "2026-12-24"}) {
            house.governance("scim: {tokenExpires: " + day + "}", "");
            assertThat(holds()).as(day).containsExactly("medium slack");
        }
        named("slack", "source", "slack");
    }
}
