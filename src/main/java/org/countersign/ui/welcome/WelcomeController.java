package org.countersign.ui.welcome;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Drops;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.welcome.WelcomeViewModel.Recent;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Binds [WelcomeViewModel] to `Welcome.fxml`.
public final class WelcomeController {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

    private final WelcomeViewModel model;
    private final FirstPacketViewModel first;
    private final FilePicker picker;
    private final FirstPacketQuestions packets;

    @FXML
    private Pane page;

    @FXML
    private VBox drop;

    @FXML
    private Button make;

    @FXML
    private FlowPane acts;

    @FXML
    private Hyperlink sample;

    @FXML
    private VBox problem;

    @FXML
    private ProgressBar busy;

    @FXML
    private Label step;

    @FXML
    private VBox recentBox;

    @FXML
    private VBox recent;

    /// Shows `model`, and `first` where a packet comes.
    public WelcomeController(
            WelcomeViewModel model, FirstPacketViewModel first, Questions questions, FilePicker picker) {
        this.model = model;
        this.first = first;
        this.picker = picker;
        packets = new FirstPacketQuestions(first, questions, picker, model::refused);
    }

    @FXML
    private void initialize() {
        BooleanBinding working = model.busyProperty().or(first.busyProperty());
        busy.visibleProperty().bind(working);
        acts.disableProperty().bind(working);
        sample.disableProperty().bind(working);
        step.textProperty().bind(model.stepProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        list();
        Drops.on(page, over -> drop.pseudoClassStateChanged(OVER, over), this::dropped);
        Platform.runLater(make::requestFocus);
    }

    private void dropped(List<Path> files) {
        files.stream().findFirst().ifPresent(this::take);
    }

    private void take(Path file) {
        if (FirstPacketViewModel.travels(file)) {
            packets.take(file);
        } else {
            model.open(file);
        }
    }

    private void list() {
        recent.getChildren().clear();
        model.recent().forEach(one -> recent.getChildren().add(row(one)));
        boolean any = !recent.getChildren().isEmpty();
        recentBox.setVisible(any);
        recentBox.setManaged(any);
    }

    private HBox row(Recent one) {
        Path name = one.file().getFileName();
        var link = new Hyperlink(Formats.visible(String.valueOf(name)));
        link.setDisable(!one.there());
        link.setOnAction(_ -> model.open(one.file()));
        link.setMinWidth(0);
        Label where = Parts.label(Formats.visible(String.valueOf(one.file().getParent())), "t-small", "t-subtle");
        Button remove = Parts.button(BootstrapIcons.X, "", "quiet");
        remove.setAccessibleText(Strings.of("welcome.recent.remove", String.valueOf(name)));
        remove.setOnAction(_ -> {
            model.forget(one.file());
            list();
        });
        HBox row = Parts.row(10, Parts.icon(BootstrapIcons.FILE_EARMARK_LOCK, "i14"), link, where, Parts.space());
        if (!one.there()) {
            row.getChildren().add(Parts.whole(Strings.of("welcome.recent.missing"), "t-small", "c-medium"));
        }
        row.getChildren().add(remove);
        return row;
    }

    @FXML
    private void make() {
        picker.save(Strings.of("welcome.make"), Strings.of("welcome.make.name") + ".countersign")
                .ifPresent(model::make);
    }

    @FXML
    private void open() {
        picker.open(Strings.of("welcome.open"), "*.countersign").ifPresent(this::take);
    }

    @FXML
    private void packet() {
        packets.choose();
    }

    @FXML
    private void sample() {
        picker.folder(Strings.of("welcome.sample.where")).ifPresent(model::sample);
    }
}
