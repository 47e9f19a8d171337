package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.evidence.CanonicalZip.NotCanonicalException;
import org.countersign.evidence.Verification.Check;
import org.countersign.ledger.Ledger;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: verifies an export of a ledger without a workspace, and, where there is one, whether its ledger goes on
/// from
/// that export.
public final class VerifyLedgerExport {
    private static final Set<String> PLAIN =
            Set.of("mimetype", "events.ndjson", "events.head", "ledger.json", "VERIFY.md", "VERIFY.sh");
    private static final Set<String> OF_SIGNATURE =
            Set.of("certs/001.pem", AsicManifest.name(1), AsicManifest.signatureName(1));

    private VerifyLedgerExport() {}

    /// What was found.
    ///
    /// @param head to which the file leads; (0, zeros) where it cannot be read
    /// @param signer who signed it; empty where nobody did
    /// @param trusted whether the signer is, or is issued by, a certificate of the auditor's own
    public record Outcome(List<Check> checks, Ledger.Head head, Optional<X509Certificate> signer, boolean trusted) {
        /// Copies the list.
        public Outcome {
            checks = List.copyOf(checks);
        }

        /// Whether nothing is against it.
        public boolean holds() {
            return checks.stream().allMatch(Check::holds);
        }
    }

    /// Verifies.
    ///
    /// @param trust the auditor's certificates; empty = who signed is as the file says
    public static Outcome run(byte[] export, List<X509Certificate> trust) {
        Map<String, byte[]> files;
        try {
            files = CanonicalZip.read(export);
        } catch (NotCanonicalException e) {
            return new Outcome(
                    List.of(new Check("the file", "", List.of(String.valueOf(e.getMessage())))),
                    new Ledger.Head(0, "0".repeat(64)),
                    Optional.empty(),
                    false);
        }
        var checks = new ArrayList<Check>();
        checks.add(names(files));
        LedgerLines.Walked walked = LedgerLines.walk(files.getOrDefault("events.ndjson", new byte[0]));
        checks.add(chain(files, walked));
        Optional<Cades.Signature> signature = Optional.empty();
        if (files.containsKey(AsicManifest.name(1))) {
            var faults = new ArrayList<String>();
            signature = signature(files, trust, faults);
            checks.add(new Check("the signature", "1 signature", faults));
        }
        return new Outcome(
                checks,
                walked.head(),
                signature.map(Cades.Signature::certificate),
                signature
                        .filter(one -> !trust.isEmpty() && TrustCheck.trusted(one, trust))
                        .isPresent());
    }

    private static Check names(Map<String, byte[]> files) {
        var faults = new ArrayList<String>();
        var wanted = new HashSet<>(PLAIN);
        boolean signed = files.keySet().stream().anyMatch(OF_SIGNATURE::contains);
        if (signed) {
            wanted.addAll(OF_SIGNATURE);
        }
        wanted.stream()
                .filter(name -> !files.containsKey(name))
                .sorted()
                .forEach(name -> faults.add(name + " is missing."));
        files.keySet().stream()
                .filter(name -> !wanted.contains(name))
                .sorted()
                .forEach(name ->
                        faults.add("A file of this name does not belong in an export of a ledger: " + name + "."));
        String type = signed ? BundleFiles.MIMETYPE : ExportLedger.UNSIGNED;
        if (!new String(files.getOrDefault("mimetype", new byte[0]), StandardCharsets.US_ASCII).equals(type)) {
            faults.add(
                    signed ? "mimetype is not that of ASiC-E." : "A signature was taken out: mimetype tells of one.");
        }
        faults.addAll(Guides.faults(files, "ledger/"));
        return new Check("the file", Formats.counted(files.size(), "file"), faults);
    }

    private static Check chain(Map<String, byte[]> files, LedgerLines.Walked walked) {
        var faults = new ArrayList<String>();
        walked.fault().ifPresent(faults::add);
        Optional<Ledger.Head> told = Ledger.Head.parse(files.getOrDefault("events.head", new byte[0]));
        if (faults.isEmpty() && told.filter(walked.head()::equals).isEmpty()) {
            faults.add("The events do not lead to events.head: an event was changed, added or left out.");
        }
        return new Check(
                "the chain",
                Formats.counted(walked.leaves().size(), "event") + ", " + Formats.number(walked.shown())
                        + " of them whole",
                faults);
    }

    private static Optional<Cades.Signature> signature(
            Map<String, byte[]> files, List<X509Certificate> trust, List<String> faults) {
        byte[] bytes = files.getOrDefault(AsicManifest.name(1), new byte[0]);
        Optional<AsicManifest> manifest = AsicManifest.parse(bytes);
        var covered = new TreeMap<>(files);
        covered.keySet().removeAll(List.of("mimetype", AsicManifest.name(1), AsicManifest.signatureName(1)));
        if (manifest.isEmpty() || !manifest.get().equals(AsicManifest.over(1, covered))) {
            faults.add("The files are not what was signed.");
        }
        try {
            Cades.Signature signature =
                    Cades.verify(bytes, files.getOrDefault(AsicManifest.signatureName(1), new byte[0]));
            if (!Arrays.equals(
                    files.get("certs/001.pem"),
                    SigningKey.pem(signature.certificate()).getBytes(StandardCharsets.US_ASCII))) {
                faults.add("certs/001.pem is not the certificate that signed.");
            }
            if (!trust.isEmpty() && !TrustCheck.trusted(signature, trust)) {
                faults.add("The certificate of the signer is not, and is not issued by, one that you trust.");
            }
            return Optional.of(signature);
        } catch (BadSignatureException e) {
            faults.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// Whether the ledger of a workspace is, up to the head of an export, the one that was exported.
    ///
    /// @return the first event that is another or not there; empty where it goes on from the export
    /// @throws RefusedException where the file is no export that holds
    public static Optional<Ledger.Verdict.Broken> against(byte[] export, Workspace workspace) throws RefusedException {
        try {
            LedgerLines.Walked walked =
                    LedgerLines.walk(CanonicalZip.read(export).getOrDefault("events.ndjson", new byte[0]));
            return workspace.read(tx -> first(tx, walked.leaves()));
        } catch (NotCanonicalException e) {
            throw new RefusedException("", String.valueOf(e.getMessage()), "Name an export of a ledger.");
        }
    }

    private static Optional<Ledger.Verdict.Broken> first(Transaction tx, List<byte[]> leaves) {
        var other = LedgerLines.firstOther(tx, leaves);
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ledger.Verdict.Broken(other.getAsLong(), Ledger.Why.REPLACED));
    }

    /// `SHA-256` of an export, as its event in the ledger tells it.
    public static String digest(byte[] export) {
        return Sha256.hex(export);
    }
}
