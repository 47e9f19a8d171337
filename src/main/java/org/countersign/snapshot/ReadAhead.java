package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.countersign.identity.AccountFacts;
import org.countersign.scim.Assignment;
import org.countersign.scim.GroupResource;
import org.countersign.scim.ResourceDigest;
import org.countersign.scim.ResourceSink;
import org.countersign.scim.UserResource;
import org.countersign.work.CancelledException;

/// Reads on a thread of its own, up to two thousand resources ahead of the thread that writes them: parsing and
/// SQLite each have a core.
///
/// What a reading finds reaches the receiver in its order and on the thread that calls [#deliver].
final class ReadAhead implements AutoCloseable {
    private static final int BATCH = 128;
    /// As much as the parser reads while SQLite writes a batch of its own; all of it is copied at every collection.
    private static final int BATCHES = 16;

    private final BlockingQueue<List<Event>> queue = new ArrayBlockingQueue<>(BATCHES);
    private final KnownContent known;
    private final IdHasher hasher;
    private final AccountFacts facts;
    private final Thread reader;

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
    interface Receiver {
        /// A User in its stored form, which is made beside the reading.
        void user(StoredUser user);

        /// A Group in its stored form.
        void group(StoredGroup group);

        /// An account as it was, by its number in the [KnownContent].
        void knownUser(int number);

        /// A group as it was.
        void knownGroup(int number);

        /// As [ResourceSink#assignment].
        void assignment(Assignment assignment);

        /// As [ResourceSink#refusedRow].
        void refusedRow(String place, String reason);

        /// As [ResourceSink#unreadable].
        void unreadable(String place, String what, int count);

        /// As [ResourceSink#page].
        void page(ResourceSink.Page page);

        /// As [ResourceSink#warning].
        void warning(String text);
    }

    /// The sink of the reading side.
    final class Ahead implements ResourceSink {
        private final BodyWriter writer = new BodyWriter();
        private final KnownContent.Finder finder = known.new Finder();
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
            user(user, Optional.empty());
        }

        @Override
        public void user(UserResource user, Optional<ResourceDigest> digest) {
            StoredUser stored = StoredUser.of(user, digest, writer, hasher, facts);
            put(1, receiver -> receiver.user(stored));
        }

        @Override
        public void group(GroupResource group) {
            group(group, Optional.empty());
        }

        @Override
        public void group(GroupResource group, Optional<ResourceDigest> digest) {
            StoredGroup stored = StoredGroup.of(group, digest, writer, hasher);
            put(1 + group.members().map(List::size).orElse(0) / 8, receiver -> receiver.group(stored));
        }

        @Override
        public boolean remembers() {
            return !known.isEmpty();
        }

        @Override
        public Optional<Known> recognise(ResourceDigest digest) {
            int account = finder.account(digest);
            if (account > 0) {
                put(1, receiver -> receiver.knownUser(account));
                return Optional.of(new Known.User());
            }
            int group = known.group(digest);
            if (group > 0) {
                put(1, receiver -> receiver.knownGroup(group));
                return Optional.of(new Known.Group(known.groupOf(group).id()));
            }
            return Optional.empty();
        }

        @Override
        public void assignment(Assignment assignment) {
            put(1, receiver -> receiver.assignment(assignment));
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
    ///
    /// @param known what need not be read again
    /// @param hasher of ids, for the reading alone
    /// @param facts for the reading alone
    ReadAhead(Reading reading, KnownContent known, IdHasher hasher, AccountFacts facts) {
        this.known = known;
        this.hasher = hasher;
        this.facts = facts;
        this.reader = Thread.ofPlatform().daemon().name("snapshot-reader").start(() -> read(reading));
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
        reader.interrupt();
        try {
            while (reader.isAlive()) {
                queue.clear();
                reader.join(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
