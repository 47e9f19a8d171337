package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.work.RefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of object of every vendor with an id that is none, and with every attribute of the wrong kind: the row is
/// refused with its place, or what was left out is said. Nothing is read that has no id, and nothing breaks.
class VendorObjectsTest {
    /// What stands where an id should, as JSON; absent where it is not there at all.
    private static final List<Optional<String>> NO_IDS = Stream.concat(
                    Stream.of("\"\"", "\"  \"", "\"\\t\\n\"", "null", "true", "{}", "[]", "{\"a\":1}", "[\"x\"]")
                            .map(Optional::of),
                    Stream.of(Optional.<String>empty()))
            .toList();

    private static final List<String> WRONG = List.of(
            "null",
            "\"\"",
            "\" \"",
            "\"x\"",
            "true",
            "0",
            "-1",
            "1e300",
            "123456789012345678901234567890",
            "1000000000000000000",
            "[]",
            "{}",
            "[null]",
            "[[[]]]",
            "[1,\"\",{}]",
            "{\"\":\"\"}",
            "{\"id\":{\"value\":[]}}",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"$&/../%00\"");

    /// @param file its name, where it has to say what the objects are about
    /// @param ids the attributes without which a row is about nothing, with `/` between their parts
    private record Kind(String vendor, String what, String file, List<String> ids, String json) {
        @Override
        public String toString() {
            return vendor + " " + what;
        }
    }

    private static Kind kind(String vendor, String what, String ids, String json) {
        return new Kind(vendor, what, "export.json", Arrays.asList(ids.split(",")), json);
    }

