package org.countersign.ui.evidence;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.OpenKey;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;

/// What a person reads of a key that does not open.
final class KeyWords {
    private KeyWords() {}

    /// The file that somebody typed or chose.
    static Path file(String typed) throws RefusedException {
        if (typed.isBlank()) {
            throw new RefusedException("", Strings.of("evidence.key.noFile"), "");
        }
        try {
            return Path.of(typed.strip());
        } catch (InvalidPathException e) {
            throw new RefusedException(Formats.visible(typed), Strings.of("evidence.key.noPath"), "");
        }
    }

    /// The key file or token that somebody named.
    static String key(String typed) throws RefusedException {
        return OpenKey.isToken(typed) ? typed.strip() : file(typed).toString();
    }

    static boolean isWrongPassphrase(Exception failure) {
        return failure instanceof RefusedException refused && refused.reason().equals(KeyFile.WRONG_PASSWORD);
    }

    /// @param tries with a wrong passphrase so far
    static String said(Exception failure, int tries) {
        return isWrongPassphrase(failure)
                ? Strings.count("evidence.key.wrong", tries)
                : Formats.visible(Failures.said(failure));
    }
}
