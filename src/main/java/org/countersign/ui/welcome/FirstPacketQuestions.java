package org.countersign.ui.welcome;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.countersign.campaign.Campaign;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.CompareQuestion;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.dialog.Stranger;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.welcome.FirstPacketViewModel.Arrived;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is asked of a reviewer who comes with a packet: whether its owner is who they say, and where the workspace
/// goes.
final class FirstPacketQuestions {
    private final FirstPacketViewModel model;
    private final Questions questions;
    private final FilePicker picker;
    private final Consumer<String> refused;

    /// @param refused shows in place why a file was not taken; an empty text takes that away
    FirstPacketQuestions(FirstPacketViewModel model, Questions questions, FilePicker picker, Consumer<String> refused) {
        this.model = model;
        this.questions = questions;
        this.picker = picker;
        this.refused = refused;
    }

    /// Asks for the file.
    void choose() {
        picker.open(Strings.of("welcome.packet"), "*.asice").ifPresent(this::take);
    }

    /// Takes it.
    void take(Path file) {
        refused.accept("");
        model.read(file, arrived -> ask(arrived, arrived.owner(List.of()), ""), refused);
    }

    /// @param named where the workspace goes, where that was asked before; then the owner is known there otherwise
    private void ask(Arrived arrived, Stranger who, String named) {
        boolean sure = !named.isEmpty();
        var problem = new Label();
        var workspace = new TextField(sure ? named : arrived.workspace().toString());
        workspace.setId("packet-workspace");
        workspace.setAccessibleText(Strings.of("welcome.packet.workspace"));
        Button choose = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("campaigns.packet.choose"));
        choose.setId("packet-workspace-choose");
        choose.setOnAction(_ -> picker.save(
                        Strings.of("welcome.packet.workspace"),
                        String.valueOf(arrived.workspace().getFileName()))
                .ifPresent(path -> workspace.setText(path.toString())));
        Label label = Parts.label(Strings.of("welcome.packet.workspace"), "t-medium");
        label.setLabelFor(workspace);
        CompareQuestion.ask(
                questions,
                who,
                Strings.of("welcome.packet.begin"),
                List.of(about(arrived)),
                List.of(Parts.column(
                        4,
                        label,
                        Parts.row(8, Parts.grow(workspace), choose),
                        Parts.sentence(Strings.of("welcome.packet.workspace.what"), "t-small", "t-muted"))),
                problem,
                () -> {
                    Questions.busy(problem, Strings.of("welcome.packet.making"));
                    // Who names another place was not told how the owner is known there.
                    String place = workspace.getText();
                    model.begin(arrived, place, sure && place.equals(named), begun(arrived, place, problem));
                    return false;
                });
    }

    private FirstPacketViewModel.Begun begun(Arrived arrived, String named, Label problem) {
        Consumer<String> settle = questions.settle(problem);
        return new FirstPacketViewModel.Begun() {
            @Override
            public void otherwise(Stranger known) {
                settle.accept("");
                ask(arrived, known, named);
            }

            @Override
            public void refused(String why) {
                settle.accept(why);
            }

            @Override
            public void opened() {
                settle.accept("");
            }
        };
    }

    private static Node about(Arrived arrived) {
        Campaign campaign = arrived.packet().campaign();
        return Parts.sentence(Strings.count(
                "welcome.packet.asks",
                arrived.packet().items().size(),
                Formats.name(campaign.owner()),
                Formats.name(arrived.packet().reviewer()),
                Formats.line(campaign.title()),
                Spoken.date(campaign.due())));
    }
}
