package org.countersign.ui.evidence;

import java.security.cert.X509Certificate;
import java.util.List;
import org.countersign.text.Formats;

/// A key that was opened or made in this window, without its secret.
///
/// @param named its file, or `pkcs11:CONFIG`
public record OwnKey(String named, X509Certificate certificate) {
    /// Whose it is.
    public String holder() {
        return Formats.name(facts().name());
    }

    /// The addresses that it signs for.
    public List<String> addresses() {
        return facts().addresses();
    }

    /// In words.
    SignerFacts facts() {
        return SignerFacts.of(certificate);
    }
}
