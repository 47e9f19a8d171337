package org.countersign.ui.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Verdict;
import org.countersign.campaign.queue.Queue;
import org.countersign.campaign.queue.QueueRow;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.parts.Verdicts;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A row of the queue: shape of the decision, who, access, worst finding, why it is here. Its parts are made once; what
/// is
/// said of the item comes from the queue, so that a decision redraws without reading.
final class QueueCell extends ListCell<Slot<QueueLine>> {
    /// Of every line, of an item and of a head.
    static final double HEIGHT = 52;

    private final ReviewViewModel model;
    private final StackPane shape = new StackPane();
    private final StackPane noted = new StackPane();
    private final StackPane severity = new StackPane();
    private final Label who = Parts.label("", "t-medium");
    private final Label what = Parts.label("", "t-small", "t-muted");
    private final Label tag = Parts.whole("", "t-small");
    private final Node deputy = Parts.icon(BootstrapIcons.PERSON_PLUS, "i12", "k-until");
    private final HBox item;
    private final Label group = Parts.label("", "t-over");
    private final Label count = Parts.whole("", "t-small", "t-muted");
    private final HBox head;
    private String toned = "";

    QueueCell(ReviewViewModel model) {
        this.model = model;
        HBox first = Parts.row(6, Parts.grow(who), noted, severity);
        HBox second = Parts.row(6, Parts.grow(what), deputy, tag);
        VBox lines = Parts.grow(Parts.column(2, first, second));
        lines.setMinWidth(0);
        lines.setAlignment(Pos.CENTER_LEFT);
        item = Parts.styled(Parts.row(10, shape, lines), "queue-row");
        item.setMinHeight(Zoom.row(HEIGHT));
        head = Parts.styled(Parts.row(8, Parts.grow(group), count), "queue-group");
        head.setAlignment(Pos.BOTTOM_LEFT);
        head.setMinHeight(Zoom.row(HEIGHT));
        deputy.managedProperty().bind(deputy.visibleProperty());
        setPrefWidth(0);
        selectedProperty().subscribe(_ -> draw());
        model.shown().changesProperty().subscribe(_ -> draw());
        model.batch().sizeProperty().subscribe(_ -> draw());
    }

    @Override
    protected void updateItem(Slot<QueueLine> slot, boolean empty) {
        super.updateItem(slot, empty);
        draw();
    }

    private void draw() {
        setText(null);
        Optional<QueueLine> line =
                isEmpty() || getItem() == null ? Optional.empty() : getItem().row();
        boolean pending = !isEmpty() && getItem() != null && line.isEmpty();
        setDisable(line.filter(QueueLine.Head.class::isInstance).isPresent());
        if (line.isEmpty()) {
            setGraphic(pending ? item : null);
            who.setText(pending ? "–" : "");
            what.setText("");
            tag.setText("");
            deputy.setVisible(false);
            shape.getChildren().clear();
            noted.getChildren().clear();
            severity.getChildren().clear();
            setAccessibleText("");
            return;
        }
        switch (line.get()) {
            case QueueLine.Head(String name, int items) -> head(name, items);
            case QueueLine.Item(QueueRow row) -> item(row);
        }
    }

    private void head(String name, int items) {
        String shown =
                switch (name) {
                    case "changed", "unchanged" -> Strings.of("review.group." + name);
                    default -> name;
                };
        group.setText(Formats.name(shown));
        count.setText(Spoken.number(items));
        setGraphic(head);
        setAccessibleText(Strings.of("review.group.spoken", shown, Spoken.number(items)));
    }

    private void item(QueueRow row) {
        Queue queue = model.shown().queue();
        int place = queue.place(row.number());
        String verdict = place < 0 ? "" : queue.verdict(place);
        boolean covered = place >= 0 && queue.covered(place);
        String access = ItemWords.access(row.kind(), row.access());
        shape.getChildren()
                .setAll(
                        model.batch().has(row.number())
                                ? Parts.icon(BootstrapIcons.CHECK_SQUARE_FILL, "i14", "k-accent")
                                : verdict.isEmpty() ? Verdicts.open() : Verdicts.icon(Verdict.valueOf(verdict)));
        noted.getChildren()
                .setAll(
                        row.notes() == 0
                                ? List.of()
                                : List.of(Parts.icon(BootstrapIcons.CHAT_SQUARE_TEXT, "i12", "k-subtle")));
        severity.getChildren().setAll(row.worst().map(Severities::icon).stream().toList());
        who.setText(Formats.name(row.label()));
        what.setText(row.sourceName() + " · " + access);
        tag.setText(tag(row, verdict, covered));
        deputy.setVisible(place >= 0 && queue.delegated(place));
        tone(verdict.isEmpty() ? covered ? "t-muted" : "c-accent" : "c-" + Verdicts.tone(Verdict.valueOf(verdict)));
        item.getStyleClass().remove("on");
        if (isSelected()) {
            item.getStyleClass().add("on");
        }
        setGraphic(item);
        String said = Strings.of(
                "review.row",
                row.label(),
                access,
                row.sourceName(),
                verdict.isEmpty() ? Strings.of(covered ? "review.covered" : "review.open") : word(verdict),
                Strings.count("review.shown.findings", row.findings()));
        String spoken = row.notes() == 0 ? said : Strings.count("review.row.noted", row.notes(), said);
        setAccessibleText(Formats.shown(deputy.isVisible() ? Strings.of("review.row.deputy", spoken) : spoken));
    }

    private void tone(String now) {
        if (!now.equals(toned)) {
            tag.getStyleClass().remove(toned);
            tag.getStyleClass().add(now);
            toned = now;
        }
    }

    private static String tag(QueueRow row, String verdict, boolean covered) {
        if (covered) {
            return Strings.of("review.covered");
        }
        if (!verdict.isEmpty()) {
            return word(verdict);
        }
        return row.changed() ? Strings.of(row.fresh() ? "review.tag.new" : "review.tag.changed") : "";
    }

    private static String word(String verdict) {
        return Strings.of("review.verdict." + verdict.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
