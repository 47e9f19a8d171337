package org.countersign.ui.groups;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.countersign.groups.Group;
import org.countersign.groups.MemberRow;
import org.countersign.groups.ReadMembers.Part;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.TextCell;
import org.countersign.ui.table.TextCell.Shown;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Who is in a group, by which way, where else they are, and what was decided. Of any length.
final class MembersPanel {
    private static final List<Part> PARTS = List.of(Part.values());

    private final GroupViewModel group;
    private final MembersViewModel model;
    private final Leads leads;
    private final FilePicker picker;
    private final Label title = Parts.label("", "t-section");
    private final HBox bar = Parts.styled(new HBox(), "seg");
    private final VBox untold = Parts.column(0);
    private final TableView<Slot<MemberRow>> table = new TableView<>();
    private final TableColumn<Slot<MemberRow>, Slot<MemberRow>> how;
    private final TableColumn<Slot<MemberRow>, Slot<MemberRow>> elsewhere;
    private final VBox panel;

    MembersPanel(GroupViewModel group, Leads leads, FilePicker picker) {
        this.group = group;
        this.model = group.members();
        this.leads = leads;
        this.picker = picker;
        Segments.fill(bar, "members-", PARTS, model.partProperty(), _ -> {});
        table.setId("members");
        table.setAccessibleText(Strings.of("groups.members.table"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        column("member", 162, MembersPanel::member);
        how = column("how", 130, MembersPanel::how);
        elsewhere = column(
                "elsewhere",
                94,
                row -> Shown.of(
                        row.elsewhere().isEmpty()
                                ? Strings.of("groups.elsewhere.none")
                                : String.join(
                                        ", ",
                                        row.elsewhere().stream()
                                                .map(Formats::name)
                                                .toList()),
                        "t-muted"));
        column("decision", 176, row -> {
            Map.Entry<Ikon, String> shape = GroupWords.shape(row.said());
            return Shown.of(shape.getKey(), shape.getValue(), GroupWords.said(row.said()));
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        panel = Parts.styled(Parts.column(10, Parts.row(8, Parts.grow(title), bar), untold, table), "panel", "pad");
        panel.setId("members-panel");
        VBox.setVgrow(table, Priority.ALWAYS);
        model.rowsProperty().subscribe(this::rows);
    }

    private TableColumn<Slot<MemberRow>, Slot<MemberRow>> column(
            String key, double width, Function<MemberRow, Shown> look) {
        var column = new TableColumn<Slot<MemberRow>, Slot<MemberRow>>(Strings.of("groups.column." + key));
        column.setPrefWidth(Zoom.of(width));
        column.setMinWidth(Zoom.of(80));
        column.setSortable(false);
        column.setReorderable(false);
        TextCell.fill(column, look);
        table.getColumns().add(column);
        return column;
    }

    private static Shown member(MemberRow row) {
        return row.isActive()
                ? Shown.of(BootstrapIcons.PERSON, "k-subtle", GroupWords.member(row))
                : new Shown(GroupWords.member(row), "c-medium", Optional.of(BootstrapIcons.PERSON_DASH), "k-medium");
    }

    private static Shown how(MemberRow row) {
        return row.way().isEmpty()
                ? Shown.of(BootstrapIcons.DASH, "k-subtle", GroupWords.how(row))
                : new Shown(GroupWords.how(row), "c-accent", Optional.of(BootstrapIcons.DIAGRAM_3), "k-accent");
    }

    VBox node() {
        return panel;
    }

    TableView<Slot<MemberRow>> table() {
        return table;
    }

    /// Of another group.
    void show(Group group) {
        boolean told = group.counts().told();
        title.setText(
                told
                        ? Strings.count("groups.members", group.counts().all())
                        : Strings.of("groups.members.title.untold"));
        elsewhere.setText(Strings.of(group.idp() ? "groups.column.elsewhere" : "groups.column.identity"));
        bar.setVisible(told);
        table.setVisible(told);
        table.setManaged(told);
        untold.setVisible(!told);
        untold.setManaged(!told);
        untold.getChildren().setAll(untold(group));
        counts(group);
    }

    private void counts(Group group) {
        Segments.name(
                bar,
                PARTS,
                part -> Strings.of(
                        "groups.part." + part,
                        Spoken.number(
                                switch (part) {
                                    case ALL -> group.counts().all();
                                    case DIRECT -> group.counts().direct();
                                    case NESTED -> group.counts().nested();
                                })));
    }

    private static javafx.scene.Node untold(Group group) {
        return Parts.note(
                BootstrapIcons.DASH_SQUARE_DOTTED,
                "unknown",
                Strings.of("groups.untold.head", Formats.name(group.source().name())),
                Strings.of("groups.untold.body"));
    }

    private void rows(LazyRows<MemberRow> rows) {
        table.setItems(rows);
        table.setPlaceholder(Parts.label(
                model.reading() ? Strings.of("groups.members.reading") : Strings.of("groups.members.none"), "t-muted"));
        if (rows.size() > 0) {
            table.getSelectionModel().clearAndSelect(0);
        }
    }

    private Optional<MemberRow> current() {
        return model.rowsProperty().get().at(table.getFocusModel().getFocusedIndex());
    }

    /// Before the table, whose Ctrl A would look at every row.
    private void pressed(KeyEvent event) {
        boolean control = event.isShortcutDown();
        if (event.getCode() == KeyCode.ENTER && !control) {
            current().ifPresent(row -> leads.to("people", row.key()));
        } else if (event.getCode() == KeyCode.O && !control) {
            current().ifPresent(this::through);
        } else if (event.getCode() == KeyCode.A && control) {
            table.getSelectionModel().selectRange(0, Math.min(table.getItems().size(), 10_000));
        } else if (event.getCode() == KeyCode.C && control) {
            copy();
        } else {
            return;
        }
        event.consume();
    }

    private void through(MemberRow row) {
        row.via().ifPresent(id -> leads.to("groups", row.source() + "/" + id));
    }

    private void clicked(MouseEvent event) {
        List<TablePosition> at = List.copyOf(table.getSelectionModel().getSelectedCells());
        boolean link = at.size() == 1 && event.getTarget() instanceof javafx.scene.Node node && inside(node);
        if (link) {
            current().ifPresent(this::through);
        } else if (event.getClickCount() == 2) {
            current().ifPresent(row -> leads.to("people", row.key()));
        }
    }

    /// Whether it is in the column of ways, whose words are links.
    private boolean inside(javafx.scene.Node node) {
        for (javafx.scene.Node at = node; at != null; at = at.getParent()) {
            if (at instanceof javafx.scene.control.TableCell<?, ?> cell) {
                return cell.getTableColumn() == how;
            }
        }
        return false;
    }

    private void copy() {
        int[] chosen = table.getSelectionModel().getSelectedIndices().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.sort(chosen);
        model.acts().copy(chosen, text -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    /// Asks where to, and writes those that are listed.
    void export() {
        if (group.groupProperty().get().filter(one -> one.counts().told()).isPresent()) {
            picker.save(Strings.of("groups.export"), "members.csv").ifPresent(model.acts()::export);
        }
    }

    /// The next part of them.
    void turn() {
        int at = PARTS.indexOf(model.partProperty().get());
        model.partProperty().set(PARTS.get((at + 1) % PARTS.size()));
    }
}
