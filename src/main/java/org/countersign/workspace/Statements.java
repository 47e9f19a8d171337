package org.countersign.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The statements of a connection that ran last, ready to run again: to prepare a small one takes longer than to run
/// it.
/// SQLite itself prepares one anew where the tables have changed (`sqlite3_prepare_v2`).
///
/// Not thread-safe, like the connection. What it keeps goes with the connection.
final class Statements {
    /// More than any act needs; texts that are made for one question push each other out.
    static final int MOST = 64;

    /// A `PRAGMA` may do its work while it is prepared.
    private static final Pattern AGAIN = Pattern.compile("(?:SELECT|INSERT|UPDATE|DELETE|BEGIN|COMMIT)\\b");

    private final Connection connection;
    private final int most;
    /// Those that nobody runs, the one that was not used for longest first.
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    /// @param most that are kept; 0 = none
    Statements(Connection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /// What is done with a statement.
    interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /// Runs a statement that is nobody else's meanwhile. It is kept where this ends well, with its results closed.
    <T> T with(String sql, Use<T> use) throws SQLException {
        PreparedStatement statement = take(sql);
        boolean well = false;
        try {
            T value = use.of(statement);
            well = true;
            return value;
        } finally {
            if (well) {
                give(sql, statement);
            } else {
                statement.close();
            }
        }
    }

    /// A statement that is nobody else's until it is given back, or closed.
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement known = idle.remove(sql);
        return known == null ? connection.prepareStatement(sql) : known;
    }

    /// Takes one back whose results are closed. What was bound to it is let go.
    void give(String sql, PreparedStatement statement) throws SQLException {
        if (most == 0 || idle.containsKey(sql) || !AGAIN.matcher(sql).lookingAt()) {
            statement.close();
            return;
        }
        statement.clearParameters();
        idle.put(sql, statement);
        if (idle.size() > most) {
            Iterator<PreparedStatement> eldest = idle.values().iterator();
            PreparedStatement unused = eldest.next();
            eldest.remove();
            unused.close();
        }
    }
}
