package org.countersign.ui.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Figures;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.overview.Overview.CampaignLine;
import org.countersign.ui.overview.Overview.Figure;
import org.countersign.ui.overview.Overview.Freshness;
import org.countersign.ui.overview.Overview.News;
import org.countersign.ui.overview.Overview.Point;

/// The slow half of the overview: the same evaluation as the drift check, now and a day before. Runs off the
/// JavaFX thread.
final class ReadOverview {
    private static final int DAYS = 30;
    private static final int NEWS = 6;

    private final Countersign app;
    private final Clock clock;

    ReadOverview(Countersign app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    /// As of now, or of the instant that a sample is looked at from.
    Overview run() {
        Instant asOf = app.sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Instant before = asOf.minus(1, ChronoUnit.DAYS);
        Evaluation now = app.checkDrift().asOf(asOf);
        Evaluation then = app.checkDrift().asOf(before);
        boolean comparable = !then.snapshots().isEmpty();
        List<Finding> fresh = comparable ? added(now.findings(), then.findings()) : List.of();
        long resolved = comparable ? added(then.findings(), now.findings()).size() : 0;
        Landscape landscape = app.workspace().read(tx -> new ReadLandscape(tx).asOf(asOf));
        return new Overview(
                true,
                Formats.screen(asOf, clock.getZone())
                        + (comparable ? Strings.of("overview.compared", Formats.screen(before, clock.getZone())) : ""),
                lead(now, fresh, comparable),
                detail(now, resolved, comparable),
                figures(now, then, comparable),
                fresh.stream()
                        .limit(NEWS)
                        .map(finding ->
                                new News(finding.severity(), finding.summary(), name(landscape, finding.source())))
                        .toList(),
                fresh.size(),
                campaigns(),
                landscape.sources().stream()
                        .map(state -> freshness(state, asOf))
                        .toList(),
                trend(asOf));
    }

    private static String name(Landscape landscape, String source) {
        return landscape.source(source).map(state -> state.source().name()).orElse(source);
    }

    private static List<Finding> added(List<Finding> now, List<Finding> then) {
        Set<String> known = then.stream().map(Finding::fingerprint).collect(Collectors.toCollection(HashSet::new));
        return now.stream()
                .filter(finding -> !known.contains(finding.fingerprint()))
                .toList();
    }

    private static String lead(Evaluation now, List<Finding> fresh, boolean comparable) {
        if (!comparable) {
            return now.snapshots().isEmpty()
                    ? Strings.of("overview.lead.empty")
                    : Strings.of(
                            "overview.lead.first", Formats.number(now.findings().size()));
        }
        long critical = fresh.stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL)
                .count();
        return fresh.isEmpty()
                ? Strings.of("overview.lead.none")
                : Strings.count("overview.lead", fresh.size(), Formats.number(critical));
    }

    private static String detail(Evaluation now, long resolved, boolean comparable) {
        String unknown = now.notEvaluable().isEmpty()
                ? Strings.of("overview.detail.evaluable")
                : Strings.count(
                        "overview.detail.unknown",
                        now.notEvaluable().size(),
                        now.notEvaluable().getFirst().reason());
        return (comparable ? Strings.of("overview.detail.resolved", Formats.number(resolved)) + " " : "") + unknown;
    }

    private static List<Figure> figures(Evaluation now, Evaluation then, boolean comparable) {
        var figures = new ArrayList<Figure>();
        figures.add(figure("open", now.findings(), then.findings(), _ -> true, comparable));
        figures.add(figure(
                "critical", now.findings(), then.findings(), f -> f.severity() == Severity.CRITICAL, comparable));
        figures.add(figure(
                "unmatched",
                now.findings(),
                then.findings(),
                f -> f.rule().equals("unmatched-account") || f.rule().equals("privileged-account-outside-idp"),
                comparable));
        figures.add(figure(
                "exceptions", now.findings(), then.findings(), f -> f.rule().startsWith("exception-"), comparable));
        return figures;
    }

    private static Figure figure(
            String key, List<Finding> now, List<Finding> then, Predicate<Finding> matches, boolean comparable) {
        long value = now.stream().filter(matches).count();
        return new Figure(
                Strings.of("overview.figure." + key),
                value,
                comparable ? value - then.stream().filter(matches).count() : 0);
    }

    private List<CampaignLine> campaigns() {
        return app.workspace().read(tx -> {
            var store = new CampaignStore(tx);
            var lines = new ArrayList<CampaignLine>();
            for (Campaign campaign : store.all()) {
                if (campaign.state() == Campaign.State.CANCELLED || lines.size() == 3) {
                    continue;
                }
                Figures figures = Figures.of(store.items(campaign.name()));
                lines.add(new CampaignLine(
                        campaign.title(),
                        campaign.state() == Campaign.State.OPEN
                                ? Strings.of("overview.due", campaign.due())
                                : Strings.of(
                                        "campaign.state." + campaign.state().text()),
                        figures,
                        Strings.of(
                                "overview.decided",
                                Formats.number(figures.decided()),
                                Formats.number(figures.items()),
                                Formats.number(figures.unsigned()))));
            }
            return lines;
        });
    }

    private static Freshness freshness(SourceState state, Instant asOf) {
        if (state.snapshot().isEmpty()) {
            return new Freshness(state.source().name(), Strings.of("overview.never"), 1, "", "high");
        }
        Snapshot snapshot = state.snapshot().get();
        Duration age = Duration.between(snapshot.takenAt(), asOf);
        Duration allowed = state.source().snapshotMaxAge();
        double share = (double) age.toSeconds() / allowed.toSeconds();
        String text = Strings.of("overview.age", Formats.age(age), Formats.age(allowed));
        if (share > 1) {
            return new Freshness(state.source().name(), text, share, Strings.of("overview.stale"), "high");
        }
        if (!snapshot.completeness().complete()) {
            return new Freshness(state.source().name(), text, share, Strings.of("overview.incomplete"), "unknown");
        }
        return new Freshness(
                state.source().name(), text, share, Strings.count("overview.accounts", snapshot.accounts()), "muted");
    }

    /// One point a snapshot of the last 30 days: the rules answered as of each.
    private List<Point> trend(Instant asOf) {
        var instants = new TreeSet<Instant>();
        app.workspace()
                .read(tx -> new SnapshotStore(tx).all())
                .forEach(snapshot -> instants.add(snapshot.takenAt().plusSeconds(1)));
        instants.removeIf(at -> at.isBefore(asOf.minus(DAYS, ChronoUnit.DAYS)) || at.isAfter(asOf));
        instants.add(asOf);
        return instants.stream()
                .skip(Math.max(0, instants.size() - DAYS))
                .map(at -> point(app.checkDrift().asOf(at)))
                .toList();
    }

    private static Point point(Evaluation evaluation) {
        var counts = new long[Severity.values().length];
        evaluation
                .findings()
                .forEach(finding -> counts[List.of(Severity.values()).indexOf(finding.severity())]++);
        return new Point(evaluation.asOf(), counts[0], counts[1], counts[2], counts[3]);
    }
}
