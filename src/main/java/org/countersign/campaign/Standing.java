package org.countersign.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a campaign is, without an item of it in memory: as [Figures] counts, but for what only the items tell.
///
/// @param unsigned decided items whose decision is not signed yet
/// @param idle reviewers who have decided nothing of theirs
/// @param nobodys items that nobody is asked about
public record Standing(
        int items,
        int unsigned,
        int approved,
        int approvedUntil,
        int revoked,
        int covered,
        int dontKnow,
        int open,
        int idle,
        int nobodys) {
    /// So many items that stand alike.
    ///
    /// @param reviewer whom they wait for; empty where nobody is asked
    /// @param verdict what counts of what was said; empty where nothing was
    /// @param decidedBy who said it; empty where nobody did
    /// @param covered by a revoked account, where they have no verdict of their own
    record Alike(
            String reviewer, Optional<Verdict> verdict, String decidedBy, boolean signed, boolean covered, int items) {
        /// As [ItemState#answeredBy()].
        String answeredBy() {
            return verdict.filter(said -> said != Verdict.DONT_KNOW).isPresent() ? decidedBy : reviewer;
        }
    }

    static Standing of(List<Alike> all) {
        Map<String, Boolean> begun = new HashMap<>();
        var said = new int[Verdict.values().length];
        int items = 0;
        int unsigned = 0;
        int covered = 0;
        int open = 0;
        int nobodys = 0;
        for (Alike one : all) {
            items += one.items();
            if (one.reviewer().isEmpty()) {
                nobodys += one.items();
            } else {
                begun.merge(one.reviewer(), one.verdict().isPresent(), Boolean::logicalOr);
            }
            if (one.verdict().isPresent()) {
                said[one.verdict().get().ordinal()] += one.items();
                unsigned += one.signed() ? 0 : one.items();
            } else if (one.covered()) {
                covered += one.items();
            } else {
                open += one.items();
            }
        }
        int idle = (int) begun.values().stream().filter(any -> !any).count();
        return new Standing(
                items,
                unsigned,
                said[Verdict.APPROVE.ordinal()],
                said[Verdict.APPROVE_UNTIL.ordinal()],
                said[Verdict.REVOKE.ordinal()],
                covered,
                said[Verdict.DONT_KNOW.ordinal()],
                open,
                idle,
                nobodys);
    }

    /// Nothing is left to say.
    public boolean complete() {
        return open + dontKnow == 0;
    }

    /// Approved, approved until, revoked and covered together.
    public int decided() {
        return approved + approvedUntil + revoked + covered;
    }
}
