package org.countersign.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;

/// Where the focus is: the stop that has it and what is around it, so that it can come back near it where that stop is
/// gone or was made again.
public final class FocusPath {
    private final Node stop;
    /// The nearest first.
    private final List<Parent> around;

    private FocusPath(Node stop, List<Parent> around) {
        this.stop = stop;
        this.around = around;
    }

    /// Of a stop as it stands now.
    public static FocusPath of(Node stop) {
        var around = new ArrayList<Parent>();
        for (Parent one = stop.getParent(); one != null; one = one.getParent()) {
            around.add(one);
        }
        return new FocusPath(stop, around);
    }

    /// Puts the focus there again, or to the first stop near it.
    public void focus(Scene scene) {
        if (stop.getScene() == scene) {
            stop.requestFocus();
        } else {
            around.stream()
                    .filter(one -> one.getScene() == scene)
                    .map(FocusPath::first)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(Node::requestFocus);
        }
    }

    /// The first stop in a part of the window, going in.
    public static Optional<Node> first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable() && (node instanceof Control || !(node instanceof Parent))
                || node.isFocusTraversable() && node.getStyleClass().contains("nav-item")) {
            return Optional.of(node);
        }
        List<Node> children = node instanceof ScrollPane scroll
                ? Optional.ofNullable(scroll.getContent()).map(List::of).orElse(List.of())
                : node instanceof Parent parent ? parent.getChildrenUnmodifiable() : List.of();
        return children.stream().map(FocusPath::first).flatMap(Optional::stream).findFirst();
    }
}
