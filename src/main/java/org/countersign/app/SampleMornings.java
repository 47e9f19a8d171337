package org.countersign.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingAnswer;
import org.countersign.governance.ImportGovernance;
import org.countersign.ledger.Actor;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// The sample organisation's mornings: on each day that brought snapshots, they are imported and drift is checked, on
/// a clock that stands at the time of day of the sample's as-of. So findings have a first day, an end and a trend, and
/// the ledger tells them in order.
final class SampleMornings {
    /// What a person of the organisation lets stand on the first morning.
    private static final Known KNOWN = new Known(
            "lifecycle-test-overdue",
            "wiki",
            "b.kovacs",
            "The wiki moves to another host in January; offboarding is tested there.",
            LocalDate.parse("2027-01-31"));

    private final Countersign app;
    private final Path sample;
    private final Instant asOf;

    /// @param sample the folder that holds the organisation's files
    SampleMornings(Countersign app, Path sample, Instant asOf) {
        this.app = app;
        this.sample = sample;
        this.asOf = asOf;
    }

    private record Known(String rule, String source, String by, String reason, LocalDate until) {
        boolean is(Finding finding) {
            return finding.rule().equals(rule) && finding.source().equals(source);
        }
    }

    /// The snapshot in a folder.
    private record Taken(Path folder, Instant at) {
        static Taken in(Path folder) throws IOException {
            return new Taken(
                    folder,
                    Instant.parse(
                            Files.readString(folder.resolve("taken-at.txt")).strip()));
        }

        String source() {
            return folder.getName(folder.getNameCount() - 2).toString();
        }
    }

    /// Lets them pass, the last at the as-of.
    void run() throws IOException, RefusedException {
        var days = new TreeMap<LocalDate, List<Taken>>();
        for (Taken taken : snapshots()) {
            days.computeIfAbsent(LocalDate.ofInstant(taken.at(), ZoneOffset.UTC), _ -> new ArrayList<>())
                    .add(taken);
        }
        LocalTime time = LocalTime.ofInstant(asOf, ZoneOffset.UTC);
        for (var day : days.entrySet()) {
            Instant morning = day.getKey().atTime(time).toInstant(ZoneOffset.UTC);
            Countersign then = app.on(Clock.fixed(morning, ZoneOffset.UTC));
            boolean first = day.getKey().equals(days.firstKey());
            if (first) {
                govern(then);
            }
            for (Taken taken : day.getValue()) {
                snapshot(then, taken);
            }
            if (day.getKey().equals(days.lastKey())) {
                logs(then);
            }
            Evaluation evaluation = then.checkDrift().now();
            if (first) {
                acknowledge(then, evaluation);
            }
        }
    }

    private List<Taken> snapshots() throws IOException {
        var snapshots = new ArrayList<Taken>();
        try (Stream<Path> tree = Files.walk(sample.resolve("snapshots"), 2)) {
            for (Path folder : tree.filter(path -> Files.exists(path.resolve("taken-at.txt")))
                    .sorted()
                    .toList()) {
                snapshots.add(Taken.in(folder));
            }
        }
        return snapshots;
    }

    private void govern(Countersign then) throws IOException, RefusedException {
        then.importGovernance()
                .run(
                        then.actor(),
                        "governance.yaml",
                        Files.readAllBytes(sample.resolve("governance.yaml")),
                        new ImportGovernance.Options(Optional.empty(), false, false));
    }

    private static void snapshot(Countersign then, Taken taken) throws RefusedException {
        then.importSnapshot()
                .run(
                        then.actor(),
                        new ImportSnapshot.Request(
                                taken.source(), List.of(taken.folder()), Optional.of(taken.at()), false, false),
                        Progress.NONE);
    }

    /// Each folder of `provisioning/` is named after the source whose log it holds.
    private void logs(Countersign then) throws IOException, RefusedException {
        try (Stream<Path> folders = Files.list(sample.resolve("provisioning"))) {
            for (Path folder : folders.sorted().toList()) {
                then.importProvisioningLog()
                        .run(then.actor(), folder.getFileName().toString(), List.of(folder), Progress.NONE);
            }
        }
    }

    private static void acknowledge(Countersign then, Evaluation evaluation) throws RefusedException {
        List<String> fingerprints = evaluation.findings().stream()
                .filter(KNOWN::is)
                .map(Finding::fingerprint)
                .toList();
        List<FindingAnswer> answers = then.acknowledgeFinding()
                .run(
                        Actor.user(KNOWN.by()),
                        new AcknowledgeFinding.Request(fingerprints, KNOWN.reason(), KNOWN.until(), false));
        if (answers.size() != 1 || answers.getFirst().refusal().isPresent()) {
            throw new IllegalStateException("the sample's acknowledgement is of one finding that holds: " + answers);
        }
    }
}
