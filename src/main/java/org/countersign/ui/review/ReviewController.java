package org.countersign.ui.review;

import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.queue.Grouping;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.SplitBar;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.view.Leads;

/// Binds [ReviewViewModel] to `Review.fxml`.
public final class ReviewController {
    private final ReviewViewModel model;
    private final ReviewQuestions asks;
    private final Leads leads;
    private final Questions questions;
    private final KeyMap keys;

    @FXML
    private VBox page;

    @FXML
    private Label title;

    @FXML
    private Label due;

    @FXML
    private Label subtitle;

    @FXML
    private ComboBox<String> reviewer;

    @FXML
    private Button away;

    @FXML
    private VBox notices;

    @FXML
    private VBox pacing;

    @FXML
    private Label progress;

    @FXML
    private SplitBar bar;

    @FXML
    private Button sign;

    @FXML
    private HBox segments;

    @FXML
    private TextField filter;

    @FXML
    private ListView<Slot<QueueLine>> list;

    @FXML
    private ChoiceBox<Grouping> grouping;

    @FXML
    private Label pace;

    @FXML
    private HBox batchBar;

    @FXML
    private VBox standing;

    @FXML
    private ScrollPane scroll;

    @FXML
    private ScrollPane asideScroll;

    @FXML
    private HBox decisionBar;

    /// Shows `model`.
    public ReviewController(
            ReviewViewModel model, ReviewQuestions asks, Questions questions, Leads leads, KeyMap keys) {
        this.model = model;
        this.leads = leads;
        this.questions = questions;
        this.keys = keys;
        this.asks = asks;
    }

    @FXML
    private void initialize() {
        Parts.wholeWithin(progress, pacing);
        filter.textProperty().bindBidirectional(model.shown().filterProperty());
        QueueList.bind(list, model);
        model.reviewers().addListener((ListChangeListener<String>)
                _ -> reviewer.getItems().setAll(model.reviewers()));
        reviewer.valueProperty().bindBidirectional(model.reviewerProperty());
        ReviewBars.segments(segments, model);
        var decisions = new DecisionBar(model, asks, keys).fill(decisionBar);
        model.batch().sizeProperty().subscribe(_ -> ReviewBars.batch(batchBar, model, asks));
        ReviewBars.grouping(grouping, model);
        model.headProperty().subscribe(this::head);
        var item = new ShownItem(model, scroll, asideScroll, leads, asks::note);
        item.follow(page);
        var pressed = new ReviewKeys(model, asks, decisions, questions, list, filter, item, keys);
        pressed.follow(page);
        new NoticesView(model, questions, notices, away).follow();
    }

    @FXML
    private void sign() {
        asks.sign();
    }

    /// Where typing starts.
    public void focus() {
        list.requestFocus();
    }

    private void head(ReviewHead head) {
        title.setText(head.title());
        due.setText(head.due());
        due.setVisible(!head.due().isEmpty());
        subtitle.setText(head.subtitle());
        progress.setText(head.progress());
        pace.setText(head.pace());
        ReviewBars.progress(bar, head.figures());
        sign.setText(Strings.count("review.sign", head.unsigned()));
        sign.setDisable(head.unsigned() == 0 || !head.open());
        decisionBar.setDisable(!head.open());
        ReviewBars.standing(standing, head, asks);
    }
}
