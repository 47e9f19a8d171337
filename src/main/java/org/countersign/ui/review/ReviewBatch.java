package org.countersign.ui.review;

import java.util.BitSet;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.countersign.campaign.queue.Queue;
import org.countersign.text.Strings;

/// Items that are to be decided at once, by their numbers, and what guards that: the count and a reason (desktop.md 6).
public final class ReviewBatch {
    /// How many characters the reason has at least.
    static final int REASON = 10;

    private final BitSet numbers = new BitSet();
    private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper();

    ReviewBatch() {}

    /// Follows the queue: what is no longer there, or was decided meanwhile, is in no batch.
    void follow(Queue now) {
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            int place = now.place(number);
            if (place < 0 || !now.batchable(place)) {
                numbers.clear(number);
            }
        }
        count();
    }

    /// The items in it, whatever the filter shows.
    int[] numbers() {
        return numbers.stream().toArray();
    }

    /// Where they are in a queue.
    int[] places(Queue queue) {
        return numbers.stream().map(queue::place).toArray();
    }

    /// Whether an item is in it.
    boolean has(int number) {
        return numbers.get(number);
    }

    /// How many of those shown are not in it.
    int leftOut(ShownQueue shown) {
        QueueLines lines = shown.lines();
        int out = 0;
        for (int line = 0; line < lines.size(); line++) {
            out += !lines.head(line) && !has(shown.queue().number(lines.place(line))) ? 1 : 0;
        }
        return out;
    }

    /// How many.
    public ReadOnlyIntegerProperty sizeProperty() {
        return size.getReadOnlyProperty();
    }

    /// How many.
    public int size() {
        return size.get();
    }

    /// Puts an item in or takes it out.
    ///
    /// @return false where it is decided alone
    boolean toggle(Queue queue, int place) {
        int number = queue.number(place);
        if (!has(number) && !queue.batchable(place)) {
            return false;
        }
        numbers.flip(number);
        count();
        return true;
    }

    /// Puts in what may be decided at once.
    void addAll(Queue queue, QueueLines shown) {
        for (int line = 0; line < shown.size(); line++) {
            if (!shown.head(line) && queue.batchable(shown.place(line))) {
                numbers.set(queue.number(shown.place(line)));
            }
        }
        count();
    }

    /// Takes everything out.
    public void clear() {
        numbers.clear();
        count();
    }

    private void count() {
        size.set(numbers.cardinality());
    }

    /// Guard 1: why the count and reason that were typed do not do; empty where they do.
    Optional<String> fault(String count, String reason) {
        if (!count.strip().equals(Integer.toString(size()))) {
            return Optional.of(Strings.of("review.ask.batch.count", size()));
        }
        return reason.strip().length() < REASON
                ? Optional.of(Strings.of("review.ask.batch.reason", REASON))
                : Optional.empty();
    }
}
