package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.countersign.testkit.House;
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
                .containsExactlyInAnyOrder(
                        "okta: Okta did not tell its group members, so nothing can be said about them.", missing("x"));
    }

    private static String missing(String... names) {
        return "okta: The rule Pay and approve, which keeps duties apart, names groups that do not resolve: "
                + String.join(", ", names) + ".";
    }

    @Test
    void aRuleOneOfWhoseSidesIsNotThereAsksForNoMembersAndSaysSo() throws Exception {
        house.governance("", RULE).snapshot("okta", active("i", "ada"), closed("l", "l"));
        assertThat(unknown()).containsExactly(missing("x", "r"));
        house.snapshot("okta", active("i", "ada"), closed("r", "r"));
        assertThat(unknown()).containsExactly(missing("l", "x"));
    }

    @Test
    void aNameThatDoesNotResolveIsSaidAndTheOthersStillHold() throws Exception {
        house.governance("", RULE)
                .snapshot("okta", active("i", "ada"), group("l", "left", "i"), group("r", "right", "i"));
        assertThat(holds()).containsExactly("high i");
        assertThat(unknown()).containsExactly(missing("x"));
        assertThat(remedy())
                .isEqualTo("Correct them under separationOfDuties in the governance file, or import a snapshot that has"
                        + " them.");
        house.snapshot("okta", active("i", "ada"), group("l", "x", "i"), group("r", "right", "i"));
        assertThat(unknown()).as("by id, and by name").isEmpty();
    }

    @Test
    void aSideWithoutGroupsKeepsNothingApart() throws Exception {
        house.governance("", RULE.replace("[l, x]", "[]"))
                .snapshot("okta", active("i", "ada"), group("r", "right", "i"));
        assertThat(unknown())
                .containsExactly(
                        "okta: The rule Pay and approve, which keeps duties apart, has no groups on one side.");
    }

    @Test
    void aGroupOfAnotherIdpResolves() throws Exception {
        String entra = """
                sources:
                  - {id: okta, name: Okta, kind: idp}
                  - {id: entra, name: Entra, kind: idp}
                """;
        house.governed(entra + RULE.replace("[l, x]", "[l]"))
                .snapshot("okta", active("i", "ada"), group("l", "left", "i"))
                .snapshot("entra", active("e", "ada"), group("r", "right", "e"));
        assertThat(unknown()).isEmpty();
    }

    @Test
    void aNameMeansWhatItMeantWhenTheRuleWasMade() throws Exception {
        String named = RULE.replace("[l, x]", "[creates]").replace("[r]", "[approves]");
        house.governance("", "")
                .snapshotAt(
                        House.TAKEN.minusSeconds(3600),
                        "okta",
                        active("i", "ada"),
                        group("l", "creates", "i"),
                        group("old", "approves"))
                .snapshot(
                        "okta",
                        active("i", "ada"),
                        group("l", "creates", "i"),
                        group("old", "legacy"),
                        group("new", "approves", "i"));
        house.governance("", named);
        assertThat(holds()).containsExactly("high i");
        assertThat(unknown()).isEmpty();
    }

    @Test
    void aGroupThatTwoNamesMeanIsNamedOnce() throws Exception {
        house.governance("", RULE.replace("[l, x]", "[l, left]"))
                .snapshot("okta", active("i", "ada"), group("l", "left", "i"), group("r", "right", "i"));
        assertThat(evidence().path("left")).hasToString("[\"left\"]");
    }
}
