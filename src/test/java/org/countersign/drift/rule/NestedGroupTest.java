package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import org.junit.jupiter.api.Test;

/// A mapping is silent on groups within its group.
class NestedGroupTest extends Ruled {
    NestedGroupTest() {
        super("nested-group");
    }

    private void nested(String how) throws Exception {
        house.governance("", ONCALL.replace("}\n", how + "}\n"))
                .snapshot("okta", active("i", "ada"), nesting("g", "g-oncall", "h"), group("h", "inner", "i"));
    }

    @Test
    void itHoldsWhereTheMappingDoesNotSay() throws Exception {
        nested("");
        assertThat(holds()).containsExactly("low oncall");
        named("slack", "mapping", "oncall");
        assertThat(evidence().path("nested")).hasToString("[\"inner\"]");
        nested(", nesting: expand");
        assertThat(holds()).isEmpty();
        nested(", nesting: direct");
        assertThat(holds()).isEmpty();
    }

    @Test
    void withoutGroupsInItThereIsNothingToSay() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aGroupThatIsNotThereHasNobodyToGiveAccessTo() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada"), nesting("g", "g-oncall", "gone"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void membersThatAreNotToldAreUnknown() throws Exception {
        house.governance("", ADMINS).snapshot("okta", active("i", "ada"), closed("g", "g-admin"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void theSentenceNamesOneAndCountsSeveral() throws Exception {
        nested("");
        assertThat(summary())
                .isEqualTo(
                        "g-oncall has the group inner within it, and the mapping oncall does not say whether Slack gives access"
                                + " to its members.");
        house.snapshot(
                "okta",
                active("i", "ada"),
                nesting("g", "g-oncall", "h").replace("[", "[{\"value\":\"k\",\"type\":\"Group\"},"),
                group("h", "inner", "i"),
                group("k", "other", "i"));
        assertThat(summary())
                .isEqualTo(
                        "g-oncall has 2 groups within it, and the mapping oncall does not say whether Slack gives access to"
                                + " their members.");
    }

    @Test
    void whatTheMappingSaysNeedsNoMembers() throws Exception {
        String said = ADMINS.replace("role: admin", "role: admin, nesting: direct");
        house.governance("", said).snapshot("okta", active("i", "ada"), closed("g", "g-admin"));
        assertThat(unknown()).isEmpty();
        house.governance("", said + "  - {id: gone, idpGroup: g-gone, app: slack, role: owner}\n");
        assertThat(unknown()).as("silent on a group that is not there").isEmpty();
    }
}
