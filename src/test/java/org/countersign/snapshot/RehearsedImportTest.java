package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.testkit.House;
import org.countersign.testkit.RandomHistory;
import org.countersign.testkit.WholeSnapshot;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A rehearsed import is the import, and writes no more than that (ADR 18).
class RehearsedImportTest {
    private static final List<String> STATEMENTS = statements();

    @TempDir
    private Path folder;

    /// Every snapshot as it is read whole, newest first in each source, with what the newest content adds.
    private static List<Object> read(Transaction tx, Snapshot newest) {
        var read = new ArrayList<Object>();
        var store = new SnapshotStore(tx);
        List<Snapshot> taken = store.before(newest.source(), Instant.MAX);
        for (Snapshot one : taken) {
            read.add(one);
            read.add(WholeSnapshot.of(tx, one));
            read.add(new AssignmentStore(tx).of(one));
            read.add(store.groupNames(one));
            read.add(new DifferenceStore(tx).between(one, newest));
            read.add(new DifferenceStore(tx).compare(one, newest).json());
        }
        // In whatever order.
        store.earlier(taken, store.accounts(taken.getFirst())).forEach(states -> read.add(Set.copyOf(states)));
        return read;
    }

    private static ImportSnapshot.Request request(String source, Instant taken, Path file) {
        return new ImportSnapshot.Request(source, List.of(file), Optional.of(taken), true, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsReadInItIsWhatIsReadAfterTheImport(long seed) throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            new RandomHistory((taken, source, json) -> rehearseAndImport(house, taken, source, json), new Random(seed))
                    .days(8);
        }
    }

    private void rehearseAndImport(House house, Instant taken, String source, String json) throws Exception {
        Path file = Files.writeString(folder.resolve("rehearsed.json"), json);
        var foreseen = new AtomicReference<Optional<List<Object>>>(Optional.empty());
        Outcome outcome = house.app()
                .previewSnapshot()
                .run(
                        request(source, taken, file),
                        Progress.NONE,
                        (tx, usable, _) -> foreseen.set(Optional.of(read(tx, usable.snapshot()))));
        ImportSnapshot.Outcome done =
                house.app().importSnapshot().run(house.app().actor(), request(source, taken, file), Progress.NONE);
        switch (done) {
            case ImportSnapshot.Outcome.Known(Snapshot known) ->
                assertThat(outcome).isEqualTo(new Outcome.Known(known));
            case ImportSnapshot.Outcome.Imported(Snapshot stored) -> {
                List<Object> read = house.app().workspace().read(tx -> read(tx, stored));
                assertThat(read).isEqualTo(foreseen.get().orElseThrow());
            }
        }
    }

    private static long rows(Transaction tx, String table) {
        return tx.first("SELECT count(*) FROM " + table, row -> row.number(1)).orElseThrow();
    }

    @Test
    void onlyWhatIsNewAndChangedIsWritten() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            for (int day = 1; day <= 5; day++) {
                house.snapshotAt(House.TAKEN.minusSeconds(86_400L * (9 - day)), "slack", organisation("day" + day));
            }
            Path file = Files.writeString(
                    folder.resolve("next.json"), "[" + String.join(",", organisation("another")) + "]");
            house.app().previewSnapshot().run(request("slack", House.TAKEN, file), Progress.NONE, (tx, _, before) -> {
                assertThat(rows(tx, "main.account")).isEqualTo(54);
                assertThat(rows(tx, "account")).isEqualTo(55);
                assertThat(rows(tx, "temp.account_now"))
                        .as("the end of one, another, and the first, whose bytes are noted")
                        .isEqualTo(3);
                assertThat(rows(tx, "temp.account_body_now")).isEqualTo(1);
                assertThat(rows(tx, "temp.account_group_now")).isZero();
                assertThat(rows(tx, "temp.membership_now")).isZero();
                assertThat(rows(tx, "temp.resource_now")).isZero();
                assertThat(rows(tx, "temp.snapshot_now")).isEqualTo(1);
                before.back();
                assertThat(rows(tx, "account")).isEqualTo(54);
            });
        }
    }

    private static String[] organisation(String changing) {
        var resources = new ArrayList<String>();
        var members = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            resources.add(active("u" + i, i == 7 ? changing : "name" + i));
            members.add("u" + i);
        }
        resources.add(group("g", "G", members.toArray(String[]::new)));
        return resources.toArray(String[]::new);
    }

    /// The first import of a large source makes its indexes at the end.
    @Test
    void aFirstImportThatIsLargeCanBeRehearsed() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "").snapshot("okta", active("a", "ada"));
            Path file = Files.writeString(
                    folder.resolve("large.json"), "[" + active("a", "ada") + " ".repeat(51_000_000) + "]");
            Outcome outcome = house.app()
                    .previewSnapshot()
                    .run(request("slack", House.TAKEN, file), Progress.NONE, (tx, usable, _) -> {
                        assertThat(new SnapshotStore(tx).accounts(usable.snapshot()))
                                .containsOnlyKeys("a");
                        assertThat(tx.list(
                                        "SELECT name FROM temp.sqlite_schema WHERE type='index'", row -> row.text(1)))
                                .contains("resource_by_id", "account_by_resource");
                    });
            assertThat(outcome).isInstanceOf(Outcome.Usable.class);
        }
    }

    /// A statement that SQLite answers by building the whole table first would cost what a copy costs.
    @Test
    void noStatementBuildsAWholeTableFirst() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "").snapshot("slack", active("1", "a"), group("g", "G", "1"));
            Path file = Files.writeString(folder.resolve("next.json"), "[" + active("2", "b") + "]");
            house.app()
                    .previewSnapshot()
                    .run(request("slack", House.TAKEN.plusSeconds(1), file), Progress.NONE, (tx, _, _) -> {
                        for (String sql : STATEMENTS) {
                            assertThat(tx.list("EXPLAIN QUERY PLAN " + sql, row -> row.text(4)))
                                    .as(sql)
                                    .isNotEmpty()
                                    .noneMatch(step -> step.contains("MATERIALIZE") || step.contains("AUTOMATIC"));
                        }
                    });
        }
    }

    private static List<String> statements() {
        var statements = new ArrayList<>(DifferenceStore.BETWEEN);
        statements.addAll(NameStore.STATEMENTS);
        return statements;
    }
}
