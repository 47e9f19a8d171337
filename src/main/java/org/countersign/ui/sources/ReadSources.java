package org.countersign.ui.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.snapshot.SourceGuess;
import org.countersign.text.Formats;
import org.countersign.text.Strings;

/// The slow half of the sources screen. Runs off the JavaFX thread.
final class ReadSources {
    private final Countersign app;
    private final Clock clock;

    ReadSources(Countersign app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    /// @param guess knows of which source a file is
    record Loaded(List<SourceRow> rows, SourceGuess guess) {
        Loaded {
            rows = List.copyOf(rows);
        }
    }

    Loaded run() {
        Instant asOf = app.sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return app.workspace().read(tx -> {
            Governance governance = new GovernanceStore(tx)
                    .newest()
                    .map(version -> GovernanceJson.typed(version.body()))
                    .orElse(Governance.EMPTY);
            var store = new SnapshotStore(tx);
            var rows = new ArrayList<SourceRow>();
            var newest = new ArrayList<Snapshot>();
            for (Source source : governance.sources()) {
                Optional<Snapshot> current = store.current(source.id(), asOf);
                current.ifPresent(newest::add);
                rows.add(row(source, current, asOf));
            }
            return new Loaded(rows, new SourceGuess(governance.sources(), newest));
        });
    }

    private SourceRow row(Source source, Optional<Snapshot> current, Instant asOf) {
        var facts = new ArrayList<Map.Entry<String, String>>();
        fact(facts, "kind", Strings.of(source.kind() == Source.Kind.IDP ? "sources.idp" : "sources.app"));
        fact(facts, "vendor", source.vendor());
        fact(facts, "id", source.id());
        current.ifPresent(snapshot -> snapshot(facts, snapshot));
        fact(facts, "maxAge", Formats.age(source.snapshotMaxAge()));
        fact(facts, "token", token(source, asOf));
        fact(facts, "coverage", coverage(source));
        if (current.isEmpty()) {
            return new SourceRow(
                    source.id(),
                    source.name(),
                    source.kind() == Source.Kind.IDP,
                    Strings.of("sources.never"),
                    "high",
                    Strings.of("sources.state.never"),
                    Strings.of("sources.sentence.never", Formats.name(source.name())),
                    facts,
                    List.of(),
                    List.of());
        }
        Snapshot snapshot = current.get();
        Duration age = Duration.between(snapshot.takenAt(), asOf);
        boolean stale = age.compareTo(source.snapshotMaxAge()) > 0;
        boolean complete = snapshot.completeness().complete();
        String state = stale ? "stale" : complete ? "good" : "incomplete";
        return new SourceRow(
                source.id(),
                source.name(),
                source.kind() == Source.Kind.IDP,
                Strings.count("sources.line", snapshot.accounts(), Formats.age(age)),
                stale ? "high" : complete ? "approve" : "medium",
                Strings.of("sources.state." + state),
                Strings.of("sources.sentence." + state, Formats.name(source.name()), Formats.age(age)),
                facts,
                snapshot.completeness().gaps(),
                snapshot.completeness().notes());
    }

    private void snapshot(List<Map.Entry<String, String>> facts, Snapshot snapshot) {
        fact(facts, "snapshot", Formats.number(snapshot.number()));
        fact(facts, "takenAt", Formats.screen(snapshot.takenAt(), clock.getZone()));
        fact(
                facts,
                "holds",
                Strings.of(
                        "sources.holds",
                        Formats.number(snapshot.accounts()),
                        Formats.number(snapshot.groups()),
                        Formats.number(snapshot.memberships())));
    }

    private static void fact(List<Map.Entry<String, String>> facts, String key, String value) {
        facts.add(Map.entry(Strings.of("sources.fact." + key), value));
    }

    private static String token(Source source, Instant asOf) {
        Optional<LocalDate> expires = source.token().flatMap(Source.Token::expires);
        if (expires.isEmpty()) {
            return Strings.of("sources.token.unknown");
        }
        long days = ChronoUnit.DAYS.between(asOf.atZone(ZoneOffset.UTC).toLocalDate(), expires.get());
        return days < 0
                ? Strings.of("sources.token.ended", expires.get())
                : Strings.count("sources.token.left", days, expires.get());
    }

    /// How many kinds of credentials and holdings deactivation takes, by state.
    private static String coverage(Source source) {
        var parts = new ArrayList<String>();
        for (Source.State state : Source.State.values()) {
            long count = Source.HOLDINGS.stream()
                    .filter(holding -> source.coverage(holding).state() == state)
                    .count();
            if (count > 0) {
                parts.add(Formats.number(count) + " "
                        + Strings.of("coverage." + state.name().toLowerCase(Locale.ROOT)));
            }
        }
        return String.join(", ", parts);
    }
}
