package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.countersign.text.Sha256;
import org.junit.jupiter.api.Test;

/// Somebody is on both sides of a rule that keeps two duties apart.
class ToxicCombinationTest extends Ruled {
    ToxicCombinationTest() {
        super("toxic-combination");
    }

    private static final String RULE =
            "separationOfDuties:\n  - {id: pay, name: Pay and approve, left: {idpGroups: [l, x]},"
                    + " right: {idpGroups: [r]}}\n";

    @Test
    void itHoldsForWhoIsOnBothSides() throws Exception {
        house.governance("", RULE)
                .snapshot(
                        "okta",
                        active("i", "ada"),
                        active("j", "bob"),
                        inactive("k", "cy"),
                        group("l", "left", "i", "j", "k"),
                        nesting("r", "right", "inner"),
                        group("inner", "in", "i", "k"));
        assertThat(holds()).containsExactly("high i");
        assertThat(evidence()).hasToString("{\"rule\":\"pay\",\"left\":[\"left\"],\"right\":[\"right\"]}");
        assertThat(only().path("fingerprint").asText())
                .isEqualTo(Sha256.hex("[\"toxic-combination\",\"okta\",\"identity\",\"i\",\"pay\"]")
                        .substring(0, 16));
        assertThat(summary()).isEqualTo("ada is in left and in right, which the rule Pay and approve keeps apart.");
    }

    @Test
    void membersThatAreNotToldAreUnknown() throws Exception {
        house.governance("", RULE).snapshot("okta", active("i", "ada"), closed("l", "l"), closed("r", "r"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("okta: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void aRuleOneOfWhoseSidesIsNotThereAsksForNoMembers() throws Exception {
        house.governance("", RULE).snapshot("okta", active("i", "ada"), closed("l", "l"));
        assertThat(unknown()).isEmpty();
        house.snapshot("okta", active("i", "ada"), closed("r", "r"));
        assertThat(unknown()).isEmpty();
    }

    @Test
    void aGroupThatTwoNamesMeanIsNamedOnce() throws Exception {
        house.governance("", RULE.replace("[l, x]", "[l, left]"))
                .snapshot("okta", active("i", "ada"), group("l", "left", "i"), group("r", "right", "i"));
        assertThat(evidence().path("left")).hasToString("[\"left\"]");
    }
}
