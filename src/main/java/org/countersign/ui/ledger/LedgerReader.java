package org.countersign.ui.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import org.countersign.app.Countersign;
import org.countersign.evidence.events.LedgerQuery;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.evidence.events.ListLedger;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.Stretches;
import org.countersign.ui.task.Background;

/// Reads the ledger, stretch by stretch, on one worker of its own.
final class LedgerReader {
    private static final int CHUNK = 1_000;

    private final Countersign app;
    private final Background rows;
    private final Stretches stretches;
    private Optional<ListLedger> ledger = Optional.empty();

    /// @param shown runs when what is shown has to be asked for again
    LedgerReader(Countersign app, Background rows, Runnable shown, Consumer<Exception> failed) {
        this.app = app;
        this.rows = rows;
        stretches = new Stretches(rows, () -> ledger().read(), "ledger.reading", shown, () -> {}, failed);
    }

    /// Those that match, with the first page.
    record Answer(ListLedger.Listing listing, List<LedgerRow> first) {}

    ReadOnlyStringProperty progressProperty() {
        return stretches.progressProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return stretches.busyProperty();
    }

    boolean ready() {
        return stretches.ready();
    }

    void refresh() {
        stretches.begin();
    }

    /// On the worker alone.
    private ListLedger ledger() {
        ListLedger open = ledger.orElseGet(app::listLedger);
        ledger = Optional.of(open);
        return open;
    }

    /// Asks; on the worker.
    Answer look(LedgerQuery query) {
        ListLedger.Listing listing = ledger().list(query);
        return new Answer(listing, ledger().rows(LazyRows.firstPage(listing.numbers())));
    }

    /// What an answer lists.
    LazyRows<LedgerRow> rows(Answer answer) {
        return new LazyRows<>(rows, answer.listing().numbers(), answer.first(), numbers -> ledger().rows(numbers));
    }

    /// Hands on every row of these, in their order; on the worker.
    void each(int[] numbers, Consumer<LedgerRow> action) {
        for (int from = 0; from < numbers.length; from += CHUNK) {
            ledger().rows(Arrays.copyOfRange(numbers, from, Math.min(from + CHUNK, numbers.length)))
                    .forEach(action);
        }
    }

    void stop() {
        stretches.stop();
        rows.run(
                () -> {
                    ledger.ifPresent(ListLedger::close);
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
