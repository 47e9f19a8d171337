package org.countersign.ui.evidence;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.ledger.Ledger;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The chain of events: how long, what it ends in, whether it holds.
final class LedgerPanel {
    private static final double ROW = 34;
    private static final double NAMES = 52;

    private final ZoneId zone;
    private final HBox state = Parts.row(6);
    private final VBox facts = Parts.column(6);
    private final TableView<EvidenceState.Entry> table = new TableView<>();
    private final VBox view;

    /// @param open the whole ledger
    LedgerPanel(EvidenceViewModel model, Runnable open, ZoneId zone) {
        this.zone = zone;
        Button verify = Parts.button(BootstrapIcons.LINK_45DEG, Strings.of("evidence.ledger.verify"));
        verify.setId("evidence-ledger-verify");
        verify.setOnAction(_ -> model.verifyLedger());
        Button all = Parts.button(BootstrapIcons.LIST_UL, Strings.of("evidence.ledger.open"));
        all.setId("evidence-ledger-open");
        all.setOnAction(_ -> open.run());
        columns();
        view = Parts.styled(
                Parts.column(
                        10,
                        Parts.row(
                                10,
                                Parts.whole(Strings.of("evidence.ledger"), "t-section"),
                                Parts.space(),
                                state,
                                verify,
                                all),
                        facts,
                        table),
                "panel",
                "pad");
    }

    private void columns() {
        table.setId("evidence-ledger");
        table.setAccessibleText(Strings.of("evidence.ledger"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        Look.column(
                                Strings.of("evidence.column.entry"),
                                80,
                                row -> Look.of(Spoken.number(row.seq()), "t-muted")),
                        Look.column(
                                Strings.of("evidence.column.what"),
                                260,
                                row -> Look.of(EvidenceWords.event(row.type()), "")),
                        Look.column(
                                Strings.of("evidence.column.by"),
                                220,
                                row -> Look.of(Formats.name(row.who()), "t-muted")),
                        Look.column(
                                Strings.of("evidence.column.when"),
                                160,
                                row -> Look.of(Spoken.at(row.at(), zone), "t-muted"))));
    }

    VBox view() {
        return view;
    }

    void show(EvidenceState read, Optional<LedgerCheck> check) {
        String words = EvidenceWords.ledger(check, read.head().seq(), zone);
        boolean broken = check.filter(one -> one.verdict() instanceof Ledger.Verdict.Broken)
                .isPresent();
        Node icon = check.isEmpty()
                ? Parts.icon(BootstrapIcons.CIRCLE, "i12", "k-subtle")
                : broken
                        ? Parts.icon(BootstrapIcons.EXCLAMATION_OCTAGON_FILL, "i14", "k-critical")
                        : Parts.icon(BootstrapIcons.LINK_45DEG, "i14", "k-approve");
        state.getChildren().setAll(icon, Parts.label(words, broken ? "c-critical" : "t-muted"));
        facts.getChildren().setAll(fact("evidence.ledger.head", read.head().hash()));
        boolean empty = read.newest().isEmpty();
        table.setVisible(!empty);
        table.setManaged(!empty);
        if (empty) {
            facts.getChildren().setAll(Parts.sentence(Strings.of("evidence.ledger.empty"), "t-muted"));
        }
        table.getItems().setAll(read.newest());
        double height = Zoom.row(ROW) * (read.newest().size() + 1) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
    }

    private static HBox fact(String key, String digest) {
        return Parts.top(
                8,
                Parts.wide(Parts.label(Strings.of(key), "t-muted"), NAMES),
                Parts.grow(Parts.sentence(digest, "t-mono")));
    }
}
