package org.countersign.ui.exceptions;

import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Stand;
import org.countersign.governance.Access;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The columns of the register.
final class ExceptionColumns {
    /// From then on somebody should ask whether it is an exception at all.
    private static final int OFTEN = 3;

    private ExceptionColumns() {}

    static void fill(TableView<Line> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        least(144, Look.column(title("state"), 170, line -> stand(line.stand()))),
                        Look.column(title("who"), 200, line -> Look.of(Formats.name(line.label()), "")),
                        Look.column(title("access"), 190, line -> Look.of(access(line), "t-muted")),
                        Look.column(title("source"), 130, line -> Look.of(Formats.line(line.sourceName()), "t-muted")),
                        least(100, Look.column(title("ends"), 190, ExceptionColumns::ends)),
                        Look.column(title("extended"), 84, ExceptionColumns::extended),
                        Look.column(
                                title("covers"),
                                80,
                                line -> Look.of(line.covers() == 0 ? "–" : Spoken.number(line.covers()), "t-muted")),
                        Look.column(title("owner"), 210, line -> Look.of(Formats.name(owner(line)), "t-muted"))));
    }

    /// What it is and its day are read in any window.
    private static TableColumn<Line, Line> least(double width, TableColumn<Line, Line> column) {
        column.setMinWidth(Zoom.of(width));
        return column;
    }

    static String owner(Line line) {
        return line.record().owner().orElseGet(() -> Strings.of("exceptions.nobody"));
    }

    static String access(Line line) {
        return line.record()
                .access()
                .map(Access::text)
                .map(Formats::line)
                .orElseGet(() -> Strings.of("exceptions.whole"));
    }

    static Look stand(Stand stand) {
        return Look.of(icon(stand), "k-" + tone(stand), Strings.of("exceptions.stand." + stand), "");
    }

    static Ikon icon(Stand stand) {
        return switch (stand) {
            case OWNER_INACTIVE, INCOMPLETE -> BootstrapIcons.EXCLAMATION_TRIANGLE_FILL;
            case EXPIRED, EXPIRING, UNUSED -> BootstrapIcons.DIAMOND_FILL;
            case LATER, OVER -> BootstrapIcons.CIRCLE;
            case HOLDS -> BootstrapIcons.CALENDAR2_CHECK_FILL;
        };
    }

    static String tone(Stand stand) {
        return switch (stand) {
            case OWNER_INACTIVE, INCOMPLETE -> "high";
            case EXPIRED, EXPIRING, UNUSED -> "medium";
            case LATER, OVER -> "subtle";
            case HOLDS -> "until";
        };
    }

    private static Look ends(Line line) {
        return line.record()
                .expires()
                .map(day -> Look.of(
                        day + " · " + left(line.daysLeft().orElse(0L)),
                        line.stand() == Stand.EXPIRED ? "c-medium" : "t-muted"))
                .orElseGet(() -> Look.of(Strings.of("exceptions.noEnd"), "c-high"));
    }

    private static String left(long days) {
        return days < 0
                ? Strings.count("exceptions.ago", -days)
                : days == 0 ? Strings.of("exceptions.lastDay") : Strings.count("exceptions.left", days);
    }

    private static Look extended(Line line) {
        return line.extensions() == 0
                ? Look.of("–", "t-muted")
                : Look.of(
                        Strings.of("exceptions.times", line.extensions()), line.extensions() >= OFTEN ? "c-high" : "");
    }

    private static String title(String column) {
        return Strings.of("exceptions.column." + column);
    }
}
