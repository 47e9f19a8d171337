package org.countersign.ui.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Runs slow work off the UI thread and hands the answer back on it.
public interface Background {
    /// Runs `work`, then exactly one of the others.
    <T> void run(Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super Exception> onFailure);

    /// Does `action` on the UI thread, soon: what work under way has to tell.
    default void tell(Runnable action) {
        action.run();
    }

    /// Same thread, same order: what view-model tests use.
    static Background direct() {
        return new Background() {
            @Override
            public <T> void run(
                    Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super Exception> onFailure) {
                T value;
                try {
                    value = work.call();
                } catch (Exception e) {
                    onFailure.accept(e);
                    return;
                }
                onSuccess.accept(value);
            }
        };
    }
}
