package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Ledger;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.text.Sha256;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportSnapshotTest {
    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Path write(String name, String json) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        return file;
    }

    private ImportSnapshot.Outcome take(Path... paths) throws RefusedException {
        return take(new ImportSnapshot.Request("slack", Arrays.asList(paths), Optional.of(House.TAKEN), false, false));
    }

    private ImportSnapshot.Outcome take(ImportSnapshot.Request request) throws RefusedException {
        return house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
    }

    private List<Snapshot> all() {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    private Snapshot only() {
        return all().getLast();
    }

    private static String page(int total, int start, String... resources) {
        return "{\"totalResults\":" + total + ",\"startIndex\":" + start + ",\"Resources\":["
                + String.join(",", resources) + "]}";
    }

    @Test
    void pagesOfAFolderAreOneSnapshot() throws Exception {
        write("users-1.json", page(3, 1, active("1", "a"), active("2", "b")));
        write("users-2.json", page(3, 3, active("3", "c")));
        write("deep/groups.ndjson", group("g", "G", "1", "2") + "\n" + group("h", "H", "3") + "\n");
        write("README.md", "not a snapshot");
        take(folder.resolve("in"));
        Snapshot snapshot = only();
        assertThat(snapshot.accounts()).isEqualTo(3);
        assertThat(snapshot.groups()).isEqualTo(2);
        assertThat(snapshot.memberships()).isEqualTo(3);
        assertThat(snapshot.completeness().complete()).isTrue();
        assertThat(snapshot.completeness().pages()).isEqualTo(3);
        assertThat(snapshot.completeness().users().claimedMax()).contains(3L);
    }

    @Test
    void aZipIsTheFilesInIt() throws Exception {
        Path users = write("users.json", page(1, 1, active("1", "a")));
        Path groups = write("groups.json", "[" + group("g", "G", "1") + "]");
        take(users, groups);
        String unpacked = only().sha256();
        Path zip =
                zip("users.json", Files.readString(users), "deep/groups.json", Files.readString(groups), "x.txt", "?");
        take(new ImportSnapshot.Request("slack", List.of(zip), Optional.of(House.NOW), false, false));
        assertThat(all()).hasSize(2);
        assertThat(only().sha256())
                .as("of the entries, however they are packed")
                .isEqualTo(unpacked);
        assertThat(only().files())
                .extracting(Snapshot.SourceFile::name)
                .containsExactly("export.zip", "export.zip/deep/groups.json", "export.zip/users.json");
        assertThat(only().files()).extracting(Snapshot.SourceFile::archive).containsExactly(true, false, false);
        assertThat(only().files().getFirst().sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(zip)));
        assertThat(only().completeness().files()).isEqualTo(2);
        assertThat(only().completeness().notes()).anyMatch(note -> note.contains("x.txt was left out"));
    }

    @Test
    void aBrokenEntryIsNamedWithItsPlace() throws Exception {
        Path zip = zip("good.json", "[" + active("1", "a") + "]", "bad.json", "[{\n{");
        assertThatThrownBy(() -> take(zip)).hasMessageContaining("export.zip/bad.json, line 2, column 1");
        take(new ImportSnapshot.Request("slack", List.of(zip), Optional.of(House.TAKEN), true, false));
        assertThat(only().accounts()).isEqualTo(1);
        assertThat(only().completeness().complete()).isFalse();
    }

    private Path zip(String... namesAndTexts) throws IOException {
        Path zip = folder.resolve("export.zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new java.util.zip.ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return zip;
    }

    @Test
    void whatAFolderHoldsBesideIsSaid() throws Exception {
        write("users.json", "[" + active("1", "a") + "]");
        write("notes.txt", "?");
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("in/linked"), folder.resolve("elsewhere"));
        take(folder.resolve("in"));
        assertThat(only().completeness().notes())
                .anyMatch(note -> note.startsWith("notes.txt was left out"))
                .anyMatch(note -> note.startsWith("linked is a link"));
    }

    @Test
    void aMemberThatNamesNobodyIsAGap() throws Exception {
        take(write(
                "g.json",
                "[" + active("1", "a") + ",{\"id\":\"g\",\"displayName\":\"G\",\"members\":[{\"display\":\"who\"},"
                        + "{\"value\":\"1\"}]}]"));
        assertThat(only().memberships()).isEqualTo(1);
        assertThat(only().completeness().gaps()).containsExactly("1 member could not be read.");
    }

    @Test
    void itsDigestIsThatOfTheContractWhateverTheFilesAreCalled() throws Exception {
        Path one = write("b.json", page(1, 1, active("1", "a")));
        Path two = write("a.json", "[" + group("g", "G") + "]");
        take(one, two);
        String lines = java.util.stream.Stream.of(one, two)
                .map(file -> {
                    try {
                        return Sha256.hex(Files.readAllBytes(file)) + " " + Files.size(file) + "\n";
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .sorted()
                .reduce("", String::concat);
        assertThat(only().sha256()).isEqualTo(Sha256.hex(lines));
    }

    @Test
    void everyUnusableFileIsNamedAndNothingIsStored() throws Exception {
        write("good.json", "[" + active("1", "a") + "]");
        write("html.json", "<html>");
        write("cut.json", "[{\"id\":");
        assertThatThrownBy(() -> take(folder.resolve("in")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("html.json")
                .hasMessageContaining("cut.json")
                .hasMessageContaining("--accept-incomplete");
        assertThat(all()).isEmpty();
    }

    @Test
    void acceptIncompleteTakesTheRestAndSaysSo() throws Exception {
        write("good.json", "[" + active("1", "a") + "]");
        write("half.json", page(2, 1, active("2", "b")).replace("]}", "],}"));
        take(new ImportSnapshot.Request("slack", List.of(folder.resolve("in")), Optional.of(House.TAKEN), true, false));
        assertThat(only().completeness().complete()).isFalse();
        assertThat(only().accounts())
                .as("what the broken file brought before it broke does not count")
                .isEqualTo(1);
        assertThat(only().files()).extracting(Snapshot.SourceFile::usable).containsExactly(true, false);
    }

    @Test
    void gapsAreFound() throws Exception {
        take(write("u.json", page(5, 1, active("1", "a"))));
        assertThat(only().completeness().gaps()).containsExactly("Only 1 of 5 users are there.");
        take(write("v.json", "{\"Resources\":[" + active("1", "a") + "],\"nextCursor\":\"x\"}"));
        assertThat(only().completeness().gaps()).containsExactly("The last page says that another one follows.");
        take(write("w.json", active("1", "a")));
        assertThat(only().completeness().gaps()).singleElement().asString().contains("single resource");
    }

    @Test
    void theSameBytesOfAnotherVendorAreReadAnew() throws Exception {
        Path file = write(
                "g.json",
                "[{\"id\":\"1\",\"userName\":\"g\",\"active\":true,"
                        + "\"urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User\":{\"type\":\"multi\"}}]");
        house.app()
                .importGovernance()
                .run(
                        house.app().actor(),
                        "g.yaml",
                        "sources: [{id: slack, name: Slack, kind: app, vendor: scim}]"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        new org.countersign.governance.ImportGovernance.Options(Optional.empty(), false, false));
        take(new ImportSnapshot.Request(
                "slack", List.of(file), Optional.of(House.TAKEN.minusSeconds(60)), false, false));

        house.governance("", "");
        take(file);
        assertThat(house.app().workspace().<List<String>, RuntimeException>read(tx -> {
                    var store = new SnapshotStore(tx);
                    return store.all().stream()
                            .sorted(java.util.Comparator.comparing(Snapshot::takenAt))
                            .map(snapshot ->
                                    store.accounts(snapshot).get("1").kind().name())
                            .toList();
                }))
                .containsExactly("PERSON", "GUEST");
    }

    @Test
    void aRefusedRowIsAGapBecauseWhoeverItWasHasNotLeft() throws Exception {
        take(write("r.json", "[" + active("1", "a") + ",{\"userName\":\"b\"}]"));
        assertThat(only().completeness().complete()).isFalse();
        assertThat(only().completeness().gaps()).containsExactly("1 row was refused.");
    }

    @Test
    void anEmptyPageOfUsersIsNotMadeUpForByGroups() throws Exception {
        var groups = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            groups.add(group("g" + i, "g" + i));
        }
        Path claims = write("u.json", "{\"totalResults\":30,\"Resources\":[]}");
        Path all = write("g.json", "{\"totalResults\":40,\"Resources\":[" + String.join(",", groups) + "]}");
        take(claims, all);
        assertThat(only().completeness().gaps()).singleElement().asString().contains("30 resources and holds none");
    }

    @Test
    void anEmptyPageAfterTheLastOneIsNoGap() throws Exception {
        Path page = write("u1.json", "{\"totalResults\":1,\"Resources\":[" + active("1", "a") + "]}");
        take(page, write("u2.json", "{\"totalResults\":1,\"startIndex\":2,\"Resources\":[]}"));
        assertThat(only().completeness().gaps()).isEmpty();
    }

    @Test
    void whatIsRepeatedIsSaidHoweverMuchIsSaidOfRows() throws Exception {
        String rows = "{\"userName\":\"nobody\"},".repeat(80);
        take(write("u.json", "[" + rows + active("1", "a") + "," + active("1", "a") + "]"));
        assertThat(only().completeness().notes())
                .containsSequence(
                        "…",
                        "1 row repeats a user or group that is there already, with the same content: it counts once.");
    }

    @Test
    void repeatedIdsCountOnceAndTheLaterOneCounts() throws Exception {
        String older = "{\"id\":\"1\",\"userName\":\"old\",\"meta\":{\"lastModified\":\"2026-01-01T00:00:00Z\"}}";
        String newer = "{\"id\":\"1\",\"userName\":\"new\",\"meta\":{\"lastModified\":\"2026-02-01T00:00:00Z\"}}";
        take(write("u.json", "[" + newer + "," + older + "," + newer + "]"));
        assertThat(only().accounts()).isEqualTo(1);
        assertThat(only().completeness().rowsDuplicate()).isEqualTo(2);
        assertThat(only().completeness().notes()).anyMatch(note -> note.contains("twice with different content"));
        Snapshot snapshot = only();
        UserResource kept = house.app().workspace().<UserResource, RuntimeException>read(tx -> new SnapshotStore(tx)
                .accounts(snapshot)
                .values()
                .iterator()
                .next());
        assertThat(kept.userName()).contains("new");
    }

    @Test
    void aGroupThatComesAgainReplacesItsMembers() throws Exception {
        take(write("g.json", "[" + group("g", "G", "1", "2") + "," + group("g", "G", "3") + "]"));
        assertThat(only().memberships()).isEqualTo(1);
    }

    @Test
    void whatWasStoredIsReadBackWhole() throws Exception {
        String user =
                "{\"id\":\"1\",\"userName\":\"a\",\"externalId\":\"e\",\"displayName\":\"山田 太郎\",\"title\":\"T\",\"active\":\"False\","
                        + "\"userType\":\"Guest\",\"emails\":[{\"value\":\"x@y\",\"type\":\"work\",\"primary\":true}],"
                        + "\"roles\":[{\"value\":\"r\",\"display\":\"R\"}],\"entitlements\":[{\"value\":\"e\"}],\"groups\":[{\"value\":\"g\"}],"
                        + "\"meta\":{\"lastModified\":\"2026-01-01T00:00:00Z\"},\"custom\":1.10}";
        var direct = new ArrayList<UserResource>();
        new org.countersign.scim.ScimReader(org.countersign.scim.Dialects.of("slack"))
                .read(
                        "f",
                        new java.io.ByteArrayInputStream(
                                ("[" + user + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        sink(direct));
        take(write("u.json", "[" + user + "]"));
        Snapshot snapshot = only();
        UserResource stored = house.app().workspace().<UserResource, RuntimeException>read(tx -> new SnapshotStore(tx)
                .accounts(snapshot)
                .values()
                .iterator()
                .next());
        assertThat(stored).isEqualTo(direct.getFirst());
    }

    private static org.countersign.scim.ResourceSink sink(List<UserResource> users) {
        return new org.countersign.scim.ResourceSink() {
            @Override
            public void user(UserResource user) {
                users.add(user);
            }

            @Override
            public void group(org.countersign.scim.GroupResource group) {}

            @Override
            public void refusedRow(String place, String reason) {}

            @Override
            public void page(Page page) {}

            @Override
            public void warning(String text) {}
        };
    }

    @Test
    void theSameBytesAddNothingUnlessTheyWereTakenLater() throws Exception {
        Path file = write("u.json", "[" + active("1", "a") + "]");
        take(file);
        assertThat(take(file)).isInstanceOf(ImportSnapshot.Outcome.Known.class);
        assertThat(all()).hasSize(1);
        take(new ImportSnapshot.Request("slack", List.of(file), Optional.of(House.NOW), false, false));
        assertThat(all()).hasSize(2);
        List<Snapshot> both = all();
        assertThat(house.app().workspace().<Long, RuntimeException>read(tx -> {
                    var store = new SnapshotStore(tx);
                    return store.contentOf(both.getFirst()) - store.contentOf(both.getLast());
                }))
                .isZero();
    }

    @Test
    void moreThanAFifthFewerIsRefusedUntilItIsAccepted() throws Exception {
        String[] ten = new String[10];
        for (int i = 0; i < 10; i++) {
            ten[i] = active("" + i, "u" + i);
        }
        take(write("ten.json", "[" + String.join(",", ten) + "]"));
        Path eight = write("eight.json", "[" + String.join(",", Arrays.copyOf(ten, 8)) + "]");
        Path seven = write("seven.json", "[" + String.join(",", Arrays.copyOf(ten, 7)) + "]");
        assertThatThrownBy(() -> take(seven))
                .hasMessageContaining("7 accounts instead of 10")
                .hasMessageContaining("--accept-shrunken");
        take(eight);
        take(new ImportSnapshot.Request(
                "slack", List.of(write("one.json", "[" + ten[0] + "]")), Optional.of(House.TAKEN), false, true));
        assertThat(all()).hasSize(3);
    }

    @Test
    void fewerMembershipsAreAShrinkingToo() throws Exception {
        take(write("a.json", "[" + active("1", "a") + "," + group("g", "G", "1", "2", "3") + "]"));
        assertThatThrownBy(() -> take(write("b.json", "[" + active("1", "a") + "," + group("g", "G") + "]")))
                .hasMessageContaining("0 memberships instead of 3");
    }

    @Test
    void aTimeInTheFutureIsRefusedFiveMinutesAreNot() throws Exception {
        Path file = write("u.json", "[" + active("1", "a") + "]");
        assertThatThrownBy(() -> take(new ImportSnapshot.Request(
                        "slack", List.of(file), Optional.of(House.NOW.plusSeconds(301)), false, false)))
                .hasMessageContaining("in the future");
        take(new ImportSnapshot.Request("slack", List.of(file), Optional.of(House.NOW.plusSeconds(299)), false, false));
        assertThat(only().takenAtBasis()).isEqualTo("given");
    }

    @Test
    void withoutATimeItIsTheNewestFilesButNeverLaterThanNow() throws Exception {
        Path old = write("u.json", "[" + active("1", "a") + "]");
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-11-20T10:00:00Z")));
        Path newer = write("v.json", "[" + active("2", "b") + "]");
        Files.setLastModifiedTime(newer, FileTime.from(Instant.parse("2026-11-21T10:00:00Z")));
        take(new ImportSnapshot.Request("slack", List.of(old, newer), Optional.empty(), false, false));
        assertThat(only().takenAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(only().takenAtBasis()).isEqualTo("file");
        Files.setLastModifiedTime(newer, FileTime.from(House.NOW.plusSeconds(9999)));
        take(new ImportSnapshot.Request("slack", List.of(newer), Optional.empty(), false, true));
        assertThat(only().takenAt()).isEqualTo(House.NOW);
    }

    @Test
    void anUnknownSourceIsRefusedWithThoseThatAreKnown() throws Exception {
        Path file = write("u.json", "[" + active("1", "a") + "]");
        assertThatThrownBy(
                        () -> take(new ImportSnapshot.Request("jira", List.of(file), Optional.empty(), false, false)))
                .hasMessageContaining("no source of this id")
                .hasMessageContaining("okta, slack");
    }

    @Test
    void anImportThatIsStoppedLeavesNothing() throws Exception {
        Path file = write("u.json", "[" + active("1", "a") + "]");
        assertThatThrownBy(() -> house.app()
                        .importSnapshot()
                        .run(
                                house.app().actor(),
                                new ImportSnapshot.Request(
                                        "slack", List.of(file), Optional.of(House.TAKEN), false, false),
                                (_, _, _) -> {
                                    throw new CancelledException();
                                }))
                .isInstanceOf(CancelledException.class);
        assertThat(all()).isEmpty();
    }

    @Test
    void theImportIsAnEventInTheSameTransaction() throws Exception {
        long before = house.app()
                .workspace()
                .<Long, RuntimeException>read(
                        tx -> house.app().ledger().head(tx).seq());
        take(write("u.json", "[" + active("1", "a") + "]"));
        var last = house.app()
                .workspace()
                .<com.fasterxml.jackson.databind.JsonNode, RuntimeException>read(tx -> Ledger.body(
                        new org.countersign.ledger.LedgerStore(tx).last().orElseThrow()));
        assertThat(last.path("type").asText()).isEqualTo("snapshot.imported");
        assertThat(last.path("data").path("sha256").asText()).isEqualTo(only().sha256());
        assertThat(house.app()
                        .workspace()
                        .<Long, RuntimeException>read(
                                tx -> house.app().ledger().head(tx).seq()))
                .isEqualTo(before + 1);
    }
}
