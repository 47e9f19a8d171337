package org.countersign.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;

/// Somebody who signs, on a thread of their own, and waits for an authority that does not answer. What is done until
/// it is stopped is done meanwhile.
public final class Waiting implements AutoCloseable {
    private final CompletableFuture<Optional<Exception>> ended = new CompletableFuture<>();
    private volatile boolean stopped;

    /// What is begun.
    public interface Work {
        /// Does it.
        void run(Progress by) throws Exception;
    }

    /// Begins, and waits until the authority is asked.
    public Waiting(StampServer stamps, Work work) throws InterruptedException {
        int before = stamps.asked();
        Thread.ofPlatform().start(() -> ended.complete(failure(work)));
        while (stamps.asked() == before && !ended.isDone()) {
            Thread.sleep(10);
        }
    }

    private Optional<Exception> failure(Work work) {
        try {
            work.run(new Progress() {
                @Override
                public void report(String step, long done, long total) {}

                @Override
                public boolean stopped() {
                    return stopped;
                }
            });
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    /// Stops it; it must still have waited.
    public void stop() {
        assertThat(ended).as("what was done meanwhile did not wait for it").isNotDone();
        stopped = true;
        assertThat(ended.join()).containsInstanceOf(CancelledException.class);
    }

    @Override
    public void close() {
        stopped = true;
        ended.join();
    }
}
