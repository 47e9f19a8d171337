package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.scim.Columns;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exports of vendors as folders and tables, and what their record says of what is missing.
class VendorExportsTest {
    private static final Instant LATER = House.TAKEN.plusSeconds(60);

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
        String sources = """
                sources:
                  - {id: any, name: Any, kind: idp, vendor: auto}
                  - {id: okta, name: Okta, kind: idp, vendor: okta}
                  - {id: entra, name: Entra, kind: idp, vendor: entra}
                  - {id: sentry, name: Sentry, kind: app, vendor: sentry, authoritativeIdp: okta}
                  - {id: table, name: Table, kind: app, vendor: csv, authoritativeIdp: okta}
                """;
        house.governed(sources);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }

    private ImportSnapshot.Outcome take(String source, Instant at, Map<String, String> columns, Path... paths)
            throws RefusedException {
        return house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(
                                source, Arrays.asList(paths), Optional.of(at), false, true, new Columns(columns)),
                        Progress.NONE);
    }

    private Snapshot take(String source, Path... paths) throws RefusedException {
        take(source, House.TAKEN, Map.of(), paths);
        return all().stream()
                .filter(one -> one.source().equals(source))
                .toList()
                .getLast();
    }

    private List<Snapshot> all() {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    private Map<String, List<String>> members(Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx)
                .groups(snapshot).values().stream()
                        .collect(Collectors.toMap(one -> one.id(), one -> one.members().orElse(List.of()).stream()
                                .map(Member::value)
                                .sorted()
                                .toList())));
    }

    private List<UserResource> users(Snapshot snapshot) {
        return house.app()
                .workspace()
                .read(tx -> List.copyOf(new SnapshotStore(tx).accounts(snapshot).values()));
    }

    private static String okta(String id, String status) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"profile\":{\"login\":\"" + id + "@x\"}}";
    }

    private static String oktaGroup(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"OKTA_GROUP\",\"profile\":{\"name\":\"" + id + "\"}}";
    }

    private static String page(String total, int start, String... resources) {
        return "{" + total + "\"startIndex\":" + start + ",\"Resources\":[" + String.join(",", resources) + "]}";
    }

    @Test
    void aFolderOfOktaIsOneSnapshotWithItsMemberships() throws Exception {
        write("users.json", "[" + okta("u1", "ACTIVE") + "," + okta("u2", "DEPROVISIONED") + "]");
        write("groups.json", "[" + oktaGroup("g1") + "," + oktaGroup("g2") + "]");
        write("groups/g1/users.json", "[" + okta("u1", "ACTIVE") + "]");
        write("groups/g1/users-2.json", "[" + okta("u2", "DEPROVISIONED") + "]");
        write("members-g2.json", "[]");
        write("apps/0oa/users.json", "[{\"id\":\"u1\",\"scope\":\"USER\",\"status\":\"ACTIVE\",\"profile\":{}}]");
        Snapshot snapshot = take("okta", folder.resolve("in"));
        assertThat(snapshot.accounts()).isEqualTo(2);
        assertThat(members(snapshot))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("g1", List.of("u1", "u2"), "g2", List.of(), "app:0oa", List.of("u1")));
        assertThat(snapshot.completeness().gaps()).isEmpty();
        assertThat(snapshot.completeness().membersTold()).isTrue();
    }

    @Test
    void aGroupWhoseMembersWereForgottenIsAGap() throws Exception {
        write("users.json", "[" + okta("u1", "ACTIVE") + "]");
        write("groups.json", "[" + oktaGroup("g1") + "," + oktaGroup("g2") + "]");
        write("groups/g1/users.json", "[" + okta("u1", "ACTIVE") + "]");
        assertThat(take("okta", folder.resolve("in")).completeness().gaps())
                .containsExactly("The members of 1 group (g2) are not told, those of others are.");
    }

    @Test
    void groupsWithoutAnyMembersAreNotToldAndTheExportIsNamed() throws Exception {
        Completeness record =
                take("okta", write("groups.json", "[" + oktaGroup("g1") + "]")).completeness();
        assertThat(record.membersTold()).isFalse();
        assertThat(record.notes()).anyMatch(note -> note.contains("/groups/{id}/users"));
    }

    @Test
    void anOktaExportWithoutALeaverSaysThatThoseAreLeftOut() throws Exception {
        assertThat(take("okta", write("u.json", "[" + okta("u1", "ACTIVE") + "]"))
                        .completeness()
                        .notes())
                .anyMatch(note -> note.contains("DEPROVISIONED"));
    }

    @Test
    void theSameBytesUnderTheNameOfAnotherGroupAreAnotherSnapshot() throws Exception {
        Path first = write("members-g1.json", "[" + okta("u1", "ACTIVE") + "]");
        take("okta", first);
        Path second = Files.copy(first, first.resolveSibling("members-g2.json"));
        assertThat(members(take("okta", second))).containsOnlyKeys("g2");
        assertThat(take("okta", House.TAKEN, Map.of(), second)).isInstanceOf(ImportSnapshot.Outcome.Known.class);
    }

    @Test
    void membersOfNobodyKnowsWhichGroupAreRefusedWithTheRemedy() throws Exception {
        Path file = write("members.json", "[{\"id\":\"1\",\"role\":\"MEMBER\",\"type\":\"USER\",\"email\":\"a@x\"}]");
        assertThatThrownBy(() -> take("any", file))
                .hasMessageContaining("members.json")
                .hasMessageContaining("groups/<group id>");
        assertThat(all()).isEmpty();
    }

    @Test
    void pagesOfGraphAreWholeOnceOneHasNoNextLink() throws Exception {
        String user = "{\"id\":\"%s\",\"userPrincipalName\":\"%s@x\"}";
        Path first = write("1.json", "{\"@odata.nextLink\":\"n\",\"value\":[" + user.formatted("a", "a") + "]}");
        Completeness alone = take("entra", first).completeness();
        assertThat(alone.gaps()).containsExactly("The last page says that another one follows.");
        assertThat(alone.activeTold()).isFalse();
        Path second = write("2.json", "{\"value\":[" + user.formatted("b", "b") + "]}");
        take("entra", LATER, Map.of(), first, second);
        assertThat(all().getLast().completeness().gaps()).isEmpty();
        assertThat(all().getLast().accounts()).isEqualTo(2);
    }

    @Test
    void aGroupOfZendeskWithoutMembershipsIsEmpty() throws Exception {
        write(
                "groups.json",
                "{\"groups\":[{\"id\":1,\"name\":\"A\",\"url\":\"https://x/api/v2/groups/1.json\"},"
                        + "{\"id\":2,\"name\":\"B\",\"url\":\"https://x/api/v2/groups/2.json\"}],\"next_page\":null,\"count\":2}");
        write(
                "memberships.json",
                "{\"group_memberships\":[{\"id\":9,\"user_id\":7,\"group_id\":1}],\"next_page\":null}");
        Snapshot snapshot = take("any", folder.resolve("in"));
        assertThat(members(snapshot)).containsExactlyInAnyOrderEntriesOf(Map.of("1", List.of("7"), "2", List.of()));
        assertThat(snapshot.completeness().gaps()).isEmpty();
    }

    @Test
    void aZipMayHoldFoldersOfGroups() throws Exception {
        Path zip = folder.resolve("export.zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new java.util.zip.ZipEntry("okta/groups/g1/users.json"));
            out.write(("[" + okta("u1", "ACTIVE") + "]").getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        assertThat(members(take("okta", zip))).isEqualTo(Map.of("g1", List.of("u1")));
    }

    @Test
    void whereTheNamedFolderLiesTellsNothing() throws Exception {
        write("groups/acme/users.json", "[" + okta("u1", "ACTIVE") + "]");
        assertThat(take("okta", folder.resolve("in/groups/acme")).accounts()).isEqualTo(1);
        assertThat(members(take("okta", folder.resolve("in/groups")))).isEqualTo(Map.of("acme", List.of("u1")));
    }

    @Test
    void groupsThatAreAllEmptyMayNotTellTheirMembers() throws Exception {
        assertThat(take("any", write("g.json", "[" + group("g", "G") + "," + group("h", "H") + "]"))
                        .completeness()
                        .notes())
                .anyMatch(note -> note.startsWith("Every group says that it has no members"));
    }

    @Test
    void membersThatAreCutOffAreAGapOfTheirGroup() throws Exception {
        write(
                "groups/g9/members.json",
                "{\"@odata.nextLink\":\"n\",\"value\":[{\"id\":\"a\",\"userPrincipalName\":\"a@x\"}]}");
        Completeness record = take("entra", folder.resolve("in/groups")).completeness();
        assertThat(record.gaps()).containsExactly("The members of g9 are cut off: a page says that another follows.");
        assertThat(record.lastPageSeen()).isFalse();
        assertThat(record.notes()).contains("Only their members tell of 1 group (g9): no list of groups has them.");
    }

    @Test
    void aMissingPageIsNamedByItsNumbers() throws Exception {
        write("1.json", page("\"totalResults\":6,", 1, active("1", "a"), active("2", "b")));
        write("3.json", page("\"totalResults\":6,", 5, active("5", "e"), active("6", "f")));
        assertThat(take("any", folder.resolve("in")).completeness().gaps())
                .containsExactly("Only 4 of 6 users are there.", "No page has numbers 3 to 4 of the users.");
    }

    @Test
    void aMissingPageIsSeenWithoutATotalToo() throws Exception {
        write("1.json", page("", 1, active("1", "a")));
        write("3.json", page("", 3, active("3", "c")));
        assertThat(take("any", folder.resolve("in")).completeness().gaps())
                .containsExactly("No page has number 2 of the users.");
    }

    @Test
    void overlappingPagesAndTotalsThatMoveAreSaid() throws Exception {
        write("1.json", page("\"totalResults\":3,", 1, active("1", "a"), active("2", "b")));
        write("2.json", page("\"totalResults\":4,", 2, active("2", "b"), active("3", "c"), active("4", "d")));
        Completeness record = take("any", folder.resolve("in")).completeness();
        assertThat(record.gaps()).isEmpty();
        assertThat(record.rowsDuplicate()).isEqualTo(1);
        assertThat(record.notes())
                .contains(
                        "Pages of the users overlap.",
                        "Pages do not agree on how many users there are: 3 to 4. It changed while they were fetched.");
    }

    @Test
    void aListOfSentryThatIsFullIsAGap() throws Exception {
        String members = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"email\":\"" + i + "@x\",\"orgRole\":\"member\"}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(take("sentry", write("members.json", members)).completeness().gaps())
                .containsExactly("There are 10,000 users, and lists of sentry end there without a word.");
    }

    @Test
    void aRoundNumberOnOnePageWithoutATotalIsSaid() throws Exception {
        String users = IntStream.range(0, 200)
                .mapToObj(i -> okta("u" + i, "ACTIVE"))
                .collect(Collectors.joining(",", "[", "]"));
        Completeness record = take("okta", write("users.json", users)).completeness();
        assertThat(record.complete()).isTrue();
        assertThat(record.notes()).anyMatch(note -> note.startsWith("There are exactly 200 users on one page"));
    }

    @Test
    void anErrorAmongGoodPagesIsNamedAndTheRestIsIncomplete() throws Exception {
        write("1.json", "[" + okta("u1", "ACTIVE") + "]");
        write("2.json", "{\"errorCode\":\"E0000047\",\"errorSummary\":\"API call exceeded rate limit\"}");
        assertThatThrownBy(() -> take("okta", folder.resolve("in"))).hasMessageContaining("2.json");
        house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request(
                                "okta", List.of(folder.resolve("in")), Optional.of(House.TAKEN), true, false),
                        Progress.NONE);
        assertThat(all().getLast().completeness().gaps()).containsExactly("The file 2.json could not be used.");
    }

    @Test
    void someGroupsOfScimWithoutMembersAreNotedAndNoGap() throws Exception {
        String untold =
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"h\",\"displayName\":\"H\"}";
        Completeness record = take("any", write("g.json", "[" + group("g", "G", "1") + "," + untold + "]"))
                .completeness();
        assertThat(record.complete()).isTrue();
        assertThat(record.notes()).contains("1 group does not tell the members.");
    }

    @Test
    void aTableIsReadByItsHeader() throws Exception {
        Snapshot snapshot = take("table", write("users.csv", """
                        \uFEFFEmail address,Full Name,Status,Roles,Groups,Last Login,Cost centre
                        ada@x,"Lovelace, Ada",Active,admin; editor,Maths;Poets,2026-05-01,42
                        bob@x,Bob,suspended,,Maths,2026-05-01 10:00:00,
                        eve@x,Eve,,,,never,
                        """));
        assertThat(snapshot.accounts()).isEqualTo(3);
        assertThat(members(snapshot))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Maths", List.of("ada@x", "bob@x"), "Poets", List.of("ada@x")));
        UserResource ada = users(snapshot).stream()
                .filter(user -> user.id().equals("ada@x"))
                .findFirst()
                .orElseThrow();
        assertThat(ada.displayName()).contains("Lovelace, Ada");
        assertThat(ada.roles()).extracting(role -> role.value()).containsExactly("admin", "editor");
        assertThat(ada.lastSignIn()).contains(Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(ada.extra().path("Cost centre").asText()).isEqualTo("42");
        assertThat(users(snapshot))
                .extracting(user -> user.active().name())
                .containsExactlyInAnyOrder("ACTIVE", "INACTIVE", "NOT_TOLD");
    }

    @Test
    void aMappingIsRememberedForItsSource() throws Exception {
        Path file = write("users.csv", "Kennung,Zustand\nada,active\n");
        assertThatThrownBy(() -> take("table", file))
                .hasMessageContaining("users.csv, line 1")
                .hasMessageContaining("Kennung, Zustand")
                .hasMessageContaining("--column userName=\"Kennung\"");
        take("table", House.TAKEN, Map.of("userName", "kennung", "active", "Zustand"), file);
        Path next = write("next.csv", "Zustand,Kennung\ninactive,bob\n");
        take("table", LATER, Map.of(), next);
        UserResource bob = users(all().getLast()).getFirst();
        assertThat(bob.userName()).contains("bob");
        assertThat(bob.active().name()).isEqualTo("INACTIVE");
        assertThat(all().getLast().completeness().columns()).containsEntry("userName", "kennung");
    }

    @Test
    void aColumnOfTheIdIsTheId() throws Exception {
        Snapshot snapshot = take("table", write("users.csv", "ID,External ID,userName\n7,e7,ada\n8,e8,bob\n"));
        assertThat(users(snapshot))
                .extracting(user -> user.id() + " " + user.externalId().orElse("") + " "
                        + user.userName().orElse(""))
                .containsExactlyInAnyOrder("7 e7 ada", "8 e8 bob");
        assertThat(snapshot.completeness().notes())
                .contains("users.csv was read as: id=ID, externalId=External ID, userName=userName.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,userId,login|1,u1,ada|u1",
                "id,guid,mail|1,g1,a@x|1",
                "Kennung,id,login|k1,1,ada|1",
                "id,name,guid|1,Ada,g1|g1"
            })
    void whatNamesTheAccountNearestIsItsId(String header, String row, String id) throws Exception {
        assertThat(users(take("table", write("users.csv", header + "\n" + row + "\n"))))
                .extracting(UserResource::id)
                .containsExactly(id);
    }

    @Test
    void anotherColumnCanBeTheId() throws Exception {
        Path file = write("users.csv", "id,Kennung,login\n1,k1,ada\n");
        take("table", House.TAKEN, Map.of("id", "Kennung"), file);
        assertThat(users(all().getLast())).extracting(UserResource::id).containsExactly("k1");
        take("table", LATER, Map.of(), write("next.csv", "id,Kennung,login\n1,k1,ada\n2,k2,bob\n"));
        assertThat(users(all().getLast())).extracting(UserResource::id).containsExactlyInAnyOrder("k1", "k2");
    }

    /// A table of groups or tickets has an `id`, too.
    @Test
    void anIdAloneNamesNoAccount() throws Exception {
        assertThatThrownBy(() -> take("table", write("groups.csv", "id,name,description\n1,Admins,all\n")))
                .hasMessageContaining("No column is known to name the account: id, name, description.");
    }

    @Test
    void whoeverWasKnownByAUserNameStaysSo() throws Exception {
        take("table", write("users.csv", "login,state\nada,active\n"));
        Path next = write("next.csv", "id,login,state\n1,ada,active\n");
        take("table", LATER, Map.of(), next);
        assertThat(users(all().getLast())).extracting(UserResource::id).containsExactly("ada");
        assertThat(users(all().getLast()).getFirst().extra().path("id").asText())
                .isEqualTo("1");
        assertThat(take("table", LATER, Map.of(), next)).isInstanceOf(ImportSnapshot.Outcome.Known.class);
        take("table", LATER, Map.of("id", "id"), next);
        assertThat(all()).hasSize(3);
        assertThat(users(all().getLast())).extracting(UserResource::id).containsExactly("1");
    }

    @Test
    void whoeverIsKnownByAnIdStaysSo() throws Exception {
        Path file = write("users.csv", "id,Kennung,Zustand\n1,ada,active\n");
        take("table", House.TAKEN, Map.of("userName", "Kennung"), file);
        assertThat(take("table", House.TAKEN, Map.of(), file)).isInstanceOf(ImportSnapshot.Outcome.Known.class);
        take("table", LATER, Map.of(), write("next.csv", "id,Kennung,Zustand\n1,ada,inactive\n2,bob,active\n"));
        assertThat(users(all().getLast())).extracting(UserResource::id).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void aTableWithoutRowsIsOfNobody() throws Exception {
        Snapshot first = take("table", write("users.csv", "login,state\n"));
        assertThat(first.accounts()).isZero();
        assertThat(first.completeness().complete()).isTrue();
        assertThat(first.completeness().notes())
                .contains(
                        "users.csv was read as: userName=login, active=state.",
                        "users.csv has no row below its header: nobody is in it.");
        assertThatThrownBy(() -> take("table", write("groups.csv", "group,description\n")))
                .hasMessageContaining("No column is known to name the account");
    }

    @Test
    void aTableThatHasLostItsRowsIsShrunken() throws Exception {
        take("table", write("users.csv", "login\nada\nbob\n"));
        var request = new ImportSnapshot.Request(
                "table", List.of(write("none.csv", "login\n")), Optional.of(LATER), false, false);
        assertThatThrownBy(() -> house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE))
                .hasMessageContaining("0 accounts instead of 2 in snapshot 1");
    }

    @Test
    void membersThatAreNeitherUsersNorGroupsAreNotMissing() throws Exception {
        Snapshot snapshot = take(
                "entra",
                write("users.json", "{\"value\":[{\"id\":\"u\",\"userPrincipalName\":\"u@x\"}]}"),
                write("groups/g/members.json", """
                        {"value":[{"@odata.type":"#microsoft.graph.user","id":"u","userPrincipalName":"u@x"},
                                  {"@odata.type":"#microsoft.graph.device","id":"d"},
                                  {"@odata.type":"#microsoft.graph.user","id":"gone"}]}"""));
        assertThat(members(snapshot)).containsEntry("g", List.of("d", "gone", "u"));
        assertThat(snapshot.completeness().notes())
                .contains("1 member of 1 group is neither a user nor a group of the snapshot: gone.");
    }

    @Test
    void theSameTableWithAnotherMappingIsAnotherSnapshot() throws Exception {
        Path file = write("users.csv", "login,title,position\nada,Countess,Chief\n");
        take("table", House.TAKEN, Map.of("title", "title"), file);
        take("table", LATER, Map.of("title", "position"), file);
        assertThat(all()).hasSize(2);
        assertThat(users(all().getLast()).getFirst().title()).contains("Chief");
    }

    @Test
    void aColumnThatIsNotThereIsRefused() throws Exception {
        Path file = write("users.csv", "login,mail\nada,a@x\n");
        assertThatThrownBy(() -> take("table", House.TAKEN, Map.of("userName", "Anmeldung"), file))
                .hasMessageContaining("line 1")
                .hasMessageContaining("no column Anmeldung");
        assertThatThrownBy(() -> take("table", House.TAKEN, Map.of("shoeSize", "mail"), file))
                .hasMessageContaining("--column shoeSize")
                .hasMessageContaining("userName");
    }

    @Test
    void tablesThatAreNoneAreRefusedWithLineAndColumn() throws Exception {
        assertThatThrownBy(() -> take("table", write("a.csv", "login,mail\nada,\"a\"x\"\n")))
                .hasMessageContaining("a.csv, line 2, column 8");
        assertThatThrownBy(() -> take("table", write("b.csv", "login;mail\nada;\"a\"x\n")))
                .hasMessageContaining("b.csv, line 2, column 8")
                .hasMessageContaining("semicolon");
        assertThatThrownBy(() -> take("table", write("c.csv", "login,Login\nada,b\n")))
                .hasMessageContaining("c.csv, line 1, field 2");
        Path latin = write("e.csv", "");
        Files.write(latin, "login,name\nada,Jos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> take("table", latin)).hasMessageContaining("not valid UTF-8");
        assertThat(all()).isEmpty();
    }

    @Test
    void aRowThatCannotBeUsedIsCountedWithItsPlace() throws Exception {
        Completeness record = take(
                        "table",
                        write("u.csv", "login,status,name\nada,active,A\nbob,perhaps,B\neve,active\n,active,N\n"))
                .completeness();
        assertThat(record.rowsRefused()).isEqualTo(3);
        assertThat(record.gaps()).containsExactly("3 rows were refused.");
        assertThat(record.notes())
                .anyMatch(note -> note.startsWith("u.csv, line 3: Field 2 (status) says perhaps"))
                .anyMatch(note -> note.startsWith("u.csv, line 4: It has 2 fields"))
                .anyMatch(note -> note.startsWith("u.csv, line 5: Nothing in it names"));
    }
}
