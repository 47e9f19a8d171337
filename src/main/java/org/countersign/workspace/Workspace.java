package org.countersign.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.countersign.work.CancelledException;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;
import org.sqlite.ProgressHandler;

/// An open workspace: one SQLite file that only its owner can read.
///
/// Thread-safe: calls are served one after another. The file's own write lock is held per transaction,
/// never longer, so that a window left open does not stop a scheduled run.
public final class Workspace implements AutoCloseable {
    /// Below this a log costs nothing.
    private static final long STRAIGHT = 32L << 20;
    /// A writer of the usual kind is done within it; nanoseconds.
    private static final long SOON = 1_000_000_000L;

    /// How many steps of SQLite's machine lie between two looks whether a rehearsal is to stop: well below a
    /// millisecond.
    private static final int STEPS = 10_000;

    private final Path file;
    private final Connection connection;
    private final Statements statements;
    private final ReentrantLock turn = new ReentrantLock();
    /// One for all connections of this program to the file: whoever writes here waits for the others as long as it
    /// takes, and SQLite's patience is left for other programs.
    private final ReentrantLock writing;
    private final OpenedFile opened;
    /// Since when a write waits for another program, of [System#nanoTime()]; 0 while none does.
    private volatile long waiting;

    Workspace(Path file, Connection connection) {
        this(file, connection, new ReentrantLock());
    }

    private Workspace(Path file, Connection connection, ReentrantLock writing) {
        this.file = file;
        this.connection = connection;
        this.statements = new Statements(connection, Statements.MOST);
        this.writing = writing;
        this.opened = OpenedFile.now(file);
    }

    /// A second connection to the same file, for long work: what is read here goes on while it writes. Close it.
    ///
    /// @throws SurroundingsException where the file is no longer there, or another is
    public Workspace beside() {
        opened.check();
        try {
            return new Workspace(file, OpenWorkspace.again(file), writing);
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }

    /// Work inside one transaction.
    public interface Work<T, E extends Exception> {
        /// Does it; an exception rolls everything back.
        T in(Transaction transaction) throws E;
    }

    /// The file.
    public Path file() {
        return file;
    }

    /// What keeps it from being written, as far as that can be seen without writing. Waits for nobody.
    public Optional<Trouble> trouble() {
        Optional<Trouble> file = opened.trouble();
        if (file.isPresent()) {
            return file;
        }
        if (!opened.writable()) {
            return Optional.of(Trouble.READ_ONLY);
        }
        long since = waiting;
        return since != 0 && System.nanoTime() - since > SOON ? Optional.of(Trouble.WAITING) : Optional.empty();
    }

    /// Reads a consistent state.
    public <T, E extends Exception> T read(Work<T, E> work) throws E {
        return transact(false, work);
    }

    /// Reads a consistent state, unless somebody has the turn: for who must not wait.
    public <T, E extends Exception> Optional<T> readNow(Work<T, E> work) throws E {
        if (!turn.tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(transact(false, work));
        } finally {
            turn.unlock();
        }
    }

    /// Reads and writes, all or nothing; on disk when this returns (`synchronous=FULL`).
    public <T, E extends Exception> T write(Work<T, E> work) throws E {
        writing.lock();
        try {
            return transact(true, work);
        } finally {
            writing.unlock();
        }
    }

    /// As [#write], for work that brings far more than the file has: it then goes straight into the file, with a
    /// rollback journal of the little that was there, instead of through a log as large as itself. Others wait
    /// longer meanwhile. Where another program has the file open, it is an ordinary write.
    ///
    /// @param bytes about what the work brings
    public <T, E extends Exception> T fill(long bytes, Work<T, E> work) throws E {
        writing.lock();
        turn.lock();
        try {
            // Before the file is told to keep its journal elsewhere: one that is gone would be made anew.
            opened.check();
            boolean straight = bytes > STRAIGHT && bytes > 4 * file.toFile().length() && journal("TRUNCATE");
            try {
                return transact(true, work);
            } finally {
                if (straight) {
                    journal("WAL");
                }
            }
        } finally {
            turn.unlock();
            writing.unlock();
        }
    }

    /// As [#write], and what is deleted is overwritten with zeros in the file, too.
    public <T, E extends Exception> T erase(Work<T, E> work) throws E {
        turn.lock();
        try {
            execute("PRAGMA secure_delete=ON");
            try {
                return transact(true, work);
            } finally {
                execute("PRAGMA secure_delete=OFF");
            }
        } finally {
            turn.unlock();
        }
    }

    /// Gives the pages that are free back to the file system, by writing the file anew (`VACUUM`), and takes the log
    /// into it. Changes no content; needs room for the file a second time while it runs.
    public void shrink() {
        opened.check();
        turn.lock();
        try {
            execute("VACUUM");
            execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            turn.unlock();
        }
    }

    /// To see what work would come to, on a connection of its own that may only read the file. The work writes
    /// to temporary tables that it puts before those of the file (`CREATE TEMP TABLE`); they go with it. Nobody
    /// waits for it, neither in this program nor elsewhere.
    ///
    /// @param stopped is asked all the time, also within a statement; where it says yes, [CancelledException]
    /// ends the work
    public <T, E extends Exception> T rehearse(BooleanSupplier stopped, Work<T, E> work) throws E {
        opened.check();
        try (Connection own = OpenWorkspace.reading(file)) {
            ProgressHandler.setHandler(own, STEPS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return stopped.getAsBoolean() ? 1 : 0;
                }
            });
            try (Statement statement = own.createStatement()) {
                statement.execute("BEGIN");
                T value = within(new Transaction(own), work);
                if (stopped.getAsBoolean()) {
                    throw new CancelledException();
                }
                return value;
            } finally {
                ProgressHandler.clearHandler(own);
            }
        } catch (SurroundingsException e) {
            if (stopped.getAsBoolean()) {
                throw new CancelledException();
            }
            throw e;
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }

