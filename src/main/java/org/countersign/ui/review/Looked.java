package org.countersign.ui.review;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.countersign.campaign.ItemState;
import org.countersign.ui.task.Background;

/// The few whole items that were looked at last or will be next, by their numbers. On one thread, that of the window.
final class Looked {
    private static final int KEPT = 64;

    private final Background background;
    private final QueueReader reader;
    private final Consumer<Exception> failed;
    private final Map<Integer, ItemState> items = new LinkedHashMap<>(128, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, ItemState> eldest) {
            return size() > KEPT;
        }
    };
    private final Set<Integer> reading = new HashSet<>();
    /// What is read from before something was said is nobody's.
    private long age;

    Looked(Background background, QueueReader reader, Consumer<Exception> failed) {
        this.background = background;
        this.reader = reader;
        this.failed = failed;
    }

    Optional<ItemState> at(int number) {
        return Optional.ofNullable(items.get(number));
    }

    /// Reads an item, once however often it is wished for; `came` runs when it is there.
    void read(int number, boolean drafts, Runnable came) {
        if (items.containsKey(number) || !reading.add(number)) {
            return;
        }
        long asked = age;
        background.run(
                () -> reader.item(number, drafts),
                item -> {
                    reading.remove(number);
                    if (asked == age) {
                        item.ifPresent(state -> items.put(number, state));
                        came.run();
                    } else {
                        read(number, drafts, came);
                    }
                },
                failure -> {
                    reading.remove(number);
                    failed.accept(failure);
                });
    }

    /// Forgets everything: something was said.
    void forget() {
        age++;
        items.clear();
    }

    void put(int number, ItemState state) {
        items.put(number, state);
    }
}
