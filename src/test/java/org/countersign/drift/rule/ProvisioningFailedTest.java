package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.OktaExport.LONG_AGO;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.countersign.drift.Finding;
import org.countersign.testkit.House;
import org.countersign.testkit.OktaExport;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The IdP says that it could not do what it wants.
class ProvisioningFailedTest extends Assigned {
    @TempDir
    private Path logs;

    ProvisioningFailedTest() {
        super("provisioning-failed");
    }

    private static OktaExport ada(String status) {
        return new OktaExport().user("i", "ada", status, LONG_AGO);
    }

    @ParameterizedTest
    @CsvSource({"ERROR,1", "OUT_OF_SYNC,1", "SYNCING,0", "SYNCHRONIZED,0", "DISABLED,0"})
    void whatOktaCallsFailedIsHighOnTheAccount(String sync, int findings) throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "ACTIVE", sync, ""));
        house.snapshot("slack", active("U1", "x"));
        assertThat(holds()).hasSize(findings);
        if (findings > 0) {
            assertThat(holds()).containsExactly("high U1");
            named("slack", "account", "U1");
            assertThat(summary()).isEqualTo("Okta could not bring ada into Slack (syncState " + sync + ").");
            assertThat(evidence().path("syncState").asText()).isEqualTo(sync);
            assertThat(evidence().path("linkedBy").asText()).isEqualTo("appUser");
            assertThat(evidence().path("linkedWith").asText())
                    .isEqualTo("Okta records the account U1 for its user i of application 0oa1.");
        }
    }

    /// The snapshot of Okta is of 2026-11-24T06:00:00Z, and a new assignment has 24 hours.
    @ParameterizedTest
    @CsvSource({
        "OUT_OF_SYNC,2026-11-24T05:00:00Z,,0",
        "OUT_OF_SYNC,2026-11-23T06:00:00Z,,0",
        "OUT_OF_SYNC,2026-11-23T05:59:59Z,,1",
        "OUT_OF_SYNC,2026-11-24T04:59:59Z,PT1H,1",
        "OUT_OF_SYNC,2026-11-23T05:00:00Z,P7D,0",
        "ERROR,2026-11-24T05:00:00Z,P7D,1"
    })
    void whatHasJustChangedIsOutOfSyncForAWhile(String sync, String changed, String sla, int findings)
            throws Exception {
        sources(", idpApplications: [0oa1]" + (sla == null ? "" : ", provisioningSla: " + sla), "");
        for (String status : new String[] {"ACTIVE", "DEPROVISIONED"}) {
            OktaExport export =
                    ada("ACTIVE").appUser("0oa1", "i", "U1", status, sync, ",\"statusChanged\":\"" + changed + "\"");
            oktaAt(House.TAKEN, export);
            house.snapshot("slack", active("U1", "x"));
            assertThat(holds()).as(status).hasSize(findings);
        }
    }

    @Test
    void outOfSyncSinceNobodyKnowsWhenIsAFailure() throws Exception {
        tied();
        okta(ada("ACTIVE")
                .appUser("0oa1", "i", "U1", "ACTIVE", "OUT_OF_SYNC", ",\"statusChanged\":null,\"created\":null"));
        house.snapshot("slack", active("U1", "x"));
        assertThat(holds()).containsExactly("high U1");
    }

    @Test
    void withoutAnAccountItIsAboutTheIdentity() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "", "STAGED", "ERROR", ""));
        house.snapshot("slack", active("z", "z"));
        assertThat(holds()).containsExactly("high i");
        assertThat(only().path("source").asText()).isEqualTo("okta");
        assertThat(only().path("subject").path("type").asText()).isEqualTo("identity");
        assertThat(evidence().path("assignments").path(0).asText())
                .isEqualTo("application 0oa1, directly, waiting, syncState ERROR, since 2026-10-01T08:00:00Z");
    }

    @Test
    void anIdentityThatFailsInTwoAppsIsTwoFindings() throws Exception {
        sources(
                ", idpApplications: [0oa1]",
                "  - {id: wiki, name: Wiki, kind: app, authoritativeIdp: okta, idpApplications: [0oa2]}\n");
        okta(ada("ACTIVE")
                .appUser("0oa1", "i", "", "STAGED", "ERROR", "")
                .appUser("0oa2", "i", "", "STAGED", "ERROR", ""));
        house.snapshot("slack", active("z", "z")).snapshot("wiki", active("z", "z"));
        assertThat(holds()).containsExactly("high i", "high i");
        var fingerprints = new HashSet<String>();
        house.drift().findings().stream()
                .filter(finding -> finding.rule().equals("provisioning-failed"))
                .map(Finding::fingerprint)
                .forEach(fingerprints::add);
        assertThat(fingerprints).hasSize(2);
    }

    @Test
    void whatWasToTakeAccessAwayIsCritical() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "DEPROVISIONED", "ERROR", ""));
        house.snapshot("slack", active("U1", "x"));
        assertThat(holds()).containsExactly("critical U1");
        assertThat(summary()).isEqualTo("Okta could not take Slack away from ada (syncState ERROR).");
        okta(ada("SUSPENDED").appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        assertThat(holds()).as("the person is disabled").containsExactly("critical U1");
        okta(new OktaExport().user("other", "eve").appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        assertThat(holds()).as("the person is gone").containsExactly("critical U1");
    }

    @Test
    void anErrorWhereTheAccessIsGoneIsNoneAnyMore() throws Exception {
        tied();
        okta(ada("DEPROVISIONED").appUser("0oa1", "i", "U1", "DEPROVISIONED", "ERROR", ""));
        house.snapshot("slack", inactive("U1", "x"));
        assertThat(holds()).as("inactive").isEmpty();
        house.snapshotAt(org.countersign.testkit.House.TAKEN.plusSeconds(9), "slack", active("U9", "y"));
        assertThat(holds()).as("not there").isEmpty();
    }

    @Test
    void whereTheAppIsIncompleteNobodySaysThatTheAccessIsGone() throws Exception {
        tied();
        okta(ada("DEPROVISIONED").appUser("0oa1", "i", "U1", "DEPROVISIONED", "ERROR", ""));
        incomplete("slack", active("U9", "y"));
        assertThat(holds()).containsExactly("critical i");
    }

    @Test
    void theWorstOfTwoApplicationsCountsOnce() throws Exception {
        sources(", idpApplications: [0oa1, 0oa2]", "");
        okta(ada("ACTIVE")
                .appUser("0oa1", "i", "U1", "ACTIVE", "OUT_OF_SYNC", "")
                .appUser("0oa2", "i", "U1", "DEPROVISIONED", "ERROR", ""));
        house.snapshot("slack", active("U1", "x"));
        assertThat(holds()).containsExactly("critical U1");
        assertThat(evidence().path("application").asText()).isEqualTo("0oa2");
        assertThat(evidence().path("assignments")).hasSize(2);
    }

    @Test
    void theAccountIsFoundByNameWhereOktaRecordedNone() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("a", "ada"));
        assertThat(holds()).containsExactly("high a");
        assertThat(evidence().path("linkedBy").asText()).isEqualTo("userName");
    }

    @Test
    void itIsNotEvaluableWhereAssignmentsAreNotKnown() throws Exception {
        tied();
        house.snapshot("slack", active("z", "z"));
        assertThat(unknown()).containsExactly("slack: There is no snapshot of Okta.");
        okta(ada("ACTIVE"));
        assertThat(unknown())
                .containsExactly(
                        "slack: The snapshot of Okta does not tell who is assigned to 0oa1, which stands for Slack.");
        okta(ada("ACTIVE")
                .user("x", "x", "NEVER_HEARD_OF", LONG_AGO)
                .appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        assertThat(holds()).as("an incomplete snapshot").isEmpty();
        assertThat(unknown()).hasSize(1).first().asString().contains("Okta is incomplete");
    }

    @Test
    void anAppWithoutApplicationsIsNotAsked() throws Exception {
        sources("", "");
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("U1", "x"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    private void log(String row) throws Exception {
        Path file = Files.writeString(logs.resolve("log.csv"), "time,action,result,account,reason\n" + row + "\n");
        house.app().importProvisioningLog().run(house.app().actor(), "slack", List.of(file), Progress.NONE);
    }

    @Test
    void whereTheSnapshotIsAsBadAsTheLogItIsToldWithTheEvents() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("U1", "x"));
        assertThat(evidence().has("events")).isFalse();
        log("2026-11-24T05:00:00Z,update,failed,U1,no");
        assertThat(holds()).containsExactly("high U1");
        assertThat(summary()).contains("syncState ERROR");
        assertThat(evidence().path("events")).hasSize(1);
        assertThat(evidence().path("events").path(0).asText()).startsWith("row:");
    }

    @Test
    void whereTheLogSaysThatAccessWasToGoItIsWorseThanAGrantThatFailed() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("U1", "x"));
        log("2026-11-24T05:00:00Z,disable,failed,U1,no");
        assertThat(holds()).containsExactly("critical U1");
        assertThat(summary()).startsWith("The provisioning log says");
        assertThat(evidence().path("assignments")).hasSize(1);
        assertThat(evidence().path("assignments").path(0).asText()).contains("syncState ERROR");
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "DEPROVISIONED", "ERROR", ""));
        assertThat(summary()).as("both take it away").contains("syncState ERROR");
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "ACTIVE", "SYNCHRONIZED", ""));
        assertThat(evidence().has("assignments")).isFalse();
    }

    @Test
    void ofTwoThatFailedToGrantTheOneInErrorIsTold() throws Exception {
        sources(", idpApplications: [0oa1, 0oa2]", "");
        okta(ada("ACTIVE")
                .appUser("0oa1", "i", "U1", "ACTIVE", "OUT_OF_SYNC", "")
                .appUser("0oa2", "i", "U1", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("U1", "x"));
        assertThat(evidence().path("application").asText()).isEqualTo("0oa2");
        assertThat(evidence().path("syncState").asText()).isEqualTo("ERROR");
    }

    @Test
    void anAccountThatOktaRecordedAndTheAppDoesNotHaveIsFoundByName() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "U9", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("b", "ada"), active("a", "ADA"));
        assertThat(holds()).containsExactly("high a");
    }

    @Test
    void anAccountThatIsInactiveIsGoneOnlyWhereItWasToGo() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "U1", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", inactive("U1", "x"));
        assertThat(holds()).containsExactly("high U1");
    }

    @Test
    void whatIsAboutTheIdentityNamesIt() throws Exception {
        tied();
        okta(ada("ACTIVE").appUser("0oa1", "i", "", "STAGED", "ERROR", ""));
        house.snapshot("slack", active("z", "z"));
        assertThat(only().path("identity").path("id").asText()).isEqualTo("i");
        assertThat(only().path("subject").path("label").asText()).isEqualTo("ada");
        assertThat(summary()).isEqualTo("Okta could not bring ada into Slack (syncState ERROR).");
    }

    @Test
    void twoPeopleAreTwoFindingsWithAndWithoutAccounts() throws Exception {
        tied();
        okta(ada("ACTIVE")
                .user("j", "bob")
                .appUser("0oa1", "i", "", "ACTIVE", "ERROR", "")
                .appUser("0oa1", "j", "", "ACTIVE", "ERROR", ""));
        house.snapshot("slack", active("z", "z"));
        assertThat(holds()).containsExactly("high i", "high j");
        house.snapshot("slack", active("a", "ada"), active("b", "bob"));
        assertThat(holds()).containsExactly("high a", "high b");
    }
}
