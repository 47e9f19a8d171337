package org.countersign.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.snapshot.Completeness;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an IdP's export tells of its applications says nothing of its groups, and where it tells it in part, only the
/// application is not known: the IdP's snapshot stays whole.
class ApplicationFilesTest extends Assigned {
    private static final String ADA =
            "{\"id\":\"i\",\"status\":\"ACTIVE\",\"profile\":{\"login\":\"ada\"},\"lastUpdated\":\"2026-01-01T00:00:00Z\"}";
    private static final String ASSIGNED =
            "{\"id\":\"i\",\"scope\":\"USER\",\"status\":\"ACTIVE\",\"syncState\":\"SYNCHRONIZED\",\"profile\":{}}";

    @TempDir
    private Path files;

    ApplicationFilesTest() {
        super("app-side-membership");
    }

    private void write(String name, String text) throws Exception {
        Path file = files.resolve("okta").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Completeness okta() throws Exception {
        var outcome = house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(
                                "okta", List.of(files.resolve("okta")), Optional.of(House.TAKEN), false, true),
                        Progress.NONE);
        return ((ImportSnapshot.Outcome.Imported) outcome).snapshot().completeness();
    }

    private void mapped(String idpGroup) throws Exception {
        sources(
                ", idpApplications: [0oa1]",
                "mappings:\n  - {id: m, idpGroup: \"" + idpGroup + "\", app: slack, appGroup: team}\n");
        house.snapshot("slack", active("U1", "ada"), group("g", "team", "U1"));
    }

    private void groupsWithoutMembers() throws Exception {
        write("users.json", "[" + ADA + "]");
        write("groups.json", """
            [{"id":"g1","type":"OKTA_GROUP","lastUpdated":"2026-01-01T00:00:00Z","profile":{"name":"Eng"}}]\
            """);
    }

    @Test
    void usersOfAnApplicationDoNotMakeGroupsTellTheirMembers() throws Exception {
        mapped("g1");
        groupsWithoutMembers();
        write("apps/0oa1/users.json", "[" + ASSIGNED + "]");
        Completeness record = okta();
        assertThat(record.gaps()).isEmpty();
        assertThat(record.membersTold()).isFalse();
        assertThat(record.notes()).anyMatch(note -> note.startsWith("No group tells its members."));
        assertThat(holds()).as("nobody knows who is in g1").isEmpty();
        assertThat(unknown()).singleElement().asString().contains("did not tell its group members");
    }

    @Test
    void anApplicationThatIsToldIsAskedWhereGroupsAreNot() throws Exception {
        mapped("app:0oa1");
        groupsWithoutMembers();
        write("apps/0oa1/users.json", "[]");
        assertThat(okta().complete()).isTrue();
        assertThat(unknown()).isEmpty();
        assertThat(holds()).as("who is in the team is not assigned").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[%s],\"nextPageToken\":\"t\"}",
                "[%s,{\"id\":\"x\",\"scope\":\"USER\",\"status\":\"NEW_ONE\",\"profile\":{}}]",
                "[%s,{\"id\":\" \",\"scope\":\"USER\",\"status\":\"ACTIVE\",\"profile\":{}}]",
                "[%s,7]"
            })
    void anApplicationThatIsToldInPartIsNotKnownAndTheSnapshotStaysWhole(String list) throws Exception {
        mapped("app:0oa1");
        write("users.json", "[" + ADA + "]");
        write("groups.json", """
            [{"id":"g1","type":"OKTA_GROUP","profile":{"name":"Eng"}}]\
            """);
        write("groups/g1/users.json", "[" + ADA + "]");
        write("apps/0oa1/users.json", list.formatted(ASSIGNED));
        Completeness record = okta();
        assertThat(record.gaps()).isEmpty();
        assertThat(record.lastPageSeen()).isTrue();
        assertThat(record.notes())
                .anyMatch(note -> note.endsWith("So nothing is known of who is assigned to"
                        + (list.contains("items") ? " it." : " the application.")));
        assertThat(holds()).isEmpty();
        assertThat(unknown()).singleElement().asString().contains("did not tell its group members");
        assertThat(house.drift().notEvaluable())
                .anyMatch(one -> one.rule().equals("provisioning-failed")
                        && one.toString().contains("does not tell who is assigned to 0oa1"));
    }

    /// Two are assigned to a role of the application; another page may follow.
    private void entra(String mappings, String more) throws Exception {
        house.governed("""
                sources:
                  - {id: okta, name: Entra, kind: idp, vendor: graph}
                  - {id: slack, name: Slack, kind: app, vendor: slack, authoritativeIdp: okta}
                mappings:
                """ + mappings);
        house.snapshot("slack", active("U1", "ada"), group("g", "team", "U1"));
        write("users.json", """
                {"value":[{"id":"i","userPrincipalName":"ada","displayName":"ada","accountEnabled":true}]}""");
        write("groups.json", """
                {"value":[{"id":"g1","displayName":"Eng","securityEnabled":true,"groupTypes":[]}]}""");
        write("groups/g1/members.json", """
                {"value":[{"@odata.type":"#microsoft.graph.user","id":"j"}]}""");
        write("apps/sp/appRoleAssignedTo.json", """
                {"value":[{"id":"a","appRoleId":"9a","principalId":"j","principalType":"User","resourceId":"sp"}]%s}\
                """.formatted(more));
        assertThat(okta().complete()).isTrue();
    }

    @Test
    void aRoleOfAnApplicationThatIsToldInPartIsNotKnownEither() throws Exception {
        String mapping = "  - {id: m, idpGroup: \"app:sp/9a\", app: slack, appGroup: team}\n";
        entra(mapping, ",\"@odata.nextLink\":\"https://graph.microsoft.com/x\"");
        assertThat(holds()).as("ada may be on the page that is missing").isEmpty();
        assertThat(unknown()).singleElement().asString().contains("did not tell its group members");
    }

    @Test
    void aRoleOfAnApplicationThatIsToldWholeIsAsked() throws Exception {
        entra("  - {id: m, idpGroup: \"app:sp/9a\", app: slack, appGroup: team}\n", "");
        assertThat(holds()).containsExactly("medium g/U1");
        assertThat(unknown()).isEmpty();
    }

    @Test
    void whatIsNotKnownOfOneMappingHidesNothingOfOthersThatTheRuleAsks() throws Exception {
        entra("""
                  - {id: m, idpGroup: g1, app: slack, appGroup: team}
                  - {id: n, idpGroup: "app:sp", app: slack, role: admin, nesting: expand}
                """, ",\"@odata.nextLink\":\"https://graph.microsoft.com/x\"");
        assertThat(holds()).as("the mapping of a role grants no group").containsExactly("medium g/U1");
        assertThat(unknown()).isEmpty();
        assertThat(house.drift().notEvaluable())
                .as("m alone does not say how nested groups are treated, and g1 is told")
                .noneMatch(one -> one.rule().equals("nested-group"))
                .anyMatch(one -> one.rule().equals("ungoverned-privilege"));
    }
}
