package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.testkit.House;
import org.countersign.testkit.ScimPeer;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to know who is in a group where the list of groups does not tell, and what is said where none is left.
class PullMembersTest {
    private static final PullLimits QUICK = new PullLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(4),
            Duration.ofSeconds(60),
            1 << 24,
            1 << 28,
            2000,
            2,
            Duration.ofMillis(2),
            Duration.ofSeconds(5));
    private static final String ASKED_BY_GROUP = "Members were asked for by filter, 20 groups.";
    private static final String WITHOUT_NESTED = "Groups within groups are not told this way.";

    @TempDir
    private Path folder;

    private Snapshot pull(ScimPeer peer, String more) throws RefusedException {
        return pull(peer, "scim", more);
    }

    private Snapshot pull(ScimPeer peer, String vendor, String more) throws RefusedException {
        var clock = Clock.fixed(House.NOW, ZoneOffset.UTC);
        try (var house = new House(folder, clock)) {
            house.governed("sources:\n  - {id: slack, kind: app, vendor: " + vendor + ", scim: {endpoint: \""
                    + peer.url() + "\"" + more + "}}\n");
            var pulling =
                    new PullSnapshot(house.app().workspace(), house.app().importSnapshot(), new ScimPull(QUICK, clock));
            Secret token = Secret.of("test", ScimPeer.TOKEN.getBytes(StandardCharsets.UTF_8));
            var request = new PullSnapshot.Request("slack", token, Network.PUBLIC, false, Optional.empty());
            var outcome = pulling.run(house.app().actor(), request, Progress.NONE);
            return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
        }
    }

    private static void whole(Snapshot snapshot) {
        assertThat(snapshot.accounts()).isEqualTo(500);
        assertThat(snapshot.groups()).isEqualTo(20);
        assertThat(snapshot.memberships()).isEqualTo(500);
        assertThat(snapshot.completeness().membersTold()).isTrue();
        assertThat(snapshot.completeness().gaps()).isEmpty();
        assertThat(snapshot.completeness().rowsDuplicate()).isZero();
    }

    private static void unknown(Snapshot snapshot) {
        assertThat(snapshot.groups()).isEqualTo(20);
        assertThat(snapshot.memberships()).isZero();
        assertThat(snapshot.completeness().membersTold()).isFalse();
        assertThat(snapshot.completeness().notes())
                .anyMatch(note -> note.startsWith("No group tells its members."))
                .noneMatch(note -> note.contains("Members were asked for"));
    }

    private static boolean asksFor(String target, String list) {
        return target.contains("/" + list + "?") && target.contains("filter=");
    }

    /// Answers no question of this kind.
    private static ScimPeer.Filter refusing(int status, String list) {
        return (exchange, number, target) -> {
            if (asksFor(target, list)) {
                ScimPeer.send(exchange, status, "{\"status\":\"" + status + "\"}");
                return null;
            }
            return target;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "cursor,entra,hidden"})
    void usersAreAskedForByTheirGroup(String modes) throws Exception {
        try (var peer = new ScimPeer(500, 20, modes.split(","))) {
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains(ASKED_BY_GROUP);
        }
    }

    /// An empty list of theirs means nothing; what was asked for does.
    @ParameterizedTest
    @ValueSource(strings = {"entra", "aws"})
    void vendorsThatNeverTellMembersAreAskedForThem(String vendor) throws Exception {
        try (var peer = new ScimPeer(500, 20, "cursor", "entra", "hidden")) {
            whole(pull(peer, vendor, ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"entra", "aws", "scim"})
    void aGroupThatWasAskedForAndHasNobodyIsEmpty(String vendor) throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden").filter(PullMembersTest::nobodyInTheLast)) {
            Snapshot snapshot = pull(peer, vendor, "");
            assertThat(snapshot.memberships()).isEqualTo(475);
            assertThat(snapshot.completeness().notes())
                    .contains(ASKED_BY_GROUP)
                    .noneMatch(note -> note.contains("not tell the members"));
            assertThat(empty(snapshot)).containsExactly("g19");
        }
    }

    /// There may be groups in it.
    @Test
    void aGroupOfAVendorThatWasNotAskedForItsGroupsIsNotSaidToBeEmpty() throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> {
                String left = refusing(400, "Groups").pass(exchange, number, target);
                return left == null ? null : nobodyInTheLast(exchange, number, left);
            });
            Snapshot snapshot = pull(peer, "entra", "");
            assertThat(snapshot.completeness().notes())
                    .contains(ASKED_BY_GROUP + " " + WITHOUT_NESTED, "1 group does not tell the members.");
            assertThat(empty(snapshot)).isEmpty();
        }
    }

    private static String nobodyInTheLast(HttpExchange exchange, int number, String target) throws IOException {
        if (asksFor(target, "Users") && target.contains("%22g19%22")) {
            ScimPeer.send(exchange, 200, "{\"totalResults\":0,\"Resources\":[]}");
            return null;
        }
        return target;
    }

    /// Groups that say that they have no members.
    private List<String> empty(Snapshot snapshot) throws RefusedException {
        try (var house = new House(folder, Clock.fixed(House.NOW, ZoneOffset.UTC))) {
            return house.app().workspace().read(tx -> new SnapshotStore(tx)
                    .groups(snapshot).values().stream()
                            .filter(group ->
                                    group.members().filter(List::isEmpty).isPresent())
                            .map(group -> group.id())
                            .toList());
        }
    }

    @Test
    void groupsAreAskedForByTheirMember() throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter(refusing(400, "Users"));
            Snapshot snapshot = pull(peer, ", members: filter");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains("Members were asked for by filter, 500 users.");
            assertThat(peer.targets())
                    .noneMatch(target -> target.contains("/Groups/"))
                    .filteredOn(target -> asksFor(target, "Groups"))
                    .hasSizeLessThan(550);
        }
    }

    @Test
    void groupsWithinGroupsAreAskedFor() throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> {
                if (asksFor(target, "Groups") && target.contains("%22g1%22")) {
                    ScimPeer.send(exchange, 200, "{\"totalResults\":1,\"Resources\":[{\"id\":\"g0\"}]}");
                    return null;
                }
                return target;
            });
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.memberships()).isEqualTo(501);
            assertThat(snapshot.completeness().notes()).contains(ASKED_BY_GROUP);
        }
    }

    @Test
    void groupsWithinGroupsAreSaidToBeUnknownWhereTheyAre() throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter(refusing(400, "Groups"));
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains(ASKED_BY_GROUP + " " + WITHOUT_NESTED);
        }
    }

    @Test
    void membersThatAreTellableByNameAreAskedForByName() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.rewrite((body, target, number) -> target.contains("/Groups") && !target.contains("attributes=members")
                    ? body.replaceAll("\"members\":\\[[^\\]]*\\],?", "").replace(",}", "}")
                    : body);
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains("Members were asked for group by group, by name.");
        }
    }

    @Test
    void groupsThatUsersTellAreTurnedRound() throws Exception {
        var user = Pattern.compile("\"id\":\"u(\\d+)\"");
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.rewrite((body, target, number) -> target.contains("/Users?")
                    ? user.matcher(body)
                            .replaceAll(match -> match.group() + ",\"groups\":[{\"value\":\"g"
                                    + Integer.parseInt(match.group(1)) % 20
                                    + "\"},{\"value\":\"g0\",\"type\":\"indirect\"},{\"value\":\"elsewhere\"}]")
                    : body);
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes())
                    .contains("Members are taken from the groups that users tell. " + WITHOUT_NESTED);
            assertThat(peer.targets()).noneMatch(target -> target.contains("filter="));
        }
    }

    @Test
    void whereThereAreNoGroupsNothingIsAskedAndNothingIsMissing() throws Exception {
        try (var peer = new ScimPeer(50, 0)) {
            assertThat(pull(peer, ", members: filter").completeness().gaps()).isEmpty();
            assertThat(peer.targets()).noneMatch(target -> target.contains("filter="));
        }
    }

    @Test
    void aFilterThatIsLeftOutIsNotBelieved() throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> target.replaceAll("&filter=[^&]*", ""));
            unknown(pull(peer, ""));
        }
    }

    @Test
    void aFilterThatFindsNobodyEverIsNotBelieved() throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> target.replaceAll("%22[^%]*%22", "%22nobody%22"));
            unknown(pull(peer, ""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 501})
    void aServerThatRefusesEveryWayLeavesMembersUnknown(int status) throws Exception {
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("filter=")) {
                    ScimPeer.send(exchange, status, "{}");
                    return null;
                }
                return target;
            });
            unknown(pull(peer, ""));
            var filtered = pull(peer, ", members: filter, pageSize: 99").completeness();
            assertThat(filtered.gaps())
                    .containsExactly("The server does not answer who is in a group: members are not known.");
        }
    }

    @Test
    void aServerThatIsBusyAtTheFirstQuestionForMembersIsNotOneThatDoesNotKnow() throws Exception {
        var busy = new HashSet<String>();
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> {
                boolean early = busy.size() < 15 && (target.contains("/Groups/") || target.contains("filter="));
                if (early && busy.add(target)) {
                    ScimPeer.send(exchange, busy.size() < 3 ? 429 : 503, "{}");
                    return null;
                }
                return target;
            });
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains(ASKED_BY_GROUP);
        }
    }

    @Test
    void aServerThatRefusesInTheMidstLeavesNoHalf() throws Exception {
        var asked = new ArrayList<String>();
        try (var peer = new ScimPeer(500, 20, "hidden")) {
            peer.filter((exchange, number, target) -> late(asked, exchange, target));
            assertThatThrownBy(() -> pull(peer, ""))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("answers some questions for members and refuses others");
        }
    }

    private static synchronized String late(List<String> asked, HttpExchange exchange, String target)
            throws IOException {
        if (asksFor(target, "Users")) {
            asked.add(target);
            if (asked.size() > 10) {
                ScimPeer.send(exchange, 403, "{}");
                return null;
            }
        }
        return target;
    }
}
