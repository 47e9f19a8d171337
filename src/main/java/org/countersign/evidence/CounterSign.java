package org.countersign.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.evidence.DocumentVerification.DocumentSigner;
import org.countersign.evidence.Verification.Check;
import org.countersign.text.Formats;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;

/// Use case: one more person signs a report that its campaign's owner has signed, as a board or an auditor does.
///
/// It needs no workspace. The bundle keeps the report as its owner signed it; who counter-signs gets a document of
/// their own.
public final class CounterSign {
    private final AttestationMaker maker;
    private final Clock clock;

    /// @param maker reads and signs the document
    public CounterSign(AttestationMaker maker, Clock clock) {
        this.maker = maker;
        this.clock = clock;
    }

    /// The document with one signature more.
    ///
    /// @param before who had signed it, as their certificates say: nobody was asked whether to trust them
    /// @param level of the new one
    /// @param notes why there is no timestamp where one was asked for
    public record Outcome(byte[] document, List<DocumentSigner> before, SignatureLevel level, List<String> notes) {
        /// Copies all three.
        public Outcome {
            document = document.clone();
            before = List.copyOf(before);
            notes = List.copyOf(notes);
        }

        /// How many signatures it has now.
        public int signatures() {
            return before.size() + 1;
        }

        @Override
        public byte[] document() {
            return document.clone();
        }
    }

    /// Whether the document that is signed is written over another file than the report.
    ///
    /// @throws RefusedException where both are one
    public static void requireOther(Path report, Path out) throws RefusedException {
        try {
            if (Files.exists(out) && Files.isSameFile(report, out)) {
                throw new RefusedException(
                        Formats.visible(out.toString()),
                        "This is the report itself, which stays as its owner signed it.",
                        "Name another file for the one that you sign.");
            }
        } catch (IOException e) {
            throw new RefusedException(Formats.visible(out.toString()), "The file cannot be looked at.", "");
        }
    }

    /// Signs.
    ///
    /// @param place of the document, for messages
    /// @param proofs who stamps the time, if anybody; lists go into a bundle, and not into a report
    /// @throws RefusedException where the document is not what was signed, is a draft, has no room, or has this
    ///     signer's signature already
    public Outcome run(String place, byte[] document, SigningKey key, Proofs proofs) throws RefusedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SignAsReviewer.checkValid(key, now);
        if (!VerifyDocument.isDocument(document)) {
            throw new RefusedException(
                    place, "This is not a PDF.", "Name the report: attestation.pdf of a bundle, or what report wrote.");
        }
        DocumentVerification before = new VerifyDocument(maker).run(document, List.of());
        Optional<String> fault = before.checks().stream()
                .flatMap(check -> check.faults().stream())
                .findFirst();
        if (fault.isPresent()) {
            throw new RefusedException(
                    place,
                    (before.signers().isEmpty()
                                    ? "There is nothing to counter-sign: "
                                    : "This is not what was signed: ")
                            + fault.get(),
                    "Take the report as its campaign's owner signed it.");
        }
        String fingerprint = SigningKey.fingerprint(key.certificate());
        if (before.signers().stream().anyMatch(signer -> signer.fingerprint().equals(fingerprint))) {
            throw new RefusedException(place, key.address() + " has signed this document already.", "");
        }
        var notes = new ArrayList<String>();
        var level = new ArrayList<SignatureLevel>();
        byte[] signed = maker.counterSigned(place, document, key, now, p7s -> {
            byte[] stamped = stamped(p7s, proofs, notes);
            level.add(SignatureLevel.of(stamped));
            return stamped;
        });
        DocumentVerification after = new VerifyDocument(maker).run(signed, List.of());
        // Anybody may have made the document.
        if (!after.checks().stream().allMatch(Check::holds)) {
            throw new RefusedException(
                    place,
                    "A signature cannot be put into this document without changing it.",
                    "Take the report as its campaign's owner signed it.");
        }
        return new Outcome(signed, before.signers(), level.getFirst(), notes);
    }

    private static byte[] stamped(byte[] p7s, Proofs proofs, List<String> notes) {
        if (proofs.progress().stopped()) {
            throw new CancelledException();
        }
        if (proofs.authority().isEmpty()) {
            return p7s;
        }
        try {
            return Cades.stamped(p7s, proofs.authority().get(), proofs.progress());
        } catch (RefusedException e) {
            notes.add("Signed without a timestamp (level B-B): " + e.place() + ": " + e.reason());
            return p7s;
        }
    }
}
