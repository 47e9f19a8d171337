package org.countersign.ui.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.Chord;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Choices.SingleKeys;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;

/// Every action with its keys: another by pressing it, none, its own again; and whether letters alone do something.
final class KeysPanel {
    private static final double LOWEST = 320;

    private final SettingsViewModel model;
    private final KeyMap keys;
    private final KeyQuestion question;
    private final TableView<Act> table = new TableView<>();
    private final Button change = new Button(Strings.of("settings.keys.change"));
    private final Button off = new Button(Strings.of("settings.keys.off"));
    private final Button reset = new Button(Strings.of("settings.keys.reset"));

    KeysPanel(SettingsViewModel model, KeyMap keys, Questions questions) {
        this.model = model;
        this.keys = keys;
        this.question = new KeyQuestion(keys, questions);
    }

    VBox view() {
        fill();
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox framed = Parts.styled(Parts.column(0, table), "inset-table");
        VBox.setVgrow(framed, Priority.ALWAYS);
        return Parts.styled(
                Parts.column(
                        10,
                        Parts.label(Strings.of("settings.keys"), "t-section"),
                        SettingsPage.field("settings.single", single()),
                        Parts.sentence(Strings.of("settings.single.why"), "t-small", "t-muted"),
                        acts(),
                        framed),
                "panel",
                "pad");
    }

    private HBox single() {
        var single = Parts.styled(new HBox(), "seg");
        Segments.fill(
                single,
                "single-",
                List.of(SingleKeys.values()),
                model.choice(Choices::singleKeys, Choices::singleKeys, Optional.empty()),
                _ -> {});
        Segments.name(single, List.of(SingleKeys.values()), one -> Strings.of("settings.single." + one));
        return single;
    }

    private FlowPane acts() {
        act(change, "key-change", () -> chosen().ifPresent(this::change));
        act(off, "key-off", () -> chosen().ifPresent(keys::off));
        act(reset, "key-reset", () -> chosen().ifPresent(keys::reset));
        var all = new Button(Strings.of("settings.keys.resetAll"));
        act(all, "key-reset-all", keys::resetAll);
        return new FlowPane(8, 8, change, off, reset, all);
    }

    private void act(Button button, String id, Runnable action) {
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            action.run();
            again();
        });
    }

    private void fill() {
        table.setId("keys");
        table.setAccessibleText(Strings.of("settings.keys"));
        table.setMinHeight(Zoom.of(LOWEST));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(FXCollections.observableArrayList(Act.values()));
        table.getColumns()
                .setAll(List.of(
                        Look.column(Strings.of("settings.keys.what"), 230, act -> Look.of(act.said(), "")),
                        Look.column(
                                Strings.of("settings.keys.where"),
                                130,
                                act -> Look.of(Strings.of("keys.region." + act.region()), "t-muted")),
                        Look.column(Strings.of("settings.keys.key"), 150, this::written)));
        table.getSelectionModel().selectedItemProperty().subscribe(_ -> offer());
        table.getSelectionModel().selectFirst();
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                chosen().ifPresent(this::change);
                event.consume();
            }
        });
        keys.singleKeys().subscribe(_ -> table.refresh());
    }

    private Look written(Act act) {
        List<Chord> chords = keys.inForce(act);
        String text = chords.isEmpty()
                ? Strings.of("keys.none")
                : chords.stream().map(chord -> Parts.keyName(chord.written())).collect(Collectors.joining(", "));
        return Look.of(text, chords.isEmpty() ? "t-subtle" : keys.changed(act) ? "c-accent" : "t-mono");
    }

    private Optional<Act> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    private void change(Act act) {
        if (!act.fixed()) {
            question.ask(act, this::again);
        }
    }

    private void again() {
        table.refresh();
        offer();
    }

    private void offer() {
        Optional<Act> act = chosen().filter(one -> !one.fixed());
        change.setDisable(act.isEmpty());
        off.setDisable(act.filter(one -> !keys.chosen(one).isEmpty()).isEmpty());
        reset.setDisable(act.filter(keys::changed).isEmpty());
    }
}
