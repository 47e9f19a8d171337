package org.countersign.ui.sources;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;

/// A box whose nodes are drawn anew. What had the focus in it has it again, by its id; where it is gone, the focus
/// goes elsewhere and is never lost.
final class Redrawn {
    private final Pane box;
    private final Node elsewhere;

    Redrawn(Pane box, Node elsewhere) {
        this.box = box;
        this.elsewhere = elsewhere;
    }

    void show(List<Node> nodes) {
        Optional<Node> focused =
                Optional.ofNullable(box.getScene()).map(Scene::getFocusOwner).filter(this::inside);
        box.getChildren().setAll(nodes);
        box.setVisible(!nodes.isEmpty());
        box.setManaged(!nodes.isEmpty());
        focused.ifPresent(node -> Optional.ofNullable(node.getId())
                .map(id -> box.lookup("#" + id))
                .filter(again -> !again.isDisabled())
                .orElse(elsewhere)
                .requestFocus());
    }

    private boolean inside(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (up == box) {
                return true;
            }
        }
        return false;
    }
}
