package org.countersign.ui.preferences;

import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.evidence.Proofs;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;

/// A signature under way, on a thread that nobody else waits for: an authority that stamps it takes its time. One at a
/// time; it can be stopped while that is waited for.
public final class Signing {
    private final Background background;
    private Optional<Asking> asking = Optional.empty();

    /// @param background for this alone
    public Signing(Background background) {
        this.background = background;
    }

    /// What is signed with.
    public interface Work<T> {
        /// Does it.
        T with(Proofs proofs) throws Exception;
    }

    /// Whether one is under way.
    public boolean busy() {
        return asking.isPresent();
    }

    /// Signs, unless one is under way.
    ///
    /// @param step gets how long the authority has been waited for, in words
    /// @param failed gets [CancelledException] where it was stopped
    public <T> void run(
            Stamps stamps, Work<T> work, Consumer<String> step, Consumer<T> signed, Consumer<Exception> failed) {
        if (busy()) {
            return;
        }
        var now = new Asking(words -> background.tell(() -> heard(words, step)));
        asking = Optional.of(now);
        background.run(
                () -> work.with(stamps.proofs().watched(now)),
                value -> {
                    asking = Optional.empty();
                    signed.accept(value);
                },
                failure -> {
                    asking = Optional.empty();
                    failed.accept(failure);
                });
    }

    /// What comes after it was settled is late.
    private void heard(String words, Consumer<String> step) {
        if (asking.filter(one -> !one.stopped()).isPresent()) {
            step.accept(words);
        }
    }

    /// Waits for no authority any more, and signs nothing then.
    public void stop() {
        asking.ifPresent(Asking::stop);
    }

    private static final class Asking implements Progress {
        private final Consumer<String> tell;
        private volatile boolean stopped;
        private long last = -1;

        Asking(Consumer<String> tell) {
            this.tell = tell;
        }

        void stop() {
            stopped = true;
        }

        @Override
        public boolean stopped() {
            return stopped;
        }

        @Override
        public void report(String authority, long done, long total) {
            if (stopped) {
                throw new CancelledException();
            }
            if (done != last) {
                last = done;
                tell.accept(Strings.of(
                        "timestamps.asking", Formats.visible(authority), Spoken.number(done), Spoken.number(total)));
            }
        }
    }
}
