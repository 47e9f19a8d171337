import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import de.captaingoldfish.scim.sdk.common.resources.EnterpriseUser;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;

/// The same export into plain tables by other Java: DuckDB's `read_json` (which writes no index), and the SDKs of
/// UnboundID and Captain-P feeding SQLite in batches, with five indexes made at the end.
///
/// `java -cp … Peers.java duckdb|unboundid|captainp FOLDER DATABASE [REPEATS]` prints the seconds of each repeat.
final class Peers {
    private static final int BATCH = 1_000;
    private static final List<String> INDEXES = List.of(
            "CREATE UNIQUE INDEX by_id ON account (id)",
            "CREATE INDEX by_name ON account (lower(user_name))",
            "CREATE INDEX by_external ON account (external_id)",
            "CREATE INDEX by_email ON account (lower(email))",
            "CREATE INDEX by_member ON membership (member)");

    private Peers() {}

    private interface Reader {
        /// A user's seventeen columns.
        Object[] user(String line) throws Exception;

        /// A group's id, name, and then its members.
        List<String> group(String line) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int repeats = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        for (int i = 0; i < repeats; i++) {
            Files.deleteIfExists(Path.of(arguments[2]));
            Files.deleteIfExists(Path.of(arguments[2] + ".wal"));
            long start = System.nanoTime();
            switch (arguments[0]) {
                case "duckdb" -> duckdb(folder, arguments[2]);
                case "unboundid" -> sqlite(folder, arguments[2], new UnboundId());
                default -> sqlite(folder, arguments[2], new CaptainP());
            }
            System.out.printf("%s %.3f s%n", arguments[0], (System.nanoTime() - start) / 1e9);
        }
    }

