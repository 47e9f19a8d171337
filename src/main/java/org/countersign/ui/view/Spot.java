package org.countersign.ui.view;

/// Where one is, exactly: a screen, and what of it.
///
/// @param id `SOURCE/ID` of a person or a group, the name of a campaign or of one to review; empty for a whole screen
public record Spot(Place place, String id) {}
