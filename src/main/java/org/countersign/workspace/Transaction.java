package org.countersign.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.countersign.work.SurroundingsException;
import org.jspecify.annotations.Nullable;

/// One transaction on the workspace. Only stores call its SQL (`ArchitectureTest` holds it); use cases pass
/// it on.
///
/// Arguments may be `String`, `Long`, `Integer`, `Boolean`, `byte[]` or an `Optional` of these.
public final class Transaction {
    private final Connection connection;
    private final Statements statements;
    private final Map<String, Query> kept = new HashMap<>();

    Transaction(Connection connection) {
        this(connection, new Statements(connection, 0));
    }

    /// @param statements of this connection
    Transaction(Connection connection, Statements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /// Runs one statement; answers the number of rows it changed.
    public int run(String sql, Object... arguments) {
        try {
            return statements.with(sql, statement -> {
                bind(statement, arguments);
                return statement.executeUpdate();
            });
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Runs a statement of a migration. `ALTER TABLE` seems to answer rows, which [#run] does not put up with.
    void define(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Every row, mapped.
    public <T> List<T> list(String sql, Function<Row, T> mapper, Object... arguments) {
        var rows = new ArrayList<T>();
        each(sql, row -> rows.add(mapper.apply(row)), arguments);
        return rows;
    }

    /// The first row, mapped.
    public <T> Optional<T> first(String sql, Function<Row, T> mapper, Object... arguments) {
        return list(sql, mapper, arguments).stream().findFirst();
    }

    /// Every row, as it comes.
    public void each(String sql, Consumer<Row> action, Object... arguments) {
        try {
            statements.with(sql, statement -> {
                rows(statement, action, arguments);
                return true;
            });
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Marks a place inside the transaction to which it can go back.
    public Mark mark() {
        run("SAVEPOINT mark");
        return () -> run("ROLLBACK TO mark");
    }

    /// A place inside a transaction.
    public interface Mark {
        /// Undoes everything since; may be called again. Batches must be closed before.
        void back();
    }

    /// A statement to be run many times; close it to write the rest.
    public Batch batch(String sql) {
        try {
            return new Batch(connection, sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// A query to be run many times; close it in the end.
    public Query query(String sql) {
        try {
            return new Query(statements, sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// A query that is prepared once and kept to the end of the transaction, for what is asked now and then.
    public Query kept(String sql) {
        return kept.computeIfAbsent(sql, this::query);
    }

    /// Closes what was kept.
    void close() {
        kept.values().forEach(Query::close);
        kept.clear();
    }

    /// A prepared query.
    public static final class Query implements AutoCloseable {
        private final Statements statements;
        private final String sql;
        private final PreparedStatement statement;

        private Query(Statements statements, String sql) throws SQLException {
            this.statements = statements;
            this.sql = sql;
            this.statement = statements.take(sql);
        }

        /// Every row, as it comes.
        public void each(Consumer<Row> action, Object... arguments) {
            try {
                rows(statement, action, arguments);
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        /// The first row, mapped.
        public <T> Optional<T> first(Function<Row, T> mapper, Object... arguments) {
            var rows = new ArrayList<T>(1);
            each(row -> rows.add(mapper.apply(row)), arguments);
            return rows.stream().findFirst();
        }

        @Override
        public void close() {
            try {
                statements.give(sql, statement);
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    private static void rows(PreparedStatement statement, Consumer<Row> action, Object[] arguments)
            throws SQLException {
        bind(statement, arguments);
        try (var results = statement.executeQuery()) {
            var row = new Row(results);
            while (results.next()) {
                action.accept(row);
            }
        }
    }

    private static void bind(PreparedStatement statement, Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
    }

    /// Asked millions of times: the frequent come first, and no `switch` over types, which costs as much as the
    /// binding.
    static void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(position, number);
        } else if (value instanceof Integer number) {
            statement.setInt(position, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else if (value instanceof String text) {
            statement.setString(position, text);
        } else if (value instanceof Boolean flag) {
            statement.setInt(position, flag ? 1 : 0);
        } else if (value instanceof Optional<?> optional) {
            bind(statement, position, optional.orElse(null));
        } else if (value == null) {
            statement.setObject(position, null);
        } else {
            throw new IllegalArgumentException("cannot bind " + value.getClass());
        }
    }

    /// Whether SQLite says that the file itself is bad (SQLITE_CORRUPT, SQLITE_NOTADB).
    static boolean damaged(SQLException e) {
        return (e.getErrorCode() & 0xff) == 11 || (e.getErrorCode() & 0xff) == 26;
    }

    /// What SQLite could not do, in a sentence; its result codes say which of the surroundings failed.
    static SurroundingsException failed(SQLException e) {
        String message =
                switch (e.getErrorCode() & 0xff) {
                    case 5, 6 ->
                        "The workspace is being written by another program and did not become free in 30 s. "
                                + "Try again when that has ended.";
                    case 8 -> "The workspace cannot be written: the file or its folder is read-only.";
                    case 10 -> "The disk failed while the workspace was read or written. Nothing was changed.";
                    case 11, 26 -> "The workspace is damaged. Restore a copy that countersign workspace backup made.";
                    case 13 -> "The disk is full. Nothing was changed; free some space and try again.";
                    case 14 -> "The workspace cannot be opened. Does its folder exist, and may you write there?";
                    default -> "The workspace could not be used: " + e.getMessage();
                };
        return new SurroundingsException(message, e);
    }
}
