package org.countersign.ui.task;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Work on an executor of platform threads (SQLite's native calls pin virtual ones), answers on the JavaFX
/// thread.
public final class FxBackground implements Background, AutoCloseable {
    private final ExecutorService executor;

    /// @param executor that its owner shuts down
    public FxBackground(ExecutorService executor) {
        this.executor = executor;
    }

    /// On a thread of its own, which ends when this is closed.
    public static FxBackground own(String name) {
        return new FxBackground(Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        }));
    }

    /// Waits for what has been asked by now; nothing where it is closed.
    public void await() {
        try {
            executor.submit(() -> true).get();
        } catch (RejectedExecutionException closed) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for what is under way and takes nothing more.
    @Override
    public void close() {
        executor.close();
    }

    /// Does something on the worker, after what is under way.
    public void execute(Runnable work) {
        executor.execute(work);
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super Exception> onFailure) {
        try {
            executor.execute(() -> {
                try {
                    T value = work.call();
                    Platform.runLater(() -> onSuccess.accept(value));
                } catch (Exception e) {
                    Platform.runLater(() -> onFailure.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // An answer that came while the window closed may ask for more: nobody waits for it.
            if (!executor.isShutdown()) {
                throw e;
            }
        }
    }

    @Override
    public void tell(Runnable action) {
        Platform.runLater(action);
    }
}
