package org.countersign.ui.parts;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// A bar of parts; it always stands beside its figures, so colour is never alone.
public final class SplitBar extends Region {
    private static final double HEIGHT = 8;

    /// A part of the bar.
    ///
    /// @param style the class that colours it
    public record Part(double value, String style) {}

    private List<Part> parts = List.of();

    /// An empty bar.
    public SplitBar() {
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setPadding(Insets.EMPTY);
    }

    /// Shows these parts, from left to right.
    public void show(List<Part> shown) {
        parts = shown.stream().filter(part -> part.value() > 0).toList();
        getChildren()
                .setAll(parts.stream()
                        .map(part -> {
                            var region = new Region();
                            region.getStyleClass().add(part.style());
                            return region;
                        })
                        .toList());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double sum = parts.stream().mapToDouble(Part::value).sum();
        double room = Math.max(0, getWidth() - (parts.size() - 1));
        double x = 0;
        for (int i = 0; i < parts.size(); i++) {
            double width = sum == 0 ? 0 : Math.max(2, room * parts.get(i).value() / sum);
            getChildren().get(i).resizeRelocate(x, 0, width, HEIGHT);
            x += width + 1;
        }
        var clip = new Rectangle(getWidth(), HEIGHT);
        clip.setArcWidth(HEIGHT);
        clip.setArcHeight(HEIGHT);
        setClip(clip);
    }
}
