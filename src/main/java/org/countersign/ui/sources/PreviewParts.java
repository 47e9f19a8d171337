package org.countersign.ui.sources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.countersign.drift.ForeseeImport.Foreseen;
import org.countersign.drift.NotEvaluable;
import org.countersign.snapshot.Difference;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.PreviewSnapshot.Refusal;
import org.countersign.snapshot.ReadTables.Tables;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.sources.ImportDraft.Work;
import org.countersign.ui.view.Sentences;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// An import as it is looked at before it is stored.
final class PreviewParts {
    private PreviewParts() {}

    static List<Node> of(ImportDraft draft, SourcesViewModel model) {
        return switch (draft.stage()) {
            case Stage.Reading(Work work, Pace pace) -> List.of(reading(work, pace));
            case Stage.Mapping(TableColumns columns) -> ColumnsParts.of(columns);
            case Stage.Failed(String reason) -> List.of(bad(Strings.of("sources.refused"), reason));
            case Stage.Shown shown -> shown(shown, model);
        };
    }

    private static List<Node> shown(Stage.Shown shown, SourcesViewModel model) {
        return switch (shown.foreseen().outcome()) {
            case Outcome.Known(Snapshot snapshot) ->
                List.of(Parts.note(
                        BootstrapIcons.INFO_CIRCLE,
                        "info",
                        Strings.of("sources.known", Spoken.number(snapshot.number())),
                        Strings.of("sources.known.later")));
            case Outcome.Refused(List<Refusal> refused) ->
                List.of(bad(Strings.of("sources.refused"), Strings.of("sources.nothing")), refusals(refused));
            case Outcome.Usable usable -> readable(usable, shown, model);
        };
    }

