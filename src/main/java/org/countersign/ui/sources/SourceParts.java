package org.countersign.ui.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page of one source.
final class SourceParts {
    private SourceParts() {}

    static List<Node> page(Optional<SourceRow> current, boolean busy) {
        if (current.isEmpty()) {
            return busy
                    ? List.of()
                    : List.of(Parts.note(
                            BootstrapIcons.INFO_CIRCLE,
                            "info",
                            Strings.of("sources.empty"),
                            Strings.of("sources.empty.todo")));
        }
        SourceRow row = current.get();
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.note(SourceCell.icon(row.state()), row.state(), row.sentence(), String.join(" ", row.gaps())));
        VBox facts = panel(Strings.of("sources.facts"));
        row.facts().forEach(fact -> facts.getChildren().add(Parts.fact(fact.getKey(), fact.getValue(), 170)));
        nodes.add(facts);
        if (!row.notes().isEmpty()) {
            nodes.add(texts(Strings.of("sources.notes"), row.notes()));
        }
        return nodes;
    }

    static Node head(SourceRow row, boolean importing) {
        String name = Formats.name(row.name());
        return Parts.sentence(importing ? Strings.of("sources.head.import", name) : name, "t-item");
    }

    static VBox panel(String head) {
        return Parts.styled(Parts.column(10, Parts.label(head, "t-section")), "panel", "pad");
    }

    static VBox texts(String head, List<String> texts) {
        VBox box = panel(head);
        texts.forEach(text -> box.getChildren().add(Parts.sentence(text, "t-muted")));
        return box;
    }

    /// Asks of which source the files are that nobody could guess.
    static Node whose(SourcesViewModel model) {
        var names = new ArrayList<String>();
        model.unassigned().forEach(path -> names.add(name(path)));
        VBox box = panel(Strings.of("sources.whose"));
        var choice = new ComboBox<SourceRow>();
        choice.setId("whose");
        choice.getItems().setAll(model.rows());
        choice.setPromptText(Strings.of("sources.whose.choose"));
        choice.setAccessibleText(Strings.of("sources.whose"));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(SourceRow row) {
                return row == null ? "" : row.name();
            }

            @Override
            public SourceRow fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        var take = Parts.button(BootstrapIcons.CHECK2, Strings.of("sources.whose.take"), "accent");
        take.setId("whose-take");
        take.disableProperty().bind(choice.valueProperty().isNull());
        take.setOnAction(_ -> model.assign(choice.getValue().id()));
        box.getChildren().addAll(Parts.sentence(String.join(", ", names), "t-muted"), Parts.row(8, choice, take));
        return box;
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse(path.toString());
    }
}
