package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.ScimPeer;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a server that is not ours, plain and in the moods that servers have.
class PullSnapshotTest {
    private static final PullLimits QUICK = new PullLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(4),
            Duration.ofSeconds(60),
            1 << 24,
            1 << 28,
            1000,
            4,
            Duration.ofMillis(5),
            Duration.ofSeconds(5));

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(House.NOW);
    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder, clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Snapshot pull(ScimPeer peer, String more) throws RefusedException {
        return pull(peer, more, Progress.NONE);
    }

    private Snapshot pull(ScimPeer peer, String more, Progress progress) throws RefusedException {
        house.governance("scim: {endpoint: \"" + peer.url() + "\"" + more + "}", "");
        var outcome = pulling().run(house.app().actor(), request(ScimPeer.TOKEN), progress);
        return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
    }

    private PullSnapshot pulling() {
        return new PullSnapshot(house.app().workspace(), house.app().importSnapshot(), new ScimPull(QUICK, clock));
    }

    private static PullSnapshot.Request request(String token) throws RefusedException {
        return new PullSnapshot.Request(
                "slack",
                Secret.of("test", token.getBytes(StandardCharsets.UTF_8)),
                Network.PUBLIC,
                false,
                Optional.empty());
    }

    private void nothingRemains() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.startsWith("house.countersign"));
        }
    }

    private static void whole(Snapshot snapshot) {
        assertThat(snapshot.accounts()).isEqualTo(500);
        assertThat(snapshot.groups()).isEqualTo(20);
        assertThat(snapshot.memberships()).isEqualTo(500);
        assertThat(snapshot.completeness().gaps()).isEmpty();
        assertThat(snapshot.completeness().rowsDuplicate()).isZero();
        assertThat(snapshot.completeness().rowsRefused()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cursor", "cursor,entra", "entra"})
    void everyModeGivesTheWholeOrganisation(String modes) throws Exception {
        try (var peer = new ScimPeer(500, 20, modes.isEmpty() ? new String[0] : modes.split(","))) {
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.takenAtBasis()).isEqualTo("pull");
            assertThat(snapshot.takenAt()).isEqualTo(House.NOW);
            assertThat(snapshot.completeness().notes())
                    .contains("5 pages of users pulled by " + (modes.contains("cursor") ? "cursor." : "index."));
            assertThat(peer.targets()).hasSizeLessThanOrEqualTo(10);
            nothingRemains();
        }
    }

    @Test
    void aSecondPullOfTheSameSharesEverything() throws Exception {
        try (var peer = new ScimPeer(50, 2)) {
            String first = pull(peer, "").sha256();
            clock.pass(Duration.ofHours(1));
            Snapshot second = pull(peer, "");
            assertThat(second.sha256()).isEqualTo(first);
            assertThat(second.takenAt()).isEqualTo(House.NOW.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void searchIsAPostWhereAsked() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            whole(pull(peer, ", listBy: search, pageSize: 50"));
            assertThat(peer.targets())
                    .filteredOn(target -> target.equals("/scim/v2/Users/.search"))
                    .hasSize(10);
        }
    }

    @Test
    void linksAreFollowedToTheLast() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/Users") && number < 5) {
                    String next = "/scim/v2/Users?startIndex=" + (number * 100 + 1) + "&count=100&by=link";
                    exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
                }
                return target.replace("&by=link", "");
            });
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains("5 pages of users pulled by links.");
        }
    }

    @Test
    void aBusyServerIsWaitedFor() throws Exception {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                House.NOW.plusSeconds(1).atOffset(ZoneOffset.UTC));
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/Users") && (number == 2 || number == 4)) {
                    exchange.getResponseHeaders().set("Retry-After", number == 2 ? "1" : soon);
                    ScimPeer.send(exchange, number == 2 ? 429 : 503, "{}");
                    return null;
                }
                return target;
            });
            long start = System.nanoTime();
            whole(pull(peer, ""));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aServerThatAsksForTooMuchPatienceIsLeft() throws Exception {
        try (var peer = new ScimPeer(5, 1)) {
            peer.filter((exchange, number, target) -> {
                exchange.getResponseHeaders().set("Retry-After", "3600");
                ScimPeer.send(exchange, 429, "{}");
                return null;
            });
            assertThatThrownBy(() -> pull(peer, ""))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining("wants us to wait 3600 s more, and we wait 5 s at most");
            assertThat(peer.targets()).hasSize(1);
            nothingRemains();
        }
    }

    @Test
    void aDiscoveryThatFailsIsAskedOnceAndNotWaitedFor() throws Exception {
        try (var peer = new ScimPeer(5, 1)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/ServiceProviderConfig")) {
                    ScimPeer.send(exchange, 503, "{}");
                    return null;
                }
                return target;
            });
            assertThat(pull(peer, "").accounts()).isEqualTo(5);
            assertThat(peer.targets())
                    .filteredOn(target -> target.contains("/ServiceProviderConfig"))
                    .hasSize(1);
        }
    }

    @Test
    void aDiscoveryThatNeverEndsIsGivenUp() throws Exception {
        var hold = new CountDownLatch(1);
        try (var peer = new ScimPeer(5, 1)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/ServiceProviderConfig")) {
                    try {
                        hold.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return null;
                }
                return target;
            });
            assertThat(pull(peer, "").accounts()).isEqualTo(5);
        } finally {
            hold.countDown();
        }
    }

    @Test
    void aListThatBeginsAgainEnds() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) ->
                    target.contains("startIndex=501") ? target.replace("startIndex=501", "startIndex=1") : target);
            peer.rewrite((body, target, number) -> body.replaceFirst("\"totalResults\":\\d+,?", ""));
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(500);
            assertThat(snapshot.completeness().rowsDuplicate()).isZero();
            assertThat(snapshot.completeness().notes())
                    .contains("The server began its list of users again after 500; the pull ended there.");
        }
    }

    @Test
    void aCapThatNobodyToldIsPagedThrough() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> target.replaceFirst("count=\\d+", "count=30"));
            whole(pull(peer, ", pageSize: 1000"));
            assertThat(peer.targets())
                    .filteredOn(target -> target.contains("/Users"))
                    .hasSize(17);
        }
    }

    @Test
    void brokenConnectionsAreMadeAgain() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> {
                if (number % 2 == 0) {
                    exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
                    exchange.sendResponseHeaders(200, 5000);
                    exchange.getResponseBody()
                            .write("{\"totalResults\":1,\"Resources\":[".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    return null;
                }
                return target;
            });
            whole(pull(peer, ""));
        }
    }

    @Test
    void aPageThatComesTwiceIsAskedForAgain() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> number == 3 && target.contains("/Users")
                    ? target.replaceFirst("startIndex=\\d+", "startIndex=101")
                    : target);
            whole(pull(peer, ""));
        }
    }

    @Test
    void aTotalThatMovesIsSaidAndLeavesAGap() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.rewrite((body, target, number) -> target.contains("/Users") && number < 3
                    ? body.replace("\"totalResults\":500", "\"totalResults\":503")
                    : body);
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.completeness().notes())
                    .contains("While users were pulled, the server's total moved between 500 and 503.");
            assertThat(snapshot.completeness().gaps()).containsExactly("Only 500 of 503 users are there.");
        }
    }

    @Test
    void anExpiredCursorBeginsAgain() throws Exception {
        var once = new AtomicBoolean();
        try (var peer = new ScimPeer(500, 20, "cursor")) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/Users") && target.contains("cursor=c301") && !once.getAndSet(true)) {
                    clock.pass(Duration.ofMinutes(10));
                    ScimPeer.send(exchange, 400, "{\"status\":\"400\",\"scimType\":\"expiredCursor\"}");
                    return null;
                }
                return target;
            });
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.takenAt()).isEqualTo(House.NOW.plus(Duration.ofMinutes(10)));
            assertThat(snapshot.completeness().notes())
                    .contains("The server's cursor expired; the pull began again from the start.");
        }
    }

    @Test
    void aCursorThatAlwaysExpiresIsRefused() throws Exception {
        try (var peer = new ScimPeer(500, 20, "cursor")) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("cursor=c")) {
                    ScimPeer.send(exchange, 400, "{\"status\":\"400\",\"scimType\":\"expiredCursor\"}");
                    return null;
                }
                return target;
            });
            assertThatThrownBy(() -> pull(peer, ""))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("cursor expires before the list ends, 3 times");
            nothingRemains();
        }
    }

    @Test
    void membersThatTheListHidesAreAskedForOneByOne() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.rewrite((body, target, number) -> target.contains("/Groups?")
                    ? body.replaceAll("\"members\":\\[[^\\]]*\\]", "\"members\":[]")
                    : body);
            Snapshot snapshot = pull(peer, "");
            whole(snapshot);
            assertThat(snapshot.completeness().notes()).contains("Members were asked for group by group.");
        }
    }

    @Test
    void membersAreLeftOutOfAListThatIsTooLargeWithThem() throws Exception {
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/Groups?") && !target.contains("excludedAttributes=members")) {
                    ScimPeer.send(exchange, 413, "{}");
                    return null;
                }
                return target;
            });
            whole(pull(peer, ""));
        }
    }

    @Test
    void aServerWithoutGroupsLeavesAGap() throws Exception {
        try (var peer = new ScimPeer(50, 1)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/Groups")) {
                    ScimPeer.send(exchange, 404, "{}");
                    return null;
                }
                return target;
            });
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(50);
            assertThat(snapshot.completeness().gaps())
                    .contains("The server has no /Groups (404): groups and members are not known.");
        }
    }

    @Test
    void whoeverStopsItFindsNothingChanged() throws Exception {
        var steps = new ArrayList<String>();
        try (var peer = new ScimPeer(500, 20)) {
            byte[] before = Files.readAllBytes(house.workspace());
            assertThatThrownBy(() -> pull(peer, "", (step, done, total) -> {
                        steps.add(step);
                        if (step.startsWith("300 of 500 users")) {
                            privateFiles();
                            throw new CancelledException();
                        }
                    }))
                    .isInstanceOf(CancelledException.class);
            assertThat(steps).contains("0 users", "100 of 500 users", "300 of 500 users");
            assertThat(before).isNotEmpty();
            List<Snapshot> all = house.app().workspace().read(tx -> new SnapshotStore(tx).all());
            assertThat(all).isEmpty();
            nothingRemains();
        }
    }

    private void privateFiles() {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> spooled =
                    tree.filter(path -> path.toString().contains(".pull-")).toList();
            assertThat(spooled).hasSizeGreaterThan(3);
            for (Path one : spooled) {
                Set<PosixFilePermission> may = Files.getPosixFilePermissions(one);
                assertThat(may).allMatch(permission -> permission.name().startsWith("OWNER"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAKilledPullLeftGoesWithTheNext() throws Exception {
        Path left = Files.createDirectories(folder.resolve(".house.countersign.pull-17"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("users-000001.json"), "{}");
        try (var peer = new ScimPeer(5, 1)) {
            pull(peer, "");
        }
        nothingRemains();
    }

    @Test
    void aWrongTokenIsRefusedOnce() throws Exception {
        try (var peer = new ScimPeer(5, 1)) {
            house.governance("scim: {endpoint: \"" + peer.url() + "\"}", "");
            assertThatThrownBy(() -> pulling().run(house.app().actor(), request("wrong-token-77"), Progress.NONE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(
                            peer.url()
                                    + "/Users: The server does not accept the token (401). Has it expired? Make a new one there.");
            assertThat(peer.targets())
                    .filteredOn(target -> target.contains("/Users"))
                    .hasSize(1);
        }
    }
}
