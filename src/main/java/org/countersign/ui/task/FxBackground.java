package org.countersign.ui.task;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Work on an executor of platform threads (SQLite's native calls pin virtual ones), answers on the JavaFX
/// thread.
public final class FxBackground implements Background {
    private final ExecutorService executor;

    /// @param executor that its owner shuts down
    public FxBackground(ExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super Exception> onFailure) {
        executor.execute(() -> {
            try {
                T value = work.call();
                Platform.runLater(() -> onSuccess.accept(value));
            } catch (Exception e) {
                Platform.runLater(() -> onFailure.accept(e));
            }
        });
    }

    @Override
    public void tell(Runnable action) {
        Platform.runLater(action);
    }
}
