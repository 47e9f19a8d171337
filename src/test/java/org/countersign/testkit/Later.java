package org.countersign.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.countersign.ui.task.Background;

/// Work that lies until the test has it done, one piece after another: what is seen in between is what a
/// person sees while a slow disk works.
public final class Later implements Background {
    private final Queue<Runnable> pieces = new ArrayDeque<>();

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super Exception> onFailure) {
        pieces.add(() -> Background.direct().run(work, onSuccess, onFailure));
    }

    /// Does the oldest piece.
    public void one() {
        pieces.remove().run();
    }

    /// Whether nothing lies there.
    public boolean idle() {
        return pieces.isEmpty();
    }

    /// Does everything, and what comes of it.
    public void all() {
        while (!pieces.isEmpty()) {
            one();
        }
    }
}
