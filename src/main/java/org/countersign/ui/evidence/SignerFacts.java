package org.countersign.ui.evidence;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.evidence.SigningKey;

/// A certificate in words: whose, of what kind, until when.
///
/// @param fingerprint SHA-256, lower-case hex
public record SignerFacts(
        String name, List<String> addresses, String algorithm, Instant from, Instant until, String fingerprint) {
    private static final int GROUP = 8;

    /// Copies the list.
    public SignerFacts {
        addresses = List.copyOf(addresses);
    }

    static SignerFacts of(X509Certificate certificate) {
        return new SignerFacts(
                SigningKey.nameOf(certificate),
                SigningKey.addresses(certificate),
                algorithm(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                SigningKey.fingerprint(certificate));
    }

    private static String algorithm(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case ECPublicKey ec ->
                "EC P-" + ec.getParams().getCurve().getField().getFieldSize();
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            default -> certificate.getPublicKey().getAlgorithm();
        };
    }

    /// The fingerprint in eight groups, four a line: as `key show` prints it, so that both can be compared by eye.
    List<String> groups() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < fingerprint.length(); i += 4 * GROUP) {
            var line = new ArrayList<String>();
            for (int j = i; j < Math.min(i + 4 * GROUP, fingerprint.length()); j += GROUP) {
                line.add(fingerprint.substring(j, Math.min(j + GROUP, fingerprint.length())));
            }
            lines.add(String.join(" ", line));
        }
        return lines;
    }
}
