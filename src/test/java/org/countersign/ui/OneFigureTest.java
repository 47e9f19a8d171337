package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.testkit.Samples;
import org.countersign.testkit.ShownFindings;
import org.countersign.ui.findings.FindingRow;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.overview.Overview;
import org.countersign.ui.overview.OverviewViewModel;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The overview and the screen of findings say the same of the sample organisation, which is looked at from one
/// instant.
class OneFigureTest {
    @Test
    void bothScreensCallTheSameFindingsNewAndOpen(@TempDir Path folder) throws Exception {
        try (var app = Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            var overview = new OverviewViewModel(app, Clock.systemUTC(), Background.direct());
            overview.refresh();
            Overview shown = overview.contentProperty().get();
            var findings = new FindingsViewModel(app, Clock.systemUTC(), Background.direct(), Background.direct());
            findings.refresh();
            List<FindingRow> open = rows(findings, Segment.OPEN);
            List<FindingRow> fresh = rows(findings, Segment.NEW);
            assertThat((long) open.size()).isEqualTo(shown.figures().getFirst().value());
            assertThat((long) fresh.size()).isEqualTo(shown.allNews());
            assertThat(shown.lead()).contains(fresh.size() + " new findings");
            assertThat(fresh.subList(0, shown.news().size()))
                    .extracting(FindingRow::sentence)
                    .containsExactlyElementsOf(
                            shown.news().stream().map(Overview.News::sentence).toList());
        }
    }

    private static List<FindingRow> rows(FindingsViewModel model, Segment segment) {
        model.filter().segmentProperty().set(segment);
        return ShownFindings.rows(model);
    }
}
