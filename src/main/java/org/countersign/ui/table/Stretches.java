package org.countersign.ui.table;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.work.Stretch;

/// Reads a long list on a worker, one stretch after another, so that its pages can be read in between. On one thread,
/// that of the window.
public final class Stretches {
    private final Background rows;
    private final Callable<Stretch> read;
    private final String words;
    private final Runnable shown;
    private final Runnable done;
    private final Consumer<Exception> failed;
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private boolean stopped;
    private int table;

    /// @param rows the worker that pages are read on, too
    /// @param read the next stretch
    /// @param words the message of how far it is: how many, and of how many
    /// @param shown runs when rows are numbered anew, and what is shown has to be asked for again
    /// @param done runs when there is no more
    public Stretches(
            Background rows,
            Callable<Stretch> read,
            String words,
            Runnable shown,
            Runnable done,
            Consumer<Exception> failed) {
        this.rows = rows;
        this.read = read;
        this.words = words;
        this.shown = shown;
        this.done = done;
        this.failed = failed;
    }

    /// How far it is; empty when it is done.
    public ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// While it reads.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether there is anything to ask.
    public boolean ready() {
        return table > 0;
    }

    /// Reads, unless it does already.
    public void begin() {
        if (!busy.get()) {
            busy.set(true);
            next();
        }
    }

    private void next() {
        rows.run(read, this::came, failure -> {
            busy.set(false);
            progress.set("");
            failed.accept(failure);
        });
    }

    private void came(Stretch state) {
        boolean more = state.more() && !stopped;
        progress.set(more ? Strings.of(words, Spoken.number(state.read()), Spoken.number(state.all())) : "");
        if (state.table() != table) {
            table = state.table();
            shown.run();
        }
        busy.set(more);
        if (more) {
            next();
        } else if (!stopped) {
            done.run();
        }
    }

    /// Reads nothing more.
    public void stop() {
        stopped = true;
    }
}
