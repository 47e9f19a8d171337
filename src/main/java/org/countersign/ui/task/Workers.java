package org.countersign.ui.task;

import java.util.ArrayDeque;
import java.util.Deque;

/// The threads of one window: each does one kind of work, so that none waits for another's.
public final class Workers implements AutoCloseable {
    private final Deque<FxBackground> all = new ArrayDeque<>();

    /// Another one.
    public FxBackground own(String name) {
        FxBackground worker = FxBackground.own(name);
        all.push(worker);
        return worker;
    }

    /// Waits until what has been asked of each by now is done. Not on the JavaFX thread, which takes the answers.
    public void await() {
        all.forEach(FxBackground::await);
    }

    /// Ends them, the last first: each when what it has is done.
    @Override
    public void close() {
        all.forEach(FxBackground::close);
    }
}
