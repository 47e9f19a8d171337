package org.countersign.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.ShownFindings.details;
import static org.countersign.testkit.ShownFindings.rows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.countersign.app.Countersign;
import org.countersign.drift.Severity;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.testkit.Samples;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on two days of a small house: yesterday `old` had nobody behind it, today `王小明` has not,
/// and EX-1 allows `agency`.
class FindingsViewModelTest {
    private static final String LONG = "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff senior of the third floor";

    @TempDir
    private Path folder;

    private House house;
    private FindingsViewModel model;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        var yesterday = House.TAKEN.minus(1, ChronoUnit.DAYS);
        house.governance("", """
                        exceptions:
                          - {id: EX-1, source: slack, account: a3, owner: ada, reason: r, expires: 2099-12-31}
                        """)
                .snapshotAt(yesterday, "okta", House.active("i1", "ada"))
                .snapshotAt(yesterday, "slack", House.active("a1", "old"), House.active("a4", LONG))
                .snapshot("okta", House.active("i1", "ada"))
                .snapshot("slack", House.active("a2", "王小明"), House.active("a3", "agency"), House.active("a4", LONG));
        model = new FindingsViewModel(house.app(), house.app().clock(), Background.direct(), Background.direct());
        model.refresh();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<String> subjects(Segment segment) {
        model.filter().segmentProperty().set(segment);
        return rows(model).stream()
                .filter(row -> row.rule().equals("unmatched-account"))
                .map(FindingRow::subject)
                .toList();
    }

    @Test
    void newIsWhatDidNotStandYesterday() {
        assertThat(subjects(Segment.NEW)).containsExactly("王小明");
        assertThat(rows(model)).allMatch(row -> row.since().equals("new"));
    }

    @Test
    void resolvedIsWhatStoodYesterdayOnly() {
        assertThat(subjects(Segment.RESOLVED)).containsExactly("old");
    }

    @Test
    void openHoldsOldAndNewAndSaysSinceWhen() {
        assertThat(subjects(Segment.OPEN)).containsExactlyInAnyOrder("王小明", LONG);
        assertThat(rows(model)).filteredOn(row -> row.subject().equals(LONG)).allMatch(row -> !row.since()
                .equals("new"));
    }

    @Test
    void whatAnExceptionAllowsIsSuppressedAndNamesIt() {
        assertThat(subjects(Segment.SUPPRESSED)).containsExactly("agency");
        assertThat(rows(model)).extracting(row -> row.status().text()).containsOnly("Allowed by EX-1");
        assertThat(subjects(Segment.OPEN)).doesNotContain("agency");
    }

    @Test
    void countsAreThoseBeforeFilters() {
        var before = model.countsProperty().get();
        model.filter().textProperty().set("王");
        assertThat(model.countsProperty().get()).isEqualTo(before);
        assertThat(before.get(Segment.NEW)).isEqualTo(1);
        assertThat(before.get(Segment.RESOLVED))
                .as("the account that is gone, and the exception that allowed nothing yet")
                .isEqualTo(2);
        assertThat(before.get(Segment.SUPPRESSED)).isEqualTo(1);
    }

