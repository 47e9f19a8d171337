package org.countersign.ui.groups;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.groups.ReadMappings.Holders;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.groups.ReadMappings.Target;
import org.countersign.groups.SetMapping;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the table of mappings: what it is narrowed to, which one is looked at, and what a person does about it.
/// There
/// are as many as people wrote, which fits in memory.
public final class MappingsViewModel {
    /// As many people are read of one mapping; the rest are counted.
    static final int MOST = 200;

    private final Countersign app;
    private final Background background;
    private final Runnable changed;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Row>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Holders> holders = new ReadOnlyObjectWrapper<>(Holders.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private List<Row> all = List.of();
    private List<Target> targets = List.of();
    private String wanted = "";
    private long sequence;

    /// @param changed runs when something was kept, so that groups are read again
    public MappingsViewModel(Countersign app, Background background, Runnable changed) {
        this.app = app;
        this.background = background;
        this.changed = changed;
        text.subscribe(_ -> narrow());
    }

    /// What every word of must be in a mapping's id, groups or app.
    public StringProperty textProperty() {
        return text;
    }

    /// Those that match.
    public ObservableList<Row> rows() {
        return rows;
    }

    /// The one that is looked at.
    public ReadOnlyObjectProperty<Optional<Row>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Who has what it grants, and why.
    public ReadOnlyObjectProperty<Holders> holdersProperty() {
        return holders.getReadOnlyProperty();
    }

    /// Why there is nothing; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While reading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// How many there are at all.
    public int size() {
        return all.size();
    }

    /// Apps that a mapping can lead to.
    List<Target> targets() {
        return targets;
    }

    /// Looks at one by its id, once it is read.
    public void look(String id) {
        wanted = id;
        if (!id.isEmpty()) {
            text.set("");
        }
        narrow();
    }

    /// Reads again.
    public void refresh() {
        busy.set(true);
        background.run(
                () -> new Read(app.readMappings().all(), app.readMappings().targets()),
                read -> {
                    busy.set(false);
                    problem.set("");
                    all = read.all();
                    targets = read.targets();
                    narrow();
                },
                failure -> {
                    busy.set(false);
                    problem.set(Failures.said(failure));
                });
    }

    private record Read(List<Row> all, List<Target> targets) {}

    private void narrow() {
        String[] words = Formats.plain(text.get()).split("\\s+");
        Optional<String> before =
                wanted.isEmpty() ? chosen.get().map(row -> row.line().mapping().id()) : Optional.of(wanted);
        List<Row> found = all.stream().filter(row -> matches(row, words)).toList();
        rows.setAll(found);
        choose(found.stream()
                .filter(row -> before.equals(Optional.of(row.line().mapping().id())))
                .findFirst()
                .or(() -> found.stream().findFirst()));
        if (!all.isEmpty()) {
            wanted = "";
        }
    }

    private static boolean matches(Row row, String[] words) {
        String searched = Formats.plain(String.join(
                " ",
                row.line().mapping().id(),
                row.line().from(),
                row.line().to(),
                row.line().app().name(),
                row.line().mapping().access().text()));
        return java.util.Arrays.stream(words).allMatch(searched::contains);
    }

    /// Looks at one.
    public void choose(Optional<Row> row) {
        long asked = ++sequence;
        if (!row.equals(chosen.get())) {
            holders.set(Holders.NONE);
            chosen.set(row);
        }
        row.ifPresent(one -> background.run(
                () -> app.readMappings().holders(one.line().mapping().id(), MOST),
                found -> {
                    if (asked == sequence) {
                        holders.set(found);
                    }
                },
                failure -> problem.set(Failures.said(failure))));
    }

    /// What an app's accounts hold of a kind.
    void grants(String source, boolean roles, Consumer<List<String>> answer) {
        background.run(
                () -> app.readMappings().grants(source, roles), answer, failure -> problem.set(Failures.said(failure)));
    }

    /// States another one; `answer` gets why not, empty where it is kept.
    void add(SetMapping.Request request, Consumer<String> answer) {
        act(() -> app.setMapping().add(app.actor(), request).id(), id -> Strings.of("mappings.added", id), answer);
    }

    /// States one otherwise.
    void change(String id, String group, Access access, Optional<Mapping.Nesting> nesting, Consumer<String> answer) {
        act(
                () -> app.setMapping()
                        .change(app.actor(), id, group, access, nesting)
                        .id(),
                _ -> Strings.of("mappings.changed", id),
                answer);
    }

    /// Ends one.
    void end(String id, Consumer<String> answer) {
        act(
                () -> {
                    app.setMapping().end(app.actor(), id);
                    return id;
                },
                _ -> Strings.of("mappings.ended", id),
                answer);
    }

    private void act(Callable<String> work, UnaryOperator<String> said, Consumer<String> answer) {
        background.run(
                work,
                id -> {
                    answer.accept("");
                    wanted = id;
                    message.set("");
                    message.set(said.apply(id));
                    refresh();
                    changed.run();
                },
                failure -> answer.accept(Failures.said(failure)));
    }
}
