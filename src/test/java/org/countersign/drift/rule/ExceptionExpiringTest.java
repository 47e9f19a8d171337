package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// An exception is about to end.
class ExceptionExpiringTest extends Ruled {
    ExceptionExpiringTest() {
        super("exception-expiring");
    }

    private void ends(String day) throws Exception {
        house.governance("", allowed("EX-1", "a", "").replace("2026-12-31", day))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"));
    }

    @Test
    void itHoldsForTwoWeeks() throws Exception {
        ends("2026-11-23");
        assertThat(holds()).isEmpty();
        ends("2026-11-24");
        assertThat(holds()).containsExactly("low EX-1");
        ends("2026-12-08");
        assertThat(holds()).containsExactly("low EX-1");
        named("slack", "exception", "EX-1");
        ends("2026-12-09");
        assertThat(holds()).isEmpty();
    }

    @Test
    void anAccessThatIsGoneNeedsNoDecision() throws Exception {
        ends("2026-11-24");
        house.snapshot("slack", inactive("a", "x"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aGroupThatDoesNotTellItsMembersLeavesItUnknown() throws Exception {
        String groups = allowed("EX-1", "a", ", access: \"group:oncall\"").replace("2026-12-31", "2026-12-01");
        house.governance("", groups)
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), closed("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).singleElement().asString().contains("did not tell its group members");
        // What names a role, or no access, needs no members.
        house.governance("", allowed("EX-1", "a", "").replace("2026-12-31", "2026-12-01"));
        assertThat(unknown()).isEmpty();
        assertThat(holds()).hasSize(1);
    }
}
