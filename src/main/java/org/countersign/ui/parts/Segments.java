package org.countersign.ui.parts;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Segments over a list: one of several views of it, each with its count.
public final class Segments {
    private Segments() {}

    /// Fills `bar` with a button for each value, named `prefix` and the value; exactly one stays chosen.
    ///
    /// @param before runs before another is chosen
    public static <S extends Enum<S>> void fill(
            HBox bar, String prefix, List<S> values, ObjectProperty<S> chosen, Consumer<S> before) {
        var group = new ToggleGroup();
        for (S value : values) {
            var button = new ToggleButton();
            button.setId(prefix + value.name());
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass()
                    .add(
                            value == values.getFirst()
                                    ? "left-pill"
                                    : value == values.getLast() ? "right-pill" : "center-pill");
            button.setOnAction(_ -> {
                button.setSelected(true);
                before.accept(value);
                chosen.set(value);
            });
            chosen.subscribe(now -> button.setSelected(now == value));
            bar.getChildren().add(button);
        }
    }

    /// Writes on each button of a filled bar.
    public static <S extends Enum<S>> void name(HBox bar, List<S> values, Function<S, String> text) {
        for (int i = 0; i < values.size(); i++) {
            ((ToggleButton) bar.getChildren().get(i)).setText(text.apply(values.get(i)));
        }
    }
}
