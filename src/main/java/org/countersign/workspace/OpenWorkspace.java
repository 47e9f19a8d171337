package org.countersign.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// Use case: opens a workspace file, or makes one. A workspace is hostile input until it has passed every
/// check here.
public final class OpenWorkspace {
    private static final long LARGE = 64L << 20;

    /// What snapshots hold.
    private static final Set<String> BULK =
            Set.of("account", "account_body", "account_group", "membership", "resource");

    /// `CSGN`, in the SQLite header at offset 68.
    public static final int APPLICATION_ID = 0x4353474E;

    /// How long another writer is waited for, in milliseconds.
    static final int PATIENCE = 30_000;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final String SCHEMA =
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'";

    private final List<Migrations> migrations;

    /// @param migrations of every package that owns tables, in the order they are applied
    public OpenWorkspace(List<Migrations> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    /// Opens an existing file.
    ///
    /// @throws RefusedException where it is missing, not ours, newer, damaged or has a foreign schema
    public Workspace existing(Path file) throws RefusedException {
        if (!Files.exists(file)) {
            throw new RefusedException(
                    file.toString(),
                    "There is no workspace here.",
                    "Import a governance file or a snapshot first; that makes one.");
        }
        return open(file, false);
    }

    /// Opens a file, or makes an empty workspace there (mode 0600).
    public Workspace existingOrNew(Path file) throws RefusedException {
        if (!Files.exists(file)) {
            make(file);
        }
        return open(file, true);
    }

    /// Makes it beside its place and puts it there whole, so that nobody ever opens half a workspace. Where
    /// another program was faster, its file stays.
    private void make(Path file) throws RefusedException {
        Path absolute = file.toAbsolutePath();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            createPrivate(part, file);
            open(part, true).close();
            publish(part, absolute);
        } catch (FileAlreadyExistsException fasterThanWe) {
            return;
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be made: " + reason(e), e);
        } finally {
            for (String companion : List.of("", "-wal", "-shm")) {
                forget(part.resolveSibling(part.getFileName() + companion));
            }
        }
    }

