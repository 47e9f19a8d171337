package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that say by a `Link` header where the next page is.
class PullLinksTest {
    private static final Pattern PAGE = Pattern.compile("page=(\\d+)");

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// One page of users.
    ///
    /// @param users how many are new on it
    /// @param next the number of the page that it links to; 0 for none
    private record Linked(int users, int next) {}

    private static RawPeer peer(String total, List<Linked> pages) throws IOException {
        var self = new AtomicReference<RawPeer>();
        var peer = new RawPeer((target, out) -> {
            String answer = RawPeer.answer(404, "", "");
            if (target.contains("/Users")) {
                Matcher asked = PAGE.matcher(target);
                int number = asked.find() ? Integer.parseInt(asked.group(1)) : 1;
                answer = answer(self.get().url(), total, number, pages.get(number - 1));
            } else if (target.contains("/Groups")) {
                answer = RawPeer.json("{\"totalResults\":1,\"Resources\":[" + House.group("g", "G", "u1-0") + "]}");
            }
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        });
        self.set(peer);
        return peer;
    }

    private static String answer(String url, String total, int number, Linked page) {
        var resources = new StringBuilder();
        for (int i = 0; i < page.users(); i++) {
            resources.append(i == 0 ? "" : ",").append(House.active("u" + number + "-" + i, "user" + number + "x" + i));
        }
        String link = page.next() == 0 ? "" : "Link: <" + url + "/Users?page=" + page.next() + ">; rel=\"next\"\r\n";
        return RawPeer.answer(
                200,
                "Content-Type: application/scim+json\r\n" + link,
                "{" + total + "\"Resources\":[" + resources + "]}");
    }

    private Snapshot pull(RawPeer peer) throws Exception {
        house.governance("scim: {endpoint: \"" + peer.url() + "\"}", "");
        var pulling = new PullSnapshot(
                house.app().workspace(),
                house.app().importSnapshot(),
                new ScimPull(PullLimits.DEFAULT, Clock.fixed(House.NOW, ZoneOffset.UTC)));
        var request = new PullSnapshot.Request(
                "slack",
                Secret.of("test", "secret-token".getBytes(StandardCharsets.UTF_8)),
                Network.PUBLIC,
                true,
                Optional.empty());
        return ((ImportSnapshot.Outcome.Imported) pulling.run(house.app().actor(), request, Progress.NONE)).snapshot();
    }

    @Test
    void anEmptyPageInTheMidstEndsNothing() throws Exception {
        try (var peer = peer(
                "",
                List.of(new Linked(2, 2), new Linked(0, 3), new Linked(2, 4), new Linked(0, 5), new Linked(1, 0)))) {
            Snapshot snapshot = pull(peer);
            assertThat(snapshot.accounts()).isEqualTo(5);
            assertThat(snapshot.completeness().gaps()).isEmpty();
        }
    }

    @Test
    void anEmptyLastPageIsTheLast() throws Exception {
        try (var peer = peer("", List.of(new Linked(2, 2), new Linked(0, 0)))) {
            Snapshot snapshot = pull(peer);
            assertThat(snapshot.accounts()).isEqualTo(2);
            assertThat(snapshot.completeness().gaps()).isEmpty();
        }
    }

    @Test
    void manyEmptyPagesAreLeftWithAWord() throws Exception {
        try (var peer = peer(
                "",
                List.of(
                        new Linked(2, 2),
                        new Linked(0, 3),
                        new Linked(0, 4),
                        new Linked(0, 5),
                        new Linked(0, 6),
                        new Linked(0, 7),
                        new Linked(1, 0)))) {
            Snapshot snapshot = pull(peer);
            assertThat(snapshot.accounts()).isEqualTo(2);
            assertThat(snapshot.completeness().gaps())
                    .containsExactly("The list of users is cut off: several pages brought nobody new, and the last says"
                            + " that another one follows.");
        }
    }

    @Test
    void linksInACircleAreNoEnd() throws Exception {
        String circle = "The list of users may be cut off: the links of its pages go round in a circle.";
        for (List<Linked> pages : List.of(
                List.of(new Linked(2, 2), new Linked(1, 2)),
                List.of(new Linked(2, 2), new Linked(0, 2)),
                List.of(new Linked(2, 2), new Linked(1, 3), new Linked(1, 2)))) {
            try (var peer = peer("", pages)) {
                assertThat(pull(peer).completeness().gaps())
                        .as(pages.toString())
                        .containsExactly(circle);
            }
        }
        try (var peer = peer("\"totalResults\":3,", List.of(new Linked(2, 2), new Linked(1, 2)))) {
            Snapshot snapshot = pull(peer);
            assertThat(snapshot.accounts()).isEqualTo(3);
            assertThat(snapshot.completeness().gaps())
                    .as("by its total it is whole")
                    .isEmpty();
        }
    }
}
