package org.countersign.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.scim.ProvisioningEvent.Result;
import org.countersign.snapshot.ImportProvisioningLog;
import org.countersign.snapshot.ProvisioningEventStore;
import org.countersign.snapshot.ProvisioningEventStore.Stored;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `provisioning-log import` and `provisioning-log list`.
@Command(name = "provisioning-log", description = "Imports and lists what IdPs say of provisioning.")
final class ProvisioningLogCommand {
    private static final int TYPES = 10;

    @ParentCommand
    private RootCommand root;

    @Command(name = "import", description = "Reads files, folders and ZIPs of a provisioning log.")
    int importFiles(
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "ID",
                            description = "The IdP whose log it is, or the app that all of it is about.")
                    String source,
            @Parameters(paramLabel = "PATH", arity = "1..*") List<Path> paths)
            throws RefusedException {
        try (var app = root.openOrMake()) {
            tell(app.importProvisioningLog()
                    .run(app.actor(), source, paths, root.terminal().progress()));
            return 0;
        }
    }

    private void tell(ImportProvisioningLog.Outcome outcome) {
        Terminal terminal = root.terminal();
        terminal.line("Provisioning log of " + outcome.source() + ": " + Formats.counted(outcome.read(), "event")
                + " read, " + Formats.number(outcome.added()) + " new, "
                + Formats.number(outcome.read() - outcome.added()) + " known before; "
                + Formats.counted(outcome.count(Result.FAILURE), "failure") + ", "
                + Formats.number(outcome.count(Result.SKIPPED)) + " skipped, "
                + Formats.number(outcome.count(Result.PENDING)) + " pending"
                + outcome.range()
                        .map(range -> "; " + Formats.instant(range.from()) + " to " + Formats.instant(range.to()))
                        .orElse("")
                + ".");
        outcome.leftOut().forEach(text -> terminal.line("Note: " + text));
        if (outcome.more()) {
            terminal.line("Note: The log goes on: the file says that there is another page. Export that one too.");
        }
        if (outcome.ahead() > 0) {
            terminal.line("Note: " + Formats.counted(outcome.ahead(), "event")
                    + " dated later than now; rules use them once that time has come.");
        }
        unknown(outcome.unknown());
    }

    private void unknown(Map<String, Long> unknown) {
        if (unknown.isEmpty()) {
            return;
        }
        long all = unknown.values().stream().mapToLong(count -> count).sum();
        var types = new ArrayList<>(unknown.entrySet());
        types.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        var text = new StringBuilder(
                "Note: " + Formats.number(all) + " not read, of " + Formats.counted(types.size(), "other type") + ": ");
        types.stream().limit(TYPES).forEach(type -> text.append(type.getKey())
                .append(" (")
                .append(type.getValue())
                .append("), "));
        text.setLength(text.length() - 2);
        root.terminal()
                .line(text.append(types.size() > TYPES ? " and more." : ".").toString());
    }

    @Command(name = "list", description = "What is there, newest first.")
    int list(
            @Option(names = "--source", paramLabel = "ID", description = "Of this source alone.") @Nullable
                    String source,
            @Option(names = "--limit", defaultValue = "1000", paramLabel = "N", description = "At most so many.")
                    int limit,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open()) {
            var found = new ArrayList<Stored>();
            app.workspace().read(tx -> {
                new ProvisioningEventStore(tx).each(Optional.ofNullable(source), Math.max(0, limit) + 1L, found::add);
                return true;
            });
            boolean more = found.size() > Math.max(0, limit);
            List<Stored> shown = more ? found.subList(0, found.size() - 1) : found;
            print(shown, format);
            if (more) {
                root.terminal().note("There are more: --limit N shows more of them.");
            }
            return 0;
        }
    }

    private void print(List<Stored> shown, Format format) {
        List<String> head = List.of(
                "at",
                "source",
                "application",
                "action",
                "result",
                "account",
                "identity",
                "userName",
                "access",
                "code",
                "id",
                "reason");
        List<List<String>> rows =
                shown.stream().map(ProvisioningLogCommand::row).toList();
        switch (format) {
            case table -> root.terminal().table(head, rows);
            case csv -> root.terminal().csv(head, rows);
            case json -> {
                var node = CanonicalJson.object();
                var array = node.putArray("events");
                for (List<String> row : rows) {
                    var event = array.addObject();
                    for (int i = 0; i < head.size(); i++) {
                        if (!row.get(i).isEmpty()) {
                            event.put(head.get(i), row.get(i));
                        }
                    }
                }
                root.terminal().json(node);
            }
        }
    }

    private static List<String> row(Stored stored) {
        ProvisioningEvent event = stored.event();
        ProvisioningEvent.Target target = event.target();
        return List.of(
                Formats.instant(event.at()),
                stored.source(),
                event.application().orElse(""),
                event.action().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                event.result().name().toLowerCase(Locale.ROOT),
                target.account().orElse(""),
                target.identity().orElse(""),
                target.userName().orElse(""),
                target.access().orElse(""),
                event.code().orElse(""),
                event.id(),
                event.reason().orElse(""));
    }
}
