package org.countersign.ui.table;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.countersign.ui.task.Background;

/// Questions whose newest alone counts: each letter of a filter, each click on a column. One is asked at a time; of
/// those that come meanwhile the last is asked next. An answer to anything but the newest is dropped, and what was
/// shown stays until then.
///
/// @param <Q> a question
/// @param <A> its answer
public final class Latest<Q, A> {
    private final Background background;
    private final Function<Q, A> work;
    private final Consumer<A> answered;
    private final Consumer<Exception> failed;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private Optional<Q> waiting = Optional.empty();
    private long sequence;

    /// @param work on a worker
    public Latest(Background background, Function<Q, A> work, Consumer<A> answered, Consumer<Exception> failed) {
        this.background = background;
        this.work = work;
        this.answered = answered;
        this.failed = failed;
    }

    /// While a question has no answer.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Asks, now or next.
    public void ask(Q question) {
        sequence++;
        if (busy.get()) {
            waiting = Optional.of(question);
            return;
        }
        busy.set(true);
        long asked = sequence;
        background.run(
                () -> work.apply(question),
                answer -> {
                    next();
                    if (asked == sequence) {
                        answered.accept(answer);
                    }
                },
                failure -> {
                    next();
                    if (asked == sequence) {
                        failed.accept(failure);
                    }
                });
    }

    private void next() {
        busy.set(false);
        Optional<Q> question = waiting;
        waiting = Optional.empty();
        question.ifPresent(this::ask);
    }
}
