package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each dialect's lines are read as. The shapes are those of public captures; names and ids are made up.
class ProvisioningLogReaderTest {
    private static final class Taking implements ProvisioningLogSink {
        private final List<ProvisioningEvent> events = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<Boolean> pages = new ArrayList<>();

        @Override
        public void event(ProvisioningEvent event) {
            events.add(event);
        }

        @Override
        public void unknown(String type) {
            unknown.add(type);
        }

        @Override
        public void page(boolean more) {
            pages.add(more);
        }

        String only() {
            assertThat(events).hasSize(1);
            return line(events.getFirst());
        }
    }

    private static String line(ProvisioningEvent event) {
        ProvisioningEvent.Target target = event.target();
        return String.join(
                " | ",
                event.at().toString(),
                event.application().orElse("-"),
                event.action().name().toLowerCase(Locale.ROOT),
                event.result().name().toLowerCase(Locale.ROOT),
                (target.group() ? "group" : "user"),
                target.account().orElse("-"),
                target.identity().orElse("-"),
                target.userName().orElse("-"),
                target.access().orElse("-"),
                event.code().orElse("-"),
                event.reason().orElse("-"),
                event.id());
    }

    private static Taking json(String text) throws Exception {
        var taking = new Taking();
        new ProvisioningLogReader(taking)
                .readJson("log.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return taking;
    }

    private static Taking table(String text) throws Exception {
        var taking = new Taking();
        new ProvisioningLogReader(taking)
                .readTable("log.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return taking;
    }

    private static String entra(String action, String status, String more) {
        return """
            {"id":"e1","activityDateTime":"2026-11-24T05:00:00.3538931Z","provisioningAction":"%s",
            "provisioningStatusInfo":{"status":"%s","errorInformation":null},"servicePrincipal":{"id":"sp1","displayName":"Slack"},
            "sourceIdentity":{"id":"i1","displayName":"Ada","identityType":"User","details":{"UserPrincipalName":"ada@example.com"}},
            "targetIdentity":{"id":"","displayName":"","identityType":"urn:ietf:params:scim:schemas:core:2.0:User","details":{}}%s}""".formatted(action, status, more);
    }

    @ParameterizedTest
    @CsvSource({
        "create,success,create,success",
        "update,failure,update,failure",
        "delete,skipped,delete,skipped",
        "disable,failure,disable,failure",
        "stageddelete,failure,disable,failure",
        "StagedDelete,Failure,disable,failure",
        "other,skipped,other,skipped"
    })
    void entraSaysWhatAndHowItWent(String action, String status, String read, String result) throws Exception {
        assertThat(json(entra(action, status, "")).only())
                .isEqualTo("2026-11-24T05:00:00.353893100Z | sp1 | " + read + " | " + result
                        + " | user | - | i1 | ada@example.com | - | - | - | e1");
    }

    @ParameterizedTest
    @CsvSource({"create,warning", "create,unknownFutureValue", "merge,success"})
    void whatEntraMayAddLaterIsCounted(String action, String status) throws Exception {
        Taking taking = json(entra(action, status, ""));
        assertThat(taking.events).isEmpty();
        assertThat(taking.unknown).containsExactly(action + " " + status);
    }

    @Test
    void aSkipByGraphIsToldByTheStepThatEndedIt() throws Exception {
        String steps = """
            ,"provisioningSteps":[
             {"name":"EntryImportUpdate","provisioningStepType":"import","status":"success","description":"Received","details":{}},
             {"name":"EntrySynchronizationSkip","provisioningStepType":"export","status":"skipped",
              "description":"The state of the entry in both the source and target systems already match.",
              "details":{"ReportableIdentifier":"ada","SkipReason":"RedundantExport"}}]""";
        assertThat(json(entra("other", "skipped", steps)).only())
                .endsWith("| i1 | ada | - | RedundantExport | The state of the entry in both the source and target"
                        + " systems already match. | e1");
    }

    @Test
    void anUpdateThatEndsActiveShutsOut() throws Exception {
        String change =
                ",\"modifiedProperties\":[{\"displayName\":\"active\",\"oldValue\":\"True\",\"newValue\":\"%s\"}]";
        assertThat(json(entra("update", "failure", change.formatted("False"))).only())
                .contains("| disable |");
        assertThat(json(entra("update", "failure", change.formatted("True"))).only())
                .contains("| update |");
    }

    private static final String DIAGNOSTIC = """
        {"time":"2026-11-24T05:00:02Z","category":"ProvisioningLogs","resultType":"Success","identity":"e2","properties":{
        "id":"e2","activityDateTime":"2026-11-24T05:00:01.869547Z","action":"Create","provisioningAction":"create",
        "servicePrincipal":{"Id":"sp1","Name":"Slack"},
        "sourceIdentity":{"identityType":"User","details":{"odatatype":"User","UserPrincipalName":"ada@example.com"},"Id":"i1","Name":"Ada"},
        "targetIdentity":{"identityType":"urn:ietf:params:scim:schemas:core:2.0:%s","details":{},"Id":"%s","Name":""},
        "provisioningStatusInfo":{"Status":"%s","errorInformation":%s},"statusInfo":{"Status":0},
        "provisioningSteps":[{"name":"EntryExportAdd","provisioningStepType":5,"status":%d,"description":"What happened","details":{%s}}],
        "modifiedProperties":[]}}
        """;

    @Test
    void diagnosticSettingsAreBelievedInsideAndNotOutside() throws Exception {
        String error = "{\"errorCode\":\"Conflict\",\"reason\":\"409\",\"recommendedAction\":\"x\"}";
        assertThat(json(DIAGNOSTIC.formatted("User", "U1", "failure", error, 1, "\"ReportableIdentifier\":\"ada\""))
                        .only())
                .isEqualTo("2026-11-24T05:00:01.869547Z | sp1 | create | failure | user | U1 | i1 | ada | - | Conflict"
                        + " | 409 | e2");
        assertThat(json(DIAGNOSTIC.formatted(
                                "User", "", "skipped", "null", 2, "\"SkipReason\":\"AttributeValidationFailed\""))
                        .only())
                .endsWith("| user | - | i1 | ada@example.com | - | AttributeValidationFailed | What happened | e2");
        assertThat(json(DIAGNOSTIC.formatted("Group", "G1", "success", "null", 0, ""))
                        .only())
                .endsWith("| create | success | group | - | - | - | G1 | - | - | e2");
    }

    @Test
    void aRowOfLogAnalyticsHasItsObjectsAsText() throws Exception {
        String row = """
            [{"TimeGenerated":"2026-11-24T05:00:00Z","Id":"e3","ProvisioningAction":"disable",
            "ProvisioningStatusInfo":"{\\"Status\\":\\"failure\\",\\"errorInformation\\":{\\"errorCode\\":\\"X\\",\\"reason\\":\\"no\\"}}",
            "ServicePrincipal":"[{\\"Id\\":\\"sp1\\",\\"Name\\":\\"Slack\\"}]",
            "SourceIdentity":"{\\"Id\\":\\"i1\\",\\"identityType\\":\\"User\\"}",
            "TargetIdentity":"{\\"Id\\":\\"U1\\",\\"identityType\\":\\"User\\"}","ProvisioningSteps":"[]"}]""";
        assertThat(json(row).only())
                .isEqualTo("2026-11-24T05:00:00Z | sp1 | disable | failure | user | U1 | i1 | - | - | X | no | e3");
        assertThatThrownBy(() -> json(row.replace("[{\\\"Id\\\":\\\"sp1", "[{\\\"Id\\\":\\\"sp1\\\",,")))
                .hasMessageContaining("The JSON inside of servicePrincipal cannot be read.");
    }

    @Test
    void otherCategoriesOfTheSameExportAreCounted() throws Exception {
        Taking taking = json("{\"records\":[{\"category\":\"AuditLogs\",\"properties\":{\"id\":\"x\"}}]}");
        assertThat(taking.unknown).containsExactly("category AuditLogs");
    }

    private static String okta(String type, String outcome, String more) {
        return """
            {"uuid":"o1","published":"2026-11-24T05:00:00.066Z","eventType":"%s","displayMessage":"x",
            "outcome":%s,"actor":{"id":"sys","type":"SystemPrincipal"},"debugContext":{"debugData":{}},
            "target":[{"id":"0ua1","type":"AppUser","alternateId":"ada@app","displayName":"Ada","detailEntry":null},
            {"id":"0oa1","type":"AppInstance","alternateId":"Slack","displayName":"Slack","detailEntry":null},
            {"id":"00u1","type":"User","alternateId":"ada@example.com","displayName":"Ada","detailEntry":null}%s]}""".formatted(type, outcome, more);
    }

    @ParameterizedTest
    @CsvSource({
        "application.provision.user.push,create,user",
        "application.provision.user.push_profile,update,user",
        "application.provision.user.sync,update,user",
        "application.provision.user.password,update,user",
        "application.provision.user.push_password,update,user",
        "application.provision.user.push_okta_password,update,user",
        "application.provision.user.activate,enable,user",
        "application.provision.user.reactivate,enable,user",
        "application.provision.user.deactivate,disable,user",
        "application.provision.user.deprovision,disable,user",
        "application.provision.group_membership.add,group_add,user",
        "application.provision.group_membership.remove,group_remove,user",
        "application.provision.group.add,create,group",
        "application.provision.group.update,update,group",
        "application.provision.group.remove,delete,group",
        "application.provision.group_push.pushed,create,group",
        "application.provision.group_push.updated,update,group",
        "application.provision.group_push.push_memberships,update,group",
        "application.provision.group_push.removed,delete,group",
        "app.user_management.push_new_user,create,user",
        "app.user_management.push_new_user_success,create,user",
        "app.user_management.push_pending_user,create,user",
        "app.user_management.push_profile_success,update,user",
        "app.user_management.push_profile_failure,update,user",
        "app.user_management.push_profile_update,update,user",
        "app.user_management.provision_user,update,user",
        "app.user_management.provision_user_failed,update,user",
        "app.user_management.provision_user.user_inactive,update,user",
        "app.user_management.push_okta_password_update,update,user",
        "app.user_management.push_unique_password_update,update,user",
        "app.user_management.activate_user,enable,user",
        "app.user_management.reactivate_user,enable,user",
        "app.user_management.deactivate_user,disable,user",
        "app.user_management.deactivate_user.api_account,disable,user",
        "app.user_management.deprovision_task_complete,disable,user",
        "app.user_management.grouppush.pushed,create,group",
        "app.user_management.grouppush.updated,update,group",
        "app.user_management.grouppush.removed,delete,group"
    })
    void oktaSaysWhatByItsType(String type, String action, String of) throws Exception {
        String group = ",{\"id\":\"00g1\",\"type\":\"UserGroup\",\"displayName\":\"oncall\"}";
        String whom = of.equals("user") ? "user | - | 00u1 | ada@app" : "group | - | - | -";
        assertThat(json(okta(type, "{\"result\":\"FAILURE\",\"reason\":\"Bad Request.\"}", group))
                        .only())
                .isEqualTo("2026-11-24T05:00:00.066Z | 0oa1 | " + action + " | failure | " + whom
                        + " | 00g1 | - | Bad Request. | o1");
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS,success", "FAILURE,failure", "SKIPPED,skipped", "DEFERRED,pending", "SCHEDULED,pending"})
    void oktaSaysHowItWent(String result, String read) throws Exception {
        assertThat(json(okta("application.provision.user.push", "{\"result\":\"" + result + "\"}", ""))
                        .only())
                .contains("| create | " + read + " |");
    }

    @ParameterizedTest
    @CsvSource({
        "application.user_membership.add,SUCCESS,application.user_membership.add",
        "user.session.start,SUCCESS,user.session.start",
        "application.provision.user.import,FAILURE,application.provision.user.import",
        "application.provision.integration.call_api,FAILURE,application.provision.integration.call_api",
        "application.provision.user.push,UNKNOWN,application.provision.user.push UNKNOWN"
    })
    void whatElseIsInTheSystemLogIsCounted(String type, String result, String counted) throws Exception {
        Taking taking = json("[" + okta(type, "{\"result\":\"" + result + "\"}", "") + "]");
        assertThat(taking.events).isEmpty();
        assertThat(taking.unknown).containsExactly(counted);
    }

    @Test
    void anEventHookHoldsItsEventsUnderData() throws Exception {
        String event = okta("application.provision.user.push", "{\"result\":\"SUCCESS\"}", "");
        assertThat(json("{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[" + event + "]}}").events)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "create,failed,create,failure",
        "Delete,OK,delete,success",
        "group-remove,error,group_remove,failure",
        "Add to group,pending,group_add,pending",
        "role-remove,retry,role_remove,pending",
        "role-add,skipped,role_add,skipped",
        "deactivate,failure,disable,failure",
        "enable,success,enable,success",
        "update,success,update,success"
    })
    void aTableIsReadByItsHeader(String action, String result, String read, String went) throws Exception {
        String csv = "When,Event ID,App,Action,Result,Account ID,Identity,User name,Group,Code,Reason,Other\n"
                + "2026-11-24T05:00:00Z,r1,slack," + action + "," + result + ",U1,i1,ada,G1,409,'=no,x\n";
        assertThat(table(csv).only())
                .isEqualTo("2026-11-24T05:00:00Z | slack | " + read + " | " + went
                        + " | user | U1 | i1 | ada | G1 | 409 | =no | r1");
    }

    @Test
    void aJsonListOfTheSameNamesIsReadTheSame() throws Exception {
        assertThat(json("[{\"time\":\"2026-11-24T05:00:00Z\",\"id\":\"r1\",\"action\":\"create\",\"result\":\"failed\","
                                + "\"userName\":\"ada\"}]")
                        .only())
                .isEqualTo("2026-11-24T05:00:00Z | - | create | failure | user | - | - | ada | - | - | - | r1");
    }

    @Test
    void aRowWithoutAnIdIsKnownByItsContent() throws Exception {
        String csv = "time,action,result,userName\n2026-11-24T05:00:00Z,create,failed,%s\n";
        String ada = table(csv.formatted("ada")).events.getFirst().id();
        assertThat(ada)
                .startsWith("row:")
                .isEqualTo(table(csv.formatted("ada")).events.getFirst().id());
        assertThat(table(csv.formatted("bob")).events.getFirst().id()).isNotEqualTo(ada);
    }

    @Test
    void unknownWordsOfATableAreCounted() throws Exception {
        Taking taking = table("time,action,result,userName\n2026-11-24T05:00:00Z,merge,failed,ada\n"
                + "2026-11-24T05:00:00Z,create,maybe,ada\n");
        assertThat(taking.unknown).containsExactly("merge failed", "create maybe");
    }

    @Test
    void pagesSayWhetherTheLogGoesOn() throws Exception {
        assertThat(json("{\"value\":[],\"@odata.nextLink\":\"https://x\"}").pages)
                .containsExactly(true);
        assertThat(json("{\"@odata.context\":\"x\",\"value\":[]}").pages).containsExactly(false);
        assertThat(json("[]").pages).containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "7",
                "[7]",
                "[[{}]]",
                "{}",
                "{\"value\":[{}]}",
                "{\"error\":{\"code\":\"x\",\"message\":\"Access denied\"}}",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"1\",\"userName\":\"ada\"}",
                "<html>",
                "[{\"time\":\"yesterday\",\"action\":\"create\",\"result\":\"ok\",\"userName\":\"ada\"}]",
                "[{\"time\":\"2026-11-24T05:00:00Z\",\"action\":\"create\",\"result\":\"ok\"}]",
                "[{\"time\":\"2026-11-24T05:00:00Z\",\"when\":\"x\",\"action\":\"create\",\"result\":\"ok\"}]",
                "[{\"eventType\":\"application.provision.user.push\",\"published\":\"2026-11-24T05:00:00Z\","
                        + "\"outcome\":{\"result\":\"SUCCESS\"},\"target\":[{\"type\":\"User\",\"id\":\"1\"}]}]",
                "[{\"provisioningAction\":\"create\",\"provisioningStatusInfo\":{\"status\":\"success\"},\"id\":\"1\"}]",
                "{\"a\":1,\"a\":1}",
                "[{\"a\":1,\"a\":1}]",
                "[{\"a\":",
                "[{\"a\":\"\u0000\"}]",
                "[{\"time\":\"2026-11-24T05:00:00Z\",\"action\":\"create\",\"result\":\"ok\",\"userName\":\"\\ud800\"}]"
            })
    void whatIsNoLogIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.place()).startsWith("log.json");
            assertThat(e.reason()).isNotBlank().doesNotContain("Exception", "null");
            assertThat(e.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a,b\n1,2\n",
                "time,action,result\n",
                "time,when,action,result,userName\n",
                "time,action,result,userName\n2026-11-24T05:00:00Z,create\n",
                "time,action,result,userName\nyesterday,create,ok,ada\n",
                "time,action,result,userName\n2026-11-24T05:00:00Z,create,ok,\n",
                "time,action,result,userName\n2026-11-24T05:00:00Z,create,ok,\"ada\n"
            })
    void aTableThatIsNoLogIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> table(text)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.place()).startsWith("log.csv");
            assertThat(e.remedy()).isNotBlank();
        });
    }

    @Test
    void anEventBeyondEveryLimitIsRefusedAndNotHeld() {
        byte[] field = "{\"a\":1},".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<InputStream>();
        parts.add(new ByteArrayInputStream("[{\"x\":[".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 100; i++) {
            parts.add(new ByteArrayInputStream(field));
        }
        var taking = new Taking();
        assertThatThrownBy(() -> new ProvisioningLogReader(taking)
                        .readJson("log.json", new SequenceInputStream(Collections.enumeration(parts))))
                .hasMessageContaining("beyond every sensible limit");
    }
}
