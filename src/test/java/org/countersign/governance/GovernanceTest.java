package org.countersign.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.app.Countersign;
import org.countersign.drift.rule.Rules;
import org.countersign.testkit.House;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernanceTest {
    private static final String SOURCES =
            "sources:\n  - {id: okta, kind: idp}\n  - {id: slack, kind: app, authoritativeIdp: okta}\n";

    private Countersign app;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        app = Countersign.openOrMake(folder.resolve("w"), Clock.fixed(House.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        app.close();
    }

    private ImportGovernance.Outcome take(String yaml, boolean prune, boolean overwrite) throws RefusedException {
        return app.importGovernance()
                .run(
                        app.actor(),
                        "g.yaml",
                        yaml.getBytes(StandardCharsets.UTF_8),
                        new ImportGovernance.Options(Optional.empty(), prune, overwrite));
    }

    private Governance now() {
        return app.workspace().read(tx -> new GovernanceStore(tx)
                .asOf(House.NOW)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY));
    }

    @Test
    void theFileOfTheContractIsReadWhole() throws Exception {
        String contract = """
                defaults: {campaignOwner: amara@example.com, fallbackReviewer: it-apps@example.com}
                sources:
                  - {id: okta, name: Okta, kind: idp, vendor: okta, snapshotMaxAge: PT24H}
                  - id: slack
                    name: Slack
                    kind: app
                    vendor: slack
                    owner: it-apps@example.com
                    authoritativeIdp: okta
                    scim: {endpoint: "https://x/scim/v2", token: {holder: ops@example.com, scope: admin, issued: 2026-01-10, rotated: 2026-07-01, expires: 2027-01-31}}
                    privileged: {roles: [admin, owner], entitlements: [], groups: [Workspace Admins]}
                    compare: [email, title, department]
                    provisioningSla: PT24H
                    dormantAfter: P90D
                    lifecycleTestEvery: P365D
                    revocation:
                      sessions: {state: revoked, source: lifecycle-test, checked: 2026-09-12}
                      oauthGrants: kept
                      personalAccessTokens: unknown
                    deletion: {means: deactivates, messages: kept, profile: kept, groupReferences: removed}
                groups:
                  - {source: okta, group: eng-oncall, owner: grace@example.com, purpose: Answers pages., classification: confidential, cadence: P90D, lastReviewed: 2026-08-15}
                mappings:
                  - {id: oncall-slack, idpGroup: eng-oncall, app: slack, appGroup: oncall, nesting: expand}
                  - {id: admins-slack, idpGroup: slack-admins, app: slack, role: admin}
                accounts:
                  - {source: slack, account: U0DEPLOY, kind: service, owner: ops@example.com, purpose: Posts}
                exceptions:
                  - {id: EX-17, source: slack, account: W0AGENCY1, access: "group:launch-room", owner: grace@example.com, reason: Posts., granted: 2026-10-01, expires: 2026-12-31}
                separationOfDuties:
                  - {id: pay, name: Pay, left: {idpGroups: [a]}, right: {idpGroups: [b]}}
                rulesOff: [dormant-account]
                """;
        take(contract, false, false);
        Governance governance = now();
        Source slack = governance.source("slack").orElseThrow();
        assertThat(slack.token().orElseThrow().expires()).contains(LocalDate.parse("2027-01-31"));
        assertThat(slack.privileged().entitlements()).isEmpty();
        assertThat(slack.coverage("sessions").checked()).contains(LocalDate.parse("2026-09-12"));
        assertThat(slack.coverage("apiKeys").state()).isEqualTo(Source.State.UNKNOWN);
        assertThat(governance.groups().getFirst().cadence()).contains(Duration.ofDays(90));
        assertThat(governance.mappings().getFirst().nesting()).contains(Mapping.Nesting.EXPAND);
        assertThat(governance.exceptions().getFirst().access()).contains(new Access(Access.Kind.GROUP, "launch-room"));
        assertThat(governance.rulesOff()).containsExactly("dormant-account");
    }

    @Test
    void whatIsExportedImportsWithoutAChange() throws Exception {
        String sample =
                new String(Files.readAllBytes(Path.of("assets/sample/governance.yaml")), StandardCharsets.UTF_8);
        take(sample, false, false);
        Governance before = now();
        String exported = app.exportGovernance().run(app.actor());
        ImportGovernance.Outcome again = take(exported, true, false);
        assertThat(again.added() + again.changed() + again.ended()).isZero();
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void daysAndDurationsHaveBounds() {
        for (String age : java.util.List.of("P106751991167300D", "PT1S", "P1Y", "-P3D", "P0D")) {
            assertThatThrownBy(() ->
                            take("sources:\n  - {id: okta, kind: idp, snapshotMaxAge: " + age + "}\n", false, false))
                    .hasMessageContaining("is not a duration");
        }
        assertThatThrownBy(() -> take(
                        SOURCES + "exceptions:\n  - {id: E, source: slack, account: a, expires: +999999999-12-31}\n",
                        false,
                        false))
                .hasMessageContaining("is not a date");
    }

    @Test
    void anEmptyFilePrunesNothing() throws Exception {
        take(SOURCES, false, false);
        assertThatThrownBy(() -> take("# nothing yet\n", true, false)).hasMessageContaining("has no sources");
        assertThat(now().sources()).hasSize(2);
    }

    @Test
    void jsonIsTheSameFile() throws Exception {
        take("{\"sources\": [{\"id\": \"okta\", \"kind\": \"idp\"}]}", false, false);
        assertThat(now().sources()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            colour: blue                                                       | line 1, column 1   | “colour” is not a key here
            sources:~  - {id: okta, kind: idp, colour: blue}                   | line 2, column 27  | “colour” is not a key here
            sources:~  - {id: okta, kind: cloud}                               | line 2, column 22  | none of idp, app
            sources:~  - {kind: idp}                                           | line 2, column 5   | “id” is missing
            sources:~  - {id: okta, kind: idp, snapshotMaxAge: 24h}            | line 2, column 43  | not a duration
            sources:~  - {id: okta, kind: idp, snapshotMaxAge: PT-1H}          | line 2, column 43  | not a duration
            sources:~  - {id: okta, kind: idp}~  - {id: okta, kind: idp}       | line 3, column 5   | okta is here twice
            sources:~  - {id: okta, kind: idp, kind: app}                      | line 2, column 27  | “kind” is here twice
            sources:~  - {id: slack, kind: app, authoritativeIdp: okta}        | line 2, column 46  | there is no source “okta”
            exceptions:~  - {id: E, source: jira, account: a}                  | line 2, column 21  | there is no source “jira”
            groups:~  - {source: jira, group: a}                               | line 2, column 14  | there is no source “jira”
            mappings:~  - {id: m, idpGroup: g, app: jira, role: r}             | line 2, column 31  | there is no source “jira”
            rulesOff: [no-such-rule]                                           | line 1, column 12  | there is no rule
            sources: yes                                                       | line 1, column 10  | a list is expected
            sources:~  - [a]                                                   | line 2, column 5   | a block of keys is expected
            sources: [                                                         | line 2, column 1   | This is not YAML
            """)
    void everyRefusalNamesLineAndColumn(String yaml, String place, String reason) {
        RefusedException refusal = catchThrowableOfType(
                RefusedException.class, () -> take(yaml.strip().replace('~', '\n') + "\n", false, false));
        assertThat(refusal).as(yaml).isNotNull();
        assertThat(refusal.getMessage()).contains("g.yaml, " + place.strip()).contains(reason.strip());
        assertThat(now()).isEqualTo(Governance.EMPTY);
    }

    @Test
    void datesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> take(
                        SOURCES + "exceptions:\n  - {id: E, source: slack, account: a, expires: 2026-02-30}\n",
                        false,
                        false))
                .hasMessageContaining("line 5, column 49")
                .hasMessageContaining("2026-02-30");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> take("a: 1\nb: 2\nc: 3\n", false, false))
                .hasMessageContaining("line 1")
                .hasMessageContaining("line 2")
                .hasMessageContaining("line 3");
    }

    @Test
    void aMappingHasExactlyOneTarget() {
        assertThatThrownBy(() -> take(
                        SOURCES + "mappings:\n  - {id: m, idpGroup: g, app: slack, role: r, appGroup: s}\n",
                        false,
                        false))
                .hasMessageContaining("exactly one of appGroup, role and entitlement");
    }

    @Test
    void anExceptionMayLackWhatAFindingWillName() throws Exception {
        take(SOURCES + "exceptions:\n  - {id: E, source: slack, account: a, owner: , expires: ~}\n", false, false);
        assertThat(now().exceptions().getFirst().missing()).containsExactly("owner", "reason", "expires");
    }

    @Test
    void pruningEndsOnlyWhatCameFromAFile() throws Exception {
        take(
                SOURCES
                        + "exceptions:\n  - {id: E-1, source: slack, account: a}\n  - {id: E-2, source: slack, account: b}\n",
                false,
                false);
        person("E-3", "mine");
        take(SOURCES + "exceptions:\n  - {id: E-1, source: slack, account: a}\n", false, false);
        assertThat(now().exceptions()).extracting(ExceptionRecord::id).containsExactly("E-1", "E-2", "E-3");
        assertThat(take(SOURCES + "exceptions:\n  - {id: E-1, source: slack, account: a}\n", true, false)
                        .ended())
                .isEqualTo(1);
        assertThat(now().exceptions()).extracting(ExceptionRecord::id).containsExactly("E-1", "E-3");
    }

    private void person(String id, String reason) {
        app.workspace().write(tx -> {
            new ChangeGovernance(app.ledger())
                    .put(
                            tx,
                            app.actor(),
                            House.NOW,
                            Map.of(
                                    "exceptions",
                                    List.of(org.countersign.text.CanonicalJson.object()
                                            .put("id", id)
                                            .put("source", "slack")
                                            .put("account", "a")
                                            .put("reason", reason))),
                            List.of());
            return true;
        });
    }

    @Test
    void whatAPersonChangedIsNotOverwrittenUnasked() throws Exception {
        String file = SOURCES + "exceptions:\n  - {id: E-1, source: slack, account: a, reason: from the file}\n";
        take(file, false, false);
        person("E-1", "from a person");
        assertThatThrownBy(() -> take(file, false, false))
                .hasMessageContaining("from a person")
                .hasMessageContaining("from the file")
                .hasMessageContaining("--overwrite");
        assertThat(now().exceptions().getFirst().reason()).contains("from a person");
        take(file, false, true);
        assertThat(now().exceptions().getFirst().reason()).contains("from the file");
    }

    @Test
    void whatAPersonEndedDoesNotComeBackUnasked() throws Exception {
        String file = SOURCES + "exceptions:\n  - {id: E-1, source: slack, account: a, reason: from the file}\n";
        take(file, false, false);
        app.workspace().write(tx -> {
            new ChangeGovernance(app.ledger()).put(tx, app.actor(), House.NOW, Map.of(), List.of("E-1"));
            return true;
        });
        assertThatThrownBy(() -> take(file, false, false))
                .hasMessageContaining("exceptions/E-1: here ended, in the file")
                .hasMessageContaining("--overwrite");
        assertThat(now().exceptions()).isEmpty();
        assertThat(take(SOURCES, false, false).added()).isZero();
        assertThat(take(file, false, true).added()).isEqualTo(1);
        assertThat(now().exceptions()).hasSize(1);
    }

    @Test
    void afterAnExportTheFileMayBringBackWhatAPersonEnded() throws Exception {
        String file = SOURCES + "exceptions:\n  - {id: E-1, source: slack, account: a, reason: from the file}\n";
        take(file, false, false);
        app.workspace().write(tx -> {
            new ChangeGovernance(app.ledger()).put(tx, app.actor(), House.NOW, Map.of(), List.of("E-1"));
            return true;
        });
        assertThat(app.exportGovernance().run(app.actor())).doesNotContain("E-1");
        assertThat(take(file, false, false).added()).isEqualTo(1);
    }

    @Test
    void afterAnExportTheFileMayReplaceAPersonsChange() throws Exception {
        take(SOURCES, false, false);
        person("E-1", "from a person");
        String exported = app.exportGovernance().run(app.actor());
        take(exported.replace("from a person", "edited in the file"), false, false);
        assertThat(now().exceptions().getFirst().reason()).contains("edited in the file");
    }

    @Test
    void anExportDoesNotMakeAPersonsRecordPrunable() throws Exception {
        take(SOURCES, false, false);
        person("E-1", "signed in a review");
        app.exportGovernance().run(app.actor());
        assertThat(take(SOURCES, true, false).ended()).isZero();
        assertThat(now().exceptions()).hasSize(1);
    }

    @Test
    void aLaterVersionHoldsFromItsDayTheFirstFromTheBeginning() throws Exception {
        take(SOURCES, false, false);
        app.importGovernance()
                .run(
                        app.actor(),
                        "g.yaml",
                        (SOURCES + "rulesOff: [unmatched-account]\n").getBytes(StandardCharsets.UTF_8),
                        new ImportGovernance.Options(Optional.of(Instant.parse("2026-12-01T00:00:00Z")), false, false));
        assertThat(at("2020-01-01T00:00:00Z").sources()).hasSize(2);
        assertThat(at("2026-11-30T23:59:59Z").rulesOff()).isEmpty();
        assertThat(at("2026-12-01T00:00:00Z").rulesOff()).containsExactly("unmatched-account");
    }

    private Governance at(String instant) {
        return app.workspace().read(tx -> new GovernanceStore(tx)
                .asOf(Instant.parse(instant))
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY));
    }

    @Test
    void everyChangeIsAnEventAndNoChangeIsNone() throws Exception {
        take(SOURCES, false, false);
        long before = app.workspace()
                .<Long, RuntimeException>read(tx -> app.ledger().head(tx).seq());
        take(SOURCES, false, false);
        assertThat(app.workspace()
                        .<Long, RuntimeException>read(
                                tx -> app.ledger().head(tx).seq()))
                .isEqualTo(before);
    }

    @Test
    void aliasesCannotBlowUp() {
        String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nsources: [*b]\n";
        assertThatThrownBy(() -> take(bomb, false, false)).isInstanceOf(RefusedException.class);
    }

    @Test
    void everyRuleOfTheContractMayBeSwitchedOff() throws Exception {
        Set<String> contract = Set.of("attribute-mismatch", "toxic-combination", "snapshot-stale", "unmapped-group");
        assertThat(Rules.ids()).containsAll(contract).hasSize(40);
    }
}
