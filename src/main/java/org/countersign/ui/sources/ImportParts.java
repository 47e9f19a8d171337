package org.countersign.ui.sources;

import java.util.ArrayList;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Several imports at once: what they came to, and what can be done with all.
final class ImportParts {
    private ImportParts() {}

    /// What imports have come to.
    static Node results(SourcesViewModel model) {
        VBox box = SourceParts.panel(
                Strings.count("sources.results", model.results().size()));
        for (ImportResult result : model.results()) {
            Ikon icon =
                    switch (result.tone()) {
                        case "approve" -> BootstrapIcons.CHECK_CIRCLE_FILL;
                        case "info" -> BootstrapIcons.INFO_CIRCLE;
                        default -> BootstrapIcons.EXCLAMATION_TRIANGLE_FILL;
                    };
            box.getChildren()
                    .add(Parts.top(
                            8,
                            Parts.icon(icon, "i14", "k-" + result.tone()),
                            Parts.wide(Parts.label(Formats.name(model.name(result.source())), "t-medium"), 170),
                            Parts.grow(Parts.sentence(result.text(), "t-muted"))));
        }
        var close = new Button(Strings.of("sources.results.close"));
        close.setId("results-close");
        close.setOnAction(_ -> model.results().clear());
        box.getChildren().add(Parts.row(8, close));
        return box;
    }

    /// What can be done with several imports at once.
    static Optional<Node> several(SourcesViewModel model) {
        var buttons = new ArrayList<Node>();
        int ready = model.ready().size();
        if (ready > 1) {
            Button all =
                    Parts.button(BootstrapIcons.CHECK2_ALL, Strings.of("sources.all", Spoken.number(ready)), "accent");
            all.setId("import-all");
            all.setOnAction(_ -> model.confirmAll());
            buttons.add(all);
        }
        if (model.underWay() > 1) {
            var stop = new Button(Strings.of("sources.stopAll", Spoken.number(model.underWay())));
            stop.setId("stop-all");
            stop.setOnAction(_ -> model.stop());
            buttons.add(stop);
        }
        if (buttons.isEmpty()) {
            return Optional.empty();
        }
        buttons.add(0, Parts.grow(Parts.label(Strings.of("sources.several"), "t-muted")));
        return Optional.of(Parts.row(10, buttons.toArray(Node[]::new)));
    }
}
