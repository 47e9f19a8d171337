package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /// Who waits for what is being read.
    private final Map<Integer, List<Runnable>> waiting = new HashMap<>();
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

    /// Reads an item, once however often it is wished for; `came` runs when it is there, of everybody who waits.
    void read(int number, boolean drafts, Runnable came) {
        if (items.containsKey(number)) {
            return;
        }
        boolean asked = waiting.containsKey(number);
        waiting.computeIfAbsent(number, _ -> new ArrayList<>()).add(came);
        if (!asked) {
            ask(number, drafts);
        }
    }

    private void ask(int number, boolean drafts) {
        long asked = age;
        background.run(
                () -> reader.item(number, drafts),
                item -> {
                    if (asked == age) {
                        item.ifPresent(state -> items.put(number, state));
                        told(number).forEach(Runnable::run);
                    } else {
                        ask(number, drafts);
                    }
                },
                failure -> {
                    told(number);
                    failed.accept(failure);
                });
    }

    private List<Runnable> told(int number) {
        return Optional.ofNullable(waiting.remove(number)).orElse(List.of());
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
