package org.countersign.ui.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;

/// Tells a person how fast reading goes, ten times a second at most, and stops it when asked. What reports and what
/// stops may be any threads; its properties belong to the one that shows them.
public final class Pace implements Progress {
    private static final double MEGA = 1_000_000;
    private final Clock clock;
    private final Consumer<Runnable> tell;
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper(Strings.of("sources.reading.waiting"));
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
    private Optional<Instant> start = Optional.empty();
    private Instant last = Instant.MIN;
    private long rows;
    private volatile boolean stopped;

    /// @param tell does something on the thread that shows
    Pace(Clock clock, Consumer<Runnable> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    /// How far, how fast and how long still, in words.
    public ReadOnlyStringProperty lineProperty() {
        return line.getReadOnlyProperty();
    }

    /// From 0 to 1; below 0 where it is not known.
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    @Override
    public synchronized void rows(long read) {
        rows = read;
    }

    @Override
    public synchronized void report(String step, long done, long total) {
        if (stopped) {
            throw new CancelledException();
        }
        Instant now = clock.instant();
        if (start.isEmpty()) {
            start = Optional.of(now);
        }
        if (last.plusMillis(100).isBefore(now) || done >= total) {
            last = now;
            String words = line(step, done, total, rows, Duration.between(start.get(), now));
            double part = total > 0 ? (double) done / (double) total : -1;
            tell.accept(() -> {
                line.set(words);
                share.set(part);
            });
        }
    }

    static String line(String step, long done, long total, long rows, Duration since) {
        if (total <= 0 || done == 0) {
            return step;
        }
        double seconds = since.toMillis() / 1000.0;
        String bytes = Strings.of("sources.reading.bytes", step, mega(done), mega(total), Spoken.number(rows));
        if (seconds < 1 || done >= total) {
            return bytes;
        }
        double rate = (double) done / seconds;
        long left = (long) Math.ceil((double) (total - done) / rate);
        return bytes
                + Strings.of(
                        "sources.reading.rate",
                        mega(rate),
                        Spoken.number(Math.round((double) rows / seconds)),
                        left(left));
    }

    private static String left(long seconds) {
        return seconds < 120
                ? Strings.of("sources.reading.seconds", seconds)
                : Strings.of("sources.reading.minutes", (seconds + 30) / 60);
    }

    private static String mega(double bytes) {
        return Spoken.decimal(bytes / MEGA);
    }
}
