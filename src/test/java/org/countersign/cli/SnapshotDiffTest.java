package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.testkit.House;
import org.countersign.testkit.OktaExport;
import org.countersign.text.Csv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `snapshot diff` and `snapshot show`, on files with every kind of change.
class SnapshotDiffTest {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String DEPARTMENT = "\"" + ENTERPRISE + "\":{\"department\":\"%s\",\"costCenter\":\"%s\"}";

    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void sources() throws Exception {
        commands = new Commands(folder);
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
    }

    private void taken(String at, String... resources) throws Exception {
        Path file = commands.file("slack.json", "[" + String.join(",", resources) + "]");
        commands.good(
                "snapshot", "import", "--source", "slack", "--accept-shrunken", "--taken-at", at, file.toString());
    }

    private void everyKindOfChange() throws Exception {
        taken(
                "2026-11-20T06:00:00Z",
                House.user("U1", "ada@example.com", "\"active\":true," + DEPARTMENT.formatted("Sales", "7")),
                House.active("U2", "bob@example.com"),
                House.user("U3", "cy@example.com", "\"active\":true,\"roles\":[{\"value\":\"member\"}]"),
                House.user("U4", "di@example.com", "\"active\":true,\"entitlements\":[{\"value\":\"old\"}]"),
                House.group("G1", "launch-room", "U1", "U2"),
                House.group("G2", "gone", "U3"),
                House.group("G3", "staff", "U3").replace("\"members\"", "\"externalId\":\"x-1\",\"members\""));
        taken(
                "2026-11-23T06:00:00Z",
                House.user("U1", "ada@example.com", "\"active\":true," + DEPARTMENT.formatted("Finance", "8")),
                House.inactive("U3", "cy@example.com").replace("}", ",\"roles\":[{\"value\":\"admin\"}]}"),
                House.user(
                        "U4",
                        "di@example.com",
                        "\"active\":true,\"entitlements\":[{\"value\":\"new\"}],"
                                + "\"meta\":{\"lastModified\":\"2026-11-22T00:00:00Z\"}"),
                House.active("U5", "eve@example.com"),
                House.group("G1", "launch", "U1", "U5"),
                House.group("G3", "staff")
                        .replace(
                                "\"members\":[]",
                                "\"externalId\":\"x-2\",\"members\":[" + "{\"value\":\"U3\",\"type\":\"Group\"}]"),
                House.group("G4", "fresh"));
    }

    @Test
    void everyKindOfChangeIsALineInWords() throws Exception {
        everyKindOfChange();
        String out = commands.good("snapshot", "diff", "--source", "slack").out();
        assertThat(out.lines())
                .startsWith("slack: snapshot 1, taken 2026-11-20T06:00:00Z -> snapshot 2, taken 2026-11-23T06:00:00Z.")
                .containsSubsequence(
                        "                added  removed  changed",
                        "accounts        1      1",
                        "groups          1      1        1",
                        "Accounts",
                        "  + eve@example.com (U5)  active",
                        "  - bob@example.com (U2)  was active",
                        "States",
                        "  ~ cy@example.com  active -> inactive",
                        "Attributes",
                        "  ~ ada@example.com  department: Sales -> Finance",
                        "  ~ ada@example.com  " + ENTERPRISE + ":costCenter: 7 -> 8",
                        "  and 1 of lastModified.",
                        "Roles",
                        "  + cy@example.com  role admin",
                        "  - cy@example.com  role member",
                        "Entitlements",
                        "  + di@example.com  entitlement new",
                        "  - di@example.com  entitlement old",
                        "Groups",
                        "  + fresh (G4)",
                        "  - gone (G2)",
                        "  ~ launch-room -> launch (G1)",
                        "  ~ staff  externalId: x-1 -> x-2",
                        "Memberships",
                        "  + member eve@example.com of launch",
                        "  - member bob@example.com of launch-room",
                        "  - member cy@example.com of gone",
                        "  ~ member cy@example.com of staff: user -> group");
    }

