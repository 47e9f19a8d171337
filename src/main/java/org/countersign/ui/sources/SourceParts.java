package org.countersign.ui.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Sentences;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page of one source.
final class SourceParts {
    private static final int NARROW = 720;

    private SourceParts() {}

    static List<Node> page(Optional<SourceRow> current, boolean busy) {
        if (current.isEmpty()) {
            return busy
                    ? List.of()
                    : List.of(Parts.note(
                            BootstrapIcons.INFO_CIRCLE,
                            "info",
                            Strings.of("sources.empty"),
                            Strings.of("sources.empty.todo")));
        }
        SourceRow row = current.get();
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.note(
                SourceCell.icon(row.state()),
                row.state(),
                row.sentence(),
                String.join(" ", row.gaps().stream().map(Sentences::said).toList())));
        VBox facts = panel(Strings.of("sources.facts"));
        row.facts().forEach(fact -> facts.getChildren().add(Parts.fact(fact.getKey(), fact.getValue(), 150)));
        nodes.add(halves(facts, coverage(row)));
        if (!row.taken().isEmpty()) {
            nodes.add(taken(row));
        }
        if (!row.vendor().isEmpty()) {
            nodes.add(vendor(row));
        }
        if (!row.notes().isEmpty()) {
            nodes.add(texts(Strings.of("sources.notes"), row.notes()));
        }
        return nodes;
    }

    /// Beside each other, half of the page each; under each other where the page is narrow.
    static Node halves(Region left, Region right) {
        var grid = new GridPane(14, 14);
        left.setMinWidth(0);
        right.setMinWidth(0);
        grid.setMinWidth(0);
        for (int i = 0; i < 2; i++) {
            var half = new ColumnConstraints();
            half.setMinWidth(0);
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        grid.addRow(0, left, right);
        // Not within the layout that found out how wide it is.
        grid.widthProperty()
                .subscribe(width -> Platform.runLater(() -> {
                    boolean narrow = width.doubleValue() > 0 && Zoom.room(width.doubleValue()) < NARROW;
                    grid.setHgap(narrow ? 0 : 14);
                    GridPane.setConstraints(left, 0, 0, narrow ? 2 : 1, 1);
                    GridPane.setConstraints(right, narrow ? 0 : 1, narrow ? 1 : 0, narrow ? 2 : 1, 1);
                }));
        return grid;
    }

    /// What deactivation does, by mark and word, and where that is known from.
    private static VBox coverage(SourceRow row) {
        VBox box = panel(Strings.of("sources.coverage"));
        for (SourceRow.Holding holding : row.coverage()) {
            Ikon icon =
                    switch (holding.state()) {
                        case "revoked" -> BootstrapIcons.CHECK_CIRCLE_FILL;
                        case "kept" -> BootstrapIcons.EXCLAMATION_TRIANGLE_FILL;
                        case "blocked" -> BootstrapIcons.DASH_CIRCLE_FILL;
                        default -> BootstrapIcons.DASH_SQUARE_DOTTED;
                    };
            String tone =
                    switch (holding.state()) {
                        case "revoked" -> "approve";
                        case "kept" -> "high";
                        case "blocked" -> "medium";
                        default -> "unknown";
                    };
            Label from = Parts.grow(Parts.label(holding.from(), "t-small", "t-muted"));
            from.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            from.setTooltip(new Tooltip(holding.from()));
            HBox state =
                    Parts.wide(Parts.row(6, Parts.icon(icon, "i14", "k-" + tone), Parts.whole(holding.word())), 84);
            box.getChildren().add(Parts.row(8, Parts.wide(Parts.label(holding.name(), "t-muted"), 140), state, from));
        }
        return box;
    }

    private static VBox taken(SourceRow row) {
        VBox box = panel(Strings.of("sources.taken"));
        GridPane grid = PreviewParts.grid(List.of("number", "at", "accounts", "groups", "memberships", "whole"));
        int line = 1;
        for (SourceRow.Taken one : row.taken()) {
            grid.addRow(
                    line++,
                    Parts.whole(one.number(), "t-medium"),
                    Parts.label(one.at()),
                    right(one.accounts()),
                    right(one.groups()),
                    right(one.memberships()),
                    one.complete()
                            ? Parts.label(Strings.of("sources.taken.complete"), "t-muted")
                            : Parts.label(Strings.of("sources.taken.incomplete"), "c-medium"));
        }
        for (int column = 2; column < 5; column++) {
            GridPane.setHalignment(grid.getChildren().get(column), HPos.RIGHT);
        }
        box.getChildren().add(grid);
        return box;
    }

    private static Label right(String text) {
        Label label = Parts.label(text);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    private static VBox vendor(SourceRow row) {
        VBox box = panel(Strings.of("sources.vendor"));
        row.vendor().forEach(told -> box.getChildren()
                .add(Parts.column(
                        2, Parts.sentence(told.text()), Parts.sentence(told.source(), "t-small", "t-muted"))));
        return box;
    }

    static Node head(SourceRow row, boolean importing) {
        String name = Formats.name(row.name());
        return Parts.sentence(importing ? Strings.of("sources.head.import", name) : name, "t-item");
    }

    static VBox panel(String head) {
        return Parts.styled(Parts.column(10, Parts.label(head, "t-section")), "panel", "pad");
    }

    static VBox texts(String head, List<String> texts) {
        VBox box = panel(head);
        texts.forEach(text -> box.getChildren().add(Parts.sentence(Sentences.said(text), "t-muted")));
        return box;
    }

    /// Asks of which source the files are that nobody could guess.
    static Node whose(SourcesViewModel model) {
        var names = new ArrayList<String>();
        model.unassigned().forEach(path -> names.add(name(path)));
        VBox box = panel(Strings.of("sources.whose"));
        var choice = new ComboBox<SourceRow>();
        choice.setId("whose");
        choice.setPrefWidth(Zoom.of(280));
        choice.getItems().setAll(model.rows());
        choice.setPromptText(Strings.of("sources.whose.choose"));
        choice.setAccessibleText(Strings.of("sources.whose"));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(SourceRow row) {
                return row == null ? "" : row.name();
            }

            @Override
            public SourceRow fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        var take = Parts.button(BootstrapIcons.CHECK2, Strings.of("sources.whose.take"), "accent");
        take.setId("whose-take");
        take.disableProperty().bind(choice.valueProperty().isNull());
        take.setOnAction(_ -> model.assign(choice.getValue().id()));
        var leave = new Button(Strings.of("sources.whose.leave"));
        leave.setId("whose-leave");
        leave.setOnAction(_ -> model.dismiss());
        box.getChildren()
                .addAll(Parts.sentence(String.join(", ", names), "t-muted"), Parts.row(8, choice, take, leave));
        return box;
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse(path.toString());
    }
}
