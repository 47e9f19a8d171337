package org.countersign.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.ui.shell.ShellController.Screen;
import org.countersign.ui.view.Place;

/// The screens of a window, each made when it is first shown, or before, while nobody waits for it.
final class Screens {
    private final Map<Place, Supplier<Screen>> makers = new EnumMap<>(Place.class);
    private final Map<Place, Screen> made = new EnumMap<>(Place.class);

    /// How the screen of a place is made.
    void put(Place place, Supplier<Screen> maker) {
        makers.put(place, maker);
    }

    /// The screen of a place.
    Screen of(Place place) {
        return made.computeIfAbsent(
                place, one -> Objects.requireNonNull(makers.get(one)).get());
    }

    /// Makes one that nobody has looked at.
    ///
    /// @return whether there was one
    boolean prepare() {
        Optional<Place> next = makers.keySet().stream()
                .filter(place -> !made.containsKey(place))
                .findFirst();
        next.ifPresent(this::of);
        return next.isPresent();
    }
}
