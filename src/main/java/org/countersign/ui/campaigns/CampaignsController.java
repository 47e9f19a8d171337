package org.countersign.ui.campaigns;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Drops;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;

/// Binds [CampaignsViewModel] and [OpeningViewModel] to `Campaigns.fxml`: the list, one of it, or a new one.
public final class CampaignsController {
    /// The place of the page that opens one; no campaign is called so.
    public static final String NEW = "+";

    private final CampaignsViewModel model;
    private final OpeningViewModel opening;
    private final Navigator navigator;
    private final CampaignQuestions questions;
    private final Clock clock;
    private final FilePicker system;
    private final PacketQuestions packets;

    @FXML
    private VBox list;

    @FXML
    private Label subtitle;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private TableView<CampaignRow> table;

    @FXML
    private ScrollPane oneScroll;

    @FXML
    private VBox one;

    @FXML
    private ScrollPane newScroll;

    @FXML
    private VBox fresh;

    /// Shows `model`, and `opening` where one is made.
    ///
    /// @param lastKey the file of the key that was opened last
    public CampaignsController(
            CampaignsViewModel model,
            OpeningViewModel opening,
            Questions questions,
            Navigator navigator,
            FilePicker system,
            Clock clock,
            Supplier<String> lastKey) {
        this.model = model;
        this.opening = opening;
        this.navigator = navigator;
        this.questions = new CampaignQuestions(model, questions, system);
        this.clock = clock;
        this.system = system;
        packets = new PacketQuestions(model.packets(), questions, system, navigator, lastKey);
    }

    @FXML
    private void initialize() {
        subtitle.textProperty().bind(model.subtitleProperty());
        busy.visibleProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        CampaignColumns.fill(table, model.problemProperty());
        model.rowsProperty().subscribe(rows -> {
            int at = Math.max(0, table.getSelectionModel().getSelectedIndex());
            table.getItems().setAll(rows);
            table.getSelectionModel().select(Math.min(at, rows.size() - 1));
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open();
            }
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
                event.consume();
            }
        });
        var page = new CampaignPage(model, navigator, questions, packets, system, one, clock);
        model.oneProperty().subscribe(page::show);
        Drops.on(list, _ -> {}, packets::take);
        Drops.on(one, _ -> {}, packets::take);
        one.addEventHandler(KeyEvent.KEY_PRESSED, page::pressed);
        new OpeningPage(opening, navigator, fresh).build();
        fresh.addEventHandler(KeyEvent.KEY_PRESSED, page::pressed);
    }

    @FXML
    private void begin() {
        navigator.go(Place.CAMPAIGNS, NEW);
    }

    @FXML
    private void take() {
        packets.choose();
    }

    private void open() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .ifPresent(row -> navigator.go(Place.CAMPAIGNS, row.campaign().name()));
    }

    /// Shows one by its name, the page of a new one, or the list, and puts the focus there.
    public void show(String id) {
        boolean making = id.equals(NEW);
        boolean single = !making && !id.isEmpty();
        list.setVisible(id.isEmpty());
        oneScroll.setVisible(single);
        newScroll.setVisible(making);
        model.open(making ? "" : id);
        if (making) {
            opening.begin();
        }
        Platform.runLater(() -> (making ? fresh : single ? one : table).requestFocus());
    }
}
