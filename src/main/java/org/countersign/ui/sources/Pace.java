package org.countersign.ui.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.countersign.text.Strings;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;

/// Tells a person how fast reading goes, ten times a second at most, and stops it when asked. Thread-safe.
final class Pace implements Progress {
    private static final double MEGA = 1_000_000;
    private final Clock clock;
    private final Instant start;
    private final boolean storing;
    private final Consumer<Stage> told;
    private Instant last = Instant.MIN;
    private volatile boolean stopped;

    Pace(Clock clock, boolean storing, Consumer<Stage> told) {
        this.clock = clock;
        this.start = clock.instant();
        this.storing = storing;
        this.told = told;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public synchronized void report(String step, long done, long total) {
        if (stopped) {
            throw new CancelledException();
        }
        Instant now = clock.instant();
        if (last.plusMillis(100).isBefore(now)) {
            last = now;
            told.accept(new Stage.Reading(
                    storing,
                    line(step, done, total, Duration.between(start, now)),
                    total > 0 ? (double) done / (double) total : -1));
        }
    }

    static String line(String step, long done, long total, Duration since) {
        double seconds = since.toMillis() / 1000.0;
        String bytes = Strings.of("sources.reading.bytes", step, mega(done), mega(total));
        if (seconds < 1 || done == 0) {
            return bytes;
        }
        double rate = (double) done / seconds;
        long left = (long) Math.ceil((double) Math.max(0, total - done) / rate);
        return bytes + Strings.of("sources.reading.rate", mega(rate), left);
    }

    private static String mega(double bytes) {
        return String.format(Locale.ENGLISH, "%,.1f", bytes / MEGA);
    }
}
