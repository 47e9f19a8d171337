package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.countersign.text.CanonicalJson;

/// The figures of a campaign over its whole population; every item is in exactly one of the last six.
///
/// @param unsigned decided items whose decision is not signed yet: they do not count
/// @param independence items that the person themselves decides or has decided, because nobody else was
/// there
public record Figures(
        int items,
        int unsigned,
        int independence,
        int approved,
        int approvedUntil,
        int revoked,
        int covered,
        int dontKnow,
        int open) {
    /// Counts a population.
    public static Figures of(List<ItemState> items) {
        var counter = new Counter();
        items.forEach(counter::add);
        return counter.figures();
    }

    /// Counts items as they come, so that none needs to stay in memory.
    static final class Counter {
        private final int[] said = new int[Verdict.values().length];
        private int items;
        private int unsigned;
        private int covered;
        private int open;
        private int independence;

        void add(ItemState state) {
            items++;
            independence += bySelf(state) ? 1 : 0;
            if (state.decision().isPresent()) {
                said[state.decision().get().verdict().ordinal()]++;
                unsigned += state.signed() ? 0 : 1;
            } else if (state.covered()) {
                covered++;
            } else {
                open++;
            }
        }

        Figures figures() {
            return new Figures(
                    items,
                    unsigned,
                    independence,
                    said[Verdict.APPROVE.ordinal()],
                    said[Verdict.APPROVE_UNTIL.ordinal()],
                    said[Verdict.REVOKE.ordinal()],
                    covered,
                    said[Verdict.DONT_KNOW.ordinal()],
                    open);
        }
    }

    /// Whoever has answered counts: where a deputy did, the person themself did not. Until then, whom it waits for.
    private static boolean bySelf(ItemState state) {
        boolean said = state.decision()
                .filter(made -> state.item().isAbout(made.reviewer()))
                .isPresent();
        boolean answered = state.decision()
                .filter(made -> made.verdict() != Verdict.DONT_KNOW)
                .isPresent();
        return said || !answered && state.item().line().has("independence");
    }

    /// Approved, approved until, revoked and covered together.
    public int decided() {
        return approved + approvedUntil + revoked + covered;
    }

    /// Nothing is left to say.
    public boolean complete() {
        return open + dontKnow == 0;
    }

    /// As `campaign status --format json` prints it.
    public ObjectNode json() {
        return CanonicalJson.object()
                .put("items", items)
                .put("decided", decided())
                .put("open", open + dontKnow)
                .put("unsigned", unsigned)
                .put("approve", approved)
                .put("approveUntil", approvedUntil)
                .put("revoke", revoked)
                .put("covered", covered)
                .put("dontKnow", dontKnow)
                .put("independenceExceptions", independence);
    }
}
