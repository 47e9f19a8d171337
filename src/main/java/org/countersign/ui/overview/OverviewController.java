package org.countersign.ui.overview;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import javafx.fxml.FXML;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedAreaChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.overview.OverviewViewModel.Content;
import org.countersign.ui.overview.OverviewViewModel.Point;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;

/// Binds [OverviewViewModel] to `Overview.fxml`.
public final class OverviewController {
    private final OverviewViewModel model;
    private final Navigator navigator;

    @FXML
    private VBox page;

    @FXML
    private Label subtitle;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private VBox leads;

    @FXML
    private HBox figures;

    @FXML
    private HBox legend;

    @FXML
    private StackedAreaChart<Number, Number> chart;

    @FXML
    private NumberAxis days;

    @FXML
    private TableView<Point> table;

    @FXML
    private VBox news;

    @FXML
    private VBox campaigns;

    @FXML
    private VBox sources;

    /// Shows `model`.
    public OverviewController(OverviewViewModel model, Navigator navigator) {
        this.model = model;
        this.navigator = navigator;
    }

    @FXML
    private void initialize() {
        OverviewParts.columns(table);
        days.setTickLabelFormatter(new StringConverter<>() {
            @Override
            public String toString(Number day) {
                return Formats.day(Instant.ofEpochSecond(day.longValue() * 86_400))
                        .replaceAll(" \\d{4}$", "");
            }

            @Override
            public Number fromString(String text) {
                throw new UnsupportedOperationException("the axis is only read");
            }
        });
        page.setFocusTraversable(true);
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.T) {
                table.setVisible(!table.isVisible());
                chart.setVisible(!table.isVisible());
            }
        });
        model.contentProperty().subscribe(this::show);
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
    }

    @FXML
    private void refresh() {
        model.refresh();
    }

    /// Where keys go.
    public void focus() {
        page.requestFocus();
    }

    private void show(Content content) {
        busy.setVisible(!content.loaded());
        subtitle.setText(content.subtitle());
        leads.getChildren()
                .setAll(Parts.sentence(content.lead(), "t-item"), Parts.sentence(content.detail(), "t-muted"));
        figures.getChildren()
                .setAll(content.figures().stream().map(OverviewParts::figure).toList());
        news.getChildren()
                .setAll(OverviewParts.head(
                        Strings.of("overview.news"),
                        Strings.of("overview.news.all", content.allNews()),
                        () -> navigator.go(Place.FINDINGS)));
        content.news().forEach(one -> news.getChildren().add(OverviewParts.news(one)));
        if (content.news().isEmpty() && content.loaded()) {
            news.getChildren().add(Parts.sentence(Strings.of("overview.news.none"), "t-muted"));
        }
        campaigns
                .getChildren()
                .setAll(OverviewParts.head(
                        Strings.of("overview.campaigns"),
                        Strings.of("overview.review"),
                        () -> navigator.go(Place.REVIEW)));
        content.campaigns().forEach(one -> campaigns.getChildren().add(OverviewParts.campaign(one)));
        if (content.campaigns().isEmpty() && content.loaded()) {
            campaigns.getChildren().add(Parts.sentence(Strings.of("overview.campaigns.none"), "t-muted"));
        }
        sources.getChildren().setAll(Parts.label(Strings.of("overview.sources"), "t-section"));
        content.sources().forEach(one -> sources.getChildren().add(OverviewParts.source(one)));
        trend(content.trend());
    }

    private void trend(List<Point> points) {
        table.getItems().setAll(points);
        legend.getChildren().setAll(OverviewParts.legend(points));
        chart.getData().clear();
        if (points.size() < 2) {
            chart.setAccessibleText(Strings.of("overview.trend.none"));
            return;
        }
        days.setLowerBound(OverviewParts.day(points.getFirst().at()));
        days.setUpperBound(OverviewParts.day(points.getLast().at()));
        days.setTickUnit(Math.max(1, (days.getUpperBound() - days.getLowerBound()) / 6));
        chart.getData()
                .addAll(List.of(
                        series(points, Point::critical),
                        series(points, Point::high),
                        series(points, Point::medium),
                        series(points, Point::low)));
    }

    private static XYChart.Series<Number, Number> series(List<Point> points, ToLongFunction<Point> value) {
        var series = new XYChart.Series<Number, Number>();
        points.forEach(point ->
                series.getData().add(new XYChart.Data<>(OverviewParts.day(point.at()), value.applyAsLong(point))));
        return series;
    }
}
