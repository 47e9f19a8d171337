package org.countersign.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.evidence.SignedHeads.Signed;
import org.countersign.ledger.Ledger;
import org.countersign.work.Progress;
import org.countersign.workspace.Workspace;

/// Use case: recomputes every hash of the ledger, and looks whether the heads that owners signed are still in it.
public final class VerifyLedger {
    private final Workspace workspace;
    private final Ledger ledger;

    /// Reads `workspace`.
    public VerifyLedger(Workspace workspace, Ledger ledger) {
        this.workspace = workspace;
        this.ledger = ledger;
    }

    /// What it found.
    ///
    /// @param verdict of the chain in itself, as far as it was walked
    /// @param length how many events there are
    /// @param stopped whether somebody stopped it, so that the rest was not walked and no head was looked for
    /// @param heads that were signed
    /// @param lost those of them that are not in the chain
    public record Outcome(Ledger.Verdict verdict, long length, boolean stopped, List<Signed> heads, List<Lost> lost) {
        /// Copies the lists.
        public Outcome {
            heads = List.copyOf(heads);
            lost = List.copyOf(lost);
        }

        /// Whether everything was looked at, and nothing is against it.
        public boolean holds() {
            return verdict instanceof Ledger.Verdict.Holds && !stopped && lost.isEmpty();
        }

        /// The first event that is known to be wrong, by the chain in itself or by what was signed of it.
        public Optional<Ledger.Verdict.Broken> first() {
            Stream<Ledger.Verdict.Broken> chain =
                    verdict instanceof Ledger.Verdict.Broken broken ? Stream.of(broken) : Stream.empty();
            Stream<Ledger.Verdict.Broken> signed = lost.stream()
                    .map(one -> new Ledger.Verdict.Broken(
                            one.first(), one.first() > length ? Ledger.Why.MISSING : Ledger.Why.REPLACED));
            return Stream.concat(signed, chain).min(Comparator.comparingLong(Ledger.Verdict.Broken::seq));
        }
    }

    /// A head that was signed and is not in the chain.
    ///
    /// @param first the number of the first event that is not what it was when that was signed
    public record Lost(Signed signed, long first) {}

    /// Verifies; where `progress` stops it, as far as it has come.
    public Outcome run(Progress progress) {
        return workspace.read(tx -> {
            long length = ledger.head(tx).seq();
            Ledger.Verdict verdict = ledger.walk(tx, progress);
            boolean walked = !(verdict instanceof Ledger.Verdict.Holds(Ledger.Head head) && head.seq() < length);
            List<Signed> heads = walked ? SignedHeads.of(tx) : List.of();
            return new Outcome(
                    verdict,
                    length,
                    !walked,
                    heads,
                    heads.stream()
                            .filter(one -> !one.head()
                                    .filter(head -> ledger.holds(tx, head))
                                    .isPresent())
                            .map(one -> new Lost(one, SignedHeads.firstOther(tx, one)))
                            .toList());
        });
    }
}
