package org.countersign.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// RFC 4180, with formulas made inert: a field that a spreadsheet would compute gets an apostrophe in
/// front.
public final class Csv {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /// One record.
    ///
    /// @param line where it starts, from 1
    public record Row(int line, List<String> fields) {
        /// Copies the list.
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /// The text is not RFC 4180.
    public static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        SyntaxException(int line, int column, String reason) {
            super(reason);
            this.line = line;
            this.column = column;
        }

        /// Where, from 1.
        public int line() {
            return line;
        }

        /// Where in its line, from 1.
        public int column() {
            return column;
        }
    }

    /// Takes records one by one.
    ///
    /// @param <X> what it may throw
    public interface Rows<X extends Exception> {
        /// The next one.
        void row(Row row) throws X;
    }

    /// One line, every field quoted, ended by CR LF.
    public static String line(List<String> fields) {
        var out = new StringBuilder();
        for (String field : fields) {
            out.append(out.isEmpty() ? "\"" : ",\"")
                    .append(inert(field).replace("\"", "\"\""))
                    .append('"');
        }
        return out.append("\r\n").toString();
    }

    /// A field for tab-separated text on the clipboard: on one line, and as inert as in a file.
    public static String cell(String field) {
        return inert(field.replaceAll("[\\t\\r\\n\\u2028\\u2029]+", " "));
    }

    private static String inert(String field) {
        return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
    }

    /// A field as it was before [#line(List)] made it inert.
    public static String plain(String field) {
        return field.length() > 1 && field.charAt(0) == '\'' && FORMULA.indexOf(field.charAt(1)) >= 0
                ? field.substring(1)
                : field;
    }

    /// Reads records; empty lines are skipped, a byte order mark too.
    ///
    /// @throws SyntaxException where a quote does not close or is not around a whole field, or a line ends in a
    /// carriage return alone
    public static List<Row> read(String text) throws SyntaxException {
        var records = new ArrayList<Row>();
        try {
            read(new StringReader(text), Integer.MAX_VALUE, ',', records::add);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return records;
    }

    /// What separates the fields of a table, by its header, which stays to be read: a tab where there are more tabs
    /// than commas outside of quotes, a semicolon where there is no comma, else the comma of RFC 4180.
    ///
    /// @param longest how many characters a record may have
    public static char separator(BufferedReader text, int longest) throws IOException {
        text.mark(longest);
        var found = new int[128];
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < longest; i++) {
            int c = text.read();
            if (c < 0 || (c == '\n' && !blank && !quoted)) {
                break;
            }
            if (c == '\n' && blank) {
                Arrays.fill(found, 0);
            }
            quoted ^= c == '"';
            blank &= Character.isWhitespace(c) || c == '\uFEFF';
            if (!quoted && c < found.length) {
                found[c]++;
            }
        }
        text.reset();
        if (found['\t'] > found[',']) {
            return '\t';
        }
        return found[','] == 0 && found[';'] > 0 ? ';' : ',';
    }

    /// Reads records as they come; one is in memory at a time.
    ///
    /// @param longest how many characters a record may have
    /// @param separator of fields; RFC 4180 knows the comma only
    /// @throws SyntaxException where a quote does not close or is not around a whole field, a line ends in a
    /// carriage return alone, or a record is too long
    public static <X extends Exception> void read(Reader text, int longest, char separator, Rows<X> rows)
            throws IOException, SyntaxException, X {
        new Parsing<>(text, longest, separator, rows).run();
    }

    /// One pass.
    private static final class Parsing<X extends Exception> {
        private final Reader text;
        private final int longest;
        private final char separator;
        private final Rows<X> rows;
        private final List<String> fields = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private boolean wasQuoted;
        private int line = 1;
        private int column;
        private int start = 1;
        private int length;

        Parsing(Reader text, int longest, char separator, Rows<X> rows) {
            this.text = text;
            this.longest = longest;
            this.separator = separator;
            this.rows = rows;
        }

        void run() throws IOException, SyntaxException, X {
            int c = next();
            if (c == '\uFEFF') {
                column = 0;
                c = next();
            }
            while (c >= 0) {
                if (c == '"') {
                    if (!field.isEmpty() || wasQuoted) {
                        throw new SyntaxException(line, column, "A quote stands in the middle of a field.");
                    }
                    c = quoted();
                } else if (c == '\r') {
                    c = next();
                    if (c >= 0 && c != '\n') {
                        throw new SyntaxException(line, column - 1, "A carriage return stands alone.");
                    }
                } else {
                    plain((char) c);
                    c = next();
                }
            }
            plain('\n');
        }

        private int next() throws IOException {
            column++;
            return text.read();
        }

        private void plain(char c) throws SyntaxException, X {
            if (c == separator || c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                wasQuoted = false;
            }
            if (c == '\n') {
                if (fields.size() > 1 || !fields.getFirst().isBlank()) {
                    rows.row(new Row(start, fields));
                }
                fields.clear();
                length = 0;
                newLine();
                start = line;
            } else if (c == separator) {
                count();
            } else if (wasQuoted) {
                throw new SyntaxException(
                        line,
                        column,
                        "Something stands between a closing quote and the next "
                                + (separator == ',' ? "comma." : separator == ';' ? "semicolon." : "tab."));
            } else {
                append(c);
            }
        }

        private void newLine() {
            line++;
            column = 0;
        }

        private void append(char c) throws SyntaxException {
            count();
            field.append(c);
        }

        /// Separators count: a record of nothing else is as long as any.
        private void count() throws SyntaxException {
            if (++length > longest) {
                throw new SyntaxException(start, 1, "A record has more than " + longest + " characters.");
            }
        }

        /// The inside of a quoted field; answers what follows it.
        private int quoted() throws IOException, SyntaxException {
            wasQuoted = true;
            int openLine = line;
            int openColumn = column;
            while (true) {
                int c = next();
                if (c < 0) {
                    throw new SyntaxException(openLine, openColumn, "A quoted field does not end.");
                }
                if (c == '"') {
                    int after = next();
                    if (after != '"') {
                        return after;
                    }
                }
                append((char) c);
                if (c == '\n') {
                    newLine();
                }
            }
        }
    }
}
