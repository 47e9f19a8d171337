package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the IdP did and the app does not show yet.
class ProvisioningDelayedTest extends Ruled {
    @TempDir
    private Path logs;

    ProvisioningDelayedTest() {
        super("provisioning-delayed");
    }

    private void log(String rows) throws Exception {
        Path file = Files.writeString(
                logs.resolve("log.csv"), "time,action,result,account,identity,userName,group\n" + rows);
        house.app().importProvisioningLog().run(house.app().actor(), "slack", List.of(file), Progress.NONE);
    }

    @Test
    void whatStillWaitsIsMedium() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), active("j", "bob"));
        house.snapshot("slack", active("U1", "ada"));
        log("2026-11-24T05:00:00Z,disable,pending,U1,,,\n2026-11-24T05:00:00Z,create,retry,,j,,\n"
                + "2026-11-24T05:00:00Z,create,pending,,,zed,\n");
        assertThat(holds()).containsExactlyInAnyOrder("medium U1", "medium j");
        assertThat(unknown())
                .containsExactly(
                        "slack: The provisioning log of Slack is about users that no snapshot knows, 1 in number: zed.");
        log("2026-11-24T05:10:00Z,disable,success,U1,,,\n2026-11-24T05:10:00Z,create,failed,,j,,\n"
                + "2026-11-24T05:10:00Z,create,failed,,,zed,\n");
        assertThat(holds()).isEmpty();
        assertThat(unknown()).as("what failed is another rule's").isEmpty();
    }

    @Test
    void theSentenceSaysSinceWhen() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("U1", "ada"));
        log("2026-11-24T05:00:00Z,disable,pending,U1,,,\n");
        assertThat(summary())
                .isEqualTo(
                        "Provisioning has not finished: to disable the account of ada in Slack has been waiting since"
                                + " 2026-11-24T05:00:00Z.");
        named("slack", "account", "U1");
        assertThat(evidence().path("action").asText()).isEqualTo("disable the account");
        assertThat(evidence().path("eventAt").asText()).isEqualTo("2026-11-24T05:00:00Z");
    }

    private void leftAt(String left, String sla) throws Exception {
        house.governance(sla, ONCALL);
        house.snapshotAt(
                Instant.parse("2026-11-01T06:00:00Z"), "okta", active("i", "ada"), group("g-oncall", "O", "i"));
        house.snapshotAt(Instant.parse(left), "okta", active("i", "ada"), group("g-oncall", "O"));
    }

    /// The app's snapshot is of 2026-11-24T06:00:00Z.
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T05:59:59Z,P1D,1",
        "2026-11-23T06:00:00Z,P1D,0",
        "2026-11-24T05:00:00Z,P1D,0",
        "2026-11-24T04:59:59Z,PT1H,1",
        "2026-11-20T06:00:00Z,P7D,0"
    })
    void whoLeftTheIdpsGroupAndIsStillInTheAppsIsLate(String left, String sla, int findings) throws Exception {
        leftAt(left, "provisioningSla: " + sla);
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        assertThat(holds()).hasSize(findings);
        if (findings > 0) {
            named("slack", "account", "U1");
            assertThat(summary())
                    .isEqualTo("ada left the group at Okta by " + left + " and is still in oncall of Slack.");
            assertThat(evidence())
                    .hasToString(
                            "{\"userName\":\"ada\",\"linkedBy\":\"userName\",\"groups\":[\"oncall\"],\"leftBefore\":[\""
                                    + left + "\"],\"pendingEvents\":[]}");
            assertThat(unknown()).isEmpty();
        }
    }

    @Test
    void whoIsBackOrOutOfTheAppsGroupOrNeverWasThereIsNot() throws Exception {
        leftAt("2026-11-10T06:00:00Z", "");
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall"));
        assertThat(holds()).as("out").isEmpty();
        house.snapshotAt(House.TAKEN.plusSeconds(1), "slack", active("U1", "ada"), group("s", "oncall", "U1"));
        assertThat(holds()).containsExactly("medium U1");
        house.snapshot("okta", active("i", "ada"), group("g-oncall", "O", "i"));
        assertThat(holds()).as("back").isEmpty();
    }

    @Test
    void anAccountThatIsInactiveIsStillInTheGroup() throws Exception {
        leftAt("2026-11-10T06:00:00Z", "");
        house.snapshot("slack", inactive("U1", "ada"), group("s", "oncall", "U1"));
        assertThat(holds()).containsExactly("medium U1");
    }

    @Test
    void whereUsersStandInForMembersWhoLeftIsNotKnown() throws Exception {
        house.governance("", ONCALL);
        String ada = active("i", "ada");
        String inside = ada.substring(0, ada.lastIndexOf('}')) + ",\"groups\":[{\"value\":\"g-oncall\"}]}";
        house.snapshotAt(Instant.parse("2026-11-01T06:00:00Z"), "okta", inside, closed("g-oncall", "O"));
        house.snapshotAt(
                Instant.parse("2026-11-10T06:00:00Z"),
                "okta",
                ada,
                inside.replace("\"i\"", "\"j\""),
                closed("g-oncall", "O"));
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
    }

    @Test
    void whoWasNeverThereIsNotLate() throws Exception {
        house.governance("", ONCALL);
        house.snapshotAt(Instant.parse("2026-11-01T06:00:00Z"), "okta", active("i", "ada"), group("g-oncall", "O"));
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        assertThat(holds()).isEmpty();
    }

    @Test
    void anExceptionDoesNotSuppressIt() throws Exception {
        leftAt("2026-11-10T06:00:00Z", "");
        house.governance("", ONCALL + allowed("EX-1", "U1", ""));
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        assertThat(holds()).containsExactly("medium U1");
    }

    @Test
    void whereTheIdpIsNotWholeOrDoesNotTellMembersItIsNotEvaluable() throws Exception {
        leftAt("2026-11-10T06:00:00Z", "");
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        house.snapshot("okta", active("i", "ada"), closed("g-oncall", "O"));
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: Okta did not tell its group members, so nothing can be said about them.");
        house.file(
                House.TAKEN.plusSeconds(1),
                "okta",
                "{\"totalResults\":99,\"Resources\":[" + active("i", "ada") + "," + group("g-oncall", "O") + "]}");
        assertThat(holds()).isEmpty();
        assertThat(unknown()).hasSize(1).first().asString().contains("Okta is incomplete");
    }

    @Test
    void whatWaitsIsToldBesideWhatIsOverdue() throws Exception {
        leftAt("2026-11-10T06:00:00Z", "");
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        log("2026-11-24T05:00:00Z,group-remove,pending,U1,,,s\n");
        assertThat(holds()).containsExactly("medium U1");
        assertThat(summary()).startsWith("ada left the group at Okta");
        assertThat(evidence().path("pendingEvents")).hasSize(1);
        assertThat(evidence().path("pendingEvents").path(0).asText()).startsWith("row:");
    }

    @Test
    void theEventThatWaitsLongestIsTold() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada")).snapshot("slack", active("U1", "ada"));
        log("2026-11-24T05:20:00Z,group-add,pending,U1,,,A\n2026-11-24T05:10:00Z,group-add,pending,U1,,,B\n");
        assertThat(summary()).endsWith("has been waiting since 2026-11-24T05:10:00Z.");
    }

    @Test
    void whereNoMappingGrantsAGroupNobodyCanBeLate() throws Exception {
        house.governance("", "").snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        incomplete("okta", active("i", "ada"));
        assertThat(unknown()).isEmpty();
    }

    @Test
    void inAnAppWithoutAnIdpNobodyCanBeLate() throws Exception {
        house.governance("", "  - {id: wiki, kind: app}\n" + ONCALL.replace("slack", "wiki"))
                .snapshot("wiki", active("w", "ada"), group("s", "oncall", "w"));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }
}
