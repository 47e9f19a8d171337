import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.app.Countersign;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot;
import org.countersign.snapshot.Retention;
import org.countersign.work.Progress;

/// What the day after a history of `History.java` costs: its preview, its import, or what `snapshot prune --keep-last 30`
/// would remove. Once a program, so that `/usr/bin/time` tells the memory.
///
/// `java -cp 'lib/*' Upkeep.java FOLDER preview|import|prune`
final class Upkeep {
    private Upkeep() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Instant taken = Instant.parse("2027-01-01T06:00:00Z");
        Clock clock = Clock.fixed(taken.plus(Duration.ofHours(1)), ZoneOffset.UTC);
        var request = new ImportSnapshot.Request(
                "idp", List.of(folder.resolve("next.ndjson")), Optional.of(taken), false, false);
        try (var app = Countersign.openOrMake(folder.resolve("history.countersign"), clock)) {
            long begun = System.nanoTime();
            String result = switch (arguments[1]) {
                case "preview" -> app.previewSnapshot().run(request, Progress.NONE, PreviewSnapshot.Onlooker.NONE)
                        instanceof PreviewSnapshot.Outcome.Usable usable ? usable.difference().orElseThrow().toString() : "none";
                case "import" -> app.importSnapshot().run(app.actor(), request, Progress.NONE).getClass().getSimpleName();
                case "prune" -> app.pruneSnapshots().plan(retention(), Set.of()).removed().size() + " would go";
                default -> throw new IllegalArgumentException(arguments[1]);
            };
            System.out.printf("%s: %.2f s, %s%n", arguments[1], (System.nanoTime() - begun) / 1e9, result);
        }
    }

    private static Retention retention() {
        return new Retention(30, Optional.empty(), 0, 0, 0, 0);
    }
}
