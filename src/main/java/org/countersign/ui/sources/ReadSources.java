package org.countersign.ui.sources;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
import org.countersign.text.Spoken;
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
                List<Snapshot> taken = store.before(source.id(), asOf);
                taken.stream().findFirst().ifPresent(newest::add);
                rows.add(row(source, taken, asOf));
            }
            return new Loaded(rows, new SourceGuess(governance.sources(), newest));
        });
    }

    private SourceRow row(Source source, List<Snapshot> taken, Instant asOf) {
        Optional<Snapshot> current = taken.stream().findFirst();
        Optional<Duration> age = current.map(snapshot -> Duration.between(snapshot.takenAt(), asOf));
        String state = state(source, current, age);
        String old = age.map(Spoken::age).orElse("");
        return new SourceRow(
                source.id(),
                source.name(),
                source.kind() == Source.Kind.IDP,
                current.map(snapshot -> Strings.count("sources.line", snapshot.accounts(), old))
                        .orElseGet(() -> Strings.of("sources.never")),
                switch (state) {
                    case "good" -> "approve";
                    case "incomplete" -> "medium";
                    default -> "high";
                },
                Strings.of("sources.state." + state),
                Strings.of(
                        "sources.sentence." + state,
                        Formats.name(source.name()),
                        old,
                        Spoken.age(source.snapshotMaxAge())),
                facts(source, current, age, asOf),
                current.map(snapshot -> snapshot.completeness().gaps()).orElse(List.of()),
                current.map(snapshot -> snapshot.completeness().notes()).orElse(List.of()),
                SourceFacts.coverage(source),
                SourceFacts.vendor(source),
                SourceFacts.taken(taken, clock.getZone()));
    }

    private static String state(Source source, Optional<Snapshot> current, Optional<Duration> age) {
        if (current.isEmpty()) {
            return "never";
        }
        if (age.filter(old -> old.compareTo(source.snapshotMaxAge()) > 0).isPresent()) {
            return "stale";
        }
        return current.get().completeness().complete() ? "good" : "incomplete";
    }

    private List<Map.Entry<String, String>> facts(
            Source source, Optional<Snapshot> current, Optional<Duration> age, Instant asOf) {
        var facts = new ArrayList<Map.Entry<String, String>>();
        fact(facts, "kind", Strings.of(source.kind() == Source.Kind.IDP ? "sources.idp" : "sources.app"));
        fact(facts, "vendor", SourceFacts.dialect(source));
        fact(facts, "id", source.id());
        current.ifPresent(snapshot -> snapshot(facts, snapshot));
        fact(facts, "completeness", SourceFacts.completeness(current));
        String allowed = Spoken.age(source.snapshotMaxAge());
        fact(
                facts,
                "maxAge",
                age.map(old -> Strings.of("sources.age", Spoken.age(old), allowed))
                        .orElse(Strings.of("sources.age.never", allowed)));
        fact(facts, "token", token(source, asOf));
        return facts;
    }

    private void snapshot(List<Map.Entry<String, String>> facts, Snapshot snapshot) {
        fact(facts, "snapshot", Spoken.number(snapshot.number()));
        fact(facts, "takenAt", Spoken.at(snapshot.takenAt(), clock.getZone()));
        fact(
                facts,
                "holds",
                Strings.of(
                        "sources.holds",
                        Spoken.number(snapshot.accounts()),
                        Spoken.number(snapshot.groups()),
                        Spoken.number(snapshot.memberships())));
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
                ? Strings.of("sources.token.ended", Spoken.date(expires.get()))
                : Strings.count("sources.token.left", days, Spoken.date(expires.get()));
    }
}