    private static void duckdb(Path folder, String database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads=2");
            statement.execute("SET preserve_insertion_order=false");
            statement.execute("CREATE TABLE account AS SELECT id, externalId, userName, displayName, name.givenName,"
                    + " name.familyName, title, userType, active, emails[1].\"value\" AS email, e.employeeNumber,"
                    + " e.costCenter, e.division, e.department, e.manager.\"value\" AS manager, meta.created,"
                    + " meta.lastModified FROM (SELECT *,"
                    + " \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\" AS e FROM read_json('"
                    + folder.resolve("Users.ndjson") + "', format='newline_delimited', columns={id:'VARCHAR',"
                    + " externalId:'VARCHAR', userName:'VARCHAR', displayName:'VARCHAR',"
                    + " name:'STRUCT(givenName VARCHAR, familyName VARCHAR)', title:'VARCHAR', userType:'VARCHAR',"
                    + " active:'BOOLEAN', emails:'STRUCT(\"value\" VARCHAR)[]',"
                    + " meta:'STRUCT(created VARCHAR, lastModified VARCHAR)',"
                    + " \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                    + " 'STRUCT(employeeNumber VARCHAR, costCenter VARCHAR, division VARCHAR, department VARCHAR,"
                    + " manager STRUCT(\"value\" VARCHAR))'}))");
            statement.execute("CREATE TABLE membership AS SELECT id, unnest(members).\"value\" AS member FROM read_json('"
                    + folder.resolve("Groups.ndjson") + "', format='newline_delimited', columns={id:'VARCHAR',"
                    + " displayName:'VARCHAR', members:'STRUCT(\"value\" VARCHAR)[]'}, maximum_object_size=1000000000)");
        }
    }

    private static void sqlite(Path folder, String database, Reader reader) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String pragma : List.of(
                    "journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", "cache_size=-8192", "threads=2")) {
                statement.execute("PRAGMA " + pragma);
            }
            statement.execute("CREATE TABLE account (id, external_id, user_name, display_name, given, family, title,"
                    + " user_type, active, email, employee_number, cost_center, division, department, manager, created,"
                    + " modified)");
            statement.execute("CREATE TABLE member_group (number INTEGER PRIMARY KEY, id, display_name)");
            statement.execute("CREATE TABLE membership (number INTEGER, member TEXT)");
            connection.setAutoCommit(false);
            users(connection, folder, reader);
            groups(connection, folder, reader);
            for (String index : INDEXES) {
                statement.execute(index);
            }
            connection.commit();
        }
    }

    private static void users(Connection connection, Path folder, Reader reader) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO account VALUES (?" + ", ?".repeat(16) + ")");
                BufferedReader lines = Files.newBufferedReader(folder.resolve("Users.ndjson"))) {
            int waiting = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Object[] columns = reader.user(line);
                for (int i = 0; i < columns.length; i++) {
                    insert.setObject(i + 1, columns[i]);
                }
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void groups(Connection connection, Path folder, Reader reader) throws Exception {
        try (PreparedStatement group = connection.prepareStatement("INSERT INTO member_group VALUES (?, ?, ?)");
                PreparedStatement member = connection.prepareStatement("INSERT INTO membership VALUES (?, ?)");
                BufferedReader lines = Files.newBufferedReader(folder.resolve("Groups.ndjson"))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> found = reader.group(line);
                group.setInt(1, ++number);
                group.setString(2, found.get(0));
                group.setString(3, found.get(1));
                group.executeUpdate();
                for (String each : found.subList(2, found.size())) {
                    member.setInt(1, number);
                    member.setString(2, each);
                    member.addBatch();
                }
                member.executeBatch();
            }
        }
    }

    private static final class UnboundId implements Reader {
        private final com.fasterxml.jackson.databind.ObjectReader users =
                JsonUtils.getObjectReader().forType(UserResource.class);
        private final com.fasterxml.jackson.databind.ObjectReader groups =
                JsonUtils.getObjectReader().forType(GroupResource.class);

        @Override
        public Object[] user(String line) throws Exception {
            UserResource user = users.readValue(line);
            EnterpriseUserExtension work = user.getExtension(EnterpriseUserExtension.class);
            return new Object[] {
                user.getId(), user.getExternalId(), user.getUserName(), user.getDisplayName(),
                user.getName().getGivenName(), user.getName().getFamilyName(), user.getTitle(), user.getUserType(),
                user.getActive(), user.getEmails().getFirst().getValue(), work.getEmployeeNumber(),
                work.getCostCenter(), work.getDivision(), work.getDepartment(), work.getManager().getValue(),
                user.getMeta().getCreated().getTimeInMillis(), user.getMeta().getLastModified().getTimeInMillis()
            };
        }

        @Override
        public List<String> group(String line) throws Exception {
            GroupResource group = groups.readValue(line);
            var found = new java.util.ArrayList<String>(List.of(group.getId(), group.getDisplayName()));
            group.getMembers().forEach(member -> found.add(member.getValue()));
            return found;
        }
    }

    private static final class CaptainP implements Reader {
        @Override
        public Object[] user(String line) {
            User user = JsonHelper.readJsonDocument(line, User.class);
            EnterpriseUser work = user.getEnterpriseUser().orElseThrow();
            return new Object[] {
                user.getId().orElse(null), user.getExternalId().orElse(null), user.getUserName().orElse(null),
                user.getDisplayName().orElse(null), user.getName().orElseThrow().getGivenName().orElse(null),
                user.getName().orElseThrow().getFamilyName().orElse(null), user.getTitle().orElse(null),
                user.getUserType().orElse(null), user.isActive().orElse(false),
                user.getEmails().getFirst().getValue().orElse(null), work.getEmployeeNumber().orElse(null),
                work.getCostCenter().orElse(null), work.getDivision().orElse(null), work.getDepartment().orElse(null),
                work.getManager().orElseThrow().getValue().orElse(null),
                String.valueOf(user.getMeta().orElseThrow().getCreated().orElse(null)),
                String.valueOf(user.getMeta().orElseThrow().getLastModified().orElse(null))
            };
        }

        @Override
        public List<String> group(String line) {
            Group group = JsonHelper.readJsonDocument(line, Group.class);
            var found = new java.util.ArrayList<String>(List.of(
                    group.getId().orElseThrow(), group.getDisplayName().orElseThrow()));
            group.getMembers().forEach(member -> found.add(member.getValue().orElseThrow()));
            return found;
        }
    }
}
