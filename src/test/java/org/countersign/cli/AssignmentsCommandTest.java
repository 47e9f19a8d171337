package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.OktaExport.LONG_AGO;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.testkit.House;
import org.countersign.testkit.OktaExport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Okta's users, groups and app users, and an app: what `drift --format json` makes of them.
class AssignmentsCommandTest {
    private static final Path CAPTURED =
            Path.of("../shared/samples/elimity-com__scim/internal_idp_test_testdata_okta_update_user.json");

    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void sources() throws Exception {
        commands = new Commands(folder);
        commands.good("governance", "import", commands.file("g.yaml", """
                sources:
                  - {id: okta, name: Okta, kind: idp, vendor: okta}
                  - {id: slack, name: Slack, kind: app, authoritativeIdp: okta, idpApplications: [0oa1, 0oa2]}
                """).toString());
    }

    private void take(String source, Path path) {
        commands.good("snapshot", "import", "--source", source, "--taken-at", "2026-11-24T06:00:00Z", path.toString());
    }

    private List<JsonNode> of(JsonNode drift, String rule) {
        var found = new ArrayList<JsonNode>();
        drift.path("findings").forEach(finding -> {
            if (finding.path("rule").asText().equals(rule)) {
                found.add(finding);
            }
        });
        return found;
    }

    private JsonNode drift() throws Exception {
        return commands.good("drift", "--format", "json").json();
    }

    @Test
    void whatOktaExpectsIsHeldAgainstWhatTheAppHas() throws Exception {
        take(
                "okta",
                new OktaExport()
                        .user("u1", "ada@example.com")
                        .user("u2", "bob@example.com", "DEPROVISIONED", LONG_AGO)
                        .user("u3", "eve@example.com")
                        .user("u4", "mae@example.com")
                        .group("g1", "Engineering", LONG_AGO, "u1", "u4")
                        .appUser("0oa1", "u1", "U1", "PROVISIONED", "SYNCHRONIZED", ",\"scope\":\"GROUP\"")
                        .appUser("0oa1", "u2", "U2", "DEPROVISIONED", "ERROR", "")
                        .appUser("0oa1", "u3", "U3", "PROVISIONED", "SYNCHRONIZED", "")
                        .appGroup("0oa2", "g1")
                        .into(folder.resolve("okta")));
        take(
                "slack",
                commands.file(
                        "slack.json",
                        "[" + House.active("U1", "renamed") + "," + House.active("U2", "somebody") + ","
                                + House.active("U9", "stranger") + "]"));
        JsonNode drift = drift();
        assertThat(of(drift, "missing-account"))
                .satisfiesExactly(
                        eve -> {
                            assertThat(eve.path("subject").path("id").asText()).isEqualTo("u3");
                            assertThat(eve.path("summary").asText())
                                    .isEqualTo("Okta has assigned eve@example.com to Slack, which has no account of"
                                            + " theirs.");
                            assertThat(eve.path("evidence")
                                            .path("assignments")
                                            .path(0)
                                            .asText())
                                    .isEqualTo("application 0oa1, directly, syncState SYNCHRONIZED, account U3,"
                                            + " since 2026-10-01T08:00:00Z");
                        },
                        mae -> {
                            assertThat(mae.path("subject").path("id").asText()).isEqualTo("u4");
                            assertThat(mae.path("evidence")
                                            .path("assignments")
                                            .path(0)
                                            .asText())
                                    .startsWith("application 0oa2, as a member of Engineering");
                        });
        assertThat(of(drift, "provisioning-failed")).singleElement().satisfies(bob -> {
            assertThat(bob.path("severity").asText()).isEqualTo("critical");
            assertThat(bob.path("subject").path("id").asText()).isEqualTo("U2");
            assertThat(bob.path("identity").path("id").asText()).isEqualTo("u2");
            assertThat(bob.path("summary").asText())
                    .isEqualTo("Okta could not take Slack away from bob@example.com (syncState ERROR).");
        });
        assertThat(of(drift, "disabled-identity-active-account"))
                .singleElement()
                .satisfies(bob -> {
                    assertThat(bob.path("evidence").path("linkedBy").asText()).isEqualTo("appUser");
                    assertThat(bob.path("evidence").path("linkedWith").asText())
                            .isEqualTo("Okta records the account U2 for its user u2 of application 0oa1.");
                });
        assertThat(of(drift, "unmatched-account"))
                .as("ada was renamed in the app, and is still known by her record")
                .extracting(finding -> finding.path("subject").path("id").asText())
                .containsExactly("U9");
        assertThat(drift.path("notEvaluable")).isEmpty();
    }

    @Test
    void whatTheSnapshotDoesNotTellIsNamedWithWhatToExport() throws Exception {
        take("okta", new OktaExport().user("u1", "ada").app("0oa1").into(folder.resolve("okta")));
        take("slack", commands.file("slack.json", "[" + House.active("U1", "ada") + "]"));
        var untold = new ArrayList<String>();
        drift().path("notEvaluable")
                .forEach(entry -> untold.add(entry.path("rule").asText() + ": "
                        + entry.path("reason").asText()));
        assertThat(untold)
                .containsExactly(
                        "provisioning-failed: The snapshot of Okta does not tell who is assigned to 0oa2, which stands"
                                + " for Slack.",
                        "missing-account: The snapshot of Okta does not tell who is assigned to 0oa2, which stands for"
                                + " Slack.");
    }

    @Test
    void anAccountThatWasCapturedAsOktaUpdatedItIsLinkedByOktasRecordOfIt() throws Exception {
        assumeTrue(Files.isReadable(CAPTURED), "the samples are not on this machine");
        take(
                "okta",
                new OktaExport()
                        .user("00ujl29u0le5T6Aj10h7", "married-name@okta.local", "SUSPENDED", LONG_AGO)
                        .appUser(
                                "0oa1",
                                "00ujl29u0le5T6Aj10h7",
                                "23a35c27-23d3-4c03-b4c5-6443c09e7173",
                                "SUSPENDED",
                                "OUT_OF_SYNC",
                                "")
                        .app("0oa2")
                        .into(folder.resolve("okta")));
        take("slack", CAPTURED);
        JsonNode drift = drift();
        assertThat(of(drift, "disabled-identity-active-account"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path("subject").path("label").asText()).isEqualTo("Another User");
                    assertThat(finding.path("evidence").path("linkedBy").asText())
                            .isEqualTo("appUser");
                });
        assertThat(of(drift, "provisioning-failed")).singleElement().satisfies(finding -> assertThat(
                        finding.path("severity").asText())
                .isEqualTo("critical"));
        assertThat(of(drift, "missing-account")).isEmpty();
    }

    @Test
    void aKeyThatIsNoListOfApplicationsIsRefusedWithItsPlace() throws Exception {
        String error = commands.refused(
                "governance", "import", commands.file("h.yaml", """
                sources:
                  - {id: okta, kind: idp}
                  - {id: slack, kind: app, idpApplications: 0oa1}
                """).toString());
        assertThat(error).contains("line 3");
    }
}
