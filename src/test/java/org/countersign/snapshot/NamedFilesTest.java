package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file's name tells of its content, and that where it lies tells nothing.
class NamedFilesTest {
    private static final String USERS = "[" + House.active("u1", "ada") + "," + House.active("u2", "bob") + "]";

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

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private ImportSnapshot.Outcome take(Path... paths) throws Exception {
        var request = new ImportSnapshot.Request("slack", Arrays.asList(paths), Optional.of(House.TAKEN), false, true);
        return house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
    }

    private static Snapshot imported(ImportSnapshot.Outcome outcome) {
        return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
    }

    private List<String> groups(Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).groups(snapshot)).keySet().stream()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports/apps/slack/users.json", "groups/slack/users.json", "groups/g/members.ndjson"})
    void whereAFileLiesDoesNotCount(String name) throws Exception {
        Path file = write(name, USERS);
        Snapshot absolute = imported(take(file));
        assertThat(absolute.accounts()).isEqualTo(2);
        assertThat(groups(absolute)).isEmpty();
        Path relative = Path.of("").toAbsolutePath().relativize(write(name, USERS + "\n"));
        Snapshot snapshot = imported(take(relative));
        assertThat(snapshot.accounts()).isEqualTo(2);
        assertThat(groups(snapshot)).isEmpty();
    }

    @Test
    void whereSeveralFilesLieTogetherDoesNotCount() throws Exception {
        Snapshot snapshot = imported(take(
                write("apps/slack/users.json", USERS),
                write("apps/slack/groups.json", "[" + House.group("g", "G", "u1") + "]")));
        assertThat(snapshot.accounts()).isEqualTo(2);
        assertThat(groups(snapshot)).containsExactly("g");
    }

    @Test
    void theNameOfTheFileAndWhatSetsSeveralApartCount() throws Exception {
        Snapshot snapshot = imported(take(
                write("groups/g1/users.json", "[" + House.active("u1", "ada") + "]"),
                write("groups/g2/users.json", "[" + House.active("u2", "bob") + "]")));
        assertThat(snapshot.accounts()).isZero();
        assertThat(groups(snapshot)).containsExactly("g1", "g2");
        assertThat(groups(imported(take(write("apps/x/members-g3.json", USERS)))))
                .containsExactly("g3");
    }

    @Test
    void theSameBytesUnderAnotherNameAreAnotherContent() throws Exception {
        Path accounts = write("users.json", USERS);
        Path members = write("in/members-g.json", USERS);
        assertThat(imported(take(accounts)).accounts()).isEqualTo(2);
        Snapshot named = imported(take(members));
        assertThat(named.accounts()).isZero();
        assertThat(groups(named)).containsExactly("g");
        assertThat(imported(take(accounts)).accounts()).as("and back").isEqualTo(2);
        assertThat(take(write("other.json", USERS))).isInstanceOf(ImportSnapshot.Outcome.Known.class);
    }

    @Test
    void theFolderThatIsNamedTellsAsWell() throws Exception {
        String users = "[" + House.active("u1", "ada") + "]";
        for (String named : List.of("groups", "exports", "apps", "groups")) {
            Snapshot snapshot = imported(
                    take(write(named + "/7/users.json", users).getParent().getParent()));
            assertThat(groups(snapshot))
                    .as(named)
                    .isEqualTo(named.equals("exports") ? List.of() : List.of(named.equals("apps") ? "app:7" : "7"));
        }
        assertThat(take(folder.resolve("groups"))).isInstanceOf(ImportSnapshot.Outcome.Known.class);
        assertThat(take(write("members-7.json", users)))
                .as("it says the same by another name")
                .isInstanceOf(ImportSnapshot.Outcome.Known.class);
    }
}
