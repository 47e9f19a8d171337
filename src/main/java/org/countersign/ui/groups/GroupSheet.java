package org.countersign.ui.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.governance.GroupRecord;
import org.countersign.groups.Group;
import org.countersign.groups.MappingLine;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Sentences;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// One group's page: what it is called and was, its card or the form of it, who is in it, what it reaches.
final class GroupSheet {
    private static final double SIDE = 306;
    /// Below this what it reaches lies under the members.
    private static final double NARROW = 760;
    /// A name of so many letters has room for chips beside it.
    private static final int SHORT = 28;

    private final GroupsViewModel list;
    private final GroupViewModel model;
    private final GroupQuestions questions;
    private final MembersPanel members;
    private final Leads leads;
    private final VBox page;
    private final VBox findings = Parts.column(10);
    private final PolicyForm.GroupForms forms;
    private Optional<PolicyForm> form = Optional.empty();
    private boolean focusForm;

    GroupSheet(
            GroupsViewModel list,
            GroupViewModel model,
            GroupQuestions questions,
            MembersPanel members,
            Leads leads,
            VBox page,
            PolicyForm.GroupForms forms) {
        this.list = list;
        this.model = model;
        this.questions = questions;
        this.members = members;
        this.leads = leads;
        this.page = page;
        this.forms = forms;
        page.widthProperty().subscribe((was, is) -> {
            if (Zoom.room(was.doubleValue()) < NARROW != Zoom.room(is.doubleValue()) < NARROW && form.isEmpty()) {
                show();
            }
        });
    }

    /// The next form that is shown gets the focus.
    void focusForm() {
        focusForm = true;
        form.ifPresent(PolicyForm::focus);
    }

    void show() {
        Optional<Group> group = model.groupProperty().get();
        var nodes = new ArrayList<Node>();
        String problem = model.problemProperty().get();
        form = Optional.empty();
        if (group.isEmpty() && problem.isEmpty()) {
            nodes.add(hint());
        }
        group.ifPresent(one -> {
            nodes.add(head(one));
            incomplete(one).ifPresent(nodes::add);
        });
        if (!problem.isEmpty()) {
            nodes.add(PolicyForm.error(problem));
        }
        group.ifPresent(one -> {
            nodes.add(card(one));
            nodes.add(below(one));
        });
        page.getChildren().setAll(nodes);
        findings();
        if (focusForm && form.isPresent()) {
            focusForm = false;
            form.get().focus();
        }
    }

    /// What stands there while no group is looked at.
    private Node hint() {
        boolean none = list.loaded() && list.listProperty().get().size() == 0;
        return model.busyProperty().get() || !list.loaded()
                ? Parts.empty(list.problemProperty(), Strings.of("groups.reading"))
                : Parts.note(
                        BootstrapIcons.PEOPLE,
                        "info",
                        Strings.of(none ? "groups.empty.head" : "groups.choose"),
                        Strings.of(none ? "groups.empty.body" : "groups.choose.body"));
    }

    private Node head(Group group) {
        var chips = new FlowPane(Orientation.HORIZONTAL, 8, 6);
        chips.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        group.before().ifPresent(name -> chips.getChildren()
                .add(Parts.chip(
                        BootstrapIcons.TAG,
                        Strings.of(
                                "groups.was",
                                Formats.name(Formats.brief(name.name(), 40)),
                                name.until().map(Spoken::day).orElse("")),
                        "medium")));
        group.record().flatMap(GroupRecord::classification).ifPresent(level -> chips.getChildren()
                .add(Parts.chip(BootstrapIcons.SHIELD_LOCK, GroupWords.level(level), "info")));
        Node name = Parts.sentence(Formats.name(group.label()), "t-page");
        boolean beside = group.label().length() <= SHORT && Zoom.room(page.getWidth()) >= NARROW;
        VBox words = Parts.column(
                6,
                beside ? new HBox(10, name, chips) : name,
                Parts.sentence(
                        Strings.of("groups.id", Formats.name(group.source().name()), group.id()), "t-muted"));
        if (!beside && !chips.getChildren().isEmpty()) {
            words.getChildren().add(1, chips);
        }
        HBox head = Parts.top(12, Parts.grow(words), edit(), attest(group));
        head.setMinHeight(Region.USE_PREF_SIZE);
        return head;
    }

    private Button edit() {
        Button edit = Parts.button(BootstrapIcons.PENCIL, Strings.of("groups.edit"));
        edit.setId("group-edit");
        edit.setAccessibleHelp(Strings.of("key.help", "E"));
        edit.setTooltip(new Tooltip(Strings.of("key.help", "E")));
        edit.disableProperty().bind(model.card().editingProperty());
        edit.setOnAction(_ -> {
            focusForm = true;
            model.card().edit();
        });
        return edit;
    }

    private Button attest(Group group) {
        Button attest = Parts.button(BootstrapIcons.PATCH_CHECK, Strings.of("groups.attest"), "accent");
        attest.setId("group-attest");
        attest.setDisable(!GroupQuestions.ready(group));
        attest.setAccessibleHelp(GroupQuestions.why(group) + " " + Strings.of("key.help", "A"));
        attest.setTooltip(new Tooltip(GroupQuestions.why(group)));
        attest.setOnAction(_ -> questions.attest());
        return attest;
    }

    private static Optional<Node> incomplete(Group group) {
        return group.snapshot()
                .filter(taken -> !taken.completeness().complete())
                .map(taken -> Parts.note(
                        BootstrapIcons.DASH_SQUARE_DOTTED,
                        "unknown",
                        Strings.of(
                                "groups.incomplete", Formats.name(group.source().name()), Spoken.day(taken.takenAt())),
                        String.join(
                                " ",
                                taken.completeness().gaps().stream()
                                        .map(Sentences::said)
                                        .toList())));
    }

    private Node card(Group group) {
        if (model.card().editingProperty().get()) {
            var made = new PolicyForm(model.card(), group, forms);
            form = Optional.of(made);
            return made.node();
        }
        return new PolicyCard(group, leads).node();
    }

    private Node below(Group group) {
        members.show(group);
        VBox side = new ReachPanel(group, leads).node(findings);
        VBox who = members.node();
        who.setMinHeight(Zoom.of(260));
        if (page.getWidth() > 0 && Zoom.room(page.getWidth()) < NARROW) {
            VBox both = Parts.column(14, who, side);
            VBox.setVgrow(who, Priority.ALWAYS);
            VBox.setVgrow(both, Priority.ALWAYS);
            return both;
        }
        ScrollPane scroll = Parts.scrolled(side);
        Parts.wide(scroll, SIDE);
        scroll.getStyleClass().addAll("panel", "side");
        side.getStyleClass().remove("panel");
        HBox both = new HBox(14, Parts.grow(who), scroll);
        both.setMinHeight(Zoom.of(260));
        VBox.setVgrow(both, Priority.ALWAYS);
        return both;
    }

    /// What is wrong alone: it comes after the rest.
    void findings() {
        findings.getChildren()
                .setAll(model.groupProperty()
                        .get()
                        .map(group -> ReachPanel.findings(
                                list.found(
                                        group.key(),
                                        group.reaches().stream()
                                                .map(MappingLine::mapping)
                                                .map(mapping -> mapping.id())
                                                .toList()),
                                list.checkingProperty().get()))
                        .orElse(List.of()));
    }

    /// Puts the focus on the page: on its form, else on its members.
    void focus() {
        Platform.runLater(() ->
                form.ifPresentOrElse(PolicyForm::focus, () -> members.table().requestFocus()));
    }
}
