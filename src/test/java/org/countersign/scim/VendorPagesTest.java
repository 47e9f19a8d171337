package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands around a vendor's objects: whether another page follows, how many there are, and whose lists they are.
class VendorPagesTest {
    private static final String USER =
            "{\"id\":7,\"name\":\"Ada\",\"email\":\"a@x\",\"role\":\"agent\",\"active\":true,\"suspended\":false}";
    private static final String GROUP = "{\"id\":1,\"name\":\"G\",\"url\":\"https://x/api/v2/groups/1.json\"}";

    private static Collected read(String vendor, String json) throws Exception {
        return read(vendor, "export.json", json);
    }

    private static Collected read(String vendor, String file, String json) throws Exception {
        return Collected.of(file, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), vendor);
    }

    private static Map<String, List<String>> members(Collected found) {
        return found.groups.stream()
                .collect(Collectors.toMap(GroupResource::id, group -> group.members().orElse(List.of()).stream()
                        .map(Member::value)
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | \"meta\":{\"has_more\":true,\"after_cursor\":\"c\"},\"links\":{\"next\":\"https://x\"}",
                "false | \"meta\":{\"has_more\":false,\"after_cursor\":\"c\"},\"links\":{\"next\":\"https://x\"}",
                "false | \"meta\":{\"has_more\":false,\"after_cursor\":null},\"links\":{\"prev\":null,\"next\":null}",
                "true  | \"links\":{\"prev\":null,\"next\":\"https://x\"}",
                "true  | \"meta\":{\"after_cursor\":\"c\"}",
                "true  | \"after_cursor\":\"c\",\"end_of_stream\":false",
                "false | \"after_cursor\":\"c\",\"end_of_stream\":true",
                "true  | \"next_page\":\"https://x\",\"end_of_stream\":false,\"count\":1",
                "false | \"next_page\":\"https://x\",\"end_of_stream\":true,\"count\":1",
                "true  | \"next_page\":\"https://x\",\"count\":1",
                "false | \"next_page\":null,\"count\":1"
            })
    void aPageOfZendeskSaysWhetherAnotherFollows(boolean following, String marks) throws Exception {
        for (String page : List.of(
                "{\"users\":[" + USER + "]," + marks + "}",
                "{" + marks + ",\"users\":[" + USER + "]}",
                "{\"groups\":[" + GROUP + "]," + marks + "}",
                "{" + marks + ",\"groups\":[" + GROUP + "]}")) {
            for (String vendor : List.of("zendesk", "auto")) {
                Collected found = read(vendor, page);
                assertThat(found.users.size() + found.groups.size()).as(page).isEqualTo(1);
                assertThat(found.pages.getFirst().nextCursor()).as(page).isEqualTo(following);
            }
        }
    }

    @Test
    void theCountOfAnExportByTimeIsThatOfThePage() throws Exception {
        String page = "{\"users\":[" + USER + "],\"next_page\":\"https://x\",\"count\":1000,\"end_of_stream\":%s}";
        assertThat(read("zendesk", page.formatted("false")).pages.getFirst().totalResults())
                .isEmpty();
    }

    @Test
    void anAgentOfZendeskIsNoRoleOfSnowflake() throws Exception {
        Collected found = read("auto", "{\"users\":[" + USER.replace("}", ",\"role_type\":4}") + "],\"count\":1}");
        assertThat(found.users).extracting(UserResource::id).containsExactly("7");
        assertThat(found.groups).isEmpty();
        assertThat(found.warnings).contains("Told by their content: exports of zendesk.");
    }

    @Test
    void whatSfPrintsIsReadAsSalesforce() throws Exception {
        String user = "{\"attributes\":{\"type\":\"User\"},\"Id\":\"005%s\",\"Username\":\"a%s@x\",\"IsActive\":true}";
        String printed = "{\"status\":0,\"result\":{\"records\":[" + user.formatted("1", "1") + ","
                + user.formatted("2", "2") + "],\"totalSize\":5,\"done\":%s},\"warnings\":[]}";
        for (String vendor : List.of("salesforce", "auto")) {
            Collected found = read(vendor, printed.formatted("true"));
            assertThat(found.users).extracting(UserResource::id).containsExactly("0051", "0052");
            assertThat(found.pages.getFirst().totalResults()).contains(5L);
            assertThat(found.pages.getFirst().nextCursor()).isFalse();
            assertThat(read(vendor, printed.formatted("false")).pages.getFirst().nextCursor())
                    .isTrue();
        }
        assertThatThrownBy(() -> read(
                        "salesforce",
                        "{\"status\":1,\"name\":\"INVALID_SESSION_ID\",\"message\":\"Session"
                                + " expired\",\"exitCode\":1}"))
                .hasMessageContaining("An error answer was saved instead of the page: Session expired");
    }

    @Test
    void groupsOfGitLabAreGroupsAndProjectsAreNot() throws Exception {
        Collected found = read("auto", """
            [{"id":4,"name":"Twitter","path":"twitter","full_name":"Acme / Twitter","full_path":"acme/twitter",
              "web_url":"https://gitlab.example.com/groups/acme/twitter","visibility":"private","parent_id":3},
             {"id":9,"name":"P","path":"p","path_with_namespace":"acme/p","full_path":"acme/p","web_url":"https://x"}]\
            """);
        assertThat(found.groups).singleElement().satisfies(group -> {
            assertThat(group.id()).isEqualTo("4");
            assertThat(group.displayName()).contains("Acme / Twitter");
            assertThat(group.members()).as("they come in files of their own").isEmpty();
        });
        assertThat(found.warnings).anyMatch(text -> text.contains("1 object is neither a user nor a group"));
    }

    @Test
    void aListAloneIsNoGroupOfThatName() throws Exception {
        String members = "{\"members\":[{\"id\":\"1\",\"email\":\"a@x\",\"role\":\"MEMBER\",\"type\":\"USER\"}]}";
        assertThatThrownBy(() -> read("google", members)).hasMessageContaining("does not say of which group");
        assertThat(members(read("google", "members-g.json", members))).isEqualTo(Map.of("g", List.of("1")));
        assertThat(read("auto", "{\"groups\":[" + GROUP + "]}").groups).hasSize(1);
    }

    @Test
    void anEmptyListAboutAGroupIsAGroupWithoutMembers() throws Exception {
        String one = "[{\"id\":\"1\",\"email\":\"a@x\",\"role\":\"MEMBER\",\"type\":\"USER\"}]";
        assertThat(members(read("google", "{\"g\":" + one + ",\"empty\":[]}")))
                .isEqualTo(Map.of("g", List.of("1"), "empty", List.of()));
        assertThatThrownBy(() -> read("google", "{\"\":" + one + "}")).hasMessageContaining("of which group");
    }

    @Test
    void anAdminRoleOfGoogleIsAGroupOfThoseWhomItIsAssignedTo() throws Exception {
        Collected roles = read("auto", """
            {"kind":"admin#directory#roles","etag":"e","items":[
             {"kind":"admin#directory#role","roleId":"1","roleName":"_SEED_ADMIN_ROLE","isSystemRole":true,
              "isSuperAdminRole":true,"rolePrivileges":[{"privilegeName":"SUPER_ADMIN","serviceId":"s"}]}]}\
            """);
        assertThat(roles.groups).extracting(GroupResource::label).containsExactly("_SEED_ADMIN_ROLE");
        Collected held = read("auto", """
            {"kind":"admin#directory#roleAssignments","items":[
             {"kind":"admin#directory#roleAssignment","roleAssignmentId":"9","roleId":"1","assignedTo":"u",
              "assigneeType":"user","scopeType":"CUSTOMER"},
             {"kind":"admin#directory#roleAssignment","roleAssignmentId":"8","roleId":"1","assignedTo":"g",
              "assigneeType":"group","scopeType":"ORG_UNIT","orgUnitId":"o"}],"nextPageToken":"t"}\
            """);
        assertThat(members(held)).isEqualTo(Map.of("role:1", List.of("u", "g")));
        assertThat(held.groups.getFirst().members().orElseThrow())
                .extracting(Member::type)
                .containsExactly(Member.Type.USER, Member.Type.GROUP);
        assertThat(held.warnings).contains("The memberships are cut off: a page says that another follows.");
    }
}
