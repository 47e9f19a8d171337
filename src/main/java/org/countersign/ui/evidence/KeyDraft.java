package org.countersign.ui.evidence;

import java.util.Arrays;
import java.util.Optional;
import org.countersign.text.Strings;

/// A new key to be.
///
/// @param again the passphrase a second time
public record KeyDraft(String file, String name, String address, char[] passphrase, char[] again) {
    /// Whoever has the file can try as many passphrases as they like.
    private static final int SHORTEST = 12;

    void wipe() {
        Arrays.fill(passphrase, '\0');
        Arrays.fill(again, '\0');
    }

    /// What stands against it; empty where nothing does.
    Optional<String> against() {
        String key = name.isBlank()
                ? "evidence.key.noName"
                : file.isBlank()
                        ? "evidence.key.noNewFile"
                        : passphrase.length < SHORTEST
                                ? "evidence.key.short"
                                : Arrays.equals(passphrase, again) ? "" : "evidence.key.differ";
        return key.isEmpty() ? Optional.empty() : Optional.of(Strings.of(key));
    }
}
