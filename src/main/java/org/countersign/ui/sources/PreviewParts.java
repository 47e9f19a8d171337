package org.countersign.ui.sources;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.countersign.snapshot.Difference;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.PreviewSnapshot.Refusal;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// An import as it is looked at before it is stored.
final class PreviewParts {
    private PreviewParts() {}

    static List<Node> of(ImportDraft draft, SourcesViewModel model) {
        return switch (draft.stage()) {
            case Stage.Reading reading -> List.of(reading(reading));
            case Stage.Failed(String reason) -> List.of(bad(Strings.of("sources.refused"), reason));
            case Stage.Shown(Outcome.Known(Snapshot snapshot)) ->
                List.of(Parts.note(
                        BootstrapIcons.INFO_CIRCLE,
                        "info",
                        Strings.of("sources.known", Formats.number(snapshot.number())),
                        ""));
            case Stage.Shown(Outcome.Refused(List<Refusal> refused)) ->
                List.of(bad(Strings.of("sources.refused"), Strings.of("sources.nothing")), refusals(refused));
            case Stage.Shown(Outcome.Usable shown) -> readable(shown, model);
        };
    }

    private static Node bad(String head, String body) {
        return Parts.note(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", head, body);
    }

    private static Node reading(Stage.Reading reading) {
        var progress = new ProgressBar(reading.share());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setAccessibleText(reading.line());
        VBox box = SourceParts.panel(Strings.of(reading.storing() ? "sources.storing" : "sources.reading"));
        box.getChildren().addAll(progress, Parts.sentence(reading.line(), "t-muted"));
        return box;
    }

    private static VBox refusals(List<Refusal> refused) {
        VBox box = SourceParts.panel(Strings.count("sources.refusals", refused.size()));
        for (Refusal refusal : refused) {
            box.getChildren()
                    .add(Parts.column(
                            2,
                            Parts.sentence(refusal.place(), "t-medium"),
                            Parts.sentence(refusal.reason(), "c-revoke"),
                            Parts.sentence(refusal.remedy(), "t-muted")));
        }
        return box;
    }

    private static List<Node> readable(Outcome.Usable shown, SourcesViewModel model) {
        var nodes = new ArrayList<Node>();
        nodes.add(verdict(shown));
        nodes.add(Parts.top(14, Parts.grow(files(shown.snapshot())), Parts.grow(changes(shown))));
        if (!shown.refused().isEmpty()) {
            nodes.add(refusals(shown.refused()));
        }
        boolean complete = shown.snapshot().completeness().complete();
        if (!complete) {
            nodes.add(SourceParts.texts(
                    Strings.of("sources.gaps"), shown.snapshot().completeness().gaps()));
        }
        if (!shown.snapshot().completeness().notes().isEmpty()) {
            nodes.add(SourceParts.texts(
                    Strings.of("sources.notes"), shown.snapshot().completeness().notes()));
        }
        if (!complete || shown.shrinkage().isPresent()) {
            nodes.add(questions(shown, model));
        }
        return nodes;
    }

    private static Node verdict(Outcome.Usable shown) {
        Snapshot snapshot = shown.snapshot();
        String counts = Strings.of(
                "sources.read",
                Formats.number(snapshot.accounts()),
                Formats.number(snapshot.groups()),
                Formats.number(snapshot.memberships()));
        if (shown.shrinkage().isPresent()) {
            var less = shown.shrinkage().get();
            String what = Strings.of(less.accounts() ? "sources.accounts" : "sources.memberships");
            return bad(
                    Strings.of("sources.shrunken", less.percent(), what, Formats.number(less.number())),
                    Strings.of(
                            "sources.shrunken.body", Formats.number(less.now()), Formats.number(less.before()), what));
        }
        return snapshot.completeness().complete()
                ? Parts.note(BootstrapIcons.CHECK_CIRCLE_FILL, "approve", Strings.of("sources.complete"), counts)
                : Parts.note(BootstrapIcons.DIAMOND_FILL, "medium", Strings.of("sources.incomplete"), counts);
    }

    private static VBox files(Snapshot snapshot) {
        VBox box = SourceParts.panel(Strings.of("sources.files"));
        GridPane grid = grid(List.of("file", "digest", "size", "state"));
        int line = 1;
        for (Snapshot.SourceFile file : snapshot.files().stream().limit(12).toList()) {
            Label name = Parts.label(file.name());
            name.setTooltip(new javafx.scene.control.Tooltip(file.name()));
            grid.addRow(
                    line++,
                    name,
                    Parts.whole(Formats.digest(file.sha256()), "t-mono"),
                    Parts.whole(Formats.number(file.size())),
                    file.usable()
                            ? Parts.whole(Strings.of("sources.file.read"), "t-muted")
                            : Parts.whole(Strings.of("sources.file.refused"), "c-revoke"));
        }
        box.getChildren().add(grid);
        int more = snapshot.files().size() - 12;
        if (more > 0) {
            box.getChildren().add(Parts.label(Strings.of("sources.file.more", Formats.number(more)), "t-muted"));
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
                        Parts.label(Strings.of("sources.against", Formats.number(before.number())), "t-muted"),
                        figures(grid));
        return box;
    }

    private static GridPane grid(List<String> columns) {
        var grid = new GridPane(18, 8);
        for (int i = 0; i < columns.size(); i++) {
            grid.add(Parts.whole(Strings.of("sources.column." + columns.get(i)), "t-over"), i, 0);
        }
        return grid;
    }

    private static GridPane figures(GridPane grid) {
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
                Parts.whole(Formats.number(before), "t-muted"),
                Parts.whole(Formats.number(now), "t-strong"),
                number("+", changed.fresh(), "c-medium"),
                number("−", changed.gone(), "c-revoke"),
                number("", changed.changed(), "t-muted"));
    }

