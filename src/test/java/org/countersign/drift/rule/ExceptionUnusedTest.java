package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// An exception allows what is not there.
class ExceptionUnusedTest extends Ruled {
    ExceptionUnusedTest() {
        super("exception-unused");
    }

    @Test
    void itHoldsWhereTheAccessIsGone() throws Exception {
        house.governance("", allowed("EX-1", "a", "")).snapshot("slack", active("a", "x"));
        assertThat(holds()).isEmpty();
        house.snapshot("slack", inactive("a", "x"));
        assertThat(holds()).containsExactly("info EX-1");
        named("slack", "exception", "EX-1");
        house.snapshot("slack", active("b", "y"));
        assertThat(holds()).containsExactly("info EX-1");
    }

    @Test
    void whatAnIncompleteSnapshotLacksIsUnknown() throws Exception {
        house.governance("", allowed("EX-1", "a", ""));
        incomplete("slack", active("b", "y"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: The snapshot of Slack is incomplete.");
    }

    @Test
    void membersThatAreNotToldAreUnknown() throws Exception {
        house.governance("", allowed("EX-1", "a", ", access: \"group:s\""))
                .snapshot("slack", active("a", "x"), closed("s", "s"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
        house.snapshot("slack", active("a", "x"), group("s", "s"));
        assertThat(holds()).containsExactly("info EX-1");
    }

    @Test
    void whatNamesNoGroupNeedsNoMembers() throws Exception {
        house.governance("", allowed("EX-1", "a", "")).snapshot("slack", inactive("a", "x"), closed("s", "s"));
        assertThat(holds()).containsExactly("info EX-1");
        house.governance("", allowed("EX-1", "a", ", access: \"role:admin\""));
        assertThat(holds()).containsExactly("info EX-1");
        assertThat(unknown()).isEmpty();
    }
}
