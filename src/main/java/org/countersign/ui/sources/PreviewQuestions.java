package org.countersign.ui.sources;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is asked before an import is stored, and what can be done with it.
final class PreviewQuestions {
    private static final int NAMES = 260;

    private PreviewQuestions() {}

    static VBox of(Outcome.Usable shown, Answers answers) {
        VBox box = SourceParts.panel(Strings.of("sources.before"));
        if (!shown.snapshot().completeness().complete()) {
            var accept = new CheckBox(Strings.of("sources.accept"));
            accept.setId("accept-incomplete");
            accept.setWrapText(true);
            accept.setMinWidth(0);
            accept.selectedProperty().bindBidirectional(answers.incompleteProperty());
            box.getChildren().add(accept);
        }
        shown.shrinkage().ifPresent(less -> {
            String what = Strings.of(less.accounts() ? "sources.accounts" : "sources.memberships");
            var gone = new TextField();
            gone.setId("gone");
            gone.setPrefWidth(Zoom.of(110));
            gone.textProperty().bindBidirectional(answers.goneProperty());
            var reason = new TextField();
            reason.setId("reason");
            reason.textProperty().bindBidirectional(answers.reasonProperty());
            reason.setPromptText(Strings.of("sources.reason.like"));
            box.getChildren()
                    .addAll(
                            named(Strings.of("sources.gone", what), gone),
                            named(Strings.of("sources.reason"), Parts.grow(reason)));
        });
        return box;
    }

    private static Node named(String text, TextField field) {
        Label label = Parts.wide(Parts.label(text, "t-medium"), NAMES);
        label.setLabelFor(field);
        field.setAccessibleText(text);
        return Parts.row(10, label, field);
    }

    /// What can be done with an import, below it.
    static List<Node> bar(ImportDraft draft, SourcesViewModel model) {
        Button discard = button(
                draft.stage() instanceof Stage.Reading ? "sources.stop" : "sources.discard", "discard", model::discard);
        return switch (draft.stage()) {
            case Stage.Reading(var work, var _) -> {
                discard.setDisable(work == ImportDraft.Work.STOPPING);
                yield List.of(Parts.space(), discard);
            }
            case Stage.Failed _ -> List.of(Parts.space(), discard, accent("sources.again", "import", model));
            case Stage.Mapping(TableColumns columns) -> mapping(columns, discard, model);
            case Stage.Shown shown -> shown(shown, discard, model);
        };
    }

    private static List<Node> mapping(TableColumns columns, Button discard, SourcesViewModel model) {
        Label missing = Parts.label("", "t-small", "t-muted");
        missing.textProperty().bind(columns.missingProperty());
        Button take = accent("sources.columns.take", "import", model);
        take.disableProperty().bind(columns.missingProperty().isNotEmpty());
        return List.of(Parts.space(), missing, discard, take);
    }

    private static List<Node> shown(Stage.Shown shown, Button discard, SourcesViewModel model) {
        var words = new ArrayList<Node>();
        var nodes = new ArrayList<Node>();
        if (shown.foreseen().outcome() instanceof Outcome.Usable || known(shown)) {
            time(shown, model, words, nodes);
        }
        Label missing = Parts.label("", "t-small", "t-muted");
        missing.setId("missing");
        words.add(Parts.space());
        words.add(missing);
        nodes.add(Parts.space());
        nodes.add(discard);
        if (shown.foreseen().outcome() instanceof Outcome.Usable usable) {
            Answers answers = shown.answers();
            missing.textProperty()
                    .bind(Bindings.createStringBinding(
                            answers::missing,
                            answers.takenAtProperty(),
                            answers.goneProperty(),
                            answers.reasonProperty(),
                            answers.incompleteProperty()));
            var whole = new Tooltip();
            whole.textProperty().bind(missing.textProperty());
            missing.setTooltip(whole);
            nodes.add(take(usable, missing, answers, model));
        } else if (!known(shown)) {
            nodes.add(accent("sources.again", "import", model));
        }
        // What is said stands above what can be done: beside each other they have no room in a small window.
        return List.of(Parts.grow(
                Parts.column(4, Parts.row(8, words.toArray(Node[]::new)), Parts.row(10, nodes.toArray(Node[]::new)))));
    }

    private static boolean known(Stage.Shown shown) {
        return shown.foreseen().outcome() instanceof Outcome.Known;
    }

    private static Button take(Outcome.Usable usable, Label missing, Answers answers, SourcesViewModel model) {
        Button take = Parts.button(BootstrapIcons.CHECK2, "", "accent");
        take.setId("import");
        String store = Strings.of(
                usable.snapshot().completeness().complete() ? "sources.import" : "sources.import.incomplete",
                Spoken.number(usable.snapshot().number()));
        take.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> answers.anotherTime() ? Strings.of("sources.compare") : store,
                        answers.takenAtProperty()));
        take.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !missing.getText().isEmpty() && !answers.anotherTime(), missing.textProperty()));
        take.setOnAction(_ -> model.confirm());
        return take;
    }

    /// When it was taken, and how long ago that is.
    private static void time(Stage.Shown shown, SourcesViewModel model, List<Node> words, List<Node> fields) {
        Label label = Parts.whole(Strings.of("sources.takenAt"), "t-muted");
        var taken = new TextField();
        taken.setId("taken-at");
        taken.setPrefWidth(Zoom.of(180));
        taken.setMinWidth(Zoom.of(170));
        taken.setAccessibleText(label.getText());
        label.setLabelFor(taken);
        Answers answers = shown.answers();
        taken.textProperty().bindBidirectional(answers.takenAtProperty());
        taken.setOnAction(_ -> model.compareAgain());
        Label age = Parts.label("", "t-small", "t-muted");
        age.setId("age");
        age.textProperty()
                .bind(Bindings.createStringBinding(() -> answers.age(model.now()), answers.takenAtProperty()));
        words.addAll(List.of(label, age));
        fields.add(taken);
    }

    static Button button(String key, String id, Runnable action) {
        var button = new Button(Strings.of(key));
        button.setId(id);
        button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Button accent(String key, String id, SourcesViewModel model) {
        Button button = Parts.button(BootstrapIcons.CHECK2, Strings.of(key), "accent");
        button.setId(id);
        button.setOnAction(_ -> model.confirm());
        return button;
    }
}
