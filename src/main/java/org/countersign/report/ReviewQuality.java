package org.countersign.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// How decisions were made, said plainly, for everybody and for each reviewer: how many were approved, how many at
/// once, how long somebody looked.
final class ReviewQuality {
    private static final String SECTION = "report.quality";

    private final List<Decision> made;
    private final Blocks blocks;

    ReviewQuality(Content content, Blocks blocks) {
        this.made = content.items().stream()
                .flatMap(state -> state.decision().stream())
                .toList();
        this.blocks = blocks;
    }

    void write() {
        blocks.heading(SECTION);
        if (made.isEmpty()) {
            blocks.section(SECTION, "report.quality.none");
            return;
        }
        blocks.section(SECTION, "report.quality.text");
        blocks.head(Block.Kind.QUALITY, SECTION);
        row(English.of("report.quality.all"), made);
        Map<String, List<Decision>> byReviewer =
                made.stream().collect(Collectors.groupingBy(Decision::reviewer, TreeMap::new, Collectors.toList()));
        byReviewer.forEach(this::row);
    }

    private void row(String who, List<Decision> decisions) {
        long approved = decisions.stream()
                .filter(decision -> decision.verdict() == Verdict.APPROVE)
                .count();
        long bulk = decisions.stream().filter(decision -> decision.batch() > 0).count();
        int largest = decisions.stream().mapToInt(Decision::batch).max().orElse(0);
        long onBehalf = decisions.stream().filter(Decision::onBehalf).count();
        List<Long> seconds = decisions.stream()
                .map(Decision::seconds)
                .filter(one -> one > 0)
                .sorted()
                .toList();
        blocks.add(
                Block.Kind.QUALITY,
                SECTION,
                who + (onBehalf > 0 ? "\n" + English.of("report.quality.onBehalf", Formats.number(onBehalf)) : ""),
                Formats.number(decisions.size()),
                approved * 100 / decisions.size() + " %",
                bulk == 0 ? "0" : English.of("report.quality.bulk", Formats.number(bulk), Formats.number(largest)),
                Formats.number(seconds.size()),
                seconds.isEmpty()
                        ? English.of("report.quality.unmeasured")
                        : English.of("report.quality.seconds", seconds.get(seconds.size() / 2)));
    }
}
