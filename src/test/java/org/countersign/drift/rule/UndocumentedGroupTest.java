package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import org.countersign.testkit.House;
import org.junit.jupiter.api.Test;

/// A group that grants access, and nobody says what for.
class UndocumentedGroupTest extends Ruled {
    UndocumentedGroupTest() {
        super("undocumented-group");
    }

    @Test
    void aMappedGroupWithoutARecordLacksAllFour() throws Exception {
        documented("");
        assertThat(holds()).containsExactly("medium g");
        named("okta", "group", "g");
        assertThat(missing()).containsExactly("owner", "purpose", "classification", "cadence");
        assertThat(summary())
                .isEqualTo(
                        "g-admin lacks owner, purpose, classification, cadence, though a mapping grants access by it.");
        assertThat(evidence().path("mappings").get(0).asText()).isEqualTo("admins");
    }

    @Test
    void aWholeRecordIsEnough() throws Exception {
        documented(", owner: ada, purpose: p, classification: internal, cadence: P90D");
        assertThat(holds()).isEmpty();
    }

    @Test
    void eachOfTheFourIsMissedAlone() throws Exception {
        documented(", purpose: p, classification: internal, cadence: P90D");
        assertThat(missing()).containsExactly("owner");
        documented(", owner: ada, classification: internal, cadence: P90D");
        assertThat(missing()).containsExactly("purpose");
        documented(", owner: ada, purpose: p, cadence: P90D");
        assertThat(missing()).containsExactly("classification");
        documented(", owner: ada, purpose: p, classification: internal");
        assertThat(missing()).containsExactly("cadence");
    }

    @Test
    void blankCountsAsNone() throws Exception {
        documented(", owner: \" \", purpose: p, classification: internal, cadence: P90D");
        assertThat(missing()).containsExactly("owner");
    }

    @Test
    void aGroupThatNoMappingNamesNeedsNoRecord() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), group("g", "g-admin", "i"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void aGroupThatIsNotThereIsAnotherRulesBusiness() throws Exception {
        house.governance("", ADMINS).snapshot("okta", active("i", "ada"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void severalMappingsOfAGroupAreOneFindingThatCountsThem() throws Exception {
        house.governance("", ADMINS + "  - {id: second, idpGroup: g-admin, app: slack, role: owner}\n")
                .snapshot("okta", active("i", "ada"), group("g", "g-admin"));
        assertThat(holds()).containsExactly("medium g");
        assertThat(summary()).endsWith("though 2 mappings grant access by it.");
    }

    private void documented(String keys) throws Exception {
        String record = keys.isEmpty() ? "" : "groups:\n  - {source: okta, group: g-admin" + keys + "}\n";
        house.governance("", ADMINS + record).snapshot("okta", House.active("i", "ada"), House.group("g", "g-admin"));
    }

    private java.util.List<String> missing() {
        var names = new java.util.ArrayList<String>();
        evidence().path("missing").forEach(name -> names.add(name.asText()));
        return names;
    }

    @Test
    void aMappingIsAboutTheGroupsOfItsAppsIdpAlone() throws Exception {
        house.governance("", "  - {id: entra, name: Entra, kind: idp}\n" + ADMINS)
                .snapshot("okta", active("i", "ada"), group("g", "g-admin"))
                .snapshot("entra", active("i", "ada"), group("g", "g-admin"));
        assertThat(holds()).containsExactly("medium g");
        named("okta", "group", "g");
    }
}
