package org.countersign.ui.evidence;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.util.StringConverter;
import org.countersign.campaign.Campaign;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.evidence.ExtractsViewModel.Choice;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;

/// Asks what an extract is about, then where it goes.
final class ExtractQuestion {
    private final ExtractsViewModel model;
    private final Questions questions;
    private final FilePicker picker;
    private boolean reading;

    ExtractQuestion(ExtractsViewModel model, Questions questions, FilePicker picker) {
        this.model = model;
        this.questions = questions;
        this.picker = picker;
    }

    void ask(Campaign campaign) {
        if (reading) {
            return;
        }
        reading = true;
        model.choices(
                campaign.name(),
                found -> inTurn(() -> ask(campaign, found)),
                why -> inTurn(() -> questions.problem(Strings.of("evidence.extract"), why)));
    }

    private void inTurn(Runnable asks) {
        reading = false;
        questions.inTurn(asks);
    }

    private void ask(Campaign campaign, List<Choice> found) {
        if (found.isEmpty()) {
            questions.problem(Strings.of("evidence.extract"), Strings.of("evidence.extract.nothing"));
            return;
        }
        var problem = new Label();
        var about = new ComboBox<Choice>();
        about.setId("extract-about");
        about.setMaxWidth(Double.MAX_VALUE);
        about.setAccessibleText(Strings.of("evidence.extract.about"));
        about.setConverter(new Labels());
        about.getItems().setAll(found);
        about.getSelectionModel().selectFirst();
        questions.ask(
                Strings.of("evidence.extract.title"),
                Strings.of("evidence.extract.do"),
                "accent",
                () -> {
                    Choice chosen = about.getValue();
                    picker.save(
                                    Strings.of("evidence.extract.do"),
                                    ExtractsViewModel.name(campaign.name(), chosen.extract()))
                            .ifPresent(file -> {
                                Questions.busy(problem, Strings.of("evidence.extract.busy"));
                                model.write(campaign.name(), chosen, file, questions.settle(problem));
                            });
                    return false;
                },
                about,
                problem,
                Parts.sentence(Strings.of("evidence.extract.what"), "t-muted"),
                EvidenceQuestions.named("evidence.extract.about", about));
    }

    /// Choices are chosen, never typed.
    private static final class Labels extends StringConverter<Choice> {
        @Override
        public String toString(Choice choice) {
            return choice == null ? "" : choice.label();
        }

        @Override
        public Choice fromString(String typed) {
            throw new UnsupportedOperationException(typed);
        }
    }
}
