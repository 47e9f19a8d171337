package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A full page that says that it is all is asked for what comes behind it.
class PullTotalsTest {
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
    private static final Pattern ID = Pattern.compile("\"userName\"");
    private static final String LIED = "The server tells the number of a page for the total of users,"
            + " and RFC 7644 3.4.2 asks for that of all; the pull went on until nobody new came.";

    @TempDir
    private Path folder;

    private Snapshot pull(ScimPeer peer, String more) throws RefusedException {
        var clock = Clock.fixed(House.NOW, ZoneOffset.UTC);
        try (var house = new House(folder, clock)) {
            house.governed("sources:\n  - {id: slack, kind: app, vendor: scim, scim: {endpoint: \"" + peer.url() + "\""
                    + more + "}}\n");
            var pulling =
                    new PullSnapshot(house.app().workspace(), house.app().importSnapshot(), new ScimPull(QUICK, clock));
            Secret token = Secret.of("test", ScimPeer.TOKEN.getBytes(StandardCharsets.UTF_8));
            var request = new PullSnapshot.Request("slack", token, Network.PUBLIC, false, Optional.empty());
            var outcome = pulling.run(house.app().actor(), request, Progress.NONE);
            return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
        }
    }

    private static String withTotalOfPage(String body, String target, int number) {
        Matcher users = ID.matcher(body);
        return target.contains("/Users?")
                ? body.replaceFirst(
                        "\"totalResults\":\\d+",
                        "\"totalResults\":" + users.results().count())
                : body;
    }

    private static long askedFor(ScimPeer peer, String list) {
        return peer.targets().stream()
                .filter(target -> target.contains("/" + list + "?"))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"250, ''", "300, ''", "101, ''", "250, ', pageSize: 40'"})
    void theNumberOfAPageIsNotTheTotal(int users, String more) throws Exception {
        try (var peer = new ScimPeer(users, 3).rewrite(PullTotalsTest::withTotalOfPage)) {
            Snapshot snapshot = pull(peer, more);
            assertThat(snapshot.accounts()).isEqualTo(users);
            assertThat(snapshot.completeness().gaps()).isEmpty();
            assertThat(snapshot.completeness().notes()).contains(LIED).noneMatch(note -> note.contains("total moved"));
        }
    }

    @Test
    void aTotalThatHoldsCostsOneQuestion() throws Exception {
        try (var peer = new ScimPeer(100, 3)) {
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(100);
            assertThat(snapshot.completeness().notes())
                    .contains("1 page of users pulled by index.")
                    .doesNotContain(LIED);
            assertThat(askedFor(peer, "Users")).isEqualTo(2);
        }
    }

    @Test
    void aListOfSeveralPagesIsNotDoubted() throws Exception {
        try (var peer = new ScimPeer(200, 3)) {
            assertThat(pull(peer, "").accounts()).isEqualTo(200);
            assertThat(askedFor(peer, "Users")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"again", "400", "500", "404", "words"})
    void whateverIsAnsweredBeyondTheTotalTheListHasEnded(String answer) throws Exception {
        try (var peer = new ScimPeer(100, 3)) {
            peer.filter((exchange, number, target) -> {
                if (!target.contains("/Users?") || !target.contains("startIndex=101")) {
                    return target;
                }
                if (answer.equals("again")) {
                    return target.replace("startIndex=101", "startIndex=1");
                }
                if (answer.equals("words")) {
                    ScimPeer.send(exchange, 200, "{\"detail\":\"there is no such page\"}");
                } else {
                    ScimPeer.send(exchange, Integer.parseInt(answer), "{}");
                }
                return null;
            });
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(100);
            assertThat(snapshot.completeness().complete()).isTrue();
            assertThat(snapshot.completeness().notes())
                    .doesNotContain(LIED)
                    .noneMatch(note -> note.contains("began its list"));
        }
    }
}
