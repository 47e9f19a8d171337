package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.countersign.app.Countersign;
import org.countersign.testkit.House;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at twenty random moments of a review in the real window: what was shown as taken is there, and the review
/// goes on.
class KilledReviewTest {
    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    private Path workspace;
    private final Random random = new Random(20);

    /// The next one warms up while this one works.
    private Process reviewer(int run) throws IOException {
        return Tools.desktop(Reviewing.class, workspace, at(run), run, folder.resolve("warm.countersign"));
    }

    private static Instant at(int run) {
        return House.NOW.plus(Duration.ofHours(run + 1L));
    }

    @Test
    void twentyKillsLoseNothing() throws Exception {
        workspace = LongQueue.make(folder, Clock.fixed(House.NOW, ZoneOffset.UTC));
        Files.copy(workspace, folder.resolve("warm.countersign"));
        var there = new ArrayList<String>();
        Process next = reviewer(0);
        try {
            for (int run = 0; run < KILLS; run++) {
                Process reviewer = next;
                next = run + 1 < KILLS ? reviewer(run + 1) : next;
                List<String> said = killed(reviewer);
                there.addAll(said);
                check(there, at(run));
            }
        } finally {
            next.toHandle().destroyForcibly();
        }
        assertThat(there).doesNotHaveDuplicates().hasSizeGreaterThan(KILLS);
    }

    /// Kills it some moment after one of its decisions; what it said.
    private List<String> killed(Process reviewer) throws Exception {
        var said = new ArrayList<String>();
        try (var reader =
                new BufferedReader(new InputStreamReader(reviewer.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("warm");
            reviewer.getOutputStream().write('\n');
            reviewer.getOutputStream().flush();
            for (int decisions = random.nextInt(8); decisions >= 0; decisions--) {
                String line = reader.readLine();
                assertThat(line).as("it works until it is killed").isNotNull();
                said.add(line);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
            reviewer.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, this leaves what was said readable
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
            }
        }
        assertThat(reviewer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /// The workspace holds what was said, and at most one decision more, which is `there` from now on.
    private void check(List<String> there, Instant now) throws Exception {
        try (var app = Countersign.open(workspace, Clock.fixed(now, ZoneOffset.UTC))) {
            List<String> held = ReviewOnDisk.decisions(app).stream()
                    .map(made -> made.item() + " " + made.verdict())
                    .toList();
            assertThat(held).startsWith(there.toArray(String[]::new));
            assertThat(held.size()).isLessThanOrEqualTo(there.size() + 1);
            assertThat(ReviewOnDisk.acts(app)).isEqualTo(List.of(held.size(), 0));
            there.addAll(held.subList(there.size(), held.size()));
        }
    }
}
