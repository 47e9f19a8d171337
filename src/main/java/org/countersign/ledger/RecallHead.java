package org.countersign.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.countersign.ledger.SeenHeads.Seen;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: compares an open workspace with what this person saw of it before, and remembers it as it is now.
///
/// A ledger that was cut short, or written anew from its beginning, holds in itself; only what somebody kept outside
/// the
/// file tells that it is not what it was.
public final class RecallHead {
    private final Workspace workspace;
    private final Ledger ledger;
    private final SeenHeads memory;
    private final Clock clock;

    /// Compares `workspace` with `memory`.
    public RecallHead(Workspace workspace, Ledger ledger, SeenHeads memory, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.memory = memory;
        this.clock = clock;
    }

    /// What the comparison came to.
    public sealed interface Sight {
        /// Nothing is against it: it goes on from what was seen, or nothing was.
        record Known(Ledger.Head now) implements Sight {}

        /// It is not what was seen. It is remembered no further until somebody accepts it.
        ///
        /// @param elsewhere whether what was seen lies in another file, so that this one is a copy
        record Unlike(Why why, Seen seen, Ledger.Head now, boolean elsewhere) implements Sight {
            /// The number of the first event that can be told to be wrong; what was seen last, where it is one of those
            /// up to there.
            public long first() {
                return why == Why.BEHIND ? now.seq() + 1 : seen.head().seq();
            }
        }
    }

    /// How it differs from what was seen.
    public enum Why {
        /// It ends before the event that was seen last.
        BEHIND,
        /// The event that was seen last is another.
        REWRITTEN,
        /// Another workspace lay at this place.
        REPLACED
    }

    private record Now(Optional<String> id, Ledger.Head head, Sight sight) {}

    /// Compares, and remembers the head where nothing is against it.
    public Sight look() {
        return remembered(workspace.read(this::compare));
    }

    /// The same, unless somebody is at work in the workspace: for who must not wait.
    public Optional<Sight> lookNow() {
        return workspace.<Now, RuntimeException>readNow(this::compare).map(this::remembered);
    }

    private Sight remembered(Now now) {
        if (now.sight() instanceof Sight.Known && now.id().isPresent()) {
            boolean kept = memory.at(place())
                    .filter(seen -> seen.head().equals(now.head())
                            && seen.workspace().equals(now.id().get()))
                    .isPresent();
            if (!kept) {
                memory.keep(new Seen(now.id().get(), place(), now.head(), clock.instant()));
            }
        }
        return now.sight();
    }

    private Now compare(Transaction tx) {
        Optional<String> id = ledger.workspaceId(tx);
        Ledger.Head head = ledger.head(tx);
        Optional<Seen> here = memory.at(place());
        if (here.isPresent() && !id.equals(here.map(Seen::workspace))) {
            return new Now(id, head, new Sight.Unlike(Why.REPLACED, here.get(), head, false));
        }
        Optional<Seen> seen = here.or(() -> id.flatMap(memory::of));
        Sight sight = seen.filter(one -> !ledger.holds(tx, one.head()))
                .<Sight>map(one -> new Sight.Unlike(
                        head.seq() < one.head().seq() ? Why.BEHIND : Why.REWRITTEN,
                        one,
                        head,
                        here.isEmpty() && Files.exists(Path.of(one.place()))))
                .orElseGet(() -> new Sight.Known(head));
        return new Now(id, head, sight);
    }

    /// Takes the workspace as it is, because a person says that it was restored or copied: an event tells what had been
    /// seen, and from here on this file is remembered.
    ///
    /// @throws RefusedException where there is nothing to accept
    public Sight.Unlike accept(Actor actor) throws RefusedException {
        Sight.Unlike accepted = workspace.write(tx -> {
            if (!(compare(tx).sight() instanceof Sight.Unlike unlike)) {
                throw new RefusedException(
                        workspace.file().toString(),
                        "The workspace is what you have seen of it; there is nothing to accept.",
                        "");
            }
            ledger.append(
                    tx,
                    actor,
                    "ledger.accepted",
                    CanonicalJson.object()
                            .put("why", unlike.why().name().toLowerCase(Locale.ROOT))
                            .put("seenSeq", unlike.seen().head().seq())
                            .put("seenHash", unlike.seen().head().hash())
                            .put("seq", unlike.now().seq())
                            .put("hash", unlike.now().hash()));
            return unlike;
        });
        workspace.read(tx -> {
            ledger.workspaceId(tx)
                    .ifPresent(id -> memory.keep(new Seen(
                            id, place(), ledger.head(tx), clock.instant().truncatedTo(ChronoUnit.SECONDS))));
            return true;
        });
        return accepted;
    }

    /// What was seen at a place where there is no file now and a new workspace is to be; it is forgotten.
    public static Optional<Seen> gone(SeenHeads memory, Path file) {
        String place = place(file);
        Optional<Seen> seen = memory.at(place);
        memory.forget(place);
        return seen;
    }

    /// Remembers how it is left, where nothing is against it; says nothing, as whoever closes a file wants it closed.
    public void leave() {
        try {
            look();
        } catch (SurroundingsException unreadable) {
            // What was seen before stays remembered.
            return;
        }
    }

    /// Why it is not remembered; empty where it is.
    public Optional<String> unkept() {
        return memory.unkept();
    }

    private String place() {
        return place(workspace.file());
    }

    /// Also of a file that is not there, in a folder that is.
    private static String place(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            return Files.exists(absolute)
                    ? absolute.toRealPath().toString()
                    : Objects.requireNonNull(absolute.getParent())
                            .toRealPath()
                            .resolve(Objects.requireNonNull(absolute.getFileName()))
                            .toString();
        } catch (IOException noFolder) {
            return absolute.toString();
        }
    }
}
