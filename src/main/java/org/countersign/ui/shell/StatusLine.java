package org.countersign.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.controlsfx.control.StatusBar;
import org.countersign.text.Strings;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.shell.ShellViewModel.Status;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The status bar: as of when, what is stale or unknown, the ledger, and keys.
final class StatusLine {
    private final StatusBar bar;
    private final Leads leads;
    private final Navigator navigator;
    private final Node singleKeys;
    private final Node allKeys;

    StatusLine(StatusBar bar, Leads leads, Navigator navigator, KeyMap keys, Runnable keyList) {
        this.bar = bar;
        this.leads = leads;
        this.navigator = navigator;
        this.singleKeys = ShellParts.singleKeys(keys);
        this.allKeys = ShellParts.allKeys(keys, keyList);
    }

    void show(Status status) {
        var left = new ArrayList<Node>();
        left.add(ShellParts.link(
                Parts.icon(BootstrapIcons.CLOCK, "i12", "k-subtle"), status.asOf(), () -> navigator.go(Place.SOURCES)));
        if (status.stale() > 0) {
            left.add(ShellParts.link(
                    Parts.icon(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "i12", "k-high"),
                    Strings.of("shell.stale", status.stale(), status.sources()),
                    () -> leads.to("findings", "snapshot-stale")));
        }
        if (status.notEvaluable() > 0) {
            left.add(ShellParts.link(
                    Severities.unknownIcon(),
                    Strings.count("shell.notEvaluable", status.notEvaluable()),
                    () -> leads.to("findings", "NOT_EVALUABLE")));
        }
        bar.getLeftItems().setAll(left);
        Node ledger = ShellParts.link(
                Parts.icon(BootstrapIcons.LINK_45DEG, "i12", status.chainHolds() ? "k-subtle" : "k-high"),
                status.ledger(),
                () -> leads.to("ledger", ""));
        bar.getRightItems().setAll(List.of(ledger, singleKeys, allKeys));
    }
}
