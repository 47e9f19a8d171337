package org.countersign.ui.exceptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Register;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The next 90 days, with what ends in them; the first 14 are those in which somebody should have decided. The table
/// under it says the same in words.
final class ExpiryStrip extends Pane {
    private static final int DAYS = 90;
    private static final int SOON = 14;
    private static final double HEIGHT = 74;
    private static final double LINE = 44;
    private static final double MARK = 16;
    private static final int ROWS = 3;

    private final Consumer<Line> chosen;
    private final Region soon = Parts.styled(new Region(), "strip-soon");
    private final Region line = Parts.styled(new Region(), "strip-line");
    private final List<Label> days = new ArrayList<>();
    private final List<Placed> marks = new ArrayList<>();

    /// Something that ends within the strip.
    private record Placed(Node mark, long day, int row) {}

    ExpiryStrip(Consumer<Line> chosen) {
        this.chosen = chosen;
        setMinHeight(Zoom.of(HEIGHT));
        setPrefHeight(Zoom.of(HEIGHT));
        setMaxHeight(Zoom.of(HEIGHT));
    }

    void show(Register register) {
        marks.clear();
        days.clear();
        int[] at = new int[DAYS + 1];
        for (Line one : register.lines()) {
            Optional<Long> left = one.daysLeft().filter(day -> day >= 0 && day <= DAYS);
            left.ifPresent(day -> marks.add(new Placed(mark(one), day, at[day.intValue()]++ % ROWS)));
        }
        for (int day : new int[] {0, SOON, 30, 60, DAYS}) {
            Label label = Parts.whole(
                    day == 0
                            ? Strings.of("exceptions.today")
                            : Spoken.day(register.today()
                                    .plusDays(day)
                                    .atStartOfDay(java.time.ZoneOffset.UTC)
                                    .toInstant()),
                    "t-small",
                    "t-muted");
            label.setUserData(day);
            days.add(label);
        }
        getChildren().setAll(soon, line);
        getChildren().addAll(days);
        marks.forEach(placed -> getChildren().add(placed.mark()));
        setAccessibleText(Strings.count("exceptions.strip", marks.size()));
        requestLayout();
    }

    private Node mark(Line one) {
        String tone = one.stand().needsSomebody() ? "k-medium" : "k-until";
        var icon = Parts.icon(BootstrapIcons.CALENDAR2_CHECK_FILL, "i14", tone);
        Tooltip.install(
                icon,
                new Tooltip(Strings.of(
                        "exceptions.mark",
                        one.record().id(),
                        Formats.name(one.label()),
                        one.record().expires().map(Object::toString).orElse(""))));
        icon.setOnMouseClicked(_ -> chosen.accept(one));
        return icon;
    }

    private double x(double day) {
        return MARK + (getWidth() - 2 * MARK) * day / DAYS;
    }

    @Override
    protected void layoutChildren() {
        soon.resizeRelocate(x(0), 0, x(SOON) - x(0), LINE);
        line.resizeRelocate(x(0), LINE, x(DAYS) - x(0), 1);
        for (Label label : days) {
            int day = (int) label.getUserData();
            double width = label.prefWidth(-1);
            double left = day == 0 ? x(0) : day == DAYS ? x(DAYS) - width : x(day) - width / 2;
            label.resizeRelocate(left, LINE + 6, width, label.prefHeight(-1));
        }
        for (Placed placed : marks) {
            placed.mark().autosize();
            placed.mark().relocate(x(placed.day()) - MARK / 2, LINE - MARK - 2 - placed.row() * 13.0);
        }
    }
}
