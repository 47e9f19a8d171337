package org.countersign.snapshot;

import java.util.Locale;
import java.util.Optional;
import org.countersign.text.Formats;

/// A snapshot with more than a fifth fewer accounts or memberships than the one before: a filtered export looks
/// like that.
///
/// @param accounts whether accounts are fewer; else memberships are
public record Shrinkage(boolean accounts, long before, long now, long number) {
    static Optional<Shrinkage> between(Snapshot before, Snapshot now) {
        if (fewer(before.accounts(), now.accounts())) {
            return Optional.of(new Shrinkage(true, before.accounts(), now.accounts(), before.number()));
        }
        return fewer(before.memberships(), now.memberships())
                ? Optional.of(new Shrinkage(false, before.memberships(), now.memberships(), before.number()))
                : Optional.empty();
    }

    private static boolean fewer(long before, long now) {
        return before > 0 && now * 5 < before * 4;
    }

    /// How many hundredths are missing.
    public long percent() {
        return 100 - now * 100 / before;
    }

    /// How many are missing.
    public long fewer() {
        return before - now;
    }

    String sentence() {
        return String.format(
                Locale.ENGLISH,
                "%s instead of %,d in snapshot %d: %d %% fewer. A filtered export looks like this, and"
                        + " so does a mass deletion.",
                Formats.counted(now, accounts ? "account" : "membership"),
                before,
                number,
                percent());
    }
}
