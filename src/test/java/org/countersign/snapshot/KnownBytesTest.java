package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that recognises most of what it reads stores the same as one that reads everything.
class KnownBytesTest {
    private static final String PLAIN =
            "{\"id\":\"x\",\"userName\":\"ada\",\"nickName\":\"A\",\"profileUrl\":\"https://example.com\",\"active\":true}";
    private static final String SHUFFLED =
            "{\"active\":true,\"profileUrl\":\"https://example.com\",\"nickName\":\"A\",\"userName\":\"ada\",\"id\":\"x\"}";

    @TempDir
    private Path folder;

    private House house;
    private int files;
    private Instant taken = House.TAKEN.minus(Duration.ofDays(100));

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Snapshot take(String... resources) throws Exception {
        taken = taken.plus(Duration.ofDays(1));
        return take(house, resources);
    }

    private Snapshot take(House into, String... resources) throws Exception {
        Path file = folder.resolve("in-" + files++ + ".ndjson");
        Files.writeString(file, String.join("\n", resources) + "\n");
        var request = new ImportSnapshot.Request("slack", List.of(file), Optional.of(taken), false, true);
        return switch (into.app().importSnapshot().run(into.app().actor(), request, Progress.NONE)) {
            case ImportSnapshot.Outcome.Imported(var snapshot) -> snapshot;
            case ImportSnapshot.Outcome.Known(var snapshot) -> snapshot;
        };
    }

    private static Map<String, UserResource> accounts(House house, Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).accounts(snapshot));
    }

    private static Map<String, GroupResource> groups(House house, Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).groups(snapshot));
    }

    private long rows(String table) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }

    @Test
    void theSameAsAFreshReading() throws Exception {
        var random = new Random(7);
        var resources = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            resources.add(active("u" + i, "name" + i));
        }
        for (int i = 0; i < 40; i++) {
            resources.add(group("g" + i, "G" + i, "u" + random.nextInt(400), "u" + random.nextInt(400)));
        }
        for (int day = 0; day < 6; day++) {
            for (int change = 0; change < 30; change++) {
                int at = random.nextInt(400);
                switch (random.nextInt(4)) {
                    case 0 -> resources.set(at, active("u" + at, "renamed" + day));
                    case 1 -> resources.set(at, active("new" + day + "-" + at, "n"));
                    case 2 -> Collections.swap(resources, at, random.nextInt(400));
                    default -> resources.set(400 + at / 10, group("g" + at / 10, "G", "u" + random.nextInt(400)));
                }
            }
            Snapshot known = take(resources.toArray(String[]::new));
            try (House stranger = new House(Files.createDirectory(folder.resolve("day" + day))).governance("", "")) {
                Snapshot fresh = take(stranger, resources.toArray(String[]::new));
                assertThat(accounts(house, known)).isEqualTo(accounts(stranger, fresh));
                assertThat(groups(house, known)).isEqualTo(groups(stranger, fresh));
                assertThat(List.of(known.accounts(), known.groups(), known.memberships()))
                        .isEqualTo(List.of(fresh.accounts(), fresh.groups(), fresh.memberships()));
            }
        }
    }

    @Test
    void aVendorThatShufflesAttributesHasChangedNothing() throws Exception {
        String first = active("first", "first");
        take(first, PLAIN);
        take(first, SHUFFLED);
        assertThat(rows("account")).isEqualTo(2);
        // The new bytes are remembered in place of the old ones.
        Snapshot third = take(first, SHUFFLED, active("y", "why"));
        assertThat(rows("account")).isEqualTo(3);
        assertThat(accounts(house, third)).containsOnlyKeys("first", "x", "y");
    }

    @Test
    void whatIsKnownStillCollidesWithWhatCameBeforeItInTheSameImport() throws Exception {
        String first = active("first", "first");
        take(first, active("u", "old"), group("g", "G", "first", "u"));
        Snapshot snapshot = take(
                first, active("u", "new"), active("u", "old"), group("g", "G", "u"), group("g", "G", "first", "u"));
        assertThat(snapshot.completeness().notes())
                .contains(
                        "User u is there twice with different content; the later counts.",
                        "Group g is there twice with different content; the later counts.");
        assertThat(accounts(house, snapshot).get("u").userName()).contains("old");
        assertThat(groups(house, snapshot).get("g").members().orElseThrow()).hasSize(2);
        assertThat(snapshot.accounts()).isEqualTo(2);
        assertThat(snapshot.memberships()).isEqualTo(2);
    }

    @Test
    void whatIsKnownAndComesTwiceIsANote() throws Exception {
        String[] resources = {active("first", "first"), active("u", "u"), active("u", "u"), group("g", "G", "u")};
        take(resources);
        Snapshot again = take(Arrays.copyOf(resources, 3));
        assertThat(again.completeness().rowsDuplicate()).isEqualTo(1);
        assertThat(again.accounts()).isEqualTo(2);
        assertThat(again.groups()).as("it did not come again").isZero();
        assertThat(again.memberships()).isZero();
    }

    @Test
    void whatIsKnownStillSaysWhetherAnybodyIsActive() throws Exception {
        String[] untold = {"{\"id\":\"1\",\"userName\":\"a\"}", "{\"id\":\"2\",\"userName\":\"b\"}"};
        assertThat(take(untold).completeness().activeTold()).isFalse();
        taken = taken.plus(Duration.ofDays(1));
        Snapshot more = take(untold[0], untold[1], "{\"id\":\"3\",\"userName\":\"c\"}");
        assertThat(more.completeness().activeTold()).isFalse();
        String[] told = {untold[0], active("4", "d")};
        take(told);
        assertThat(take(untold[0], active("4", "d"), untold[1]).completeness().activeTold())
                .isTrue();
    }

    @Test
    void whatCameBackInOtherBytesIsNoDifference() throws Exception {
        String first = active("first", "first");
        Snapshot before = take(first, PLAIN, group("g", "G", "x"));
        take(first, PLAIN.replace("ada", "eve"), group("g", "H", "x"));
        Snapshot after = take(first, SHUFFLED, group("g", "G", "x").replace(",", ", "));
        Difference difference = house.app().workspace().read(tx -> new DifferenceStore(tx).between(before, after));
        assertThat(difference.accounts()).isEqualTo(new Difference.Changed(0, 0, 0));
        assertThat(difference.groups()).isEqualTo(new Difference.Changed(0, 0, 0));
        Snapshot other = take(first, PLAIN, group("g", "G", "first"));
        Difference moved = house.app().workspace().read(tx -> new DifferenceStore(tx).between(before, other));
        assertThat(moved.groups()).isEqualTo(new Difference.Changed(0, 0, 1));
    }
}
