package org.countersign.evidence;

import java.util.List;
import java.util.stream.Stream;
import org.countersign.evidence.Verification.Check;

/// What a verification of a report by itself found, without the bundle that it belongs to.
///
/// @param signers in the order in which they signed
/// @param named whether the auditor said whom to trust
/// @param strangers fingerprints of signers whom none of the auditor's certificates stands behind
public record DocumentVerification(
        List<Check> checks, List<DocumentSigner> signers, boolean named, List<String> strangers) {
    /// Copies the lists.
    public DocumentVerification {
        checks = List.copyOf(checks);
        signers = List.copyOf(signers);
        strangers = List.copyOf(strangers);
    }

    /// Who signed a document, as their certificate says.
    ///
    /// @param standing how far the time of the signature can be relied on
    public record DocumentSigner(String name, String address, String fingerprint, Standing standing) {}

    /// How far each signature's time can be relied on, in the same order.
    List<Standing> standings() {
        return signers.stream().map(DocumentSigner::standing).toList();
    }

    /// What a person may make of it.
    public enum Verdict {
        /// It is not what was signed.
        NOT_GENUINE,
        /// It is whole, and somebody signed whom the auditor does not trust.
        STRANGER,
        /// It is whole; the auditor did not say whom to trust.
        ASSERTED,
        /// It is what was signed by whom the auditor trusts.
        GENUINE
    }

    /// In one word.
    public Verdict verdict() {
        if (!checks.stream().allMatch(Check::holds)) {
            return Verdict.NOT_GENUINE;
        }
        if (!named) {
            return Verdict.ASSERTED;
        }
        return strangers.isEmpty() ? Verdict.GENUINE : Verdict.STRANGER;
    }

    /// Every reason against.
    public List<String> faults() {
        return Stream.concat(
                        checks.stream().flatMap(check -> check.faults().stream()),
                        strangers.stream()
                                .map(one -> "None of your certificates stands behind the signer whose certificate has"
                                        + " the SHA-256 " + one + "."))
                .toList();
    }
}
