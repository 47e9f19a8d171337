package org.countersign.ui.findings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.countersign.drift.list.FindingQuery;
import org.countersign.drift.list.FindingQuery.Column;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.FindingQuery.Segment;

/// Which findings are listed, and under which heads.
public final class FindingFilter {
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.OPEN);
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.NONE);
    private final ObservableSet<String> rules = FXCollections.observableSet();
    private final ObservableSet<String> sources = FXCollections.observableSet();
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<Optional<FindingLink>> about = new SimpleObjectProperty<>(Optional.empty());
    private boolean changing;
    private Column column = Column.SEVERITY;
    private boolean descending;

    /// Runs `changed` on every change.
    FindingFilter(Runnable changed) {
        Runnable once = () -> {
            if (!changing) {
                changed.run();
            }
        };
        segment.subscribe(once);
        grouping.subscribe(once);
        text.subscribe(once);
        about.subscribe(once);
        rules.addListener((SetChangeListener<String>) _ -> once.run());
        sources.addListener((SetChangeListener<String>) _ -> once.run());
        this.changed = changed;
    }

    private final Runnable changed;

    /// The chosen segment.
    public ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    /// The heads.
    public ObjectProperty<Grouping> groupingProperty() {
        return grouping;
    }

    /// The chosen rules; none = any.
    public ObservableSet<String> rules() {
        return rules;
    }

    /// The chosen sources, by id; none = any.
    public ObservableSet<String> sources() {
        return sources;
    }

    /// A part of what is read.
    public StringProperty textProperty() {
        return text;
    }

    /// The one thing that all of them are about.
    public ObjectProperty<Optional<FindingLink>> aboutProperty() {
        return about;
    }

    /// Whether anything narrows the segment.
    public boolean narrows() {
        return query().narrows();
    }

    /// Takes all away that narrows the segment.
    public void clear() {
        together(() -> {});
    }

    /// Shows everything that is about one thing.
    void only(FindingLink link) {
        together(() -> {
            segment.set(Segment.OPEN);
            about.set(Optional.of(link));
        });
    }

    /// Shows a segment by its name, or the open findings of one rule by its id.
    public void show(String which) {
        Optional<Segment> named = Arrays.stream(Segment.values())
                .filter(one -> one.name().equals(which))
                .findFirst();
        together(() -> {
            segment.set(named.orElse(Segment.OPEN));
            if (named.isEmpty()) {
                rules.add(which);
            }
        });
    }

    private void together(Runnable more) {
        changing = true;
        rules.clear();
        sources.clear();
        text.set("");
        about.set(Optional.empty());
        more.run();
        changing = false;
        changed.run();
    }

    /// By which column, and which way.
    public void sort(Column by, boolean down) {
        if (column != by || descending != down) {
            column = by;
            descending = down;
            changed.run();
        }
    }

    FindingQuery query() {
        return new FindingQuery(
                segment.get(),
                Set.copyOf(rules),
                Set.copyOf(sources),
                about.get().map(FindingLink::to),
                text.get(),
                grouping.get(),
                column,
                descending);
    }
}
