package org.countersign.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import org.countersign.ui.view.Place;

/// Shows the screens of a workspace one after another and ends. Packaging starts it to keep the classes and profiles of
/// a desktop (`installer/prepare`), and measurements to know how long the first screen takes (`src/bench/start.sh`).
final class Tour extends AnimationTimer {
    /// `all` for every screen, `first` for the one that comes first; no tour where it is not set.
    static final String PROPERTY = "countersign.tour";
    /// Pulses of a screen: half a second for what it reads in the background, two for a picture.
    private static final int PULSES = 30;

    private static final int DRAWN = 2;
    /// Half a minute: a workspace that does not open ends the tour as well.
    private static final int PATIENCE = 1_800;

    private final Supplier<Optional<Desktop>> desktop;
    private final Deque<Place> places;
    private final Runnable end;
    private final int each;
    private int pulses;
    private boolean begun;

    private Tour(Supplier<Optional<Desktop>> desktop, Runnable end, List<Place> places, int each) {
        this.desktop = desktop;
        this.end = end;
        this.places = new ArrayDeque<>(places);
        this.each = each;
    }

    /// Begins one, where somebody asked for it.
    ///
    /// @param end what is done at the end
    static void begin(Supplier<Optional<Desktop>> desktop, Runnable end) {
        switch (System.getProperty(PROPERTY, "")) {
            case "all" -> new Tour(desktop, end, List.of(Place.values()), PULSES).start();
            case "first" -> new Tour(desktop, end, List.of(), DRAWN).start();
            default -> {}
        }
    }

    @Override
    public void handle(long now) {
        pulses++;
        if (!begun) {
            begun = desktop.get().filter(Desktop::loaded).isPresent();
            if (begun) {
                pulses = 0;
            } else if (pulses > PATIENCE) {
                end();
            }
            return;
        }
        if (pulses < each) {
            return;
        }
        pulses = 0;
        Place next = places.poll();
        if (next == null) {
            end();
            return;
        }
        desktop.get().ifPresent(one -> one.go(next));
    }

    private void end() {
        stop();
        end.run();
    }
}
