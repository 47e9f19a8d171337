package org.countersign.ui.view;

/// How a screen asks to go elsewhere; screens do not know each other.
public interface Navigator {
    /// Goes there.
    void go(Place place);
}