    private static Label number(String sign, long value, String style) {
        return value == 0 ? Parts.whole("=", "t-subtle") : Parts.whole(sign + Formats.number(value), style);
    }

    private static VBox questions(Outcome.Usable shown, SourcesViewModel model) {
        VBox box = SourceParts.panel(Strings.of("sources.before"));
        if (!shown.snapshot().completeness().complete()) {
            var accept = new CheckBox(Strings.of("sources.accept"));
            accept.setId("accept-incomplete");
            accept.selectedProperty().bindBidirectional(model.incompleteProperty());
            box.getChildren().add(accept);
        }
        if (shown.shrinkage().isPresent()) {
            String what = Strings.of(shown.shrinkage().get().accounts() ? "sources.accounts" : "sources.memberships");
            Label label = Parts.label(Strings.of("sources.gone", what), "t-medium");
            var gone = new TextField();
            gone.setId("gone");
            gone.setPrefWidth(110);
            gone.textProperty().bindBidirectional(model.goneProperty());
            gone.setAccessibleText(label.getText());
            label.setLabelFor(gone);
            box.getChildren().add(Parts.row(10, label, gone));
        }
        return box;
    }

    /// What can be done with it.
    static List<Node> bar(ImportDraft draft, SourcesViewModel model) {
        var discard =
                new Button(Strings.of(draft.stage() instanceof Stage.Reading ? "sources.stop" : "sources.discard"));
        discard.setId("discard");
        discard.setOnAction(_ -> model.discard());
        if (!(draft.stage() instanceof Stage.Shown(Outcome.Usable shown))) {
            return List.of(Parts.space(), discard);
        }
        Label label = Parts.whole(Strings.of("sources.takenAt"), "t-muted");
        var taken = new TextField();
        taken.setId("taken-at");
        taken.setPrefWidth(190);
        taken.setAccessibleText(label.getText());
        label.setLabelFor(taken);
        taken.textProperty().bindBidirectional(model.takenAtProperty());
        Label missing = Parts.label("", "t-small", "t-muted");
        Button take = Parts.button(
                BootstrapIcons.CHECK2,
                Strings.of("sources.import", Formats.number(shown.snapshot().number())),
                "accent");
        take.setId("import");
        take.setOnAction(_ -> model.confirm());
        missing.textProperty()
                .bind(Bindings.createStringBinding(
                        model::missing, model.takenAtProperty(), model.goneProperty(), model.incompleteProperty()));
        take.disableProperty().bind(missing.textProperty().isNotEmpty());
        return List.of(label, taken, Parts.space(), missing, discard, take);
    }
}
