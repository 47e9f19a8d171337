package org.countersign.ui.review;

import org.countersign.campaign.queue.Queue;

/// The segments over the queue.
public enum Segment {
    /// New or changed since the last signed review; the first view.
    CHANGED,
    /// With something found on them.
    FINDINGS,
    /// Everything.
    ALL,
    /// What this reviewer has decided.
    DONE;

    /// Whether an item belongs to it. Decided ones stay in theirs: an item that was just decided remains where it was
    /// until the segment is chosen again, so that the eye keeps its place.
    boolean has(Queue queue, int place) {
        return switch (this) {
            case CHANGED -> queue.changed(place);
            case FINDINGS -> queue.found(place);
            case ALL -> true;
            case DONE -> !queue.waits(place);
        };
    }
}
