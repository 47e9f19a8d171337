package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.user;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A resource is stored again only when it changed, and every snapshot can still be read whole.
class HistoryTest {
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

    private List<Snapshot> all() {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    private Map<String, UserResource> accounts(Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).accounts(snapshot));
    }

    private Map<String, GroupResource> groups(Snapshot snapshot) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).groups(snapshot));
    }

    private long rows(String table) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }

    private void taken(int day, String... resources) throws Exception {
        house.snapshotAt(House.TAKEN.minus(Duration.ofDays(400 - day)), "slack", resources);
    }

    /// A source as a test remembers it: what a user is called; a group's members, or nothing where it does not tell.
    private record Remembered(Map<String, String> users, Map<String, Optional<Map<String, String>>> groups) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySnapshotOfALongHistoryIsReadBackAsItCame(long seed) throws Exception {
        var random = new Random(seed);
        var users = new TreeMap<String, String>();
        var groups = new TreeMap<String, Optional<Map<String, String>>>();
        var remembered = new ArrayList<Remembered>();
        for (int day = 0; day < 12; day++) {
            for (int change = 0; change < 6; change++) {
                String id = "" + random.nextInt(12);
                switch (random.nextInt(6)) {
                    case 0 -> users.remove(id);
                    case 1, 2 -> users.put(id, "name" + random.nextInt(3));
                    case 3 -> groups.remove(id);
                    case 4 -> groups.put(id, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(members(random)));
                    default -> {}
                }
            }
            var resources = new ArrayList<String>();
            users.forEach((id, name) -> resources.add(active(id, name)));
            groups.forEach((id, members) -> resources.add(json(id, members)));
            resources.add(active("always", "always"));
            if (random.nextInt(3) == 0) {
                // A page that overlaps the one before repeats what it has.
                resources.add(resources.getFirst());
            }
            taken(day, resources.toArray(String[]::new));
            var copy = new TreeMap<>(users);
            copy.put("always", "always");
            remembered.add(new Remembered(copy, new TreeMap<>(groups)));
        }
        List<Snapshot> stored = all();
        assertThat(stored).hasSize(12);
        for (int day = 0; day < 12; day++) {
            assertThat(asRemembered(stored.get(day))).as("day " + day).isEqualTo(remembered.get(day));
            assertThat(stored.get(day).accounts())
                    .isEqualTo(remembered.get(day).users().size());
            assertThat(stored.get(day).groups())
                    .isEqualTo(remembered.get(day).groups().size());
            assertThat(stored.get(day).memberships())
                    .isEqualTo(remembered.get(day).groups().values().stream()
                            .mapToInt(members -> members.map(Map::size).orElse(0))
                            .sum());
        }
    }

    private static Map<String, String> members(Random random) {
        var members = new TreeMap<String, String>();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.put("" + random.nextInt(12), List.of("User", "Group", "").get(random.nextInt(3)));
        }
        return members;
    }

    private static String json(String id, Optional<Map<String, String>> members) {
        String told = members.map(list -> ",\"members\":["
                        + String.join(
                                ",",
                                list.entrySet().stream()
                                        .map(one -> "{\"value\":\"" + one.getKey() + "\""
                                                + (one.getValue().isEmpty()
                                                        ? ""
                                                        : ",\"type\":\"" + one.getValue() + "\"")
                                                + "}")
                                        .toList())
                        + "]")
                .orElse("");
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id
                + "\",\"displayName\":\"g" + id + "\"" + told + "}";
    }

    private Remembered asRemembered(Snapshot snapshot) {
        var users = new TreeMap<String, String>();
        accounts(snapshot).forEach((id, user) -> users.put(id, user.userName().orElseThrow()));
        var groups = new TreeMap<String, Optional<Map<String, String>>>();
        groups(snapshot)
                .forEach((id, group) -> groups.put(id, group.members().map(list -> {
                    var members = new TreeMap<String, String>();
                    for (Member member : list) {
                        members.put(
                                member.value(),
                                switch (member.type()) {
                                    case USER -> "User";
                                    case GROUP -> "Group";
                                    case NOT_TOLD, OTHER -> "";
                                });
                    }
                    return members;
                })));
        return new Remembered(users, groups);
    }

    @Test
    void onlyWhatChangedIsStoredAgain() throws Exception {
        var resources = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            resources.add(active("u" + i, "name" + i));
        }
        resources.add(group("g", "G", "u1", "u2", "u3"));
        resources.add(group("h", "H", "u4"));
        taken(1, resources.toArray(String[]::new));
        resources.set(7, active("u7", "renamed"));
        resources.set(100, group("g", "G", "u1", "u3", "u5"));
        taken(2, resources.toArray(String[]::new));
        assertThat(rows("account")).isEqualTo(101);
        assertThat(rows("account_body")).isEqualTo(101);
        assertThat(rows("account_group")).isEqualTo(3);
        assertThat(rows("membership")).as("three and one at first, then u5").isEqualTo(5);
        assertThat(rows("resource")).isEqualTo(102);
    }

    @Test
    void attributesInAnotherOrderAreNoChange() throws Exception {
        taken(1, user("1", "a", "\"active\":true,\"urn:x:y\":{\"b\":1,\"a\":[{\"d\":1,\"c\":2}]},\"nickName\":\"n\""));
        taken(2, user("1", "a", "\"nickName\":\"n\",\"urn:x:y\":{\"a\":[{\"c\":2,\"d\":1}],\"b\":1},\"active\":true"));
        assertThat(all()).hasSize(2);
        assertThat(rows("account")).isEqualTo(1);
    }

    @Test
    void whatWentAndCameBackIsStoredTwiceAndMissingBetween() throws Exception {
        taken(1, active("1", "a"), active("2", "b"));
        taken(2, active("2", "b"));
        taken(3, active("1", "a"), active("2", "b"), active("3", "c"));
        List<Snapshot> stored = all();
        assertThat(accounts(stored.get(0))).containsOnlyKeys("1", "2");
        assertThat(accounts(stored.get(1))).containsOnlyKeys("2");
        assertThat(accounts(stored.get(2))).containsOnlyKeys("1", "2", "3");
        assertThat(rows("account")).as("1 twice, 2, 3").isEqualTo(4);
    }

    @Test
    void aStateThatComesBackByteForByteIsStoredOnce() throws Exception {
        taken(1, active("1", "a"), active("2", "b"));
        taken(2, active("2", "b"));
        taken(3, active("1", "a"), active("2", "b"));
        taken(4, active("1", "a"), active("2", "c"));
        List<Snapshot> stored = all();
        assertThat(accounts(stored.get(2))).containsOnlyKeys("1", "2");
        assertThat(accounts(stored.get(3)).get("2").userName()).contains("c");
        assertThat(accounts(stored.get(1))).containsOnlyKeys("2");
        assertThat(rows("account"))
                .as("1, 2, then both again against the second")
                .isEqualTo(4);
    }

    @Test
    void theSameIdInTwoSourcesAndOfAUserAndAGroupStaysApart() throws Exception {
        house.snapshotAt(House.TAKEN, "okta", active("1", "at okta"), group("2", "okta's", "1"));
        house.snapshotAt(
                House.TAKEN, "slack", active("1", "at slack"), active("2", "a user"), group("1", "slack's", "2"));
        Map<String, Snapshot> bySource = new HashMap<>();
        all().forEach(snapshot -> bySource.put(snapshot.source(), snapshot));
        assertThat(accounts(bySource.get("okta"))).containsOnlyKeys("1");
        assertThat(accounts(bySource.get("okta")).get("1").userName()).contains("at okta");
        assertThat(accounts(bySource.get("slack"))).containsOnlyKeys("1", "2");
        assertThat(groups(bySource.get("okta"))).containsOnlyKeys("2");
        assertThat(groups(bySource.get("slack")).get("1").displayName()).contains("slack's");
        assertThat(groups(bySource.get("slack")).get("1").members().orElseThrow())
                .extracting(Member::value)
                .containsExactly("2");
    }

    @Test
    void earlierStatesAreToldForTheNewestTwoSnapshotsThatHaveThem() throws Exception {
        taken(1, active("1", "haddad"), active("2", "left"));
        taken(2, active("1", "haddad"), active("2", "left"), active("3", "x"));
        taken(3, active("1", "haddad"), active("2", "left"));
        taken(4, active("1", "khoury"));
        List<Snapshot> newestFirst = all().reversed();
        List<List<UserResource>> earlier = house.app().workspace().read(tx -> {
            var store = new SnapshotStore(tx);
            return store.earlier(newestFirst, store.accounts(newestFirst.getFirst()));
        });
        assertThat(earlier).hasSize(3);
        assertThat(names(earlier.get(0))).containsExactly("haddad", "left");
        assertThat(names(earlier.get(1))).containsExactly("haddad", "left", "x");
        assertThat(names(earlier.get(2))).isEmpty();
    }

    private static TreeSet<String> names(List<UserResource> users) {
        var names = new TreeSet<String>();
        users.forEach(one -> names.add(one.userName().orElseThrow()));
        return names;
    }

    @Test
    void idsKeepTheirNumbersHoweverManyThereAre() {
        byte[] key = IdHasher.newKey();
        var ids = new PairTable(1);
        for (IdHasher hasher : List.of(new IdHasher(key), new IdHasher(key))) {
            for (int i = 1; i <= 5_000; i++) {
                long[] hash = hasher.of("id-" + i);
                assertThat(ids.intern(hash[0], hash[1])).isEqualTo(i);
            }
        }
        assertThat(ids.size()).isEqualTo(5_000);
        assertThat(new IdHasher(IdHasher.newKey()).of("id-1")).isNotEqualTo(new IdHasher(key).of("id-1"));
    }

    /// Beyond twenty thousand ids the source's are taken into memory, while the last of the new ones still wait.
    @Test
    void aMemberIsItsAccountHoweverManyIdsCome() throws Exception {
        taken(
                1,
                IntStream.range(0, 20_001)
                        .mapToObj(i -> active("old" + i, "old" + i))
                        .toArray(String[]::new));
        String[] ids = IntStream.range(0, 20_010).mapToObj(i -> "new" + i).toArray(String[]::new);
        taken(
                2,
                Stream.concat(Stream.of(ids).map(id -> active(id, id)), Stream.of(group("g", "all", ids)))
                        .toArray(String[]::new));
        assertThat(rows("resource")).isEqualTo(20_001 + 20_010 + 1);
        assertThat(groups(all().getLast()).get("g").members().orElseThrow())
                .extracting(Member::value)
                .containsExactlyInAnyOrder(ids);
    }
}
