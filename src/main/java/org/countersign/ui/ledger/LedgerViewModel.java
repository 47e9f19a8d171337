package org.countersign.ui.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.evidence.events.LedgerColumns;
import org.countersign.evidence.events.LedgerQuery;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.table.Latest;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.WholeFile;

/// State of the ledger's page: what it is narrowed to, the event that is looked at, and the walk over the chain. No
/// event is in memory but those that are looked at.
public final class LedgerViewModel {
    private final ZoneId zone;
    private final Background background;
    private final LedgerReader reader;
    private final LedgerFilter filter;
    private final LedgerWalk walk;
    private final Latest<LedgerQuery, LedgerReader.Answer> latest;
    private final ReadOnlyObjectWrapper<LazyRows<LedgerRow>> rows = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final ReadOnlyObjectWrapper<Optional<LedgerRow>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<String> types = FXCollections.observableArrayList();
    private final ObservableList<String> people = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private Optional<LedgerReader.Answer> answer = Optional.empty();
    private long wanted;

    /// Reads from `app`.
    ///
    /// @param rows for pages of rows alone, so that they come at once
    /// @param slow for the walk over the chain
    public LedgerViewModel(Countersign app, Clock clock, Background rows, Background slow) {
        this.zone = clock.getZone();
        this.background = rows;
        walk = new LedgerWalk(app, clock, slow);
        reader = new LedgerReader(app, rows, this::ask, this::failed);
        latest = new Latest<>(rows, reader::look, this::answered, this::failed);
        filter = new LedgerFilter(zone, this::ask);
        reader.progressProperty().subscribe(_ -> tell());
        walk.walkedProperty()
                .subscribe(now -> now.ifPresent(one -> say(LedgerWords.walked(one.outcome(), one.at(), zone))));
        walk.problemProperty().subscribe(problem::set);
    }

    /// What narrows the list.
    public LedgerFilter filter() {
        return filter;
    }

    /// The walk over the chain.
    public LedgerWalk walk() {
        return walk;
    }

    /// In which instants are said.
    public ZoneId zone() {
        return zone;
    }

    /// The events that match; another list for each answer.
    public ReadOnlyObjectProperty<LazyRows<LedgerRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The one that is looked at.
    public ReadOnlyObjectProperty<Optional<LedgerRow>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Types to narrow by.
    public ObservableList<String> types() {
        return types;
    }

    /// Who did something, to narrow by.
    public ObservableList<String> people() {
        return people;
    }

    /// How many there are, and how far reading is.
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /// Why something could not be done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While the ledger is being read.
    public ReadOnlyBooleanProperty busyProperty() {
        return reader.busyProperty();
    }

    /// Whether there is nothing at all, and that is known.
    public boolean empty() {
        return answer.filter(one -> one.listing().length() == 0).isPresent();
    }

    /// Looks whether anything came since, and reads it.
    public void refresh() {
        reader.refresh();
    }

    /// The same, where it was looked at already.
    public void follow() {
        if (answer.isPresent()) {
            refresh();
        }
    }

    /// Looks at one by its number, or at the one before.
    public void look(String seq) {
        if (seq.matches("[0-9]{1,9}")) {
            wanted = Long.parseLong(seq);
            filter.clear();
        }
    }

    /// Looks at one.
    public void choose(Optional<LedgerRow> row) {
        chosen.set(row);
    }

    /// Where the one stands now that is wanted, or was looked at; the first where it is not listed.
    public OptionalInt place() {
        LazyRows<LedgerRow> shown = rows.get();
        long seq = wanted > 0 ? wanted : chosen.get().map(LedgerRow::seq).orElse(0L);
        OptionalInt at = IntStream.range(0, shown.size())
                .filter(i -> shown.number(i) == seq)
                .findFirst();
        if (at.isPresent()) {
            wanted = 0;
        }
        return at.isPresent() || shown.size() == 0 ? at : OptionalInt.of(0);
    }

    private void ask() {
        if (reader.ready()) {
            latest.ask(filter.query(Set.copyOf(types)));
        }
    }

    private void answered(LedgerReader.Answer now) {
        answer = Optional.of(now);
        problem.set("");
        if (!types.equals(now.listing().types())) {
            types.setAll(now.listing().types());
        }
        if (!people.equals(now.listing().people())) {
            people.setAll(now.listing().people());
        }
        rows.set(reader.rows(now));
        tell();
    }

    private void tell() {
        String progress = reader.progressProperty().get();
        subtitle.set(
                !progress.isEmpty()
                        ? progress
                        : answer.map(now -> LedgerWords.count(
                                        now.listing().numbers().length,
                                        now.listing().length()))
                                .orElse(""));
    }

    private void failed(Exception failure) {
        problem.set(Failures.said(failure));
    }

    private void say(String text) {
        message.set("");
        message.set(text);
    }

    /// Says that a text was copied.
    public void copied() {
        say(Strings.of("ledger.copied"));
    }

    /// The event that is looked at as tab-separated text, its hash whole.
    public String line() {
        return chosen.get().map(row -> LedgerWords.line(row, zone)).orElse("");
    }

    /// Writes what is listed, whole or not at all.
    public void export(Path file) {
        int[] numbers = answer.map(now -> now.listing().numbers()).orElse(new int[0]);
        background.run(
                () -> {
                    WholeFile.replace(file, part -> write(part, numbers));
                    return true;
                },
                _ -> say(Strings.count("ledger.exported", numbers.length, Formats.visible(file.toString()))),
                this::failed);
    }

    private void write(Path part, int[] numbers) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            out.write(Csv.line(LedgerColumns.HEAD));
            reader.each(numbers, row -> {
                try {
                    out.write(Csv.line(LedgerColumns.of(row)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Reads nothing more.
    public void stop() {
        walk.stop();
        reader.stop();
    }
}
