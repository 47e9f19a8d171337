package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.testkit.NaiveDrift;
import org.countersign.testkit.OrganisationGenerator;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The findings of generated organisations equal those of an independent, deliberately naive evaluation
/// that was written from drift-rules.md alone.
class NaiveComparisonTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void threeHundredPeopleAgree(long seed, @TempDir Path folder) throws Exception {
        compare(folder, seed, 300);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106})
    void twoThousandPeopleAgree(long seed, @TempDir Path folder) throws Exception {
        compare(folder, seed, 2_000);
    }

    private static void compare(Path folder, long seed, int people) throws IOException, RefusedException {
        Path organisation = folder.resolve("organisation");
        OrganisationGenerator.write(organisation, seed, people, 3);
        NaiveDrift.Result expected = NaiveDrift.evaluate(organisation);
        Evaluation found = evaluate(folder.resolve("w.countersign"), organisation);
        assertThat(lines(found.findings())).as("findings of seed " + seed).isEqualTo(naive(expected.findings()));
        assertThat(lines(found.suppressed())).as("suppressed of seed " + seed).isEqualTo(naive(expected.suppressed()));
        var unknown = new TreeSet<String>();
        found.notEvaluable().forEach(entry -> unknown.add(entry.rule() + " " + entry.source()));
        var expectedUnknown = new TreeSet<String>();
        expected.notEvaluable().forEach(entry -> expectedUnknown.add(entry.rule() + " " + entry.source()));
        assertThat(unknown).as("not evaluable of seed " + seed).isEqualTo(expectedUnknown);
    }

    private static TreeSet<String> lines(List<Finding> findings) {
        var lines = new TreeSet<String>();
        findings.forEach(finding -> lines.add(String.join(
                " ",
                finding.rule(),
                finding.severity().text(),
                finding.source(),
                finding.subject().type().text(),
                finding.subject().id(),
                finding.suppressedBy().orElse(""))));
        return lines;
    }

    private static TreeSet<String> naive(Iterable<NaiveDrift.Finding> findings) {
        var lines = new TreeSet<String>();
        findings.forEach(finding -> lines.add(String.join(
                " ",
                finding.rule(),
                finding.severity(),
                finding.source(),
                finding.subjectType(),
                finding.subjectId(),
                finding.suppressedBy())));
        return lines;
    }

    private static Evaluation evaluate(Path workspace, Path organisation) throws IOException, RefusedException {
        Instant asOf = Instant.parse(
                Files.readString(organisation.resolve("as-of.txt")).strip());
        try (var app = Countersign.openOrMake(workspace, Clock.systemUTC())) {
            app.importGovernance()
                    .run(
                            app.actor(),
                            "governance.json",
                            Files.readAllBytes(organisation.resolve("governance.json")),
                            new ImportGovernance.Options(Optional.empty(), false, false));
            List<Path> snapshots;
            try (Stream<Path> tree = Files.walk(organisation.resolve("snapshots"), 2)) {
                snapshots = tree.filter(path -> Files.exists(path.resolve("taken-at.txt")))
                        .sorted(Comparator.naturalOrder())
                        .toList();
            }
            for (Path one : snapshots) {
                app.importSnapshot()
                        .run(
                                app.actor(),
                                new ImportSnapshot.Request(
                                        one.getName(one.getNameCount() - 2).toString(),
                                        List.of(one),
                                        Optional.of(Instant.parse(Files.readString(one.resolve("taken-at.txt"))
                                                .strip())),
                                        true,
                                        true),
                                Progress.NONE);
            }
            return app.checkDrift().asOf(asOf);
        }
    }
}
