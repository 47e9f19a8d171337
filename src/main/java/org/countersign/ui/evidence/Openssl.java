package org.countersign.ui.evidence;

import org.countersign.evidence.Signer;
import org.countersign.evidence.Verification;

/// How anybody checks the owner's signature without this program (VERIFY.md of each bundle says it whole).
final class Openssl {
    private Openssl() {}

    /// Lines for a shell; the owner's is the last signature.
    static String lines(Verified verified, Verification found) {
        String number =
                found.signers().isEmpty() ? "NNN" : digits(found.signers().getLast());
        String file = verified.file().getFileName().toString().matches("[A-Za-z0-9._-]+")
                ? verified.file().getFileName().toString()
                : "evidence.asice";
        return """
                unzip -q %s -d evidence
                cd evidence
                openssl cms -verify -binary -cades \\
                  -inform DER -in META-INF/signature%s.p7s \\
                  -content META-INF/ASiCManifest%s.xml \\
                  -CAfile ../TRUST.pem -no-CApath -no-CAstore \\
                  -partial_chain -no_check_time -purpose any \\
                  -out /dev/null
                """.formatted(file, number, number);
    }

    private static String digits(Signer signer) {
        String digits = signer.manifest().replaceAll("\\D", "");
        return digits.matches("\\d{3}") ? digits : "NNN";
    }
}
