package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import org.junit.jupiter.api.Test;

/// The IdP grants a group that the app does not show.
class MissingMembershipTest extends Ruled {
    MissingMembershipTest() {
        super("missing-membership");
    }

    @Test
    void aGrantThatTheAppDoesNotShowIsLow() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall"));
        assertThat(holds()).containsExactly("low s/a");
        named("slack", "membership", "s/a");
        assertThat(evidence().path("mapping").asText()).isEqualTo("oncall");
        assertThat(summary()).isEqualTo("ada is in g-oncall at the IdP, but not in oncall of Slack that it grants.");
        assertThat(only().path("identity").path("id").asText()).isEqualTo("i");
    }

    @Test
    void aMemberIsNotMissing() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall", "a"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void membershipThroughANestedAppGroupIsNotDirect() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"), nesting("s", "oncall", "t"), group("t", "inner", "a"));
        assertThat(holds()).containsExactly("low s/a");
    }

    @Test
    void neitherAnInactiveIdentityNorAnInactiveAccountMissesAnything() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", inactive("i", "ada"), active("j", "bob"), group("g", "g-oncall", "i", "j"))
                .snapshot("slack", active("a", "ada"), inactive("b", "bob"), group("s", "oncall"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void twoMappingsIntoOneGroupAreOneFinding() throws Exception {
        house.governance("", ONCALL + "  - {id: second, idpGroup: g-second, app: slack, appGroup: oncall}\n")
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"), group("h", "g-second", "i"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall"));
        assertThat(holds()).containsExactly("low s/a");
    }

    @Test
    void aMappingToARoleIsNoGroup() throws Exception {
        house.governance("", ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin", "i"))
                .snapshot("slack", active("a", "ada"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @Test
    void itIsNotEvaluableInAnIncompleteApp() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"));
        incomplete("slack", active("a", "ada"), group("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: The snapshot of Slack is incomplete.");
        assertThat(remedy()).isEqualTo("Import a whole snapshot of Slack.");
    }

    @Test
    void itIsNotEvaluableWithoutAnAppSnapshot() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"));
        assertThat(unknown()).containsExactly("slack: There is no snapshot of Slack.");
    }

    @Test
    void inAnAppWithoutAnIdpNobodyIsGrantedAnything() throws Exception {
        house.governance("", "  - {id: wiki, kind: app}\n" + ONCALL.replace("slack", "wiki"))
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"))
                .snapshot("wiki", active("w", "ada"), group("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @Test
    void itIsNotEvaluableWhereMembersAreNotTold() throws Exception {
        house.governance("", ONCALL)
                .snapshot("okta", active("i", "ada"), closed("g", "g-oncall"))
                .snapshot("slack", active("a", "ada"), group("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
        house.snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"))
                .snapshot("slack", active("a", "ada"), closed("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Slack did not tell its group members, so nothing can be said about them.");
    }
}
