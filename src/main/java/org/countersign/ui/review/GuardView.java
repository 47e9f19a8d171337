package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.queue.Guard;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a revocation puts at stake, and that somebody has read it (product.md, "Rules of a review").
final class GuardView {
    /// More than these would hide the question; the rest is counted.
    private static final int SHOWN = 3;

    private final VBox box = Parts.column(10);
    private final CheckBox read = new CheckBox(Strings.of("review.guard.read"));
    private final boolean needed;

    GuardView(List<Guard> guards) {
        needed = !guards.isEmpty();
        read.setId("guard-read");
        read.setWrapText(true);
        var nodes = new ArrayList<Node>();
        guards.stream().limit(SHOWN).forEach(one -> nodes.add(note(one)));
        if (guards.size() > SHOWN) {
            nodes.add(Parts.sentence(
                    Strings.of("review.guard.more", Spoken.number(guards.size() - SHOWN)), "t-small", "t-muted"));
        }
        if (needed) {
            nodes.add(read);
        }
        box.getChildren().setAll(nodes);
        box.setManaged(needed);
    }

    Node view() {
        return box;
    }

    /// Why one cannot go on; empty where one can.
    String fault() {
        return needed && !read.isSelected() ? Strings.of("review.guard.tick") : "";
    }

    private static Node note(Guard guard) {
        String key = "review.guard." + guard.kind().name();
        return Parts.note(
                BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                "high",
                Strings.of(key + ".head", Formats.name(guard.name())),
                Strings.of(
                        key + ".body",
                        Formats.name(guard.name()),
                        Spoken.number(guard.gone()),
                        Spoken.number(guard.of())));
    }
}
