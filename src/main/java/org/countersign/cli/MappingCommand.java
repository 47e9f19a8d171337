package org.countersign.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.groups.MappingLine;
import org.countersign.groups.ReadMappings;
import org.countersign.groups.SetMapping;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `mapping list`, `set`, `end`.
@Command(name = "mapping", description = "Which group of an identity provider gives which access in an app.")
final class MappingCommand {
    private static final List<String> HEAD =
            List.of("id", "idpGroup", "app", "access", "nesting", "expected", "there", "lacking", "without", "extra");

    @ParentCommand
    private RootCommand root;

    @Command(name = "list", description = "All of them, with who is where they say.")
    int list(@Option(names = "--format", defaultValue = "table") Format format) throws RefusedException {
        try (var app = root.open()) {
            app.matchAccounts().run();
            List<List<String>> rows = app.readMappings().all().stream()
                    .map(ReadMappings.Row::line)
                    .map(MappingCommand::row)
                    .toList();
            GroupCommand.print(root, format, "mappings", HEAD, rows);
            return 0;
        }
    }

    private static List<String> row(MappingLine line) {
        MappingLine.Figures figures = line.figures();
        return List.of(
                line.mapping().id(),
                line.from(),
                line.app().id(),
                line.mapping().access().kind().text() + ":" + line.to(),
                line.mapping()
                        .nesting()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .orElse(""),
                number(figures, figures.expected()),
                number(figures, figures.there()),
                number(figures, figures.lacking()),
                number(figures, figures.without()),
                number(figures, figures.extra()));
    }

    private static String number(MappingLine.Figures figures, int many) {
        return figures.known() ? Integer.toString(many) : "unknown";
    }

    /// One in words.
    static String words(MappingLine line) {
        MappingLine.Figures figures = line.figures();
        String access = line.app().id() + " " + line.mapping().access().kind().text() + ":" + line.to();
        return figures.known()
                ? access + ": " + figures.there() + " of " + figures.expected() + " there, " + figures.extra()
                        + " extra"
                : access + ": unknown";
    }

    @Command(name = "set", description = "States a mapping: another one, or one of this id otherwise.")
    int set(
            @Option(names = "--id", paramLabel = "ID") @Nullable String id,
            @Option(names = "--idp-group", required = true, paramLabel = "GROUP") String group,
            @Option(names = "--app", required = true, paramLabel = "SOURCE") String app,
            @Option(
                            names = "--access",
                            required = true,
                            paramLabel = "KIND:NAME",
                            description = "group:, role: or entitlement:")
                    String access,
            @Option(names = "--nesting", paramLabel = "WORD", description = "expand or direct")
                    Mapping.@Nullable Nesting nesting)
            throws RefusedException {
        if (!access.matches("(?s)(group|role|entitlement):.+")) {
            throw new RefusedException(
                    "--access " + access, "An access is group:NAME, role:NAME or entitlement:NAME.", "");
        }
        try (var open = root.open()) {
            Optional<Mapping.Nesting> said = Optional.ofNullable(nesting);
            Optional<String> named = Optional.ofNullable(id);
            boolean known = named.flatMap(open.readMappings()::one).isPresent();
            Mapping kept = known
                    ? open.setMapping().change(open.actor(), named.orElseThrow(), group, Access.parse(access), said)
                    : open.setMapping()
                            .add(open.actor(), new SetMapping.Request(named, group, app, Access.parse(access), said));
            root.terminal().line("Mapping " + kept.id() + (known ? " is changed." : " holds from now on."));
            return 0;
        }
    }

    @Command(name = "end", description = "Ends it; what it granted counts as added by hand then.")
    int end(@Parameters(paramLabel = "ID") String id) throws RefusedException {
        try (var app = root.open()) {
            int alone = app.readMappings().holders(id, 1).alone();
            app.setMapping().end(app.actor(), id);
            root.terminal()
                    .line("Mapping " + id + " has ended; " + Formats.counted(alone, "account")
                            + " had this access by it alone.");
            return 0;
        }
    }
}
