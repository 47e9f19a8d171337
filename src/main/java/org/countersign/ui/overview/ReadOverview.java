package org.countersign.ui.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Standing;
import org.countersign.campaign.StandingStore;
import org.countersign.drift.DayChanges;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.Landscape;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Status;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.overview.Overview.CampaignLine;
import org.countersign.ui.overview.Overview.Figure;
import org.countersign.ui.overview.Overview.Freshness;
import org.countersign.ui.overview.Overview.News;

/// The slow half of the overview: the same evaluation as the drift check, now and a day before. Runs off the
/// JavaFX thread.
final class ReadOverview {
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
        Landscape landscape = app.workspace().read(tx -> new ReadLandscape(tx).asOf(asOf));
        DayChanges changes = comparable ? DayChanges.of(now, then, landscape) : DayChanges.NONE;
        return new Overview(
                true,
                Spoken.at(asOf, clock.getZone())
                        + (comparable ? Strings.of("overview.compared", Spoken.at(before, clock.getZone())) : ""),
                lead(now, changes, comparable),
                detail(now, changes, comparable, landscape),
                figures(now, then, comparable),
                changes.fresh().stream()
                        .limit(NEWS)
                        .map(finding -> new News(
                                finding.severity(),
                                finding.summary(),
                                name(landscape, finding.source()),
                                finding.status() == Status.BACK))
                        .toList(),
                changes.fresh().size(),
                gone(changes, landscape),
                comparable,
                campaigns(),
                landscape.sources().stream()
                        .map(state -> freshness(state, asOf))
                        .toList(),
                new ReadTrend(app).points(now));
    }

    private static String name(Landscape landscape, String source) {
        return landscape.source(source).map(state -> state.source().name()).orElse(source);
    }

    /// What could not be checked is said before any number.
    private static String lead(Evaluation now, DayChanges changes, boolean comparable) {
        String incomplete = now.notEvaluable().isEmpty() ? "" : Strings.of("overview.lead.incomplete") + " ";
        if (!comparable) {
            return now.snapshots().isEmpty()
                    ? Strings.of("overview.lead.empty")
                    : incomplete
                            + Strings.count(
                                    "overview.lead.first", now.findings().size());
        }
        long critical = changes.fresh().stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL)
                .count();
        return incomplete
                + (changes.fresh().isEmpty()
                        ? Strings.of("overview.lead.none")
                        : Strings.count("overview.lead", changes.fresh().size(), Spoken.number(critical)));
    }

    private static String detail(Evaluation now, DayChanges changes, boolean comparable, Landscape landscape) {
        var sentences = new ArrayList<String>();
        if (!now.notEvaluable().isEmpty()) {
            sentences.add(Strings.count(
                    "overview.detail.unknown",
                    now.notEvaluable().stream()
                            .map(NotEvaluable::rule)
                            .distinct()
                            .count(),
                    now.notEvaluable().stream()
                            .map(entry -> name(landscape, entry.source()))
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    now.notEvaluable().getFirst().reason()));
        } else if (!now.snapshots().isEmpty()) {
            sentences.add(Strings.of("overview.detail.evaluable"));
        }
        if (comparable) {
            sentences.add(
                    Strings.count("overview.detail.resolved", changes.gone().size()));
            long back = changes.fresh().stream()
                    .filter(one -> one.status() == Status.BACK)
                    .count();
            if (back > 0) {
                sentences.add(Strings.count("overview.detail.back", back));
            }
            if (!changes.unchecked().isEmpty()) {
                sentences.add(Strings.count(
                        "overview.detail.unchecked", changes.unchecked().size()));
            }
        }
        return String.join(" ", sentences);
    }

    private static String gone(DayChanges changes, Landscape landscape) {
        return changes.gone().isEmpty()
                ? ""
                : Strings.count(
                        "overview.gone",
                        changes.gone().size(),
                        changes.gone().stream()
                                .map(one -> name(landscape, one.source()))
                                .distinct()
                                .collect(Collectors.joining(", ")));
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
                comparable ? value - then.stream().filter(matches).count() : 0,
                comparable);
    }

    private List<CampaignLine> campaigns() {
        return app.workspace().read(tx -> {
            var store = new CampaignStore(tx);
            var lines = new ArrayList<CampaignLine>();
            for (Campaign campaign : store.all()) {
                if (campaign.state() == Campaign.State.CANCELLED || lines.size() == 3) {
                    continue;
                }
                Standing figures = new StandingStore(tx).of(campaign);
                lines.add(new CampaignLine(
                        campaign.name(),
                        campaign.title(),
                        campaign.state() == Campaign.State.OPEN
                                ? Strings.of("overview.due", Spoken.date(campaign.due()))
                                : Strings.of(
                                        "campaign.state." + campaign.state().text()),
                        figures,
                        Strings.of(
                                        "overview.decided",
                                        Spoken.number(figures.decided()),
                                        Spoken.number(figures.items()),
                                        Spoken.number(figures.unsigned()))
                                + (campaign.state() == Campaign.State.OPEN ? waiting(figures) : "")));
            }
            return lines;
        });
    }

    /// Who has not begun, and what nobody is asked about.
    private static String waiting(Standing figures) {
        return (figures.idle() == 0 ? "" : "; " + Strings.count("overview.idle", figures.idle()))
                + (figures.nobodys() == 0 ? "" : "; " + Strings.count("overview.nobody", figures.nobodys()));
    }

    private static Freshness freshness(SourceState state, Instant asOf) {
        if (state.snapshot().isEmpty()) {
            return new Freshness(state.id(), state.source().name(), Strings.of("overview.never"), 1, "", "high");
        }
        Snapshot snapshot = state.snapshot().get();
        Duration age = Duration.between(snapshot.takenAt(), asOf);
        Duration allowed = state.source().snapshotMaxAge();
        double share = (double) age.toSeconds() / allowed.toSeconds();
        String text = Strings.of("overview.age", Spoken.age(age), Spoken.age(allowed));
        if (share > 1) {
            return new Freshness(state.id(), state.source().name(), text, share, Strings.of("overview.stale"), "high");
        }
        if (!snapshot.completeness().complete()) {
            return new Freshness(
                    state.id(), state.source().name(), text, share, Strings.of("overview.incomplete"), "unknown");
        }
        return new Freshness(
                state.id(),
                state.source().name(),
                text,
                share,
                Strings.count("overview.accounts", snapshot.accounts()),
                "muted");
    }
}
