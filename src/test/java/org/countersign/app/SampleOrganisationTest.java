package org.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Rule;
import org.countersign.drift.rule.Rules;
import org.countersign.testkit.Samples;
import org.junit.jupiter.api.Test;

/// What the sample organisation promises.
class SampleOrganisationTest {
    @Test
    void everyRuleHasAtLeastTwoTrueCases() {
        Map<String, int[]> counts = Samples.demoOutcome().byRule();
        assertThat(Rules.ALL)
                .extracting(Rule::id)
                .filteredOn(rule -> counts.getOrDefault(rule, new int[3])[0] < 2)
                .isEmpty();
    }

    @Test
    void everyRuleThatAnExceptionSuppressesHasASuppressedCase() {
        Map<String, int[]> counts = Samples.demoOutcome().byRule();
        for (String rule : Set.of(
                "unmatched-account",
                "privileged-account-outside-idp",
                "ungoverned-privilege",
                "guest-without-exception",
                "app-side-membership")) {
            assertThat(counts.get(rule)[1]).as(rule).isPositive();
        }
    }

    @Test
    void whatIsNotKnownIsShown() {
        Evaluation evaluation = Samples.demoOutcome().evaluation();
        assertThat(evaluation.notEvaluable())
                .extracting(entry -> entry.rule())
                .contains(
                        "broken-mapping",
                        "missing-membership",
                        "app-side-membership",
                        "unmapped-group",
                        "stale-membership");
        assertThat(evaluation.notEvaluable()).allSatisfy(entry -> {
            assertThat(entry.reason()).isNotBlank();
            assertThat(entry.remedy()).isNotBlank();
        });
    }

    @Test
    void itHasSixtyPeopleSixSourcesThreeDatesAndNamesInManyScripts() {
        assertThat(Samples.demoOutcome().evaluation().snapshots())
                .hasSize(6)
                .allMatch(snapshot -> snapshot.number() == (snapshot.source().equals("okta") ? 3 : 2));
        assertThat(SampleOrganisation.files())
                .filteredOn(name -> name.endsWith("taken-at.txt"))
                .hasSize(13);
        String people = SampleOrganisation.text("snapshots/okta/1/users-1.json")
                + SampleOrganisation.text("snapshots/okta/1/users-2.json");
        assertThat(people.split("\"userName\"", -1).length - 1).isEqualTo(60);
        Set<UnicodeScript> scripts =
                people.codePoints().mapToObj(UnicodeScript::of).collect(Collectors.toSet());
        assertThat(scripts)
                .contains(
                        UnicodeScript.LATIN,
                        UnicodeScript.CYRILLIC,
                        UnicodeScript.GREEK,
                        UnicodeScript.ARABIC,
                        UnicodeScript.HEBREW,
                        UnicodeScript.HAN,
                        UnicodeScript.HIRAGANA,
                        UnicodeScript.HANGUL,
                        UnicodeScript.DEVANAGARI,
                        UnicodeScript.THAI);
    }

    @Test
    void everyLinkKeyOfTheSampleIsNamedWithItsLink() {
        var keys = new HashMap<String, Integer>();
        Samples.demoOutcome().evaluation().findings().forEach(finding -> {
            String key = finding.evidence().path("linkedBy").asText("");
            if (!key.isEmpty()) {
                keys.merge(key, 1, Integer::sum);
            }
        });
        assertThat(keys).containsKeys("email", "externalId");
    }

    @Test
    void theDemoIsCompleteAndItsEvidenceVerifies() {
        assertThat(Samples.demoOutcome().figures().complete()).isTrue();
        assertThat(Samples.demoOutcome().verification().faults()).isEmpty();
        assertThat(Samples.demoOutcome().verification().trusted()).isTrue();
    }
}
