package org.countersign.snapshot;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.countersign.identity.AccountFacts;
import org.countersign.identity.AccountStates;
import org.countersign.identity.TextHasher;
import org.countersign.workspace.Transaction;

/// What is asked of every account of a source, beside the accounts: a few large blobs for each content, of what is new
/// in it and of what ended (ADR 22). A million rows would take a second to read, these a tenth of it.
final class FactStore {
    private static final int FACTS = 0;
    private static final int ENDS = 1;
    private static final int PART = 1 << 18;

    private final Transaction tx;
    private final long base;
    private final long content;
    private ByteBuffer facts = ByteBuffer.allocate(PART);
    private ByteBuffer ends = ByteBuffer.allocate(1 << 12);
    private int parts;

    /// Of a source that has a content.
    ///
    /// @param base of its keys
    /// @param content that is being written
    FactStore(Transaction tx, long base, long content) {
        this.tx = tx;
        this.base = base;
        this.content = content;
    }

    /// The key that this workspace hashes by.
    static byte[] key(Transaction tx) {
        return tx.first("SELECT key FROM fact_key", row -> row.bytes(1)).orElseThrow();
    }

    /// The same, ready for one thread.
    static TextHasher hasher(Transaction tx) {
        return new TextHasher(key(tx));
    }

    /// Takes the facts of a new state.
    void add(int row, int number, byte[] told) {
        if (facts.remaining() < told.length + 8) {
            write(FACTS, facts);
            if (facts.capacity() < told.length + 8) {
                facts = ByteBuffer.allocate(2 * (told.length + 8));
            }
        }
        facts.putInt(row).putInt(number).put(told);
    }

    /// A state that no longer holds.
    void end(int row) {
        if (!ends.hasRemaining()) {
            ends = ByteBuffer.allocate(2 * ends.capacity()).put(ends.flip());
        }
        ends.putInt(row);
    }

    private void write(int kind, ByteBuffer buffer) {
        if (buffer.position() > 0) {
            tx.run(
                    "INSERT INTO account_fact VALUES (?, ?, ?, ?, ?)",
                    base,
                    content,
                    parts++,
                    kind,
                    Arrays.copyOf(buffer.array(), buffer.position()));
            buffer.clear();
        }
    }

    /// Writes what waits.
    void finish() {
        write(FACTS, facts);
        write(ENDS, ends);
    }

    /// Whether every state of the source has its facts.
    private static boolean there(Transaction tx, long base) {
        return tx.first(
                        "SELECT facts FROM snapshot_source WHERE key=? AND facts IS NOT NULL",
                        row -> row.flag(1),
                        base >> ContentStore.BITS)
                .orElse(false);
    }

    /// Makes them of the states that were stored before there were facts. Costs a reading of every account, once.
    static void complete(Transaction tx, long base) {
        if (there(tx, base)) {
            return;
        }
        var made = new Made(tx, base);
        made.each();
        made.finish();
        tx.run("UPDATE snapshot_source SET facts=1 WHERE key=?", base >> ContentStore.BITS);
    }

    /// Of states that are stored, content by content.
    private static final class Made {
        private final Transaction tx;
        private final long base;
        private final AccountFacts facts;
        private final TreeMap<Long, FactStore> contents = new TreeMap<>();

        Made(Transaction tx, long base) {
            this.tx = tx;
            this.base = base;
            this.facts = new AccountFacts(hasher(tx));
        }

        private FactStore of(long content) {
            return contents.computeIfAbsent(content, number -> new FactStore(tx, base, number));
        }

        void each() {
            FactStore.each(tx, base, (row, number, since, until, body) -> {
                of(since).add(row, number, facts.of(ResourceJson.user(body)));
                if (until != Long.MAX_VALUE) {
                    of(until).end(row);
                }
            });
        }

        void finish() {
            contents.values().forEach(FactStore::finish);
        }
    }

    private interface Stored {
        void take(int row, int number, long since, long until, byte[] body);
    }

    private static void each(Transaction tx, long base, Stored stored) {
        tx.each(
                "SELECT key, resource, since, coalesce(until, 9223372036854775807), body FROM account"
                        + " JOIN account_body ON account = key WHERE key > ? AND key < ? ORDER BY key",
                row -> stored.take(
                        (int) (row.number(1) - base),
                        (int) (row.number(2) - base),
                        row.number(3),
                        row.number(4),
                        row.bytes(5)),
                base,
                base + (1L << ContentStore.BITS));
    }

