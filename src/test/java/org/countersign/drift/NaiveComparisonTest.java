package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.countersign.drift.rule.Rules;
import org.countersign.testkit.GeneratedWorkspace;
import org.countersign.testkit.NaiveDrift;
import org.countersign.testkit.OrganisationGenerator;
import org.countersign.testkit.ProvisioningGenerator;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The findings of generated organisations equal those of an independent, deliberately naive evaluation
/// that was written from drift-rules.md alone: of each rule that this version evaluates.
class NaiveComparisonTest {
    /// Rules that the naive evaluation does not have: they are about tests and campaigns, which generated
    /// organisations do not have.
    private static final Set<String> NOT_HERE =
            Set.of("lifecycle-test-failed", "revocation-not-applied", "access-regranted");

    /// `-Dnaive.seeds=1000` compares more of them.
    static LongStream small() {
        return LongStream.rangeClosed(1_001, 1_000 + Long.getLong("naive.seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("small")
    void sixtyPeopleAgree(long seed, @TempDir Path folder) throws Exception {
        compare(folder, seed, 60);
    }

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

    /// A comparison of nothing with nothing agrees as well: the generated organisations show each rule true at each of
    /// its severities, suppressed and not evaluable where the contract allows it, and saying nothing at all. No
    /// lifecycle test is recorded yet.
    private static final String OUTCOMES = """
            app-side-membership: high, medium, none, suppressed high, suppressed medium, unknown
            attribute-mismatch: low, none
            broken-mapping: high, none, unknown
            departed-identity-active-account: critical, high, none, unknown
            disabled-identity-active-account: critical, high, medium, none, unknown
            dormant-account: low, none
            duplicate-account: medium, none
            exception-expired: high, none, unknown
            exception-expiring: low, none, unknown
            exception-incomplete: medium, none
            exception-owner-inactive: medium, none, unknown
            exception-unused: info, none, unknown
            group-owner-inactive: medium, none, unknown
            group-renamed: medium, none
            group-review-overdue: medium, none
            guest-without-exception: high, medium, none, suppressed high, suppressed medium
            lifecycle-test-overdue: medium
            missing-account: low, none, unknown
            missing-membership: low, none, unknown
            nested-group: low, none, unknown
            no-authoritative-idp: medium, none
            privileged-account-outside-idp: critical, none, suppressed critical, unknown
            provisioning-delayed: medium, none, unknown
            provisioning-failed: critical, high, none, unknown
            revocation-coverage-unknown: low, none
            scim-token-expired: high, none
            scim-token-expiring: medium, none
            scim-token-holder-inactive: high, none, unknown
            service-owner-inactive: high, none, unknown
            snapshot-incomplete: high, none
            snapshot-stale: high, none
            stale-membership: low, medium, none, unknown
            toxic-combination: high, unknown
            undocumented-group: medium, none
            ungoverned-privilege: high, none, suppressed high, unknown
            unmapped-group: low, medium, none, unknown
            unmatched-account: medium, none, suppressed medium, unknown""";

    /// Every way of correlation, and every form in which a log comes.
    private static final String WAYS =
            "appUser departed-appUser departed-email departed-employeeNumber departed-externalId "
                    + "departed-former-appUser departed-former-email departed-former-externalId "
                    + "departed-former-userName departed-userName email employeeNumber externalId former-appUser "
                    + "former-email former-externalId former-userName manual userName";
    private static final String LOGS =
            "analytics.json diagnostic.ndjson graph-1.json hook.json log.csv records.json system-log.json";

    @Test
    void everyOutcomeIsShown(@TempDir Path folder) throws IOException {
        var outcomes = new TreeMap<String, Set<String>>();
        var kinds = new TreeMap<String, Set<String>>();
        var nothing = new TreeMap<String, Set<String>>();
        var ways = new TreeSet<String>();
        var logs = new TreeSet<String>();
        for (long seed = 1; seed <= 40; seed++) {
            Path organisation = folder.resolve(String.valueOf(seed));
            OrganisationGenerator.write(organisation, seed, 60, 3);
            ProvisioningGenerator.add(organisation, seed);
            NaiveDrift.Result result = NaiveDrift.evaluate(organisation);
            result.findings().forEach(finding -> add(outcomes, finding.rule(), finding.severity()));
            result.suppressed().forEach(finding -> add(outcomes, finding.rule(), "suppressed " + finding.severity()));
            result.notEvaluable().forEach(entry -> add(outcomes, entry.rule(), "unknown"));
            silent(organisation, result).forEach(quiet -> add(nothing, quiet.rule(), kind(quiet.source())));
            result.findings().forEach(finding -> add(kinds, finding.rule(), kind(finding.source())));
            result.links().values().forEach(link -> ways.add(link.replaceAll(".* via ", "")));
            try (Stream<Path> files = Files.walk(organisation)) {
                files.filter(file -> file.toString().contains("logs"))
                        .map(file -> file.getFileName().toString())
                        .filter(LOGS::contains)
                        .forEach(logs::add);
            }
        }
        Set<String> rules = Rules.ids();
        rules.removeAll(NOT_HERE);
        assertThat(outcomes.keySet()).isEqualTo(rules);
        kinds.forEach((rule, of) -> {
            if (nothing.getOrDefault(rule, Set.of()).containsAll(of)) {
                add(outcomes, rule, "none");
            }
        });
        var lines = new ArrayList<String>();
        outcomes.forEach((rule, shown) -> lines.add(rule + ": " + String.join(", ", shown)));
        assertThat(lines).containsExactlyElementsOf(OUTCOMES.lines().toList());
        assertThat(ways).containsExactly(WAYS.split(" "));
        assertThat(logs).containsExactly(LOGS.split(" "));
    }

    /// Rules that say nothing of a source that has a snapshot.
    private static Set<NaiveDrift.Unknown> silent(Path organisation, NaiveDrift.Result result) throws IOException {
        var said = new HashSet<>(result.notEvaluable());
        Stream.concat(result.findings().stream(), result.suppressed().stream())
                .forEach(finding -> said.add(new NaiveDrift.Unknown(finding.rule(), finding.source())));
        var silent = new HashSet<NaiveDrift.Unknown>();
        try (Stream<Path> sources = Files.list(organisation.resolve("snapshots"))) {
            sources.forEach(source -> Rules.ids()
                    .forEach(rule -> silent.add(
                            new NaiveDrift.Unknown(rule, source.getFileName().toString()))));
        }
        silent.removeAll(said);
        return silent;
    }

    private static String kind(String source) {
        return source.startsWith("idp") ? "idp" : "app";
    }

    private static void add(Map<String, Set<String>> outcomes, String rule, String outcome) {
        outcomes.computeIfAbsent(rule, _ -> new TreeSet<>()).add(outcome);
    }

    private static void compare(Path folder, long seed, int people) throws IOException, RefusedException {
        Path organisation = folder.resolve("organisation");
        OrganisationGenerator.write(organisation, seed, people, 3);
        ProvisioningGenerator.add(organisation, seed);
        NaiveDrift.Result expected = NaiveDrift.evaluate(organisation);
        Evaluation found = GeneratedWorkspace.evaluate(folder.resolve("w.countersign"), organisation);
        Set<String> rules = Rules.ALL.stream().map(Rule::id).collect(Collectors.toSet());
        rules.removeAll(NOT_HERE);
        String seeded = "seed " + seed + ", " + people + " people";
        agree(seeded + ", findings", naive(expected.findings(), rules), lines(found.findings(), rules));
        agree(seeded + ", suppressed", naive(expected.suppressed(), rules), lines(found.suppressed(), rules));
        var unknown = new TreeSet<String>();
        found.notEvaluable().stream()
                .filter(entry -> rules.contains(entry.rule()))
                .forEach(entry -> unknown.add(entry.rule() + " " + entry.source()));
        var expectedUnknown = new TreeSet<String>();
        expected.notEvaluable().stream()
                .filter(entry -> rules.contains(entry.rule()))
                .forEach(entry -> expectedUnknown.add(entry.rule() + " " + entry.source()));
        agree(seeded + ", not evaluable", expectedUnknown, unknown);
        var links = new TreeSet<String>();
        GeneratedWorkspace.links(folder.resolve("w.countersign"), organisation)
                .forEach((account, link) -> links.add(account + " " + link));
        var expectedLinks = new TreeSet<String>();
        expected.links()
                .forEach((account, link) ->
                        expectedLinks.add(account + " " + link.replace("departed-former-", "departed-")));
        agree(seeded + ", links", expectedLinks, links);
    }

    /// Shows where the two differ instead of all that they say.
    private static void agree(String what, Set<String> naive, Set<String> engine) {
        var differences = new ArrayList<String>();
        naive.stream().filter(line -> !engine.contains(line)).forEach(line -> differences.add("naive only:  " + line));
        engine.stream().filter(line -> !naive.contains(line)).forEach(line -> differences.add("engine only: " + line));
        assertThat(differences).as(what).isEmpty();
    }

    private static TreeSet<String> lines(List<Finding> findings, Set<String> rules) {
        var lines = new TreeSet<String>();
        findings.stream()
                .filter(finding -> rules.contains(finding.rule()))
                .forEach(finding -> lines.add(String.join(
                        " ",
                        finding.rule(),
                        finding.severity().text(),
                        finding.source(),
                        finding.subject().type().text(),
                        finding.subject().id(),
                        finding.suppressedBy().orElse("-"),
                        finding.fingerprint(),
                        listed(finding).toString())));
        return lines;
    }

    /// What the contract says that evidence lists; of `toxic-combination` the rule's id, wherever evidence has it.
    private static Set<String> listed(Finding finding) {
        String list =
                switch (finding.rule()) {
                    case "duplicate-account" -> "accounts";
                    case "undocumented-group", "exception-incomplete" -> "missing";
                    default -> "";
                };
        var listed = new TreeSet<String>();
        finding.evidence().path(list).forEach(entry -> listed.add(entry.asText()));
        if (finding.rule().equals("toxic-combination")) {
            finding.subject()
                    .discriminator()
                    .filter(id -> finding.evidence().toString().contains("\"" + id + "\""))
                    .ifPresent(listed::add);
        }
        return listed;
    }

    private static TreeSet<String> naive(Iterable<NaiveDrift.Finding> findings, Set<String> rules) {
        var lines = new TreeSet<String>();
        for (NaiveDrift.Finding finding : findings) {
            if (rules.contains(finding.rule())) {
                boolean toxic = finding.rule().equals("toxic-combination");
                lines.add(String.join(
                        " ",
                        finding.rule(),
                        finding.severity(),
                        finding.source(),
                        finding.subjectType(),
                        finding.subjectId(),
                        finding.suppressedBy().isEmpty() ? "-" : finding.suppressedBy(),
                        fingerprint(finding),
                        (toxic ? Set.of(finding.discriminator()) : finding.listed()).toString()));
            }
        }
        return lines;
    }

    /// "the first 16 hex digits of SHA-256 over the RFC 8785 form of `[rule, source, subject.type, subject.id]` (and
    /// the rule's own discriminator where it has one)". Generated ids have nothing that JSON escapes.
    private static String fingerprint(NaiveDrift.Finding finding) {
        String discriminator = finding.discriminator().isEmpty() ? "" : "\",\"" + finding.discriminator();
        String form = "[\"" + finding.rule() + "\",\"" + finding.source() + "\",\"" + finding.subjectType() + "\",\""
                + finding.subjectId() + discriminator + "\"]";
        return Sha256.hex(form.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .substring(0, 16);
    }
}
