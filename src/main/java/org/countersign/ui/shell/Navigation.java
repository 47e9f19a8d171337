package org.countersign.ui.shell;

import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.shell.ShellViewModel.Status;
import org.countersign.ui.theme.Theme;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The places at the left, with their counts; in review a rail, so that the item has the room.
final class Navigation {
    private final VBox nav;
    private final VBox brand;
    private final VBox places;
    private final VBox foot;
    private final Navigator navigator;

    Navigation(VBox nav, VBox brand, VBox places, VBox foot, Navigator navigator) {
        this.nav = nav;
        this.brand = brand;
        this.places = places;
        this.foot = foot;
        this.navigator = navigator;
    }

    void show(Place place, Status status) {
        boolean rail = place == Place.REVIEW;
        Parts.wide(nav, rail ? 56 : 216);
        brand.setVisible(!rail);
        brand.setManaged(!rail);
        places.getChildren().clear();
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
        foot.getChildren()
                .setAll(ShellParts.item(
                        BootstrapIcons.CIRCLE_HALF,
                        Strings.of("nav.theme"),
                        "",
                        rail,
                        false,
                        () -> Theme.toggle(nav.getScene())));
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
}
