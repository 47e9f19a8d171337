package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// An app says nowhere who its people are.
class NoAuthoritativeIdpTest extends Ruled {
    NoAuthoritativeIdpTest() {
        super("no-authoritative-idp");
    }

    @Test
    void itHoldsForAnAppAlone() throws Exception {
        house.governance("", "");
        assertThat(holds()).isEmpty();
        house.governed("sources:\n  - {id: okta, kind: idp}\n  - {id: slack, name: Slack, kind: app}\n");
        assertThat(holds()).containsExactly("medium slack");
        named("slack", "source", "slack");
    }
}
