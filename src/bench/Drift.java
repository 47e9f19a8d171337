import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.rule.Rules;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;

/// Evaluates an organisation of `Organisation.java`: the rules that `DriftPeers.java` has in SQL, all rules, and the morning
/// run that keeps what it found. Prints seconds, and how many findings of each rule.
///
/// `java -cp 'lib/*' Drift.java FOLDER import|few|all|run [REPEATS]`
final class Drift {
    private static final Instant TAKEN = Instant.parse("2026-06-01T06:00:00Z");
    private static final Set<String> FEW = Set.of(
            "disabled-identity-active-account", "unmatched-account", "duplicate-account", "app-side-membership",
            "missing-membership");

    private Drift() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path file = folder.resolve("drift.countersign");
        int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        var clock = Clock.fixed(TAKEN.plus(Duration.ofHours(1)), ZoneOffset.UTC);
        if (arguments[1].equals("import")) {
            Files.deleteIfExists(file);
        }
        try (var app = Countersign.openOrMake(file, clock)) {
            for (int i = 0; i < repeats; i++) {
                long begun = System.nanoTime();
                String what = switch (arguments[1]) {
                    case "import" -> fill(app, folder, TAKEN);
                    case "again" -> fill(app, folder, TAKEN.plus(Duration.ofMinutes(i + 1)));
                    case "few" -> figures(check(app, true).asOf(clock.instant()));
                    case "all" -> figures(check(app, false).asOf(clock.instant()));
                    default -> figures(check(app, false).now());
                };
                System.out.printf("%s %.3f s %s%n", arguments[1], (System.nanoTime() - begun) / 1e9, what);
            }
        }
    }

    private static CheckDrift check(Countersign app, boolean few) {
        return new CheckDrift(
                app.workspace(),
                app.clock(),
                Rules.ALL.stream().filter(rule -> !few || FEW.contains(rule.id())).toList());
    }

    private static String fill(Countersign app, Path folder, Instant taken) throws Exception {
        app.importGovernance()
                .run(
                        app.actor(),
                        "governance.yaml",
                        Files.readAllBytes(folder.resolve("governance.yaml")),
                        new ImportGovernance.Options(Optional.empty(), false, false));
        List<Path> sources;
        try (Stream<Path> all = Files.list(folder)) {
            sources = all.filter(Files::isDirectory).sorted(java.util.Comparator.comparing(path -> !path.endsWith("idp"))).toList();
        }
        for (Path source : sources) {
            app.importSnapshot().run(
                    app.actor(),
                    new ImportSnapshot.Request(
                            source.getFileName().toString(),
                            List.of(source.resolve("Users.ndjson"), source.resolve("Groups.ndjson")),
                            Optional.of(taken),
                            false,
                            false),
                    Progress.NONE);
        }
        return sources.size() + " sources";
    }

    private static String figures(Evaluation evaluation) {
        Map<String, Long> counts = evaluation.findings().stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
        return counts.toString();
    }
}