    private static Node bad(String head, String body) {
        return Parts.note(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", head, body);
    }

    private static Node reading(Work work, Pace pace) {
        var progress = new ProgressBar();
        progress.progressProperty().bind(pace.shareProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.accessibleTextProperty().bind(pace.lineProperty());
        Label line = Parts.label("", "t-muted");
        line.textProperty().bind(pace.lineProperty());
        VBox box = SourceParts.panel(Strings.of("sources.work." + work.name().toLowerCase(Locale.ROOT)));
        box.getChildren().addAll(progress, line);
        return box;
    }

    private static VBox refusals(List<Refusal> refused) {
        VBox box = SourceParts.panel(Strings.count("sources.refusals", refused.size()));
        for (Refusal refusal : refused) {
            box.getChildren()
                    .add(Parts.column(
                            2,
                            Parts.sentence(Sentences.said(refusal.place()), "t-medium"),
                            Parts.sentence(Sentences.said(refusal.reason()), "c-revoke"),
                            Parts.sentence(Sentences.said(refusal.remedy()), "t-muted")));
        }
        return box;
    }

    private static List<Node> readable(Outcome.Usable shown, Stage.Shown stage, SourcesViewModel model) {
        Foreseen foreseen = stage.foreseen();
        var nodes = new ArrayList<Node>();
        nodes.add(verdict(shown));
        nodes.add(SourceParts.halves(files(shown.snapshot(), stage.tables(), model), changes(shown)));
        if (!shown.refused().isEmpty()) {
            nodes.add(refusals(shown.refused()));
        }
        List<String> gaps = shown.snapshot().completeness().gaps();
        if (!gaps.isEmpty()) {
            nodes.add(SourceParts.texts(Strings.of("sources.gaps"), gaps));
        }
        if (!foreseen.lost().isEmpty()) {
            nodes.add(rules("sources.lost", foreseen.lost(), BootstrapIcons.DASH_SQUARE_DOTTED, "unknown"));
        }
        if (!foreseen.regained().isEmpty()) {
            nodes.add(rules("sources.regained", foreseen.regained(), BootstrapIcons.CHECK_CIRCLE_FILL, "approve"));
        }
        if (!gaps.isEmpty() || shown.shrinkage().isPresent()) {
            nodes.add(PreviewQuestions.of(shown, stage.answers()));
        }
        if (!shown.snapshot().completeness().notes().isEmpty()) {
            nodes.add(SourceParts.texts(
                    Strings.of("sources.notes"), shown.snapshot().completeness().notes()));
        }
        return nodes;
    }

    /// Rules by name, each once, with why.
    private static VBox rules(String head, List<NotEvaluable> entries, Ikon icon, String tone) {
        VBox box = SourceParts.panel(Strings.count(
                head, entries.stream().map(NotEvaluable::rule).distinct().count()));
        entries.stream()
                .collect(Collectors.groupingBy(NotEvaluable::rule, LinkedHashMap::new, Collectors.toList()))
                .forEach((rule, same) -> box.getChildren()
                        .add(Parts.top(
                                8,
                                Parts.icon(icon, "i14", "k-" + tone),
                                Parts.wide(Parts.label(rule, "t-mono"), 250),
                                Parts.grow(Parts.sentence(
                                        same.stream()
                                                .map(NotEvaluable::reason)
                                                .distinct()
                                                .collect(Collectors.joining(" ")),
                                        "t-muted")))));
        return box;
    }

    private static Node verdict(Outcome.Usable shown) {
        Snapshot snapshot = shown.snapshot();
        String counts = Strings.of(
                "sources.read",
                Spoken.number(snapshot.accounts()),
                Spoken.number(snapshot.groups()),
                Spoken.number(snapshot.memberships()));
        if (shown.shrinkage().isPresent()) {
            var less = shown.shrinkage().get();
            String what = Strings.of(less.accounts() ? "sources.accounts" : "sources.memberships");
            return bad(
                    Strings.of("sources.shrunken", less.percent(), what, Spoken.number(less.number())),
                    Strings.of(
                            fresh(shown) == 0 ? "sources.shrunken.filtered" : "sources.shrunken.body",
                            Spoken.number(less.now()),
                            Spoken.number(less.before()),
                            what));
        }
        return snapshot.completeness().complete()
                ? Parts.note(BootstrapIcons.CHECK_CIRCLE_FILL, "approve", Strings.of("sources.complete"), counts)
                : Parts.note(BootstrapIcons.DIAMOND_FILL, "medium", Strings.of("sources.incomplete"), counts);
    }

    private static long fresh(Outcome.Usable shown) {
        return shown.difference()
                .map(difference ->
                        difference.accounts().fresh() + difference.memberships().fresh())
                .orElse(0L);
    }

    private static VBox files(Snapshot snapshot, Tables tables, SourcesViewModel model) {
        VBox box = SourceParts.panel(Strings.of("sources.files"));
        box.getChildren()
                .add(Parts.sentence(
                        Strings.of("sources.files.as", SourceFacts.dialect(snapshot.dialect())), "t-muted"));
        GridPane grid = grid(List.of("file", "digest", "size", "state"));
        int line = 1;
        for (Snapshot.SourceFile file : snapshot.files().stream().limit(12).toList()) {
            Label name = Parts.label(file.name());
            name.setTooltip(new Tooltip(file.name()));
            Label size = Parts.whole(Spoken.number(file.size()));
            GridPane.setHalignment(size, HPos.RIGHT);
            Label state = file.usable()
                    ? Parts.whole(Strings.of("sources.file.read"), "t-muted")
                    : Parts.whole(Strings.of("sources.file.refused"), "c-revoke");
            grid.addRow(line++, name, Parts.whole(Formats.digest(file.sha256()), "t-mono"), size, state);
        }
        GridPane.setHgrow(grid.getChildren().getFirst(), Priority.ALWAYS);
        GridPane.setHalignment(grid.getChildren().get(2), HPos.RIGHT);
        box.getChildren().add(grid);
        if (!tables.heads().isEmpty()) {
            box.getChildren()
                    .add(Parts.row(8, PreviewQuestions.button("sources.columns.ask", "columns", model::askColumns)));
        }
        int more = snapshot.files().size() - 12;
        if (more > 0) {
            box.getChildren().add(Parts.label(Strings.of("sources.file.more", Spoken.number(more)), "t-muted"));
        }
        return box;
    }

    private static VBox changes(Outcome.Usable shown) {
        VBox box = SourceParts.panel(Strings.of("sources.changes"));
        if (shown.before().isEmpty() || shown.difference().isEmpty()) {
            box.getChildren().add(Parts.sentence(Strings.of("sources.first"), "t-muted"));
            return box;
        }
        Snapshot before = shown.before().get();
        Snapshot now = shown.snapshot();
        Difference difference = shown.difference().get();
        GridPane grid = grid(List.of("what", "before", "now", "fresh", "gone", "changed"));
        line(grid, 1, "sources.accounts", before.accounts(), now.accounts(), difference.accounts());
        line(grid, 2, "sources.groups", before.groups(), now.groups(), difference.groups());
        line(grid, 3, "sources.memberships", before.memberships(), now.memberships(), difference.memberships());
        box.getChildren()
                .addAll(
                        Parts.sentence(
                                Strings.of(
                                        "sources.against",
                                        Spoken.number(before.number()),
                                        Spoken.age(Duration.between(before.takenAt(), now.takenAt()))),
                                "t-muted"),
                        figures(grid));
        return box;
    }

    static GridPane grid(List<String> columns) {
        var grid = new GridPane(18, 8);
        for (int i = 0; i < columns.size(); i++) {
            grid.add(Parts.label(Strings.of("sources.column." + columns.get(i)), "t-over"), i, 0);
        }
        return grid;
    }

    static GridPane figures(GridPane grid) {
        grid.getChildren().forEach(node -> {
            if (GridPane.getColumnIndex(node) > 0) {
                GridPane.setHalignment(node, HPos.RIGHT);
            }
        });
        return grid;
    }

    private static void line(GridPane grid, int row, String key, long before, long now, Difference.Changed changed) {
        grid.addRow(
                row,
                Parts.whole(Strings.of(key)),
                Parts.whole(Spoken.number(before), "t-muted"),
                Parts.whole(Spoken.number(now), "t-strong"),
                number("+", changed.fresh(), "c-medium"),
                number("−", changed.gone(), "c-revoke"),
                number("", changed.changed(), "t-muted"));
    }

    private static Label number(String sign, long value, String style) {
        return value == 0 ? Parts.whole("=", "t-subtle") : Parts.whole(sign + Spoken.number(value), style);
    }
}
