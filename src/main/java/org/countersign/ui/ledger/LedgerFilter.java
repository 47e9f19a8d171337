package org.countersign.ui.ledger;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.countersign.evidence.events.LedgerQuery;
import org.countersign.evidence.events.LedgerQuery.Word;
import org.countersign.text.Formats;
import org.countersign.text.Strings;

/// Which events are listed. Days are those of the window's zone, as its instants are.
public final class LedgerFilter {
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableSet<String> types = FXCollections.observableSet();
    private final StringProperty who = new SimpleStringProperty("");
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty until = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper("");
    private final ZoneId zone;
    private final Runnable changed;
    private boolean changing;
    private boolean oldestFirst;

    /// Runs `changed` on every change that can be asked for.
    LedgerFilter(ZoneId zone, Runnable changed) {
        this.zone = zone;
        this.changed = changed;
        text.subscribe(_ -> ask());
        who.subscribe(_ -> ask());
        from.subscribe(_ -> ask());
        until.subscribe(_ -> ask());
        types.addListener((SetChangeListener<String>) _ -> ask());
    }

    /// What every word of must be in what an event says.
    public StringProperty textProperty() {
        return text;
    }

    /// The types that are listed; none = any.
    public ObservableSet<String> types() {
        return types;
    }

    /// Whose events alone; empty for everybody's.
    public StringProperty whoProperty() {
        return who;
    }

    /// The first day, as it is typed; empty for any.
    public StringProperty fromProperty() {
        return from;
    }

    /// The last day, as it is typed; empty for any.
    public StringProperty untilProperty() {
        return until;
    }

    /// Why the days mean nothing; empty where they do.
    public ReadOnlyStringProperty faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /// Everything again.
    public void clear() {
        changing = true;
        text.set("");
        types.clear();
        who.set("");
        from.set("");
        until.set("");
        changing = false;
        ask();
    }

    /// The oldest first, or the newest.
    public void turn(boolean oldest) {
        if (oldestFirst != oldest) {
            oldestFirst = oldest;
            ask();
        }
    }

    /// Whether anything narrows the list.
    public boolean narrows() {
        return query(Set.of()).narrows();
    }

    private void ask() {
        if (changing) {
            return;
        }
        Optional<LocalDate> first = day(from.get());
        Optional<LocalDate> last = day(until.get());
        boolean unread = (first.isEmpty() && !from.get().isBlank())
                || (last.isEmpty() && !until.get().isBlank());
        boolean turned = first.isPresent()
                && last.filter(day -> day.isBefore(first.get())).isPresent();
        fault.set(unread ? Strings.of("ledger.days.unread") : turned ? Strings.of("ledger.days.turned") : "");
        if (!unread && !turned) {
            changed.run();
        }
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// @param known types whose names are searched, too
    LedgerQuery query(Set<String> known) {
        List<Word> words = Arrays.stream(Formats.plain(text.get()).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> new Word(
                        word,
                        known.stream()
                                .filter(type ->
                                        Formats.plain(LedgerWords.name(type)).contains(word))
                                .collect(Collectors.toSet())))
                .toList();
        return new LedgerQuery(
                words,
                Set.copyOf(types),
                Optional.of(who.get()).filter(one -> !one.isEmpty()),
                day(from.get()).map(day -> day.atStartOfDay(zone).toInstant()),
                day(until.get()).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                oldestFirst);
    }
}
