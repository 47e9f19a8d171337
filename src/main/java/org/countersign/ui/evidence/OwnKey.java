package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.security.cert.X509Certificate;

/// A key file that was opened or made in this window, without its secret.
public record OwnKey(Path file, X509Certificate certificate) {
    /// In words.
    SignerFacts facts() {
        return SignerFacts.of(certificate);
    }
}
