package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// Who answers for a group is not there.
class GroupOwnerInactiveTest extends Ruled {
    GroupOwnerInactiveTest() {
        super("group-owner-inactive");
    }

    private static final String OWNED = "groups:\n  - {source: okta, group: g, owner: Ada}\n";

    @Test
    void itHoldsWhereTheOwnerIsNotActive() throws Exception {
        house.governance("", OWNED).snapshot("okta", active("i", "ada"), group("g", "g"));
        assertThat(holds()).isEmpty();
        house.snapshot("okta", inactive("i", "ada"), group("g", "g"));
        assertThat(holds()).containsExactly("medium g");
        named("okta", "group", "g");
        assertThat(summary()).isEqualTo("The owner of g, Ada, is not active in Okta.");
        house.governance("", OWNED.replace(", owner: Ada", ""));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aGroupThatIsGoneIsAnotherMatter() throws Exception {
        house.governance("", OWNED).snapshot("okta", inactive("i", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void whatTheIdpDoesNotTellIsUnknown() throws Exception {
        house.governance("", OWNED);
        incomplete("okta", active("i", "bob"), group("g", "g"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly(
                        "okta: The snapshot of the IdP Okta is incomplete, so nobody can be said to be absent there.");
        house.snapshot("okta", silent("i", "ada"), group("g", "g"));
        assertThat(unknown()).containsExactly("okta: Okta does not tell whether its users are active.");
    }

    @Test
    void anAppsGroupIsNoneOfTheIdps() throws Exception {
        house.governance("", OWNED.replace("okta", "slack"))
                .snapshot("okta", inactive("i", "ada"), group("g", "g"))
                .snapshot("slack", group("g", "g"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void withoutASnapshotOrWhereActiveIsNotToldNobodyIsSaidToBeInactive() throws Exception {
        house.governance("", OWNED.replace("Ada", "nobody"));
        assertThat(unknown()).containsExactly("okta: There is no snapshot of Okta.");
        house.snapshot("okta", silent("i", "ada"), group("g", "g"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).hasSize(1);
    }
}
