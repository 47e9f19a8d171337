package org.countersign.ui.review;

import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.parts.Verdicts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A row of the queue: shape of the decision, who, access, worst finding, why it is here.
final class QueueCell extends ListCell<ItemState> {
    private final Set<String> batch;

    QueueCell(Set<String> batch) {
        this.batch = batch;
        setPrefWidth(0);
        selectedProperty().subscribe(_ -> draw());
    }

    @Override
    protected void updateItem(ItemState state, boolean empty) {
        super.updateItem(state, empty);
        draw();
    }

    private void draw() {
        setText(null);
        ItemState state = getItem();
        setGraphic(isEmpty() || state == null ? null : row(state));
        setAccessibleText(isEmpty() || state == null ? "" : spoken(state));
    }

    private HBox row(ItemState state) {
        Node shape = batch.contains(state.item().id())
                ? Parts.icon(BootstrapIcons.CHECK_SQUARE_FILL, "i14", "k-accent")
                : state.decision()
                        .map(Decision::verdict)
                        .<Node>map(Verdicts::icon)
                        .orElseGet(Verdicts::open);
        HBox first =
                Parts.row(6, Parts.grow(Parts.label(Formats.name(state.item().label()), "t-medium")));
        state.item().worst().ifPresent(worst -> first.getChildren().add(Severities.icon(worst)));
        HBox second = Parts.row(
                6,
                Parts.grow(Parts.label(
                        state.item().line().path("sourceName").asText() + " · " + ItemWords.access(state.item()),
                        "t-small",
                        "t-muted")),
                Parts.whole(tag(state), "t-small", tone(state)));
        VBox lines = Parts.grow(Parts.column(2, first, second));
        lines.setMinWidth(0);
        lines.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        HBox row = Parts.styled(Parts.row(10, shape, lines), "queue-row");
        row.setMinHeight(52);
        if (isSelected()) {
            row.getStyleClass().add("on");
        }
        return row;
    }

    private static String tag(ItemState state) {
        if (state.covered()) {
            return Strings.of("review.covered");
        }
        return state.decision()
                .map(made -> Strings.of("review.verdict." + made.verdict().text()))
                .orElseGet(() -> {
                    var changed = state.item().line().path("changed");
                    return changed.isEmpty()
                            ? ""
                            : Strings.of(
                                    changed.get(0).asText().equals("new") ? "review.tag.new" : "review.tag.changed");
                });
    }

    private static String tone(ItemState state) {
        return state.decision()
                .map(made -> "c-" + Verdicts.tone(made.verdict()))
                .orElse(state.covered() ? "t-muted" : "c-accent");
    }

    private static String spoken(ItemState state) {
        return Strings.of(
                "review.row",
                state.item().label(),
                ItemWords.access(state.item()),
                state.item().line().path("sourceName").asText(),
                ItemWords.state(state),
                state.item().findings().size());
    }
}
