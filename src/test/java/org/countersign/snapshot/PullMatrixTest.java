package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.testkit.House;
import org.countersign.testkit.ScimPeer;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every mode of a server that is not ours, behind every mood that servers have, small and large: the whole
/// organisation comes, each resource once.
class PullMatrixTest {
    private static final PullLimits QUICK = new PullLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofMinutes(2),
            1 << 26,
            1 << 28,
            2000,
            4,
            Duration.ofMillis(2),
            Duration.ofSeconds(10));

    /// What stands between us and the server.
    private enum Mood {
        /// 429 and 503 now and then.
        THROTTLES,
        /// Begins again where the list ends, and does not tell how long it is.
        WRAPS_AROUND,
        /// Gives fewer than were asked for.
        CAPS,
        /// Breaks off in the midst of an answer.
        DROPS,
        /// Sends the page before once more.
        REPEATS
    }

    /// Moods upon the questions for lists; each trouble befalls a question once, as else nobody could pull.
    private static final class Moody implements ScimPeer.Filter {
        private final Set<Mood> moods;
        private final int users;
        private final Set<String> troubled = new HashSet<>();

        Moody(Set<Mood> moods, int users) {
            this.moods = moods;
            this.users = users;
        }

        @Override
        public synchronized String pass(HttpExchange exchange, int number, String target) throws IOException {
            if (!target.contains("count=")) {
                return target;
            }
            boolean first = troubled.add(target);
            if (first && moods.contains(Mood.THROTTLES) && number % 9 == 2) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                ScimPeer.send(exchange, number % 2 == 0 ? 429 : 503, "{}");
                return null;
            }
            if (first && moods.contains(Mood.DROPS) && number % 9 == 3) {
                exchange.sendResponseHeaders(200, 5000);
                exchange.getResponseBody().write("{\"Resources\":[".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                return null;
            }
            String passed = moods.contains(Mood.CAPS)
                    ? target.replaceFirst("count=\\d+", "count=" + (users > 1000 ? 700 : 70))
                    : target;
            if (first && moods.contains(Mood.REPEATS) && number % 9 == 4) {
                passed = passed.replaceFirst("startIndex=\\d+", "startIndex=1");
            }
            return moods.contains(Mood.WRAPS_AROUND) ? around(passed) : passed;
        }

        private String around(String target) {
            int end = target.contains("/Users") ? users : 20;
            return target.replaceFirst("startIndex=" + (end + 1) + "\\b", "startIndex=1");
        }
    }

    @TempDir
    private Path folder;

    private Snapshot pull(ScimPeer peer) throws RefusedException {
        var clock = Clock.fixed(House.NOW, ZoneOffset.UTC);
        try (var house = new House(folder, clock)) {
            house.governance("scim: {endpoint: \"" + peer.url() + "\", pageSize: 1000}", "");
            var pulling =
                    new PullSnapshot(house.app().workspace(), house.app().importSnapshot(), new ScimPull(QUICK, clock));
            Secret token = Secret.of("test", ScimPeer.TOKEN.getBytes(StandardCharsets.UTF_8));
            var request = new PullSnapshot.Request("slack", token, Network.PUBLIC, false, Optional.empty());
            var outcome = pulling.run(house.app().actor(), request, Progress.NONE);
            return ((ImportSnapshot.Outcome.Imported) outcome).snapshot();
        }
    }

    private void wholeAlsoWhen(Set<Mood> moods, int users, String modes) throws Exception {
        try (var peer = new ScimPeer(users, 20, modes.isEmpty() ? new String[0] : modes.split(","))) {
            peer.filter(new Moody(moods, users));
            if (moods.contains(Mood.WRAPS_AROUND)) {
                peer.rewrite((body, target, number) -> body.replaceFirst("\"totalResults\":\\d+,?", ""));
            }
            Snapshot snapshot = pull(peer);
            assertThat(snapshot.accounts()).isEqualTo(users);
            assertThat(snapshot.groups()).isEqualTo(20);
            assertThat(snapshot.memberships()).isEqualTo(users);
            assertThat(snapshot.completeness().gaps()).isEmpty();
            assertThat(snapshot.completeness().rowsRead()).isEqualTo(users + 20);
            assertThat(snapshot.completeness().rowsRefused()).isZero();
        }
    }

    static List<Arguments> modesAndMoods() {
        var all = new ArrayList<Arguments>();
        for (String modes : List.of("", "cursor", "cursor,entra")) {
            for (Mood mood : Mood.values()) {
                // A cursor says itself which page follows: it neither wraps around nor goes back.
                if (modes.isEmpty() || (mood != Mood.WRAPS_AROUND && mood != Mood.REPEATS)) {
                    all.add(Arguments.of(modes, mood));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("modesAndMoods")
    void fiveHundredUsersComeWhole(String modes, Mood mood) throws Exception {
        wholeAlsoWhen(EnumSet.of(mood), 500, modes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cursor", "cursor,entra"})
    void twentyThousandUsersComeWholeFromAServerInAllMoods(String modes) throws Exception {
        EnumSet<Mood> moods = EnumSet.allOf(Mood.class);
        // A page that comes again is only known for one where the total says that more is to come.
        moods.remove(Mood.WRAPS_AROUND);
        if (!modes.isEmpty()) {
            moods.remove(Mood.REPEATS);
        }
        wholeAlsoWhen(moods, 20_000, modes);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 20_000})
    void aListThatBeginsAgainIsTakenOnce(int users) throws Exception {
        wholeAlsoWhen(EnumSet.of(Mood.WRAPS_AROUND, Mood.THROTTLES, Mood.DROPS), users, "entra");
    }
}
