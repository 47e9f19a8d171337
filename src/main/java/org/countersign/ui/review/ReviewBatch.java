package org.countersign.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.countersign.campaign.ItemState;
import org.countersign.text.Strings;

/// Items that are to be decided at once, and what guards that: the count and a reason (desktop.md 6).
public final class ReviewBatch {
    private static final int REASON = 10;

    private final ObservableSet<String> ids = FXCollections.observableSet();
    private final ObservableSet<String> idsView = FXCollections.unmodifiableObservableSet(ids);

    private ReviewQueue queue = ReviewQueue.NONE;

    ReviewBatch() {}

    /// Follows the queue: what is no longer there, or was decided meanwhile, is in no batch.
    void follow(ReviewQueue now) {
        queue = now;
        ids.removeIf(id ->
                queue.items().stream().noneMatch(state -> state.item().id().equals(id) && queue.batchable(state)));
    }

    /// The items in it, whatever the filter shows.
    public List<ItemState> items() {
        return queue.items().stream()
                .filter(state -> ids.contains(state.item().id()))
                .toList();
    }

    /// How many of those shown are not in it.
    public long leftOut(List<ItemState> shown) {
        return shown.stream().filter(state -> !ids.contains(state.item().id())).count();
    }

    /// Ids of the items in it.
    public ObservableSet<String> ids() {
        return idsView;
    }

    /// How many.
    public int size() {
        return ids.size();
    }

    /// Puts an item in or takes it out.
    ///
    /// @return false where it is decided alone
    boolean toggle(ItemState state) {
        if (ids.remove(state.item().id())) {
            return true;
        }
        return queue.batchable(state) && ids.add(state.item().id());
    }

    /// Puts in what may be decided at once.
    void addAll(List<ItemState> shown) {
        shown.stream()
                .filter(queue::batchable)
                .forEach(state -> ids.add(state.item().id()));
    }

    /// Takes everything out.
    public void clear() {
        ids.clear();
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
