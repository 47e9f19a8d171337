package org.countersign;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.countersign.cli.Cli;

/// Starts the command line where there are arguments, else the desktop. The command line never loads JavaFX.
public final class Main {
    /// Libraries that log what is no user's business; held, because a logger is collected otherwise.
    private static final Logger QUIET = Logger.getLogger("");

    private Main() {}

    /// Ends the process with the exit codes of cli-and-files.md.
    public static void main(String[] arguments) {
        QUIET.setLevel(Level.OFF);
        if (arguments.length > 0) {
            // The desktop sets its own; on the command line AWT must never ask for a display.
            System.setProperty("java.awt.headless", "true");
        }
        var cli = new Cli(
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                System.in,
                System.console() != null && System.console().isTerminal(),
                Clock.systemUTC(),
                System.getenv(),
                workspace -> 4);
        System.exit(cli.run(arguments));
    }
}
