package org.countersign.ui.shell;

import java.util.HashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.layout.Region;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Place;

/// Whether the places are icons alone: in review, so that the item has the room, and in a narrow window; otherwise as
/// somebody turned it, there or elsewhere.
final class Rail {
    private static final double NARROW = 1180;

    private final Map<Boolean, Boolean> turned = new HashMap<>();
    private final Runnable changed;
    private boolean narrow;

    /// @param changed draws the places again
    Rail(Runnable changed) {
        this.changed = changed;
    }

    /// Keeps an eye on how wide the window is.
    void watch(Region frame) {
        frame.widthProperty().subscribe(width -> {
            boolean now = width.doubleValue() > 0 && Zoom.room(width.doubleValue()) < NARROW;
            if (now != narrow) {
                narrow = now;
                // What is changed while the window is laid out is not laid out with it.
                Platform.runLater(changed);
            }
        });
    }

    private boolean tight(Place place) {
        return narrow || place == Place.REVIEW;
    }

    boolean on(Place place) {
        return turned.getOrDefault(tight(place), tight(place));
    }

    void turn(Place place) {
        turned.put(tight(place), !on(place));
        changed.run();
    }
}
