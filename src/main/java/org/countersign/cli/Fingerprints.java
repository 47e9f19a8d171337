package org.countersign.cli;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;

/// Fingerprints as people read them out to each other: eight groups of eight.
final class Fingerprints {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{64}");

    private Fingerprints() {}

    static String grouped(String hex) {
        return Formats.groups(hex);
    }

    /// What somebody gave as `--trust`, with or without spaces and colons.
    static Optional<String> given(@Nullable String text) throws RefusedException {
        if (text == null) {
            return Optional.empty();
        }
        String hex = text.replaceAll("[\\s:]", "").toLowerCase(java.util.Locale.ROOT);
        if (!WHOLE.matcher(hex).matches()) {
            throw new RefusedException(
                    "--trust", "A fingerprint has 64 hexadecimal digits, in eight groups or without.", "");
        }
        return Optional.of(hex);
    }

    /// The question whether a certificate is somebody's.
    static String question(String role, String address, X509Certificate certificate, List<String> known) {
        return (known.isEmpty()
                        ? "This workspace does not know " + address + " yet, the " + role + "."
                        : "This workspace knows " + address + " by another certificate, " + grouped(known.getFirst())
                                + ".")
                + "\nIt is signed with a certificate of " + Formats.visible(SigningKey.nameOf(certificate)) + " <"
                + String.join(", ", SigningKey.addresses(certificate)) + ">, SHA-256\n"
                + grouped(SigningKey.fingerprint(certificate))
                + "\nAsk them for theirs by another way, by telephone say: anybody can make a key with any address.";
    }

    /// Where nobody has said yes.
    static RefusedException refused(String address, X509Certificate certificate) {
        return new RefusedException(
                address,
                "Nobody has said that this certificate is theirs; nothing was changed.",
                "If it is: --trust " + SigningKey.fingerprint(certificate));
    }
}