    @Test
    void theWorstComesFirst() throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            var sample = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            sample.refresh();
            List<Severity> shown = rows(sample).stream()
                    .map(row -> row.severity().orElseThrow())
                    .toList();
            assertThat(shown).hasSizeGreaterThan(50).isSorted();
        }
    }

    @Test
    void foreignNamesAreFoundByAnyPartOfThem() {
        model.filter().textProperty().set("小明");
        assertThat(rows(model)).extracting(FindingRow::subject).containsOnly("王小明");
        model.filter().textProperty().set(" WOLFESCHLEGEL ");
        assertThat(rows(model)).isNotEmpty().extracting(FindingRow::subject).containsOnly(LONG);
    }

    @Test
    void aLongNameIsKeptWholeInTheRow() {
        assertThat(rows(model))
                .anyMatch(row -> row.sentence().contains(LONG) && row.line().contains(LONG));
    }

    @Test
    void aFilterThatNothingMatchesLeavesNoRowAndClearsAgain() {
        int all = rows(model).size();
        model.filter().textProperty().set("nobody is called this");
        assertThat(rows(model)).isEmpty();
        model.filter().clear();
        assertThat(model.filter().textProperty().get()).isEmpty();
        assertThat(rows(model)).hasSize(all);
    }

    @Test
    void ruleAndSourceAreOfferedOnceEachAndSorted() {
        assertThat(model.rules()).contains("unmatched-account").isSorted().doesNotHaveDuplicates();
        assertThat(model.sources()).contains("slack").isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aFilterStaysWhenEvaluatedAgain() {
        model.filter().rules().add("unmatched-account");
        model.filter().textProperty().set("王");
        model.refresh();
        assertThat(rows(model)).hasSize(1);
        assertThat(model.filter().rules()).containsExactly("unmatched-account");
    }

    @Test
    void aSampleIsActedOnAtItsOwnDay() throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            var sample = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            sample.refresh();
            List<FindingRow> known = acknowledged(sample);
            assertThat(known).extracting(FindingRow::rule).containsExactly("lifecycle-test-overdue");
            FindingRow open = rows(sample).stream()
                    .filter(row -> row.rule().equals("duplicate-account"))
                    .findFirst()
                    .orElseThrow();
            var drafts = new ArrayList<AcknowledgeDraft>();
            sample.acts().consider(PickedFindings.of(List.of(open)), drafts::add);
            assertThat(drafts.getFirst().today()).isEqualTo("2026-11-23");
            sample.acts()
                    .acknowledge(
                            drafts.getFirst(),
                            "One of them goes on Friday.",
                            drafts.getFirst().today());
            assertThat(sample.problemProperty().get()).isEmpty();
            assertThat(acknowledged(sample)).hasSize(2);
            sample.acts().reopen(PickedFindings.of(acknowledged(sample)));
            assertThat(acknowledged(sample)).isEmpty();
        }
    }

    private static List<FindingRow> acknowledged(FindingsViewModel model) {
        return rows(model).stream()
                .filter(row -> row.status().kind() == FindingStatus.Kind.ACKNOWLEDGED)
                .toList();
    }

    @Test
    void notEvaluableRowsSayRuleSourceByNameReasonAndWhatToDo() throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            var sample = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            sample.refresh();
            sample.filter().segmentProperty().set(Segment.NOT_EVALUABLE);
            assertThat(rows(sample)).isNotEmpty().allSatisfy(row -> {
                // One that stood before and could not be checked has its severity still.
                assertThat(row.severity().isEmpty()).isEqualTo(row.fingerprint().isEmpty());
                assertThat(row.status().text())
                        .isEqualTo(row.fingerprint().isEmpty() ? "Not evaluable" : "Open, not checked");
                assertThat(row.sentence()).isNotBlank();
                assertThat(details(sample, row).todo()).isNotBlank();
                assertThat(row.sourceName())
                        .as("people call it so")
                        .isNotEqualTo(row.source())
                        .matches(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
                assertThat(row.line())
                        .startsWith(row.severity().map(Severity::text).orElse("unknown") + "\t" + row.rule());
            });
        }
    }

    @Test
    void theSideSheetNamesTheAccountByItsId() {
        FindingRow row = rows(model).stream()
                .filter(one -> one.subject().equals("王小明"))
                .findFirst()
                .orElseThrow();
        assertThat(details(model, row).facts().getFirst().getValue()).isEqualTo("王小明 (a2)");
        assertThat(details(model, row).todo()).startsWith("Find out whose it is");
    }

    @Test
    void coverageThatNobodyTestedIsSaidAsUnknown() {
        FindingRow row = rows(model).stream()
                .filter(one -> one.subject().equals("王小明"))
                .findFirst()
                .orElseThrow();
        assertThat(details(model, row).survives()).isNotEmpty().allMatch(entry -> entry.getValue()
                .equals("unknown"));
    }

    @Test
    void theSubtitleSaysHowManyAsOfWhen() {
        assertThat(model.subtitleProperty().get())
                .startsWith(model.countsProperty().get().get(Segment.OPEN) + " open, as of 24 Nov 2026, 07:00 UTC")
                .endsWith("on 2 snapshots");
    }

    @Test
    void theOldRowsStayWhileNewOnesAreRead() {
        var later = new Later();
        var slow = new FindingsViewModel(house.app(), house.app().clock(), later, later);
        slow.refresh();
        assertThat(slow.busyProperty().get()).isTrue();
        assertThat(rows(slow)).isEmpty();
        slow.filter().textProperty().set("王");
        later.all();
        assertThat(slow.busyProperty().get()).isFalse();
        assertThat(rows(slow)).as("what was typed meanwhile counts").hasSize(1);
        slow.refresh();
        assertThat(rows(slow)).hasSize(1);
        later.all();
    }

    @Test
    void aWorkspaceThatCannotBeReadIsSaidInPlace() {
        int rows = rows(model).size();
        house.close();
        model.refresh();
        assertThat(model.problemProperty().get()).isNotBlank();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(rows(model)).as("what was known stays").hasSize(rows);
    }

    @Test
    void anEmptyWorkspaceHasNoRowInAnySegment(@TempDir Path other) throws Exception {
        try (var empty = new House(other)) {
            var none =
                    new FindingsViewModel(empty.app(), empty.app().clock(), Background.direct(), Background.direct());
            none.refresh();
            for (Segment segment : Segment.values()) {
                none.filter().segmentProperty().set(segment);
                assertThat(rows(none)).as(segment.name()).isEmpty();
            }
            assertThat(none.problemProperty().get()).isEmpty();
        }
    }
}
