package org.countersign.ui.trouble;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.ledger.RecallHead.Sight.Unlike;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.trouble.TroubleViewModel.Behind;
import org.countersign.ui.trouble.TroubleViewModel.Seen;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Host;
import org.countersign.workspace.Trouble;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Says over every screen what keeps the workspace from being written. Takes no room while nothing does.
public final class TroubleStrip {
    private final TroubleViewModel model;
    private final FilePicker picker;
    private final Host host;
    private final ZoneId zone;
    private final VBox strip = new VBox();
    private final Announcer announcer;
    private final ReadOnlyStringProperty unreadable;
    /// What was said last, and of what: the same trouble is drawn anew every few seconds, and said once.
    private String announced = "";
    private String about = "";

    /// @param unreadable why the workspace cannot be read; empty while it can
    /// @param announcer where trouble is said once, politely
    public TroubleStrip(
            TroubleViewModel model,
            ReadOnlyStringProperty unreadable,
            FilePicker picker,
            Host host,
            ZoneId zone,
            Announcer announcer) {
        this.unreadable = unreadable;
        this.model = model;
        this.picker = picker;
        this.host = host;
        this.zone = zone;
        this.announcer = announcer;
    }

    /// The strip.
    public Node view() {
        strip.setId("trouble");
        strip.setVisible(false);
        strip.managedProperty().bind(strip.visibleProperty());
        model.seenProperty().subscribe(_ -> show());
        unreadable.subscribe(_ -> show());
        return strip;
    }

    private void show() {
        Seen seen = model.seenProperty().get();
        var shown = seen.trouble()
                .map(this::note)
                .or(() -> unreadable.get().isEmpty() ? Optional.empty() : Optional.of(unreadable()))
                .or(() -> seen.unlike().map(this::note))
                .or(() -> seen.behind().map(this::note));
        if (shown.isEmpty()) {
            announcer.unsay(announced);
            announced = "";
            about = "";
        }
        strip.setVisible(shown.isPresent());
        strip.getChildren().setAll(shown.stream().toList());
    }

    private HBox note(Trouble trouble) {
        String key = "trouble." + trouble.name().toLowerCase(Locale.ROOT);
        String file = Formats.visible(model.file().toString());
        String head = Strings.of(key);
        boolean waits = trouble == Trouble.WAITING;
        HBox note = Parts.note(
                waits ? BootstrapIcons.HOURGLASS_SPLIT : BootstrapIcons.EXCLAMATION_OCTAGON_FILL,
                waits ? "high" : "critical",
                head,
                Strings.of(key + ".body", file));
        if (trouble == Trouble.GONE || trouble == Trouble.REPLACED) {
            note.getChildren().addAll(buttons(trouble));
        }
        announce(key, head);
        return note;
    }

    private HBox note(Behind behind) {
        String head = Strings.of("trouble.clock", Spoken.age(Duration.between(behind.now(), behind.before())));
        announce("trouble.clock", head);
        return Parts.note(
                BootstrapIcons.CLOCK_HISTORY,
                "high",
                head,
                Strings.of("trouble.clock.body", Spoken.at(behind.before(), zone), Spoken.at(behind.now(), zone)));
    }

    private HBox note(Unlike unlike) {
        HBox note = UnlikeWords.note(unlike, zone);
        announce("trouble.unlike", UnlikeWords.head(unlike));
        Button accept = Parts.button(BootstrapIcons.CHECK2, Strings.of("trouble.unlike.accept"));
        accept.setId("trouble-accept");
        accept.setOnAction(_ -> {
            accept.setDisable(true);
            model.accept(problem -> {
                accept.setDisable(false);
                if (!problem.isEmpty()) {
                    failed(problem);
                }
            });
        });
        note.getChildren().add(accept);
        return note;
    }

    private void announce(String key, String head) {
        if (!key.equals(about)) {
            about = key;
            announced = head;
            announcer.say(head);
        }
    }

    private HBox unreadable() {
        String file = Formats.visible(model.file().toString());
        HBox note = Parts.note(
                BootstrapIcons.EXCLAMATION_OCTAGON_FILL,
                "critical",
                Strings.of("shell.unreadable"),
                Strings.of("trouble.unreadable.body", file, unreadable.get()));
        note.getChildren().add(another());
        return note;
    }

    private Button another() {
        Button open = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("trouble.open"));
        open.setId("trouble-open");
        open.setOnAction(
                _ -> picker.open(Strings.of("trouble.open"), "*.countersign").ifPresent(this::open));
        return open;
    }

    private Button again() {
        Button open = Parts.button(BootstrapIcons.ARROW_CLOCKWISE, Strings.of("trouble.open.again"));
        open.setId("trouble-open");
        open.setOnAction(_ -> open(model.file()));
        return open;
    }

    private List<Button> buttons(Trouble trouble) {
        Button save = Parts.button(BootstrapIcons.SAVE, Strings.of("trouble.save"));
        save.setId("trouble-save");
        save.setOnAction(_ -> save());
        return List.of(save, trouble == Trouble.REPLACED ? again() : another());
    }

    private void save() {
        String name =
                String.valueOf(model.file().getFileName()).replaceFirst("(\\.countersign)?$", "-saved.countersign");
        picker.save(Strings.of("trouble.save"), name)
                .ifPresent(to -> model.save(to, problem -> {
                    if (problem.isEmpty()) {
                        open(to);
                    } else {
                        failed(problem);
                    }
                }));
    }

    private void open(Path file) {
        String problem = host.open(file);
        if (!problem.isEmpty()) {
            failed(problem);
        }
    }

    private void failed(String problem) {
        announcer.say(problem);
        strip.getChildren()
                .setAll(
                        strip.getChildren().getFirst(),
                        Parts.note(
                                BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                                "high",
                                Strings.of("dialog.problem"),
                                problem));
    }
}
