package org.countersign;

import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.countersign.cli.Cli;
import org.countersign.cli.StandardOutput;
import org.countersign.ui.shell.Preflight;
import org.countersign.ui.shell.StartDesktop;

/// Starts the command line where there are arguments, else the desktop. The command line never loads
/// JavaFX.
public final class Main {
    /// Libraries that log what is no user's business; held, because a logger is collected otherwise.
    private static final Logger QUIET = Logger.getLogger("");

    private Main() {}

    /// Ends the process with the exit codes of cli-and-files.md.
    public static void main(String[] arguments) {
        QUIET.setLevel(Level.OFF);
        // Only the PDF uses AWT, and it must never ask for a display.
        System.setProperty("java.awt.headless", "true");
        var cli = new Cli(
                new PrintWriter(new OutputStreamWriter(new StandardOutput(), StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                System.in,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                Clock.systemUTC(),
                System.getenv(),
                Main::desktop);
        System.exit(cli.run(arguments));
    }

    private static int desktop(Optional<Path> workspace) {
        Optional<String> missing = Preflight.ofThisMachine().missing();
        if (missing.isPresent()) {
            System.err.println(missing.get());
            return 4;
        }
        return StartDesktop.run(workspace);
    }
}
