package org.countersign.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.countersign.scim.pull.PullLimits;
import org.countersign.text.Formats;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import picocli.CommandLine;

/// The command line: parses, runs, and turns what went wrong into one message and an exit code.
public final class Cli {
    private final Terminal terminal;
    private final Clock clock;
    private final Map<String, String> environment;
    private final ToIntFunction<Optional<Path>> desktop;
    private final PullLimits limits;
    private final PrintWriter out;
    private final PrintWriter err;

    /// Runs commands with these streams, and pulls within the usual limits.
    ///
    /// @param interactive whether a person sits at a terminal
    /// @param desktop opens the desktop on a workspace
    public Cli(
            PrintWriter out,
            PrintWriter err,
            InputStream in,
            boolean interactive,
            Clock clock,
            Map<String, String> environment,
            ToIntFunction<Optional<Path>> desktop) {
        this(out, err, in, interactive, clock, environment, desktop, PullLimits.DEFAULT);
    }

    /// Runs commands with these streams, and pulls within these limits.
    ///
    /// @param interactive whether a person sits at a terminal
    /// @param desktop opens the desktop on a workspace
    public Cli(
            PrintWriter out,
            PrintWriter err,
            InputStream in,
            boolean interactive,
            Clock clock,
            Map<String, String> environment,
            ToIntFunction<Optional<Path>> desktop,
            PullLimits limits) {
        this.terminal = new Terminal(
                out,
                err,
                in,
                interactive,
                environment.getOrDefault("NO_COLOR", "").isEmpty());
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.desktop = desktop;
        this.limits = limits;
        this.out = out;
        this.err = err;
    }

    /// Runs one command line and answers its exit code.
    public int run(String... arguments) {
        var root = new RootCommand(terminal, clock, environment, desktop, limits);
        var line = new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A text may be in a file, @FILE; its words are no arguments.
                .setExpandAtFiles(false)
                .registerConverter(Instant.class, Cli::instant)
                .registerConverter(LocalDate.class, Cli::date)
                .registerConverter(Path.class, Cli::path)
                .setExecutionExceptionHandler((e, command, result) -> explain(e));
        int code = line.execute(arguments);
        root.end(code);
        if (!terminal.arrived()) {
            terminal.note("The output could not be written to its end: is the disk full?");
            code = code == 0 ? 4 : code;
        }
        err.flush();
        return code;
    }

    private int explain(Exception e) throws Exception {
        return switch (e) {
            case RefusedException refused -> say(3, String.valueOf(refused.getMessage()));
            case SurroundingsException failed -> say(4, String.valueOf(failed.getMessage()));
            case CancelledException _ -> say(4, "Stopped. Nothing was changed.");
            case RuntimeException bug -> say(4, Fault.sentence(bug));
            default -> throw e;
        };
    }

    private int say(int code, String message) {
        terminal.note(message);
        return code;
    }

    static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(java.time.ZoneOffset.UTC)
                            .toInstant()
                    : java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not an instant like 2026-11-24T06:12:00Z");
        }
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new CommandLine.TypeConversionException("the name of a file is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("'" + Formats.visible(text) + "' is not the name of a file");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a date like 2026-12-31");
        }
    }
}