    /// Changes the way of writing, where nobody else has the file open.
    private boolean journal(String mode) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=0");
            statement.execute("PRAGMA journal_mode=" + mode);
            return true;
        } catch (SQLException open) {
            // Either way of writing is safe; the one that is set stays.
            return false;
        } finally {
            execute("PRAGMA busy_timeout=" + OpenWorkspace.PATIENCE);
        }
    }

    /// Changes when another process has written (`PRAGMA data_version`).
    public long version() {
        turn.lock();
        try {
            return new Transaction(connection)
                    .first("PRAGMA data_version", row -> row.number(1))
                    .orElse(0L);
        } finally {
            turn.unlock();
        }
    }

    /// A consistent copy while others may write (`VACUUM INTO`), private, and never over another file. Also of a file
    /// that is no longer where it was opened: what is open is copied, whatever has its name now.
    public void backup(Path to) {
        turn.lock();
        try {
            WholeFile.create(to, part -> new Transaction(connection).run("VACUUM INTO ?", part.toString()));
        } finally {
            turn.unlock();
        }
    }

    private static <T, E extends Exception> T within(Transaction tx, Work<T, E> work) throws E {
        try {
            return work.in(tx);
        } finally {
            tx.close();
        }
    }

    private <T, E extends Exception> T transact(boolean writes, Work<T, E> work) throws E {
        turn.lock();
        try {
            begin(writes);
            boolean done = false;
            try {
                T value = within(new Transaction(connection, statements), work);
                again("COMMIT");
                done = true;
                return value;
            } finally {
                if (!done) {
                    rollback();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private void begin(boolean writes) {
        if (!writes) {
            again("BEGIN");
            return;
        }
        opened.check();
        waiting = System.nanoTime();
        try {
            again("BEGIN IMMEDIATE");
        } finally {
            waiting = 0;
        }
    }

    /// What cannot be settled stays in the log, as it would have.
    private void settle() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException unsettled) {
            return;
        }
    }

    private void again(String sql) {
        try {
            statements.with(sql, PreparedStatement::execute);
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }

    private void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            // SQLite itself ends the transaction on a full disk or an I/O error; there is nothing left to undo.
            return;
        }
    }

    /// Where the file was moved or replaced, SQLite would leave the log at the name, where it gets into whatever is
    /// there next, and is missed in the file that it belongs to: it is taken into that file first.
    @Override
    public void close() {
        try {
            if (opened.trouble().isPresent()) {
                settle();
            }
            connection.close();
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }
}
