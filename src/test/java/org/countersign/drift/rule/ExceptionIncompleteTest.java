package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// An exception that nobody could defend.
class ExceptionIncompleteTest extends Ruled {
    ExceptionIncompleteTest() {
        super("exception-incomplete");
    }

    @Test
    void eachOfOwnerReasonAndExpiryIsMissedAlone() throws Exception {
        says("reason: r, expires: 2026-12-31");
        assertThat(holds()).containsExactly("medium EX-1");
        named("slack", "exception", "EX-1");
        assertThat(evidence().path("missing").get(0).asText()).isEqualTo("owner");
        says("owner: ada, expires: 2026-12-31");
        assertThat(evidence().path("missing").get(0).asText()).isEqualTo("reason");
        says("owner: ada, reason: r");
        assertThat(evidence().path("missing").get(0).asText()).isEqualTo("expires");
    }

    @Test
    void aWholeOneIsNone() throws Exception {
        says("owner: ada, reason: r, expires: 2026-12-31");
        assertThat(holds()).isEmpty();
    }

    @Test
    void blankCountsAsNone() throws Exception {
        says("owner: ada, reason: \"  \", expires: 2026-12-31");
        assertThat(holds()).containsExactly("medium EX-1");
        assertThat(summary()).isEqualTo("The exception EX-1 for a in Slack lacks reason.");
    }

    @Test
    void itNeedsNoSnapshot() throws Exception {
        house.governance("", "exceptions:\n  - {id: EX-1, source: slack, account: a}\n");
        assertThat(holds()).containsExactly("medium EX-1");
        assertThat(unknown()).isEmpty();
    }

    private void says(String keys) throws Exception {
        house.governance("", "exceptions:\n  - {id: EX-1, source: slack, account: a, " + keys + "}\n")
                .snapshot("slack", House.active("a", "x"));
    }
}