    @Test
    void jsonIsOneObjectWithAnArrayForEachKind() throws Exception {
        everyKindOfChange();
        JsonNode diff = commands.good("snapshot", "diff", "--source", "slack", "--format", "json")
                .json();
        var names = new ArrayList<String>();
        diff.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "source",
                        "from",
                        "to",
                        "accountsAdded",
                        "accountsRemoved",
                        "statesChanged",
                        "attributesChanged",
                        "signInsChanged",
                        "rolesAdded",
                        "rolesRemoved",
                        "entitlementsAdded",
                        "entitlementsRemoved",
                        "groupsAdded",
                        "groupsRemoved",
                        "groupsRenamed",
                        "groupAttributesChanged",
                        "membershipsAdded",
                        "membershipsRemoved",
                        "membershipsChanged",
                        "assignmentsAdded",
                        "assignmentsRemoved",
                        "assignmentsChanged");
        assertThat(diff.path("from").path("number").asLong()).isEqualTo(1);
        assertThat(diff.path("statesChanged"))
                .hasToString("[{\"id\":\"U3\",\"label\":\"cy@example.com\",\"from\":\"active\",\"to\":\"inactive\"}]");
        assertThat(diff.path("attributesChanged").path(0))
                .hasToString("{\"id\":\"U1\",\"label\":\"ada@example.com\",\"attribute\":\"department\","
                        + "\"from\":\"Sales\",\"to\":\"Finance\"}");
        assertThat(diff.path("accountsAdded")
                        .path(0)
                        .path("to")
                        .path("userName")
                        .asText())
                .isEqualTo("eve@example.com");
        assertThat(diff.path("rolesRemoved"))
                .hasToString("[{\"id\":\"U3\",\"label\":\"cy@example.com\",\"from\":{\"value\":\"member\"}}]");
        assertThat(diff.path("groupsRenamed"))
                .hasToString("[{\"id\":\"G1\",\"label\":\"launch\",\"from\":\"launch-room\",\"to\":\"launch\"}]");
        assertThat(diff.path("membershipsAdded"))
                .hasToString("[{\"group\":\"G1\",\"groupLabel\":\"launch\",\"member\":\"U5\","
                        + "\"memberLabel\":\"eve@example.com\",\"to\":\"user\"}]");
        assertThat(diff.path("membershipsRemoved")).hasSize(2);
    }

    @Test
    void csvHasARowAChange() throws Exception {
        everyKindOfChange();
        JsonNode diff = commands.good("snapshot", "diff", "--source", "slack", "--format", "json")
                .json();
        var changes = 0;
        for (JsonNode array : diff) {
            changes += array.isArray() ? array.size() : 0;
        }
        List<Csv.Row> rows = Csv.read(commands.good("snapshot", "diff", "--source", "slack", "--format", "csv")
                .out());
        assertThat(rows).hasSize(changes + 1);
        assertThat(rows.getFirst().fields())
                .containsExactly("change", "id", "label", "member", "memberLabel", "attribute", "from", "to");
        assertThat(rows)
                .extracting(Csv.Row::fields)
                .contains(List.of("statesChanged", "U3", "cy@example.com", "", "", "", "active", "inactive"))
                .contains(List.of("membershipsRemoved", "G1", "launch-room", "U2", "bob@example.com", "", "user", ""));
    }

    @Test
    void anyTwoCanBeComparedInEitherDirection() throws Exception {
        taken("2026-11-20T06:00:00Z", House.active("U1", "ada"));
        taken("2026-11-21T06:00:00Z", House.active("U1", "ada"), House.active("U2", "bob"));
        taken("2026-11-22T06:00:00Z", House.inactive("U1", "ada"), House.active("U2", "bob"));
        assertThat(commands.good("snapshot", "diff", "--source", "slack", "--from", "1")
                        .out())
                .contains("+ bob (U2)")
                .contains("~ ada  active -> inactive");
        assertThat(commands.good("snapshot", "diff", "--source", "slack", "--from", "3", "--to", "1")
                        .out())
                .contains("- bob (U2)")
                .contains("~ ada  inactive -> active");
        assertThat(commands.good("snapshot", "diff", "--source", "slack", "--to", "2")
                        .out())
                .contains("snapshot 1,")
                .contains("+ bob (U2)")
                .doesNotContain("States");
        assertThat(commands.good("snapshot", "diff", "--source", "slack", "--from", "2", "--to", "2")
                        .out())
                .contains("Nothing changed.");
    }

    @Test
    void longListsAreCutInWordsAlone() throws Exception {
        taken("2026-11-20T06:00:00Z", House.active("U0", "ada"));
        var many = new ArrayList<>(List.of(House.active("U0", "ada")));
        for (int i = 1; i <= 130; i++) {
            many.add(House.active("V" + i, "name" + i));
        }
        taken("2026-11-21T06:00:00Z", many.toArray(String[]::new));
        String words = commands.good("snapshot", "diff", "--source", "slack").out();
        assertThat(words.lines().filter(line -> line.startsWith("  + "))).hasSize(100);
        assertThat(words).contains("accounts        130    0").contains("and 30 more; --format json or csv lists all.");
        assertThat(commands.good("snapshot", "diff", "--source", "slack", "--format", "json")
                        .json()
                        .path("accountsAdded"))
                .hasSize(130);
    }

    @Test
    void whatIsNotThereIsRefusedInOneSentence() throws Exception {
        taken("2026-11-20T06:00:00Z", House.active("U1", "ada"));
        assertThat(commands.refused("snapshot", "diff", "--source", "nope"))
                .isEqualToIgnoringNewLines("nope: There is no snapshot of this source. See: countersign snapshot list");
        assertThat(commands.refused("snapshot", "diff", "--source", "slack", "--from", "7"))
                .isEqualToIgnoringNewLines("slack: There is no snapshot 7. See: countersign snapshot list");
        assertThat(commands.refused("snapshot", "diff", "--source", "slack"))
                .isEqualToIgnoringNewLines("slack: Snapshot 1 is its first; there is nothing to compare it with."
                        + " Name another with --from.");
        assertThat(commands.refused("snapshot", "show", "--source", "slack", "--number", "2"))
                .isEqualToIgnoringNewLines("slack: There is no snapshot 2. See: countersign snapshot list");
    }

    @Test
    void aSnapshotIsShownWhole() throws Exception {
        everyKindOfChange();
        JsonNode first = commands.good("snapshot", "show", "--source", "slack", "--number", "1", "--format", "json")
                .json();
        assertThat(first.path("number").asLong()).isEqualTo(1);
        assertThat(first.path("accounts")).hasSize(4);
        assertThat(first.path("accounts").path(0))
                .hasToString("{\"id\":\"U1\",\"userName\":\"ada@example.com\",\"displayName\":\"ada@example.com\","
                        + "\"state\":\"active\",\"kind\":\"person\",\"department\":\"Sales\",\"extra\":{"
                        + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"costCenter\":\"7\"}}}");
        assertThat(first.path("groups").path(0))
                .hasToString("{\"id\":\"G1\",\"displayName\":\"launch-room\",\"members\":["
                        + "{\"value\":\"U1\",\"type\":\"user\"},{\"value\":\"U2\",\"type\":\"user\"}]}");
        List<Csv.Row> rows = Csv.read(commands.good("snapshot", "show", "--source", "slack", "--format", "csv")
                .out());
        assertThat(rows.stream().skip(1).map(row -> row.fields().getFirst()))
                .containsExactly(
                        "account",
                        "account",
                        "account",
                        "account",
                        "group",
                        "group",
                        "group",
                        "membership",
                        "membership",
                        "membership");
        assertThat(commands.good("snapshot", "show", "--source", "slack").out())
                .contains("cy@example.com   U3  inactive  admin")
                .contains("launch  G1  2");
    }

    private void ofOkta(String at, OktaExport export) throws Exception {
        Path in = export.into(folder.resolve("okta-" + at.substring(0, 10)));
        commands.good("snapshot", "import", "--source", "okta", "--taken-at", at, "--accept-shrunken", in.toString());
    }

    /// Who is assigned to an application changes: one is new, one gone, of one the provisioning failed.
    private void assignments() throws Exception {
        commands.good(
                "governance",
                "import",
                commands.file("okta.yaml", "sources:\n  - {id: okta, name: Okta, kind: idp, vendor: okta}\n")
                        .toString());
        ofOkta(
                "2026-11-20T06:00:00Z",
                new OktaExport()
                        .user("u1", "ada")
                        .user("u2", "bob")
                        .user("u3", "cy")
                        .appUser("0oa1", "u1", "A1", "ACTIVE", "SYNCHRONIZED", "")
                        .appUser("0oa1", "u2", "A2", "ACTIVE", "SYNCHRONIZED", ""));
        ofOkta(
                "2026-11-23T06:00:00Z",
                new OktaExport()
                        .user("u1", "ada")
                        .user("u2", "bob")
                        .user("u3", "cy")
                        .appUser("0oa1", "u1", "A1", "ACTIVE", "ERROR", "")
                        .appUser("0oa1", "u3", "", "STAGED", "SYNCING", ""));
    }

    @Test
    void assignmentsAreToldInTheWordsInWhichASnapshotIsShown() throws Exception {
        assignments();
        assertThat(commands.good("snapshot", "diff", "--source", "okta").out().lines())
                .containsSubsequence(
                        "assignments     1      1        1",
                        "Assignments",
                        "  + cy assigned to 0oa1  waiting, syncing",
                        "  - bob assigned to 0oa1  was assigned, synchronized",
                        "  ~ ada assigned to 0oa1  syncState: synchronized -> error");
        JsonNode diff = commands.good("snapshot", "diff", "--source", "okta", "--format", "json")
                .json();
        JsonNode shown = commands.good("snapshot", "show", "--source", "okta", "--format", "json")
                .json();
        assertThat(shown.path("assignments").path(0))
                .hasToString("{\"application\":\"0oa1\",\"principal\":\"u1\",\"kind\":\"user\",\"scope\":\"direct\","
                        + "\"state\":\"assigned\",\"syncState\":\"error\",\"account\":\"A1\",\"accountName\":\"u1\","
                        + "\"changed\":\"2026-10-01T08:00:00Z\"}");
        JsonNode changed = diff.path("assignmentsChanged").path(0);
        assertThat(changed.path("application").asText()).isEqualTo("0oa1");
        assertThat(changed.path("principalLabel").asText()).isEqualTo("ada");
        assertThat(changed.path("from").path("syncState").asText()).isEqualTo("synchronized");
        assertThat(changed.path("to")).isEqualTo(shown.path("assignments").path(0));
        assertThat(diff.path("assignmentsAdded").path(0).path("to"))
                .isEqualTo(shown.path("assignments").path(1));
        assertThat(diff.path("assignmentsRemoved").path(0).has("to")).isFalse();
        assertThat(Csv.read(commands.good("snapshot", "diff", "--source", "okta", "--format", "csv")
                                .out())
                        .stream()
                        .map(row -> row.fields().subList(0, 6)))
                .contains(List.of("assignmentsRemoved", "0oa1", "0oa1", "u2", "bob", ""));
    }

    @Test
    void assignmentsAreShownInEveryForm() throws Exception {
        assignments();
        List<Csv.Row> rows = Csv.read(commands.good("snapshot", "show", "--source", "okta", "--format", "csv")
                .out());
        List<String> head = rows.getFirst().fields();
        List<String> last = rows.getLast().fields();
        assertThat(rows).allMatch(row -> row.fields().size() == head.size());
        assertThat(last)
                .startsWith("assignment", "0oa1")
                .endsWith("direct", "syncing", "", "u3", "2026-10-01T08:00:00Z");
        assertThat(last.get(head.indexOf("member"))).isEqualTo("u3");
        assertThat(last.get(head.indexOf("state"))).isEqualTo("waiting");
        assertThat(commands.good("snapshot", "show", "--source", "okta").out())
                .contains("0oa1         u1              assigned  error      A1");
    }

    private static String signedIn(String id, String name, String at) {
        return House.user(id, name, "\"active\":true" + (at.isEmpty() ? "" : ",\"lastLogin\":\"" + at + "\""));
    }

    @Test
    void signInsAreListedInJsonAndCsvAndCountedInWords() throws Exception {
        taken(
                "2026-11-20T06:00:00Z",
                signedIn("U1", "ada", "2026-11-19T08:00:00Z"),
                signedIn("U2", "bob", "2026-11-19T08:00:00Z"),
                signedIn("U3", "cy", ""),
                signedIn("U4", "di", "2026-11-19T09:00:00Z"));
        taken(
                "2026-11-23T06:00:00Z",
                signedIn("U1", "ada", "2026-11-22T08:00:00Z"),
                signedIn("U2", "bob", "2026-11-19T08:00:00Z"),
                signedIn("U3", "cy", "2026-11-22T09:00:00Z"),
                signedIn("U4", "dina", "2026-11-22T10:00:00Z"));
        JsonNode diff = commands.good("snapshot", "diff", "--source", "slack", "--format", "json")
                .json();
        assertThat(diff.path("signInsChanged"))
                .hasToString("[{\"id\":\"U1\",\"label\":\"ada\",\"from\":\"2026-11-19T08:00:00Z\","
                        + "\"to\":\"2026-11-22T08:00:00Z\"},"
                        + "{\"id\":\"U3\",\"label\":\"cy\",\"to\":\"2026-11-22T09:00:00Z\"}]");
        assertThat(diff.path("attributesChanged").path(1))
                .as("where something else changed, too, it is one attribute among others")
                .hasToString("{\"id\":\"U4\",\"label\":\"dina\",\"attribute\":\"lastSignIn\","
                        + "\"from\":\"2026-11-19T09:00:00Z\",\"to\":\"2026-11-22T10:00:00Z\"}");
        assertThat(commands.good("snapshot", "diff", "--source", "slack", "--format", "csv")
                        .out())
                .contains("\"signInsChanged\",\"U3\",\"cy\",\"\",\"\",\"\",\"\",\"2026-11-22T09:00:00Z\"");
        assertThat(commands.good("snapshot", "diff", "--source", "slack").out())
                .contains("  sign-ins                      2")
                .contains("  and 1 of lastSignIn.")
                .doesNotContain("ada", "cy", "2026-11-22T09");
    }
}
