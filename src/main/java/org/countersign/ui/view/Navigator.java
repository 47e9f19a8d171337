package org.countersign.ui.view;

/// How a screen asks to go elsewhere; screens do not know each other.
public interface Navigator {
    /// Goes there.
    void go(Place place);

    /// Goes to one thing there.
    ///
    /// @param id as [Spot#id()]
    default void go(Place place, String id) {
        go(place);
    }
}
