package org.countersign.ui.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.evidence.ExportLedger;
import org.countersign.evidence.VerifyLedger;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.Watched;
import org.countersign.ui.view.Failures;
import org.countersign.work.Progress;
import org.countersign.work.WholeFile;

/// The walk over the whole ledger that a person asks for, and can stop.
public final class LedgerWalk {
    private final Countersign app;
    private final Clock clock;
    private final Background slow;
    private final ReadOnlyObjectWrapper<Optional<Walked>> walked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper("");
    private Optional<Watched> watched = Optional.empty();

    LedgerWalk(Countersign app, Clock clock, Background slow) {
        this.app = app;
        this.clock = clock;
        this.slow = slow;
    }

    /// Where an export that stands alone was written, and its head; empty before there was one.
    public ReadOnlyStringProperty keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /// Exports the whole ledger to a file that can be verified without the workspace.
    public void keep(Path file) {
        problem.set("");
        slow.run(
                () -> {
                    ExportLedger.Exported exported = new ExportLedger(app.workspace(), app.ledger(), app.clock())
                            .run(app.actor(), Optional.empty(), Optional.empty());
                    WholeFile.replace(file, exported.file());
                    return exported.head();
                },
                head -> kept.set(Strings.of(
                        "ledger.kept",
                        Spoken.number(head.seq()),
                        Formats.visible(file.toString()),
                        Formats.groups(head.hash()))),
                failure -> problem.set(Failures.said(failure)));
    }

    /// What it came to, and when.
    public record Walked(VerifyLedger.Outcome outcome, Instant at) {}

    /// The last one; empty before there was one.
    public ReadOnlyObjectProperty<Optional<Walked>> walkedProperty() {
        return walked.getReadOnlyProperty();
    }

    /// While it is under way.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// How much of it is done, of 1.
    public ReadOnlyDoubleProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /// The same in words.
    public ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Why it could not be walked; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Walks, unless it does already.
    public void begin() {
        if (running.get()) {
            return;
        }
        running.set(true);
        done.set(0);
        problem.set("");
        var watch = new Watched(words -> slow.tell(() -> progress.set(words)));
        watched = Optional.of(watch);
        slow.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        return own.verifyLedger().run(reporting(watch));
                    }
                },
                outcome -> {
                    end();
                    walked.set(Optional.of(new Walked(outcome, clock.instant())));
                },
                failure -> {
                    end();
                    problem.set(Failures.said(failure));
                });
    }

    private Progress reporting(Watched watch) {
        return new Progress() {
            @Override
            public void report(String step, long at, long total) {
                watch.report(step, at, total);
                slow.tell(() -> done.set(total == 0 ? 0 : (double) at / total));
            }

            @Override
            public boolean stopped() {
                return watch.stopped();
            }
        };
    }

    private void end() {
        running.set(false);
        progress.set("");
        watched = Optional.empty();
    }

    /// Asks it to end; what was walked by then is said.
    public void stop() {
        watched.ifPresent(Watched::stop);
    }
}
