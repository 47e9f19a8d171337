package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// An exception that ended while its access goes on.
class ExceptionExpiredTest extends Ruled {
    ExceptionExpiredTest() {
        super("exception-expired");
    }

    @Test
    void theDayAfterTheLastIsPast() throws Exception {
        ends("2026-11-24", "");
        assertThat(holds()).isEmpty();
        ends("2026-11-23", "");
        assertThat(holds()).containsExactly("high EX-1");
        named("slack", "exception", "EX-1");
        assertThat(evidence().path("expires").asText()).isEqualTo("2026-11-23");
        assertThat(evidence().path("account").asText()).isEqualTo("a");
        assertThat(summary()).isEqualTo("The exception EX-1 ended on 2026-11-23, and a in Slack still has the access.");
    }

    @Test
    void theAccessIsNamedInTheEvidence() throws Exception {
        ends("2026-11-23", ", access: \"role:admin\"");
        assertThat(evidence().path("access").asText()).isEqualTo("role:admin");
    }

    @Test
    void anAccessThatIsGoneIsNoFinding() throws Exception {
        ends("2026-11-23", ", access: \"role:owner\"");
        assertThat(holds()).isEmpty();
        ends("2026-11-23", ", access: \"group:oncall\"");
        assertThat(holds()).isEmpty();
    }

    @Test
    void anAccountThatIsGoneOrOffIsNoFinding() throws Exception {
        house.governance("", allowed("EX-1", "a", "").replace("2026-12-31", "2026-11-23"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", inactive("a", "x"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anAccountMayBeNamedByItsUserName() throws Exception {
        house.governance("", allowed("EX-1", "X-NAME", "").replace("2026-12-31", "2026-11-23"))
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x-name"));
        assertThat(holds()).containsExactly("high EX-1");
    }

    @Test
    void anExceptionWithoutAnEndNeverEnds() throws Exception {
        house.governance("", "exceptions:\n  - {id: EX-1, source: slack, account: a}\n")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"));
        assertThat(holds()).isEmpty();
    }

    private void ends(String day, String more) throws Exception {
        house.governance("", allowed("EX-1", "a", more).replace("2026-12-31", day))
                .snapshot("okta", House.active("i", "ada"))
                .snapshot("slack", House.withRole("a", "x", "admin"), House.group("s", "oncall"));
    }

    @Test
    void aGroupThatDoesNotTellItsMembersLeavesItUnknown() throws Exception {
        String groups = allowed("EX-1", "a", ", access: \"group:oncall\"").replace("2026-12-31", "2026-11-23");
        house.governance("", groups)
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), closed("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).singleElement().asString().contains("did not tell its group members");
        // What names a role, or no access, needs no members.
        house.governance("", allowed("EX-1", "a", "").replace("2026-12-31", "2026-11-23"));
        assertThat(unknown()).isEmpty();
        assertThat(holds()).hasSize(1);
    }

    @Test
    void onlyAGroupThatDoesNotTellItsMembersLeavesItUnknown() throws Exception {
        String role = allowed("EX-1", "a", ", access: \"role:oncall\"").replace("2026-12-31", "2026-11-23");
        house.governance("", role)
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "x"), closed("s", "oncall"));
        assertThat(unknown()).as("a role of the group's name").isEmpty();
        house.governance("", role.replace("role:", "group:")).snapshot("slack", active("a", "x"), group("s", "oncall"));
        assertThat(unknown()).as("a group that tells them").isEmpty();
        assertThat(holds()).isEmpty();
    }
}
