package org.countersign.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import org.countersign.ui.view.FocusPath;

/// The parts of the window that F6 goes through: those of the screen, then the places at the left, then the status bar.
final class FocusRegions {
    private final Parent nav;
    private final Parent status;

    FocusRegions(Parent nav, Parent status) {
        this.nav = nav;
        this.status = status;
    }

    /// Puts the focus into the next part, or the one before.
    void move(Node screen, int by) {
        List<Node> regions = new ArrayList<>();
        collect(screen, regions);
        if (regions.isEmpty()) {
            regions.add(screen);
        }
        regions.add(nav);
        regions.add(status);
        Node owner = screen.getScene().getFocusOwner();
        int at = regions.indexOf(
                regions.stream().filter(one -> holds(one, owner)).findFirst().orElse(screen));
        for (int i = 1; i <= regions.size(); i++) {
            int to = Math.floorMod(at + by * i + (at < 0 && by < 0 ? 1 : 0), regions.size());
            Optional<Node> first = FocusPath.first(regions.get(to));
            if (first.isPresent()) {
                first.get().requestFocus();
                return;
            }
        }
    }

    private static boolean holds(Node region, @org.jspecify.annotations.Nullable Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (one == region) {
                return true;
            }
        }
        return false;
    }

    /// Lists, tables, what scrolls and bars of decisions; never one inside another.
    private static void collect(Node node, List<Node> regions) {
        if (!node.isVisible()) {
            return;
        }
        boolean region = node instanceof ListView<?>
                || node instanceof TableView<?>
                || node instanceof TreeTableView<?>
                || Stream.of("seg", "decision-bar", "side-sheet", "region").anyMatch(node.getStyleClass()::contains)
                || (node instanceof ScrollPane && inner(node).isEmpty());
        if (region) {
            if (FocusPath.first(node).isPresent()) {
                regions.add(node);
            }
        } else if (node instanceof ScrollPane scroll) {
            collect(scroll.getContent(), regions);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, regions));
        }
    }

    private static List<Node> inner(Node scroll) {
        var inner = new ArrayList<Node>();
        Optional.ofNullable(((ScrollPane) scroll).getContent()).ifPresent(content -> collect(content, inner));
        return inner;
    }
}
