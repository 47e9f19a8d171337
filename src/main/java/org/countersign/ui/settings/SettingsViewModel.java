package org.countersign.ui.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.countersign.app.Countersign;
import org.countersign.evidence.StoredEvidence;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.ledger.Ledger;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.settings.WorkspaceFacts.Checked;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.ui.view.Host;
import org.countersign.workspace.Migrations;

/// State of the settings: what a person chose, and what there is to know of the workspace.
public final class SettingsViewModel {
    private final Countersign app;
    private final Background background;
    private final Background slow;
    private final Preferences preferences;
    private final Host host;
    private final TimestampsViewModel stamping;
    /// Held weakly by the preferences, which outlive this.
    private final ReadOnlyObjectWrapper<Choices> choices = new ReadOnlyObjectWrapper<>();

    private final ReadOnlyObjectWrapper<Optional<WorkspaceFacts>> facts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Checked>> checked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper later = new ReadOnlyBooleanWrapper();

    /// @param slow for what walks over the whole file
    public SettingsViewModel(
            Countersign app, Background background, Background slow, Preferences preferences, Host host) {
        this.app = app;
        this.background = background;
        this.slow = slow;
        this.preferences = preferences;
        this.host = host;
        stamping = new TimestampsViewModel(preferences);
        choices.bind(preferences.choicesProperty());
    }

    /// Who stamps what is signed.
    TimestampsViewModel stamping() {
        return stamping;
    }

    /// One of the choices, to be read and set.
    ///
    /// @param drawn what the control of a value is called, where the window must be made again for it
    /// @param <S> what can be chosen
    <S extends Enum<S>> ObjectProperty<S> choice(
            Function<Choices, S> get, BiFunction<Choices, S, Choices> with, Optional<String> drawn) {
        var property = new SimpleObjectProperty<>(get.apply(choices.get()));
        choices.subscribe(now -> property.set(get.apply(now)));
        property.subscribe((_, wanted) -> {
            if (!wanted.equals(get.apply(preferences.choices()))) {
                preferences.change(now -> with.apply(now, wanted));
                drawn.ifPresent(prefix -> later.set(!host.again(prefix + wanted.name())));
            }
        });
        return property;
    }

    /// Whether something that was chosen holds from the next start only, as work is under way.
    ReadOnlyBooleanProperty laterProperty() {
        return later.getReadOnlyProperty();
    }

    /// Why the file of the choices is not as it should be; empty where it is.
    String fileProblem() {
        String unwritten = preferences.unwrittenProperty().get();
        if (!unwritten.isEmpty()) {
            return Strings.of("settings.unwritten", unwritten);
        }
        return preferences
                .aside()
                .map(file -> Strings.of("settings.aside", Formats.visible(file.toString())))
                .orElse("");
    }

    /// The file that keeps the choices.
    public Path file() {
        return preferences.file();
    }

    /// Workspaces that were opened before, the last one first, without this one.
    List<String> recent() {
        String here = here().toString();
        return choices.get().recent().stream().filter(one -> !one.equals(here)).toList();
    }

    /// The file of the workspace.
    public Path here() {
        return app.workspace().file().toAbsolutePath().normalize();
    }

    /// Opens another one in this window.
    void open(Path other) {
        problem.set(host.open(other));
    }

    /// Closes this one and shows where others are chosen.
    void leave() {
        host.leave();
    }

    /// Writes a report of the program without anybody's data.
    void report() {
        problem.set(host.report());
    }

    /// Who the ledger says acts.
    String actor() {
        return app.actor().osUser();
    }

    /// What is known of the workspace; none until it is read.
    ReadOnlyObjectProperty<Optional<WorkspaceFacts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /// What the last check found.
    ReadOnlyObjectProperty<Optional<Checked>> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// While it is checked or copied.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Why something could not be done; empty otherwise.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Reads what there is to know.
    public void refresh() {
        background.run(this::read, found -> facts.set(Optional.of(found)), this::failed);
    }

    private WorkspaceFacts read() {
        Instant now = app.standing().instant();
        return app.workspace()
                .read(tx -> new WorkspaceFacts(
                        here().toString(),
                        size(),
                        Countersign.MIGRATIONS.stream()
                                .mapToInt(Migrations::count)
                                .sum(),
                        app.ledger().head(tx).seq(),
                        new GovernanceStore(tx)
                                .asOf(now).stream()
                                        .flatMap(version -> GovernanceJson.typed(version.body()).sources().stream())
                                        .filter(source -> source.endpoint().isPresent())
                                        .map(Source::name)
                                        .toList()));
    }

    private long size() {
        try {
            Path log = here().resolveSibling(here().getFileName() + "-wal");
            return Files.size(here()) + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks at the whole file: ledger, and evidence that is stored.
    void check() {
        busy.set(true);
        problem.set("");
        slow.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        return own.workspace().<Checked, RuntimeException>read(tx -> switch (own.ledger()
                                .verify(tx)) {
                            case Ledger.Verdict.Holds(Ledger.Head head) ->
                                new Checked(head.seq(), Optional.empty(), new StoredEvidence(tx).faults(own.ledger()));
                            case Ledger.Verdict.Broken(long seq, Ledger.Why _) ->
                                new Checked(own.ledger().head(tx).seq(), Optional.of(seq), List.of());
                        });
                    }
                },
                found -> {
                    busy.set(false);
                    checked.set(Optional.of(found));
                },
                this::failed);
    }

    /// Copies the file while others may write.
    void backup(Path to) {
        busy.set(true);
        problem.set("");
        slow.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        own.workspace().backup(to);
                        return to;
                    }
                },
                done -> {
                    busy.set(false);
                    message.set("");
                    message.set(Strings.of("settings.workspace.copied", Formats.visible(done.toString())));
                },
                this::failed);
    }

    private void failed(Exception failure) {
        busy.set(false);
        problem.set(Failures.said(failure));
    }
}
