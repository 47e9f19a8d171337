package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each vendor's own objects mean, told by their content alone and by name.
class DialectsTest {
    private static Collected read(String vendor, String json) throws Exception {
        return read(vendor, "export.json", json);
    }

    private static Collected read(String vendor, String file, String json) throws Exception {
        return Collected.of(file, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), vendor);
    }

    private static UserResource only(String json) throws Exception {
        Collected found = read("auto", json);
        assertThat(found.refused).isEmpty();
        return found.users.getFirst();
    }

    private static List<String> memberIds(GroupResource group) {
        return group.members().orElseThrow().stream().map(Member::value).toList();
    }

    private static String oktaUser(String id, String status) {
        return """
                {"id":"%s","status":"%s","created":"2020-01-01T00:00:00.000Z","lastLogin":"2026-08-01T10:00:00.000Z",
                 "lastUpdated":"2026-08-02T10:00:00.000Z","profile":{"login":"%s@example.com","email":"%s@example.com",
                 "firstName":"Ada","lastName":"L","department":"Maths","employeeNumber":"7","title":"Countess",
                 "managerId":"00uboss","costCenter":"9"},"_links":{"self":{"href":"x"}}}""".formatted(id, status, id, id);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,ACTIVE",
        "PASSWORD_EXPIRED,ACTIVE",
        "LOCKED_OUT,ACTIVE",
        "RECOVERY,ACTIVE",
        "PROVISIONED,ACTIVE",
        "STAGED,INACTIVE",
        "SUSPENDED,INACTIVE",
        "DEPROVISIONED,INACTIVE"
    })
    void everyStatusOfOktaIsActiveOrNot(String status, Activity active) throws Exception {
        UserResource user = only("[" + oktaUser("00u1", status) + "]");
        assertThat(user.active()).isEqualTo(active);
        assertThat(user.extra().path("status").asText())
                .as("STAGED is not DEPROVISIONED")
                .isEqualTo(status);
    }

    @Test
    void aStatusThatOktaDoesNotDocumentRefusesTheRow() throws Exception {
        Collected found = read("okta", "[" + oktaUser("1", "ACTIVE") + ",\n" + oktaUser("2", "ENTHUSIASTIC") + "]");
        assertThat(found.users).hasSize(1);
        assertThat(found.refused).singleElement().asString().contains("status is ENTHUSIASTIC");
    }

    @Test
    void anOktaUserHasWhatAReviewNeeds() throws Exception {
        UserResource user = only("[" + oktaUser("00u1", "ACTIVE") + "]");
        assertThat(user.userName()).contains("00u1@example.com");
        assertThat(user.displayName()).contains("Ada L");
        assertThat(user.department()).contains("Maths");
        assertThat(user.employeeNumber()).contains("7");
        assertThat(user.manager().map(Manager::value)).contains("00uboss");
        assertThat(user.lastSignIn()).contains(Instant.parse("2026-08-01T10:00:00Z"));
        assertThat(user.lastModified()).contains(Instant.parse("2026-08-02T10:00:00Z"));
        assertThat(user.extra().at("/profile/costCenter").asText()).isEqualTo("9");
        assertThat(user.extra().has("_links")).isFalse();
    }

    @Test
    void whoIsListedInAFileOfAGroupIsItsMember() throws Exception {
        for (String file : List.of("members-00g1.json", "export/groups/00g1/users.json", "groups/00g1/users-2.json")) {
            Collected found =
                    read("okta", file, "[" + oktaUser("00u1", "ACTIVE") + "," + oktaUser("00u2", "STAGED") + "]");
            assertThat(found.users).isEmpty();
            assertThat(found.groups).extracting(GroupResource::id).containsExactly("00g1");
            assertThat(memberIds(found.groups.getFirst())).containsExactly("00u1", "00u2");
        }
    }

    @Test
    void anOktaGroupWithoutAFileOfMembersIsNotAnEmptyGroup() throws Exception {
        GroupResource group = read("auto", """
                [{"id":"00g1","objectClass":["okta:user_group"],"type":"OKTA_GROUP","lastUpdated":"2026-01-01T00:00:00.000Z",
                  "profile":{"name":"Eng","description":null}}]""").groups.getFirst();
        assertThat(group.displayName()).contains("Eng");
        assertThat(group.members()).isEmpty();
    }

    @Test
    void usersOfAnOktaAppAreMembersOfTheApp() throws Exception {
        String user = """
                {"id":"00u1","externalId":"U77","scope":"GROUP","status":"ACTIVE","syncState":"SYNCHRONIZED",
                 "credentials":{"userName":"ada"},"profile":{"login":"ada"}%s}""";
        String link = ",\"_links\":{\"app\":{\"href\":\"https://x.okta.com/api/v1/apps/0oa9\"}}";
        for (Collected found : List.of(
                read("okta", "[" + user.formatted(link) + "]"),
                read("okta", "apps/0oa9/users.json", "[" + user.formatted("") + "]"),
                read("okta", "users-of-app-0oa9.json", "[" + user.formatted("") + "]"))) {
            assertThat(found.users).isEmpty();
            assertThat(found.groups).extracting(GroupResource::id).containsExactly("app:0oa9");
            assertThat(memberIds(found.groups.getFirst())).containsExactly("00u1");
        }
        assertThatThrownBy(() -> read("okta", "[" + user.formatted("") + "]")).hasMessageContaining("of which group");
    }

    @Test
    void whoIsNoLongerAssignedToAnOktaAppIsNoMember() throws Exception {
        String gone = "{\"id\":\"00u1\",\"scope\":\"USER\",\"status\":\"DEPROVISIONED\",\"profile\":{},"
                + "\"_links\":{\"app\":{\"href\":\"https://x/api/v1/apps/0oa9\"}}}";
        Collected found = read("okta", "[" + gone + "]");
        assertThat(found.groups).extracting(GroupResource::id).containsExactly("app:0oa9");
        assertThat(memberIds(found.groups.getFirst())).isEmpty();
    }

    @Test
    void graphDoesNotTellWhetherAUserIsActiveUnlessAsked() throws Exception {
        Collected found = read("auto", """
                {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[
                 {"id":"a","userPrincipalName":"ada@x.com","displayName":"Ada","mail":"ada@x.com"},
                 {"id":"b","userPrincipalName":"bob@x.com","accountEnabled":false,"employeeId":"4"},
                 {"id":"c","userPrincipalName":"eve_y.com#EXT#@x.onmicrosoft.com","accountEnabled":true},
                 {"id":"d","userPrincipalName":"gus@x.com","accountEnabled":true,"userType":"Guest",
                  "signInActivity":{"lastSignInDateTime":"2026-05-05T00:00:00Z"}}]}""");
        assertThat(found.users)
                .extracting(UserResource::active)
                .containsExactly(Activity.NOT_TOLD, Activity.INACTIVE, Activity.ACTIVE, Activity.ACTIVE);
        assertThat(found.users)
                .extracting(UserResource::kind)
                .containsExactly(AccountKind.PERSON, AccountKind.PERSON, AccountKind.GUEST, AccountKind.GUEST);
        assertThat(found.users.get(1).employeeNumber()).contains("4");
        assertThat(found.users.get(3).lastSignIn()).contains(Instant.parse("2026-05-05T00:00:00Z"));
        assertThat(found.pages.getFirst().nextCursor()).isFalse();
    }

    @Test
    void aNextLinkSaysThatAnotherPageFollows() throws Exception {
        String page = "{\"@odata.nextLink\":\"https://x\",\"value\":[{\"id\":\"a\",\"userPrincipalName\":\"a@x\"}]}";
        assertThat(read("entra", page).pages.getFirst().nextCursor()).isTrue();
    }

    @Test
    void membersByGraphAreUsersGroupsAndOthers() throws Exception {
        Collected found = read("entra", "groups/6f1/members.json", """
                {"value":[{"@odata.type":"#microsoft.graph.user","id":"u","userPrincipalName":"u@x"},
                          {"@odata.type":"#microsoft.graph.group","id":"g","displayName":"G"},
                          {"@odata.type":"#microsoft.graph.orgContact","id":"c"},
                          {"@odata.type":"#microsoft.graph.device","id":"d","displayName":"laptop-7"},
                          {"@odata.type":"#microsoft.graph.servicePrincipal","id":"s","appId":"a"},
                          {"@odata.type":"#microsoft.graph.directoryObject","id":"o"}]}""");
        assertThat(found.groups.getFirst().members().orElseThrow())
                .extracting(Member::type)
                .containsExactly(
                        Member.Type.USER,
                        Member.Type.GROUP,
                        Member.Type.OTHER,
                        Member.Type.OTHER,
                        Member.Type.OTHER,
                        Member.Type.NOT_TOLD);
    }

    @Test
    void membersByGoogleAreUsersGroupsAndOthers() throws Exception {
        Collected found = read("google", "groups/g/members.json", """
                {"kind":"admin#directory#members","members":[
                 {"kind":"admin#directory#member","id":"1","email":"a@x","role":"MEMBER","type":"USER"},
                 {"kind":"admin#directory#member","id":"2","email":"g@x","role":"MEMBER","type":"GROUP"},
                 {"kind":"admin#directory#member","id":"C01","role":"MEMBER","type":"CUSTOMER"},
                 {"kind":"admin#directory#member","role":"MEMBER","type":"CUSTOMER"},
                 {"kind":"admin#directory#member","email":"b@y","role":"MANAGER","type":"USER"},
                 {"kind":"admin#directory#member","id":"4","email":"c@y","role":"MEMBER","type":"EXTERNAL"},
                 {"email":"d@x","role":"MEMBER","type":"USER"}]}""");
        assertThat(found.groups.getFirst().members().orElseThrow())
                .extracting(member -> member.value() + " " + member.type())
                .containsExactly(
                        "1 USER", "2 GROUP", "C01 OTHER", "my_customer OTHER", "b@y OTHER", "4 OTHER", "d@x USER");
        assertThat(found.refused).isEmpty();
    }

    @Test
    void whoIsAssignedToAnEnterpriseAppIsAMemberOfIt() throws Exception {
        Collected found = read("graph", """
                {"value":[
                 {"id":"1","appRoleId":"00000000-0000-0000-0000-000000000000","principalId":"u","principalType":"User",
                  "resourceId":"sp1","resourceDisplayName":"Slack"},
                 {"id":"2","appRoleId":"9a","principalId":"g","principalType":"Group","resourceId":"sp1",
                  "resourceDisplayName":"Slack"}]}""");
        assertThat(found.groups).extracting(GroupResource::id).containsExactly("app:sp1", "app:sp1/9a");
        assertThat(found.groups.get(1).members().orElseThrow().getFirst().type())
                .isEqualTo(Member.Type.GROUP);
        assertThat(found.groups.getFirst().label()).isEqualTo("Slack");
    }

    @Test
    void googleTellsWhoIsSuspendedArchivedAndAnAdmin() throws Exception {
        Collected found = read("auto", """
                {"kind":"admin#directory#users","users":[
                 {"kind":"admin#directory#user","id":"1","primaryEmail":"a@x.com","name":{"fullName":"Ada"},"suspended":false,
                  "archived":false,"isAdmin":true,"lastLoginTime":"1970-01-01T00:00:00.000Z","aliases":["ada@x.com"]},
                 {"id":"2","primaryEmail":"b@x.com","suspended":true},
                 {"id":"3","primaryEmail":"c@x.com","suspended":false,"archived":true,"isDelegatedAdmin":true}],
                 "nextPageToken":"t"}""");
        assertThat(found.users)
                .extracting(UserResource::active)
                .containsExactly(Activity.ACTIVE, Activity.INACTIVE, Activity.INACTIVE);
        assertThat(found.users.getFirst().roles()).extracting(Grant::value).containsExactly("admin");
        assertThat(found.users.get(2).roles()).extracting(Grant::value).containsExactly("delegated admin");
        assertThat(found.users.getFirst().lastSignIn()).as("the epoch is never").isEmpty();
        assertThat(found.users.getFirst().emails()).extracting(Email::value).containsExactly("a@x.com", "ada@x.com");
        assertThat(found.pages.getFirst().nextCursor()).isTrue();
    }

    @Test
    void googleKeepsWhoOwnsAGroup() throws Exception {
        String members = """
                {"kind":"admin#directory#members","members":[
                 {"kind":"admin#directory#member","id":"1","email":"a@x.com","role":"OWNER","type":"USER"},
                 {"id":"g2","email":"g@x.com","role":"MEMBER","type":"GROUP"}]}""";
        GroupResource group =
                read("google", "members-eng@x.com.page2.json", members).groups.getFirst();
        assertThat(group.id()).isEqualTo("eng@x.com");
        assertThat(group.members().orElseThrow())
                .extracting(Member::type)
                .containsExactly(Member.Type.USER, Member.Type.GROUP);
        assertThat(group.extra().at("/memberRoles/OWNER/0").asText()).isEqualTo("1");
        assertThatThrownBy(() -> read("google", members))
                .hasMessageContaining("export.json")
                .hasMessageContaining("does not say of which group")
                .hasMessageContaining("members-<group id>.json");
    }

    @Test
    void anEmptyListOfMembersIsAGroupWithoutMembers() throws Exception {
        for (String empty : List.of("[]", "{\"value\":[]}", "{\"kind\":\"admin#directory#members\",\"etag\":\"e\"}")) {
            GroupResource group = read("auto", "members-g1.json", empty).groups.getFirst();
            assertThat(group.members()).contains(List.of());
        }
        assertThatThrownBy(() -> read("auto", "[]")).hasMessageContaining("no object in it");
    }

    @Test
    void slackTellsGuestsAndBotsInItsWebApi() throws Exception {
        Collected found = read("auto", """
                {"ok":true,"members":[
                 {"id":"U1","team_id":"T","name":"ada","deleted":false,"is_admin":true,"is_bot":false,
                  "profile":{"email":"a@x.com"},"updated":1700000000},
                 {"id":"U2","team_id":"T","name":"guest","deleted":false,"is_ultra_restricted":true},
                 {"id":"U3","team_id":"T","name":"bot","deleted":true,"is_bot":true}],
                 "response_metadata":{"next_cursor":""}}""");
        assertThat(found.users)
                .extracting(UserResource::kind)
                .containsExactly(AccountKind.PERSON, AccountKind.GUEST, AccountKind.BOT);
        assertThat(found.users.get(2).active()).isEqualTo(Activity.INACTIVE);
        assertThat(found.users.getFirst().roles()).extracting(Grant::value).containsExactly("admin");
        assertThat(found.pages.getFirst().nextCursor()).isFalse();
    }

    /// In the shape of Slack's reference for users.list: who is deleted has no name of their own beside the profile.
    @Test
    void slackTellsTheNameInTheProfileAndDoesNotMarkSlackbot() throws Exception {
        Collected found = read("auto", """
                {"ok":true,"members":[
                 {"id":"U4","team_id":"T","name":"left","deleted":true,"is_bot":false,"is_app_user":false,
                  "profile":{"real_name":"Leo Left","display_name":"leo","team":"T"},"updated":1561695650},
                 {"id":"USLACKBOT","team_id":"T","name":"slackbot","deleted":false,"real_name":"Slackbot",
                  "is_bot":false,"is_app_user":false,"profile":{"real_name":"Slackbot"},"updated":0}],
                 "cache_ts":1498777272,"response_metadata":{"next_cursor":"dXNlcjpVMEc5V0ZYTlo="}}""");
        assertThat(found.users).extracting(UserResource::label).containsExactly("Leo Left", "Slackbot");
        assertThat(found.users).extracting(UserResource::kind).containsExactly(AccountKind.PERSON, AccountKind.BOT);
        assertThat(found.pages.getFirst().nextCursor()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "27d9891d-2c17-4f45-a262-781a0e55c80a,user,PERSON",
        "1EBC4A02-e56c-43a6-92a5-02ee09b90824,guest_collaborator,GUEST",
        "981df190-8801-4618-a08a-d91f6206c954,enterprise_owner,PERSON",
        "ba4987ab-a1c3-412a-b58c-360fc407cb10,enterprise_owner,PERSON",
        "0e338b8c-cc7f-498a-928d-ea3470d7e7e3,billing_manager,PERSON",
        "e6be2762-e4ad-4108-b72d-1bbe884a0f91,billing_manager,PERSON"
    })
    void theIdOfAnAppRoleOfGitHubHasItsName(String id, String role, AccountKind kind) throws Exception {
        String json = """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"1","userName":"a","active":true,
                 "roles":[{"value":"%s","primary":false}]}""".formatted(id);
        for (String vendor : List.of("github", "auto")) {
            UserResource user = read(vendor, json).users.getFirst();
            assertThat(user.roles().getFirst().value()).isEqualTo(id);
            assertThat(user.roles().getFirst().is(role)).isTrue();
            assertThat(user.kind()).isEqualTo(kind);
        }
    }

    @Test
    void gitLabTellsRolesByNumber() throws Exception {
        Collected found = read("auto", """
                [{"id":1,"username":"ada","name":"Ada","state":"active","web_url":"https://x/ada","access_level":50},
                 {"id":2,"username":"bot","name":"Bot","state":"blocked","web_url":"https://x/bot","bot":true},
                 {"id":3,"username":"ext","name":"Ext","state":"active","web_url":"https://x/ext","external":true}]""");
        assertThat(found.users.getFirst().roles().getFirst().is("owner")).isTrue();
        assertThat(found.users.get(1).active()).isEqualTo(Activity.INACTIVE);
        assertThat(found.users)
                .extracting(UserResource::kind)
                .containsExactly(AccountKind.PERSON, AccountKind.BOT, AccountKind.EXTERNAL);
    }

    @Test
    void anEmptyListOfMembersByScimOfAwsMeansNothing() throws Exception {
        String group = """
                {"totalResults":1,"Resources":[{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g",
                 "displayName":"G","members":[]}]}""";
        assertThat(read("aws", group).groups.getFirst().members()).isEmpty();
        assertThat(read("entra", group).groups.getFirst().members()).isEmpty();
        assertThat(read("slack", group).groups.getFirst().members()).contains(List.of());
    }

    @Test
    void awsIdentityStoreTellsMembershipsAndAssignments() throws Exception {
        Collected found = read("auto", """
                {"GroupMemberships":[{"IdentityStoreId":"d","MembershipId":"m","GroupId":"g","MemberId":{"UserId":"u"}}],
                 "NextToken":null}""");
        assertThat(memberIds(found.groups.getFirst())).containsExactly("u");
        Collected access = read(
                "auto",
                "[{\"UserId\":\"u\",\"PermissionSetArn\":\"arn:aws:sso:::permissionSet/s/ps-1\",\"AccountId\":\"42\"}]");
        assertThat(access.groups.getFirst().label()).isEqualTo("ps-1 in 42");
    }

    @Test
    void aServicePrincipalOfDatabricksIsAServiceAccount() throws Exception {
        UserResource user = only("""
                {"totalResults":1,"Resources":[{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal"],
                 "id":"5","applicationId":"ab-cd","displayName":"etl","active":false}]}""");
        assertThat(user.kind()).isEqualTo(AccountKind.SERVICE);
        assertThat(user.userName()).contains("ab-cd");
        assertThat(user.active()).isEqualTo(Activity.INACTIVE);
    }

    @Test
    void aRoleOfSnowflakeThatIsGrantedToARoleHasItAsMember() throws Exception {
        Collected found = read("auto", """
                [{"role":"SYSADMIN","granted_to":"ROLE","grantee_name":"ACCOUNTADMIN"},
                 {"role":"SYSADMIN","granted_to":"USER","grantee_name":"HOMER"}]""");
        assertThat(found.groups.getFirst().members().orElseThrow())
                .extracting(Member::type)
                .containsExactly(Member.Type.GROUP, Member.Type.USER);
        assertThat(memberIds(found.groups.getFirst())).containsExactly("ACCOUNTADMIN", "HOMER");
    }

    @Test
    void aUserOfSnowflakeOfTypeServiceIsAServiceAccount() throws Exception {
        UserResource user =
                only("[{\"name\":\"SCRAM\",\"login_name\":\"SCRAM\",\"type\":\"SERVICE\",\"disabled\":\"true\"}]");
        assertThat(user.id()).isEqualTo("SCRAM");
        assertThat(user.kind()).isEqualTo(AccountKind.SERVICE);
        assertThat(user.active()).isEqualTo(Activity.INACTIVE);
    }

    @Test
    void sentryTellsTheRoleBesideTheSchema() throws Exception {
        UserResource user = only("""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"1","userName":"a@x","active":true,
                 "sentryOrgRole":"owner"}""");
        assertThat(user.roles()).extracting(Grant::value).containsExactly("owner");
        assertThat(only("[{\"id\":\"3\",\"email\":\"a@x\",\"orgRole\":\"member\",\"user\":{\"isActive\":false}}]")
                        .active())
                .isEqualTo(Activity.INACTIVE);
    }

    @Test
    void zendeskTellsWhoIsSuspended() throws Exception {
        Collected found = read("auto", """
                {"users":[{"id":7,"name":"Ada","email":"a@x","role":"agent","active":true,"suspended":true}],
                 "next_page":"https://x?page=2","count":12}""");
        assertThat(found.users.getFirst().active()).isEqualTo(Activity.INACTIVE);
        assertThat(found.pages.getFirst().nextCursor()).isTrue();
        assertThat(found.pages.getFirst().totalResults()).contains(12L);
        Collected members = read("auto", "{\"group_memberships\":[{\"id\":1,\"user_id\":7,\"group_id\":9}]}");
        assertThat(memberIds(members.groups.getFirst())).containsExactly("7");
    }

    @Test
    void salesforceTellsUsersByQuery() throws Exception {
        Collected found = read("auto", """
                {"totalSize":2,"done":false,"records":[{"attributes":{"type":"User"},"Id":"005","Username":"a@x",
                 "IsActive":false,"Profile":{"Name":"System Administrator"}}]}""");
        assertThat(found.users.getFirst().active()).isEqualTo(Activity.INACTIVE);
        assertThat(found.users.getFirst().roles()).extracting(Grant::value).containsExactly("System Administrator");
        assertThat(found.pages.getFirst().totalResults()).contains(2L);
        assertThat(found.pages.getFirst().nextCursor()).isTrue();
    }

    @Test
    void theVendorOfTheSourceDecidesWhatIsRead() throws Exception {
        assertThatThrownBy(() -> read("github", "[" + oktaUser("1", "ACTIVE") + "]"))
                .hasMessageContaining("looks like an export of okta");
        assertThatThrownBy(() -> read("scim", "[" + oktaUser("1", "ACTIVE") + "]"))
                .hasMessageContaining("looks like an export of okta");
    }

    @Test
    void whatWasDetectedIsSaid() throws Exception {
        assertThat(read("auto", "[" + oktaUser("1", "ACTIVE") + "]").warnings)
                .contains("Told by their content: exports of okta.");
    }

    @Test
    void aListOfScimIsStreamedAfterSomethingElseCameFirst() throws Exception {
        String user = "{\"userName\":\"u%d\",\"id\":\"%d\"}";
        Collected found =
                read("auto", "[{\"what\":1}," + user.formatted(1, 1) + "," + user.formatted(2, 2) + ",{\"what\":2}]");
        assertThat(found.users).extracting(UserResource::id).containsExactly("1", "2");
        assertThat(found.pages.getFirst().others()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token provided\"}",
                "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Access token has expired.\"}}",
                "{\"ok\":false,\"error\":\"not_authed\"}"
            })
    void anErrorOfAVendorIsNoExport(String error) {
        assertThatThrownBy(() -> read("auto", error)).hasMessageContaining("An error answer was saved");
    }

    @Test
    void halfASurrogatePairRefusesTheRowOfAVendorToo() throws Exception {
        Collected found = read("okta", "[" + oktaUser("1", "ACTIVE").replace("Countess", "\\ud800") + "]");
        assertThat(found.refused).singleElement().asString().contains("U+D800");
    }

    @Test
    void aManagerWithoutANameIsOne() throws Exception {
        assertThat(only("[" + oktaUser("1", "ACTIVE") + "]").manager())
                .contains(new Manager("00uboss", Optional.empty()));
    }
}
