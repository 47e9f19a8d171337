package org.countersign.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;

/// The append-only record of every act: an event is written in the same transaction as its effect.
///
/// Holds ids only; names and addresses stay in tables, so that retention and erasure remain possible.
public final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// As many events are walked before it is told how far that is.
    private static final int STRIDE = 2_000;
    /// As far from its place an event is looked for.
    private static final int NEAR = 10_000;

    private static final Pattern LINES =
            Pattern.compile("countersign-ledger\\n(0|[1-9][0-9]{0,17})\\n([0-9a-f]{64})\\n");

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /// What was written last here, to be known again by its hash; it may have been rolled back.
    private volatile Written written = new Written(new byte[0], Instant.MIN);

    private record Written(byte[] hash, Instant at) {}

    /// @param clock what `at` tells
    public Ledger(Clock clock) {
        this.clock = clock;
    }

    /// The head of the chain: `(seq, hash)`; `(0, 32 zero bytes)` while it is empty.
    public record Head(long seq, String hash) {
        /// The three lines of `events.head`: origin, size, head.
        public String lines() {
            return "countersign-ledger\n" + seq + "\n" + hash + "\n";
        }

        /// Read back from [#lines()]; empty where it is written in any other way.
        public static Optional<Head> parse(byte[] lines) {
            String text = new String(lines, StandardCharsets.US_ASCII);
            Matcher matcher = LINES.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Head(Long.parseLong(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        }
    }

    /// What a walk over the chain found.
    public sealed interface Verdict {
        /// Every hash is as it must be.
        record Holds(Head head) implements Verdict {}

        /// The first event that is not.
        record Broken(long seq, Why why) implements Verdict {
            /// In English, as evidence and the command line say it after `event N`.
            public String reason() {
                return switch (why) {
                    case MISSING -> "is missing";
                    case UNLINKED -> "does not follow the event before it: one of the two was changed";
                    case MOVED -> "was written as another event, and stands in another's place";
                    case CHANGED -> "has another content than its hash says";
                    case REPLACED -> "is not what it was";
                };
            }
        }
    }

    /// What is wrong with an event.
    public enum Why {
        /// There is none of its number.
        MISSING,
        /// It names another hash than that of the event before.
        UNLINKED,
        /// Its hash is not that of its content.
        CHANGED,
        /// Its hash is that of its content under another number.
        MOVED,
        /// It held before, and is another now.
        REPLACED
    }

    /// Appends one event.
    ///
    /// @param type dotted, such as `snapshot.imported`
    /// @param data ids, figures and digests, never names or addresses
    /// @return its sequence number
    public long append(Transaction tx, Actor actor, String type, ObjectNode data) {
        var store = new LedgerStore(tx);
        Optional<Event> last = store.last();
        Instant now = clock.instant();
        Instant before = last.map(this::at).orElse(Instant.MIN);
        if (before.isAfter(now.plusSeconds(1))) {
            last = Optional.of(write(
                    store,
                    last,
                    actor,
                    "clock.backward",
                    CanonicalJson.object().put("before", Formats.instant(before)),
                    now));
        }
        return write(store, last, actor, type, data, now).seq();
    }

    private Event write(
            LedgerStore store, Optional<Event> last, Actor actor, String type, ObjectNode data, Instant now) {
        var salt = new byte[16];
        random.nextBytes(salt);
        ObjectNode who = CanonicalJson.object().put("osUser", actor.osUser());
        actor.reviewer().ifPresent(address -> who.put("reviewer", store.reviewerId(address, fresh())));
        ObjectNode body = CanonicalJson.object()
                .put("type", type)
                .put("version", 1)
                .put("at", Formats.instant(now))
                .put("salt", HexFormat.of().formatHex(salt));
        body.set("actor", who);
        body.set("data", data);
        byte[] bytes = CanonicalJson.bytes(body);
        long seq = last.map(Event::seq).orElse(0L) + 1;
        byte[] prev = last.map(Event::hash).orElse(new byte[32]);
        var event = new Event(seq, bytes, prev, Event.chain(seq, prev, Event.leaf(bytes)));
        store.insert(event);
        written = new Written(event.hash(), now.truncatedTo(ChronoUnit.SECONDS));
        return event;
    }

    /// When an event was written, as the clock told then.
    private Instant at(Event event) {
        Written known = written;
        return Arrays.equals(known.hash(), event.hash())
                ? known.at()
                : Instant.parse(body(event).path("at").asText());
    }

    private String fresh() {
        var bytes = new byte[8];
        random.nextBytes(bytes);
        return "r" + HexFormat.of().formatHex(bytes);
    }

    /// When the newest event was written, as the clock told then.
    public Optional<Instant> newest(Transaction tx) {
        return new LedgerStore(tx).last().map(this::at);
    }

    /// The newest `(seq, hash)`.
    public Head head(Transaction tx) {
        return new LedgerStore(tx)
                .last()
                .map(event -> new Head(event.seq(), HexFormat.of().formatHex(event.hash())))
                .orElse(new Head(0, "0".repeat(64)));
    }

    /// What tells one workspace from every other and stays with its file: the hash of its first event, which has a
    /// salt of its own. Empty while nothing has happened.
    public Optional<String> workspaceId(Transaction tx) {
        return new LedgerStore(tx).at(1).map(event -> HexFormat.of().formatHex(event.hash()));
    }

    /// Whether a head is in the chain: its event is there, with this hash. Nothing before it is looked at.
    public boolean holds(Transaction tx, Head head) {
        return head.seq() == 0
                || new LedgerStore(tx)
                        .at(head.seq())
                        .filter(event -> HexFormat.of().formatHex(event.hash()).equals(head.hash()))
                        .isPresent();
    }

    /// The id that stands for `address` in events; made at first use.
    public String reviewerId(Transaction tx, String address) {
        return new LedgerStore(tx).reviewerId(address, fresh());
    }

    /// Walks the whole chain and recomputes every hash.
    public Verdict verify(Transaction tx) {
        return walk(tx, Progress.NONE);
    }

    /// The same, watched: stopped, it answers as far as it has come.
    public Verdict walk(Transaction tx, Progress progress) {
        var store = new LedgerStore(tx);
        long length = head(tx).seq();
        var walk = new Walk(0, new byte[32]);
        // From below 1: what somebody put there is seen, too.
        long at = Long.MIN_VALUE;
        long from;
        do {
            from = at;
            if (stopped(progress, walk.seq, length)) {
                break;
            }
            at = store.after(from, STRIDE, walk::next);
        } while (at > from && walk.broken.isEmpty());
        return walk.verdict();
    }

    private static boolean stopped(Progress progress, long done, long length) {
        try {
            progress.report(Strings.step("ledger.verifying"), done, length);
            return progress.stopped();
        } catch (CancelledException e) {
            return true;
        }
    }

    /// Walks the chain from a head on that held: what came after it, and that it is still there.
    public Verdict verifyFrom(Transaction tx, Head from) {
        var store = new LedgerStore(tx);
        byte[] hash = HexFormat.of().parseHex(from.hash());
        if (from.seq() > 0
                && store.at(from.seq())
                        .filter(event -> Arrays.equals(event.hash(), hash))
                        .isEmpty()) {
            return new Verdict.Broken(from.seq(), Why.REPLACED);
        }
        var walk = new Walk(from.seq(), hash);
        store.after(from.seq(), walk::next);
        return walk.verdict();
    }

    /// The body of an event as JSON.
    public static JsonNode body(Event event) {
        try {
            return JSON.readTree(event.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Walk {
        private long seq;
        private byte[] prev;
        private Optional<Verdict> broken = Optional.empty();

        Walk(long seq, byte[] prev) {
            this.seq = seq;
            this.prev = prev;
        }

        void next(Event event) {
            if (broken.isPresent()) {
                return;
            }
            if (event.seq() != seq + 1) {
                broken = Optional.of(new Verdict.Broken(seq + 1, Why.MISSING));
            } else if (!event.follows(event.prev())) {
                broken = Optional.of(new Verdict.Broken(event.seq(), event.moved(NEAR) ? Why.MOVED : Why.CHANGED));
            } else if (!Arrays.equals(event.prev(), prev)) {
                broken = Optional.of(new Verdict.Broken(event.seq(), Why.UNLINKED));
            }
            seq = event.seq();
            prev = event.hash();
        }

        Verdict verdict() {
            return broken.orElseGet(
                    () -> new Verdict.Holds(new Head(seq, HexFormat.of().formatHex(prev))));
        }
    }
}
