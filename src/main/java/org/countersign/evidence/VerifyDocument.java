package org.countersign.evidence;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.evidence.AttestationMaker.Inspected;
import org.countersign.evidence.DocumentVerification.DocumentSigner;
import org.countersign.evidence.Standing.Revocation;
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
        return run(document, trust, Map.of());
    }

    /// The same, with certificates that whoever verifies knows to be taken back: nobody stands behind what one of them
    /// signed, unless a timestamp proves that it was before.
    ///
    /// @param known from when, by fingerprint
    public DocumentVerification run(byte[] document, List<X509Certificate> trust, Map<String, Instant> known) {
        Inspected inspected = pdf.inspect(document);
        var signatureFaults = new ArrayList<>(inspected.signatureFaults());
        List<DocumentSigner> signers = inspected.signatures().stream()
                .map(one -> signer(one, trust, known, signatureFaults))
                .toList();
        var checks = new ArrayList<Check>();
        checks.add(new Check(
                English.of("verify.document.signatures"),
                Formats.counted(inspected.signatures().size(), "signature"),
                signatureFaults));
        checks.add(new Check(
                English.of("verify.document.end"),
                Formats.number(document.length) + " bytes",
                inspected.changeFaults()));
        checks.add(new Check(
                English.of("verify.document.decisions"),
                Formats.counted(inspected.decisions(), "decision"),
                inspected.contentFaults()));
        List<String> strangers = inspected.signatures().stream()
                .filter(one -> !trust.isEmpty() && !TrustCheck.trusted(one, trust))
                .map(one -> SigningKey.fingerprint(one.certificate()))
                .collect(Collectors.toCollection(ArrayList::new));
        signers.stream()
                .filter(one -> one.standing().revocation() instanceof Revocation.From from
                        && from.before().isEmpty())
                .map(DocumentSigner::fingerprint)
                .forEach(strangers::add);
        return new DocumentVerification(checks, signers, !trust.isEmpty(), strangers);
    }

    private static DocumentSigner signer(
            Cades.Signature one, List<X509Certificate> trust, Map<String, Instant> known, List<String> faults) {
        String fingerprint = SigningKey.fingerprint(one.certificate());
        List<String> addresses = SigningKey.addresses(one.certificate());
        String address = addresses.isEmpty() ? "" : addresses.getFirst();
        Standing standing = new Standings(trust, List.of(), List.of(), known)
                .of(new Signer(fingerprint, "", "", address), one, Optional.empty(), faults, new ArrayList<>());
        return new DocumentSigner(SigningKey.nameOf(one.certificate()), address, fingerprint, standing);
    }
}
