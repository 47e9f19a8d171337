package org.countersign.ui.overview;

import javafx.fxml.FXML;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedAreaChart;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.overview.Overview.Point;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;

/// Binds [OverviewViewModel] to `Overview.fxml`.
public final class OverviewController {
    private final OverviewViewModel model;
    private final Navigator navigator;
    private final Leads leads;
    private final KeyMap keys;

    @FXML
    private VBox page;

    @FXML
    private Label subtitle;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private VBox lead;

    @FXML
    private HBox figures;

    @FXML
    private FlowPane legend;

    @FXML
    private StackedAreaChart<Number, Number> chart;

    @FXML
    private NumberAxis days;

    @FXML
    private TableView<Point> table;

    @FXML
    private Label none;

    @FXML
    private VBox news;

    @FXML
    private VBox campaigns;

    @FXML
    private VBox sources;

    /// Shows `model`.
    public OverviewController(OverviewViewModel model, Navigator navigator, Leads leads, KeyMap keys) {
        this.leads = leads;
        this.keys = keys;
        this.model = model;
        this.navigator = navigator;
    }

    @FXML
    private void initialize() {
        var trend = new TrendView(chart, days, table, legend, none);
        busy.visibleProperty().bind(model.busyProperty());
        page.setFocusTraversable(true);
        OverviewParts.head(lead, figures);
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (keys.act(event, Region.OVERVIEW).isPresent()) {
                trend.toggle();
            }
        });
        model.contentProperty().subscribe(content -> {
            show(content);
            trend.show(content.trend());
        });
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
    }

    @FXML
    private void check() {
        model.check();
    }

    @FXML
    private void bring() {
        leads.to("sources", "");
    }

    /// Where keys go.
    public void focus() {
        page.requestFocus();
    }

    private void show(Overview content) {
        subtitle.setText(content.subtitle());
        lead.getChildren()
                .setAll(Parts.sentence(content.lead(), "t-item"), Parts.sentence(content.detail(), "t-muted"));
        figures.getChildren()
                .setAll(content.figures().stream().map(OverviewParts::figure).toList());
        news.getChildren()
                .setAll(OverviewParts.head(
                        Strings.of("overview.news"),
                        Strings.of("overview.news.all", content.allNews()),
                        () -> leads.to("findings", "NEW")));
        content.news().forEach(one -> news.getChildren().add(OverviewParts.news(one)));
        if (content.news().isEmpty() && content.loaded()) {
            String key = content.compared() ? "overview.news.none" : "overview.news.first";
            news.getChildren().add(Parts.sentence(Strings.of(key), "t-muted"));
        }
        if (!content.gone().isEmpty()) {
            news.getChildren().add(OverviewParts.gone(content.gone()));
        }
        campaigns
                .getChildren()
                .setAll(OverviewParts.head(
                        Strings.of("overview.campaigns"),
                        Strings.of("overview.review"),
                        () -> navigator.go(Place.REVIEW)));
        content.campaigns().forEach(one -> campaigns.getChildren().add(OverviewParts.campaign(one, leads)));
        if (content.campaigns().isEmpty() && content.loaded()) {
            campaigns.getChildren().add(Parts.sentence(Strings.of("overview.campaigns.none"), "t-muted"));
        }
        sources.getChildren()
                .setAll(OverviewParts.head(
                        Strings.of("overview.sources"),
                        Strings.of("overview.sources.all"),
                        () -> navigator.go(Place.SOURCES)));
        content.sources().forEach(one -> sources.getChildren().add(OverviewParts.source(one, leads)));
    }
}
