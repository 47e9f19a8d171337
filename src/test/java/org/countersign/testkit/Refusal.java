package org.countersign.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.work.RefusedException;

/// What a refusal has to be, whatever was refused: short, and with a reason.
public final class Refusal {
    /// As long as a message may be: twenty faults of a governance file.
    private static final int LONGEST = 8_000;

    private Refusal() {}

    /// Fails where it is none that a person can use.
    public static void check(RefusedException refused) {
        assertThat(refused.reason() + refused.place()).isNotBlank();
        assertThat(refused.getMessage()).hasSizeLessThan(LONGEST).doesNotContain("Exception");
    }
}
