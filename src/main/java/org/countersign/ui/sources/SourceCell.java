package org.countersign.ui.sources;

import java.util.Optional;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A source in the list.
final class SourceCell extends ListCell<SourceRow> {
    private final SourcesViewModel model;

    SourceCell(SourcesViewModel model) {
        this.model = model;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(SourceRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        if (empty || row == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        Optional<String> waiting = Optional.ofNullable(model.drafts().get(row.id()))
                .map(draft -> Strings.of("sources.waiting." + draft.word()));
        String kind = Strings.of(row.idp() ? "sources.idp" : "sources.app");
        VBox text = Parts.column(
                2,
                Parts.row(
                        6, Parts.label(Formats.name(row.name()), "t-medium"), Parts.whole(kind, "t-small", "t-subtle")),
                waiting.map(word -> Parts.label(word, "t-small", "t-medium", "c-accent"))
                        .orElseGet(() -> Parts.label(row.line(), "t-small", "t-muted")));
        text.setMinWidth(0);
        setGraphic(Parts.row(
                10,
                Parts.icon(row.idp() ? BootstrapIcons.KEY : BootstrapIcons.WINDOW),
                Parts.grow(text),
                waiting.isPresent()
                        ? Parts.icon(BootstrapIcons.BOX_ARROW_IN_DOWN, "i14", "k-accent")
                        : Parts.icon(icon(row.state()), "i14", "k-" + row.state())));
        setTooltip(new Tooltip(row.name() + ": " + row.word()));
        setAccessibleText(row.name() + ", " + kind + ", " + row.line() + ", " + row.word()
                + waiting.map(word -> ", " + word).orElse(""));
    }

    static Ikon icon(String state) {
        return switch (state) {
            case "approve" -> BootstrapIcons.CHECK_CIRCLE_FILL;
            case "medium" -> BootstrapIcons.DIAMOND_FILL;
            default -> BootstrapIcons.EXCLAMATION_TRIANGLE_FILL;
        };
    }
}
