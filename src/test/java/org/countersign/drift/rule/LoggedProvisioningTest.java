package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;
import static org.countersign.testkit.House.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Finding;
import org.countersign.snapshot.ImportProvisioningLog;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `provisioning-failed` by logs. Snapshots are of 06:00.
class LoggedProvisioningTest extends Ruled {
    static final String BEFORE = "2026-11-24T05:00:00Z";
    static final String LATER = "2026-11-24T05:30:00Z";
    private static final String HEADER = "time,action,result,application,account,identity,userName,group,code,reason\n";

    @TempDir
    private Path logs;

    LoggedProvisioningTest() {
        super("provisioning-failed");
    }

    private int files;

    private ImportProvisioningLog.Outcome log(String source, String... rows) throws Exception {
        Path file = logs.resolve("log-" + files++ + ".csv");
        Files.writeString(file, HEADER + String.join("\n", rows) + "\n");
        return house.app().importProvisioningLog().run(house.app().actor(), source, List.of(file), Progress.NONE);
    }

    private void people() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), active("j", "bob"), inactive("k", "eve"));
        house.snapshot("slack", active("U1", "ada"), inactive("U3", "eve"));
    }

    @ParameterizedTest
    @CsvSource({
        "create,high",
        "update,high",
        "enable,high",
        "group-add,high",
        "role-add,high",
        "disable,critical",
        "delete,critical",
        "group-remove,critical",
        "role-remove,critical"
    })
    void whatFailedIsHighAndCriticalWhereAccessWasToGo(String action, String severity) throws Exception {
        people();
        log("slack", BEFORE + "," + action + ",failed,,U1,,,G,409,no");
        assertThat(holds()).containsExactly(severity + " U1");
    }

    @Test
    void theFindingSaysWhatTheLogSaid() throws Exception {
        people();
        log("slack", BEFORE + ",disable,failed,,U1,i,,,409,Conflict");
        named("slack", "account", "U1");
        assertThat(summary())
                .isEqualTo("The provisioning log says that it failed to disable the account of ada in Slack: Conflict");
        assertThat(evidence().path("eventAt").asText()).isEqualTo(BEFORE);
        assertThat(evidence().path("result").asText()).isEqualTo("failed");
        assertThat(evidence().path("code").asText()).isEqualTo("409");
        assertThat(evidence().path("event").asText()).startsWith("row:");
    }

    @Test
    void aNewerEventOfTheSameObjectDecidesInAnyOrder() throws Exception {
        people();
        log("slack", LATER + ",update,success,,,,ada,,,", BEFORE + ",create,failed,,,i,,,,no");
        assertThat(holds()).isEmpty();
        log("slack", "2026-11-24T05:45:00Z,update,failed,,U1,,,,,no");
        assertThat(holds()).containsExactly("high U1");
    }

    @Test
    void ofFailuresAtOneTimeTheRemovalCounts() throws Exception {
        people();
        log(
                "slack",
                BEFORE + ",enable,failed,,U1,,,,,no",
                BEFORE + ",update,failed,,U1,,,,,no",
                BEFORE + ",disable,failed,,U1,,,,,no",
                BEFORE + ",create,failed,,U1,,,,,no",
                BEFORE + ",enable,failed,,,i,,,,no",
                BEFORE + ",create,failed,,,i,,,,no");
        assertThat(holds()).containsExactly("critical U1");
    }

    @Test
    void twoNamesOfAGroupAreOnePlace() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall", "U1"));
        log("slack", BEFORE + ",group-remove,failed,,U1,,,s,,no", LATER + ",group-add,success,,U1,,, ONCALL,,");
        assertThat(holds()).isEmpty();
        log("slack", LATER + ",role-remove,failed,,U1,,,oncall,,no");
        assertThat(holds()).as("a role is another place").containsExactly("critical U1");
    }

    @Test
    void aUserNameIsTheAccountsBeforeItIsAnIdentitys() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), active("j", "bob"));
        house.snapshot("slack", active("U1", "countess"), active("U2", "ada"));
        house.app().setLink().run(house.app().actor(), "slack", "U1", Optional.of("i"));
        house.app().setLink().run(house.app().actor(), "slack", "U2", Optional.of("j"));
        log("slack", BEFORE + ",update,failed,,,,ADA,,,no");
        assertThat(holds()).containsExactly("high U2");
    }

    @Test
    void aSnapshotOfTheSameInstantIsNotLater() throws Exception {
        people();
        log("slack", House.TAKEN + ",disable,failed,,U3,,,,,no");
        assertThat(holds()).containsExactly("critical U3");
    }

    @Test
    void aMembershipIsAnObjectOfItsOwn() throws Exception {
        people();
        log("slack", BEFORE + ",group-remove,failed,,U1,,,G,,no", LATER + ",update,success,,U1,,,,,");
        assertThat(holds()).containsExactly("critical U1");
    }

    @Test
    void withoutAnAccountItIsAboutTheIdentity() throws Exception {
        people();
        log("slack", BEFORE + ",create,failed,,,j,,,,no");
        assertThat(holds()).containsExactly("high j");
        assertThat(only().path("source").asText()).isEqualTo("okta");
        assertThat(only().path("subject").path("type").asText()).isEqualTo("identity");
    }

    @Test
    void aSkipCountsWhereTheAccountWasNeverMade() throws Exception {
        people();
        log(
                "slack",
                BEFORE + ",create,skipped,,,j,,,AttributeValidationFailed,name.familyName is missing",
                BEFORE + ",create,skipped,,,i,,,RedundantExport,x",
                BEFORE + ",create,skipped,,,k,,,x,inactive people need none");
        assertThat(holds()).containsExactly("high j");
        assertThat(summary())
                .isEqualTo("bob has no account in Slack, and the provisioning log says that it was skipped:"
                        + " name.familyName is missing");
        assertThat(unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"create,NotEffectivelyEntitled", "delete,x", "group-add,x"})
    void otherSkipsDoNot(String action, String code) throws Exception {
        people();
        log("slack", BEFORE + "," + action + ",skipped,,,j,,G," + code + ",x");
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a,b,'j,'", "b,a,'j,'", "a,b,',bob'", "b,a,',bob'"})
    void ofSkipsAtOneTimeOneThatCountsIsTold(String counts, String other, String who) throws Exception {
        people();
        Path file = logs.resolve("skips.csv");
        Files.writeString(
                file,
                "id," + HEADER + counts + "," + BEFORE + ",create,skipped,,," + who + ",,x,no name\n" + other + ","
                        + BEFORE + ",create,skipped,,,j,,,NotEffectivelyEntitled,x\n");
        house.app().importProvisioningLog().run(house.app().actor(), "slack", List.of(file), Progress.NONE);
        assertThat(holds()).containsExactly("high j");
    }

    @Test
    void whetherAnAccountWasMadeAnIncompleteSnapshotDoesNotTell() throws Exception {
        house.governance("", "").snapshot("okta", active("j", "bob"));
        incomplete("slack", active("U1", "ada"));
        log("slack", BEFORE + ",create,skipped,,,j,,,x,x");
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly("slack: The provisioning log skipped people in Slack, whose snapshot is incomplete:"
                        + " whether they have accounts is not known.");
    }

    @Test
    void anErrorWhereTheAccessIsGoneIsNoneAnyMore() throws Exception {
        people();
        log("slack", BEFORE + ",disable,failed,,U3,,,,,no", BEFORE + ",delete,failed,,,j,,,,no");
        assertThat(holds()).isEmpty();
        log("slack", "2026-11-24T06:30:00Z,delete,failed,,U3,,,,,after the snapshot");
        assertThat(holds()).containsExactly("critical U3");
    }

    @Test
    void aMembershipThatIsGoneIsNoFailure() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        house.snapshot("slack", active("U1", "ada"), group("G", "oncall"), group("H", "other", "U1"));
        log("slack", BEFORE + ",group-remove,failed,,U1,,,G,,no", BEFORE + ",group-remove,failed,,U1,,,H,,no");
        assertThat(holds()).containsExactly("critical U1");
        assertThat(summary()).contains("remove from the group other");
        assertThat(evidence().has("events")).as("one of the two").isFalse();
    }

    @Test
    void whatNobodyKnowsIsSaid() throws Exception {
        people();
        log(
                "slack",
                BEFORE + ",create,failed,,,nobody,zed,,,no",
                BEFORE + ",create,failed,,,,,G,,no",
                BEFORE + ",create,success,,,other,yan,,,");
        assertThat(holds()).isEmpty();
        assertThat(unknown())
                .containsExactly(
                        "slack: The provisioning log of Slack has whole groups that were not brought there, 1 in number: G.",
                        "slack: The provisioning log of Slack is about users that no snapshot knows, 1 in number: zed.");
    }

    @Test
    void aLogOfTheIdpIsAboutTheAppsThatItsApplicationsStandFor() throws Exception {
        people();
        house.governance("idpApplications: [0oa1]", "");
        log("okta", BEFORE + ",update,failed,0oa1,,i,,,,no", BEFORE + ",update,failed,0oa2,,j,,,,no");
        assertThat(holds()).containsExactly("high U1");
        assertThat(unknown()).hasSize(1).first().asString().contains("who is assigned to 0oa1");
    }

    @Test
    void asOfAPastTimeKnowsOnlyEventsUpToThen() throws Exception {
        people();
        house.snapshotAt(Instant.parse("2026-11-23T06:00:00Z"), "okta", active("i", "ada"));
        house.snapshotAt(Instant.parse("2026-11-23T06:00:00Z"), "slack", active("U1", "ada"));
        log("slack", "2026-11-23T07:00:00Z,update,failed,,U1,,,,,no", BEFORE + ",update,success,,U1,,,,,");
        assertThat(holds()).isEmpty();
        assertThat(heldAt("2026-11-23T08:00:00Z")).containsExactly("U1");
        assertThat(heldAt("2026-11-23T06:59:59Z")).isEmpty();
    }

    private List<String> heldAt(String asOf) {
        return house.app().checkDrift().asOf(Instant.parse(asOf)).findings().stream()
                .filter(finding -> finding.rule().equals("provisioning-failed"))
                .map(Finding::subject)
                .map(subject -> subject.id())
                .toList();
    }

    @Test
    void anExceptionDoesNotSuppressIt() throws Exception {
        people();
        house.governance("", allowed("EX-1", "U1", ""));
        log("slack", BEFORE + ",disable,failed,,U1,,,,,no");
        assertThat(holds()).containsExactly("critical U1");
    }

    @Test
    void theSameEventsAgainAddNothingAndOverlapsAreMerged() throws Exception {
        people();
        String one = BEFORE + ",update,failed,,U1,,,,,no";
        String two = LATER + ",update,success,,U1,,,,,";
        assertThat(log("slack", one).added()).isEqualTo(1);
        assertThat(log("slack", one, two).added()).isEqualTo(1);
        assertThat(log("slack", two, one).added()).isZero();
        assertThat(house.drift().findings().stream().map(Finding::rule)).doesNotContain("provisioning-failed");
        assertThat(House.NOW).isAfter(Instant.parse(LATER));
    }

    @Test
    void whatWasToTakeAccessAwayIsToldBeforeWhatIsNewer() throws Exception {
        people();
        log("slack", BEFORE + ",group-remove,failed,,U1,,,G,,no", LATER + ",update,failed,,U1,,,,,no");
        assertThat(holds()).containsExactly("critical U1");
        assertThat(evidence().path("eventAt").asText()).isEqualTo(BEFORE);
        assertThat(evidence().path("events")).hasSize(2);
    }

    @Test
    void theNewestIsToldFirstAndOfOneTimeTheOneWithTheGreatestId() throws Exception {
        people();
        log("slack", LATER + ",group-add,failed,,U1,,,B,,no", BEFORE + ",group-add,failed,,U1,,,A,,no");
        assertThat(evidence().path("eventAt").asText()).isEqualTo(LATER);
        for (String group : List.of("C", "D", "E", "F", "G", "H")) {
            log("slack", LATER + ",group-add,failed,,U1,,," + group + ",,no");
        }
        List<String> ids =
                evidence().path("events").valueStream().map(JsonNode::asText).toList();
        assertThat(ids.subList(0, 7)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(evidence().path("event").asText()).isEqualTo(ids.getFirst());
    }

    @Test
    void aSkipOfSomebodyInactiveOrOfAnAccountThatTheLogNamesIsNone() throws Exception {
        house.governance("", "").snapshot("okta", active("j", "bob"), inactive("m", "max"));
        house.snapshot("slack", active("U1", "ada"));
        log("slack", BEFORE + ",create,skipped,,,m,,,x,x", BEFORE + ",create,skipped,,U9,j,,,x,x");
        assertThat(holds()).isEmpty();
        assertThat(unknown()).isEmpty();
    }

    @Test
    void aSkipThatMattersToNobodyIsNotUnknownInAnIncompleteSnapshot() throws Exception {
        house.governance("", "").snapshot("okta", active("j", "bob"));
        incomplete("slack", active("U1", "ada"));
        log("slack", BEFORE + ",create,skipped,,,j,,,NotEffectivelyEntitled,x");
        assertThat(unknown()).isEmpty();
    }

    @Test
    void ofSkippedStrangersOnlyThoseAreSaidWhoMayLackAnAccount() throws Exception {
        people();
        log(
                "slack",
                BEFORE + ",create,skipped,,,,zed,,x,x",
                BEFORE + ",create,skipped,,,,yan,,NotEffectivelyEntitled,x",
                BEFORE + ",delete,skipped,,,,xia,,x,x",
                BEFORE + ",group-add,skipped,,,,wes,G,x,x",
                BEFORE + ",create,skipped,,U9,,vic,,x,x",
                BEFORE + ",create,skipped,,,,,G,x,x",
                BEFORE + ",create,success,,,,uma,,x,x");
        assertThat(unknown())
                .containsExactly(
                        "slack: The provisioning log of Slack is about users that no snapshot knows, 1 in number: zed.");
    }

    @Test
    void aRoleIsNotGoneBecauseAGroupOfItsNameIs() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        house.snapshot("slack", active("U1", "ada"), group("G", "oncall"));
        log("slack", BEFORE + ",role-remove,failed,,U1,,,G,,no");
        assertThat(holds()).containsExactly("critical U1");
    }

    @Test
    void aMembershipOfAGroupThatTellsNoMembersOrIsNotThereIsNotGone() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        house.snapshot("slack", active("U1", "ada"), closed("G", "oncall"));
        log("slack", BEFORE + ",group-remove,failed,,U1,,,G,,no", BEFORE + ",group-remove,failed,,U1,,,Z,,no");
        assertThat(holds()).containsExactly("critical U1");
        assertThat(evidence().path("events")).hasSize(2);
    }

    @Test
    void ofTwoEventsOfOneTimeTheWorseDecides() throws Exception {
        people();
        log("slack", BEFORE + ",update,success,,U1,,,,,", BEFORE + ",update,failed,,U1,,,,,no");
        assertThat(holds()).containsExactly("high U1");
        log("slack", LATER + ",update,failed,,U1,,,,,no", LATER + ",update,success,,U1,,,,,");
        assertThat(holds()).containsExactly("high U1");
        assertThat(evidence().path("eventAt").asText()).isEqualTo(LATER);
    }

    @Test
    void sixStrangersAreCountedAndFiveAreNamed() throws Exception {
        people();
        String[] rows = java.util.stream.Stream.of("u", "v", "w", "x", "y")
                .map(name -> BEFORE + ",create,failed,,,," + name + ",,,no")
                .toArray(String[]::new);
        log("slack", rows);
        assertThat(unknown()).singleElement().asString().endsWith("5 in number: u, v, w, x, y.");
        log("slack", BEFORE + ",create,failed,,,,z,,,no");
        assertThat(unknown()).singleElement().asString().endsWith("6 in number: u, v, w, x, y, ….");
    }

    @Test
    void aNameThatTwoHaveIsNobodys() throws Exception {
        String address = "\"active\":true,\"emails\":[{\"value\":\"team@x\"}]";
        house.governance("", "").snapshot("okta", user("i", "ada", address), user("j", "bob", address));
        house.snapshot("slack", active("U1", "twin"), active("U2", "twin"));
        log("slack", BEFORE + ",update,failed,,,,team@x,,,no", BEFORE + ",update,failed,,,,twin,,,no");
        assertThat(holds()).isEmpty();
        assertThat(unknown()).singleElement().asString().endsWith("2 in number: team@x, twin.");
    }

    @Test
    void anAccountIsFoundByItsNameWhereNobodyIsBehindItAndTheIdentityIsNotKnown() throws Exception {
        people();
        house.snapshot("slack", active("U1", "ada"), active("U2", "stranger"));
        log("slack", BEFORE + ",update,failed,,,nobody,stranger,,,no");
        assertThat(holds()).containsExactly("high U2");
        assertThat(unknown()).isEmpty();
    }

    @Test
    void somebodyElsesAccountIsNotTheirs() throws Exception {
        people();
        log("slack", BEFORE + ",update,failed,,,j,U1,,,no", LATER + ",update,failed,,,j,ada,,,no");
        assertThat(holds()).as("U1 is ada's, whoever has the name in the log").containsExactly("high j");
    }

    @Test
    void ofTwoAccountsOfOneIdentityTheSmallestIdIsMeant() throws Exception {
        people();
        house.snapshot("slack", active("U2", "ada"), active("U1", "ada"));
        log("slack", BEFORE + ",update,failed,,,i,,,,no");
        assertThat(holds()).containsExactly("high U1");
    }

    @Test
    void whereTheLogGivesNoReasonTheCodeIsSaidOrThatThereIsNone() throws Exception {
        people();
        log("slack", BEFORE + ",update,failed,,U1,,,,409,");
        assertThat(summary()).endsWith(": 409");
        assertThat(evidence().has("reason")).isFalse();
        log("slack", LATER + ",update,failed,,U1,,,,,");
        assertThat(summary()).endsWith(": it gives no reason.");
        assertThat(evidence().has("code")).isFalse();
    }

    @Test
    void aGroupIsCalledAsTheAppOrElseTheIdpCallsItOrByWhatTheLogSays() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"), group("g", "g-oncall"));
        house.snapshot("slack", active("U1", "ada"), group("s", "oncall"));
        log("slack", BEFORE + ",group-add,failed,,U1,,,s,,no");
        assertThat(summary()).contains("add to the group oncall");
        log("slack", LATER + ",group-add,failed,,U1,,,g,,no");
        assertThat(summary()).contains("add to the group g-oncall");
        log("slack", "2026-11-24T05:40:00Z,group-add,failed,,U1,,,zzz,,no");
        assertThat(summary()).contains("add to the group zzz");
    }

    @Test
    void whatIsAboutTheIdentityNamesItAndTheReasonAndTheApplication() throws Exception {
        people();
        house.governance("idpApplications: [0oa1]", "");
        log("slack", BEFORE + ",create,failed,0oa1,,j,,,409,no");
        assertThat(only().path("identity").path("label").asText()).isEqualTo("bob");
        assertThat(summary()).startsWith("The provisioning log says that it failed to create the account of bob");
        assertThat(evidence().path("application").asText()).isEqualTo("0oa1");
        assertThat(evidence().path("reason").asText()).isEqualTo("no");
    }

    @Test
    void aGroupThatIsToldOfAnAccountsOwnEventMakesItNoOther() throws Exception {
        people();
        log("slack", BEFORE + ",update,failed,,U1,,,G,,no", LATER + ",update,success,,U1,,,,,");
        assertThat(holds()).isEmpty();
    }

    @Test
    void anIncompleteSnapshotDoesNotShowThatTheAccessIsGone() throws Exception {
        house.governance("", "").snapshot("okta", active("i", "ada"));
        incomplete("slack", inactive("U1", "ada"));
        log("slack", BEFORE + ",disable,failed,,U1,,,,,no");
        assertThat(holds()).containsExactly("critical U1");
    }
}
