package org.countersign.ui.settings;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;

/// The section about timestamps: who stamps the time of what is signed in this window.
final class TimestampsPanel {
    private final TimestampsViewModel model;
    private final TextField address = new TextField();
    private final VBox asked = Parts.column(0);
    private final VBox problem = Parts.column(0);

    TimestampsPanel(TimestampsViewModel model) {
        this.model = model;
    }

    VBox view() {
        address.setId("timestamps-address");
        address.setText(model.named());
        address.setPromptText("https://tsa.example.com/");
        address.setAccessibleText(Strings.of("settings.timestamps.address"));
        address.setOnAction(_ -> name());
        Button use = SettingsPage.button("settings.timestamps.use", "timestamps-use", this::name);
        use.disableProperty()
                .bind(address.textProperty().map(text -> text.strip().equals(model.named())));
        asked.setId("timestamps-asked");
        Label label = Parts.label(Strings.of("settings.timestamps.address"), "t-medium");
        label.setLabelFor(address);
        Parts.problem(problem, "");
        say();
        return Parts.styled(
                Parts.column(
                        10,
                        Parts.label(Strings.of("settings.timestamps"), "t-section"),
                        Parts.sentence(Strings.of("settings.timestamps.what"), "t-muted"),
                        Parts.column(4, label, Parts.row(8, Parts.grow(address), use)),
                        asked,
                        problem),
                "panel",
                "pad");
    }

    private void name() {
        String wrong = model.name(address.getText());
        Parts.problem(problem, wrong);
        if (wrong.isEmpty()) {
            // Without this, the button would not know that there is nothing left to take.
            String named = model.named();
            address.clear();
            address.setText(named);
            address.positionCaret(named.length());
            say();
        }
    }

    private void say() {
        asked.getChildren().setAll(Parts.sentence(model.asked(), "t-small"));
    }
}
