package org.countersign.ui.trouble;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.countersign.app.Countersign;
import org.countersign.ledger.RecallHead;
import org.countersign.ledger.RecallHead.Sight.Unlike;
import org.countersign.ledger.SeenHeads;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.workspace.Trouble;

/// State of the strip over every screen: whether the workspace that is open can still be written, and whether this
/// computer's clock can be right.
///
/// A clock that went back is seen by a time that was seen before, here or in the ledger. One that went ahead cannot be
/// told from time that passed.
public final class TroubleViewModel {
    /// Less than this is a clock that was set right by its time server.
    private static final Duration DRIFT = Duration.ofMinutes(1);

    private final Countersign app;
    private final RecallHead recall;
    private final Clock clock;
    private final Background watching;
    private final Background slow;
    private final ReadOnlyObjectWrapper<Seen> seen = new ReadOnlyObjectWrapper<>(Seen.NONE);
    private final boolean live;
    private boolean looking;
    /// On the worker alone.
    private Instant latest = Instant.MIN;
    /// The same.
    private Optional<Unlike> last = Optional.empty();

    /// @param watching for this alone, since everything else may wait for the workspace
    /// @param slow for what takes long
    /// @param memory of the heads of ledgers that whoever looks has seen
    public TroubleViewModel(Countersign app, Clock clock, Background watching, Background slow, SeenHeads memory) {
        this.app = app;
        this.recall = app.recall(memory);
        this.clock = clock;
        this.watching = watching;
        this.slow = slow;
        // The sample organisation lives on one day, whatever the clock says.
        this.live = app.sampleAsOf().isEmpty();
    }

    /// What was seen.
    ///
    /// @param behind the time that was seen before, and what it is now, where the clock went back
    /// @param unlike what this person saw of the workspace before, where it is not that
    public record Seen(Optional<Trouble> trouble, Optional<Behind> behind, Optional<Unlike> unlike) {
        static final Seen NONE = new Seen(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A clock that went back.
    public record Behind(Instant before, Instant now) {}

    /// The last look.
    public ReadOnlyObjectProperty<Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /// The file.
    public Path file() {
        return app.workspace().file();
    }

    /// Looks, unless it does already.
    public void look() {
        if (looking) {
            return;
        }
        looking = true;
        watching.run(
                this::now,
                found -> {
                    looking = false;
                    seen.set(found);
                },
                _ -> looking = false);
    }

    private Seen now() {
        Optional<Trouble> trouble = app.workspace().trouble();
        return trouble.isPresent()
                ? new Seen(trouble, Optional.empty(), Optional.empty())
                : new Seen(trouble, live ? behind() : Optional.empty(), unlike());
    }

    /// As it was, while somebody is at work in the workspace.
    private Optional<Unlike> unlike() {
        recall.lookNow()
                .ifPresent(sight -> last = sight instanceof Unlike unlike ? Optional.of(unlike) : Optional.empty());
        return last;
    }

    private Optional<Behind> behind() {
        Instant now = clock.instant();
        app.workspace()
                .<Optional<Instant>, RuntimeException>readNow(app.ledger()::newest)
                .flatMap(newest -> newest)
                .ifPresent(this::seen);
        Optional<Behind> behind =
                latest.isAfter(now.plus(DRIFT)) ? Optional.of(new Behind(latest, now)) : Optional.empty();
        seen(now);
        return behind;
    }

    private void seen(Instant time) {
        if (time.isAfter(latest)) {
            latest = time;
        }
    }

    /// Writes what is open to another file, which nobody else has.
    ///
    /// @param done gets why it could not be; empty where it is there
    public void save(Path to, Consumer<String> done) {
        slow.run(
                () -> {
                    app.workspace().backup(to);
                    return true;
                },
                _ -> done.accept(""),
                failure -> done.accept(Failures.said(failure)));
    }

    /// Takes the workspace as it is, for good.
    ///
    /// @param done gets why it could not be; empty where it was
    public void accept(Consumer<String> done) {
        slow.run(
                () -> recall.accept(app.actor()),
                _ -> {
                    done.accept("");
                    look();
                },
                failure -> done.accept(Failures.said(failure)));
    }
}
