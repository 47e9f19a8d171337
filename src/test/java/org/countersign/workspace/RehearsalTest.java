package org.countersign.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.countersign.app.Countersign;
import org.countersign.work.CancelledException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that is rehearsed or runs on a connection of its own does not hold up the rest, and changes nothing that it
/// may not.
class RehearsalTest {
    private static final String ADD = "INSERT INTO snapshot_source (source, contents) VALUES (?, 0)";
    private static final String COUNT = "SELECT count(*) FROM snapshot_source";
    private static final String FOREVER =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

    @TempDir
    private Path folder;

    private Workspace open() throws Exception {
        return new OpenWorkspace(Countersign.MIGRATIONS).existingOrNew(folder.resolve("w.countersign"));
    }

    private static long count(Workspace workspace) {
        return workspace.read(tx -> count(tx));
    }

    private static long count(Transaction tx) {
        return tx.first(COUNT, row -> row.number(1)).orElseThrow();
    }

    @Test
    void othersReadAndWriteWhileItGoesOnAndItSeesNothingOfThat() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var here = open();
                var elsewhere = open();
                var threads = Executors.newSingleThreadExecutor()) {
            here.write(tx -> tx.run(ADD, "a"));
            var rehearsed = threads.submit(() -> here.<Long, Exception>rehearse(() -> false, tx -> {
                tx.run("CREATE TEMP TABLE snapshot_source AS SELECT * FROM main.snapshot_source");
                tx.run("INSERT INTO snapshot_source (key, source, contents) VALUES (7, 'rehearsed', 0)");
                begun.countDown();
                goOn.await();
                return count(tx);
            }));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            here.write(tx -> tx.run(ADD, "b"));
            elsewhere.write(tx -> tx.run(ADD, "c"));
            assertThat(count(here)).isEqualTo(3);
            goOn.countDown();
            assertThat(rehearsed.get(20, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(count(elsewhere)).isEqualTo(3);
        }
    }

    @Test
    void theFileItselfCannotBeWritten() throws Exception {
        try (var workspace = open()) {
            byte[] bytes = Files.readAllBytes(workspace.file());
            assertThatThrownBy(() -> workspace.rehearse(() -> false, tx -> tx.run(ADD, "a")))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining("read-only");
            assertThat(Files.readAllBytes(workspace.file())).isEqualTo(bytes);
        }
    }

    @Test
    void itStopsWithinAStatement() throws Exception {
        var stopped = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        try (var workspace = open();
                var threads = Executors.newSingleThreadExecutor()) {
            var rehearsed = threads.submit(() -> workspace.rehearse(stopped::get, tx -> {
                begun.countDown();
                return tx.first(FOREVER, row -> row.number(1));
            }));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            stopped.set(true);
            assertThatThrownBy(() -> rehearsed.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        }
    }

    @Test
    void longWorkOnAConnectionOfItsOwnLetsOthersReadAndMakesWritersWait() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var here = open();
                var beside = here.beside();
                var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> beside.<Integer, Exception>write(tx -> {
                begun.countDown();
                goOn.await();
                return tx.run(ADD, "slow");
            }));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(count(here)).isZero();
            var second = threads.submit(() -> here.<Long, Exception>write(tx -> {
                tx.run(ADD, "waits");
                return count(tx);
            }));
            assertThat(count(here)).isZero();
            goOn.countDown();
            first.get(20, TimeUnit.SECONDS);
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }
}
