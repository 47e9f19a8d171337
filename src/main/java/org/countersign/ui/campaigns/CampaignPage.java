package org.countersign.ui.campaigns;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.CampaignWords;
import org.countersign.ui.parts.DeputyWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// One campaign's page: a sentence and its bar, then who is how far, what is asked, what it was opened on.
final class CampaignPage {
    private final CampaignsViewModel model;
    private final Navigator navigator;
    private final CampaignQuestions questions;
    private final PacketQuestions packets;
    private final VBox page;
    private final Clock clock;
    private final ItemsPanel items;
    private final ObjectProperty<View> view = new SimpleObjectProperty<>(View.PROGRESS);
    private Optional<CampaignState> shown = Optional.empty();

    /// What of it is looked at.
    enum View {
        /// Reviewers.
        PROGRESS,
        /// Everything that is asked.
        ITEMS,
        /// What it was opened on.
        SCOPE
    }

    CampaignPage(
            CampaignsViewModel model,
            Navigator navigator,
            CampaignQuestions questions,
            PacketQuestions packets,
            FilePicker picker,
            VBox page,
            Clock clock) {
        items = new ItemsPanel(model.items(), picker);
        this.model = model;
        this.navigator = navigator;
        this.questions = questions;
        this.packets = packets;
        this.page = page;
        this.clock = clock;
        page.setFocusTraversable(true);
        view.subscribe(_ -> show());
    }

