package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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

    /// A comparison of nothing with nothing agrees as well: the generated organisations show each rule true, and not
    /// evaluable and suppressed where the contract allows it.
    @Test
    void eachRuleIsShown(@TempDir Path folder) {
        var found = new TreeSet<String>();
        var suppressed = new TreeSet<String>();
        var unknown = new TreeSet<String>();
        for (long seed = 1; seed <= 40; seed++) {
            Path organisation = folder.resolve(String.valueOf(seed));
            OrganisationGenerator.write(organisation, seed, 60, 3);
            ProvisioningGenerator.add(organisation, seed);
            NaiveDrift.Result result = NaiveDrift.evaluate(organisation);
            result.findings().forEach(finding -> found.add(finding.rule()));
            result.suppressed().forEach(finding -> suppressed.add(finding.rule()));
            result.notEvaluable().forEach(entry -> unknown.add(entry.rule()));
        }
        Set<String> rules = Rules.ids();
        rules.removeAll(NOT_HERE);
        assertThat(found).isEqualTo(rules);
        assertThat(suppressed)
                .containsExactlyInAnyOrder(
                        "unmatched-account",
                        "privileged-account-outside-idp",
                        "ungoverned-privilege",
                        "guest-without-exception",
                        "app-side-membership");
        assertThat(unknown)
                .containsExactlyInAnyOrder(
                        "missing-account",
                        "missing-membership",
                        "broken-mapping",
                        "exception-unused",
                        "exception-expired",
                        "exception-expiring",
                        "departed-identity-active-account",
                        "unmatched-account",
                        "privileged-account-outside-idp",
                        "ungoverned-privilege",
                        "app-side-membership",
                        "group-owner-inactive",
                        "exception-owner-inactive",
                        "service-owner-inactive",
                        "scim-token-holder-inactive",
                        "disabled-identity-active-account",
                        "stale-membership",
                        "unmapped-group",
                        "nested-group",
                        "toxic-combination",
                        "provisioning-failed",
                        "provisioning-delayed");
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
