package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.evidence.ExportEvidence;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.WholeFile;

/// State of the page of evidence: the campaign that is looked at, what was signed of it, and the ledger; and what a
/// person does with them. Long work has a connection of its own, so that the rest of the window reads meanwhile.
public final class EvidenceViewModel {
    private final Countersign app;
    private final Clock clock;
    private final ReadEvidence read;
    private final Background background;
    private final Background slow;
    private final OwnerSigning signing;
    private final CounterSigning counterSigning;
    private final ExtractsViewModel extracts;
    private final ReadOnlyObjectWrapper<Optional<EvidenceState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LedgerCheck>> ledger = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper();
    private String wished = "";

    /// Reads and writes by `app`.
    ///
    /// @param slow for documents and the walk over the ledger
    public EvidenceViewModel(Countersign app, Clock clock, Background background, Background slow, Signing signing) {
        this.app = app;
        this.clock = clock;
        this.read = new ReadEvidence(app);
        this.background = background;
        this.slow = slow;
        this.signing = new OwnerSigning(this, app, signing);
        counterSigning = new CounterSigning(signing, this::say);
        extracts = new ExtractsViewModel(app, slow, this::say);
    }

    /// One more signature under a report.
    CounterSigning counterSigning() {
        return counterSigning;
    }

    /// Reports about parts of campaigns.
    ExtractsViewModel extracts() {
        return extracts;
    }

    /// What there is; empty before it is read.
    public ReadOnlyObjectProperty<Optional<EvidenceState>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What the last walk over the ledger found; empty before there was one.
    public ReadOnlyObjectProperty<Optional<LedgerCheck>> ledgerProperty() {
        return ledger.getReadOnlyProperty();
    }

    /// Why something could not be done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While something is under way.
    public BooleanExpression busyProperty() {
        return running.greaterThan(0);
    }

    /// Looks at another campaign.
    public void select(String campaign) {
        if (!wished.equals(campaign)) {
            wished = campaign;
            refresh();
        }
    }

    /// Reads again.
    public void refresh() {
        String asked = wished;
        run(background, () -> read.read(asked), found -> {
            if (asked.equals(wished)) {
                state.set(Optional.of(found));
                if (ledger.get()
                        .filter(one -> one.length() != found.head().seq())
                        .isPresent()) {
                    verifyLedger();
                }
            }
        });
    }

    /// Comes to the page: reads, and walks over the ledger where it was not walked since it grew.
    public void open() {
        problem.set("");
        refresh();
        if (ledger.get().isEmpty()) {
            verifyLedger();
        }
    }

    /// Recomputes every hash of the ledger.
    public void verifyLedger() {
        run(
                slow,
                () -> {
                    try (Countersign own = app.beside()) {
                        return own.workspace()
                                .<LedgerCheck, RuntimeException>read(tx -> new LedgerCheck(
                                        own.ledger().verify(tx),
                                        own.ledger().head(tx).seq(),
                                        clock.instant()));
                    }
                },
                found -> ledger.set(Optional.of(found)));
    }

    /// Signs the campaign that is looked at.
    OwnerSigning signing() {
        return signing;
    }

    void started() {
        running.set(running.get() + 1);
    }

    void ended() {
        running.set(running.get() - 1);
    }

    /// Writes the finished bundle, whole or not at all.
    public void export(Path file) {
        problem.set("");
        state.get()
                .flatMap(EvidenceState::chosen)
                .ifPresent(chosen -> run(
                        slow,
                        () -> {
                            try (Countersign own = app.beside()) {
                                byte[] bundle = own.exportEvidence()
                                        .bundle(chosen.campaign().name());
                                WholeFile.replace(file, bundle);
                                return Sha256.hex(bundle);
                            }
                        },
                        sha256 -> say(Strings.of(
                                "evidence.exported", Formats.visible(file.toString()), Formats.digest(sha256)))));
    }

    /// Writes the signed PDF, or a draft before it is signed.
    public void document(Path file) {
        problem.set("");
        state.get()
                .flatMap(EvidenceState::chosen)
                .ifPresent(chosen -> run(
                        slow,
                        () -> {
                            try (Countersign own = app.beside()) {
                                ExportEvidence.Document document = own.exportEvidence()
                                        .document(chosen.campaign().name());
                                WholeFile.replace(file, document.pdf());
                                return document.draft();
                            }
                        },
                        draft -> say(Strings.of(
                                draft ? "evidence.pdf.draftSaved" : "evidence.pdf.saved",
                                Formats.visible(file.toString())))));
    }

    private <T> void run(Background where, Callable<T> work, Consumer<T> done) {
        started();
        where.run(
                work,
                value -> {
                    ended();
                    done.accept(value);
                },
                failure -> {
                    ended();
                    problem.set(Failures.said(failure));
                });
    }

    void say(String text) {
        message.set("");
        message.set(text);
    }
}
