package org.countersign.ui.findings;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.CheckComboBox;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.parts.SeveralBox;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What stands over the table: segments, and what narrows them; in two rows where there is no room for one.
final class FindingBar {
    private static final double ONE_ROW = 1_100;
    private static final List<Segment> ALL = List.of(Segment.values());

    private final FindingsViewModel model;
    private final HBox segments = Parts.styled(new HBox(), "seg");
    private final TextField filter = new TextField();
    private final Button about = Parts.button(BootstrapIcons.X, "");
    private final HBox narrowing;
    private boolean wide;

    FindingBar(FindingsViewModel model, Runnable left) {
        this.model = model;
        filter.setId("filter");
        filter.setPromptText(Strings.of("findings.filter"));
        filter.setAccessibleText(Strings.of("findings.filter"));
        filter.setTooltip(new Tooltip(Strings.of("findings.filter.key")));
        filter.setPrefWidth(Zoom.of(220));
        filter.setMinWidth(Zoom.of(110));
        filter.setMaxWidth(Zoom.of(280));
        filter.textProperty().bindBidirectional(model.filter().textProperty());
        about.setId("about");
        about.setMaxWidth(Zoom.of(220));
        about.setMinWidth(Zoom.of(60));
        about.setOnAction(_ -> {
            model.filter().aboutProperty().set(Optional.empty());
            left.run();
        });
        model.filter().aboutProperty().subscribe(this::only);
        narrowing = Parts.row(8, about, rules(), sources(), grouping(), Parts.grow(filter));
        Segments.fill(segments, "segment-", ALL, model.filter().segmentProperty(), _ -> {});
        model.countsProperty()
                .subscribe(counts -> Segments.name(
                        segments,
                        ALL,
                        one -> Strings.of(
                                "findings.segment." + one.name(),
                                counts.containsKey(one)
                                        ? Spoken.number(counts.get(one))
                                        : Strings.of("findings.counting"))));
    }

    private CheckComboBox<String> rules() {
        var box = new CheckComboBox<String>();
        box.setId("rule");
        Parts.wide(box, 150);
        SeveralBox.several(box, model.rules(), model.filter().rules(), id -> id, Strings.of("findings.anyRule"));
        return box;
    }

    private CheckComboBox<String> sources() {
        var box = new CheckComboBox<String>();
        box.setId("source");
        Parts.wide(box, 130);
        SeveralBox.several(
                box, model.sources(), model.filter().sources(), model::sourceName, Strings.of("findings.anySource"));
        return box;
    }

    private ComboBox<Grouping> grouping() {
        var box = new ComboBox<Grouping>();
        box.setId("grouping");
        box.setAccessibleText(Strings.of("findings.grouping"));
        Parts.wide(box, 140);
        FindingBoxes.grouping(box, model.filter());
        return box;
    }

    private void only(Optional<FindingLink> link) {
        about.setVisible(link.isPresent());
        about.setManaged(link.isPresent());
        link.ifPresent(known -> {
            String text = Strings.of("findings.about", Formats.name(known.label()));
            about.setText(text);
            about.setTooltip(new Tooltip(text));
        });
    }

    TextField filter() {
        return filter;
    }

    /// Stands in `place`, as wide as that is.
    FindingBar in(VBox place) {
        place.widthProperty().subscribe(width -> {
            boolean room = Zoom.room(width.doubleValue()) >= ONE_ROW;
            if (room != wide || place.getChildren().isEmpty()) {
                wide = room;
                place.getChildren().clear();
                place.getChildren().setAll(room ? List.of(Parts.row(10, segments, Parts.space(), narrowing)) : two());
            }
        });
        return this;
    }

    private List<HBox> two() {
        return List.of(Parts.row(0, segments), Parts.row(0, narrowing));
    }
}
