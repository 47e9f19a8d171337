import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.countersign.app.Countersign;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;

/// How large a workspace grows with a snapshot every day: USERS users in groups of 50, of whom ten (or PERMILLE) in a
/// thousand change from day to day (another title), leave, or come.
///
/// `java -cp 'lib/*' History.java FOLDER USERS DAYS [PERMILLE]` prints the size of the file after the first and the last day, and
/// leaves the day after that as `next.ndjson` for `Upkeep.java`.
final class History {
    private History() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int users = Integer.parseInt(arguments[1]);
        int days = Integer.parseInt(arguments[2]);
        int permille = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        Path workspace = folder.resolve("history.countersign");
        Files.deleteIfExists(workspace);
        Instant first = Instant.parse("2025-01-01T06:00:00Z");
        Clock clock = Clock.fixed(first.plus(Duration.ofDays(days)), ZoneOffset.UTC);
        try (var app = Countersign.openOrMake(workspace, clock)) {
            app.importGovernance()
                    .run(
                            app.actor(),
                            "governance.yaml",
                            "sources: [{id: idp, name: IdP, kind: idp, vendor: scim}]".getBytes(StandardCharsets.UTF_8),
                            new ImportGovernance.Options(Optional.empty(), true, false));
        }
        var random = new Random(1);
        int[] titles = new int[users];
        long one = 0;
        for (int day = 0; day < days; day++) {
            Path file = folder.resolve("idp.ndjson");
            write(file, titles);
            try (var app = Countersign.openOrMake(workspace, clock)) {
                app.importSnapshot()
                        .run(
                                app.actor(),
                                new ImportSnapshot.Request(
                                        "idp", List.of(file), Optional.of(first.plus(Duration.ofDays(day))), true, true),
                                Progress.NONE);
            }
            if (day == 0) {
                one = Files.size(workspace);
            }
            for (int change = 0; change < users * permille / 1000; change++) {
                int who = random.nextInt(users);
                titles[who] = titles[who] < 0 ? 1 : random.nextInt(10) == 0 ? -1 : titles[who] + 1;
            }
        }
        write(folder.resolve("next.ndjson"), titles);
        long all = Files.size(workspace);
        System.out.printf("%d users, %d days: %,d bytes at first, %,d at last, %.2f times%n", users, days, one, all, (double) all / one);
    }

    /// A title below zero is somebody who is not there.
    private static void write(Path file, int[] titles) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < titles.length; i++) {
                if (titles[i] >= 0) {
                    out.write("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"u" + i
                            + "\",\"externalId\":\"E" + i + "\",\"userName\":\"user" + i
                            + "@example.com\",\"name\":{\"formatted\":\"Given Family" + i + "\",\"familyName\":\"Family" + i
                            + "\",\"givenName\":\"Given\"},\"displayName\":\"Given Family" + i + "\",\"title\":\"Title " + titles[i]
                            + "\",\"active\":true,\"emails\":[{\"value\":\"user" + i
                            + "@example.com\",\"type\":\"work\",\"primary\":true}],\"meta\":{\"resourceType\":\"User\",\"lastModified\":\""
                            + Instant.EPOCH.plusSeconds(86_400L * titles[i] + i) + "\"}}\n");
                }
            }
            for (int group = 0; group < titles.length / 50; group++) {
                out.write("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"g" + group
                        + "\",\"displayName\":\"Group " + group + "\",\"members\":[");
                boolean any = false;
                for (int i = group; i < titles.length; i += titles.length / 50) {
                    if (titles[i] >= 0) {
                        out.write((any ? "," : "") + "{\"value\":\"u" + i + "\",\"type\":\"User\"}");
                        any = true;
                    }
                }
                out.write("]}\n");
            }
        }
    }
}
