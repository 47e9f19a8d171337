package org.countersign.ui.evidence;

import java.time.ZoneId;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Campaign;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.evidence.EvidenceState.Chosen;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What can be handed over of a campaign: the bundle, the document for reading, and extracts of that.
final class ExportPanel {
    private final ZoneId zone;
    private final Button bundle;
    private final Button pdf;
    private final Button extract;
    private final VBox rows = Parts.column(10);
    private final VBox view;

    ExportPanel(EvidenceViewModel model, ExtractQuestion extracts, FilePicker picker, ZoneId zone) {
        this.zone = zone;
        bundle = new Button(Strings.of("evidence.export"));
        bundle.setId("evidence-export");
        bundle.setMinWidth(Region.USE_PREF_SIZE);
        bundle.setOnAction(_ -> picker.save(Strings.of("evidence.export"), name(model) + ".asice")
                .ifPresent(model::export));
        pdf = new Button();
        pdf.setId("evidence-pdf");
        pdf.setMinWidth(Region.USE_PREF_SIZE);
        pdf.setOnAction(_ ->
                picker.save(Strings.of("evidence.pdf"), name(model) + ".pdf").ifPresent(model::document));
        extract = new Button(Strings.of("evidence.extract.do"));
        extract.setId("evidence-extract");
        extract.setMinWidth(Region.USE_PREF_SIZE);
        extract.setOnAction(_ -> model.stateProperty()
                .get()
                .flatMap(EvidenceState::chosen)
                .ifPresent(chosen -> extracts.ask(chosen.campaign())));
        view = Parts.styled(
                Parts.column(12, Parts.label(Strings.of("evidence.handOver"), "t-section"), rows), "panel", "pad");
    }

    private static String name(EvidenceViewModel model) {
        return model.stateProperty()
                .get()
                .flatMap(EvidenceState::chosen)
                .map(chosen -> chosen.campaign().name())
                .orElse("");
    }

    VBox view() {
        return view;
    }

    void show(Chosen chosen) {
        boolean signed = chosen.bundle().isPresent();
        bundle.setDisable(!signed);
        pdf.setText(Strings.of(signed ? "evidence.pdf" : "evidence.pdf.saveDraft"));
        pdf.setDisable(chosen.campaign().state() == Campaign.State.CANCELLED);
        extract.setDisable(chosen.campaign().state() == Campaign.State.CANCELLED);
        String title = Formats.line(chosen.campaign().title());
        rows.getChildren()
                .setAll(
                        row(
                                BootstrapIcons.FILE_EARMARK_ZIP,
                                Strings.of("evidence.bundle", title),
                                EvidenceWords.bundle(chosen, zone),
                                bundle),
                        Parts.hairline(),
                        row(
                                BootstrapIcons.FILE_EARMARK_TEXT,
                                Strings.of(signed ? "evidence.document" : "evidence.document.draft", title),
                                EvidenceWords.document(chosen),
                                pdf),
                        Parts.hairline(),
                        row(
                                BootstrapIcons.FILE_EARMARK_RULED,
                                Strings.of("evidence.extract"),
                                Strings.of("evidence.extract.facts"),
                                extract));
    }

    private static HBox row(Ikon icon, String head, String facts, Button button) {
        return Parts.row(
                12,
                Parts.icon(icon, "i20", "k-accent"),
                Parts.grow(Parts.column(2, Parts.label(head, "t-medium"), Parts.sentence(facts, "t-small", "t-muted"))),
                button);
    }
}
