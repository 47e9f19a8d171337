package org.countersign.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that a test moves, whichever thread looks at it.
public final class HandClock extends Clock {
    private final AtomicReference<Instant> now;

    /// Stands at `now`, in UTC.
    public HandClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /// Moves on.
    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
