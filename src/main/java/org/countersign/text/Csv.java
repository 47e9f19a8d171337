package org.countersign.text;

import java.util.ArrayList;
import java.util.List;

/// RFC 4180, with formulas made inert: a field that a spreadsheet would compute gets an apostrophe in
/// front.
public final class Csv {
    private static final String FORMULA = "=+-@\t\r＝＋－＠";

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

        SyntaxException(int line, String reason) {
            super(reason);
            this.line = line;
        }

        /// Where, from 1.
        public int line() {
            return line;
        }
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
    /// @throws SyntaxException where a quote does not close or stands in the middle of a field
    public static List<Row> read(String text) throws SyntaxException {
        var records = new ArrayList<Row>();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        int line = 1;
        int start = 1;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            if (quoted) {
                if (i == text.length()) {
                    throw new SyntaxException(start, "A quoted field does not end.");
                }
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"' && field.isEmpty() && !wasQuoted) {
                quoted = true;
                wasQuoted = true;
            } else if (c == '"') {
                throw new SyntaxException(line, "A quote stands in the middle of a field.");
            } else if (c == ',' || c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                wasQuoted = false;
                if (c == '\n') {
                    if (fields.size() > 1 || !fields.getFirst().isBlank()) {
                        records.add(new Row(start, fields));
                    }
                    fields.clear();
                    start = line + 1;
                }
            } else if (c != '\r') {
                field.append(c);
            }
            line += c == '\n' ? 1 : 0;
        }
        return records;
    }
}
