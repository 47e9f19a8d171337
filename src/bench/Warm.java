import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;

/// Imports into a new workspace inside one running program, again and again.
///
/// `java -cp 'lib/*' Warm.java FOLDER REPEATS`, beside `Peers.java duckdb|unboundid FOLDER DATABASE REPEATS`: quote the
/// medians of the later repeats.
final class Warm {
    private Warm() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Path file = folder.resolve("warm.countersign");
            Files.deleteIfExists(file);
            try (Countersign app = Countersign.openOrMake(file, Clock.systemUTC())) {
                app.importGovernance()
                        .run(
                                app.actor(),
                                "governance.yaml",
                                "sources:\n  - {id: idp, kind: idp, vendor: scim}\n".getBytes(StandardCharsets.UTF_8),
                                new ImportGovernance.Options(Optional.empty(), true, false));
                var request = new ImportSnapshot.Request(
                        "idp",
                        List.of(folder.resolve("Users.ndjson"), folder.resolve("Groups.ndjson")),
                        Optional.empty(),
                        false,
                        false);
                long start = System.nanoTime();
                app.importSnapshot().run(app.actor(), request, Progress.NONE);
                System.out.printf("countersign %.3f s%n", (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
