package org.countersign.ui.evidence;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page: a sentence, then a campaign with what can be handed over of it and the ledger, and beside these the keys
/// and where a bundle is dropped.
final class EvidencePage {
    private static final double SIDE = 330;

    private final EvidenceViewModel model;
    private final KeysViewModel keys;
    private final DropPanel drop;
    private final CampaignPanel campaign;
    private final ExportPanel export;
    private final LedgerPanel ledger;
    private final KeyPanel key;
    private final RosterPanel roster;
    private final Navigator navigator;
    private final VBox lead = Parts.column(0);
    private final VBox left = Parts.column(14);
    private final VBox side = Parts.column(14);
    private final VBox empty = Parts.column(14);

    EvidencePage(
            EvidenceViewModel model,
            KeysViewModel keys,
            EvidenceAsks asks,
            Navigator navigator,
            FilePicker picker,
            Clock clock,
            DropPanel drop) {
        this.model = model;
        this.keys = keys;
        this.navigator = navigator;
        this.drop = drop;
        ZoneId zone = clock.getZone();
        campaign = new CampaignPanel(model, asks.signing(), navigator, zone);
        export = new ExportPanel(model, asks.extracts(), picker, zone);
        ledger = new LedgerPanel(model, () -> navigator.go(Place.EVIDENCE, "+ledger/"), zone);
        key = new KeyPanel(keys, asks, model::refresh, picker, clock);
        roster = new RosterPanel(
                () -> picker.open(Strings.of("evidence.roster.choose"), "*.pem", "*.crt", "*.cer")
                        .ifPresent(file -> keys.read(file, asks.signing()::trust)),
                known -> asks.revoking().ask(known, model::refresh),
                clock);
    }

    void build(VBox content) {
        lead.setId("evidence-lead");
        empty.setId("evidence-empty");
        side.getChildren().setAll(key.view(), roster.view(), drop.view());
        VBox.setVgrow(drop.view(), Priority.ALWAYS);
        content.getChildren().setAll(lead, new Beside(left, side, SIDE));
        model.stateProperty().subscribe(_ -> show());
        model.ledgerProperty().subscribe(_ -> show());
        keys.ownProperty().subscribe(_ -> show());
        teach();
    }

    private void show() {
        Optional<EvidenceState> read = model.stateProperty().get();
        key.show(keys.ownProperty().get(), read);
        if (read.isEmpty()) {
            return;
        }
        EvidenceState state = read.get();
        lead.getChildren().setAll(Parts.sentence(EvidenceWords.lead(state), "t-lead"));
        roster.show(state.roster(), state.revoked());
        ledger.show(state, model.ledgerProperty().get());
        state.chosen()
                .ifPresentOrElse(
                        chosen -> {
                            campaign.show(state, chosen);
                            export.show(chosen);
                            put(campaign.view(), export.view(), ledger.view());
                        },
                        () -> put(empty, ledger.view()));
    }

    /// What is there already stays, and so does the focus in it.
    private void put(VBox... panels) {
        if (!left.getChildren().equals(java.util.List.of(panels))) {
            left.getChildren().setAll(panels);
        }
    }

    /// Where there is no campaign yet: how evidence comes about.
    private void teach() {
        Button go = Parts.button(BootstrapIcons.CALENDAR2_CHECK, Strings.of("evidence.toCampaigns"), "accent");
        go.setId("evidence-campaigns-go");
        go.setOnAction(_ -> navigator.go(Place.CAMPAIGNS));
        empty.getStyleClass().addAll("panel", "pad");
        empty.getChildren()
                .setAll(
                        Parts.label(Strings.of("evidence.teach"), "t-section"),
                        step("1", "evidence.teach.decide"),
                        step("2", "evidence.teach.close"),
                        step("3", "evidence.teach.sign"),
                        step("4", "evidence.teach.handOver"),
                        Parts.row(8, go));
    }

    private static HBox step(String number, String key) {
        return Parts.top(10, Parts.key(number), Parts.grow(Parts.sentence(Strings.of(key), "t-muted")));
    }
}
