package org.countersign.ui.findings;

import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.TextCell;
import org.countersign.ui.table.TextCell.Shown;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The cells of the table of findings.
final class FindingCells {
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");

    private FindingCells() {}

    /// Shows lines of text in `column`; of heads nothing.
    static void fill(
            TableColumn<Slot<FindingLine>, Slot<FindingLine>> column,
            Function<FindingRow, String> text,
            Function<FindingRow, String> tone) {
        TextCell.fill(
                column,
                line -> line instanceof FindingRow row
                        ? Shown.of(Formats.line(text.apply(row)), tone.apply(row))
                        : Shown.of(""));
    }

    /// Shows shape and word of severities in `column`.
    static void severities(TableColumn<Slot<FindingLine>, Slot<FindingLine>> column) {
        column.getStyleClass().addAll("t-small", "t-medium");
        TextCell.fill(
                column,
                line -> {
                    if (line instanceof FindingRow row) {
                        String style = row.severity().map(Severity::text).orElse("unknown");
                        return new Shown(
                                row.severity().map(Severities::word).orElse(Strings.of("severity.unknown")),
                                "c-" + style,
                                Optional.of(row.severity()
                                        .map(Severities::shape)
                                        .orElse(BootstrapIcons.DASH_SQUARE_DOTTED)),
                                "k-" + style);
                    }
                    return Shown.of("");
                },
                "i14");
    }

    /// Shows findings, with their groups' names and counts, in `column`.
    static void sentences(TableColumn<Slot<FindingLine>, Slot<FindingLine>> column) {
        TextCell.fill(column, line -> switch (line) {
            case FindingRow row -> Shown.of(Formats.line(row.sentence()));
            case FindingGroup group ->
                Shown.of(
                        Formats.line(Strings.of("findings.group", group.name(), Spoken.number(group.size()))),
                        "t-strong");
        });
    }

    /// A row that is told apart where it is a head, or one of all that are chosen.
    static TableRow<Slot<FindingLine>> row(FindingsViewModel model) {
        return new TableRow<>() {
            private boolean head;

            @Override
            protected void updateItem(Slot<FindingLine> slot, boolean empty) {
                super.updateItem(slot, empty);
                Optional<FindingLine> line = empty || slot == null ? Optional.empty() : slot.row();
                pseudoClassStateChanged(
                        PICKED, line.isPresent() && model.allProperty().get());
                boolean group = line.filter(FindingGroup.class::isInstance).isPresent();
                if (group != head) {
                    head = group;
                    if (group) {
                        getStyleClass().add("group-row");
                    } else {
                        getStyleClass().remove("group-row");
                    }
                }
                setAccessibleText(
                        line.map(FindingCells::spoken).map(Formats::shown).orElse(null));
            }
        };
    }

    private static String spoken(FindingLine line) {
        return switch (line) {
            case FindingRow row ->
                String.join(
                        ", ",
                        row.severity().map(Severities::word).orElse(Strings.of("severity.unknown")),
                        row.sentence(),
                        row.sourceName(),
                        row.status().text());
            case FindingGroup group -> Strings.of("findings.group", group.name(), Spoken.number(group.size()));
        };
    }
}
