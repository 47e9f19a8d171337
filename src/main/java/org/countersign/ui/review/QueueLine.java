package org.countersign.ui.review;

import org.countersign.campaign.queue.QueueRow;

/// A line of the queue.
public sealed interface QueueLine {
    /// The head of a group.
    record Head(String name, int items) implements QueueLine {}

    /// An item.
    record Item(QueueRow row) implements QueueLine {}
}
