package org.countersign.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import org.countersign.app.RunDemo;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// What several tests start from. The demo is run once a JVM, on the real clock, and copied.
public final class Samples {
    private static Optional<Path> demo = Optional.empty();
    private static Optional<RunDemo.Outcome> outcome = Optional.empty();

    private Samples() {}

    /// The folder that `countersign demo` leaves; never written to by tests.
    public static synchronized Path demo() {
        if (demo.isEmpty()) {
            try {
                Path folder = Files.createTempDirectory("countersign-demo-").resolve("demo");
                outcome = Optional.of(new RunDemo(folder, Clock.systemUTC(), Progress.NONE).run());
                demo = Optional.of(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RefusedException e) {
                throw new IllegalStateException(e);
            }
        }
        return demo.get();
    }

    /// What the demo came to.
    public static synchronized RunDemo.Outcome demoOutcome() {
        demo();
        return outcome.orElseThrow();
    }

    /// A copy of the demo's workspace that a test may change.
    public static Path demoWorkspace(Path folder) throws IOException {
        Path copy = folder.resolve("workspace.countersign");
        Files.copy(demo().resolve("workspace.countersign"), copy);
        return copy;
    }

    private static void delete(Path folder) {
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException ignored) {
            // The system's temporary folder is cleaned by the system too.
        }
    }
}