    /// A hard link refuses a name that is taken, which a move on Unix does not.
    private static void publish(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            Files.move(part, file);
        }
    }

    private static void forget(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new SurroundingsException(part + " cannot be removed: " + reason(e), e);
        }
    }

    /// @param make whether an empty file becomes a workspace; one that is only read stays as it is
    private Workspace open(Path file, boolean make) throws RefusedException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new RefusedException(
                    file.toString().isEmpty() ? "\"\"" : file.toString(),
                    Files.isDirectory(file) ? "This is a folder, and no workspace file." : "This is no regular file.",
                    "Name the workspace file itself.");
        }
        boolean fresh = checkHeader(file);
        if (fresh && !make) {
            throw new RefusedException(file.toString(), "The file is empty, and no workspace.", "Name another file.");
        }
        try {
            Connection connection = connect(file);
            boolean opened = false;
            try {
                var workspace = new Workspace(file, connection);
                if (fresh) {
                    run(connection, "PRAGMA application_id=" + APPLICATION_ID);
                } else {
                    checkIntegrity(file, connection);
                }
                migrate(file, workspace, connection);
                checkSchema(file, connection);
                opened = true;
                return workspace;
            } finally {
                if (!opened) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            if (Transaction.damaged(e)) {
                throw damaged(file, String.valueOf(e.getMessage()));
            }
            throw Transaction.failed(e);
        } catch (SurroundingsException e) {
            if (e.getCause() instanceof SQLException cause && Transaction.damaged(cause)) {
                throw damaged(file, String.valueOf(cause.getMessage()));
            }
            throw e;
        }
    }

    private static RefusedException damaged(Path file, String how) {
        return new RefusedException(
                file.toString(),
                "The file is damaged or cut off: " + how + ".",
                "Restore a copy that countersign workspace backup made.");
    }

    /// @return true where the file is empty, so that it may become a workspace
    static boolean checkHeader(Path file) throws RefusedException {
        try (var channel = Files.newByteChannel(file)) {
            byte[] header = Channels.newInputStream(channel).readNBytes(100);
            if (header.length == 0) {
                return true;
            }
            if (header.length < 100 && startsLikeOurs(header)) {
                throw damaged(file, "only " + header.length + " bytes are left");
            }
            if (header.length < 100
                    || !Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))
                    || ByteBuffer.wrap(header).getInt(68) != APPLICATION_ID) {
                throw new RefusedException(
                        file.toString(), "This is not a Countersign workspace.", "Name another file.");
            }
            return false;
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean startsLikeOurs(byte[] header) {
        int length = Math.min(header.length, MAGIC.length);
        return Arrays.equals(header, 0, length, MAGIC, 0, length);
    }

    /// A connection that cannot change the file; its temporary tables it can.
    static Connection reading(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        for (String pragma : List.of(
                "busy_timeout=" + PATIENCE,
                "trusted_schema=OFF",
                "cell_size_check=ON",
                "temp_store=FILE",
                "cache_size=-8192",
                "temp.cache_size=-8192")) {
            run(connection, "PRAGMA " + pragma);
        }
        return connection;
    }

    /// Another connection to a file that is there: where it was taken away meanwhile, no empty one is made in its
    /// place.
    static Connection again(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return prepared(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    }

    static Connection connect(Path file) throws SQLException {
        return prepared(config().createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    }

    /// Without a `SELECT last_insert_rowid()` after every statement, which nobody asks for.
    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection prepared(Connection connection) throws SQLException {
        for (String pragma : List.of(
                "page_size=8192", // of a new file; a tenth faster to fill than 4096
                "busy_timeout=" + PATIENCE,
                "trusted_schema=OFF",
                "cell_size_check=ON",
                "foreign_keys=ON",
                "journal_mode=WAL",
                "synchronous=FULL",
                "temp_store=FILE",
                "threads=1", // a third off the making of a large index
                "cache_size=-8192")) {
            run(connection, "PRAGMA " + pragma);
        }
        return connection;
    }

    private static void checkIntegrity(Path file, Connection connection) throws RefusedException {
        String answer;
        try {
            answer = file.toFile().length() <= LARGE
                    ? answer(connection, "PRAGMA quick_check(1)")
                    : withoutContent(connection);
        } catch (SurroundingsException damaged) {
            answer = String.valueOf(damaged.getMessage());
        }
        if (!answer.equals("ok")) {
            throw damaged(file, answer);
        }
    }

    /// A year of a large organisation takes seconds to go through, at every command: its bulk is checked where it is
    /// read (`cell_size_check`), and by `workspace check`.
    private static String withoutContent(Connection connection) {
        var tx = new Transaction(connection);
        return tx.list("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name", row -> row.text(1)).stream()
                .filter(table -> !BULK.contains(table))
                .map(table -> answer(connection, "PRAGMA quick_check('" + table.replace("'", "''") + "')"))
                .filter(answer -> !answer.equals("ok"))
                .findFirst()
                .orElse("ok");
    }

    private static String answer(Connection connection, String pragma) {
        return new Transaction(connection).first(pragma, row -> row.text(1)).orElse("no answer");
    }

    private void migrate(Path file, Workspace workspace, Connection connection) throws RefusedException {
        boolean known = new Transaction(connection)
                .first("SELECT 1 FROM sqlite_schema WHERE name='migration'", row -> true)
                .orElse(false);
        if (known && upToDate(file, new Transaction(connection))) {
            return;
        }
        workspace.write(tx -> {
            tx.run("CREATE TABLE IF NOT EXISTS migration (package TEXT NOT NULL, number INTEGER NOT NULL,"
                    + " PRIMARY KEY (package, number)) STRICT, WITHOUT ROWID");
            for (Migrations owned : migrations) {
                int done = applied(tx, owned);
                for (int number = done + 1; number <= owned.count(); number++) {
                    owned.script(number).forEach(tx::define);
                    tx.run("INSERT INTO migration VALUES (?, ?)", owned.packageName(), number);
                }
            }
            return true;
        });
    }

    private boolean upToDate(Path file, Transaction tx) throws RefusedException {
        boolean current = true;
        int expected = 0;
        for (Migrations owned : migrations) {
            int done = applied(tx, owned);
            current &= done == owned.count();
            expected += Math.max(done, owned.count());
            if (done > owned.count()) {
                throw newer(file);
            }
        }
        long all =
                tx.first("SELECT count(*) FROM migration", row -> row.number(1)).orElse(0L);
        if (all > expected) {
            throw newer(file);
        }
        return current;
    }

    private static RefusedException newer(Path file) {
        return new RefusedException(
                file.toString(), "This workspace was made by a newer version of Countersign.", "Install that version.");
    }

    private static int applied(Transaction tx, Migrations owned) {
        return tx.first(
                        "SELECT coalesce(max(number), 0) FROM migration WHERE package=?",
                        row -> (int) row.number(1),
                        owned.packageName())
                .orElse(0);
    }

    /// A trigger or view that we did not make could rewrite evidence, so the schema must be exactly ours.
    private void checkSchema(Path file, Connection connection) throws SQLException, RefusedException {
        var found = new TreeSet<>(new Transaction(connection).list(SCHEMA, row -> row.text(1)));
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            var tx = new Transaction(memory);
            tx.run("CREATE TABLE IF NOT EXISTS migration (package TEXT NOT NULL, number INTEGER NOT NULL,"
                    + " PRIMARY KEY (package, number)) STRICT, WITHOUT ROWID");
            for (Migrations owned : migrations) {
                for (int number = 1; number <= owned.count(); number++) {
                    owned.script(number).forEach(tx::define);
                }
            }
            var expected = new TreeSet<>(tx.list(SCHEMA, row -> row.text(1)));
            if (!found.equals(expected)) {
                found.removeAll(expected);
                String odd = found.isEmpty() ? "something is missing" : found.first();
                throw new RefusedException(
                        file.toString(),
                        "The tables of this workspace are not as Countersign made them ("
                                + odd.substring(0, Math.min(60, odd.length())) + ").",
                        "Somebody changed the file with another program: restore a backup.");
            }
        }
    }

    static void createPrivate(Path file) {
        createPrivate(file, file);
    }

    /// @param named what a message names
    private static void createPrivate(Path file, Path named) {
        try {
            if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.newByteChannel(
                                file,
                                java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                        .close();
            } else {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new SurroundingsException(named + " cannot be made: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException none -> "its folder does not exist.";
            case java.nio.file.AccessDeniedException denied -> "you may not write there.";
            case java.nio.file.FileAlreadyExistsException exists -> "a file of that name exists.";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
