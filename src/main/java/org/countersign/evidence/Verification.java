package org.countersign.evidence;

import java.util.List;

/// What a verification found: each check with its figure, and every reason against.
///
/// @param trusted whether every signer is, or is issued by, a certificate of the auditor's own
/// @param campaign that the bundle says it is of; empty where it says none
/// @param signers as SIGNERS names them, the owner last: a CA in the trust lets anybody it knows sign, so who
/// did must be read
public record Verification(List<Check> checks, boolean trusted, String campaign, List<Signer> signers) {
    /// Copies the lists.
    public Verification {
        checks = List.copyOf(checks);
        signers = List.copyOf(signers);
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
