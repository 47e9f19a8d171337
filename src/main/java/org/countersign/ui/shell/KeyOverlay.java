package org.countersign.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.Chord;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Place;

/// All keys as they are now, those of the screen that one is on first.
final class KeyOverlay {
    static final double WIDTH = 880;
    private static final double HEIGHT = 560;
    private static final double CAPS = 150;
    private static final double NAMES = 230;

    private static final Map<Place, List<Region>> REGIONS = new EnumMap<>(Map.of(
            Place.OVERVIEW, List.of(Region.OVERVIEW),
            Place.FINDINGS, List.of(Region.FINDINGS, Region.LISTS),
            Place.REVIEW, List.of(Region.QUEUE, Region.LISTS),
            Place.PEOPLE, List.of(Region.PEOPLE, Region.LISTS),
            Place.GROUPS, List.of(Region.GROUPS, Region.LISTS),
            Place.SOURCES, List.of(Region.SOURCES),
            Place.EVIDENCE, List.of(Region.LEDGER, Region.LISTS)));

    private final KeyMap keys;

    KeyOverlay(KeyMap keys) {
        this.keys = keys;
    }

    /// @param place where one is
    Node of(Place place) {
        List<Region> here = REGIONS.getOrDefault(place, List.of());
        var all = Parts.column(16);
        if (!here.isEmpty()) {
            all.getChildren().add(group(Strings.of("keys.here", Strings.of("nav." + place)), here));
        }
        all.getChildren().add(group(Strings.of("keys.region.EVERYWHERE"), List.of(Region.EVERYWHERE)));
        Stream.of(Region.values())
                .filter(region -> !here.contains(region) && region != Region.EVERYWHERE)
                .forEach(region -> all.getChildren().add(group(Strings.of("keys.region." + region), List.of(region))));
        var scroll = Parts.scrolled(Parts.padded(all, 0, 12, 0, 0));
        scroll.setId("all-keys");
        scroll.setPrefHeight(Zoom.of(HEIGHT));
        scroll.setAccessibleText(Strings.of("shell.allKeys"));
        scroll.setFocusTraversable(true);
        return scroll;
    }

    private VBox group(String name, List<Region> regions) {
        List<Act> acts = Arrays.stream(Act.values())
                .filter(act -> regions.contains(act.region()))
                .toList();
        var grid = new GridPane(16, 7);
        for (double width : new double[] {CAPS, NAMES, CAPS, NAMES}) {
            grid.getColumnConstraints().add(new ColumnConstraints(Zoom.of(width)));
        }
        int rows = Zoom.large() ? acts.size() : Math.ceilDiv(acts.size(), 2);
        for (int i = 0; i < acts.size(); i++) {
            int column = i / rows * 2;
            grid.add(caps(acts.get(i)), column, i % rows);
            grid.add(Parts.label(acts.get(i).said()), column + 1, i % rows);
        }
        return Parts.column(8, Parts.label(name, "t-section"), grid);
    }

    private HBox caps(Act act) {
        List<Chord> chords = keys.inForce(act);
        var caps = new ArrayList<Node>();
        chords.forEach(chord -> caps.add(Parts.key(chord.written())));
        if (chords.isEmpty()) {
            caps.add(Parts.whole(Strings.of("keys.none"), "t-small", "t-subtle"));
        }
        return Parts.row(4, caps.toArray(Node[]::new));
    }
}
