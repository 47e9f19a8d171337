package org.countersign.ui.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.scim.Columns;
import org.countersign.scim.Grant;
import org.countersign.scim.TableHead;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Sentences;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Asks what the columns of a table are, and shows its first rows as they would be read.
final class ColumnsParts {
    private static final List<String> SHOWN = List.of("id", "userName", "displayName", "email", "active", "access");

    private ColumnsParts() {}

    static List<Node> of(TableColumns columns) {
        VBox lines = SourceParts.panel(Strings.of("sources.columns.lines"));
        lines.setId("lines");
        Runnable draw = () -> lines.getChildren()
                .setAll(lines(
                        columns.linesProperty().get(), columns.missingProperty().get()));
        columns.linesProperty().subscribe(draw);
        columns.missingProperty().subscribe(draw);
        draw.run();
        return List.of(
                Parts.note(
                        BootstrapIcons.TABLE,
                        columns.missingProperty().get().isEmpty() ? "info" : "medium",
                        Strings.of(
                                "sources.columns", Formats.name(columns.head().file())),
                        Strings.of("sources.columns.body")),
                choices(columns),
                lines);
    }

    private static Node choices(TableColumns columns) {
        VBox box = SourceParts.panel(Strings.of("sources.columns.what"));
        GridPane grid = PreviewParts.grid(List.of("header", "is", "rows"));
        sized(grid, 200, 260);
        TableHead head = columns.head();
        for (int i = 0; i < head.header().size(); i++) {
            String name = head.header().get(i).strip();
            Label header = tipped(name.isEmpty() ? Strings.of("sources.columns.unnamed", i + 1) : name, "t-medium");
            ComboBox<String> choice = choice(columns, i, name);
            header.setLabelFor(choice);
            int place = i;
            String values = head.rows().stream()
                    .filter(row -> row.size() > place)
                    .map(row -> row.get(place).strip())
                    .filter(value -> !value.isEmpty())
                    .map(Formats::visible)
                    .map(Formats::name)
                    .limit(3)
                    .collect(Collectors.joining(" · "));
            grid.addRow(i + 1, header, choice, tipped(values, "t-muted"));
        }
        box.getChildren().add(grid);
        return box;
    }

    private static void sized(GridPane grid, double... widths) {
        for (double width : widths) {
            grid.getColumnConstraints().add(new ColumnConstraints(width));
        }
        var rest = new ColumnConstraints(0, 200, Double.MAX_VALUE);
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(rest);
    }

    private static ComboBox<String> choice(TableColumns columns, int place, String header) {
        var box = new ComboBox<String>();
        box.setId("column-" + place);
        box.getItems().add(TableColumns.NOTHING);
        box.getItems().addAll(Columns.attributes());
        box.setVisibleRowCount(12);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(Strings.of("sources.columns.of", header));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(String attribute) {
                return word(attribute);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        box.valueProperty().bindBidirectional(columns.choice(place));
        return box;
    }

    private static String word(String attribute) {
        return Strings.of("attribute." + (attribute == null || attribute.isEmpty() ? "none" : attribute));
    }

    private static Label tipped(String text, String... styles) {
        Label label = Parts.label(text, styles);
        label.setTooltip(new Tooltip(text));
        return label;
    }

    private static List<Node> lines(List<TableHead.Line> read, String missing) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.label(Strings.of("sources.columns.lines"), "t-section"));
        if (read.isEmpty()) {
            nodes.add(Parts.sentence(missing.isEmpty() ? Strings.of("sources.columns.empty") : missing, "t-muted"));
            return nodes;
        }
        GridPane grid = PreviewParts.grid(SHOWN);
        sized(grid, 110, 130, 170, 190, 80);
        for (int i = 0; i < read.size(); i++) {
            switch (read.get(i)) {
                case TableHead.Line.Account account -> grid.addRow(i + 1, account(account));
                case TableHead.Line.Refused(String reason) -> {
                    Label refused = tipped(Strings.of("sources.columns.refused", Sentences.said(reason)), "c-revoke");
                    grid.add(refused, 0, i + 1, SHOWN.size(), 1);
                }
            }
        }
        nodes.add(grid);
        return nodes;
    }

    private static Node[] account(TableHead.Line.Account line) {
        UserResource user = line.user();
        var access = new ArrayList<>(user.roles().stream().map(Grant::value).toList());
        user.entitlements().forEach(grant -> access.add(grant.value()));
        access.addAll(line.groups());
        var fields = List.of(
                user.id(),
                user.userName().orElse(""),
                user.displayName().orElse(""),
                user.emails().stream().findFirst().map(email -> email.value()).orElse(""),
                switch (user.active()) {
                    case ACTIVE -> Strings.of("sources.columns.active");
                    case INACTIVE -> Strings.of("sources.columns.inactive");
                    case NOT_TOLD -> Strings.of("sources.columns.untold");
                },
                String.join(", ", access));
        return fields.stream()
                .map(text -> tipped(text.isEmpty() ? "–" : Formats.name(Formats.visible(text))))
                .toArray(Node[]::new);
    }
}
