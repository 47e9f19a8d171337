package org.countersign.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.countersign.app.Countersign;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace is hostile input until it has passed every check.
class WorkspaceTest {
    private final OpenWorkspace opening = new OpenWorkspace(Countersign.MIGRATIONS);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void make() throws Exception {
        file = folder.resolve("w.countersign");
        opening.existingOrNew(file).close();
    }

    private void sql(String... statements) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void itCarriesOurApplicationIdAndWritesAhead() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var id = connection.createStatement().executeQuery("PRAGMA application_id");
                var mode = connection.createStatement().executeQuery("PRAGMA journal_mode")) {
            assertThat(id.getInt(1)).isEqualTo(OpenWorkspace.APPLICATION_ID);
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
    }

    @Test
    void aNewWorkspaceIsOpenToOthersWhileItsMakerHasItOpen() throws Exception {
        Path fresh = folder.resolve("fresh.countersign");
        try (var maker = opening.existingOrNew(fresh);
                var other = opening.existing(fresh)) {
            assertThat(maker.file()).isEqualTo(other.file());
        }
    }

    private static void bring(Transaction tx, int rows) {
        tx.run("CREATE TABLE brought (n INTEGER, body BLOB)");
        try (var batch = tx.batch("INSERT INTO brought VALUES (?, ?)")) {
            for (int i = 0; i < rows; i++) {
                batch.add(i, new byte[1_000]);
            }
        }
    }

    private long tables(Path of) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + of);
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM sqlite_schema WHERE name='brought'")) {
            return rows.getLong(1);
        }
    }

    @Test
    void whatIsFilledGoesStraightIntoTheFileAndTheLogIsBackAfterwards() throws Exception {
        Path log = folder.resolve("w.countersign-wal");
        try (var workspace = opening.existing(file)) {
            workspace.fill(1L << 40, tx -> {
                bring(tx, 20_000);
                assertThat(folder.resolve("w.countersign-journal")).exists();
                assertThat(log).doesNotExist();
                return true;
            });
        }
        assertThat(tables(file)).isEqualTo(1);
        itCarriesOurApplicationIdAndWritesAhead();
    }

    @Test
    void aFillingThatFailsChangesNothing() throws Exception {
        try (var workspace = opening.existing(file)) {
            assertThatThrownBy(() -> workspace.fill(1L << 40, tx -> {
                        bring(tx, 20_000);
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
        }
        assertThat(tables(file)).isZero();
        opening.existing(file).close();
    }

    @Test
    void aFillingThatIsKilledLeavesWhatWasThere() throws Exception {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        try (var workspace = opening.existing(file)) {
            workspace.fill(1L << 40, tx -> {
                bring(tx, 20_000);
                try {
                    for (String name : new String[] {"w.countersign", "w.countersign-journal"}) {
                        Files.copy(folder.resolve(name), killed.resolve(name));
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return true;
            });
        }
        Path left = killed.resolve("w.countersign");
        assertThat(Files.size(left)).as("much of it was written already").isGreaterThan(1 << 22);
        opening.existing(left).close();
        assertThat(tables(left)).isZero();
    }

    @Test
    void fillingIsAnOrdinaryWriteWhereAnotherHasTheFileOpen() throws Exception {
        try (var workspace = opening.existing(file);
                var other = opening.existing(file)) {
            workspace.fill(1L << 40, tx -> {
                bring(tx, 20_000);
                assertThat(other.<Boolean, RuntimeException>read(
                                one -> one.first("SELECT 1 FROM sqlite_schema WHERE name='brought'", row -> true)
                                        .isEmpty()))
                        .as("others read on meanwhile")
                        .isTrue();
                return true;
            });
        }
        assertThat(tables(file)).isEqualTo(1);
    }

    @Test
    void aMissingWorkspaceIsRefusedForReading() {
        assertThatThrownBy(() -> opening.existing(folder.resolve("none")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no workspace here");
    }

    @Test
    void aDatabaseThatIsNotOursIsRefused() throws Exception {
        sql("PRAGMA application_id=1");
        assertThatThrownBy(() -> opening.existing(file)).hasMessageContaining("not a Countersign workspace");
    }

    @Test
    void aTextFileIsRefusedAndLeftAlone() throws Exception {
        Path text = folder.resolve("notes.txt");
        Files.writeString(text, "these are notes, not a workspace");
        assertThatThrownBy(() -> opening.existingOrNew(text)).hasMessageContaining("not a Countersign workspace");
        assertThat(text).hasContent("these are notes, not a workspace");
    }

    @Test
    void aNewerWorkspaceIsRefused() throws Exception {
        sql("INSERT INTO migration VALUES ('ledger', 99)");
        assertThatThrownBy(() -> opening.existing(file)).hasMessageContaining("newer version");
    }

    @Test
    void anUnknownPackagesTablesAreANewerWorkspace() throws Exception {
        sql("INSERT INTO migration VALUES ('remediation', 1)");
        assertThatThrownBy(() -> opening.existing(file)).hasMessageContaining("newer version");
    }

    @Test
    void aTriggerThatWeDidNotMakeIsRefused() throws Exception {
        sql("CREATE TRIGGER evil AFTER INSERT ON event BEGIN DELETE FROM snapshot; END");
        assertThatThrownBy(() -> opening.existing(file)).hasMessageContaining("not as Countersign made them");
    }

    @Test
    void aTriggerNamedAlmostLikeAnInternalOneIsRefused() throws Exception {
        sql("CREATE TRIGGER sqlitexevil AFTER INSERT ON event BEGIN DELETE FROM snapshot; END");
        assertThatThrownBy(() -> opening.existing(file)).hasMessageContaining("not as Countersign made them");
    }

    @Test
    void aRemovedTriggerIsRefused() throws Exception {
        sql("DROP TRIGGER event_is_never_changed");
        assertThatThrownBy(() -> opening.existing(file)).hasMessageContaining("not as Countersign made them");
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, Math.min(bytes.length, 20_000), (byte) 0x5a);
        Files.write(file, bytes);
        assertThatThrownBy(() -> opening.existing(file))
                .isInstanceOfAny(RefusedException.class, SurroundingsException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void damageOutsideTheSnapshotsIsRefusedInALargeFileAsWell() throws Exception {
        sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)"
                + " INSERT INTO account_body SELECT i, randomblob(1 << 20) FROM n");
        opening.existing(file).close();
        long root;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name='event'")) {
            root = rows.getLong(1);
        }
        assertThat(Files.size(file)).isGreaterThan(64L << 20);
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek((root - 1) * 8_192);
            bytes.write(new byte[200]);
        }
        assertThatThrownBy(() -> opening.existing(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aFailedWorkChangesNothing() throws Exception {
        try (var workspace = opening.existing(file)) {
            assertThatThrownBy(() -> workspace.write(tx -> {
                        tx.run("INSERT INTO reviewer VALUES ('r1', 'a@b')");
                        throw new IllegalStateException("half-way");
                    }))
                    .hasMessage("half-way");
            long rows = workspace
                    .read(tx -> tx.first("SELECT count(*) FROM reviewer", row -> row.number(1)))
                    .orElseThrow();
            assertThat(rows).isZero();
        }
    }

    @Test
    void aSecondProgramWaitsForTheWriter() throws Exception {
        var inside = new CountDownLatch(1);
        try (var first = opening.existing(file);
                var second = opening.existing(file);
                var executor = Executors.newSingleThreadExecutor()) {
            var writing = executor.submit(() -> first.write(tx -> {
                tx.run("INSERT INTO reviewer VALUES ('r1', 'first')");
                inside.countDown();
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }));
            inside.await();
            long version = second.version();
            second.write(tx -> tx.run("INSERT INTO reviewer VALUES ('r2', 'second')"));
            assertThat(writing.get()).isTrue();
            assertThat(second.version()).isNotEqualTo(version);
            assertThat(first.<Long, RuntimeException>read(
                            tx -> tx.first("SELECT count(*) FROM reviewer", row -> row.number(1))
                                    .orElseThrow()))
                    .isEqualTo(2);
        }
    }

    @Test
    void anEmptyFileIsNoWorkspaceAndStaysEmpty() throws Exception {
        Path empty = Files.createFile(folder.resolve("zero.countersign"));
        assertThatThrownBy(() -> opening.existing(empty)).hasMessageContaining("The file is empty");
        assertThat(Files.size(empty)).isZero();
    }

    @Test
    void aBackupIsWholeAndPrivate() throws Exception {
        Path copy = folder.resolve("copy.countersign");
        try (var workspace = opening.existing(file)) {
            workspace.write(tx -> tx.run("INSERT INTO reviewer VALUES ('r1', 'kept')"));
            workspace.backup(copy);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        try (var restored = opening.existing(copy)) {
            assertThat(restored.<String, RuntimeException>read(
                            tx -> tx.first("SELECT address FROM reviewer", row -> row.text(1))
                                    .orElseThrow()))
                    .isEqualTo("kept");
        }
    }

    @Test
    void aFolderThatDoesNotExistIsSaidPlainly() {
        assertThatThrownBy(() -> opening.existingOrNew(folder.resolve("no/such/w")))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("folder does not exist");
    }

    @Test
    void aFullDiskIsSaidPlainlyAndChangesNothing() throws Exception {
        try (var workspace = opening.existing(file)) {
            long pages = workspace.<Long, RuntimeException>read(
                    tx -> tx.first("PRAGMA page_count", row -> row.number(1)).orElseThrow());
            workspace.read(tx -> tx.first("PRAGMA max_page_count=" + pages, row -> row.number(1)));
            assertThatThrownBy(() -> workspace.write(tx -> tx.run(
                            "INSERT INTO reviewer VALUES ('big', ?)",
                            new String(new byte[2_000_000], StandardCharsets.US_ASCII))))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining("disk is full");
            assertThat(workspace.<Long, RuntimeException>read(
                            tx -> tx.first("SELECT count(*) FROM reviewer", row -> row.number(1))
                                    .orElseThrow()))
                    .isZero();
        }
    }
}
