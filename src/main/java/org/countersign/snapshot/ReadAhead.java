package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.countersign.scim.GroupResource;
import org.countersign.scim.ResourceSink;
import org.countersign.scim.UserResource;
import org.countersign.work.CancelledException;

/// Reads on a thread of its own, a few hundred resources ahead of the thread that writes them: parsing and
/// SQLite each have a core.
///
/// What a reading finds reaches the receiver in its order and on the thread that calls [#deliver].
final class ReadAhead implements AutoCloseable {
    private static final int BATCH = 128;
    private static final int BATCHES = 8;

    private final BlockingQueue<List<Event>> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;

    /// Something that was found.
    private interface Event {
        void reach(Receiver receiver);
    }

    /// What reads; runs on the thread of its own.
    interface Reading {
        /// Reads everything, telling `sink`.
        void run(Ahead sink);
    }

    /// Receives on the other side.
    interface Receiver extends ResourceSink {
        /// A User with its stored form, which is made beside the reading.
        void user(UserResource user, byte[] body);

        /// A Group with its stored form.
        void group(GroupResource group, byte[] body);

        @Override
        default void user(UserResource user) {
            user(user, ResourceJson.bytes(user));
        }

        @Override
        default void group(GroupResource group) {
            group(group, ResourceJson.bytes(group));
        }
    }

    /// The sink of the reading side.
    final class Ahead implements ResourceSink {
        private List<Event> batch = new ArrayList<>(BATCH);
        private int weight;

        private void put(int weighs, Event event) {
            batch.add(event);
            weight += weighs;
            if (weight >= BATCH) {
                flush();
            }
        }

        /// Hands something over that is no resource, in order with them.
        void tell(Runnable action) {
            put(1, _ -> action.run());
        }

        private void flush() {
            try {
                queue.put(batch);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
            batch = new ArrayList<>(BATCH);
            weight = 0;
        }

        @Override
        public void user(UserResource user) {
            byte[] body = ResourceJson.bytes(user);
            put(1, receiver -> receiver.user(user, body));
        }

        @Override
        public void group(GroupResource group) {
            byte[] body = ResourceJson.bytes(group);
            put(1 + group.members().map(List::size).orElse(0) / 8, receiver -> receiver.group(group, body));
        }

        @Override
        public void refusedRow(String place, String reason) {
            put(1, receiver -> receiver.refusedRow(place, reason));
        }

        @Override
        public void unreadable(String place, String what, int count) {
            put(1, receiver -> receiver.unreadable(place, what, count));
        }

        @Override
        public void page(Page page) {
            put(1, receiver -> receiver.page(page));
        }

        @Override
        public void warning(String text) {
            put(1, receiver -> receiver.warning(text));
        }
    }

    /// Starts reading.
    ReadAhead(Reading reading) {
        this.thread = Thread.ofPlatform().daemon().name("snapshot-reader").start(() -> read(reading));
    }

    private void read(Reading reading) {
        var ahead = new Ahead();
        try {
            try {
                reading.run(ahead);
            } catch (CancelledException stopped) {
                throw stopped;
            } catch (RuntimeException | Error bug) {
                ahead.tell(() -> {
                    throw bug;
                });
            }
            ahead.flush();
            ahead.flush(); // an empty batch is the end
        } catch (CancelledException stopped) {
            // Nobody takes the rest.
            return;
        }
    }

    /// Hands everything to the receiver, and returns when all has been read.
    ///
    /// @param often called now and then, to report progress; may throw to stop
    void deliver(Receiver receiver, Runnable often) {
        try {
            while (true) {
                List<Event> batch = queue.poll(200, TimeUnit.MILLISECONDS);
                often.run();
                if (batch != null) {
                    if (batch.isEmpty()) {
                        return;
                    }
                    batch.forEach(event -> event.reach(receiver));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /// Stops the reading, where it still goes on.
    @Override
    public void close() {
        thread.interrupt();
        try {
            while (thread.isAlive()) {
                queue.clear();
                thread.join(50);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
