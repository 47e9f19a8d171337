package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// An answer of Snowflake's SQL API (`/api/v2/statements`, format `jsonv2`): the names of columns in
/// `resultSetMetaData.rowType`, and rows of texts in `data`. A large answer comes in partitions, of which only the
/// first says what its columns are and how many rows there are in all.
final class SqlAnswer {
    /// Seconds with their fraction; with a zone, its minutes follow.
    private static final Pattern TIME = Pattern.compile("(-?\\d{1,12})(?:\\.(\\d{1,9}))?(?: \\d{1,4})?");

    /// A column.
    private record Column(String name, boolean time) {}

    private final List<Column> columns;
    private final Optional<Long> promised;
    private long rows;

    private SqlAnswer(List<Column> columns, Optional<Long> promised) {
        this.columns = List.copyOf(columns);
        this.promised = promised;
    }

    /// The first partition, where it is one.
    static Optional<SqlAnswer> of(ObjectNode object, String file) throws RefusedException {
        JsonNode described = object.path("resultSetMetaData");
        if (!described.path("rowType").isArray() || !object.path("data").isArray()) {
            return Optional.empty();
        }
        var columns = new ArrayList<Column>();
        var names = new HashSet<String>();
        for (JsonNode column : described.path("rowType")) {
            String name = column.path("name").asText("");
            if (!names.add(name)) {
                throw new RefusedException(
                        file,
                        "The column " + Formats.brief(name, 40) + " is there twice.",
                        "Export it with each column once.");
            }
            columns.add(new Column(
                    name, Attributes.fold(column.path("type").asText("")).startsWith("timestamp")));
        }
        return Optional.of(new SqlAnswer(columns, promised(described)));
    }

    private static Optional<Long> promised(JsonNode described) {
        if (described.path("numRows").canConvertToLong()) {
            return Optional.of(described.path("numRows").asLong());
        }
        long sum = 0;
        for (JsonNode partition : described.path("partitionInfo")) {
            sum += partition.path("rowCount").asLong();
        }
        return described.path("partitionInfo").isArray() ? Optional.of(sum) : Optional.empty();
    }

    /// Whether it is a partition after the first, which does not say what its columns are.
    static boolean isLaterPartition(ObjectNode object) {
        JsonNode data = object.path("data");
        return !object.has("resultSetMetaData")
                && !data.isEmpty()
                && data.isArray()
                && data.path(0).isArray();
    }

    /// A row as an object of its columns.
    ///
    /// @throws RowException where it has another number of fields
    ObjectNode row(JsonNode row) throws RowException {
        rows++;
        if (!row.isArray() || row.size() != columns.size()) {
            throw new RowException("It has " + (row.isArray() ? Formats.counted(row.size(), "field") : "no fields")
                    + ", and the answer has " + Formats.counted(columns.size(), "column") + ".");
        }
        ObjectNode object = CanonicalJson.object();
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> time = columns.get(i).time() ? time(row.get(i).asText("")) : Optional.empty();
            if (time.isPresent()) {
                object.put(columns.get(i).name(), time.get());
            } else {
                object.set(columns.get(i).name(), row.get(i));
            }
        }
        return object;
    }

    private static Optional<String> time(String text) {
        Matcher told = TIME.matcher(text);
        if (!told.matches()) {
            return Optional.empty();
        }
        String fraction = Optional.ofNullable(told.group(2)).orElse("0");
        long nanos = Long.parseLong((fraction + "00000000").substring(0, 9));
        try {
            return Optional.of(
                    Instant.ofEpochSecond(Long.parseLong(told.group(1)), nanos).toString());
        } catch (DateTimeException beyondEveryCalendar) {
            return Optional.empty();
        }
    }

    /// What is missing, in words.
    Optional<String> missing(String file) {
        return promised.filter(all -> rows < all)
                .map(all -> file + " has " + Formats.number(rows) + " of " + Formats.counted(all, "row")
                        + ": partitions of the answer are missing.");
    }
}
