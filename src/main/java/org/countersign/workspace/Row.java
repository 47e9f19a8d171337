package org.countersign.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The current row of a query; columns count from 1. Valid only while the mapper runs.
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /// A text that is never null by the schema.
    public String text(int column) {
        return optionalText(column).orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
    }

    /// A text that may be absent.
    public Optional<String> optionalText(int column) {
        try {
            return Optional.ofNullable(results.getString(column));
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }

    /// An integer.
    public long number(int column) {
        try {
            return results.getLong(column);
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }

    /// An integer as 0 or 1.
    public boolean flag(int column) {
        return number(column) != 0;
    }

    /// A blob that is never null by the schema.
    public byte[] bytes(int column) {
        try {
            return results.getBytes(column);
        } catch (SQLException e) {
            throw Transaction.failed(e);
        }
    }
}
