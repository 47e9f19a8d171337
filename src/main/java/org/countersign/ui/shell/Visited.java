package org.countersign.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Spot;

/// Where one has been, for Alt left and right: going elsewhere forgets what lay ahead.
final class Visited {
    private static final int MOST = 100;

    private final List<Spot> spots = new ArrayList<>(List.of(new Spot(Place.OVERVIEW, "")));
    private int at;

    void visit(Spot spot) {
        if (!spots.get(at).equals(spot)) {
            spots.subList(at + 1, spots.size()).clear();
            spots.add(spot);
            if (spots.size() > MOST) {
                spots.removeFirst();
            }
            at = spots.size() - 1;
        }
    }

    Optional<Spot> back() {
        return at == 0 ? Optional.empty() : Optional.of(spots.get(--at));
    }

    Optional<Spot> forward() {
        return at == spots.size() - 1 ? Optional.empty() : Optional.of(spots.get(++at));
    }
}
