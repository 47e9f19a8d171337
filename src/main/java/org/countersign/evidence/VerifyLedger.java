package org.countersign.evidence;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.countersign.evidence.SignedHeads.Signed;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;
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
    public record Outcome(Ledger.Verdict verdict, long length, boolean stopped, List<Signed> heads, List<Signed> lost) {
        /// Copies the lists.
        public Outcome {
            heads = List.copyOf(heads);
            lost = List.copyOf(lost);
        }

        /// Whether everything was looked at, and nothing is against it.
        public boolean holds() {
            return verdict instanceof Ledger.Verdict.Holds && !stopped && lost.isEmpty();
        }
    }

    /// Verifies; where `progress` stops it, as far as it has come.
    public Outcome run(Progress progress) {
        return workspace.read(tx -> {
            long length = ledger.head(tx).seq();
            Ledger.Verdict verdict = ledger.walk(tx, progress);
            return switch (verdict) {
                case Ledger.Verdict.Broken _ -> new Outcome(verdict, length, false, List.of(), List.of());
                case Ledger.Verdict.Holds holds
                when holds.head().seq() < length -> new Outcome(verdict, length, true, List.of(), List.of());
                case Ledger.Verdict.Holds _ -> {
                    List<Signed> heads = SignedHeads.of(tx);
                    yield new Outcome(
                            verdict,
                            length,
                            false,
                            heads,
                            heads.stream()
                                    .filter(one -> !within(tx, one.head()))
                                    .toList());
                }
            };
        });
    }

    private static boolean within(Transaction tx, Optional<Ledger.Head> head) {
        return head.filter(one -> new LedgerStore(tx)
                        .at(one.seq())
                        .map(Event::hash)
                        .filter(hash -> HexFormat.of().formatHex(hash).equals(one.hash()))
                        .isPresent())
                .isPresent();
    }
}
