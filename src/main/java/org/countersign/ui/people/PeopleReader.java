package org.countersign.ui.people;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.people.ListPeople;
import org.countersign.people.PeopleQuery;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.people.PersonRow;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.Stretches;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// Reads everybody, stretch by stretch, and correlates accounts where nobody has yet. All of it on workers; the list
/// itself is touched on one of them alone.
final class PeopleReader {
    private final Countersign app;
    private final Background background;
    private final Background matching;
    private final Background rows;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Stretches stretches;
    private final ReadOnlyLongWrapper matched = new ReadOnlyLongWrapper();
    private Optional<ListPeople> people = Optional.empty();
    private boolean isMatching;
    private boolean stopped;

    /// @param another runs when rows are numbered anew, and what is shown has to be asked for again
    PeopleReader(Countersign app, Background background, Background matching, Background rows, Runnable another) {
        this.app = app;
        this.background = background;
        this.matching = matching;
        this.rows = rows;
        stretches = new Stretches(rows, () -> people().read(), "people.reading", another, () -> {}, this::failed);
    }

    /// The rows that match, with the first page.
    record Answer(ListPeople.Listing listing, List<PersonRow> first) {}

    /// How far it is; empty when it is done.
    ReadOnlyStringProperty progressProperty() {
        return stretches.progressProperty();
    }

    ReadOnlyStringWrapper problemProperty() {
        return problem;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return stretches.busyProperty();
    }

    ReadOnlyLongWrapper matchedProperty() {
        return matched;
    }

    /// Whether there is anything to ask.
    boolean ready() {
        return stretches.ready();
    }

    void refresh() {
        background.run(
                () -> app.matchAccounts().fresh(),
                fresh -> {
                    if (!fresh) {
                        match();
                    }
                },
                this::failed);
        stretches.begin();
    }

    /// On a connection of its own: it takes as long as a drift check.
    private void match() {
        if (isMatching) {
            return;
        }
        isMatching = true;
        matching.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        own.matchAccounts().run();
                    }
                    return true;
                },
                _ -> {
                    isMatching = false;
                    if (!stopped) {
                        matched.set(matched.get() + 1);
                        refresh();
                    }
                },
                failure -> {
                    isMatching = false;
                    failed(failure);
                });
    }

    private ListPeople people() {
        ListPeople open = people.orElseGet(app::listPeople);
        people = Optional.of(open);
        return open;
    }

    /// Asks; on a worker.
    Answer look(PeopleQuery query) {
        ListPeople open = people();
        ListPeople.Listing listing = open.list(query);
        return new Answer(listing, open.rows(listing.table(), LazyRows.firstPage(listing.numbers())));
    }

    /// What an answer lists.
    LazyRows<PersonRow> rows(Answer answer) {
        int of = answer.listing().table();
        return new LazyRows<>(rows, answer.listing().numbers(), answer.first(), numbers -> people().rows(of, numbers));
    }

    void find(String idp, String wanted, int most, Consumer<List<PersonRow>> action) {
        rows.run(
                () -> {
                    var found = people().list(
                                    new PeopleQuery(wanted, Optional.of(idp), Kind.EVERYONE, Column.LABEL, false));
                    int[] numbers = found.numbers();
                    return people().rows(found.table(), Arrays.copyOf(numbers, Math.min(most, numbers.length)));
                },
                action,
                this::failed);
    }

    void sources(Consumer<List<String>> action) {
        background.run(
                () -> app.workspace().<List<String>, RuntimeException>read(tx -> ListPeople.sources(tx, app.clock())),
                action,
                this::failed);
    }

    void failed(Exception failure) {
        problem.set(Failures.said(failure));
    }

    void stop() {
        stopped = true;
        stretches.stop();
        rows.run(
                () -> {
                    people.ifPresent(ListPeople::close);
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
