package org.countersign.ui.evidence;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import org.countersign.ui.task.Background;

/// Work with a key and its passphrase: one at a time, tries are counted, and passphrases are wiped whatever comes of
/// it.
final class KeyOpening {
    private final Background slow;
    private final IntegerProperty running;
    private boolean opening;
    private int tries;

    /// @param running counts what is under way
    KeyOpening(Background slow, IntegerProperty running) {
        this.slow = slow;
        this.running = running;
    }

    /// Does it, unless one is open already.
    ///
    /// @param failed gets what stands against it
    void run(Callable<OwnKey> work, Consumer<OwnKey> done, Consumer<String> failed, char[]... secrets) {
        if (opening) {
            wipe(secrets);
            return;
        }
        opening = true;
        running.set(running.get() + 1);
        slow.run(
                () -> {
                    try {
                        return work.call();
                    } finally {
                        wipe(secrets);
                    }
                },
                key -> {
                    settled();
                    tries = 0;
                    done.accept(key);
                },
                failure -> {
                    settled();
                    tries += KeyWords.isWrongPassphrase(failure) ? 1 : 0;
                    failed.accept(KeyWords.said(failure, tries));
                });
    }

    private void settled() {
        opening = false;
        running.set(running.get() - 1);
    }

    private static void wipe(char[]... secrets) {
        for (char[] secret : secrets) {
            Arrays.fill(secret, '\0');
        }
    }
}
