package org.countersign.ui.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.people.FindAnything;
import org.countersign.people.FindAnything.Hit;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.table.Latest;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the search: what was asked last, and what is found of it. What can be found is read while one types.
public final class FindViewModel implements AutoCloseable {
    private static final int MOST = 50;
    private static final int MOST_ACTS = 6;

    private final Countersign app;
    private final Background background;
    private final List<Act> acts;
    private final Latest<String, List<Hit>> latest;
    private final ReadOnlyObjectWrapper<List<Found>> found = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    /// Used on the worker alone.
    private Optional<FindAnything> use = Optional.empty();

    private String text = "";

    /// @param background of its own: reading everybody takes seconds where there are many
    /// @param acts that can be done from here
    public FindViewModel(Countersign app, Background background, List<Act> acts) {
        this.app = app;
        this.background = background;
        this.acts = List.copyOf(acts);
        this.latest = new Latest<>(background, asked -> use().find(asked), this::answered, this::failed);
    }

    /// What is listed: something of the workspace, or something to do.
    sealed interface Found {
        /// To be opened.
        record Thing(Hit hit) implements Found {}

        /// To be done.
        record Doing(Act act) implements Found {}
    }

    private FindAnything use() {
        if (use.isEmpty()) {
            use = Optional.of(app.findAnything());
        }
        return use.get();
    }

    /// What is found, in the order in which it is listed.
    ReadOnlyObjectProperty<List<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// While names are read, so that there may be more to come.
    ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// Why nothing can be found; empty otherwise.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Begins: reads what has changed since.
    void open() {
        problem.set("");
        text = "";
        found.set(doing());
        if (!reading.get()) {
            reading.set(true);
            read();
        }
    }

    /// A stretch at a time, so that an answer comes between two.
    private void read() {
        background.run(
                () -> use().read(),
                more -> {
                    reading.set(more);
                    if (!text.isBlank()) {
                        latest.ask(text);
                    }
                    if (more) {
                        read();
                    }
                },
                failure -> {
                    reading.set(false);
                    failed(failure);
                });
    }

    /// Looks for something; an answer to what was asked before is dropped.
    void ask(String asked) {
        text = asked;
        if (asked.isBlank()) {
            found.set(doing());
        } else {
            latest.ask(asked);
        }
    }

    private void answered(List<Hit> hits) {
        if (text.isBlank()) {
            return;
        }
        var all = new ArrayList<>(doing());
        hits.stream().limit((long) MOST - all.size()).forEach(hit -> all.add(new Found.Thing(hit)));
        found.set(List.copyOf(all));
    }

    private List<Found> doing() {
        List<String> words = Arrays.stream(Formats.plain(text).split("\\s+")).toList();
        // By its name first, then by what somebody may call it.
        return acts.stream()
                .filter(act -> words.stream().allMatch(called(act)::contains))
                .sorted(Comparator.comparing(act -> !words.stream().allMatch(Formats.plain(act.said())::contains)))
                .limit(text.isBlank() ? MOST : MOST_ACTS)
                .<Found>map(Found.Doing::new)
                .toList();
    }

    private static String called(Act act) {
        return Formats.plain(act.said() + " " + Strings.of("find.also." + act.name()));
    }

    private void failed(Exception failure) {
        problem.set(Failures.said(failure));
    }

    /// Nothing is found any more. On the worker, after what it is doing.
    @Override
    public void close() {
        use.ifPresent(FindAnything::close);
    }
}
