package org.countersign.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Register;
import org.countersign.drift.SetException;
import org.countersign.governance.Access;
import org.countersign.governance.ExceptionRecord;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `exception list`, `add`, `extend`, `hand-over`, `end`.
@Command(name = "exception", description = "Access that is allowed by hand: who, why, until when.")
final class ExceptionCommand {
    private static final List<String> HEAD = List.of(
            "id",
            "state",
            "source",
            "account",
            "access",
            "owner",
            "granted",
            "expires",
            "extensions",
            "covers",
            "reason");

    @ParentCommand
    private RootCommand root;

    @Command(name = "list", description = "The register: what needs somebody first, then by its end.")
    int list(@Option(names = "--format", defaultValue = "table") Format format) throws RefusedException {
        try (var app = root.open()) {
            Instant asOf =
                    app.sampleAsOf().orElseGet(() -> app.clock().instant().truncatedTo(ChronoUnit.SECONDS));
            Register register = app.readExceptions().asOf(asOf);
            List<List<String>> rows =
                    register.lines().stream().map(ExceptionCommand::row).toList();
            switch (format) {
                case table -> root.terminal().table(HEAD, rows);
                case csv -> root.terminal().csv(HEAD, rows);
                case json -> {
                    var node = CanonicalJson.object();
                    var array = node.putArray("exceptions");
                    for (List<String> row : rows) {
                        var one = array.addObject();
                        for (int i = 0; i < HEAD.size(); i++) {
                            one.put(HEAD.get(i), row.get(i));
                        }
                    }
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }

    private static List<String> row(Line line) {
        ExceptionRecord record = line.record();
        return List.of(
                record.id(),
                line.stand().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                record.source(),
                record.account(),
                record.access().map(Access::text).orElse(""),
                record.owner().orElse(""),
                record.granted().map(LocalDate::toString).orElse(""),
                record.expires().map(LocalDate::toString).orElse(""),
                Integer.toString(line.extensions()),
                Integer.toString(line.covers()),
                record.reason().orElse(""));
    }

    @Command(name = "add", description = "Allows an account, or one thing that it holds, until a day.")
    int add(
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Option(names = "--access", paramLabel = "KIND:NAME", description = "group:, role: or entitlement:")
                    @Nullable
                    String access,
            @Option(names = "--owner", required = true, paramLabel = "EMAIL") String owner,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason,
            @Option(names = "--until", required = true, paramLabel = "DATE") LocalDate until)
            throws RefusedException {
        try (var app = root.open()) {
            ExceptionRecord kept = app.setException()
                    .add(app.actor(), new SetException.Request(source, account, access(access), owner, reason, until));
            root.terminal().line("Exception " + kept.id() + " holds until " + until + ".");
            return 0;
        }
    }

    private static Optional<Access> access(@Nullable String text) throws RefusedException {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("(?s)(group|role|entitlement):.+")) {
            throw new RefusedException(
                    "--access " + text, "An access is group:NAME, role:NAME or entitlement:NAME.", "");
        }
        return Optional.of(Access.parse(text));
    }

    @Command(name = "extend", description = "Lets it hold longer, for a reason of its own.")
    int extend(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--until", required = true, paramLabel = "DATE") LocalDate until,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason)
            throws RefusedException {
        try (var app = root.open()) {
            app.setException().extend(app.actor(), id, until, reason);
            root.terminal().line("Exception " + id + " holds until " + until + ".");
            return 0;
        }
    }

    @Command(name = "hand-over", description = "Another person answers for it.")
    int handOver(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--owner", required = true, paramLabel = "EMAIL") String owner)
            throws RefusedException {
        try (var app = root.open()) {
            app.setException().handOver(app.actor(), id, owner);
            root.terminal().line("Exception " + id + " is " + owner + "'s now.");
            return 0;
        }
    }

    @Command(name = "end", description = "Ends it now; what it allowed is drift again.")
    int end(@Parameters(paramLabel = "ID") String id) throws RefusedException {
        try (var app = root.open()) {
            app.setException().end(app.actor(), id);
            root.terminal().line("Exception " + id + " has ended.");
            return 0;
        }
    }
}
