package org.countersign.evidence;

import java.util.List;
import java.util.Optional;

/// What a verification found: each check with its figure, and every reason against.
///
/// @param trusted whether every signer is, or is issued by, a certificate of the auditor's own
/// @param campaign that the bundle says it is of; empty where it says none
/// @param signers as SIGNERS names them, the owner last: a CA in the trust lets anybody it knows sign, so who
/// did must be read
/// @param strangers addresses of signers whose certificate is not, and is not issued by, one of the auditor's own; none
/// where the auditor gave none
/// @param revoked addresses of signers whose certificate was revoked, where nothing shows that they signed before
/// @param standings what is known of each signature's time and certificate, as far as the signatures hold
/// @param reviewed what was reviewed; only where nothing is against the bundle but that its signers are strangers or
/// revoked
public record Verification(
        List<Check> checks,
        boolean trusted,
        String campaign,
        List<Signer> signers,
        List<String> strangers,
        List<String> revoked,
        List<Standing> standings,
        Optional<Reviewed> reviewed) {
    /// Copies the lists.
    public Verification {
        checks = List.copyOf(checks);
        signers = List.copyOf(signers);
        strangers = List.copyOf(strangers);
        revoked = List.copyOf(revoked);
        standings = List.copyOf(standings);
    }

    /// What a person may make of it.
    public enum Verdict {
        /// It is not what was signed.
        NOT_GENUINE,
        /// It is consistent in itself, and somebody signed with a certificate that was revoked.
        REVOKED,
        /// It is consistent in itself, and somebody signed whom the auditor does not trust.
        STRANGER,
        /// It is consistent in itself; the auditor did not say whom to trust.
        ASSERTED,
        /// It is what was signed, and items of it are open.
        INCOMPLETE,
        /// It is what was signed, and everything has an outcome.
        COMPLETE
    }

    /// In one word.
    public Verdict verdict() {
        if (reviewed.isEmpty()) {
            return Verdict.NOT_GENUINE;
        }
        if (!revoked.isEmpty()) {
            return Verdict.REVOKED;
        }
        if (!strangers.isEmpty()) {
            return Verdict.STRANGER;
        }
        if (!trusted) {
            return Verdict.ASSERTED;
        }
        return reviewed.get().complete() ? Verdict.COMPLETE : Verdict.INCOMPLETE;
    }

    /// One check.
    ///
    /// @param figure what was counted
    /// @param faults each one sentence; empty = it holds
    public record Check(String name, String figure, List<String> faults) {
        /// Copies the list.
        public Check {
            faults = List.copyOf(faults);
        }

        /// Whether it holds.
        public boolean holds() {
            return faults.isEmpty();
        }
    }

    /// Whether every check holds.
    public boolean genuine() {
        return checks.stream().allMatch(Check::holds);
    }

    /// Every reason against.
    public List<String> faults() {
        return checks.stream().flatMap(check -> check.faults().stream()).toList();
    }
}
