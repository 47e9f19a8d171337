package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.queue.Order;
import org.countersign.campaign.queue.Queue;
import org.countersign.campaign.queue.QueueRow;
import org.countersign.campaign.queue.ReadQueue;

/// Reads what is looked at, on workers; opened when it is first asked.
final class QueueReader {
    private final Countersign app;
    private Optional<ReadQueue> opened = Optional.empty();
    private boolean closed;

    QueueReader(Countersign app) {
        this.app = app;
    }

    synchronized ReadQueue queue() {
        if (closed) {
            throw new IllegalStateException("the window is closed");
        }
        ReadQueue open = opened.orElseGet(app::readQueue);
        opened = Optional.of(open);
        return open;
    }

    /// Lines by their numbers in a list; none where that list is of a queue that is gone.
    List<QueueLine> lines(Queue queue, QueueLines lines, int[] wanted) {
        int[] numbers =
                Arrays.stream(wanted).filter(one -> one >= 0).map(queue::number).toArray();
        Map<Integer, QueueRow> rows = new HashMap<>();
        queue().rows(numbers).forEach(row -> rows.put(row.number(), row));
        var read = new ArrayList<QueueLine>(wanted.length);
        for (int one : wanted) {
            QueueRow row = one < 0 ? null : rows.get(queue.number(one));
            if (one < 0) {
                read.add(lines.headOf(one));
            } else if (row != null) {
                read.add(new QueueLine.Item(row));
            }
        }
        return read;
    }

    /// Puts a queue, which may be another than was asked of, into the order that was asked for.
    Order order(Queue queue, ShownQueue.Asked asked) {
        return queue().order(queue, asked.filter(), asked.by());
    }

    Optional<ItemState> item(int number, boolean drafts) {
        return queue().item(number, drafts);
    }

    synchronized void close() {
        closed = true;
        opened.ifPresent(ReadQueue::close);
        opened = Optional.empty();
    }
}
