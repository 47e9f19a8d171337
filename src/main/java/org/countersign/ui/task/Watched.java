package org.countersign.ui.task;

import java.util.function.Consumer;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;

/// Work that a person waits for: it says how far it is, and ends when it is asked to. What reports and what stops may
/// be any threads.
public final class Watched implements Progress {
    private final Consumer<String> tell;
    private volatile boolean stopped;

    /// @param tell gets the words, on the thread that works
    public Watched(Consumer<String> tell) {
        this.tell = tell;
    }

    /// Asks it to end.
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    @Override
    public void report(String step, long done, long total) {
        if (stopped) {
            throw new CancelledException();
        }
        tell.accept(done == 0 ? step : Strings.of("task.step", step, Spoken.number(done), Spoken.number(total)));
    }
}
