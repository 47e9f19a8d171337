package org.countersign.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;

/// Lets work end in order when the program is told to end (SIGTERM, Ctrl-C): it is cancelled at its next step, and the
/// program waits until it has rolled back and closed what it held, for some seconds at most.
final class OrderlyStop implements AutoCloseable {
    /// Less than any service manager waits before it kills.
    private static final int PATIENCE_SECONDS = 8;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::stop);
    private volatile boolean asked;
    private volatile boolean working;

    OrderlyStop() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        asked = true;
        // Before there is work, a person may sit at a prompt that nothing else would end.
        if (!working) {
            return;
        }
        try {
            // What is not done by then is killed, and rolled back when the workspace is next opened.
            boolean _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The same progress, which cancels the work once the program is to end.
    Progress over(Progress progress) {
        return new Progress() {
            @Override
            public void report(String step, long done, long total) {
                working = true;
                if (asked) {
                    throw new CancelledException();
                }
                progress.report(step, done, total);
            }

            @Override
            public boolean stopped() {
                return asked || progress.stopped();
            }
        };
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then the hook has run, or does.
        }
    }
}
