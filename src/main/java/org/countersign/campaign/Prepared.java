package org.countersign.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.campaign.Foreseen.Doubt;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.SourceState;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;

/// What a campaign is opened on: the population as of an instant, and what of it is in scope.
///
/// @param from the first day of the period
/// @param asked what is in scope, by subject key
record Prepared(
        Landscape landscape,
        Evaluation evaluation,
        LocalDate from,
        Population population,
        Map<String, ReviewItem> asked) {
    private static final int PERIOD_DAYS = 90;

    /// Reads it; changes nothing.
    ///
    /// @throws RefusedException where the scope names what nothing has, or holds nothing
    static Prepared of(Transaction tx, CheckDrift drift, OpenCampaign.Request request, Instant asOf)
            throws RefusedException {
        var store = new CampaignStore(tx);
        Landscape landscape = new ReadLandscape(tx).asOf(asOf);
        Evaluation evaluation = drift.evaluate(tx, asOf);
        LocalDate from = store.all().stream()
                .filter(earlier -> earlier.state() == Campaign.State.SIGNED)
                .map(earlier -> day(earlier.asOf()))
                .findFirst()
                .orElse(day(asOf).minusDays(PERIOD_DAYS));
        var population = new Population(
                request.name(),
                landscape,
                evaluation,
                new Assignment(landscape, request.owner(), request.fallback()),
                from,
                store.previous());
        request.scope().require(population.items().values());
        Map<String, ReviewItem> asked = new LinkedHashMap<>(population.items());
        asked.values().removeIf(item -> !request.scope().includes(item));
        if (asked.isEmpty()) {
            throw new RefusedException(
                    request.name(),
                    "Nothing is in scope, so there is nothing to review.",
                    "Import snapshots first, or widen the scope.");
        }
        return new Prepared(landscape, evaluation, from, population, asked);
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// Sources of what is asked, and the IdPs behind them, that say less than they should.
    List<Doubt> doubts() {
        Set<String> sources = new HashSet<>();
        asked.values().forEach(item -> sources.add(item.source()));
        landscape.apps().stream()
                .filter(app -> sources.contains(app.id()))
                .toList()
                .forEach(app ->
                        app.idp().ifPresent(idp -> sources.add(idp.state().id())));
        var doubts = new ArrayList<Doubt>();
        for (SourceState state : landscape.sources()) {
            if (sources.contains(state.id())) {
                why(state)
                        .forEach(why ->
                                doubts.add(new Doubt(state.id(), state.source().name(), why)));
            }
        }
        return doubts;
    }

    private List<Doubt.Why> why(SourceState state) {
        if (state.snapshot().isEmpty()) {
            return List.of(Doubt.Why.NONE);
        }
        var why = new ArrayList<Doubt.Why>();
        Duration age = Duration.between(state.snapshot().get().takenAt(), landscape.asOf());
        if (age.compareTo(state.source().snapshotMaxAge()) > 0) {
            why.add(Doubt.Why.STALE);
        }
        if (!state.complete()) {
            why.add(Doubt.Why.INCOMPLETE);
        }
        return why;
    }
}
