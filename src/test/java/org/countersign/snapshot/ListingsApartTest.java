package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each listing is whole or not by what its own pages say.
class ListingsApartTest {
    private static final String CUT = "The last page says that another one follows.";
    private static final String GRAPH = "\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#";

    @TempDir
    private Path folder;

    private House house;
    private int imports;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        house.governed("sources:\n  - {id: any, name: Any, kind: idp, vendor: auto}\n");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Completeness take(Map<String, String> files) throws Exception {
        Path in = Files.createDirectory(folder.resolve("in" + ++imports));
        for (var file : files.entrySet()) {
            Files.writeString(in.resolve(file.getKey()), file.getValue());
        }
        var request = new ImportSnapshot.Request(
                "any", List.of(in), Optional.of(House.TAKEN.plusSeconds(imports)), false, true);
        return ((ImportSnapshot.Outcome.Imported)
                        house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE))
                .snapshot()
                .completeness();
    }

    private static String users(String more, int from, int count) {
        var users = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            users.append(i == from ? "" : ",").append(House.active("u" + i, "user" + i));
        }
        return "{" + more + "\"Resources\":[" + users + "]}";
    }

    @Test
    void theTotalOfAPageOfMembersCounts() throws Exception {
        String accounts = users("\"totalResults\":3,", 1, 3);
        String group = "{\"totalResults\":1,\"Resources\":[{\"id\":\"g\",\"displayName\":\"G\","
                + "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]}]}";
        assertThat(take(Map.of(
                                "users.json", accounts,
                                "groups.json", group,
                                "members-g.json", users("\"totalResults\":2,", 1, 1)))
                        .gaps())
                .containsExactly("Only 1 of 2 members of g are there.");
        assertThat(take(Map.of(
                                "users.json",
                                accounts,
                                "groups.json",
                                group,
                                "members-g.json",
                                users("\"totalResults\":3,", 1, 2),
                                "members-g.page2.json",
                                users("\"totalResults\":3,", 3, 1)))
                        .gaps())
                .isEmpty();
        assertThat(take(Map.of(
                                "users.json",
                                accounts,
                                "groups.json",
                                group,
                                "members-g.json",
                                users("\"totalResults\":3,", 1, 2),
                                "members-g.page2.json",
                                users("\"totalResults\":3,", 2, 1)))
                        .gaps())
                .as("the same one twice is one")
                .containsExactly("Only 2 of 3 members of g are there.");
    }

    private static final String ONE = "{\"id\":\"u1\",\"userPrincipalName\":\"a@x\",\"accountEnabled\":true}";
    private static final String SERVICE =
            "{\"id\":\"s1\",\"appId\":\"a\",\"servicePrincipalType\":\"Application\",\"displayName\":\"Bot\"}";

    @Test
    void aListOfNobodyEndsNoOther() throws Exception {
        String cut = users("\"totalResults\":2,\"nextCursor\":\"c\",", 1, 2);
        assertThat(take(Map.of("users.json", cut, "groups.json", "{\"totalResults\":0,\"Resources\":[]}"))
                        .gaps())
                .containsExactly(CUT);
        assertThat(take(Map.of("users.json", cut, "users2.json", "{\"Resources\":[],\"totalResults\":2}"))
                        .gaps())
                .as("its own last page")
                .isEmpty();
    }

    @Test
    void whatTheEnvelopeCallsAnotherListEndsNone() throws Exception {
        String cut = "{" + GRAPH + "users(id)\",\"@odata.nextLink\":\"https://x/n\",\"value\":[" + ONE + "]}";
        for (String other : List.of(
                "{" + GRAPH + "groups\",\"value\":[]}",
                "{" + GRAPH + "servicePrincipals\",\"value\":[" + SERVICE + "]}",
                "{\"value\":[" + SERVICE + "]}")) {
            assertThat(take(Map.of("users.json", cut, "other.json", other)).gaps())
                    .as(other)
                    .containsExactly(CUT);
        }
        String last = ONE.replace("u1", "u2");
        for (String own : List.of("", last)) {
            assertThat(take(Map.of(
                                    "users.json", cut,
                                    "users2.json", "{" + GRAPH + "users(id)\",\"value\":[" + own + "]}",
                                    "services.json", "{" + GRAPH + "servicePrincipals\",\"value\":[" + SERVICE + "]}"))
                            .gaps())
                    .as(own)
                    .isEmpty();
        }
        assertThat(take(Map.of(
                                "users.json",
                                "{\"kind\":\"admin#directory#users\",\"users\":[{\"id\":\"1\",\"primaryEmail\":\"a@x\"}]}",
                                "groups.json",
                                "{\"kind\":\"admin#directory#groups\",\"nextPageToken\":\"z\",\"groups\":["
                                        + "{\"kind\":\"admin#directory#group\",\"id\":\"g\",\"email\":\"g@x\",\"name\":\"G\"}]}",
                                "members-g.json",
                                "{\"kind\":\"admin#directory#members\"}",
                                "roles.json",
                                "{\"kind\":\"admin#directory#roles\",\"items\":["
                                        + "{\"kind\":\"admin#directory#role\",\"roleId\":\"7\",\"roleName\":\"R\"}]}",
                                "roleAssignments.json",
                                "{\"kind\":\"admin#directory#roleAssignments\",\"items\":["
                                        + "{\"roleId\":\"7\",\"assignedTo\":\"1\",\"assigneeType\":\"user\"}]}"))
                        .gaps())
                .containsExactly(CUT);
    }

    @Test
    void servicePrincipalsMakeUpForNoUser() throws Exception {
        String services = "{\"totalResults\":2,\"Resources\":["
                + "{\"id\":\"s1\",\"applicationId\":\"a\",\"displayName\":\"A\",\"active\":true},"
                + "{\"id\":\"s2\",\"applicationId\":\"b\",\"displayName\":\"B\",\"active\":true}]}";
        assertThat(take(Map.of("users.json", users("\"totalResults\":5,", 1, 3), "services.json", services))
                        .gaps())
                .containsExactly("Only 3 of 5 users are there.");
        Completeness whole = take(Map.of(
                "users-1.json", users("\"totalResults\":5,\"startIndex\":1,", 1, 3),
                "users-2.json", users("\"totalResults\":5,\"startIndex\":4,", 4, 2),
                "services.json", services));
        assertThat(whole.gaps()).isEmpty();
        assertThat(whole.users().claimedMax()).contains(7L);
    }

    @Test
    void anApplicationsListEndsNoOthers() throws Exception {
        String row = "{\"id\":\"r\",\"appRoleId\":\"00000000-0000-0000-0000-000000000000\","
                + "\"principalId\":\"u1\",\"principalType\":\"User\",\"resourceId\":\"sp1\"}";
        String cut = "{\"@odata.nextLink\":\"https://x/n\",\"value\":[" + row + "]}";
        String other = "{\"value\":[" + row.replace("sp1", "sp2") + "]}";
        String users = "{\"value\":[" + ONE + "]}";
        String told = "The members of app:sp1 are cut off: a page says that another follows."
                + " So nothing is known of who is assigned to it.";
        assertThat(take(Map.of("users.json", users, "one.json", cut, "two.json", other))
                        .notes())
                .contains(told);
        assertThat(take(Map.of(
                                "users.json", users,
                                "one.json", cut,
                                "one2.json", "{\"value\":[" + row.replace("u1", "u2") + "]}",
                                "two.json", other))
                        .notes())
                .noneMatch(note -> note.contains("cut off"));
    }
}
