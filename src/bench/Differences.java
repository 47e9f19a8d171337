package org.countersign.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.governance.ImportGovernance;
import org.countersign.work.Progress;

/// What changed between two snapshots of an IdP: counted, as the preview of an import has it, and in words, as `snapshot diff`
/// has it; and beside it the memberships alone by SQLite's LEFT JOIN both ways, over two tables of integers that are filled
/// before the clock starts.
///
/// `javac -cp 'lib/*' -d OUT Differences.java; java -cp 'OUT:lib/*' org.countersign.snapshot.Differences FOLDER BEFORE NOW [REPEATS]`: two folders with `Users.ndjson` and `Groups.ndjson`, as
/// `Generate.java` writes them. Prints seconds, and how many memberships came and went.
final class Differences {
    private static final Instant TAKEN = Instant.parse("2026-06-01T06:00:00Z");
    private static final String ONE_WAY =
            "SELECT count(*) FROM %s one LEFT JOIN %s other ON other.g = one.g AND other.u = one.u WHERE other.g IS NULL";

    private Differences() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<Path> both = List.of(Path.of(arguments[1]), Path.of(arguments[2]));
        int repeats = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        Path file = folder.resolve("difference.countersign");
        Path peer = folder.resolve("difference.db");
        boolean made = Files.exists(file) && Files.exists(peer);
        try (var app = Countersign.openOrMake(file, Clock.fixed(TAKEN.plus(Duration.ofDays(2)), ZoneOffset.UTC));
                var connection = DriverManager.getConnection("jdbc:sqlite:" + peer)) {
            try (Statement statement = connection.createStatement()) {
                for (String pragma : List.of("journal_mode=OFF", "synchronous=OFF", "cache_size=-262144", "threads=2")) {
                    statement.execute("PRAGMA " + pragma);
                }
            }
            if (!made) {
                fill(app, both);
                fill(connection, both);
            }
            for (int i = 0; i < repeats; i++) {
                counted(app);
                ours(app);
                theirs(connection);
            }
        }
    }

    private static void counted(Countersign app) {
        long begun = System.nanoTime();
        Difference difference = app.workspace().read(tx -> {
            List<Snapshot> taken = new SnapshotStore(tx).before("idp", app.clock().instant());
            return new DifferenceStore(tx).between(taken.get(1), taken.get(0));
        });
        System.out.printf(
                "counted %.3f s, %d memberships came, %d went%n",
                (System.nanoTime() - begun) / 1e9,
                difference.memberships().fresh(),
                difference.memberships().gone());
    }

    private static void ours(Countersign app) throws Exception {
        long begun = System.nanoTime();
        var comparison = app.compareSnapshots().run("idp", Optional.empty(), Optional.empty());
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "ours %.3f s, %d memberships came, %d went%n",
                seconds,
                comparison.of(Comparison.Kind.MEMBERSHIP_ADDED).size(),
                comparison.of(Comparison.Kind.MEMBERSHIP_REMOVED).size());
    }

    private static void theirs(Connection connection) throws Exception {
        long begun = System.nanoTime();
        long[] counts = new long[2];
        try (Statement statement = connection.createStatement()) {
            for (int way = 0; way < 2; way++) {
                try (ResultSet rows = statement.executeQuery(
                        way == 0 ? ONE_WAY.formatted("member1", "member0") : ONE_WAY.formatted("member0", "member1"))) {
                    rows.next();
                    counts[way] = rows.getLong(1);
                }
            }
        }
        System.out.printf("sqlite %.3f s, %d memberships came, %d went%n", (System.nanoTime() - begun) / 1e9, counts[0], counts[1]);
    }

    private static void fill(Countersign app, List<Path> both) throws Exception {
        app.importGovernance().run(
                app.actor(),
                "governance.yaml",
                "sources: [{id: idp, name: IdP, kind: idp, vendor: scim}]".getBytes(StandardCharsets.UTF_8),
                new ImportGovernance.Options(Optional.empty(), true, false));
        for (int i = 0; i < both.size(); i++) {
            app.importSnapshot().run(
                    app.actor(),
                    new ImportSnapshot.Request(
                            "idp",
                            List.of(both.get(i).resolve("Users.ndjson"), both.get(i).resolve("Groups.ndjson")),
                            Optional.of(TAKEN.plus(Duration.ofDays(i))),
                            true,
                            true),
                    Progress.NONE);
        }
    }

    private static void fill(Connection connection, List<Path> both) throws Exception {
        Map<String, Integer> numbers = new HashMap<>();
        connection.setAutoCommit(false);
        for (int i = 0; i < both.size(); i++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE member" + i + " (g INTEGER, u INTEGER, PRIMARY KEY (g, u)) WITHOUT ROWID");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO member" + i + " VALUES (?, ?)");
                    Stream<String> lines = Files.lines(both.get(i).resolve("Groups.ndjson"))) {
                for (String line : (Iterable<String>) lines::iterator) {
                    group(line, numbers, insert);
                    insert.executeBatch();
                }
            }
        }
        connection.commit();
    }

    /// The first text called `id` is the group's, those called `value` its members'.
    private static void group(String line, Map<String, Integer> numbers, PreparedStatement insert) throws Exception {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            int group = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    if (parser.currentName().equals("id")) {
                        group = numbers.computeIfAbsent(parser.getText(), _ -> numbers.size() + 1);
                    } else if (parser.currentName().equals("value")) {
                        insert.setInt(1, group);
                        insert.setInt(2, numbers.computeIfAbsent(parser.getText(), _ -> numbers.size() + 1));
                        insert.addBatch();
                    }
                }
            }
        }
    }
}
