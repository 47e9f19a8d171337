package org.countersign.ui.parts;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextFlow;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// Builders for the small pieces; styles come from the sheet by class, never from here.
public final class Parts {
    /// Keys that have a name of their own in each language.
    private static final Set<String> WORDED =
            Set.of("Ctrl", "Shift", "Space", "Enter", "PgUp", "PgDn", "Home", "End", "Ins", "Del", "Backspace");

    private Parts() {}

    /// One line, cut with an ellipsis where there is no room. What nobody would see in a name is spelled out.
    public static Label label(String text, String... styles) {
        var label = new Label(Formats.shown(text));
        label.getStyleClass().addAll(styles);
        label.setMinWidth(0);
        return label;
    }

    /// Words of the program that stand beside something else, and wrap where there is no room.
    public static Label wrapping(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(true);
        return label;
    }

    /// A line is never cut, unless `room` is narrower than it.
    public static void wholeWithin(Label label, Region room) {
        Runnable fit = () -> label.setMinWidth(Math.min(Math.ceil(label.prefWidth(-1)), room.getWidth()));
        room.widthProperty().subscribe(_ -> fit.run());
        label.textProperty().subscribe(_ -> fit.run());
    }

    /// One line that is never cut.
    public static Label whole(String text, String... styles) {
        Label label = label(text, styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A sentence that wraps. A flow, because a wrapped label draws some Thai names twice (desktop.md 8).
    public static TextFlow sentence(String text, String... styles) {
        var run = new Text(Formats.shown(text));
        run.getStyleClass().addAll(styles);
        run.getStyleClass().add("sentence");
        var flow = new TextFlow(run);
        flow.setMinWidth(0);
        flow.setAccessibleText(run.getText());
        return flow;
    }

    /// An icon.
    public static FontIcon icon(Ikon icon, String... styles) {
        var node = new FontIcon(icon);
        node.getStyleClass().addAll(styles);
        return node;
    }

    /// Beside each other, centred.
    public static HBox row(double gap, Node... nodes) {
        var box = new HBox(gap, nodes);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /// Beside each other, at the top.
    public static HBox top(double gap, Node... nodes) {
        var box = new HBox(gap, nodes);
        box.setAlignment(Pos.TOP_LEFT);
        return box;
    }

    /// Under each other.
    public static VBox column(double gap, Node... nodes) {
        return new VBox(gap, nodes);
    }

    /// Takes the room that is left.
    public static Region space() {
        var region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        VBox.setVgrow(region, Priority.ALWAYS);
        return region;
    }

    /// A hairline.
    public static Region hairline() {
        var region = new Region();
        region.getStyleClass().add("hair");
        return region;
    }

    /// With more style classes.
    public static <N extends Node> N styled(N node, String... styles) {
        node.getStyleClass().addAll(styles);
        return node;
    }

    /// Growing sideways.
    public static <R extends Region> R grow(R region) {
        HBox.setHgrow(region, Priority.ALWAYS);
        region.setMaxWidth(Double.MAX_VALUE);
        return region;
    }

    /// Of one width, which grows with the size of text.
    public static <R extends Region> R wide(R region, double width) {
        region.setMinWidth(Zoom.of(width));
        region.setPrefWidth(Zoom.of(width));
        region.setMaxWidth(Zoom.of(width));
        return region;
    }

    /// With padding.
    public static <R extends Region> R padded(R region, double top, double right, double bottom, double left) {
        region.setPadding(new Insets(top, right, bottom, left));
        return region;
    }

    /// A key cap.
    public static Label key(String text) {
        String name = keyName(text);
        Label key = whole(name, "keycap");
        key.setAccessibleText("");
        key.setAccessibleHelp(Strings.of("key.help", name));
        return key;
    }

    /// A chip with an icon.
    public static HBox chip(Ikon icon, String text, String tone) {
        HBox chip = styled(row(5, icon(icon, "i12", "k-" + tone), whole(text, "c-" + tone)), "chip", tone);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setMaxSize(Region.USE_PREF_SIZE, Zoom.of(22));
        return chip;
    }

    /// Keys in a person's words.
    public static String keyName(String keys) {
        return Stream.of(keys.split(" "))
                .map(word -> WORDED.contains(word) ? Strings.of("key." + word) : word)
                .collect(Collectors.joining(" "));
    }

    /// A button with an icon.
    public static Button button(Ikon icon, String text, String... styles) {
        var button = new Button(text, icon(icon, "i14", List.of(styles).contains("accent") ? "k-white" : "k-fg"));
        button.getStyleClass().addAll(styles);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// A label and its value, for side columns.
    public static HBox fact(String name, String value, double width) {
        return top(8, wide(label(name, "t-muted"), width), grow(sentence(value)));
    }

    /// A note with an icon, a head and a sentence.
    public static HBox note(Ikon icon, String tone, String head, String body) {
        VBox text = column(2, sentence(head, "t-medium"));
        if (!body.isEmpty()) {
            text.getChildren().add(sentence(body, "t-small", "t-muted"));
        }
        return styled(top(10, icon(icon, "i16", "k-" + tone), grow(text)), "note", tone);
    }

    /// What scrolls up and down where there is no room.
    public static ScrollPane scrolled(Node content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    /// Wrapped in the middle of where it stands.
    public static VBox centered(TextFlow flow) {
        flow.setTextAlignment(TextAlignment.CENTER);
        VBox box = column(0, flow);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    /// What stands in place of a list that is empty: `text`, unless that is only so because it cannot be read.
    public static TextFlow empty(ObservableValue<String> problem, String text) {
        TextFlow flow = sentence(text, "t-muted");
        ObservableValue<String> said = problem.map(why -> why.isEmpty() ? text : Strings.of("list.unread"));
        ((Text) flow.getChildren().getFirst()).textProperty().bind(said);
        flow.accessibleTextProperty().bind(said);
        return flow;
    }

    /// Shows in place why something could not be done; empty text takes the note away.
    public static void problem(VBox place, String text) {
        place.setVisible(!text.isEmpty());
        place.setManaged(!text.isEmpty());
        place.getChildren()
                .setAll(note(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", Strings.of("dialog.problem"), text));
    }
}
