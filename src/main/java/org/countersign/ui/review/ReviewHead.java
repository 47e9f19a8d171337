package org.countersign.ui.review;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.queue.Queue;
import org.countersign.campaign.queue.ReadQueue.Around;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;

/// What stands over the queue.
///
/// @param loaded whether there is a campaign at all
/// @param open whether anything can be decided
/// @param figures of this reviewer's items
/// @param unsigned decisions of this reviewer that a signature would cover
/// @param counts of each segment, in its order
/// @param lastDecision that undo would take back, in words
/// @param pace how long the rest takes at the pace of the last ones; empty where nothing was measured
public record ReviewHead(
        boolean loaded,
        boolean open,
        String title,
        String due,
        String subtitle,
        Queue.Tally figures,
        int unsigned,
        List<Integer> counts,
        Optional<String> lastDecision,
        String pace) {
    /// Before anything is read: it says nothing.
    static final ReviewHead UNREAD =
            new ReviewHead(false, false, "", "", "", Queue.NONE.tally(), 0, List.of(0, 0, 0, 0), Optional.empty(), "");

    /// From here on minutes are said.
    private static final long MINUTE = 60;

    /// Copies the list.
    public ReviewHead {
        counts = List.copyOf(counts);
    }

    static ReviewHead of(Optional<Campaign> campaign, Queue queue, Around around, ZoneId zone) {
        Queue.Tally tally = queue.tally();
        return new ReviewHead(
                campaign.isPresent(),
                campaign.filter(one -> one.state() == Campaign.State.OPEN).isPresent(),
                campaign.map(Campaign::title).orElse(Strings.of("review.none")),
                campaign.map(one -> one.state() == Campaign.State.OPEN
                                ? Strings.of("overview.due", Spoken.date(one.due()))
                                : Strings.of("campaign.state." + one.state().text()))
                        .orElse(""),
                campaign.map(one -> Strings.of("review.frozen", Spoken.at(one.asOf(), zone)))
                        .orElse(""),
                tally,
                tally.unsigned() + around.answered(),
                List.of(tally.changed(), tally.found(), tally.waiting(), tally.items() - tally.waiting()),
                around.last().map(made -> describe(made, around.lastLabel())),
                pace(around.pace(), tally.waiting()));
    }

    /// `about 12 s an item, 55 min in all`: shown, never used to push.
    private static String pace(long seconds, int waiting) {
        if (seconds == 0 || waiting == 0) {
            return "";
        }
        long rest = seconds * waiting;
        return Strings.of(
                "review.pace",
                seconds,
                rest < MINUTE
                        ? Strings.of("review.pace.seconds", rest)
                        : rest < MINUTE * MINUTE
                                ? Strings.of("review.pace.minutes", rest / MINUTE)
                                : Strings.of("review.pace.hours", rest / MINUTE / MINUTE, rest / MINUTE % MINUTE));
    }

    /// Items that wait for this reviewer.
    public int waiting() {
        return figures.waiting();
    }

    /// `138 of 412 decided, 274 open`.
    String progress() {
        return Strings.of(
                "review.progress",
                Spoken.number(figures.decided()),
                Spoken.number(figures.items()),
                Spoken.number(waiting()));
    }

    /// What comes next, for the status bar.
    String next(Optional<ItemState> selected) {
        return waiting() == 0
                ? Strings.of("review.allDone", Spoken.number(figures.items()))
                : selected.map(state -> Strings.of("review.next", spoken(state), Spoken.number(waiting())))
                        .orElseGet(() -> Strings.of("review.left", Spoken.number(waiting())));
    }

    /// `Ida Holm, oncall`.
    private static String spoken(ItemState state) {
        return Formats.name(state.item().label()) + ", " + ItemWords.access(state.item());
    }

    /// `Revoked: Ida Holm`; `Revoked: 12 items` of what was decided at once.
    static String describe(Decision decision, String label) {
        int batch = decision.batch();
        return Strings.of("review.verdict." + decision.verdict().text()) + ": "
                + (batch > 1 ? Strings.count("review.items", batch) : Formats.name(label));
    }
}
