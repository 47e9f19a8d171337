package org.countersign.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.snapshot.Comparison;
import org.countersign.snapshot.Comparison.Named;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `snapshot diff`.
@Command(
        name = "diff",
        description = {
            "What changed between two snapshots of a source: accounts, attributes, states, roles, entitlements,",
            "groups (renames by id), memberships, assignments of an IdP's applications, and last sign-ins."
        })
final class DiffCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("change", "id", "label", "member", "memberLabel", "attribute", "from", "to");

    @ParentCommand
    private SnapshotCommand parent;

    @Option(names = "--source", required = true, paramLabel = "ID")
    private String source;

    @Option(names = "--from", paramLabel = "NUMBER", description = "Else the one taken before --to.")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "NUMBER", description = "Else the newest.")
    private @Nullable Long to;

    @Option(names = "--format", defaultValue = "table", description = "table, json or csv; the table is cut after 100.")
    private Format format;

    @Override
    public Integer call() throws RefusedException {
        RootCommand root = parent.root();
        try (var app = root.open()) {
            Comparison comparison =
                    app.compareSnapshots().run(source, Optional.ofNullable(from), Optional.ofNullable(to));
            switch (format) {
                case table -> new ComparisonWords(root.terminal(), 100).tell(comparison);
                case csv -> root.terminal().csv(COLUMNS, rows(comparison));
                case json -> root.terminal().json(comparison.json());
            }
            return 0;
        }
    }

    private static List<List<String>> rows(Comparison comparison) {
        var rows = new ArrayList<List<String>>();
        comparison
                .changes()
                .forEach((kind, changes) -> changes.forEach(change -> rows.add(List.of(
                        kind.array(),
                        change.of().id(),
                        change.of().label(),
                        change.member().map(Named::id).orElse(""),
                        change.member().map(Named::label).orElse(""),
                        change.attribute().orElse(""),
                        change.from().map(DiffCommand::field).orElse(""),
                        change.to().map(DiffCommand::field).orElse("")))));
        return rows;
    }

    static String field(JsonNode value) {
        return value.isTextual() ? value.textValue() : CanonicalJson.text(value);
    }
}
