package org.countersign.evidence;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Opens the key that somebody names: a file, or a token by `pkcs11:CONFIG`.
public final class OpenKey {
    private static final String TOKEN = "pkcs11:";

    private OpenKey() {}

    /// Whether this names a token, whose secret is a PIN.
    public static boolean isToken(String named) {
        return named.strip().toLowerCase(Locale.ROOT).startsWith(TOKEN);
    }

    /// The key.
    ///
    /// @param named a PKCS#12 file, or `pkcs11:` and a configuration of SunPKCS11, `#` and a label where the token
    /// holds several keys
    /// @param secret password or PIN; not wiped here
    /// @throws RefusedException where it does not open, or is not fit for evidence
    public static SigningKey of(String named, char[] secret) throws RefusedException {
        String text = named.strip();
        try {
            if (!isToken(text)) {
                return KeyFile.open(Path.of(text), secret);
            }
            String rest = text.substring(TOKEN.length());
            int label = rest.lastIndexOf('#');
            return label < 0
                    ? Token.open(Path.of(rest), "", secret)
                    : Token.open(Path.of(rest.substring(0, label)), rest.substring(label + 1), secret);
        } catch (InvalidPathException e) {
            throw new RefusedException(Formats.visible(text), "This is no name of a file.", "Name a key file.");
        }
    }
}
