package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.OktaExport.LONG_AGO;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.testkit.House;
import org.countersign.testkit.OktaExport;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The IdP grants or assigns an app to somebody who has no account there.
class MissingAccountTest extends Assigned {
    /// Within the day before the app's snapshot.
    private static final String LATELY = "2026-11-23T20:00:00.000Z";

    MissingAccountTest() {
        super("missing-account");
    }

    /// A snapshot is never empty: somebody whom the IdP does not know is there.
    private void slack(String... resources) throws Exception {
        house.snapshot(
                "slack",
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(resources),
                                java.util.stream.Stream.of(active("stranger", "stranger")))
                        .toArray(String[]::new));
    }

    private static OktaExport ada() {
        return new OktaExport().user("i", "ada");
    }

    @Test
    void aMemberOfAMappedGroupWithoutAnAccountIsLow() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"));
        slack(group("s", "oncall"));
        assertThat(holds()).containsExactly("low i");
        named("slack", "identity", "i");
        assertThat(evidence()).hasToString("{\"mappings\":[\"oncall\"]}");
        assertThat(summary())
                .isEqualTo("ada is in g-oncall at the IdP, which grants access to Slack, and has no account there.");
        assertThat(only().path("identity").path("source").asText()).isEqualTo("okta");
    }

    @Test
    void anInactiveAccountIsAnAccountAndAnInactiveIdentityExpectsNone() throws Exception {
        house.governance("", ADMINS)
                .snapshot(
                        "okta",
                        active("i", "ada"),
                        inactive("j", "bob"),
                        active("k", "eve"),
                        group("g", "g-admin", "i", "j", "k", "gone"));
        slack(inactive("a", "ada"));
        assertThat(holds()).as("also where the mapping grants a role").containsExactly("low k");
    }

    @Test
    void severalMappingsAreOneFinding() throws Exception {
        house.governance("", ONCALL + "  - {id: second, idpGroup: g-second, app: slack, role: admin}\n")
                .snapshot("okta", active("i", "ada"), group("g", "g-oncall", "i"), group("h", "g-second", "i"));
        slack(group("s", "oncall"));
        assertThat(holds()).containsExactly("low i");
        assertThat(evidence().path("mappings")).hasSize(2);
    }

    @Test
    void nestingSaysWhetherMembersOfAnInnerGroupCount() throws Exception {
        for (String nesting : new String[] {"direct", "expand"}) {
            house.governance("", ADMINS.replace("role: admin", "role: admin, nesting: " + nesting))
                    .snapshot("okta", active("i", "ada"), nesting("g", "g-admin", "h"), group("h", "inner", "i"));
            slack();
            assertThat(holds()).as(nesting).hasSize(nesting.equals("direct") ? 0 : 1);
        }
    }

    @Test
    void whatChangedWithinTheProvisioningSlaIsNotMissingYet() throws Exception {
        String mapping = "mappings:\n  - {id: m, idpGroup: g, app: slack, role: admin}\n";
        sources("", mapping);
        okta(new OktaExport()
                .user("new", "ada", "ACTIVE", LATELY)
                .user("old", "bob")
                .group("g", "G", LONG_AGO, "new", "old"));
        slack();
        assertThat(holds()).containsExactly("low old");
        okta(new OktaExport().user("old", "bob").group("g", "G", LATELY, "old"));
        assertThat(holds()).as("the group was changed lately").isEmpty();
        sources(", provisioningSla: PT1H", mapping);
        assertThat(holds()).containsExactly("low old");
    }

    @Test
    void whoIsAssignedAndSynchronisedHasAnAccountOrIsMissingOne() throws Exception {
        tied();
        okta(ada().user("j", "bob")
                .appUser("0oa1", "i", "U1", "PROVISIONED", "SYNCHRONIZED", ",\"scope\":\"GROUP\"")
                .appUser("0oa1", "j", "U2", "PROVISIONED", "SYNCHRONIZED", ""));
        slack(active("U2", "someone-else"));
        assertThat(holds()).containsExactly("low i");
        assertThat(summary()).isEqualTo("Okta has assigned ada to Slack, which has no account of theirs.");
        assertThat(evidence().has("mappings")).isFalse();
        assertThat(unknown()).isEmpty();
        assertThat(evidence().path("assignments"))
                .hasToString("[\"application 0oa1, through a group, syncState SYNCHRONIZED, account U1,"
                        + " since 2026-10-01T08:00:00Z\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "PROVISIONED,SYNCHRONIZED,1",
        "ACTIVE,SYNCHRONIZED,1",
        "STAGED,SYNCHRONIZED,0",
        "DEPROVISIONED,SYNCHRONIZED,0",
        "SUSPENDED,SYNCHRONIZED,0",
        "ACTIVE,DISABLED,0",
        "ACTIVE,SYNCING,0",
        "ACTIVE,ERROR,0",
        "ACTIVE,OUT_OF_SYNC,0"
    })
    void onlyWhatOktaHoldsForDonePromisesAnAccount(String status, String sync, int findings) throws Exception {
        tied();
        okta(ada().appUser("0oa1", "i", "U1", status, sync, ""));
        slack();
        assertThat(holds()).hasSize(findings);
    }

    @Test
    void anAssignmentOfTodayIsNotMissingYet() throws Exception {
        tied();
        okta(ada().appUser("0oa1", "i", "", "ACTIVE", "SYNCHRONIZED", ",\"statusChanged\":\"" + LATELY + "\""));
        slack();
        assertThat(holds()).isEmpty();
    }

    @Test
    void whoIsDeactivatedAtTheIdpExpectsNoAccount() throws Exception {
        tied();
        okta(new OktaExport()
                .user("i", "ada", "DEPROVISIONED", LONG_AGO)
                .appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        slack();
        assertThat(holds()).isEmpty();
    }

    @Test
    void whoIsInAnAssignedGroupIsAssigned() throws Exception {
        tied();
        okta(ada().group("g", "Everybody", LONG_AGO, "i").appGroup("0oa1", "g"));
        slack();
        assertThat(holds()).containsExactly("low i");
        assertThat(evidence().path("assignments").path(0).asText())
                .isEqualTo("application 0oa1, as a member of Everybody, since 2026-10-01T08:00:00Z");
        assertThat(unknown()).isEmpty();
    }

    @Test
    void whoCameIntoAnAssignedGroupLatelyIsNotMissingYet() throws Exception {
        tied();
        okta(ada().group("g", "Everybody", LATELY, "i").appGroup("0oa1", "g"));
        slack();
        assertThat(holds()).isEmpty();
        sources(", provisioningSla: PT1H, idpApplications: [0oa1]", "");
        assertThat(holds()).containsExactly("low i");
    }

    @Test
    void aGroupThatWasAssignedLatelyExpectsNobodyYetByItsMapping() throws Exception {
        String mapping = "mappings:\n  - {id: m, idpGroup: \"app:0oa1\", app: slack, role: admin}\n";
        sources("", mapping);
        okta(ada().group("g", "Everybody", LONG_AGO, "i").appGroup("0oa1", "g", LATELY));
        slack();
        assertThat(holds()).isEmpty();
        sources(", provisioningSla: PT1H", mapping);
        assertThat(holds()).containsExactly("low i");
    }

    @Test
    void whoIsAssignedTwiceIsExpectedByTheOlderAssignment() throws Exception {
        sources("", "mappings:\n  - {id: m, idpGroup: \"app:0oa1\", app: slack, role: admin}\n");
        String lately = ",\"statusChanged\":\"" + LATELY + "\"";
        okta(ada().group("g", "Everybody", LATELY, "i")
                .appGroup("0oa1", "g")
                .appUser("0oa1", "i", "", "ACTIVE", "SYNCING", lately));
        slack();
        assertThat(holds()).as("the group was assigned long ago").containsExactly("low i");
    }

    @Test
    void anAssignedGroupWhoseMembersNoFileTellsIsNotKnown(@TempDir Path export) throws Exception {
        tied();
        ada().appGroup("0oa1", "g").into(export);
        Files.writeString(export.resolve("groups.json"), """
                [{"id":"g","type":"OKTA_GROUP","profile":{"name":"Everybody"}}]""");
        house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request("okta", List.of(export), Optional.of(House.TAKEN), false, true),
                        Progress.NONE);
        slack();
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void anAssignedGroupThatTheSnapshotDoesNotTellIsNotKnown() throws Exception {
        tied();
        okta(ada().appGroup("0oa1", "g"));
        slack();
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void twoApplicationsOfOneSourceAreOneFindingWithBoth() throws Exception {
        sources(", idpApplications: [0oa1, 0oa2]", "");
        okta(ada().appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", "")
                .appUser("0oa2", "i", "U2", "ACTIVE", "SYNCHRONIZED", "")
                .appUser("0oa3", "i", "U3", "ACTIVE", "SYNCHRONIZED", ""));
        slack();
        assertThat(holds()).containsExactly("low i");
        assertThat(evidence().path("assignments")).as("0oa3 is another app").hasSize(2);
        slack(active("U2", "x"));
        assertThat(holds()).as("an account by either application will do").isEmpty();
    }

    @Test
    void aMappingFromAnApplicationTiesItToTheApp() throws Exception {
        sources("", "mappings:\n  - {id: m, idpGroup: \"app:0oa1\", app: slack, role: admin}\n");
        okta(ada().user("j", "bob")
                .appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", "")
                .appUser("0oa1", "j", "U2", "ACTIVE", "DISABLED", ",\"statusChanged\":\"" + LATELY + "\""));
        slack();
        assertThat(holds()).as("bob was assigned yesterday").containsExactly("low i");
        assertThat(evidence().path("mappings").path(0).asText()).isEqualTo("m");
        assertThat(evidence().path("assignments")).hasSize(1);
    }

    @Test
    void nothingIsSaidOfAnApplicationThatStandsForNoApp() throws Exception {
        sources("", "");
        okta(ada().appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        slack();
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellWhoIsAssigned() throws Exception {
        tied();
        okta(ada());
        slack();
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly(
                        "slack: The snapshot of Okta does not tell who is assigned to 0oa1, which stands for Slack.");
        assertThat(remedy()).contains("exports.md");
        okta(ada().app("0oa1"));
        assertThat(unknown()).as("an empty list tells that it is nobody").isEmpty();
    }

    @Test
    void nothingIsDerivedFromAnIncompleteSnapshotOfTheIdp() throws Exception {
        sources(", idpApplications: [0oa1]", ONCALL);
        okta(ada().user("broken", "x", "NEVER_HEARD_OF", LONG_AGO)
                .appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        slack(group("s", "oncall"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: The snapshot of the IdP Okta is incomplete, so nobody can be said to be absent"
                        + " there.");
    }

    @Test
    void nothingIsDerivedFromAnIncompleteSnapshotOfTheApp() throws Exception {
        tied();
        okta(ada().appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        incomplete("slack", active("a", "x"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).containsExactly("slack: The snapshot of Slack is incomplete.");
    }

    @Test
    void itIsNotEvaluableWhereTheIdpDoesNotTellMembers() throws Exception {
        house.governance("", ONCALL).snapshot("okta", active("i", "ada"), closed("g", "g-oncall"));
        slack(group("s", "oncall"));
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void anAccountOfARenamedIdentityIsFoundByItsRecord() throws Exception {
        tied();
        okta(ada().appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        okta(new OktaExport().user("i", "countess").appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        slack(active("U1", "somebody-else-entirely"));
        assertThat(holds()).isEmpty();
        assertThat(house.drift().findings())
                .filteredOn(finding -> finding.rule().equals("unmatched-account"))
                .extracting(finding -> finding.subject().id())
                .containsExactly("stranger");
    }

    @Test
    void theSnapshotThatCountsIsThatOfTheDay() throws Exception {
        tied();
        okta(ada().appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        slack();
        assertThat(holds()).containsExactly("low i");
        okta(ada().app("0oa1"));
        assertThat(holds()).as("no longer assigned").isEmpty();
        assertThat(house.app().checkDrift().asOf(House.TAKEN).findings())
                .as("on the first day they were")
                .anyMatch(finding -> finding.rule().equals("missing-account"));
    }

    @Test
    void inAnAppWithoutAnIdpNobodyIsExpected() throws Exception {
        house.governance("", "  - {id: wiki, kind: app}\n" + ADMINS.replace("slack", "wiki"))
                .snapshot("okta", active("i", "ada"), group("g", "g-admin", "i"))
                .snapshot("wiki", active("w", "x"));
        slack();
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @Test
    void aRoleThatEntraHasAssignedIsNamedAndAServiceExpectsNoAccount(@TempDir Path export) throws Exception {
        house.governed("""
                sources:
                  - {id: entra, name: Entra, kind: idp, vendor: entra}
                  - {id: slack, name: Slack, kind: app, vendor: slack, authoritativeIdp: entra, idpApplications: [sp]}
                """);
        Files.writeString(export.resolve("users.json"), """
                {"value":[{"id":"u1","userPrincipalName":"ada","displayName":"ada","accountEnabled":true},
                          {"id":"u2","userPrincipalName":"eve","displayName":"eve","accountEnabled":true}]}""");
        Path assigned = export.resolve("apps").resolve("sp").resolve("appRoleAssignedTo.json");
        Files.createDirectories(assigned.getParent());
        Files.writeString(assigned, """
                {"value":[{"id":"a","appRoleId":"writer","principalId":"u1","principalType":"User","resourceId":"sp"},
                          {"id":"b","appRoleId":"writer","principalId":"u2","principalType":"ServicePrincipal","resourceId":"sp"}]}""");
        house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request("entra", List.of(export), Optional.of(House.TAKEN), true, true),
                        Progress.NONE);
        slack();
        assertThat(holds()).containsExactly("low u1");
        assertThat(evidence().path("assignments")).hasToString("[\"application sp, directly, role writer\"]");
    }
}
