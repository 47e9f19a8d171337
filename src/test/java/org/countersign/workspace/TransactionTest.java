package org.countersign.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A transaction is all or nothing, and a copy is whole or none.
class TransactionTest {
    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() throws Exception {
        workspace = new OpenWorkspace(Countersign.MIGRATIONS).existingOrNew(folder.resolve("w"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private List<String> addresses() {
        return workspace.read(tx -> tx.list("SELECT address FROM reviewer ORDER BY id", row -> row.text(1)));
    }

    @Test
    void valuesAreBoundAndNeverReadAsSql() {
        String hostile = "x'); DROP TABLE reviewer; --";
        workspace.write(tx -> tx.run("INSERT INTO reviewer VALUES (?, ?)", "r1", hostile));
        assertThat(addresses()).containsExactly(hostile);
        assertThat(workspace.<Boolean, RuntimeException>read(
                        tx -> tx.first("SELECT 1 FROM reviewer WHERE address=?", row -> true, hostile)
                                .isPresent()))
                .isTrue();
    }

    @Test
    void aQueryAskedWithinItselfHasItsOwnRows() {
        workspace.write(tx -> {
            tx.run("INSERT INTO reviewer VALUES (?, ?)", "r1", "a@example.com");
            return tx.run("INSERT INTO reviewer VALUES (?, ?)", "r2", "b@example.com");
        });
        String sql = "SELECT id FROM reviewer WHERE id >= ? ORDER BY id";
        List<String> pairs = workspace.read(tx -> {
            var found = new ArrayList<String>();
            for (int again = 0; again < 2; again++) {
                tx.each(
                        sql,
                        outer -> tx.each(sql, inner -> found.add(outer.text(1) + inner.text(1)), outer.text(1)),
                        "r1");
            }
            return found;
        });
        assertThat(pairs).containsExactly("r1r1", "r1r2", "r2r2", "r1r1", "r1r2", "r2r2");
    }

    @Test
    void whatWasBoundBeforeIsNotBoundAgain() {
        String sql = "INSERT INTO reviewer VALUES (?, ?)";
        workspace.write(tx -> tx.run(sql, "r1", "a@example.com"));
        assertThatThrownBy(() -> workspace.write(tx -> tx.run(sql, "r2"))).isInstanceOf(SurroundingsException.class);
        assertThatThrownBy(() -> workspace.write(tx -> tx.run(sql, "r1", "c@example.com")))
                .isInstanceOf(SurroundingsException.class);
        workspace.write(tx -> tx.run(sql, "r3", "d@example.com"));
        assertThat(addresses()).containsExactly("a@example.com", "d@example.com");
    }

    @Test
    void tablesThatAnotherConnectionChangedAreSeenByAStatementThatRanBefore() {
        String sql = "INSERT INTO reviewer (id, address) VALUES (?, ?)";
        workspace.write(tx -> tx.run(sql, "r1", "a@example.com"));
        try (Workspace other = workspace.beside()) {
            other.write(tx -> tx.run("DROP TABLE reviewer"));
            assertThatThrownBy(() -> workspace.write(tx -> tx.run(sql, "r2", "b@example.com")))
                    .isInstanceOf(SurroundingsException.class);
            other.write(tx -> tx.run("CREATE TABLE reviewer (more TEXT, address TEXT, id TEXT)"));
            workspace.write(tx -> tx.run(sql, "r3", "c@example.com"));
        }
        assertThat(addresses()).containsExactly("c@example.com");
    }

    @Test
    void aStatementThatFailsTakesTheOnesBeforeItBack() {
        assertThatThrownBy(() -> workspace.write(tx -> {
                    tx.run("INSERT INTO reviewer VALUES ('r1', 'a@example.com')");
                    return tx.run("INSERT INTO reviewer VALUES ('r1', 'b@example.com')");
                }))
                .isInstanceOf(SurroundingsException.class);
        assertThat(addresses()).isEmpty();
        workspace.write(tx -> tx.run("INSERT INTO reviewer VALUES ('r2', 'c@example.com')"));
        assertThat(addresses()).as("and the workspace goes on").containsExactly("c@example.com");
    }

    @Test
    void aCheckedRefusalRollsBackToo() {
        assertThatThrownBy(() -> workspace.write(tx -> {
                    tx.run("INSERT INTO reviewer VALUES ('r1', 'a@example.com')");
                    throw new org.countersign.work.RefusedException("here", "No.", "");
                }))
                .hasMessageContaining("No.");
        assertThat(addresses()).isEmpty();
    }

    @Test
    void aBackupNeverGoesOverAnotherFile() throws Exception {
        Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> workspace.backup(other))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("a file of that name exists");
        assertThat(other).hasContent("mine");
    }

    @Test
    void aBackupIntoAMissingFolderLeavesNothing() {
        assertThatThrownBy(() -> workspace.backup(folder.resolve("none/copy")))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("its folder does not exist");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aBackupThatFailsLeavesNoHalfCopy() throws Exception {
        // VACUUM does not run inside a transaction, which stands for any failure in the midst of it.
        assertThatThrownBy(() -> workspace.read(tx -> {
                    workspace.backup(folder.resolve("copy"));
                    return true;
                }))
                .isInstanceOf(SurroundingsException.class);
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("copy"));
        }
    }

    @Test
    void aBackupIsOneFileWithoutCompanions() throws Exception {
        Path copy = folder.resolve("sub.copy");
        workspace.backup(copy);
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside.map(path -> path.getFileName().toString()).filter(name -> name.contains("copy")))
                    .containsExactly("sub.copy");
        }
        try (var restored = new OpenWorkspace(Countersign.MIGRATIONS).existing(copy)) {
            assertThat(restored.<Boolean, RuntimeException>read(tx ->
                            tx.first("SELECT 1 FROM reviewer", row -> true).isEmpty()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 2_048, 5_000})
    void aBatchWritesEveryRowWhateverWaits(int rows) {
        workspace.write(tx -> {
            try (Batch added = tx.batch("INSERT INTO reviewer VALUES (?, ?)");
                    Batch changed = tx.batch("UPDATE reviewer SET address=? WHERE id=?")) {
                for (int i = 0; i < rows; i++) {
                    added.add("%05d".formatted(i), Optional.of("a" + i));
                    if (i % 1_500 == 7) {
                        added.flush();
                    }
                }
                added.flush();
                for (int i = 0; i < rows; i += 2) {
                    changed.add("b" + i, "%05d".formatted(i));
                }
            }
            return rows;
        });
        assertThat(addresses())
                .isEqualTo(IntStream.range(0, rows)
                        .mapToObj(i -> (i % 2 == 0 ? "b" : "a") + i)
                        .toList());
    }

    @Test
    void aBatchWithARowThatCannotBeWritesNothing() {
        assertThatThrownBy(() -> workspace.write(tx -> {
                    try (Batch added = tx.batch("INSERT INTO reviewer VALUES (?, ?)")) {
                        for (int i = 0; i < 3_000; i++) {
                            added.add("r" + i % 2_999, "a" + i);
                        }
                    }
                    return 0;
                }))
                .isInstanceOf(SurroundingsException.class);
        assertThat(addresses()).isEmpty();
    }
}
