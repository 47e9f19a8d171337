package org.countersign.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.ShownFindings.choose;
import static org.countersign.testkit.ShownFindings.details;
import static org.countersign.testkit.ShownFindings.lines;
import static org.countersign.testkit.ShownFindings.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.countersign.drift.FindingStore;
import org.countersign.drift.StoredFinding;
import org.countersign.drift.list.Concern;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, over runs of drift: where findings stand, and what people do with them.
class FindingActsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(House.NOW);
    private House house;
    private FindingsViewModel model;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder, clock);
        house.governance("", """
                        mappings:
                          - {id: m1, idpGroup: staff, app: slack, appGroup: oncall}
                        exceptions:
                          - {id: EX-1, source: slack, account: x, owner: ada, reason: r, expires: 2099-12-31}
                        """)
                .snapshot("okta", active("i", "ada"), House.group("g", "staff", "i"))
                .snapshot(
                        "slack",
                        active("a", "ada"),
                        active("x", "agency"),
                        active("o", "old"),
                        active("n", "=1+1"),
                        House.group("c", "oncall", "a", "o", "n"));
        model = new FindingsViewModel(house.app(), clock, Background.direct(), Background.direct());
        model.check();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<StoredFinding> stored() {
        return house.app().workspace().read(tx -> new FindingStore(tx).all());
    }

    private FindingRow row(String label) {
        return rows(model).stream()
                .filter(one ->
                        one.rule().equals("unmatched-account") && one.subject().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private AcknowledgeDraft draft(List<FindingRow> rows) {
        var drafts = new ArrayList<AcknowledgeDraft>();
        model.acts().consider(PickedFindings.of(rows), drafts::add);
        return drafts.getFirst();
    }

    private List<FindingHistory> history() {
        return model.chosenProperty().get().details().orElseThrow().history();
    }

    private void acknowledge(String label) {
        model.acts().acknowledge(draft(List.of(row(label))), "leaves on Friday", TODAY.plusDays(3));
    }

    private void slack(String... resources) throws Exception {
        clock.pass(Duration.ofHours(1));
        house.snapshotAt(clock.instant(), "slack", resources);
    }

    @Test
    void lookingChangesNothingAndCheckingKeepsWhatIsFound() throws Exception {
        List<StoredFinding> before = stored();
        assertThat(before).isNotEmpty();
        slack(active("a", "ada"));
        model.refresh();
        model.filter().segmentProperty().set(Segment.RESOLVED);
        assertThat(stored()).isEqualTo(before);
        assertThat(row("old").status().text()).isEqualTo("Gone; check drift to keep it as resolved");
        model.check();
        assertThat(stored()).isNotEqualTo(before);
        assertThat(row("old").status().text()).isEqualTo("Resolved by Slack snapshot 2");
    }

    @Test
    void anAcknowledgedOneStaysListedAndSaysUntilWhenAndByWhom() {
        int open = rows(model).size();
        acknowledge("old");
        assertThat(rows(model)).hasSize(open);
        assertThat(row("old").status().text())
                .isEqualTo("Acknowledged until 27 Nov 2026 by "
                        + house.app().actor().osUser());
        assertThat(model.acts().messageProperty().get()).isEqualTo("1 finding acknowledged until 27 Nov 2026");
        choose(model, row("old"));
        assertThat(history().getFirst().text()).contains("“leaves on Friday”, until 27 Nov 2026");
        model.acts().reopen(PickedFindings.of(List.of(row("old"), row("=1+1"))));
        assertThat(row("old").status().text()).isEqualTo("Open");
        assertThat(model.acts().messageProperty().get()).isEqualTo("1 finding reopened");
    }

    @Test
    void whatComesBackSaysSo() throws Exception {
        slack(active("a", "ada"));
        model.check();
        slack(active("a", "ada"), active("o", "old"));
        model.check();
        assertThat(row("old").status().text()).isEqualTo("Back again");
        choose(model, row("old"));
        assertThat(history())
                .extracting(FindingHistory::text)
                .containsExactly("Came back, Medium", "Resolved by Slack snapshot 2", "Found, Medium");
    }

    @Test
    void whatAnIncompleteSnapshotLacksIsNotResolvedButUnknown() throws Exception {
        clock.pass(Duration.ofHours(1));
        house.file(clock.instant(), "slack", "{\"totalResults\":9,\"Resources\":[" + active("a", "ada") + "]}");
        model.refresh();
        model.filter().segmentProperty().set(Segment.RESOLVED);
        assertThat(rows(model)).noneMatch(one -> one.subject().equals("old"));
        model.filter().segmentProperty().set(Segment.NOT_EVALUABLE);
        assertThat(row("old").status().text()).isEqualTo("Open, not checked");
        assertThat(details(model, row("old")).todo()).startsWith("Nobody knows");
    }

    @Test
    void aDraftSaysHowManyCanBeAndWhyTheOthersCannot() {
        List<FindingRow> open = rows(model);
        var all = new ArrayList<>(open);
        model.filter().segmentProperty().set(Segment.SUPPRESSED);
        all.addAll(rows(model));
        AcknowledgeDraft draft = draft(all);
        assertThat(draft.headline()).isEqualTo(open.size() + " of " + all.size() + " can be acknowledged");
        assertThat(draft.leftOut()).containsOnlyKeys("Exception EX-1 allows it already.");
        model.acts().acknowledge(draft, "known", TODAY);
        model.filter().segmentProperty().set(Segment.OPEN);
        assertThat(rows(model)).allMatch(one -> one.status().kind() == FindingStatus.Kind.ACKNOWLEDGED);
    }

    @Test
    void aRuleThatCannotBeAnsweredCannotBeAcknowledged() throws Exception {
        clock.pass(Duration.ofHours(1));
        house.file(clock.instant(), "slack", "{\"totalResults\":9,\"Resources\":[" + active("a", "ada") + "]}");
        model.check();
        model.filter().segmentProperty().set(Segment.NOT_EVALUABLE);
        FindingRow rule = rows(model).getFirst();
        assertThat(rule.fingerprint()).isEmpty();
        assertThat(draft(List.of(rule)).eligible()).isEmpty();
        assertThat(draft(List.of(rule)).leftOut().keySet().iterator().next()).contains("is no finding");
    }

    @Test
    void dayAndReasonAreRefusedAsTheUseCaseWould() {
        AcknowledgeDraft draft = draft(List.of(row("old")));
        assertThat(draft.headline()).isEqualTo("Acknowledge 1 finding");
        assertThat(draft.fault("2026-11-24", "r")).isEmpty();
        assertThat(draft.fault("2027-11-24", "r")).isEmpty();
        assertThat(draft.fault("2027-11-25", "r").orElseThrow()).contains("more than 365 days", "2027-11-24");
        assertThat(draft.fault("2026-11-23", "r").orElseThrow()).contains("has passed");
        assertThat(draft.fault("soon", "r").orElseThrow()).isEqualTo("Write the day like 2026-12-24.");
        assertThat(draft.fault("2026-11-24", " ").orElseThrow()).isEqualTo("Say why it may stand.");
        assertThat(draft.fault("2026-11-24", "r".repeat(1_001)).orElseThrow()).contains("longer than 1,000");
        assertThat(draft.meaning("2026-11-25")).isEqualTo("25 Nov 2026, 1 day from today");
    }

    @Test
    void whatIsGoneMeanwhileIsSaidAndNothingIsDoneByHalf() throws Exception {
        AcknowledgeDraft draft = draft(List.of(row("old"), row("=1+1")));
        slack(active("a", "ada"), active("n", "=1+1"));
        house.app().checkDrift().now();
        model.acts().acknowledge(draft, "known", TODAY);
        assertThat(model.problemProperty().get()).startsWith("Nothing was changed: It is resolved");
        assertThat(stored()).noneMatch(one -> one.acknowledged().isPresent());
    }

    @Test
    void groupsCountTheirFindingsAndTheirHeadChoosesAll() {
        model.filter().groupingProperty().set(Grouping.RULE);
        FindingGroup unmatched = lines(model).stream()
                .filter(FindingGroup.class::isInstance)
                .map(FindingGroup.class::cast)
                .filter(group -> group.name().equals("unmatched-account"))
                .findFirst()
                .orElseThrow();
        int head = lines(model).indexOf(unmatched);
        assertThat(unmatched.size()).isEqualTo(2);
        assertThat(lines(model).subList(head + 1, head + 3))
                .extracting(line -> ((FindingRow) line).subject())
                .containsExactly("=1+1", "old");
        model.choose(head, head + 1);
        assertThat(model.chosenProperty().get().count()).as("each once").isEqualTo(2);
        for (Grouping grouping : Grouping.values()) {
            model.filter().groupingProperty().set(grouping);
            assertThat(lines(model).stream().filter(FindingRow.class::isInstance))
                    .hasSize(rows(model).size());
        }
    }

    @Test
    void aLinkToAGroupOrPersonShowsWhatElseIsAboutIt() {
        FindingRow membership = rows(model).stream()
                .filter(one -> one.rule().equals("app-side-membership"))
                .findFirst()
                .orElseThrow();
        List<FindingLink> links = details(model, membership).links();
        assertThat(links)
                .extracting(link -> link.to().kind())
                .contains(Concern.Kind.GROUP, Concern.Kind.PERSON, Concern.Kind.SOURCE);
        FindingLink person = links.stream()
                .filter(link -> link.to().kind() == Concern.Kind.PERSON)
                .findFirst()
                .orElseThrow();
        assertThat(person.screen() + " " + person.place()).startsWith("people slack/");
        FindingLink group = links.stream()
                .filter(link -> link.to().kind() == Concern.Kind.GROUP)
                .findFirst()
                .orElseThrow();
        assertThat(group.label()).isEqualTo("oncall");
        model.filter().only(group);
        assertThat(rows(model)).hasSizeGreaterThan(1).allMatch(one -> one.about()
                .contains(new Concern(Concern.Kind.GROUP, "slack", "c")));
        model.filter().clear();
        assertThat(model.filter().narrows()).isFalse();
    }

    @Test
    void ofAListThatIsGoneNothingIsDoneByHalf() throws Exception {
        Path file = Files.writeString(folder.resolve("findings.csv"), "of yesterday");
        PickedFindings picked = model.everything();
        for (String name : List.of("one", "two", "three")) {
            slack(active("a", "ada"), active("n", name));
            model.refresh();
        }
        List<StoredFinding> before = stored();
        model.acts().export(picked, file);
        assertThat(model.problemProperty().get()).startsWith("The list is another one by now.");
        assertThat(model.acts().messageProperty().get()).isEmpty();
        assertThat(file).hasContent("of yesterday");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        model.acts().consider(picked, _ -> {
            throw new AssertionError("nothing is asked");
        });
        model.acts().reopen(picked);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void theFileHasTheColumnsOfTheCommandAndComputesNothing() throws Exception {
        Path file = folder.resolve("findings.csv");
        model.acts().export(model.everything(), file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst())
                .isEqualTo("severity,rule,source,subjectType,subjectId,label,identity,firstSeen,suppressedBy,summary");
        assertThat(lines).hasSize(rows(model).size() + 1);
        assertThat(lines).anyMatch(line -> line.contains("\"'=1+1\"")).noneMatch(line -> line.contains("\"=1+1"));
        assertThat(row("=1+1").line()).contains("\t'=1+1\t").doesNotContain("\n");
        model.acts().export(model.everything(), folder);
        assertThat(model.problemProperty().get()).contains("could not be written");
    }
}
