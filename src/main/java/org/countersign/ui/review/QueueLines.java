package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.campaign.queue.Order;
import org.countersign.campaign.queue.Queue;

/// The lines of a queue from top to bottom: places of items, and before each group its head. Pure, so that it is tested
/// without a toolkit.
final class QueueLines {
    static final QueueLines NONE = new QueueLines(new int[0], List.of());

    /// Places; a head is below zero.
    private final int[] lines;
    private final List<QueueLine.Head> heads;

    private QueueLines(int[] lines, List<QueueLine.Head> heads) {
        this.lines = lines;
        this.heads = heads;
    }

    /// What a segment shows of an order. Where everything is in one group there is no head.
    static QueueLines of(Queue queue, Order order, Segment segment) {
        int most = order.places().length;
        var counts = new int[order.names().size()];
        for (int i = 0; i < most; i++) {
            counts[order.groups()[i]] += segment.has(queue, order.places()[i]) ? 1 : 0;
        }
        boolean headed = Arrays.stream(counts).filter(count -> count > 0).count() > 1;
        var lines = new int[most + counts.length];
        var heads = new ArrayList<QueueLine.Head>();
        int size = 0;
        int group = -1;
        for (int i = 0; i < most; i++) {
            if (!segment.has(queue, order.places()[i])) {
                continue;
            }
            if (headed && order.groups()[i] != group) {
                group = order.groups()[i];
                lines[size++] = -1 - heads.size();
                heads.add(new QueueLine.Head(order.names().get(group), counts[group]));
            }
            lines[size++] = order.places()[i];
        }
        return new QueueLines(Arrays.copyOf(lines, size), heads);
    }

    /// As [org.countersign.ui.table.LazyRows] numbers them; not to be changed.
    int[] numbers() {
        return lines;
    }

    int size() {
        return lines.length;
    }

    /// How many items there are.
    int items() {
        return lines.length - heads.size();
    }

    boolean head(int line) {
        return lines[line] < 0;
    }

    /// A head by its number.
    QueueLine.Head headOf(int number) {
        return heads.get(-1 - number);
    }

    /// The place of the item on a line.
    int place(int line) {
        return lines[line];
    }

    /// The line of a place; -1 where it is not shown.
    int line(int place) {
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == place) {
                return i;
            }
        }
        return -1;
    }

    /// The how-manieth item a line is, from 1.
    int rank(int line) {
        int rank = 0;
        for (int i = 0; i <= line && i < lines.length; i++) {
            rank += lines[i] < 0 ? 0 : 1;
        }
        return rank;
    }

    /// `step` items on, staying within.
    int moved(int from, int step) {
        int line = from + step;
        while (line >= 0 && line < lines.length && head(line)) {
            line += step;
        }
        return line < 0 || line >= lines.length ? from : line;
    }

    /// The next item that waits, from a line on, going round; -1 where none does.
    int nextOpen(Queue queue, int from, int step) {
        for (int i = 1; i <= lines.length; i++) {
            int line = Math.floorMod(from + i * step, lines.length);
            if (lines[line] >= 0 && queue.waits(lines[line])) {
                return line;
            }
        }
        return -1;
    }

    /// The first item; -1 where there is none.
    int first() {
        for (int line = 0; line < lines.length; line++) {
            if (!head(line)) {
                return line;
            }
        }
        return -1;
    }
}