    void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            navigator.go(Place.CAMPAIGNS);
            event.consume();
        }
    }

    void show(Optional<CampaignState> state) {
        shown = state;
        show();
    }

    private void show() {
        var nodes = new ArrayList<Node>();
        nodes.add(crumb(
                shown.map(state -> Formats.line(state.row().campaign().title())).orElse("")));
        String problem = model.problemProperty().get();
        if (!problem.isEmpty()) {
            nodes.add(Parts.note(
                    BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", Strings.of("dialog.problem"), problem));
        }
        shown.ifPresent(state -> {
            nodes.add(head(state));
            nodes.add(body(state));
        });
        page.getChildren().setAll(nodes);
    }

    private Node crumb(String title) {
        var link = new Hyperlink(Strings.of("campaigns.title"));
        link.setId("campaigns-crumb");
        link.setOnAction(_ -> navigator.go(Place.CAMPAIGNS));
        return Parts.row(6, link, Parts.whole("›", "t-subtle"), Parts.label(title, "t-muted"));
    }

    private Node head(CampaignState state) {
        Campaign campaign = state.row().campaign();
        VBox words = Parts.column(
                4,
                Parts.sentence(Formats.line(campaign.title()), "t-page"),
                Parts.sentence(lead(state), "t-lead"),
                Parts.row(
                        14,
                        stateChip(state.row()),
                        Parts.label(Strings.of("campaigns.owner", Formats.name(campaign.owner())), "t-muted"),
                        Parts.label(
                                Strings.of("review.frozen", Spoken.at(campaign.asOf(), clock.getZone())), "t-muted"),
                        Parts.label(campaign.name(), "t-mono", "t-subtle")));
        HBox top = Parts.top(12, Parts.grow(words));
        if (state.packets().elsewhere()) {
            top.getChildren().add(elsewhere(campaign.name()));
        } else if (state.row().open()) {
            Button close = Parts.button(BootstrapIcons.CHECK2_SQUARE, Strings.of("campaigns.close"), "accent");
            close.setId("campaign-close");
            close.setOnAction(_ -> questions.close(state));
            Button cancel = Parts.button(BootstrapIcons.X, Strings.of("campaigns.cancel"));
            cancel.setId("campaign-cancel");
            cancel.setOnAction(_ -> questions.cancel(state));
            Button decide = Parts.button(BootstrapIcons.UI_CHECKS, Strings.of("campaigns.decide"));
            decide.setId("campaign-decide");
            decide.setOnAction(_ -> navigator.go(Place.REVIEW, campaign.name()));
            top.getChildren().add(Parts.row(8, decide, cancel, close));
        } else if (campaign.state() == Campaign.State.CLOSED || campaign.state() == Campaign.State.CLOSED_INCOMPLETE) {
            Button sign = Parts.button(BootstrapIcons.PEN, Strings.of("campaigns.sign"), "accent");
            sign.setId("campaign-sign");
            sign.setOnAction(_ -> navigator.go(Place.EVIDENCE, campaign.name()));
            top.getChildren().add(sign);
        }
        return Parts.column(
                10,
                top,
                CampaignWords.bar(state.row().standing()),
                Parts.label(CampaignWords.words(state.row().standing()), "t-small", "t-muted"));
    }

    /// It came in a packet: what is signed goes back.
    private Node elsewhere(String campaign) {
        Button decide = Parts.button(BootstrapIcons.UI_CHECKS, Strings.of("campaigns.decide"));
        decide.setId("campaign-decide");
        decide.setOnAction(_ -> navigator.go(Place.REVIEW, campaign));
        Button back = Parts.button(BootstrapIcons.BOX_ARROW_UP, Strings.of("campaigns.packet.back"), "accent");
        back.setId("campaign-packet-back");
        back.setOnAction(_ -> packets.handBack(campaign));
        return Parts.row(8, decide, back);
    }

    /// What somebody must do now.
    private static String lead(CampaignState state) {
        CampaignRow row = state.row();
        long waiting = state.reviewers().stream().filter(one -> one.open() > 0).count();
        long unsigned =
                state.reviewers().stream().filter(one -> one.unsigned() > 0).count();
        if (row.open() && state.packets().elsewhere()) {
            return elsewhere(state, waiting, unsigned) + " " + due(row);
        }
        if (row.open()) {
            String first = waiting > 0
                    ? Strings.count(
                            "campaigns.lead.waits",
                            waiting,
                            Spoken.number((long) row.standing().open()
                                    + row.standing().dontKnow()))
                    : unsigned > 0
                            ? Strings.count("campaigns.lead.unsigned", unsigned)
                            : Strings.of("campaigns.lead.ready");
            return first + " " + due(row);
        }
        return Strings.of("campaigns.lead." + row.campaign().state().text())
                + row.campaign()
                        .incompleteReason()
                        .map(reason -> " " + Strings.of("campaigns.lead.reason", Formats.line(reason)))
                        .orElse("");
    }

    /// At a reviewer's, whom the whole campaign does not concern.
    private static String elsewhere(CampaignState state, long waiting, long unsigned) {
        return waiting > 0
                ? Strings.count(
                        "campaigns.packet.lead.waits",
                        (long) state.row().standing().open()
                                + state.row().standing().dontKnow())
                : unsigned > 0
                        ? Strings.of("campaigns.packet.lead.unsigned")
                        : Strings.of(
                                "campaigns.packet.lead.ready",
                                Formats.name(state.row().campaign().owner()));
    }

    static String due(CampaignRow row) {
        return row.late()
                ? Strings.count("campaigns.overdue", -row.daysLeft())
                : row.daysLeft() == 0
                        ? Strings.of("campaigns.dueToday")
                        : Strings.count("campaigns.due", row.daysLeft());
    }

    static HBox stateChip(CampaignRow row) {
        return row.late()
                ? Parts.chip(BootstrapIcons.CIRCLE, Strings.of("campaigns.lateWord"), "high")
                : CampaignWords.chip(row.campaign(), row.standing().complete());
    }

    private Node body(CampaignState state) {
        var bar = Parts.styled(new HBox(), "seg");
        List<View> views = List.of(View.values());
        Segments.fill(bar, "campaign-view-", views, view, _ -> {});
        Segments.name(bar, views, one -> Strings.of("campaigns.tab." + one));
        HBox tools = Parts.row(8, bar, Parts.space());
        model.items().looking(view.get() == View.ITEMS);
        Region content =
                switch (view.get()) {
                    case PROGRESS -> progress(state, tools);
                    case ITEMS -> items.view();
                    case SCOPE -> CampaignScope.of(state.row().campaign().frozen());
                };
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox panel = Parts.styled(Parts.column(10, tools, content), "panel", "pad");
        VBox.setVgrow(panel, Priority.ALWAYS);
        return panel;
    }

    private Region progress(CampaignState state, HBox tools) {
        TableView<ReviewerProgress> table = CampaignTables.reviewers(state, clock.getZone());
        if (state.row().open() && !state.packets().elsewhere()) {
            Button remind = Parts.button(BootstrapIcons.ENVELOPE, Strings.of("campaigns.remind.do"));
            remind.setId("campaign-remind");
            remind.setOnAction(_ -> picked(table).ifPresent(one -> questions.remind(state, one)));
            Button hand = Parts.button(BootstrapIcons.ARROW_LEFT_RIGHT, Strings.of("campaigns.hand"));
            hand.setId("campaign-hand");
            hand.setOnAction(_ -> picked(table).ifPresent(one -> questions.handOver(state, one)));
            var selected = table.getSelectionModel().selectedItemProperty();
            remind.disableProperty()
                    .bind(selected.map(one -> one.open() == 0 && one.unsigned() == 0)
                            .orElse(true));
            hand.disableProperty().bind(selected.map(one -> one.open() == 0).orElse(true));
            tools.getChildren().addAll(remind, packet(state, table), deputy(state, table), hand);
        }
        VBox column = Parts.column(10, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        column.getChildren().addAll(notes(state));
        return column;
    }

    /// Hands the reviewer who is picked their items for another machine.
    private Button packet(CampaignState state, TableView<ReviewerProgress> table) {
        Button packet = Parts.button(BootstrapIcons.BOX_ARROW_UP, Strings.of("campaigns.packet"));
        packet.setId("campaign-packet");
        packet.setOnAction(_ -> picked(table)
                .ifPresent(one -> packets.export(
                        state.row().campaign().name(),
                        one.reviewer(),
                        state.packets().out().stream()
                                .anyMatch(sent -> sent.reviewer().equals(one.reviewer())))));
        packet.disableProperty()
                .bind(table.getSelectionModel()
                        .selectedItemProperty()
                        .map(one -> one.open() == 0)
                        .orElse(true));
        return packet;
    }

    /// Names a deputy of the reviewer who is picked, or ends it.
    private Button deputy(CampaignState state, TableView<ReviewerProgress> table) {
        Button deputy = Parts.button(BootstrapIcons.PERSON_PLUS, "");
        deputy.setId("campaign-deputy");
        deputy.setOnAction(_ -> picked(table).ifPresent(one -> questions.deputy(state, one)));
        table.getSelectionModel().selectedItemProperty().subscribe(one -> {
            boolean named = one != null && state.deputies().of(one.reviewer()).isPresent();
            deputy.setText(Strings.of(named ? "campaigns.deputy.end" : "campaigns.deputy"));
            deputy.setDisable(one == null);
        });
        return deputy;
    }

    /// Who answers for whom, and what went from one to another.
    private List<Node> notes(CampaignState state) {
        var notes = new ArrayList<Node>();
        state.deputies()
                .standing()
                .forEach(one -> notes.add(Parts.row(
                        6,
                        Parts.icon(BootstrapIcons.PERSON_PLUS, "i14", "k-until"),
                        Parts.grow(Parts.sentence(DeputyWords.stands(one), "t-small")))));
        state.packets()
                .out()
                .forEach(one -> notes.add(Parts.row(
                        6,
                        Parts.icon(BootstrapIcons.BOX_ARROW_UP, "i14", "k-accent"),
                        Parts.grow(Parts.sentence(
                                Strings.of(
                                        "campaigns.packet.out",
                                        Formats.name(one.reviewer()),
                                        Spoken.at(one.madeAt(), clock.getZone())),
                                "t-small")))));
        state.handedOver()
                .forEach(one -> notes.add(Parts.sentence(
                        Strings.count(
                                "campaigns.handed",
                                one.items(),
                                Formats.name(one.reviewer()),
                                Spoken.at(one.at(), clock.getZone()),
                                Formats.line(one.reason())),
                        "t-small",
                        "t-muted")));
        return notes;
    }

    private static Optional<ReviewerProgress> picked(TableView<ReviewerProgress> table) {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }
}
