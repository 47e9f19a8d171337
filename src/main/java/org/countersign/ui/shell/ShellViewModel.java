package org.countersign.ui.shell;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.StateStore;
import org.countersign.drift.Evaluation;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.ledger.Ledger;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Spot;
import org.countersign.ui.view.Trail;

/// State of the window: where one is, and what the status bar says.
public final class ShellViewModel implements Navigator {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.OVERVIEW);
    private final ReadOnlyObjectWrapper<Spot> spot = new ReadOnlyObjectWrapper<>(new Spot(Place.OVERVIEW, ""));
    private final Visited visited = new Visited();
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(Status.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private long version;
    private boolean loading;
    /// On the worker alone.
    private Ledger.Head held = new Ledger.Head(0, "0".repeat(64));

    /// Reads from `app`.
    public ShellViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        place.subscribe(now -> {
            if (spot.get().place() != now) {
                arrive(new Spot(now, ""));
            }
        });
    }

    /// The status bar and the figures in the navigation.
    ///
    /// @param ledger already in words
    public record Status(
            String asOf,
            int stale,
            int sources,
            int notEvaluable,
            int findings,
            int openItems,
            String ledger,
            boolean chainHolds) {
        Status with(int open, String chain, boolean holds) {
            return new Status(asOf, stale, sources, notEvaluable, findings, open, chain, holds);
        }

        static final Status NONE = new Status("", 0, 0, 0, 0, 0, "", true);
    }

    /// Where one is.
    public ObjectProperty<Place> placeProperty() {
        return place;
    }

    /// The same, and what of it.
    public ReadOnlyObjectProperty<Spot> spotProperty() {
        return spot.getReadOnlyProperty();
    }

    @Override
    public void go(Place to) {
        go(to, "");
    }

    @Override
    public void go(Place to, String id) {
        arrive(new Spot(to, id));
    }

    /// Where one was before.
    public void back() {
        visited.back().ifPresent(this::show);
    }

    /// Where one was when one went back.
    public void forward() {
        visited.forward().ifPresent(this::show);
    }

    private void arrive(Spot to) {
        Trail.mark(to.place());
        visited.visit(to);
        show(to);
    }

    private void show(Spot to) {
        spot.set(to);
        place.set(to.place());
    }

    /// What is known.
    public ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Why the workspace cannot be read; empty while it can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The name of the workspace file.
    public String workspace() {
        return app.workspace().file().getFileName().toString();
    }

    /// Loads again.
    public void refresh() {
        loading = true;
        background.run(
                this::load,
                loaded -> {
                    loading = false;
                    problem.set("");
                    status.set(loaded);
                },
                failure -> {
                    loading = false;
                    problem.set(Failures.said(failure));
                    status.set(new Status(
                            Strings.of("shell.unreadable"), 0, 0, 0, 0, 0, Strings.of("shell.ledger.unread"), false));
                });
    }

    /// Asks whether another process has written; `changed` runs where it has.
    public void poll(Runnable changed) {
        if (loading) {
            return;
        }
        background.run(
                () -> app.workspace().version(),
                now -> {
                    boolean first = version == 0;
                    boolean another = version != now;
                    version = now;
                    if (another && !first) {
                        refresh();
                        changed.run();
                    }
                },
                _ -> {});
    }

    private Status load() {
        Instant asOf = app.sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Evaluation evaluation = evaluated(asOf);
        int stale = (int) evaluation.findings().stream()
                .filter(finding -> finding.rule().equals("snapshot-stale"))
                .count();
        int sources = app.workspace().read(tx -> new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()).sources().size())
                .orElse(0));
        Counted counted = counted(new Ledger.Head(0, "0".repeat(64)));
        boolean sample = app.sampleAsOf().isPresent();
        return new Status(
                Strings.of(sample ? "shell.asOf.sample" : "shell.asOf", Spoken.at(asOf, clock.getZone())),
                stale,
                sources,
                evaluation.notEvaluable().size(),
                evaluation.findings().size(),
                counted.openItems(),
                counted.ledger(),
                counted.holds());
    }

    /// On a connection of its own: what somebody decides meanwhile does not wait for the rules.
    private Evaluation evaluated(Instant asOf) {
        try (Countersign own = app.beside()) {
            return own.checkDrift().asOf(asOf);
        }
    }

    /// What changes with each decision.
    private record Counted(int openItems, String ledger, boolean holds) {}

    /// @param from where the chain held before; what came since is walked
    private Counted counted(Ledger.Head from) {
        return app.workspace().<Counted, RuntimeException>read(tx -> {
            var states = new StateStore(tx);
            int open = new CampaignStore(tx)
                    .all().stream()
                            .filter(campaign -> campaign.state() == Campaign.State.OPEN)
                            .mapToInt(campaign -> states.open(campaign.name()))
                            .sum();
            return switch (app.ledger().verifyFrom(tx, from)) {
                case Ledger.Verdict.Holds(Ledger.Head head) -> {
                    held = head;
                    yield new Counted(open, Strings.of("shell.ledger", Spoken.number(head.seq())), true);
                }
                case Ledger.Verdict.Broken(long seq, Ledger.Why _) ->
                    new Counted(open, Strings.of("shell.ledger.broken", seq), false);
            };
        });
    }

    /// Counts again after a decision, without asking the rules.
    public void count() {
        Status before = status.get();
        background.run(
                () -> counted(held),
                counted -> {
                    // A load that has come meanwhile knows it all.
                    if (status.get() == before) {
                        status.set(before.with(counted.openItems(), counted.ledger(), counted.holds()));
                    }
                },
                _ -> refresh());
    }
}
