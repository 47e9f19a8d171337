package org.countersign.ui.sources;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.governance.Source;
import org.countersign.scim.Dialects;
import org.countersign.scim.Facts;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.sources.SourceRow.Holding;
import org.countersign.ui.sources.SourceRow.Taken;
import org.countersign.ui.sources.SourceRow.Told;

/// What is known of a source beside its newest snapshot, each with where it is known from.
final class SourceFacts {
    private static final int SNAPSHOTS = 6;

    private SourceFacts() {}

    /// The governance file's word counts; where it has none, the vendor's own pages are shown beside.
    static List<Holding> coverage(Source source) {
        Facts facts = Dialects.of(source.vendor()).facts();
        return Source.HOLDINGS.stream()
                .map(holding -> holding(holding, source.coverage(holding), facts.coverage(holding)))
                .toList();
    }

    private static Holding holding(String id, Source.Coverage recorded, Facts.Coverage vendor) {
        String name = Strings.of("holding." + id);
        if (recorded.state() != Source.State.UNKNOWN) {
            String by = recorded.source().orElseGet(() -> Strings.of("sources.coverage.file"));
            String from = recorded.checked()
                    .map(day -> Strings.of("sources.coverage.checked", by, Spoken.date(day)))
                    .orElse(by);
            return holding(name, recorded.state().name(), from);
        }
        return vendor.effect() == Facts.Effect.UNKNOWN
                ? holding(name, recorded.state().name(), Strings.of("sources.coverage.nobody"))
                : holding(name, vendor.effect().name(), Strings.of("sources.coverage.vendor", vendor.source()));
    }

    private static Holding holding(String name, String state, String from) {
        String lower = state.toLowerCase(Locale.ROOT);
        return new Holding(name, lower, Strings.of("coverage." + lower), from);
    }

    /// What the vendor means and what its answers never tell.
    static List<Told> vendor(Source source) {
        Facts facts = Dialects.of(source.vendor()).facts();
        return Stream.of(
                        facts.inactive().stream(),
                        facts.marks().stream(),
                        facts.untold().stream().map(Facts.Untold::statement))
                .flatMap(statements -> statements)
                .map(statement -> new Told(statement.text(), statement.source()))
                .distinct()
                .toList();
    }

    /// Whose exports are expected, in words.
    static String dialect(Source source) {
        return dialect(source.vendor());
    }

    /// How the exports of a vendor are read.
    static String dialect(String vendor) {
        return switch (vendor) {
            case "auto" -> Strings.of("sources.dialect.auto");
            case "scim" -> Strings.of("sources.dialect.scim");
            case "csv" -> Strings.of("sources.dialect.csv");
            default -> Strings.of("sources.dialect.vendor", vendor);
        };
    }

    static List<Taken> taken(List<Snapshot> newestFirst, ZoneId zone) {
        return newestFirst.stream()
                .limit(SNAPSHOTS)
                .map(snapshot -> new Taken(
                        Spoken.number(snapshot.number()),
                        Spoken.at(snapshot.takenAt(), zone),
                        Spoken.number(snapshot.accounts()),
                        Spoken.number(snapshot.groups()),
                        Spoken.number(snapshot.memberships()),
                        snapshot.completeness().complete()))
                .toList();
    }

    /// How whole a snapshot is, in words.
    static String completeness(Optional<Snapshot> current) {
        if (current.isEmpty()) {
            return Strings.of("sources.state.never");
        }
        var told = current.get().completeness();
        var words = new ArrayList<String>();
        words.add(
                told.complete()
                        ? Strings.of("sources.whole")
                        : Strings.count("sources.gap", told.gaps().size()));
        if (!told.membersTold()) {
            words.add(Strings.of("sources.untold.members"));
        }
        if (!told.activeTold()) {
            words.add(Strings.of("sources.untold.active"));
        }
        return String.join("; ", words);
    }
}
