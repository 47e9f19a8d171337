package org.countersign.scim;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.text.Csv;
import org.countersign.work.RefusedException;

/// The header and the first rows of a table, for somebody who says what its columns are.
///
/// @param file its name
/// @param rows as they stand there
public record TableHead(String file, List<String> header, List<List<String>> rows) {
    private static final int LONGEST = 1 << 16;

    /// Copies the lists.
    public TableHead {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// What a row is read as.
    public sealed interface Line {
        /// An account.
        ///
        /// @param groups by name
        record Account(UserResource user, List<String> groups) implements Line {
            /// Copies the list.
            public Account {
                groups = List.copyOf(groups);
            }
        }

        /// Nothing.
        record Refused(String reason) implements Line {}
    }

    /// Enough has been read.
    private static final class Enough extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Reads no more than it needs.
    ///
    /// @param count how many rows
    /// @return empty where there is no header
    /// @throws RefusedException where it is no text
    public static Optional<TableHead> read(String file, InputStream in, int count)
            throws IOException, RefusedException {
        var found = new ArrayList<List<String>>();
        var text = new BufferedReader(new InputStreamReader(StrictText.open(in, file), StandardCharsets.UTF_8));
        try {
            Csv.<Enough>read(text, LONGEST, Csv.separator(text, LONGEST), row -> {
                found.add(row.fields());
                if (found.size() > count) {
                    throw new Enough();
                }
            });
        } catch (Enough | Csv.SyntaxException rest) {
            // What comes before is a head all the same; the reading proper says what is wrong.
            return head(file, found);
        }
        return head(file, found);
    }

    private static Optional<TableHead> head(String file, List<List<String>> found) {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableHead(file, found.getFirst(), found.subList(1, found.size())));
    }

    /// What each of the rows is read as, by the reader itself.
    public List<Line> read(Dialect dialect, Columns columns) {
        return rows.stream().map(row -> line(row, dialect, columns)).toList();
    }

    private Line line(List<String> row, Dialect dialect, Columns columns) {
        var sink = new Taking();
        var assembly = new Assembly(sink);
        byte[] table = (Csv.line(header) + Csv.line(row)).getBytes(StandardCharsets.UTF_8);
        try {
            new CsvReader(dialect, columns)
                    .read(new Origin(file, Optional.empty(), false), new ByteArrayInputStream(table), assembly);
        } catch (RefusedException e) {
            return new Line.Refused(e.reason());
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        assembly.finish();
        return sink.user
                .<Line>map(user -> new Line.Account(user, sink.groups))
                .orElseGet(() -> new Line.Refused(sink.refusal));
    }

    /// Keeps one account.
    private static final class Taking implements ResourceSink {
        private Optional<UserResource> user = Optional.empty();
        private final List<String> groups = new ArrayList<>();
        private String refusal = "";

        @Override
        public void user(UserResource found) {
            user = Optional.of(found);
        }

        @Override
        public void group(GroupResource group) {
            groups.add(group.label());
        }

        @Override
        public void refusedRow(String place, String reason) {
            refusal = reason;
        }

        @Override
        public void page(Page page) {}

        @Override
        public void warning(String text) {}
    }
}
