package org.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingStore;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.Rule;
import org.countersign.drift.Status;
import org.countersign.drift.StoredFinding;
import org.countersign.drift.rule.Rules;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the sample organisation promises.
class SampleOrganisationTest {
    /// By itself, not within an address or another id.
    private static final Pattern SOURCE_ID =
            Pattern.compile("(?<![\\w.@-])(okta|slack|github|gitlab|wiki|zendesk)(?![\\w.@-])");

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
    void sentencesCallSourcesAsPeopleDo() {
        Evaluation evaluation = Samples.demoOutcome().evaluation();
        Stream<String> sentences = Stream.of(
                        evaluation.findings().stream().map(Finding::summary),
                        evaluation.suppressed().stream().map(Finding::summary),
                        evaluation.notEvaluable().stream().map(NotEvaluable::reason),
                        evaluation.notEvaluable().stream().map(NotEvaluable::remedy))
                .flatMap(each -> each);
        assertThat(sentences)
                .hasSizeGreaterThan(100)
                .filteredOn(SOURCE_ID.asPredicate())
                .isEmpty();
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
    void itsMorningsAreStoredOnItsOwnDays(@TempDir Path folder) throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            List<StoredFinding> stored = app.workspace().read(tx -> new FindingStore(tx).all());
            assertThat(stored)
                    .extracting(one ->
                            one.firstSeen().atZone(ZoneOffset.UTC).toLocalDate().toString())
                    .containsOnly("2026-11-16", "2026-11-20", "2026-11-21", "2026-11-23");
            assertThat(stored)
                    .extracting(StoredFinding::status)
                    .contains(Status.OPEN, Status.BACK, Status.ACKNOWLEDGED, Status.SUPPRESSED, Status.RESOLVED);
            assertThat(Samples.demoOutcome().evaluation().findings())
                    .as("the day of an acknowledgement has not passed where the sample is looked at from")
                    .filteredOn(finding -> finding.status() == Status.ACKNOWLEDGED)
                    .hasSize(1);
        }
    }

    @Test
    void theLedgerTellsItsMorningsInOrder(@TempDir Path folder) throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            var mornings = new ArrayList<String>();
            var types = new ArrayList<String>();
            app.workspace().read(tx -> {
                new LedgerStore(tx).each(event -> {
                    types.add(Ledger.body(event).path("type").asText());
                    if (!types.contains("campaign.opened")) {
                        mornings.add(Ledger.body(event).path("at").asText());
                    }
                });
                return true;
            });
            assertThat(types)
                    .startsWith("governance.imported", "snapshot.imported")
                    .contains("finding.acknowledged");
            assertThat(mornings).isSorted().startsWith("2026-11-16T07:00:00Z").endsWith("2026-11-23T07:00:00Z");
            assertThat(app.workspace().read(app.ledger()::verify)).isInstanceOf(Ledger.Verdict.Holds.class);
        }
    }

    @Test
    void theDemoIsCompleteAndItsEvidenceVerifies() {
        assertThat(Samples.demoOutcome().figures().complete()).isTrue();
        assertThat(Samples.demoOutcome().verification().faults()).isEmpty();
        assertThat(Samples.demoOutcome().verification().trusted()).isTrue();
    }
}
