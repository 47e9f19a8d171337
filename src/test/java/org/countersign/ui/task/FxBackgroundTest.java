package org.countersign.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Without a toolkit: what happens as a window closes.
class FxBackgroundTest {
    @Test
    void whatIsAskedOfAClosedOneIsNotDoneAndIsNoFault() {
        var done = new AtomicBoolean();
        var background = FxBackground.own("closed");
        background.close();
        background.run(
                () -> {
                    done.set(true);
                    return true;
                },
                _ -> {},
                _ -> {});
        assertThat(done).isFalse();
    }
}
