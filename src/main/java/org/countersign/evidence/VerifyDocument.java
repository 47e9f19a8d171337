package org.countersign.evidence;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.countersign.evidence.AttestationMaker.Inspected;
import org.countersign.evidence.DocumentVerification.DocumentSigner;
import org.countersign.evidence.Verification.Check;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// Use case: verifies a report by itself. pdfsig and others call a document valid that was drawn over after it was
/// signed
/// (evidence.md 1.6); this one asks what came after each signature.
public final class VerifyDocument {
    private final AttestationMaker pdf;

    /// @param pdf reads the document
    public VerifyDocument(AttestationMaker pdf) {
        this.pdf = pdf;
    }

    /// Whether the bytes call themselves a PDF (ISO 32000-1, 7.5.2).
    public static boolean isDocument(byte[] bytes) {
        return bytes.length > 5
                && bytes[0] == '%'
                && bytes[1] == 'P'
                && bytes[2] == 'D'
                && bytes[3] == 'F'
                && bytes[4] == '-';
    }

    /// Verifies.
    ///
    /// @param trust the auditor's certificates; empty = whether it is whole alone
    public DocumentVerification run(byte[] document, List<X509Certificate> trust) {
        Inspected inspected = pdf.inspect(document);
        var checks = new ArrayList<Check>();
        checks.add(new Check(
                English.of("verify.document.signatures"),
                Formats.counted(inspected.signatures().size(), "signature"),
                inspected.signatureFaults()));
        checks.add(new Check(
                English.of("verify.document.end"),
                Formats.number(document.length) + " bytes",
                inspected.changeFaults()));
        checks.add(new Check(
                English.of("verify.document.decisions"),
                Formats.counted(inspected.decisions(), "decision"),
                inspected.contentFaults()));
        var signers = new ArrayList<DocumentSigner>();
        var strangers = new ArrayList<String>();
        for (Cades.Signature one : inspected.signatures()) {
            String fingerprint = SigningKey.fingerprint(one.certificate());
            List<String> addresses = SigningKey.addresses(one.certificate());
            signers.add(new DocumentSigner(
                    SigningKey.nameOf(one.certificate()),
                    addresses.isEmpty() ? "" : addresses.getFirst(),
                    fingerprint));
            if (!trust.isEmpty() && !TrustCheck.trusted(one, trust)) {
                strangers.add(fingerprint);
            }
        }
        return new DocumentVerification(checks, signers, !trust.isEmpty(), strangers);
    }
}
