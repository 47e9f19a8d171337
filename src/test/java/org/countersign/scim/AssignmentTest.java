package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.Assignment.Kind;
import org.countersign.scim.Assignment.Scope;
import org.countersign.scim.Assignment.State;
import org.countersign.scim.Assignment.Sync;
import org.countersign.scim.Assignment.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an IdP says of who is assigned to its applications.
class AssignmentTest {
    /// In the shape of Okta's reference for `GET /api/v1/apps/{appId}/users`.
    private static final String APP_USER = """
            {"id":"00u11z6WHMYCGPCHCRFK","externalId":"70c14cc17d3745e8a9f98d599a68329c",
             "created":"2014-06-24T15:27:59.000Z",
             "lastUpdated":"2014-06-24T15:28:14.000Z","scope":"USER","status":"ACTIVE",
             "statusChanged":"2014-06-24T15:28:14.000Z","passwordChanged":"2014-06-24T15:27:59.000Z",
             "syncState":"SYNCHRONIZED","lastSync":"2014-06-24T15:27:59.000Z",
             "credentials":{"userName":"saml.jackson@example.com","password":{}},
             "profile":{"secondEmail":null,"lastName":"Jackson","email":"saml.jackson@example.com","firstName":"Saml"},
             "_links":{"app":{"href":"https://x.okta.com/api/v1/apps/0oajiqIRNXPPJBNZMGYL"},
                       "user":{"href":"https://x.okta.com/api/v1/users/00u11z6WHMYCGPCHCRFK"}}}""";

    private static Collected read(String file, String json) throws Exception {
        return Collected.of(file, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "auto");
    }

    @Test
    void anAppUserIsAnAssignmentWithTheAccountThatOktaRecorded() throws Exception {
        Collected found = read("any.json", "[" + APP_USER + "]");
        assertThat(found.refused).isEmpty();
        assertThat(found.assignments)
                .containsExactly(new Assignment(
                        "0oajiqIRNXPPJBNZMGYL",
                        new Terms(
                                "00u11z6WHMYCGPCHCRFK",
                                Kind.USER,
                                Optional.empty(),
                                Scope.DIRECT,
                                State.ASSIGNED,
                                Sync.SYNCHRONIZED,
                                Optional.of("70c14cc17d3745e8a9f98d599a68329c"),
                                Optional.of("saml.jackson@example.com"),
                                Optional.of(Instant.parse("2014-06-24T15:28:14Z")))));
        assertThat(found.users).as("it is no account of Okta").isEmpty();
    }

