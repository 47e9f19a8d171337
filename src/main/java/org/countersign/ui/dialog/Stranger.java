package org.countersign.ui.dialog;

import java.security.cert.X509Certificate;
import java.util.List;
import org.countersign.evidence.SigningKey;

/// A certificate that nobody here knows yet.
///
/// @param owner whether it is said to be the campaign's owner's; else a reviewer's
/// @param address whose it is said to be
/// @param known by which others this address is known; none where it is new
public record Stranger(boolean owner, String address, X509Certificate certificate, List<String> known) {
    /// Copies the list.
    public Stranger {
        known = List.copyOf(known);
    }

    /// SHA-256 of the certificate, in hex.
    public String fingerprint() {
        return SigningKey.fingerprint(certificate);
    }
}
