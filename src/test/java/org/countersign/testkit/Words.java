package org.countersign.testkit;

import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// What a part of a window says, read as it is shown.
public final class Words {
    private Words() {}

    /// Every text of a node and of what is in it, a line each; empty where there is no node.
    public static String of(@Nullable Node node) {
        return switch (node) {
            case null -> "";
            case Labeled labeled -> labeled.getText() + "\n";
            case Text text -> text.getText();
            case TextFlow flow -> within(flow) + "\n";
            case Parent parent -> within(parent);
            default -> "";
        };
    }

    private static String within(Parent parent) {
        return parent.getChildrenUnmodifiable().stream()
                .filter(Node::isVisible)
                .map(Words::of)
                .collect(Collectors.joining());
    }
}
