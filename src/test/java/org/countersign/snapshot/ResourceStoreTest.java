package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Comparison.Change;
import org.countersign.snapshot.Comparison.Kind;
import org.countersign.snapshot.ResourceStore.InGroup;
import org.countersign.testkit.GroupsAtHand;
import org.countersign.testkit.House;
import org.countersign.testkit.RandomHistory;
import org.countersign.workspace.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one account's rows tell is what everybody's tell of it.
class ResourceStoreTest {
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

    private static List<String> accountsOf(Transaction tx, List<Snapshot> taken) {
        var ids = new TreeSet<String>();
        taken.forEach(one -> ids.addAll(new SnapshotStore(tx).accounts(one).keySet()));
        return List.copyOf(ids);
    }

    /// A last sign-in is no change of access: one account's history leaves it out.
    private static List<String> told(Comparison comparison, String id) {
        var told = new ArrayList<String>();
        comparison.changes().forEach((kind, all) -> all.stream()
                .filter(change -> kind != Kind.SIGN_IN_CHANGED
                        && !kind.isAssignment()
                        && change.attribute().filter("lastSignIn"::equals).isEmpty())
                .filter(change -> isOf(change, id))
                .forEach(change -> told.add(words(change))));
        return told;
    }

    /// Whole accounts that came or went have a last sign-in, too; and where a group has the id of a user, either name
    /// will do.
    private static String words(Change change) {
        return change.toString()
                .replaceAll("member=Optional.Named.id=(.*?), label=.*?]]", "member=$1")
                .replaceAll("\"lastSignIn\":\"[^\"]*\",?", "")
                .replace(",}", "}");
    }

    private static boolean isOf(Change change, String id) {
        return change.kind().isMembership()
                ? change.member().filter(who -> who.id().equals(id)).isPresent()
                : !change.kind().name().startsWith("GROUP") && change.of().id().equals(id);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theHistoryOfAnAccountIsWhatComparisonsSayOfIt(long seed) throws Exception {
        new RandomHistory(house, new Random(seed)).days(14);
        house.app().workspace().read(tx -> {
            for (String source : List.of("okta", "slack")) {
                List<Snapshot> taken = new SnapshotStore(tx).before(source, House.NOW);
                var one = new ResourceStore(tx, source, House.NOW);
                for (String id : accountsOf(tx, taken)) {
                    var expected = new LinkedHashMap<String, List<String>>();
                    for (int i = 0; i + 1 < taken.size(); i++) {
                        List<String> told = told(CompareSnapshots.within(tx, taken.get(i + 1), taken.get(i)), id);
                        if (!told.isEmpty()) {
                            expected.put("to " + taken.get(i).number(), told);
                        }
                    }
                    Map<String, List<String>> found = one.history(id).stream()
                            .collect(Collectors.toMap(
                                    comparison -> "to " + comparison.to().number(),
                                    comparison -> told(comparison, id),
                                    (same, _) -> same,
                                    LinkedHashMap::new));
                    found.values().removeIf(List::isEmpty);
                    assertThat(found).as(source + "/" + id).isEqualTo(expected);
                }
            }
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void theGroupsOfAnAccountAreThoseItIsEffectivelyIn(long seed) throws Exception {
        new RandomHistory(house, new Random(seed)).days(10);
        house.app().workspace().read(tx -> {
            for (String source : List.of("okta", "slack")) {
                var store = new SnapshotStore(tx);
                Snapshot current = store.current(source, House.NOW).orElseThrow();
                Map<String, UserResource> accounts = store.accounts(current);
                var groups = store.groups(current);
                var memberships =
                        GroupsAtHand.memberships(List.copyOf(groups.values()), List.copyOf(accounts.values()));
                var one = new ResourceStore(tx, source, House.NOW);
                for (UserResource account : accounts.values()) {
                    assertThat(one.account(account.id())).contains(account);
                    Set<String> expected = groups.keySet().stream()
                            .filter(id -> memberships.effective(id).contains(account.id()))
                            .collect(Collectors.toSet());
                    List<InGroup> found = one.groupsOf(account);
                    assertThat(found).extracting(InGroup::id).containsExactlyInAnyOrderElementsOf(expected);
                    assertThat(found).allSatisfy(group -> assertThat(group.nested())
                            .isEqualTo(!memberships.direct(group.id()).contains(account.id())));
                }
            }
            return true;
        });
    }

    @Test
    void sinceIsTheFirstSnapshotOfTheUnbrokenRow() throws Exception {
        String ada = active("a", "ada");
        house.snapshotAt(House.TAKEN.minus(Duration.ofDays(4)), "slack", ada, group("g", "staff", "a"))
                .snapshotAt(House.TAKEN.minus(Duration.ofDays(3)), "slack", ada, group("g", "staff"))
                .snapshotAt(House.TAKEN.minus(Duration.ofDays(2)), "slack", ada, group("g", "staff", "a"))
                .snapshot("slack", ada, group("g", "staff", "a"), group("h", "all"));
        house.app().workspace().read(tx -> {
            var one = new ResourceStore(tx, "slack", House.NOW);
            assertThat(one.groupsOf(one.account("a").orElseThrow()))
                    .containsExactly(new InGroup(
                            "g", "staff", List.of("staff"), new Since(House.TAKEN.minus(Duration.ofDays(2)), false)));
            assertThat(one.since("a", user -> user.userName().isPresent()))
                    .contains(new Since(House.TAKEN.minus(Duration.ofDays(4)), true));
            assertThat(one.account("nobody")).isEmpty();
            assertThat(one.history("nobody")).isEmpty();
            return true;
        });
    }

    @Test
    void whoIsGoneIsKnownAsLastSeen() throws Exception {
        house.snapshotAt(House.TAKEN.minus(Duration.ofDays(2)), "slack", active("a", "ada"))
                .snapshotAt(House.TAKEN.minus(Duration.ofDays(1)), "slack", House.inactive("a", "ada"))
                .snapshot("slack", active("b", "bob"));
        house.app().workspace().read(tx -> {
            var one = new ResourceStore(tx, "slack", House.NOW);
            assertThat(one.account("a")).isEmpty();
            var last = one.lastSeen("a").orElseThrow();
            assertThat(last.getKey().number()).isEqualTo(2);
            assertThat(last.getValue().active()).isEqualTo(org.countersign.scim.Activity.INACTIVE);
            return true;
        });
    }
}
