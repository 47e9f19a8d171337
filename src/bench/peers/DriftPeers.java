import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rules that a database can answer by joins, on an organisation of `Organisation.java`: correlation by three keys,
/// disabled, unmatched, duplicates, and memberships that one side has alone; from tables that are filled before the clock
/// starts. SQLite's time includes its indexes; DuckDB needs none. Both have memberships as integers.
///
/// `java -cp … DriftPeers.java sqlite|duckdb FOLDER DATABASE [REPEATS]`
final class DriftPeers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 5_000;

    private final Connection connection;
    private final Map<String, Integer> identities = new HashMap<>();
    private final Map<String, Integer> accounts = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();

    private DriftPeers(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        boolean sqlite = arguments[0].equals("sqlite");
        Path folder = Path.of(arguments[1]);
        int repeats = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        boolean there = Files.exists(Path.of(arguments[2]));
        try (Connection connection = DriverManager.getConnection("jdbc:" + arguments[0] + ":" + arguments[2])) {
            try (Statement statement = connection.createStatement()) {
                if (sqlite) {
                    for (String pragma : List.of("journal_mode=OFF", "synchronous=OFF", "cache_size=-262144", "temp_store=FILE", "threads=2")) {
                        statement.execute("PRAGMA " + pragma);
                    }
                } else {
                    statement.execute("SET threads=2");
                }
            }
            connection.setAutoCommit(false);
            if (!there) {
                new DriftPeers(connection).fill(folder);
            }
            for (int i = 0; i < repeats; i++) {
                run(connection, arguments[0], sqlite);
            }
        }
        System.exit(0);
    }

    private void fill(Path folder) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE identity (n INTEGER PRIMARY KEY, id VARCHAR, ext VARCHAR, un VARCHAR, em VARCHAR, em2 VARCHAR, active INTEGER)");
            statement.execute("CREATE TABLE account (n INTEGER PRIMARY KEY, app INTEGER, id VARCHAR, ext VARCHAR, un VARCHAR, em VARCHAR, active INTEGER)");
            statement.execute("CREATE TABLE member (g INTEGER, u INTEGER, PRIMARY KEY (g, u))" + suffix());
            statement.execute("CREATE TABLE amember (g INTEGER, u INTEGER, PRIMARY KEY (g, u))" + suffix());
            statement.execute("CREATE TABLE mapping (idp INTEGER, app INTEGER, g INTEGER)");
        }
        users(folder.resolve("idp/Users.ndjson"), 0);
        members(folder.resolve("idp/Groups.ndjson"), "member", identities);
        for (int app = 1; Files.exists(folder.resolve("app" + app)); app++) {
            users(folder.resolve("app" + app + "/Users.ndjson"), app);
            members(folder.resolve("app" + app + "/Groups.ndjson"), "amember", accounts);
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO mapping VALUES (?, ?, ?)")) {
            for (String line : Files.readAllLines(folder.resolve("governance.yaml"))) {
                if (line.contains("idpGroup: ")) {
                    int app = Integer.parseInt(line.replaceFirst(".*app: app(\\d+),.*", "$1"));
                    insert.setInt(1, groups.get(line.replaceFirst(".*idpGroup: ([^,]+),.*", "$1")));
                    insert.setInt(2, app);
                    insert.setInt(3, groups.get(line.replaceFirst(".*appGroup: ([^,]+),.*", "$1")));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    private String suffix() throws Exception {
        return connection.getMetaData().getURL().contains("sqlite") ? " WITHOUT ROWID" : "";
    }

    private void users(Path file, int app) throws Exception {
        String sql = app == 0 ? "INSERT INTO identity VALUES (?, ?, ?, ?, ?, ?, ?)" : "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (BufferedReader lines = Files.newBufferedReader(file);
                PreparedStatement insert = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode user = JSON.readTree(line);
                Map<String, Integer> numbers = app == 0 ? identities : accounts;
                int number = numbers.size() + 1;
                numbers.put(user.get("id").asText(), number);
                var row = new ArrayList<Object>();
                row.add(number);
                if (app > 0) {
                    row.add(app);
                }
                row.add(user.get("id").asText());
                row.add(user.path("externalId").asText(null));
                row.add(user.path("userName").asText("").toLowerCase(Locale.ROOT));
                row.add(user.path("emails").path(0).path("value").asText(user.path("userName").asText()).toLowerCase(Locale.ROOT));
                if (app == 0) {
                    row.add(user.path("emails").path(1).path("value").asText("").toLowerCase(Locale.ROOT));
                }
                row.add(user.path("active").asBoolean() ? 1 : 0);
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void members(Path file, String table, Map<String, Integer> of) throws Exception {
        try (BufferedReader lines = Files.newBufferedReader(file);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            int waiting = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode group = JSON.readTree(line);
                int number = groups.computeIfAbsent(group.get("id").asText(), _ -> groups.size() + 1);
                for (JsonNode member : group.path("members")) {
                    insert.setInt(1, number);
                    insert.setInt(2, of.get(member.get("value").asText()));
                    insert.addBatch();
                    if (++waiting % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private static void run(Connection connection, String name, boolean sqlite) throws Exception {
        try (Statement statement = connection.createStatement()) {
            for (String index : List.of("by_id", "by_ext", "by_em", "by_em2", "by_un", "by_link")) {
                statement.execute("DROP INDEX IF EXISTS " + index);
            }
            statement.execute("DROP TABLE IF EXISTS link");
            connection.commit();
            long start = System.nanoTime();
            if (sqlite) {
                statement.execute("CREATE INDEX by_id ON identity (id)");
                statement.execute("CREATE INDEX by_ext ON identity (ext)");
                statement.execute("CREATE INDEX by_em ON identity (em)");
                statement.execute("CREATE INDEX by_em2 ON identity (em2)");
                statement.execute("CREATE INDEX by_un ON identity (un)");
                // The account's number is the key of its row, so that a membership finds it without an index.
                statement.execute("CREATE TABLE link (n INTEGER PRIMARY KEY, app INTEGER, active INTEGER, m INTEGER)");
                statement.execute("INSERT INTO link SELECT n, app, active, coalesce("
                        + "(SELECT i.n FROM identity i WHERE i.id = a.ext), (SELECT i.n FROM identity i WHERE i.ext = a.ext LIMIT 1),"
                        + "(SELECT i.n FROM identity i WHERE i.un = a.un LIMIT 1), (SELECT i.n FROM identity i WHERE i.em = a.em LIMIT 1),"
                        + "(SELECT i.n FROM identity i WHERE i.em2 = a.em LIMIT 1)) m FROM account a");
                statement.execute("CREATE INDEX by_link ON link (m)");
            } else {
                statement.execute("CREATE TABLE link AS SELECT a.n, a.app, a.active, coalesce(i1.n, i2.n, i3.n, i4.n, i5.n) m"
                        + " FROM account a LEFT JOIN identity i1 ON i1.id = a.ext LEFT JOIN identity i2 ON i2.ext = a.ext"
                        + " LEFT JOIN identity i3 ON i3.un = a.un LEFT JOIN identity i4 ON i4.em = a.em"
                        + " LEFT JOIN identity i5 ON i5.em2 = a.em");
            }
            long linked = System.nanoTime();
            String result = "disabled " + count(statement, "SELECT count(*) FROM link l JOIN identity i ON i.n = l.m WHERE l.active = 1 AND i.active = 0")
                    + ", unmatched " + count(statement, "SELECT count(*) FROM link WHERE m IS NULL AND active = 1")
                    + ", duplicates " + count(statement, "SELECT count(*) FROM (SELECT app, m FROM link WHERE m IS NOT NULL AND active = 1"
                            + " GROUP BY app, m HAVING count(*) > 1) x");
            long found = System.nanoTime();
            // SQLite is told the order, which it guesses badly.
            String join = sqlite ? "CROSS JOIN" : "JOIN";
            result += ", app-side " + count(statement, "SELECT count(*) FROM mapping p " + join + " amember a ON a.g = p.g " + join + " link l ON l.n = a.u"
                            + " LEFT JOIN member m ON m.g = p.idp AND m.u = l.m WHERE l.active = 1 AND m.g IS NULL")
                    + ", missing " + count(statement, "SELECT count(*) FROM mapping p " + join + " member m ON m.g = p.idp "
                            + join + " identity i ON i.n = m.u AND i.active = 1 " + join + " link l ON l.m = m.u AND l.app = p.app AND l.active = 1"
                            + " LEFT JOIN amember a ON a.g = p.g AND a.u = l.n WHERE a.g IS NULL");
            long end = System.nanoTime();
            System.out.printf(
                    "%s %.3f s (correlate %.3f, findings %.3f, memberships %.3f) %s%n",
                    name, (end - start) / 1e9, (linked - start) / 1e9, (found - linked) / 1e9, (end - found) / 1e9, result);
            connection.commit();
        }
    }

    private static long count(Statement statement, String sql) throws Exception {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
