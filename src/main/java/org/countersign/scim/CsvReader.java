package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.ResourceSink.Cursors;
import org.countersign.scim.ResourceSink.Form;
import org.countersign.scim.ResourceSink.Listed;
import org.countersign.scim.ResourceSink.Page;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Reads accounts from a table with a header (RFC 4180, UTF-8), its fields separated by commas, or, as the header has
/// it, semicolons or tabs: one account a row; roles, entitlements and groups are separated by `;` or `|` within their
/// field, and the groups become groups.
///
/// Streams: one row is in memory at a time.
public final class CsvReader {
    /// A record is a person, not a book.
    private static final int LONGEST = 1 << 20;

    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "active", "enabled");
    /// What an account is that nobody has suspended, whatever the column is called.
    private static final Set<String> STANDING = Set.of("active", "enabled");

    private static final Set<String> NO =
            Set.of("false", "no", "n", "0", "inactive", "disabled", "suspended", "deactivated", "blocked", "deleted");

    private final Dialect dialect;
    private final Columns columns;

    /// @param dialect whose marks count
    public CsvReader(Dialect dialect, Columns columns) {
        this.dialect = dialect;
        this.columns = columns;
    }

    /// Reads to the end of `in`.
    ///
    /// @throws RefusedException where the table cannot be used at all
    public void read(Origin origin, InputStream in, Assembly assembly) throws IOException, RefusedException {
        String file = origin.name();
        var text = new BufferedReader(
                new InputStreamReader(
                        StrictText.open(in, file),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        var table = new Table(file, assembly);
        try {
            Csv.read(text, LONGEST, Csv.separator(text, LONGEST), table::row);
        } catch (Csv.SyntaxException e) {
            throw new RefusedException(
                    file + ", line " + e.line() + ", column " + e.column(),
                    String.valueOf(e.getMessage()),
                    "Export it again as CSV (RFC 4180).");
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    file + ", after line " + table.line,
                    "The file is not valid UTF-8, or has a NUL in it.",
                    "Save it as CSV UTF-8.");
        }
        table.end();
    }

    /// One table.
    private final class Table {
        private final String file;
        private final Assembly assembly;
        private Optional<Csv.Row> header = Optional.empty();
        private Map<Column, Integer> places = Map.of();
        private int line;
        private long users;
        private long refused;

        Table(String file, Assembly assembly) {
            this.file = file;
            this.assembly = assembly;
        }

        void row(Csv.Row row) throws RefusedException {
            line = row.line();
            if (header.isEmpty()) {
                checkHeader(row);
                places = columns.in(file, row);
                header = Optional.of(row);
                // Before any row, for a record keeps the first notes, and the next tables are read by this one.
                assembly.sink().warning(file + Columns.READ_AS + Columns.told(places, row) + ".");
                return;
            }
            try {
                account(row);
                users++;
            } catch (RowException e) {
                refused++;
                assembly.sink().refusedRow(file + ", line " + row.line(), String.valueOf(e.getMessage()));
            }
        }

        private void checkHeader(Csv.Row row) throws RefusedException {
            String first = row.fields().getFirst();
            if (first.stripLeading().startsWith("<")) {
                throw new RefusedException(
                        file + ", line " + row.line(), "This is HTML or XML, not CSV.", "Export it again.");
            }
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < row.fields().size(); i++) {
                String name = Attributes.fold(row.fields().get(i)).strip();
                if (!name.isEmpty() && !seen.add(name)) {
                    throw new RefusedException(
                            file + ", line " + row.line() + ", field " + (i + 1),
                            "The column " + Formats.brief(row.fields().get(i).strip(), 40) + " is there twice.",
                            "Export it with each column once.");
                }
            }
        }

        private void account(Csv.Row row) throws RowException {
            int expected = header.orElseThrow().fields().size();
            if (row.fields().size() != expected) {
                throw new RowException(
                        "It has " + row.fields().size() + " fields, and the header has " + expected + ".");
            }
            var fields = new Fields(rest(row));
            for (String field : row.fields()) {
                Optional<String> noText = Attributes.noText(field);
                if (noText.isPresent()) {
                    throw new RowException(noText.get());
                }
            }
            Optional<String> email = field(row, Column.EMAIL);
            Optional<String> userName = field(row, Column.USER_NAME).or(() -> email);
            String id = field(row, Column.ID)
                    .or(() -> userName)
                    .orElseThrow(() -> new RowException("Nothing in it names the account."));
            UserResource user = new UserResource(
                    id,
                    field(row, Column.EXTERNAL_ID),
                    userName,
                    displayName(row),
                    activity(row),
                    AccountKind.PERSON,
                    field(row, Column.USER_TYPE),
                    field(row, Column.TITLE),
                    field(row, Column.DEPARTMENT),
                    field(row, Column.EMPLOYEE_NUMBER),
                    field(row, Column.MANAGER).map(manager -> new Manager(manager, Optional.empty())),
                    email.map(address -> List.of(new Email(address, Optional.empty(), true)))
                            .orElse(List.of()),
                    grants(row, Column.ROLES),
                    grants(row, Column.ENTITLEMENTS),
                    List.of(),
                    instant(row, Column.LAST_MODIFIED),
                    instant(row, Column.LAST_SIGN_IN),
                    fields.extra());
            assembly.sink().user(dialect.told(user));
            for (String group : several(row, Column.GROUPS)) {
                assembly.membership(group, Optional.of(group), new Member(id, Member.Type.USER, Optional.empty()));
            }
        }

        /// The columns that nobody knows, as they are.
        private ObjectNode rest(Csv.Row row) {
            ObjectNode rest = CanonicalJson.object();
            List<String> names = header.orElseThrow().fields();
            for (int i = 0; i < names.size(); i++) {
                if (!places.containsValue(i)
                        && !names.get(i).isBlank()
                        && !row.fields().get(i).isBlank()) {
                    rest.put(names.get(i).strip(), row.fields().get(i));
                }
            }
            return rest;
        }

        private Optional<String> field(Csv.Row row, Column column) {
            return Optional.ofNullable(places.get(column))
                    .map(place -> Csv.plain(row.fields().get(place)).strip())
                    .filter(text -> !text.isEmpty());
        }

        private Optional<String> displayName(Csv.Row row) {
            return field(row, Column.DISPLAY_NAME)
                    .or(() -> Attributes.told((field(row, Column.GIVEN_NAME).orElse("") + " "
                                    + field(row, Column.FAMILY_NAME).orElse(""))
                            .strip()));
        }

        private Activity activity(Csv.Row row) throws RowException {
            Optional<Boolean> active = flag(row, Column.ACTIVE);
            boolean suspended = flag(row, Column.SUSPENDED).orElse(false);
            if (suspended) {
                return Activity.INACTIVE;
            }
            return active.or(() -> places.containsKey(Column.SUSPENDED)
                                    && field(row, Column.SUSPENDED).isPresent()
                            ? Optional.of(true)
                            : Optional.empty())
                    .map(yes -> yes ? Activity.ACTIVE : Activity.INACTIVE)
                    .orElse(Activity.NOT_TOLD);
        }

        /// For `suspended`, yes means that it is so, and a state is the account's own.
        private Optional<Boolean> flag(Csv.Row row, Column column) throws RowException {
            Optional<String> told = field(row, column).map(Attributes::fold);
            if (told.isEmpty()) {
                return Optional.empty();
            }
            String text = told.get();
            if (column == Column.SUSPENDED && NO.contains(text) && text.length() > 5) {
                return Optional.of(true); // a column "Suspended" that says "suspended"
            }
            if (column == Column.SUSPENDED && STANDING.contains(text)) {
                return Optional.of(false); // one that says what the account is
            }
            if (!YES.contains(text) && !NO.contains(text)) {
                throw new RowException("Field "
                        + (Optional.ofNullable(places.get(column)).orElse(0) + 1) + " ("
                        + header.orElseThrow()
                                .fields()
                                .get(Optional.ofNullable(places.get(column)).orElse(0))
                                .strip()
                        + ") says " + Formats.brief(text, 40) + ", which is neither active nor inactive.");
            }
            return Optional.of(YES.contains(text));
        }

        private List<String> several(Csv.Row row, Column column) {
            return field(row, column).stream()
                    .flatMap(text -> Arrays.stream(text.split("[;|\n]")))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
        }

        private List<Grant> grants(Csv.Row row, Column column) {
            var grants = new ArrayList<Grant>();
            several(row, column).forEach(name -> grants.add(new Grant(name, Optional.empty(), Optional.empty())));
            return grants;
        }

        private Optional<Instant> instant(Csv.Row row, Column column) {
            return field(row, column).flatMap(CsvReader::instant);
        }

        void end() throws RefusedException {
            if (header.isEmpty()) {
                throw new RefusedException(file, "There is no line in it.", "Export it again, with a header.");
            }
            if (users + refused == 0) {
                assembly.sink().warning(file + " has no row below its header: nobody is in it.");
            }
            assembly.sink()
                    .page(new Page(
                            Form.ARRAY,
                            Listed.NOT_TOLD,
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Cursors.NONE,
                            users,
                            0,
                            0,
                            refused));
        }
    }

    /// RFC 3339, or a date with or without a time, which is taken for UTC; anything else is not told.
    private static Optional<Instant> instant(String text) {
        Optional<Instant> exact = Attributes.instant(text);
        if (exact.isPresent()) {
            return exact;
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notTold) {
            return Optional.empty();
        }
    }
}
