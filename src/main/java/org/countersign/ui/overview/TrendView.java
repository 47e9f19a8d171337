package org.countersign.ui.overview;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.chart.Axis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedAreaChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.countersign.drift.Severity;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.overview.Overview.Point;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;

/// Open findings over the days, as a chart and as the table that a screen reader gets.
final class TrendView {
    private final StackedAreaChart<Number, Number> chart;
    private final NumberAxis days;
    private final TableView<Point> table;
    private final FlowPane legend;
    private final Label none;
    private boolean drawn;

    TrendView(
            StackedAreaChart<Number, Number> chart,
            NumberAxis days,
            TableView<Point> table,
            FlowPane legend,
            Label none) {
        this.none = none;
        this.chart = chart;
        this.days = days;
        this.table = table;
        this.legend = legend;
        // The title wraps where it is wider than its card.
        ((Region) legend.getChildren().getFirst()).maxWidthProperty().bind(legend.widthProperty());
        columns(table);
        days.setTickLabelFormatter(new StringConverter<>() {
            @Override
            public String toString(Number day) {
                return Spoken.day(Instant.ofEpochSecond(day.longValue() * 86_400))
                        .replaceAll("\\h\\d{4}$", "");
            }

            @Override
            public Number fromString(String text) {
                throw new UnsupportedOperationException("the axis is only read");
            }
        });
    }

    /// From chart to table and back.
    void toggle() {
        boolean asTable = !table.isVisible();
        table.setVisible(asTable);
        chart.setVisible(!asTable && drawn);
        none.setVisible(!asTable && !drawn);
        if (asTable) {
            table.requestFocus();
        }
    }

    void show(List<Point> points) {
        table.getItems().setAll(points.reversed());
        drawn = points.size() > 1;
        chart.setVisible(drawn && !table.isVisible());
        none.setVisible(!drawn && !points.isEmpty() && !table.isVisible());
        // The title stays; what does not fit beside it goes below.
        legend.getChildren().remove(1, legend.getChildren().size());
        legend.getChildren().addAll(legend(points));
        chart.getData().clear();
        if (!drawn) {
            return;
        }
        chart.setAccessibleText(Strings.of(
                "overview.trend.said",
                Spoken.number(points.getFirst().findings()),
                Spoken.number(points.getLast().findings())));
        days.setLowerBound(day(points.getFirst().at()));
        days.setUpperBound(day(points.getLast().at()));
        days.setTickUnit(Math.max(1, Math.ceil((days.getUpperBound() - days.getLowerBound()) / 5)));
        counts(points.stream().mapToLong(Point::findings).max().orElse(1));
        chart.getData()
                .addAll(List.of(
                        series(points, Point::critical),
                        series(points, Point::high),
                        series(points, Point::medium),
                        series(points, Point::low)));
    }

    /// Whole numbers, five steps at most: 1, 2 or 5 and noughts.
    private void counts(long most) {
        long unit = 1;
        for (int i = 0; unit * 5 < most; i++) {
            unit = i % 3 == 1 ? unit / 2 * 5 : unit * 2;
        }
        var axis = (NumberAxis) (Axis<?>) chart.getYAxis();
        axis.setTickUnit(unit);
        axis.setUpperBound(Math.max(1, Math.ceilDiv(most, unit)) * unit);
    }

    private static XYChart.Series<Number, Number> series(List<Point> points, ToLongFunction<Point> value) {
        var series = new XYChart.Series<Number, Number>();
        points.forEach(point -> series.getData().add(new XYChart.Data<>(day(point.at()), value.applyAsLong(point))));
        return series;
    }

    /// Whole days: two snapshots of one morning are no cliff.
    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 86_400L);
    }

    private static List<Node> legend(List<Point> points) {
        if (points.isEmpty()) {
            return List.of();
        }
        Point last = points.getLast();
        return List.of(
                legend(Severity.CRITICAL, last.critical()),
                legend(Severity.HIGH, last.high()),
                legend(Severity.MEDIUM, last.medium()),
                legend(Severity.LOW, last.low()));
    }

    private static Node legend(Severity severity, long count) {
        return Parts.row(
                5,
                Severities.icon(severity),
                Parts.whole(Severities.word(severity), "t-small", "t-muted"),
                Parts.whole(Spoken.number(count), "t-small", "t-medium"));
    }

    private static void columns(TableView<Point> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("overview.table.at", point -> Spoken.day(point.at())));
        table.getColumns().add(column("severity.critical", point -> Spoken.number(point.critical())));
        table.getColumns().add(column("severity.high", point -> Spoken.number(point.high())));
        table.getColumns().add(column("severity.medium", point -> Spoken.number(point.medium())));
        table.getColumns().add(column("severity.low", point -> Spoken.number(point.low())));
        table.getColumns().add(column("findings.status.unknown", point -> Spoken.number(point.unknown())));
    }

    private static TableColumn<Point, String> column(String key, Function<Point, String> text) {
        var column = new TableColumn<Point, String>(Strings.of(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setSortable(false);
        return column;
    }
}
