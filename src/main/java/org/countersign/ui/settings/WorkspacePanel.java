package org.countersign.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.settings.WorkspaceFacts.Checked;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Sentences;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The workspace: where it is, how large, whether it is whole; a copy, and others.
final class WorkspacePanel {
    private static final double MEGA = 1_000_000;

    private final SettingsViewModel model;
    private final SettingsPage page;
    private final FilePicker picker;

    WorkspacePanel(SettingsViewModel model, SettingsPage page, FilePicker picker) {
        this.model = model;
        this.page = page;
        this.picker = picker;
    }

    VBox view(WorkspaceFacts facts, Optional<Checked> checked) {
        VBox section = Parts.styled(
                Parts.column(10, Parts.label(Strings.of("settings.workspace"), "t-section")), "panel", "pad");
        section.getChildren()
                .addAll(
                        fact("file", Formats.visible(facts.file())),
                        fact("size", Strings.of("settings.megabytes", Spoken.decimal(facts.bytes() / MEGA))),
                        fact("schema", Strings.of("settings.workspace.scripts", facts.scripts())),
                        fact("ledger", Strings.count("settings.workspace.entries", facts.events())));
        checked.ifPresent(found -> section.getChildren().add(verdict(found)));
        var acts = new FlowPane(
                8,
                8,
                SettingsPage.button("settings.workspace.check", "workspace-check", model::check),
                SettingsPage.button("settings.workspace.backup", "workspace-backup", this::backup),
                SettingsPage.button("settings.workspace.another", "workspace-another", this::another),
                SettingsPage.button("settings.workspace.leave", "workspace-leave", model::leave));
        section.getChildren().add(acts);
        if (!model.recent().isEmpty()) {
            section.getChildren()
                    .addAll(Parts.label(Strings.of("settings.recent"), "t-medium"), page.recent(model::open));
        }
        return section;
    }

    private static javafx.scene.Node fact(String key, String value) {
        return Parts.fact(Strings.of("settings.workspace." + key), value, SettingsPage.NAMES);
    }

    private static javafx.scene.Node verdict(Checked found) {
        if (found.good()) {
            return Parts.note(
                    BootstrapIcons.CHECK_CIRCLE,
                    "approve",
                    Strings.of("settings.workspace.whole"),
                    Strings.count("settings.workspace.holds", found.events()));
        }
        return Parts.note(
                BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                "high",
                Strings.of("settings.workspace.broken"),
                found.broken()
                        .map(seq -> Strings.of("shell.ledger.broken", Spoken.number(seq)))
                        .orElse(Formats.line(Sentences.said(String.join(" ", found.faults())))));
    }

    private void backup() {
        String name = Path.of(
                        model.factsProperty().get().map(WorkspaceFacts::file).orElse("workspace"))
                .getFileName()
                .toString();
        picker.save(
                        Strings.of("settings.workspace.backup"),
                        name.replaceFirst("(\\.countersign)?$", "-copy.countersign"))
                .ifPresent(model::backup);
    }

    private void another() {
        picker.open(Strings.of("settings.workspace.another"), "*.countersign").ifPresent(model::open);
    }
}
