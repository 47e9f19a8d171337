package org.countersign.campaign.queue;

import java.util.Arrays;
import org.countersign.campaign.ItemFlags;
import org.countersign.campaign.Verdict;

/// One reviewer's items in a campaign: of each a number and two bytes, so that a million of them are counted and gone
/// through in a few milliseconds. Items are named by their place in it, from 0, in the order of the campaign.
///
/// Holds everything that is theirs now, what waits for those whom they answer for, and what they passed on by a don't
/// know that nobody has answered yet. Changes
/// by [#take] alone; on one thread.
public final class Queue {
    /// Nothing.
    public static final Queue NONE = new Queue(new int[0], new byte[0], new byte[0]);

    private static final int VERDICT = 7;
    private static final int THEIRS = 8;
    private static final int BY_THEM = 16;
    private static final int SIGNED = 32;
    private static final int COVERED = 64;
    private static final int DELEGATED = 128;

    private final int[] numbers;
    private final byte[] flags;
    private final byte[] states;

    /// @param numbers rising
    Queue(int[] numbers, byte[] flags, byte[] states) {
        this.numbers = numbers;
        this.flags = flags;
        this.states = states;
    }

    /// Items with their [ItemFlags], of which nothing is said yet but this.
    ///
    /// @param numbers rising
    public static Queue of(int[] numbers, byte[] flags, Iterable<State> said) {
        var queue = new Queue(numbers.clone(), flags.clone(), new byte[numbers.length]);
        queue.take(said);
        return queue;
    }

    /// What is said of an item now.
    ///
    /// @param theirs whether it is the reviewer's turn
    /// @param verdict as [Verdict#name()]; empty while there is none
    /// @param byThem whether the reviewer said it
    /// @param covered whether its account is revoked
    /// @param delegated whether it is theirs because they answer for somebody who is away
    public record State(
            int number,
            boolean theirs,
            String verdict,
            boolean byThem,
            boolean signed,
            boolean covered,
            boolean delegated) {
        /// Of one's own.
        public State(int number, boolean theirs, String verdict, boolean byThem, boolean signed, boolean covered) {
            this(number, theirs, verdict, byThem, signed, covered, false);
        }

        byte packed() {
            int said = verdict.isEmpty() ? 0 : Verdict.valueOf(verdict).ordinal() + 1;
            return (byte) (said
                    | (theirs ? THEIRS : 0)
                    | (byThem ? BY_THEM : 0)
                    | (signed ? SIGNED : 0)
                    | (covered ? COVERED : 0)
                    | (delegated ? DELEGATED : 0));
        }
    }

    /// How many there are.
    public int size() {
        return numbers.length;
    }

    /// The number of the item at a place.
    public int number(int place) {
        return numbers[place];
    }

    /// The place of a number; negative where it is not here.
    public int place(int number) {
        return Arrays.binarySearch(numbers, number);
    }

    /// Takes what was said of items; of those that are elsewhere, nothing.
    public void take(Iterable<State> said) {
        for (State state : said) {
            int place = place(state.number());
            if (place >= 0) {
                states[place] = state.packed();
            }
        }
    }

    /// Whether this reviewer must still say something. What they passed on by don't know is somebody else's.
    public boolean waits(int place) {
        int said = states[place] & VERDICT;
        return (states[place] & THEIRS) != 0
                && (said == 0 ? (states[place] & COVERED) == 0 : said == Verdict.DONT_KNOW.ordinal() + 1);
    }

    /// What was said, as [Verdict#name()]; empty while nothing was.
    public String verdict(int place) {
        int said = states[place] & VERDICT;
        return said == 0 ? "" : Verdict.values()[said - 1].name();
    }

    /// Whether revoking its account answers it.
    public boolean covered(int place) {
        return (states[place] & VERDICT) == 0 && (states[place] & COVERED) != 0;
    }

    /// Whether it is theirs because they answer for somebody who is away.
    public boolean delegated(int place) {
        return (states[place] & DELEGATED) != 0;
    }

    /// Whether this reviewer said something that a signature would cover.
    public boolean unsigned(int place) {
        return (states[place] & VERDICT) != 0 && (states[place] & BY_THEM) != 0 && (states[place] & SIGNED) == 0;
    }

    /// Whether it is new or changed since the last signed review.
    public boolean changed(int place) {
        return has(place, ItemFlags.CHANGED);
    }

    /// Whether something was found on it.
    public boolean found(int place) {
        return has(place, ItemFlags.FOUND);
    }

    /// Whether it may be part of a batch now.
    public boolean batchable(int place) {
        return waits(place) && !has(place, ItemFlags.ALONE);
    }

    private boolean has(int place, int flag) {
        return (flags[place] & flag) != 0;
    }

    /// Counts everything.
    public Tally tally() {
        var verdicts = new int[Verdict.values().length + 1];
        int covered = 0;
        int waiting = 0;
        int unsigned = 0;
        int changed = 0;
        int found = 0;
        for (int place = 0; place < numbers.length; place++) {
            boolean waits = waits(place);
            verdicts[states[place] & VERDICT]++;
            covered += covered(place) ? 1 : 0;
            waiting += waits ? 1 : 0;
            unsigned += unsigned(place) ? 1 : 0;
            changed += waits && changed(place) ? 1 : 0;
            found += waits && found(place) ? 1 : 0;
        }
        return new Tally(
                numbers.length,
                verdicts[Verdict.APPROVE.ordinal() + 1],
                verdicts[Verdict.APPROVE_UNTIL.ordinal() + 1],
                verdicts[Verdict.REVOKE.ordinal() + 1],
                covered,
                verdicts[Verdict.DONT_KNOW.ordinal() + 1],
                waiting,
                unsigned,
                changed,
                found);
    }

    /// The figures of a queue.
    ///
    /// @param covered answered by revoking their account
    /// @param waiting for this reviewer
    /// @param unsigned what this reviewer said, and has not signed
    /// @param changed new or changed ones that wait
    /// @param found ones that wait, with something found on them
    public record Tally(
            int items,
            int approved,
            int approvedUntil,
            int revoked,
            int covered,
            int dontKnow,
            int waiting,
            int unsigned,
            int changed,
            int found) {
        /// Approved, approved until, revoked and covered together.
        public int decided() {
            return approved + approvedUntil + revoked + covered;
        }

        /// Nobody has said anything of them.
        public int open() {
            return items - decided() - dontKnow;
        }
    }
}
