package org.countersign.ui.findings;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;

/// State of the findings screen.
public final class FindingsViewModel {
    /// The segments over the table.
    public enum Segment {
        /// All that stand.
        OPEN,
        /// That did not stand a day before.
        NEW,
        /// Rules that cannot be answered.
        NOT_EVALUABLE,
        /// Allowed by an exception.
        SUPPRESSED,
        /// That stood a day before.
        RESOLVED
    }

    private record Loaded(Evaluation now, Evaluation before, Landscape landscape) {}

    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final ObservableList<FindingRow> rows = FXCollections.observableArrayList();
    private final ObservableList<FindingRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ObservableList<String> rules = FXCollections.observableArrayList();
    private final ObservableList<String> rulesView = FXCollections.unmodifiableObservableList(rules);
    private final ObservableList<String> sources = FXCollections.observableArrayList();
    private final ObservableList<String> sourcesView = FXCollections.unmodifiableObservableList(sources);
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.OPEN);
    private final StringProperty rule = new SimpleStringProperty("");
    private final StringProperty source = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0, 0));
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private Optional<Loaded> loaded = Optional.empty();

    /// Reads from `app`.
    public FindingsViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        segment.subscribe(_ -> filter());
        rule.subscribe(_ -> filter());
        source.subscribe(_ -> filter());
        text.subscribe(_ -> filter());
    }

    /// How many rows each segment has before filters.
    public record Counts(int open, int fresh, int notEvaluable, int suppressed, int resolved) {
        /// Of one segment.
        public int of(Segment segment) {
            return switch (segment) {
                case OPEN -> open;
                case NEW -> fresh;
                case NOT_EVALUABLE -> notEvaluable;
                case SUPPRESSED -> suppressed;
                case RESOLVED -> resolved;
            };
        }
    }

    /// The rows that the filters leave.
    public ObservableList<FindingRow> rows() {
        return rowsView;
    }

    /// Rules to filter by.
    public ObservableList<String> rules() {
        return rulesView;
    }

    /// Sources to filter by.
    public ObservableList<String> sources() {
        return sourcesView;
    }

    /// The chosen segment.
    public ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    /// The chosen rule; empty = any.
    public StringProperty ruleProperty() {
        return rule;
    }

    /// The chosen source; empty = any.
    public StringProperty sourceProperty() {
        return source;
    }

    /// The text filter.
    public StringProperty textProperty() {
        return text;
    }

    /// Of all segments.
    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Under the title.
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /// Why it could not be loaded; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While loading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Takes every filter away.
    public void clear() {
        rule.set("");
        source.set("");
        text.set("");
    }

    /// Evaluates again.
    public void refresh() {
        busy.set(true);
        background.run(
                this::load,
                value -> {
                    busy.set(false);
                    problem.set("");
                    show(value);
                },
                failure -> {
                    busy.set(false);
                    problem.set(String.valueOf(failure.getMessage()));
                });
    }

    private Loaded load() {
        Instant asOf = app.sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return new Loaded(
                app.checkDrift().asOf(asOf),
                app.checkDrift().asOf(asOf.minus(1, ChronoUnit.DAYS)),
                app.workspace().read(tx -> new ReadLandscape(tx).asOf(asOf)));
    }

    private void show(Loaded value) {
        loaded = Optional.of(value);
        Evaluation now = value.now();
        counts.set(new Counts(
                now.findings().size(),
                added(now, value.before()).size(),
                now.notEvaluable().size(),
                now.suppressed().size(),
                added(value.before(), now).size()));
        subtitle.set(Strings.of(
                "findings.subtitle",
                Formats.number(now.findings().size()),
                Formats.screen(now.asOf(), clock.getZone()),
                Formats.number(now.snapshots().size())));
        var ruleIds = new TreeSet<String>();
        var sourceIds = new TreeSet<String>();
        now.findings().forEach(finding -> {
            ruleIds.add(finding.rule());
            sourceIds.add(finding.source());
        });
        now.notEvaluable().forEach(entry -> {
            ruleIds.add(entry.rule());
            sourceIds.add(entry.source());
        });
        rules.setAll(ruleIds);
        sources.setAll(sourceIds);
        filter();
    }

    private static List<Finding> added(Evaluation now, Evaluation before) {
        Set<String> known = new HashSet<>();
        before.findings().forEach(finding -> known.add(finding.fingerprint()));
        return now.findings().stream()
                .filter(finding -> !known.contains(finding.fingerprint()))
                .toList();
    }

    private void filter() {
        if (loaded.isEmpty()) {
            return;
        }
        Loaded value = loaded.get();
        Set<String> fresh = new HashSet<>();
        added(value.now(), value.before()).forEach(finding -> fresh.add(finding.fingerprint()));
        var shown = new ArrayList<FindingRow>();
        if (segment.get() == Segment.NOT_EVALUABLE) {
            value.now().notEvaluable().forEach(entry -> shown.add(FindingRow.of(entry, value.landscape())));
        } else {
            List<Finding> chosen =
                    switch (segment.get()) {
                        case OPEN -> value.now().findings();
                        case NEW -> added(value.now(), value.before());
                        case SUPPRESSED -> value.now().suppressed();
                        case RESOLVED -> added(value.before(), value.now());
                        case NOT_EVALUABLE -> List.of();
                    };
            chosen.forEach(finding ->
                    shown.add(FindingRow.of(finding, value.landscape(), fresh.contains(finding.fingerprint()))));
        }
        String wanted = text.get().strip().toLowerCase(Locale.ROOT);
        shown.removeIf(row -> !(rule.get().isEmpty() || row.rule().equals(rule.get()))
                || !(source.get().isEmpty() || row.source().equals(source.get()))
                || !row.matches(wanted));
        rows.setAll(shown);
    }
}
