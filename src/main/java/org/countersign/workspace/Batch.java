package org.countersign.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows gathered and written many at a time; close it to write the rest.
///
/// A plain `INSERT` takes hundreds of rows in one statement, which halves the time of narrow ones: for those most of it
/// goes into beginning and ending a statement. What changes or removes is one statement a row.
public final class Batch implements AutoCloseable {
    private static final Pattern INSERT = Pattern.compile("(INSERT .* VALUES )(\\(\\?(?:, \\?)*\\))");

    /// As many values as one statement gets; more of them gain nothing.
    private static final int VALUES = 2_048;

    private final Connection connection;
    private final PreparedStatement one;
    private final Matcher insert;
    private final boolean plain;
    private final int columns;
    private final int most;
    private final @Nullable Object[] values;
    private @Nullable PreparedStatement many;
    private int waiting;

    Batch(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.one = connection.prepareStatement(sql);
        this.insert = INSERT.matcher(sql);
        this.plain = insert.matches();
        this.columns = one.getParameterMetaData().getParameterCount();
        this.most = VALUES / columns;
        this.values = new Object[most * columns];
    }

    /// Adds one row.
    public void add(Object... arguments) {
        System.arraycopy(arguments, 0, values, waiting * columns, columns);
        if (++waiting == most) {
            flush();
        }
    }

    /// Writes what waits.
    public void flush() {
        if (waiting == 0) {
            return;
        }
        try {
            if (waiting == most && plain) {
                together();
            } else {
                oneByOne();
            }
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
        Arrays.fill(values, 0, waiting * columns, null);
        waiting = 0;
    }

    private void together() throws SQLException {
        PreparedStatement statement = many;
        if (statement == null) {
            String row = insert.group(2);
            statement = connection.prepareStatement(insert.group(1) + row + (", " + row).repeat(most - 1));
            many = statement;
        }
        for (int i = 0; i < values.length; i++) {
            Transaction.bind(statement, i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private void oneByOne() throws SQLException {
        for (int row = 0; row < waiting; row++) {
            for (int i = 0; i < columns; i++) {
                Transaction.bind(one, i + 1, values[row * columns + i]);
            }
            one.addBatch();
        }
        one.executeBatch();
    }

    @Override
    public void close() {
        try (one;
                var _ = many) {
            flush();
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }
}