    @Test
    void theScopeTellsWhetherAGroupBroughtIt() throws Exception {
        Collected found = read("any.json", APP_USER.replace("\"scope\":\"USER\"", "\"scope\":\"GROUP\""));
        assertThat(found.assignments.getFirst().terms().scope()).isEqualTo(Scope.GROUP);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,ASSIGNED",
        "PROVISIONED,ASSIGNED",
        "LOCKED_OUT,ASSIGNED",
        "PASSWORD_EXPIRED,ASSIGNED",
        "RECOVERY,ASSIGNED",
        "IMPLICIT,ASSIGNED",
        "IMPORTED,ASSIGNED",
        "MATCHED,ASSIGNED",
        "STAGED,WAITING",
        "APPROVED,WAITING",
        "PENDING,WAITING",
        "DEPROVISIONED,ENDED",
        "REVOKED,ENDED",
        "INACTIVE,ENDED",
        "SUSPENDED,ENDED",
        "UNASSIGNED,ENDED"
    })
    void everyStatusOfAnAppUserHoldsWaitsOrHasEnded(String status, State state) throws Exception {
        Collected found = read("any.json", APP_USER.replace("\"ACTIVE\"", "\"" + status + "\""));
        assertThat(found.assignments.getFirst().terms().state()).isEqualTo(state);
        assertThat(found.assignments.getFirst().terms().account())
                .as("the record of the account outlives the assignment")
                .isPresent();
        assertThat(found.groups.getFirst().members().orElseThrow())
                .as("who is expected there")
                .hasSize(state == State.ENDED ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"DISABLED", "OUT_OF_SYNC", "SYNCING", "SYNCHRONIZED", "ERROR"})
    void everySyncStateIsKept(Sync sync) throws Exception {
        Collected found = read("any.json", APP_USER.replace("SYNCHRONIZED", sync.name()));
        assertThat(found.assignments.getFirst().terms().sync()).isEqualTo(sync);
    }

    @Test
    void aWordThatOktaDoesNotDocumentRefusesTheRow() throws Exception {
        Collected found = read(
                "any.json",
                "[" + APP_USER.replace("\"ACTIVE\"", "\"KEEN\"") + ",\n" + APP_USER.replace("SYNCHRONIZED", "WHENEVER")
                        + "]");
        assertThat(found.assignments).isEmpty();
        assertThat(found.refused)
                .satisfiesExactly(
                        first -> assertThat(first).contains("line 1").contains("status is KEEN"),
                        second -> assertThat(second).contains("syncState is WHENEVER"));
    }

    @Test
    void theFileSaysTheApplicationWhereTheAppUserDoesNot() throws Exception {
        String bare = APP_USER.substring(0, APP_USER.indexOf(",\n \"_links\"")) + "}";
        for (String file :
                List.of("apps/0oa9/users.json", "x/apps/0oa9/users-2.json", "users-of-app-0oa9.page3.json")) {
            assertThat(read(file, "[" + bare + "]").assignments)
                    .as(file)
                    .extracting(Assignment::application)
                    .containsExactly("0oa9");
        }
        assertThatThrownBy(() -> read("groups/g1/users.json", "[" + bare + "]"))
                .hasMessageContaining("does not say of which group");
    }

    @Test
    void aGroupOfAnOktaAppIsAssignedAsAGroup() throws Exception {
        String group = """
                [{"id":"00gbkkGFFWZDLCNTAGQR","lastUpdated":"2013-10-02T07:38:20.000Z","priority":0,"profile":{},
                  "_links":{"group":{"href":"https://x.okta.com/api/v1/groups/00gbkkGFFWZDLCNTAGQR"}%s}}]""";
        String link = ",\"app\":{\"href\":\"https://x.okta.com/api/v1/apps/0oa9\"}";
        for (Collected found :
                List.of(read("g.json", group.formatted(link)), read("apps/0oa9/groups.json", group.formatted("")))) {
            assertThat(found.assignments)
                    .containsExactly(new Assignment(
                            "0oa9",
                            Terms.of(
                                    "00gbkkGFFWZDLCNTAGQR",
                                    Kind.GROUP,
                                    Optional.empty(),
                                    Optional.of(Instant.parse("2013-10-02T07:38:20Z")))));
            assertThat(found.groups.getFirst().members().orElseThrow())
                    .containsExactly(new Member("00gbkkGFFWZDLCNTAGQR", Member.Type.GROUP, Optional.empty()));
        }
    }

    @Test
    void graphAssignsUsersGroupsAndServicePrincipalsToRoles() throws Exception {
        Collected found = read("any.json", """
                {"value":[
                 {"id":"1","appRoleId":"00000000-0000-0000-0000-000000000000","createdDateTime":"2026-11-01T08:00:00Z",
                  "principalDisplayName":"Ada","principalId":"u","principalType":"User","resourceId":"sp1",
                  "resourceDisplayName":"Slack","deletedDateTime":null},
                 {"id":"2","appRoleId":"9a","principalId":"g","principalType":"Group","resourceId":"sp1"},
                 {"id":"3","appRoleId":"9a","principalId":"s","principalType":"ServicePrincipal",
                  "resourceId":"sp1"}]}""");
        assertThat(found.assignments)
                .containsExactly(
                        new Assignment(
                                "sp1",
                                Terms.of(
                                        "u",
                                        Kind.USER,
                                        Optional.empty(),
                                        Optional.of(Instant.parse("2026-11-01T08:00:00Z")))),
                        new Assignment("sp1", Terms.of("g", Kind.GROUP, Optional.of("9a"), Optional.empty())),
                        new Assignment(
                                "sp1", Terms.of("s", Kind.SERVICE_PRINCIPAL, Optional.of("9a"), Optional.empty())));
        assertThat(found.assignments)
                .extracting(Assignment::group)
                .containsExactly("app:sp1", "app:sp1/9a", "app:sp1/9a");
    }

    @Test
    void whatGraphSaysWasDeletedHasEnded() throws Exception {
        Collected found = read("any.json", """
                {"value":[{"id":"1","appRoleId":"9a","principalId":"u","principalType":"User","resourceId":"sp1",
                  "deletedDateTime":"2026-11-02T08:00:00Z"}]}""");
        assertThat(found.assignments)
                .singleElement()
                .satisfies(one -> assertThat(one.terms().state()).isEqualTo(State.ENDED));
        assertThat(found.groups.getFirst().members().orElseThrow())
                .as("who is expected there")
                .isEmpty();
    }

    @Test
    void anEmptyListSaysThatNobodyIsAssigned() throws Exception {
        for (String file : List.of("apps/sp1/appRoleAssignedTo.json", "apps/sp1/users.json")) {
            Collected found = read(file, "{\"value\":[]}");
            assertThat(found.groups).extracting(GroupResource::id).containsExactly("app:sp1");
            assertThat(found.groups.getFirst().members().orElseThrow()).isEmpty();
        }
    }

    @Test
    void theApplicationIsToldByTheGroupThatStandsForIt() {
        assertThat(Assignment.applicationOf("app:sp1/9a")).contains("sp1");
        assertThat(Assignment.applicationOf("app:0oa9")).contains("0oa9");
        assertThat(Assignment.applicationOf("app:")).isEmpty();
        assertThat(Assignment.applicationOf("apps")).isEmpty();
    }
}
