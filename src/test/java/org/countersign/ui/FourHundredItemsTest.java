package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.KeyFile;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More than four hundred items, reviewed by keys alone in the real window: what is on disk is what was pressed, no
/// more and no less.
class FourHundredItemsTest {
    private static final int ACTS = 200;
    private static final String PASSWORD = "review-2026";

    @TempDir
    private Path folder;

    @Test
    void aReviewByKeysAloneLosesNothing() throws Exception {
        var clock = new HandClock(House.NOW);
        Path workspace = LongQueue.make(folder, clock);
        Path key = folder.resolve("apps.p12");
        KeyFile.create(key, "Apps", LongQueue.REVIEWER, PASSWORD.toCharArray(), clock);
        try (var window = new Window(workspace, Optional.empty(), clock)) {
            var model = new PlainReview(ReviewOnDisk.items(window.app()), LongQueue.REVIEWER);
            assertThat(model.counts().items()).isGreaterThan(400);
            var hands = new ReviewHands(window, clock, model, new Random(400));
            hands.come();
            for (int act = 0; act < ACTS; act++) {
                hands.act();
                if (act % 20 == 0) {
                    ReviewOnDisk.agrees(window.app(), model);
                }
            }
            window.picture("review-long-queue");
            hands.unfiltered();
            hands.segment(2);
            hands.all();
            Set<String> batch = hands.batch();
            assertThat(batch).hasSizeGreaterThan(100);
            hands.undo();
            assertThat(batch).allMatch(model::waits);
            hands.redo();
            assertThat(batch).noneMatch(model::waits);
            hands.rest();
            assertThat(model.counts().waiting()).isZero();
            assertThat(model.newest().values().stream().map(PlainReview.Said::verdict))
                    .contains(Verdict.values());
            ReviewOnDisk.agrees(window.app(), model);
            hands.sign(key, PASSWORD);
            ReviewOnDisk.agrees(window.app(), model);
            assertThat(model.newest().values()).allMatch(model::signed);
        }
    }
}
