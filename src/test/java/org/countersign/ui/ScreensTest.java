package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.ShownFindings.details;
import static org.countersign.testkit.ShownFindings.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.countersign.app.Countersign;
import org.countersign.drift.FindingStore;
import org.countersign.drift.StoredFinding;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.countersign.ui.findings.FindingRow;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.overview.Overview;
import org.countersign.ui.overview.OverviewViewModel;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.shell.ShellViewModel;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Place;
import org.countersign.ui.welcome.WelcomeViewModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// View-models without a toolkit, on the sample organisation and on an empty workspace.
class ScreensTest {
    @TempDir
    private Path folder;

    private Countersign sample() throws Exception {
        return Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC());
    }

    @Test
    void overviewOpensWithASentenceAndItsFiguresAreThoseOfTheDriftCheck() throws Exception {
        try (var app = sample()) {
            var model = new OverviewViewModel(app, Clock.systemUTC(), Background.direct());
            assertThat(model.contentProperty().get().loaded()).isFalse();
            model.refresh();
            var content = model.contentProperty().get();
            assertThat(content.lead())
                    .matches(
                            "Not everything could be checked. \\d+ new findings since yesterday, \\d+ of them critical");
            assertThat(content.figures().getFirst().value())
                    .isEqualTo(app.checkDrift().current().findings().size());
            assertThat(content.news()).isSortedAccordingTo(java.util.Comparator.comparing(Overview.News::severity));
            assertThat(content.campaigns()).hasSize(2);
            assertThat(content.sources()).extracting(Overview.Freshness::remark).contains("stale");
            var last = content.trend().getLast();
            assertThat(last.critical() + last.high() + last.medium() + last.low())
                    .isEqualTo(content.figures().getFirst().value());
            assertThat(content.trend()).isSortedAccordingTo(java.util.Comparator.comparing(Overview.Point::at));
        }
    }

    @Test
    void overviewOfAnEmptyWorkspaceSaysSo() throws Exception {
        try (var house = new House(folder)) {
            var model = new OverviewViewModel(house.app(), house.app().clock(), Background.direct());
            model.refresh();
            assertThat(model.contentProperty().get().lead()).isEqualTo("There is no snapshot yet");
            assertThat(model.contentProperty().get().campaigns()).isEmpty();
        }
    }

    @Test
    void overviewOfTheFirstDayHasNothingToCompareWith() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("okta", House.active("i", "ada"))
                    .snapshot("slack", House.active("a", "x"));
            var model = new OverviewViewModel(house.app(), house.app().clock(), Background.direct());
            model.refresh();
            assertThat(model.contentProperty().get().lead()).contains("nothing to compare with until tomorrow");
        }
    }

    @Test
    void findingsSegmentsAreThoseOfTheEvaluation() throws Exception {
        try (var app = sample()) {
            var model = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            model.refresh();
            var evaluation = app.checkDrift().current();
            var counts = model.countsProperty().get();
            assertThat(counts.get(Segment.OPEN)).isEqualTo(evaluation.findings().size());
            assertThat(counts.get(Segment.SUPPRESSED))
                    .isEqualTo(evaluation.suppressed().size());
            long held = app.workspace().read(tx -> new FindingStore(tx)
                    .all().stream().filter(StoredFinding::held).count());
            assertThat(held).as("stood before, and could not be checked").isEqualTo(1);
            assertThat(counts.get(Segment.NOT_EVALUABLE))
                    .isEqualTo(evaluation.notEvaluable().size() + (int) held);
            for (Segment segment : Segment.values()) {
                model.filter().segmentProperty().set(segment);
                assertThat(rows(model)).as(segment.name()).hasSize(counts.get(segment));
            }
        }
    }

    @Test
    void findingsFiltersNarrowTogetherAndClear() throws Exception {
        try (var app = sample()) {
            var model = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            model.refresh();
            int all = rows(model).size();
            model.filter().rules().add("unmatched-account");
            model.filter().sources().add("slack");
            assertThat(rows(model))
                    .isNotEmpty()
                    .allMatch(row -> row.rule().equals("unmatched-account")
                            && row.source().equals("slack"));
            model.filter().textProperty().set("nordlys");
            assertThat(rows(model)).hasSize(1);
            model.filter().clear();
            assertThat(rows(model)).hasSize(all);
        }
    }

    @Test
    void aFindingOnAnAccountSaysWhatDeactivationLeavesAlive() throws Exception {
        try (var app = sample()) {
            var model = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            model.refresh();
            FindingRow row = rows(model).getFirst();
            assertThat(row.raised()).isTrue();
            assertThat(details(model, row).survives())
                    .contains(Map.entry("Webhooks", "kept"), Map.entry("Sessions", "unknown"));
            assertThat(details(model, row).survives())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("OAuth grants");
            assertThat(details(model, row).todo()).contains("do not delete");
            assertThat(row.line().split("\t")).hasSize(7);
        }
    }

    @Test
    void suppressedRowsNameTheException() throws Exception {
        try (var app = sample()) {
            var model = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            model.refresh();
            model.filter().segmentProperty().set(Segment.SUPPRESSED);
            assertThat(rows(model)).allMatch(row -> row.status().text().startsWith("Allowed by EX-"));
        }
    }

    @Test
    void theShellCountsAndNoticesOtherWriters() throws Exception {
        try (var app = sample();
                var other = Countersign.open(app.workspace().file(), Clock.systemUTC())) {
            var model = new ShellViewModel(app, Clock.systemUTC(), Background.direct());
            model.refresh();
            var status = model.statusProperty().get();
            assertThat(status.asOf()).startsWith("Sample organisation, as of 23 Nov 2026");
            assertThat(status.stale()).isEqualTo(2);
            assertThat(status.chainHolds()).isTrue();
            assertThat(status.openItems()).isPositive();
            assertThat(model.placeProperty().get()).isEqualTo(Place.OVERVIEW);
            var changed = new int[1];
            model.poll(() -> changed[0]++);
            model.poll(() -> changed[0]++);
            assertThat(changed[0]).isZero();
            other.endCampaign().cancel(other.actor(), "slack-spot-check");
            model.poll(() -> changed[0]++);
            assertThat(changed[0]).isEqualTo(1);
            assertThat(model.statusProperty().get().openItems()).isZero();
        }
    }

    @Test
    void welcomeSaysWhyAFileDoesNotOpen() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        var model = new WelcomeViewModel(
                Clock.systemUTC(), Background.direct(), new Preferences(folder.resolve("settings.json")), file -> {
                    try {
                        Countersign.open(file, Clock.systemUTC()).close();
                        return "";
                    } catch (org.countersign.work.RefusedException e) {
                        return String.valueOf(e.getMessage());
                    }
                });
        model.open(text);
        assertThat(model.problemProperty().get()).contains("not a Countersign workspace");
        model.sample(folder.resolve("sample"));
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(folder.resolve("sample/evidence.asice")).exists();
    }
}
