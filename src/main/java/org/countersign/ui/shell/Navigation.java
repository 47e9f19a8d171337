package org.countersign.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.evidence.EvidenceController;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.shell.ShellViewModel.Status;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The places at the left, with their counts; a rail of icons where the room is needed.
final class Navigation {
    private static final double WIDE = 216;
    private static final double RAIL = 56;

    private final VBox nav;
    private final VBox brand;
    private final VBox places;
    private final VBox foot;
    private final Navigator navigator;
    private final KeyMap keys;
    private final Runnable find;

    Navigation(VBox nav, VBox brand, VBox places, VBox foot, Navigator navigator, KeyMap keys, Runnable find) {
        this.nav = nav;
        this.brand = brand;
        this.places = places;
        this.foot = foot;
        this.navigator = navigator;
        this.keys = keys;
        this.find = find;
    }

    /// @param own whose key is open, where one is
    void show(Place place, Status status, boolean rail, Optional<String> own) {
        // What has the focus is made again, and must keep it.
        int focused = indexOfFocus();
        Parts.wide(nav, rail ? RAIL : WIDE);
        brand.setVisible(!rail);
        brand.setManaged(!rail);
        places.getChildren().setAll(ShellParts.search(keys, rail, find));
        group("nav.today", rail);
        item(Place.OVERVIEW, place, BootstrapIcons.SPEEDOMETER2, "", rail);
        item(Place.FINDINGS, place, BootstrapIcons.FLAG, Spoken.number(status.findings()), rail);
        group("nav.review", rail);
        item(Place.REVIEW, place, BootstrapIcons.UI_CHECKS, Spoken.number(status.openItems()), rail);
        item(Place.CAMPAIGNS, place, BootstrapIcons.CALENDAR2_CHECK, "", rail);
        group("nav.records", rail);
        item(Place.PEOPLE, place, BootstrapIcons.PERSON, "", rail);
        item(Place.GROUPS, place, BootstrapIcons.PEOPLE, "", rail);
        item(Place.SOURCES, place, BootstrapIcons.HDD_STACK, "", rail);
        item(Place.EXCEPTIONS, place, BootstrapIcons.CALENDAR2_X, "", rail);
        group("nav.proof", rail);
        item(Place.EVIDENCE, place, BootstrapIcons.PATCH_CHECK, "", rail);
        foot(place, rail, own);
        focus(focused);
    }

    private void foot(Place place, boolean rail, Optional<String> own) {
        HBox settings = ShellParts.item(
                BootstrapIcons.GEAR,
                Strings.of("nav.SETTINGS"),
                keys.said(Act.GO_SETTINGS).getValue(),
                rail,
                place == Place.SETTINGS,
                () -> navigator.go(Place.SETTINGS));
        HBox key = ShellParts.item(
                BootstrapIcons.PERSON_CIRCLE,
                own.orElse(Strings.of("nav.noKey")),
                own.isPresent() ? Strings.of("nav.key") : "",
                rail,
                false,
                () -> navigator.go(Place.EVIDENCE, EvidenceController.KEY));
        foot.getChildren().setAll(settings, key);
    }

    private void group(String key, boolean rail) {
        if (!rail) {
            places.getChildren().add(ShellParts.group(Strings.of(key)));
        }
    }

    private void item(Place to, Place here, Ikon icon, String count, boolean rail) {
        HBox item =
                ShellParts.item(icon, Strings.of("nav." + to.name()), count, rail, to == here, () -> navigator.go(to));
        places.getChildren().add(item);
    }

    private List<Node> stops() {
        return Stream.concat(places.getChildren().stream(), foot.getChildren().stream())
                .filter(Node::isFocusTraversable)
                .toList();
    }

    private int indexOfFocus() {
        List<Node> stops = stops();
        return stops.indexOf(stops.stream().filter(Node::isFocused).findFirst().orElse(null));
    }

    private void focus(int index) {
        List<Node> stops = stops();
        if (index >= 0 && index < stops.size()) {
            stops.get(index).requestFocus();
        }
    }
}
