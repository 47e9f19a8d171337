package org.countersign.ui.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.countersign.text.Strings;

/// Which findings are listed, and under which heads.
public final class FindingFilter {
    /// The segments over the table.
    public enum Segment {
        /// All that stand.
        OPEN,
        /// That did not stand a day before.
        NEW,
        /// Rules that cannot be answered, and what could not be checked because of that.
        NOT_EVALUABLE,
        /// Allowed by an exception.
        SUPPRESSED,
        /// That ended in the last days.
        RESOLVED
    }

    /// What the findings of a group have in common.
    public enum Grouping {
        /// One list.
        NONE,
        /// The rule.
        RULE,
        /// The source.
        SOURCE,
        /// The severity.
        SEVERITY,
        /// What it is about.
        SUBJECT
    }

    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.OPEN);
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.NONE);
    private final ObservableSet<String> rules = FXCollections.observableSet();
    private final ObservableSet<String> sources = FXCollections.observableSet();
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<Optional<FindingLink>> about = new SimpleObjectProperty<>(Optional.empty());
    private boolean changing;

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
        return !rules.isEmpty()
                || !sources.isEmpty()
                || !text.get().isEmpty()
                || about.get().isPresent();
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

    List<FindingRow> rows(FindingsPage page) {
        String wanted = text.get().strip().toLowerCase(Locale.ROOT);
        return page.of(segment.get()).stream()
                .filter(row -> rules.isEmpty() || rules.contains(row.rule()))
                .filter(row -> sources.isEmpty() || sources.contains(row.source()))
                .filter(row -> about.get().isEmpty() || row.about(about.get().get()))
                .filter(row -> row.matches(wanted))
                .toList();
    }

    /// With the heads of their groups, that with the worst finding first.
    List<FindingLine> lines(List<FindingRow> rows) {
        if (grouping.get() == Grouping.NONE) {
            return List.copyOf(rows);
        }
        Map<String, List<FindingRow>> groups = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        rows.forEach(row -> {
            String key = group(row);
            names.putIfAbsent(key, name(row));
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        });
        var lines = new ArrayList<FindingLine>();
        groups.forEach((key, of) -> {
            lines.add(new FindingGroup(names.getOrDefault(key, key), of));
            lines.addAll(of);
        });
        return lines;
    }

    private String group(FindingRow row) {
        return grouping.get() == Grouping.SUBJECT ? row.source() + " " + row.subjectId() : name(row);
    }

    private String name(FindingRow row) {
        return switch (grouping.get()) {
            case NONE -> "";
            case RULE -> row.rule();
            case SOURCE -> row.sourceName();
            case SEVERITY ->
                row.severity()
                        .map(severity -> Strings.of("severity." + severity.text()))
                        .orElse(Strings.of("severity.unknown"));
            case SUBJECT -> row.subject();
        };
    }
}
