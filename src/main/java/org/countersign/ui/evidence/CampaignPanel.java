package org.countersign.ui.evidence;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.campaign.Campaign;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.evidence.EvidenceState.Chosen;
import org.countersign.ui.parts.CampaignWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// One campaign: how it ended, who has signed, and the owner's signature.
final class CampaignPanel {
    private static final int MOST = 8;
    private static final double ROW = 34;
    private static final double HEAD = 34;

    private final EvidenceViewModel model;
    private final EvidenceQuestions questions;
    private final ZoneId zone;
    private final ComboBox<Campaign> combo = new ComboBox<>();
    private final HBox top = Parts.row(10);
    private final VBox words = Parts.column(4);
    private final TableView<SignatureRow> table = new TableView<>();
    private final Button sign;
    private final Button go;
    private final HBox bottom = Parts.row(10);
    private final VBox view;
    private boolean filling;

    CampaignPanel(EvidenceViewModel model, EvidenceQuestions questions, Navigator navigator, ZoneId zone) {
        this.model = model;
        this.questions = questions;
        this.zone = zone;
        combo();
        columns();
        sign = Parts.button(BootstrapIcons.PEN_FILL, Strings.of("evidence.sign"), "accent");
        sign.setId("evidence-sign");
        sign.setOnAction(_ -> chosen().ifPresent(questions::sign));
        go = Parts.button(BootstrapIcons.CALENDAR2_CHECK, Strings.of("evidence.toCampaign"));
        go.setId("evidence-campaign-go");
        go.setOnAction(_ -> chosen().ifPresent(
                        one -> navigator.go(Place.CAMPAIGNS, one.campaign().name())));
        view = Parts.styled(Parts.column(12, top, words, table, bottom), "panel", "pad");
    }

    VBox view() {
        return view;
    }

    private Optional<Chosen> chosen() {
        return model.stateProperty().get().flatMap(EvidenceState::chosen);
    }

    private void combo() {
        combo.setId("evidence-campaigns");
        combo.setAccessibleText(Strings.of("evidence.campaigns"));
        combo.setMaxWidth(Zoom.of(260));
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(Campaign campaign) {
                return campaign == null ? "" : Formats.line(campaign.title());
            }

            @Override
            public Campaign fromString(String text) {
                throw new UnsupportedOperationException("nobody types here");
            }
        });
        combo.valueProperty().subscribe(campaign -> {
            if (!filling && campaign != null) {
                model.select(campaign.name());
            }
        });
    }

    private void columns() {
        table.setId("evidence-signatures");
        table.setAccessibleText(Strings.of("evidence.signatures"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        Look.column(Strings.of("evidence.column.who"), 230, CampaignPanel::who),
                        Look.column(
                                Strings.of("evidence.column.role"),
                                84,
                                row -> Look.of(Strings.of("evidence.role." + row.role()), "t-muted")),
                        Look.column(Strings.of("evidence.column.decided"), 92, CampaignPanel::decided),
                        Look.column(Strings.of("evidence.column.state"), 210, CampaignPanel::state),
                        Look.column(
                                Strings.of("evidence.column.on"),
                                110,
                                row -> Look.of(row.at().map(Spoken::day).orElse(""), "t-muted"))));
    }

    private static Look who(SignatureRow row) {
        return row.who().isBlank()
                ? Look.of(Strings.of("evidence.noReviewer"), "c-high")
                : Look.of(Formats.name(row.who()), "");
    }

    private static Look decided(SignatureRow row) {
        return Look.of(Strings.of("evidence.of", Spoken.number(row.decided()), Spoken.number(row.items())), "t-muted");
    }

    private static Look state(SignatureRow row) {
        return switch (row.state()) {
            case SIGNED ->
                row.open() == 0
                        ? Look.of(BootstrapIcons.PEN_FILL, "k-approve", Strings.of("evidence.state.SIGNED"), "")
                        : Look.of(
                                BootstrapIcons.PEN_FILL,
                                "k-medium",
                                Strings.count("evidence.state.someOpen", row.open()),
                                "");
            case MORE_TO_SIGN -> Look.of(BootstrapIcons.PEN, "k-medium", Strings.of("evidence.state.MORE_TO_SIGN"), "");
            case NOT_SIGNED -> Look.of(BootstrapIcons.CIRCLE, "k-subtle", Strings.of("evidence.state.NOT_SIGNED"), "");
            case NOT_STARTED ->
                Look.of(BootstrapIcons.DIAMOND_FILL, "k-medium", Strings.of("evidence.state.NOT_STARTED"), "");
            case COUNTS_AS_OPEN ->
                Look.of(
                        BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                        "k-high",
                        Strings.of("evidence.state.COUNTS_AS_OPEN"),
                        "");
        };
    }

    void show(EvidenceState state, Chosen chosen) {
        filling = true;
        combo.getItems().setAll(state.campaigns());
        combo.setValue(state.campaigns().stream()
                .filter(one -> one.name().equals(chosen.campaign().name()))
                .findFirst()
                .orElse(null));
        filling = false;
        top.getChildren()
                .setAll(
                        Parts.label(Formats.line(chosen.campaign().title()), "t-section"),
                        CampaignWords.chip(chosen.campaign(), chosen.standing().complete()),
                        Parts.space());
        if (state.campaigns().size() > 1) {
            top.getChildren().add(combo);
        }
        words.getChildren().setAll(Parts.sentence(EvidenceWords.figures(chosen.standing()), "t-muted"));
        table.getItems().setAll(chosen.rows());
        double height =
                Zoom.of(HEAD) + Zoom.row(ROW) * Math.min(MOST, chosen.rows().size()) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        bottom.setAlignment(Pos.CENTER_LEFT);
        bottom.getChildren().setAll(Parts.grow(Parts.sentence(EvidenceWords.next(chosen, zone), "t-small", "t-muted")));
        if (chosen.waits()) {
            bottom.getChildren().add(sign);
        } else if (chosen.campaign().state() == Campaign.State.OPEN) {
            bottom.getChildren().add(go);
        }
    }
}
