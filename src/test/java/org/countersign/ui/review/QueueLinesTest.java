package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.countersign.campaign.ItemFlags;
import org.countersign.campaign.queue.Order;
import org.countersign.campaign.queue.Queue;
import org.junit.jupiter.api.Test;

/// What a segment shows of a queue, where the heads are, and how one goes through it.
class QueueLinesTest {
    /// Changed; with something found; covered; decided.
    private static Queue queue() {
        return Queue.of(
                new int[] {11, 12, 13, 14},
                new byte[] {ItemFlags.CHANGED, ItemFlags.FOUND, 0, 0},
                List.of(
                        new Queue.State(11, true, "", false, false, false),
                        new Queue.State(12, true, "", false, false, false),
                        new Queue.State(13, true, "", false, false, true),
                        new Queue.State(14, true, "APPROVE", true, false, false)));
    }

    private static Order flat(int... places) {
        return new Order(places, new int[places.length], List.of(""));
    }

    private static List<Integer> places(QueueLines lines) {
        return java.util.Arrays.stream(lines.numbers()).boxed().toList();
    }

    private static List<Integer> shown(Segment segment) {
        return places(QueueLines.of(queue(), flat(0, 1, 2, 3), segment));
    }

    @Test
    void segmentsAreWhatTheySay() {
        assertThat(shown(Segment.CHANGED)).containsExactly(0);
        assertThat(shown(Segment.FINDINGS)).containsExactly(1);
        assertThat(shown(Segment.ALL)).containsExactly(0, 1, 2, 3);
        assertThat(shown(Segment.DONE)).containsExactly(2, 3);
        Queue.Tally tally = queue().tally();
        assertThat(tally.waiting()).isEqualTo(2);
        assertThat(tally.changed()).isEqualTo(1);
        assertThat(tally.found()).isEqualTo(1);
        assertThat(tally.covered()).isEqualTo(1);
        assertThat(tally.decided()).isEqualTo(2);
        assertThat(tally.unsigned()).isEqualTo(1);
    }

    @Test
    void whatIsDecidedStaysInItsSegmentAndIsNoLongerCounted() {
        Queue queue = queue();
        queue.take(List.of(new Queue.State(11, true, "REVOKE", true, false, false)));
        assertThat(places(QueueLines.of(queue, flat(0, 1, 2, 3), Segment.CHANGED)))
                .containsExactly(0);
        assertThat(queue.tally().changed()).isZero();
        assertThat(queue.verdict(0)).isEqualTo("REVOKE");
    }

    @Test
    void whatSomebodyPassedOnIsNotTheirsToDecide() {
        Queue queue = queue();
        queue.take(List.of(new Queue.State(11, false, "DONT_KNOW", true, false, false)));
        assertThat(queue.waits(0)).isFalse();
        queue.take(List.of(new Queue.State(12, true, "DONT_KNOW", false, false, false)));
        assertThat(queue.waits(1)).as("another passed it on to them").isTrue();
        assertThat(queue.unsigned(1)).isFalse();
    }

    @Test
    void theNextOpenItemIsFoundGoingRoundInBothDirections() {
        QueueLines lines = QueueLines.of(queue(), flat(0, 1, 2, 3), Segment.ALL);
        assertThat(lines.nextOpen(queue(), -1, 1)).isZero();
        assertThat(lines.nextOpen(queue(), 1, 1)).isZero();
        assertThat(lines.nextOpen(queue(), 0, -1)).isEqualTo(1);
        assertThat(QueueLines.of(queue(), flat(2, 3), Segment.ALL).nextOpen(queue(), 0, 1))
                .isEqualTo(-1);
        assertThat(QueueLines.NONE.nextOpen(queue(), -1, 1)).isEqualTo(-1);
    }

    @Test
    void headsStandBeforeTheirGroupsAndAreNeverStoodOn() {
        var order = new Order(new int[] {3, 0, 1}, new int[] {0, 1, 1}, List.of("Ada", "Bo"));
        QueueLines lines = QueueLines.of(queue(), order, Segment.ALL);
        assertThat(places(lines)).containsExactly(-1, 3, -2, 0, 1);
        assertThat(lines.headOf(-2)).isEqualTo(new QueueLine.Head("Bo", 2));
        assertThat(lines.items()).isEqualTo(3);
        assertThat(lines.first()).isEqualTo(1);
        assertThat(lines.moved(1, 1)).isEqualTo(3);
        assertThat(lines.moved(3, -1)).isEqualTo(1);
        assertThat(lines.moved(1, -1)).as("nothing is above").isEqualTo(1);
        assertThat(lines.moved(4, 1)).isEqualTo(4);
        assertThat(lines.rank(4)).isEqualTo(3);
        assertThat(lines.line(0)).isEqualTo(3);
        assertThat(lines.line(2)).isEqualTo(-1);
    }

    @Test
    void aGroupOfWhichASegmentShowsNothingHasNoHeadAndOneAloneNeedsNone() {
        var order = new Order(new int[] {3, 0, 1}, new int[] {0, 1, 1}, List.of("Ada", "Bo"));
        assertThat(places(QueueLines.of(queue(), order, Segment.CHANGED))).containsExactly(0);
        assertThat(places(QueueLines.of(queue(), order, Segment.DONE))).containsExactly(3);
    }
}