    /// Every state of a source; its columns can be read as long as the transaction.
    static AccountStates read(Transaction tx, long base) {
        return there(tx, base) ? stored(tx, base) : made(tx, base);
    }

    private static AccountStates stored(Transaction tx, long base) {
        var states = new AccountStates(action -> parts(tx, base, (_, kind, part) -> {
            while (kind == FACTS && part.hasRemaining()) {
                int row = part.getInt();
                part.getInt();
                action.take(row, part);
            }
        }));
        tx.first(
                        "SELECT key FROM account WHERE key > ? AND key < ? ORDER BY key DESC LIMIT 1",
                        row -> (int) (row.number(1) - base),
                        base,
                        base + (1L << ContentStore.BITS))
                .ifPresent(states::expect);
        parts(tx, base, (content, kind, part) -> {
            while (part.hasRemaining()) {
                int row = part.getInt();
                if (kind == ENDS) {
                    states.end(row, content);
                } else {
                    states.add(row, part.getInt(), content, part);
                }
            }
        });
        return states;
    }

    private interface Parts {
        void take(int content, int kind, ByteBuffer part);
    }

    private static void parts(Transaction tx, long base, Parts parts) {
        tx.each(
                "SELECT content, kind, facts FROM account_fact WHERE source=? ORDER BY content, part",
                row -> parts.take((int) row.number(1), (int) row.number(2), ByteBuffer.wrap(row.bytes(3))),
                base);
    }

    /// Of a source that was stored before there were facts.
    private static AccountStates made(Transaction tx, long base) {
        var kept = new TreeMap<Integer, byte[]>();
        var states = new AccountStates(action -> kept.forEach((row, told) -> action.take(row, ByteBuffer.wrap(told))));
        var facts = new AccountFacts(hasher(tx));
        each(tx, base, (row, number, since, until, body) -> {
            byte[] told = facts.of(ResourceJson.user(body));
            kept.put(row, told);
            states.add(row, number, (int) since, ByteBuffer.wrap(told));
            if (until != Long.MAX_VALUE) {
                states.end(row, (int) until);
            }
        });
        return states;
    }

    private record Part(long content, int part, int kind, byte[] facts) {}

    /// Takes out the facts of states that are no longer kept.
    ///
    /// @param gone rows
    /// @param often called for each part, and may throw to stop
    static void remove(Transaction tx, long base, BitSet gone, LongConsumer often) {
        if (gone.isEmpty() || !there(tx, base)) {
            return;
        }
        var keys = tx.list(
                "SELECT content, part, kind FROM account_fact WHERE source=?",
                row -> new Part(row.number(1), (int) row.number(2), (int) row.number(3), new byte[0]),
                base);
        for (Part key : keys) {
            often.accept(key.content());
            byte[] told = tx.first(
                            "SELECT facts FROM account_fact WHERE source=? AND content=? AND part=?",
                            row -> row.bytes(1),
                            base,
                            key.content(),
                            key.part())
                    .orElseThrow();
            byte[] left = without(told, key.kind(), gone);
            if (left.length == 0) {
                tx.run(
                        "DELETE FROM account_fact WHERE source=? AND content=? AND part=?",
                        base,
                        key.content(),
                        key.part());
            } else if (left.length < told.length) {
                tx.run(
                        "UPDATE account_fact SET facts=? WHERE source=? AND content=? AND part=?",
                        left,
                        base,
                        key.content(),
                        key.part());
            }
        }
    }

    private static byte[] without(byte[] told, int kind, BitSet gone) {
        var part = ByteBuffer.wrap(told);
        var left = ByteBuffer.allocate(told.length);
        while (part.hasRemaining()) {
            int start = part.position();
            int row = part.getInt();
            if (kind == FACTS) {
                part.getInt();
                AccountFacts.skip(part);
            }
            if (!gone.get(row)) {
                left.put(told, start, part.position() - start);
            }
        }
        return Arrays.copyOf(left.array(), left.position());
    }
}
