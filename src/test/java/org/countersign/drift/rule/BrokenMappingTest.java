package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// A mapping that names what is not there.
class BrokenMappingTest extends Ruled {
    BrokenMappingTest() {
        super("broken-mapping");
    }

    @Test
    void anIdpGroupThatIsNotThereIsHigh() throws Exception {
        house.governance("", ADMINS).snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high admins");
        named("slack", "mapping", "admins");
        assertThat(evidence().path("missing").get(0).asText()).isEqualTo("okta/g-admin");
        assertThat(summary()).isEqualTo("The mapping admins names what is not there: Okta/g-admin.");
    }

    @Test
    void bothEndsAreNamedWhereBothAreGone() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "ada"));
        assertThat(evidence().path("missing")).hasSize(2);
        assertThat(summary()).endsWith("Okta/g-oncall, Slack/oncall.");
    }

    @Test
    void aRoleNeedsNoGroupInTheApp() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin"))
                .snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void twoGroupsOfThatNameDoNotResolveUnlessOneIsNamedById() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin"), group("h", "G-Admin "))
                .snapshot("slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high admins");
        house.governance("", ADMINS.replace("g-admin", "h"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aRenamedGroupIsFollowedByItsId() throws Exception {
        house.governance("", ADMINS)
                .snapshotAt(House.TAKEN.minusSeconds(60), "okta", active("i", "ada"), group("g", "g-admin"))
                .snapshot("okta", active("i", "ada"), group("g", "chiefs"))
                .snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void itIsNotEvaluableWhereEitherSideIsIncomplete() throws Exception {
        house.governance("", ADMINS).snapshot("okta", active("i", "ada"));
        incomplete("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: The snapshot of Slack is incomplete.");
        house.snapshotAt(House.TAKEN.plusSeconds(60), "slack", active("a", "ada"));
        house.file(
                House.TAKEN.plusSeconds(60),
                "okta",
                "{\"totalResults\":99,\"Resources\":[" + active("i", "ada") + "]}");
        assertThat(unknown()).hasSize(1).first().asString().contains("The snapshot of the IdP Okta is incomplete");
    }

    @Test
    void onlyTheEndThatIsGoneIsNamed() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall"))
                .snapshot("slack", active("a", "ada"));
        assertThat(evidence().path("missing")).hasToString("[\"slack/oncall\"]");
        house.snapshot("okta", active("i", "ada")).snapshot("slack", active("a", "ada"), group("s", "oncall"));
        assertThat(evidence().path("missing")).hasToString("[\"okta/g-oncall\"]");
        house.governance("", ADMINS);
        assertThat(evidence().path("missing")).hasToString("[\"okta/g-admin\"]");
    }
}