    private static Kind in(String file, Kind kind) {
        return new Kind(kind.vendor(), kind.what(), file, kind.ids(), kind.json());
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                        ofIdentityProviders(), ofDirectories(), ofApps(), ofWarehouses(), ofScim(), ofSalesAndSupport())
                .flatMap(List::stream);
    }

    private static List<Kind> ofIdentityProviders() {
        return List.of(
                kind("okta", "user", "id", """
                    {"id":"1","status":"ACTIVE","created":"2020-01-01T00:00:00.000Z","lastLogin":null,"type":{"id":"t"},
                     "lastUpdated":"2026-08-02T10:00:00.000Z","profile":{"login":"a@x","email":"a@x","firstName":"A",
                     "lastName":"B","secondEmail":null,"managerId":"9"},"_links":{"self":{"href":"x"}}}\
                    """),
                kind("okta", "group", "id", """
                    {"id":"1","type":"OKTA_GROUP","objectClass":["okta:user_group"],"lastUpdated":"2026-01-01T00:00:00Z",
                     "profile":{"name":"Eng","description":null}}\
                    """),
                kind("okta", "app user", "id", """
                    {"id":"1","externalId":"U1","scope":"USER","status":"ACTIVE","syncState":"SYNCHRONIZED",
                     "statusChanged":"2026-01-01T00:00:00Z","credentials":{"userName":"a"},"profile":{},
                     "_links":{"app":{"href":"https://x/api/v1/apps/0oa"}}}\
                    """),
                kind("okta", "app group", "id", """
                    {"id":"1","priority":0,"lastUpdated":"2026-01-01T00:00:00Z","profile":{},
                     "_links":{"app":{"href":"https://x/api/v1/apps/0oa"},"group":{"href":"https://x/g"}}}\
                    """),
                kind("graph", "user", "id", """
                    {"id":"1","userPrincipalName":"a@x","displayName":"A","mail":"a@x","accountEnabled":true,
                     "userType":"Member","otherMails":["b@x"],"manager":{"id":"9"},
                     "signInActivity":{"lastSignInDateTime":"2026-01-01T00:00:00Z"}}\
                    """),
                kind(
                        "graph",
                        "group",
                        "id",
                        "{\"id\":\"1\",\"displayName\":\"G\",\"securityEnabled\":true,\"groupTypes\":[]}"),
                kind("graph", "service principal", "id", """
                    {"id":"1","appId":"a","displayName":"S","servicePrincipalType":"Application","accountEnabled":true}\
                    """),
                kind("graph", "app role assignment", "principalId,appRoleId", """
                    {"id":"9","appRoleId":"00000000-0000-0000-0000-000000000000","principalId":"1",
                     "principalType":"User","resourceId":"sp","resourceDisplayName":"Slack"}\
                    """),
                in(
                        "groups/g/members.json",
                        kind(
                                "graph",
                                "member",
                                "id",
                                "{\"@odata.type\":\"#microsoft.graph.orgContact\",\"id\":\"1\"}")));
    }

    private static List<Kind> ofDirectories() {
        return List.of(
                kind("google", "user", "id", """
                    {"kind":"admin#directory#user","id":"1","primaryEmail":"a@x","name":{"fullName":"A"},"suspended":false,
                     "archived":false,"isAdmin":true,"lastLoginTime":"1970-01-01T00:00:00.000Z","aliases":["b@x"],
                     "organizations":[{"title":"T","primary":true}]}\
                    """),
                kind("google", "group", "id", """
                    {"kind":"admin#directory#group","id":"1","email":"g@x","name":"G","directMembersCount":"1"}\
                    """),
                kind("google", "group of Cloud Identity", "name", """
                    {"name":"groups/1","groupKey":{"id":"g@x"},"displayName":"G","updateTime":"2024-01-01T00:00:00Z"}\
                    """),
                in("groups/g/members.json", kind("google", "member", "id", """
                    {"kind":"admin#directory#member","id":"1","role":"OWNER","type":"USER","status":"ACTIVE"}\
                    """)),
                kind(
                        "google",
                        "admin role",
                        "roleId",
                        "{\"kind\":\"admin#directory#role\",\"roleId\":\"1\",\"roleName\":\"_SEED_ADMIN_ROLE\"}"),
                kind("google", "role assignment", "roleId,assignedTo", """
                    {"kind":"admin#directory#roleAssignment","roleAssignmentId":"9","roleId":"1","assignedTo":"2",
                     "assigneeType":"user","scopeType":"CUSTOMER"}\
                    """),
                in("tokens.json", kind("google", "token", "userKey", """
                    {"kind":"admin#directory#token","clientId":"c","userKey":"1","displayText":"App","scopes":["s"]}\
                    """)),
                kind("aws", "user", "UserId", """
                    {"UserId":"1","UserName":"a","DisplayName":"A","IdentityStoreId":"d","UserStatus":"ENABLED",
                     "Name":{"GivenName":"A"},"Emails":[{"Value":"a@x"}],"ExternalIds":[{"Issuer":"i","Id":"e"}]}\
                    """),
                kind("aws", "group", "GroupId", "{\"GroupId\":\"1\",\"DisplayName\":\"G\",\"IdentityStoreId\":\"d\"}"),
                kind("aws", "membership", "GroupId,MemberId/UserId", """
                    {"IdentityStoreId":"d","MembershipId":"m","GroupId":"g","MemberId":{"UserId":"1"}}\
                    """),
                kind("aws", "assignment", "UserId,PermissionSetArn,AccountId", """
                    {"UserId":"1","PermissionSetArn":"arn:aws:sso:::permissionSet/s/ps","AccountId":"2"}\
                    """));
    }

    private static List<Kind> ofApps() {
        return List.of(
                kind("slack", "user", "id", """
                    {"id":"1","team_id":"T","name":"a","deleted":false,"is_admin":true,"is_bot":false,
                     "profile":{"email":"a@x","real_name":"A"},"updated":1700000000}\
                    """),
                kind("slack", "user group", "id", """
                    {"id":"1","team_id":"T","is_usergroup":true,"name":"G","handle":"g","date_update":1679498904,
                     "users":["U1","U2"]}\
                    """),
                kind("gitlab", "user", "id", """
                    {"id":1,"username":"a","name":"A","state":"active","web_url":"https://x/a","is_admin":false,
                     "access_level":40,"bot":false,"external":false,"last_sign_in_at":"2026-01-01T00:00:00Z"}\
                    """),
                kind("sentry", "member", "id", """
                    {"id":"1","email":"a@x","name":"A","orgRole":"owner","user":{"username":"a","isActive":true}}\
                    """),
                kind("sentry", "team", "id", "{\"id\":\"1\",\"name\":\"G\",\"slug\":\"g\",\"memberCount\":3}"));
    }

    private static List<Kind> ofWarehouses() {
        return List.of(
                kind("databricks", "service principal", "id", """
                    {"id":"1","applicationId":"ab","displayName":"etl","active":true,"groups":[{"value":"g"}],
                     "roles":[{"value":"r"}]}\
                    """),
                kind(
                        "databricks",
                        "group",
                        "id",
                        "{\"id\":\"1\",\"displayName\":\"G\",\"externalId\":null,\"groups\":[]}"),
                kind("snowflake", "user", "name", """
                    {"name":"A","login_name":"A","display_name":"A","first_name":"A","email":"a@x","type":null,
                     "disabled":"false","last_success_login":"2026-08-03T16:18:05.098+00:00"}\
                    """),
                kind("snowflake", "role", "name", """
                    {"name":"R","comment":null,"assigned_to_users":1,"granted_to_roles":0,"granted_roles":2}\
                    """),
                kind(
                        "snowflake",
                        "role of ACCOUNT_USAGE",
                        "name",
                        "{\"name\":\"R\",\"role_type\":\"ROLE\",\"owner\":\"\"}"),
                kind("snowflake", "grant", "role,grantee_name", """
                    {"created_on":"2026-08-03T15:28:07.564+00:00","role":"R","granted_to":"USER","grantee_name":"A",
                     "granted_by":""}\
                    """),
                in("tokens.json", kind("snowflake", "token", "user_name", """
                    {"name":"t","user_name":"A","role_restriction":"","status":"ACTIVE","rotated_to":null}\
                    """)));
    }

    private static List<Kind> ofSalesAndSupport() {
        return List.of(
                kind("zendesk", "user", "id", """
                    {"id":1,"url":"https://x/api/v2/users/1.json","name":"A","email":"a@x","role":"agent","role_type":0,
                     "active":true,"suspended":false,"external_id":null,"updated_at":"2026-01-01T00:00:00Z"}\
                    """),
                kind("zendesk", "group", "id", "{\"id\":1,\"name\":\"G\",\"url\":\"https://x/api/v2/groups/1.json\"}"),
                kind("zendesk", "membership", "user_id,group_id", """
                    {"id":1,"url":"https://x/api/v2/group_memberships/1.json","user_id":7,"group_id":9,"default":true}\
                    """),
                kind("salesforce", "user", "Id", """
                    {"attributes":{"type":"User"},"Id":"005","Username":"a@x","Name":"A","IsActive":true,
                     "Profile":{"Name":"Standard User"},"LastLoginDate":"2026-01-01T00:00:00.000+0000"}\
                    """),
                kind("salesforce", "assignment", "AssigneeId,PermissionSetId", """
                    {"attributes":{"type":"PermissionSetAssignment"},"AssigneeId":"005","PermissionSetId":"0PS",
                     "PermissionSet":{"Label":"P"}}\
                    """));
    }

    private static List<Kind> ofScim() {
        var kinds = new ArrayList<Kind>();
        for (Dialect dialect : Dialects.vendors()) {
            kinds.add(kind(dialect.id(), "SCIM user", "id", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"1","externalId":"e","userName":"a",
                 "active":true,"name":{"givenName":"A"},"emails":[{"value":"a@x","primary":true}],
                 "roles":[{"value":"r"}],"groups":[{"value":"g"}],"sentryOrgRole":"owner",
                 "urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User":{"type":"multi"},
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"9"}},
                 "meta":{"resourceType":"User","lastModified":"2026-01-01T00:00:00Z"}}\
                """));
            kinds.add(kind(dialect.id(), "SCIM group", "id", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"1","displayName":"G",
                 "members":[{"value":"u","type":"User"}],"meta":{"lastModified":"2026-01-01T00:00:00Z"}}\
                """));
        }
        return kinds;
    }

    /// A good row of the same kind comes first, so that something is there.
    private static Collected read(String vendor, Kind kind, JsonNode odd) throws IOException, RefusedException {
        ObjectNode good = tree(kind);
        for (String id : kind.ids()) {
            put(good, id, Optional.of(kind.what().contains("Cloud") ? "\"groups/good\"" : "\"good\""));
        }
        byte[] bytes = ("[" + good + ",\n" + odd + "]").getBytes(StandardCharsets.UTF_8);
        return Collected.of(kind.file(), new ByteArrayInputStream(bytes), vendor);
    }

    private static ObjectNode tree(Kind kind) throws IOException {
        return (ObjectNode) ScimReader.MAPPER.readTree(kind.json());
    }

    private static void put(ObjectNode object, String path, Optional<String> value) throws IOException {
        String[] parts = path.split("/");
        ObjectNode holder = object;
        for (int i = 0; i < parts.length - 1; i++) {
            holder = (ObjectNode) holder.get(parts[i]);
        }
        if (value.isPresent()) {
            holder.set(parts[parts.length - 1], ScimReader.MAPPER.readTree(value.get()));
        } else {
            holder.remove(parts[parts.length - 1]);
        }
    }

    private static List<String> read(Collected found) {
        return Stream.of(
                        found.users.stream().map(UserResource::id),
                        found.groups.stream().map(GroupResource::id),
                        found.groups.stream().flatMap(group -> group.members().orElse(List.of()).stream()
                                .map(member -> group.id() + " has " + member.value())))
                .flatMap(ids -> ids)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWhatItIsForItsVendorAndForNoOther(Kind kind) throws Exception {
        List<String> whose = Dialects.vendors().stream()
                .filter(vendor -> knows(vendor, kind))
                .map(Dialect::id)
                .toList();
        boolean scim = kind.what().startsWith("SCIM");
        assertThat(whose)
                .isEqualTo(
                        scim
                                ? List.of()
                                : kind.vendor().equals("graph") ? List.of("graph", "entra") : List.of(kind.vendor()));
        for (String vendor : List.of(kind.vendor(), "auto")) {
            Collected found = read(vendor, kind, tree(kind));
            assertThat(found.refused).as(vendor).isEmpty();
            assertThat(found.warnings).as(vendor).noneMatch(text -> text.contains("left out"));
        }
    }

    private static boolean knows(Dialect vendor, Kind kind) {
        try {
            return vendor.read(new Fields(tree(kind))).isPresent();
        } catch (RowException | IOException e) {
            throw new AssertionError(vendor.id() + " has " + kind + " for its own", e);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void withAnIdThatIsNoneIsRefusedOrLeftOutInWords(Kind kind) throws Exception {
        for (String id : kind.ids()) {
            for (Optional<String> none : NO_IDS) {
                ObjectNode odd = tree(kind);
                put(odd, id, none);
                for (String vendor : List.of(kind.vendor(), "auto")) {
                    Collected found = read(vendor, kind, odd);
                    String as = vendor + ": " + odd;
                    if (none.isPresent()) {
                        assertThat(found.refused)
                                .as(as)
                                .singleElement()
                                .asString()
                                .contains(", line 2");
                    } else {
                        assertThat(found.refused.size() == 1
                                        || found.warnings.stream().anyMatch(text -> text.contains("left out")))
                                .as(as)
                                .isTrue();
                    }
                    assertThat(read(found)).as(as).isEqualTo(read(read(vendor, kind, neither())));
                }
            }
        }
    }

    private static ObjectNode neither() {
        return ScimReader.MAPPER.createObjectNode().put("neither", "user nor group");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void takesANumberForItsId(Kind kind) throws Exception {
        for (String id : kind.ids()) {
            if (kind.what().contains("Cloud")) {
                continue; // groups/ and an id
            }
            ObjectNode odd = tree(kind);
            put(odd, id, Optional.of("4711"));
            Collected found = read(kind.vendor(), kind, odd);
            assertThat(found.refused).as(odd.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void withAnyAttributeOfAWrongKindBreaksNothing(Kind kind) throws Exception {
        for (String path : paths(tree(kind), "")) {
            for (String wrong : WRONG) {
                ObjectNode odd = tree(kind);
                put(odd, path, Optional.of(wrong));
                for (String vendor : List.of(kind.vendor(), "auto", "scim")) {
                    Collected found;
                    try {
                        found = read(vendor, kind, odd);
                    } catch (RefusedException refused) {
                        assertThat(refused.reason()).isNotBlank();
                        assertThat(refused.remedy()).isNotBlank();
                        continue;
                    }
                    String as = vendor + ": " + odd;
                    assertThat(found.users).as(as).noneMatch(user -> user.id().isBlank());
                    assertThat(found.groups).as(as).noneMatch(group -> group.id()
                            .isBlank());
                    assertThat(found.groups).as(as).allSatisfy(group -> assertThat(
                                    group.members().orElse(List.of()))
                            .noneMatch(member -> member.value().isBlank()));
                    assertThat(found.assignments).as(as).allSatisfy(assignment -> {
                        assertThat(assignment.application()).isNotBlank();
                        assertThat(assignment.terms().principal()).isNotBlank();
                    });
                }
            }
        }
    }

    private static List<String> paths(ObjectNode object, String above) {
        var paths = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String path = above + field.getKey();
            paths.add(path);
            if (field.getValue() instanceof ObjectNode inner) {
                paths.addAll(paths(inner, path + "/"));
            }
        }
        return paths;
    }

    /// What says whether somebody is in is true, false or not told; a third word is no answer to take for either.
    @ParameterizedTest
    @MethodSource("kinds")
    void aStateThatIsNeitherYesNorNoRefusesTheRow(Kind kind) throws Exception {
        for (String path : paths(tree(kind), "").stream()
                .filter(List.of(
                        "active",
                        "deleted",
                        "suspended",
                        "archived",
                        "disabled",
                        "accountEnabled",
                        "IsActive",
                        "user/isActive")::contains)
                .toList()) {
            for (String wrong : List.of("\"maybe\"", "{}", "[true]", "2")) {
                ObjectNode odd = tree(kind);
                put(odd, path, Optional.of(wrong));
                assertThat(read(kind.vendor(), kind, odd).refused)
                        .as(odd.toString())
                        .singleElement()
                        .asString()
                        .contains(path.replace('/', '.') + " is ");
            }
        }
    }
}
