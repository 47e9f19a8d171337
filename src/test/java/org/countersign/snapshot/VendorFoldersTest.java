package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.group;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.scim.Dialects;
import org.countersign.scim.Member;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A whole export of every vendor: pages in subfolders, odd names of files, and the same as a ZIP, read as its vendor's
/// and told by its content alone.
class VendorFoldersTest {
    @TempDir
    private Path folder;

    private House house;

    /// @param files by path
    /// @param members by group, of the groups that tell them
    private record Export(
            String vendor,
            Map<String, String> files,
            int accounts,
            Map<String, List<String>> members,
            List<String> gaps) {
        @Override
        public String toString() {
            return vendor + " " + files.keySet();
        }
    }

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        house.governed("sources:\n"
                + Dialects.ids().stream()
                        .flatMap(vendor -> Stream.of("in", "zip")
                                .map(form -> "  - {id: " + vendor + "-" + form + ", name: X, kind: idp, vendor: "
                                        + vendor + "}\n"))
                        .collect(Collectors.joining()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String okta(String id) {
        return "{\"id\":\"" + id + "\",\"status\":\"ACTIVE\",\"profile\":{\"login\":\"" + id + "@x\"}}";
    }

    private static String graph(String id) {
        return "{\"id\":\"" + id + "\",\"userPrincipalName\":\"" + id + "@x\",\"accountEnabled\":true}";
    }

    private static String google(String id) {
        return "{\"kind\":\"admin#directory#user\",\"id\":\"" + id + "\",\"primaryEmail\":\"" + id
                + "@x\",\"suspended\":false}";
    }

    private static String scim(String id) {
        return House.active(id, id + "@x");
    }

    private static String list(int total, int start, String... resources) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":" + total
                + ",\"startIndex\":" + start + ",\"Resources\":[" + String.join(",", resources) + "]}";
    }

    static Stream<Export> exports() {
        return Stream.of(
                        identityProviders(),
                        clouds(),
                        warehouses(),
                        apps(),
                        Stream.of(
                                        "scim",
                                        "slack",
                                        "github",
                                        "gitlab",
                                        "atlassian",
                                        "databricks",
                                        "snowflake",
                                        "sentry",
                                        "zendesk",
                                        "salesforce")
                                .map(VendorFoldersTest::byScim))
                .flatMap(exports -> exports);
    }

    private static Export byScim(String vendor) {
        return new Export(
                vendor,
                Map.of(
                        "Users/page 2/Benutzer (2).JSON", list(3, 3, scim("u3")),
                        "Users/page 1/Benutzer (1).JSON", list(3, 1, scim("u1"), scim("u2")),
                        "グループ.ndjson", group("g1", "G", "u1", "u3") + "\n" + group("g2", "H") + "\n"),
                3,
                Map.of("g1", List.of("u1", "u3"), "g2", List.of()),
                List.of());
    }

    private static Stream<Export> identityProviders() {
        return Stream.of(
                new Export(
                        "okta",
                        Map.of(
                                "2026-11/users (1).json", "[" + okta("u1") + "]",
                                "2026-11/users (2).json", "[" + okta("u2") + "]",
                                "all groups.json", """
                                [{"id":"g1","type":"OKTA_GROUP","profile":{"name":"G"}}]\
                                """,
                                "groups/g1/users.json", "[" + okta("u1") + "]",
                                "groups/g1/users-2.JSON", "[" + okta("u2") + "]",
                                "apps/0oa/users.json", """
                                [{"id":"u2","scope":"USER","status":"ACTIVE","profile":{}}]\
                                """),
                        2,
                        Map.of("g1", List.of("u1", "u2"), "app:0oa", List.of("u2")),
                        List.of()),
                new Export(
                        "graph",
                        Map.of(
                                "users/1.json", "{\"@odata.nextLink\":\"n\",\"value\":[" + graph("u1") + "]}",
                                "users/2.json", "{\"value\":[" + graph("u2") + "]}",
                                "groups.json", """
                                {"value":[{"id":"g1","displayName":"G","securityEnabled":true}]}\
                                """,
                                "members-g1.json", """
                                {"value":[{"@odata.type":"#microsoft.graph.user","id":"u2"}]}\
                                """,
                                "apps/sp/appRoleAssignedTo.json", """
                                {"value":[{"id":"a","appRoleId":"00000000-0000-0000-0000-000000000000","principalId":"u1",
                                 "principalType":"User","resourceId":"sp"}]}\
                                """),
                        2,
                        Map.of("g1", List.of("u2"), "app:sp", List.of("u1")),
                        List.of()),
                new Export(
                        "entra",
                        Map.of(
                                "u.json", "{\"value\":[" + graph("u1") + "]}",
                                "groups/g1/members.json",
                                        "{\"@odata.nextLink\":\"n\",\"value\":[" + graph("u1") + "]}"),
                        1,
                        Map.of("g1", List.of("u1")),
                        List.of("The members of g1 are cut off: a page says that another follows.")),
                new Export(
                        "google",
                        Map.of(
                                "a/b/c/d/users.json",
                                        "{\"kind\":\"admin#directory#users\",\"users\":[" + google("u1") + ","
                                                + google("u2") + "]}",
                                "groups.json", """
                                        {"kind":"admin#directory#groups","groups":[{"kind":"admin#directory#group","id":"g1",
                                         "email":"g@x","name":"G"}]}\
                                        """,
                                "members-g1.page1.json", """
                                        {"kind":"admin#directory#members","nextPageToken":"t","members":[{"id":"u1","role":"OWNER","type":"USER"}]}\
                                        """,
                                "members-g1.page2.json", """
                                        {"kind":"admin#directory#members","members":[{"id":"u2","role":"MEMBER","type":"USER"}]}\
                                        """,
                                "roles.json", """
                                        {"kind":"admin#directory#roles","items":[{"kind":"admin#directory#role","roleId":"1","roleName":"R"},
                                         {"kind":"admin#directory#role","roleId":"2","roleName":"S"}]}\
                                        """,
                                "roleAssignments.json", """
                                        {"kind":"admin#directory#roleAssignments","items":[{"roleId":"1","assignedTo":"u1",
                                         "assigneeType":"user"}]}\
                                        """,
                                "users/u1/tokens.json", """
                                        {"kind":"admin#directory#tokenList","items":[{"kind":"admin#directory#token","clientId":"c",
                                         "userKey":"u1","displayText":"App"}]}\
                                        """),
                        2,
                        Map.of("g1", List.of("u1", "u2"), "role:1", List.of("u1"), "role:2", List.of()),
                        List.of()));
    }

    private static Stream<Export> clouds() {
        return Stream.of(
                new Export(
                        "aws",
                        Map.of(
                                "list-users.json", """
                                {"Users":[{"UserId":"u1","UserName":"a","IdentityStoreId":"d"}],"NextToken":null}\
                                """,
                                "list-groups.json", """
                                {"Groups":[{"GroupId":"g1","DisplayName":"G","IdentityStoreId":"d"}]}\
                                """,
                                "list-group-memberships/g1.json", """
                                {"GroupMemberships":[{"IdentityStoreId":"d","MembershipId":"m","GroupId":"g1",
                                 "MemberId":{"UserId":"u1"}}]}\
                                """,
                                "assignments.json", """
                                {"AccountAssignments":[{"PrincipalId":"g1","PrincipalType":"GROUP","AccountId":"42",
                                 "PermissionSetArn":"arn:aws:sso:::permissionSet/s/ps"}]}\
                                """),
                        1,
                        Map.of("g1", List.of("u1"), "arn:aws:sso:::permissionSet/s/ps@42", List.of("g1")),
                        List.of()),
                new Export(
                        "gitlab",
                        Map.of(
                                "users.json", """
                                [{"id":1,"username":"a","state":"active","web_url":"https://x/a"}]\
                                """,
                                "groups.json", """
                                [{"id":7,"name":"G","full_path":"g","web_url":"https://x/groups/g"},
                                 {"id":8,"name":"H","full_path":"h","web_url":"https://x/groups/h"}]\
                                """,
                                "groups/7/members.json", """
                                [{"id":1,"username":"a","state":"active","web_url":"https://x/a","access_level":50}]\
                                """),
                        1,
                        Map.of("7", List.of("1")),
                        List.of("The members of 1 group (h) are not told, those of others are.")));
    }

    private static Stream<Export> warehouses() {
        return Stream.of(
                new Export(
                        "snowflake",
                        Map.of(
                                "show users.json", "[{\"name\":\"A\",\"login_name\":\"A\",\"disabled\":\"false\"}]",
                                "show roles.json", "[{\"name\":\"R\",\"assigned_to_users\":1}]",
                                "grants of R.json", "[{\"role\":\"R\",\"granted_to\":\"USER\",\"grantee_name\":\"A\"}]",
                                "tokens-of-A.json", """
                                [{"name":"t","user_name":"A","role_restriction":"","status":"ACTIVE"}]\
                                """),
                        1,
                        Map.of("R", List.of("A")),
                        List.of()),
                new Export(
                        "databricks",
                        Map.of("service principals.json", """
                                [{"id":"5","applicationId":"ab","displayName":"etl","active":true}]\
                                """, "users.json", "[" + scim("u1") + "]"),
                        2,
                        Map.of(),
                        List.of()));
    }

    private static Stream<Export> apps() {
        return Stream.of(
                new Export(
                        "slack",
                        Map.of(
                                "users.list/1.json", """
                                {"ok":true,"members":[{"id":"U1","team_id":"T","name":"a","deleted":false}],
                                 "response_metadata":{"next_cursor":"x"}}\
                                """,
                                "users.list/2.json", """
                                {"ok":true,"members":[{"id":"U2","team_id":"T","name":"b","deleted":true}],
                                 "response_metadata":{"next_cursor":""}}\
                                """,
                                "usergroups.json", """
                                {"ok":true,"usergroups":[{"id":"S1","is_usergroup":true,"name":"G","handle":"g","users":["U1"]}]}\
                                """),
                        2,
                        Map.of("S1", List.of("U1")),
                        List.of()),
                new Export(
                        "sentry",
                        Map.of(
                                "members.json", "[{\"id\":\"1\",\"email\":\"a@x\",\"orgRole\":\"owner\"}]",
                                "teams.json", "[{\"id\":\"2\",\"name\":\"G\",\"slug\":\"g\",\"memberCount\":1}]"),
                        1,
                        Map.of(),
                        List.of()),
                new Export(
                        "zendesk",
                        Map.of(
                                "users/cursor-1.json", """
                                {"users":[{"id":7,"name":"A","email":"a@x","role":"agent","role_type":0,"active":true,"suspended":false}],
                                 "meta":{"has_more":true,"after_cursor":"x"},"links":{"next":"https://x"}}\
                                """,
                                "groups.json", """
                                {"groups":[{"id":1,"name":"G","url":"https://x/api/v2/groups/1.json"},
                                 {"id":2,"name":"H","url":"https://x/api/v2/groups/2.json"}],"meta":{"has_more":false}}\
                                """,
                                "group_memberships.json", """
                                {"group_memberships":[{"id":9,"user_id":7,"group_id":1}],"meta":{"has_more":false}}\
                                """),
                        1,
                        Map.of("1", List.of("7"), "2", List.of()),
                        List.of("The last page says that another one follows.")),
                new Export(
                        "salesforce",
                        Map.of(
                                "sf users.json", """
                                {"status":0,"result":{"records":[{"attributes":{"type":"User"},"Id":"005","Username":"a@x",
                                 "IsActive":true}],"totalSize":2,"done":true}}\
                                """,
                                "sf sets.json", """
                                {"status":0,"result":{"records":[{"attributes":{"type":"PermissionSetAssignment"},"AssigneeId":"005",
                                 "PermissionSetId":"0PS","PermissionSet":{"Label":"P"}}],"totalSize":1,"done":true}}\
                                """),
                        1,
                        Map.of("0PS", List.of("005")),
                        List.of("Only 1 of 2 users are there.")));
    }

    private Snapshot take(String source, Path path) throws Exception {
        house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(source, List.of(path), Optional.of(House.TAKEN), false, true),
                        Progress.NONE);
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all()).stream()
                .filter(one -> one.source().equals(source))
                .toList()
                .getLast();
    }

    private Map<String, List<String>> members(Snapshot snapshot) {
        return house.app().workspace().read(tx -> {
            var members = new TreeMap<String, List<String>>();
            new SnapshotStore(tx).groups(snapshot).values().forEach(one -> one.members()
                    .ifPresent(told -> members.put(
                            one.id(), told.stream().map(Member::value).sorted().toList())));
            return members;
        });
    }

    private static void write(Export export, Path into) throws IOException {
        for (Map.Entry<String, String> file : export.files().entrySet()) {
            Path path = into.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.writeString(into.resolve(".DS_Store"), "beside");
        Files.writeString(into.resolve("README.md"), "beside");
    }

    /// As Finder packs it: everything in one folder, with what it keeps for itself.
    private static void zip(Export export, Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> file : export.files().entrySet()) {
                out.putNextEntry(new ZipEntry("Export vom 24.11./" + file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
            out.putNextEntry(new ZipEntry("__MACOSX/._users.json"));
            out.write(7);
            out.closeEntry();
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void isOneSnapshotWithAllThatItTells(Export export) throws Exception {
        write(export, Files.createDirectory(folder.resolve("in")));
        zip(export, folder.resolve("in.zip"));
        for (String vendor : List.of(export.vendor(), "auto")) {
            for (String path : List.of("in", "in.zip")) {
                // A source of its own: what is known by its bytes is not read.
                String source = vendor + (path.equals("in") ? "-in" : "-zip");
                Snapshot snapshot = take(source, folder.resolve(path));
                assertThat(snapshot.accounts()).as(source + path).isEqualTo(export.accounts());
                assertThat(members(snapshot)).as(source + path).isEqualTo(new TreeMap<>(export.members()));
                assertThat(snapshot.completeness().gaps()).as(source + path).isEqualTo(export.gaps());
                assertThat(snapshot.completeness().rowsRefused()).isZero();
            }
        }
    }
}
