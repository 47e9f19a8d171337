package org.countersign.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.countersign.text.Sha256;
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
    private final PrintWriter out;
    private final PrintWriter err;

    /// Runs commands with these streams.
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
        this.terminal = new Terminal(out, err, in, interactive);
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.desktop = desktop;
        this.out = out;
        this.err = err;
    }

    /// Runs one command line and answers its exit code.
    public int run(String... arguments) {
        var root = new RootCommand(terminal, clock, environment, desktop);
        var line = new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Instant.class, Cli::instant)
                .registerConverter(LocalDate.class, Cli::date)
                .setExecutionExceptionHandler((e, command, result) -> explain(e));
        int code = line.execute(arguments);
        if (code != 0) {
            root.forgetMade();
        }
        if (!terminal.arrived()) {
            terminal.note("The output could not be written to its end: is the disk full?");
            code = code == 0 ? 4 : code;
        }
        err.flush();
        return code;
    }

    private int explain(Exception e) throws Exception {
        switch (e) {
            case RefusedException refused -> {
                terminal.note(String.valueOf(refused.getMessage()));
                return 3;
            }
            case SurroundingsException failed -> {
                terminal.note(String.valueOf(failed.getMessage()));
                return 4;
            }
            case CancelledException stopped -> {
                terminal.note("Stopped. Nothing was changed.");
                return 4;
            }
            case RuntimeException bug -> {
                terminal.note(
                        "This is a fault of Countersign, not yours. Nothing half-done remains. Please quote the code "
                                + code(bug) + ": " + bug);
                return 4;
            }
            default -> throw e;
        }
    }

    /// A short code that stays the same for the same fault.
    private static String code(RuntimeException bug) {
        var place = new StringBuilder(bug.getClass().getName());
        for (StackTraceElement element : bug.getStackTrace()) {
            if (element.getClassName().startsWith("org.countersign")) {
                place.append(element.getClassName()).append(element.getMethodName());
            }
        }
        return Sha256.hex(place.toString()).substring(0, 8).toUpperCase(Locale.ROOT);
    }

    private static Instant instant(String text) {
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

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a date like 2026-12-31");
        }
    }
}
