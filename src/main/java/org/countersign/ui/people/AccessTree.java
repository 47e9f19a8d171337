package org.countersign.ui.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.Region;
import org.countersign.people.Person;
import org.countersign.people.Person.AccessHeld;
import org.countersign.people.Person.Why;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a person holds: under the apps that have it, or under what grants it.
final class AccessTree {
    private final Person who;
    private final boolean byPath;

    AccessTree(Person who, boolean byPath) {
        this.who = who;
        this.byPath = byPath;
    }

    /// A line: a heading where there is no access.
    private record Line(String heading, Optional<AccessHeld> access) {}

    Region node() {
        var tree = new TreeTableView<Line>();
        tree.setId("access");
        tree.setAccessibleText(Strings.of("person.access"));
        tree.setShowRoot(false);
        tree.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        tree.setPlaceholder(Parts.sentence(Strings.of("person.access.none"), "t-muted"));
        tree.getColumns().add(column("access", 220, this::access));
        tree.getColumns()
                .add(column(
                        "why", 300, line -> Look.of(line.access().map(this::why).orElse(""), "t-muted")));
        tree.getColumns()
                .add(column(
                        "held",
                        158,
                        line -> Look.of(
                                line.access()
                                        .map(one -> AccountsTable.since(one.since()))
                                        .orElse(""),
                                "t-muted")));
        tree.setRoot(root());
        tree.setMinHeight(Zoom.of(160));
        return tree;
    }

    private TreeItem<Line> root() {
        var root = new TreeItem<Line>();
        Map<String, List<AccessHeld>> groups = new LinkedHashMap<>();
        who.access().forEach(one -> groups.computeIfAbsent(heading(one), _ -> new java.util.ArrayList<>())
                .add(one));
        groups.forEach((heading, all) -> {
            var item = new TreeItem<>(new Line(heading, Optional.empty()));
            item.setExpanded(true);
            all.forEach(one -> item.getChildren().add(new TreeItem<>(new Line("", Optional.of(one)))));
            root.getChildren().add(item);
        });
        return root;
    }

    private String heading(AccessHeld one) {
        return byPath && !(one.why() instanceof Why.Member)
                ? granted(one)
                : one.source().name();
    }

    private static String granted(AccessHeld one) {
        return switch (one.why()) {
            case Why.Mapped(String mapping, List<String> via) ->
                Formats.name(String.join(" › ", via)) + " › " + Strings.of("person.why.mapping", mapping);
            case Why.AddedInApp() -> Strings.of("person.why.app", one.source().name());
            case Why.Allowed(String exception) -> Strings.of("person.why.exception", exception);
            case Why.NotTold() -> Strings.of("person.why.notTold");
            case Why.Member() -> Strings.of("person.why.member");
        };
    }

    private String why(AccessHeld one) {
        String inside = one.way().size() > 1
                ? Strings.of(
                        "person.why.nested",
                        Formats.name(String.join(
                                " › ", one.way().subList(0, one.way().size() - 1))))
                : "";
        String reason = one.why() instanceof Why.Member && !inside.isEmpty()
                ? ""
                : byPath && !(one.why() instanceof Why.Member) ? one.source().name() : granted(one);
        return inside.isEmpty() ? reason : reason.isEmpty() ? inside : inside + " · " + reason;
    }

    private Look access(Line line) {
        if (line.access().isEmpty()) {
            return Look.of(BootstrapIcons.WINDOW, "k-subtle", line.heading(), "t-medium");
        }
        AccessHeld one = line.access().get();
        Ikon icon = one.privileged()
                ? BootstrapIcons.SHIELD_LOCK
                : switch (one.kind()) {
                    case GROUP -> one.way().size() > 1 ? BootstrapIcons.DIAGRAM_3 : BootstrapIcons.PEOPLE;
                    case ROLE -> BootstrapIcons.PERSON_BADGE;
                    case ENTITLEMENT -> BootstrapIcons.KEY;
                };
        String name = Formats.name(one.label());
        return Look.of(
                icon,
                one.privileged() ? "k-critical" : "k-subtle",
                switch (one.kind()) {
                    case GROUP -> name;
                    case ROLE -> Strings.of("person.role", name);
                    case ENTITLEMENT -> Strings.of("person.entitlement", name);
                },
                one.privileged() ? "c-critical" : "");
    }

    private static TreeTableColumn<Line, Line> column(String key, double width, Function<Line, Look> look) {
        var column = new TreeTableColumn<Line, Line>(Strings.of("person.column." + key));
        column.setPrefWidth(Zoom.of(width));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
        column.setCellFactory(_ -> new TreeTableCell<>() {
            @Override
            protected void updateItem(Line line, boolean empty) {
                super.updateItem(line, empty);
                setGraphic(null);
                setText(null);
                setTooltip(null);
                if (!empty && line != null) {
                    Look now = look.apply(line);
                    setText(now.text());
                    getStyleClass().removeIf(name -> name.startsWith("t-") || name.startsWith("c-"));
                    if (!now.tone().isEmpty()) {
                        getStyleClass().add(now.tone());
                    }
                    now.icon().ifPresent(icon -> setGraphic(Parts.icon(icon, "i14", now.iconTone())));
                    if (!now.text().isEmpty()) {
                        setTooltip(new Tooltip(now.text()));
                    }
                }
            }
        });
        return column;
    }
}
