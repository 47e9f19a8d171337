package org.countersign.ui.ledger;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.ledger.Ledger;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.ledger.LedgerWalk.Walked;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Whether the chain holds, in words; and how to find out.
final class LedgerStrip {
    private static final double BAR = 160;

    private final LedgerViewModel model;
    private final LedgerWalk walk;
    private final HBox strip;
    private final Button verify;
    private final Button stop;
    private final Button keep;
    private final ProgressBar bar = new ProgressBar();
    private final Node cap;

    LedgerStrip(LedgerViewModel model, KeyMap keys, FilePicker picker, HBox strip) {
        this.model = model;
        this.walk = model.walk();
        this.strip = strip;
        this.cap = keys.cap(Act.VERIFY_LEDGER);
        verify = Parts.button(BootstrapIcons.LINK_45DEG, Strings.of("ledger.verify"));
        verify.setId("ledger-verify");
        verify.setOnAction(_ -> walk.begin());
        keep = Parts.button(BootstrapIcons.ARCHIVE, Strings.of("ledger.keep"));
        keep.setId("ledger-keep");
        keep.setTooltip(new Tooltip(Strings.of("ledger.keep.what")));
        keep.setOnAction(
                _ -> picker.save(Strings.of("ledger.keep"), "ledger.zip").ifPresent(walk::keep));
        stop = Parts.button(BootstrapIcons.X, Strings.of("ledger.verify.stop"));
        stop.setId("ledger-verify-stop");
        stop.setOnAction(_ -> walk.stop());
        bar.progressProperty().bind(walk.doneProperty());
        bar.setAccessibleText(Strings.of("ledger.verify.progress"));
        Parts.wide(bar, BAR);
        bar.setMinHeight(Zoom.of(8));
    }

    void bind() {
        walk.walkedProperty().subscribe(_ -> show());
        walk.runningProperty().subscribe(_ -> show());
        walk.progressProperty().subscribe(_ -> show());
        walk.keptProperty().subscribe(_ -> show());
    }

    private void show() {
        boolean focused = verify.isFocused() || stop.isFocused();
        if (walk.runningProperty().get()) {
            strip.getChildren()
                    .setAll(
                            Parts.icon(BootstrapIcons.LINK_45DEG, "i16", "k-subtle"),
                            said(walk.progressProperty().get(), "t-muted"),
                            bar,
                            stop);
        } else {
            Optional<Walked> walked = walk.walkedProperty().get();
            strip.getChildren()
                    .setAll(
                            walked.map(LedgerStrip::icon)
                                    .orElseGet(() -> Parts.icon(BootstrapIcons.CIRCLE, "i16", "k-subtle")),
                            walked.map(one -> said(
                                            LedgerWords.walked(one.outcome(), one.at(), model.zone()),
                                            bad(one) ? "c-critical" : "t-medium"))
                                    .orElseGet(() -> said(Strings.of("ledger.unverified"), "t-muted")),
                            cap,
                            verify,
                            keep);
            kept();
        }
        // The button that was pressed is another now.
        if (focused) {
            (walk.runningProperty().get() ? stop : verify).requestFocus();
        }
    }

    private void kept() {
        String text = walk.keptProperty().get();
        if (!text.isEmpty() && strip.getChildren().get(1) instanceof VBox said) {
            said.getChildren().add(Parts.sentence(text, "t-muted"));
        }
    }

    private static VBox said(String text, String tone) {
        VBox said = Parts.grow(Parts.column(0, Parts.sentence(text, tone)));
        said.setAlignment(Pos.CENTER_LEFT);
        said.setMinWidth(0);
        return said;
    }

    private static boolean bad(Walked walked) {
        return walked.outcome().verdict() instanceof Ledger.Verdict.Broken
                || !walked.outcome().lost().isEmpty();
    }

    private static Node icon(Walked walked) {
        return bad(walked)
                ? Parts.icon(BootstrapIcons.EXCLAMATION_OCTAGON_FILL, "i16", "k-critical")
                : walked.outcome().stopped()
                        ? Parts.icon(BootstrapIcons.DASH_CIRCLE, "i16", "k-subtle")
                        : Parts.icon(BootstrapIcons.PATCH_CHECK_FILL, "i16", "k-approve");
    }
}
