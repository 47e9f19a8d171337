package org.countersign.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Executors;
import org.countersign.app.Countersign;
import org.countersign.testkit.ReadOnlyDisk;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a workspace file while it is open is noticed before something is written to it.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be taken away there")
class OpenedFileTest {
    private final OpenWorkspace opening = new OpenWorkspace(Countersign.MIGRATIONS);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void make() throws Exception {
        file = folder.resolve("w.countersign");
        opening.existingOrNew(file).close();
    }

    private static void add(Workspace workspace, String address) {
        workspace.<Integer, RuntimeException>write(
                tx -> tx.run("INSERT INTO reviewer VALUES (?, ?)", address, address));
    }

    private static long reviewers(Workspace workspace) {
        return workspace.<Long, RuntimeException>read(tx ->
                tx.first("SELECT count(*) FROM reviewer", row -> row.number(1)).orElseThrow());
    }

    @Test
    void aFileThatIsDeletedIsNotWrittenAndWhatIsOpenCanBeSaved() throws Exception {
        try (var workspace = opening.existing(file)) {
            add(workspace, "before@example.com");
            assertThat(workspace.trouble()).isEmpty();
            Files.delete(file);
            assertThat(workspace.trouble()).contains(Trouble.GONE);
            assertThatThrownBy(() -> add(workspace, "after@example.com"))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("is gone")
                    .hasMessageContaining("save what is open");
            assertThat(reviewers(workspace)).isEqualTo(1);
            assertThatThrownBy(workspace::beside).hasMessageContaining("is gone");
            assertThatThrownBy(() -> workspace.rehearse(() -> false, tx -> 1)).hasMessageContaining("is gone");
            assertThatThrownBy(workspace::shrink).hasMessageContaining("is gone");
            assertThatThrownBy(() -> workspace.fill(Long.MAX_VALUE, tx -> 1)).hasMessageContaining("is gone");

            Path saved = folder.resolve("saved.countersign");
            workspace.backup(saved);
            try (var copy = opening.existing(saved)) {
                assertThat(reviewers(copy)).isEqualTo(1);
            }
        }
        assertThat(file).as("closing makes none either").doesNotExist();
    }

    @Test
    void aFileThatIsPutBackIsWrittenAgain() throws Exception {
        Path away = folder.resolve("away.countersign");
        try (var workspace = opening.existing(file)) {
            Files.move(file, away);
            assertThatThrownBy(() -> add(workspace, "a@example.com")).isInstanceOf(SurroundingsException.class);
            Files.move(away, file);
            assertThat(workspace.trouble()).isEmpty();
            add(workspace, "a@example.com");
        }
        try (var again = opening.existing(file)) {
            assertThat(reviewers(again)).isEqualTo(1);
        }
    }

    @Test
    void anotherFileInItsPlaceIsNotWritten() throws Exception {
        Path other = folder.resolve("other.countersign");
        try (var made = opening.existingOrNew(other)) {
            add(made, "other@example.com");
        }
        byte[] before = Files.readAllBytes(other);
        try (var workspace = opening.existing(file)) {
            add(workspace, "mine@example.com");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            assertThat(workspace.trouble()).contains(Trouble.REPLACED);
            assertThatThrownBy(() -> add(workspace, "after@example.com"))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining("is another file now");
            assertThatThrownBy(workspace::beside).hasMessageContaining("is another file now");
            Path saved = folder.resolve("saved.countersign");
            workspace.backup(saved);
            try (var copy = opening.existing(saved)) {
                assertThat(copy.<String, RuntimeException>read(
                                tx -> tx.first("SELECT address FROM reviewer", row -> row.text(1))
                                        .orElseThrow()))
                        .isEqualTo("mine@example.com");
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void theLogOfAFileGoesWithItAndNotIntoTheOneThatTookItsPlace() throws Exception {
        Path other = folder.resolve("other.countersign");
        try (var made = opening.existingOrNew(other)) {
            add(made, "other@example.com");
        }
        Path away = folder.resolve("away.countersign");
        try (var workspace = opening.existing(file)) {
            add(workspace, "mine@example.com");
            Files.move(file, away);
            Files.move(other, file);
        }
        for (Path each : List.of(file, away)) {
            try (var now = opening.existing(each)) {
                assertThat(now.<List<String>, RuntimeException>read(
                                tx -> tx.list("SELECT address FROM reviewer", row -> row.text(1))))
                        .as(each.toString())
                        .containsExactly(each.equals(file) ? "other@example.com" : "mine@example.com");
            }
        }
    }

    @Test
    void waitingForAnotherWriterIsSeen() throws Exception {
        try (var workspace = opening.existing(file);
                var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement();
                var executor = Executors.newSingleThreadExecutor()) {
            statement.execute("BEGIN IMMEDIATE");
            var written = executor.submit(() -> add(workspace, "late@example.com"));
            while (workspace.trouble().isEmpty()) {
                assertThat(written.isDone()).isFalse();
                Thread.sleep(50);
            }
            assertThat(workspace.trouble()).contains(Trouble.WAITING);
            statement.execute("COMMIT");
            written.get();
            assertThat(workspace.trouble()).isEmpty();
            assertThat(reviewers(workspace)).isEqualTo(1);
        }
    }

    @Test
    void aDiskThatMayOnlyBeReadIsSeen() throws Exception {
        Path disk = folder.resolve("disk");
        assumeTrue(ReadOnlyDisk.possible(), "no disk can be mounted here");
        try (var mounted = new ReadOnlyDisk(disk)) {
            Path there = disk.resolve("w.countersign");
            try (var workspace = opening.existingOrNew(there)) {
                add(workspace, "a@example.com");
                mounted.readOnly();
                assertThat(workspace.trouble()).contains(Trouble.READ_ONLY);
                assertThat(reviewers(workspace)).isEqualTo(1);
                assertThatThrownBy(() -> {
                            try (var beside = workspace.beside()) {
                                add(beside, "b@example.com");
                            }
                        })
                        .isInstanceOf(SurroundingsException.class)
                        .hasMessageContaining("read-only");
                mounted.writable();
                assertThat(workspace.trouble()).isEmpty();
                add(workspace, "b@example.com");
            }
        }
    }
}
