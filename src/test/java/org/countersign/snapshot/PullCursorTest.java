package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that know cursors alone (RFC 9865), with and without saying so, where the governance file says nothing.
class PullCursorTest {
    private static final Pattern ASKED = Pattern.compile("[?&](cursor|startIndex)=([^&]*)");

    @TempDir
    private Path folder;

    private House house;

    /// What the server does with a question by index.
    private interface ByIndex {
        void answer(OutputStream out) throws IOException;
    }

    @BeforeEach
    void open() throws Exception {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static void put(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String page(int number, int pages, boolean emptyEnd) {
        boolean last = number == pages;
        String resources = last && emptyEnd ? "" : House.active("u" + number, "user" + number);
        return RawPeer.json("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"Resources\":["
                + resources + "]" + (last ? "" : ",\"nextCursor\":\"c" + (number + 1) + "\"") + "}");
    }

    /// Three pages of users by cursor, no groups.
    private static RawPeer peer(String config, ByIndex byIndex, boolean emptyEnd) throws IOException {
        return new RawPeer((target, out) -> {
            Matcher asked = ASKED.matcher(target);
            if (target.endsWith("/ServiceProviderConfig") && !config.isEmpty()) {
                put(out, RawPeer.json(config));
            } else if (!asked.find() || !target.contains("/Users")) {
                put(out, RawPeer.answer(404, "", ""));
            } else if (asked.group(1).equals("startIndex")) {
                byIndex.answer(out);
            } else {
                put(
                        out,
                        page(
                                asked.group(2).isEmpty()
                                        ? 1
                                        : Integer.parseInt(asked.group(2).substring(1)),
                                3,
                                emptyEnd));
            }
        });
    }

    private Snapshot pull(RawPeer peer, String more) throws Exception {
        house.governance("scim: {endpoint: \"" + peer.url() + "\"" + more + "}", "");
        var pulling = new PullSnapshot(
                house.app().workspace(),
                house.app().importSnapshot(),
                new ScimPull(PullLimits.DEFAULT, Clock.fixed(House.NOW, ZoneOffset.UTC)));
        var request = new PullSnapshot.Request(
                "slack",
                Secret.of("test", "secret-token".getBytes(StandardCharsets.UTF_8)),
                Network.PUBLIC,
                false,
                Optional.empty());
        return ((ImportSnapshot.Outcome.Imported) pulling.run(house.app().actor(), request, Progress.NONE)).snapshot();
    }

    private static List<String> users(RawPeer peer) {
        return peer.heads().stream()
                .map(head -> head.split(" ")[1])
                .filter(target -> target.contains("/Users"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pagination\":{\"cursor\":true,\"index\":false}}",
                "{\"pagination\":{\"cursor\":true}}",
                "{\"Pagination\":{\"Cursor\":true,\"index\":true,\"defaultPaginationMethod\":\"cursor\"}}"
            })
    void whatTheConfigurationSaysIsDone(String config) throws Exception {
        try (var peer = peer(config, out -> put(out, RawPeer.answer(400, "", "")), false)) {
            assertThat(pull(peer, "").accounts()).isEqualTo(3);
            assertThat(users(peer)).hasSize(3).noneMatch(target -> target.contains("startIndex"));
        }
    }

    @Test
    void bothWaysAndIndexByDefaultIsAskedByIndex() throws Exception {
        String config = "{\"pagination\":{\"cursor\":true,\"index\":true,\"defaultPaginationMethod\":\"index\"}}";
        String all = "{\"totalResults\":1,\"Resources\":[" + House.active("u1", "ada") + "]}";
        try (var peer = peer(config, out -> put(out, RawPeer.json(all)), false)) {
            assertThat(pull(peer, "").accounts()).isEqualTo(1);
            assertThat(users(peer)).hasSize(1).allMatch(target -> target.contains("startIndex=1"));
        }
    }

    @Test
    void oneThatRefusesTheIndexIsAskedByCursor() throws Exception {
        try (var peer = peer("", out -> put(out, RawPeer.answer(400, "", "{}")), false)) {
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(3);
            assertThat(snapshot.completeness().notes())
                    .contains("The server pages by cursor and does not say so; paging: cursor in the governance file"
                            + " saves asking it otherwise.");
        }
    }

    /// As AWS does (scim-dialects.md 1.2).
    @Test
    void oneThatOverlooksTheIndexIsAskedByCursor() throws Exception {
        String first = "{\"totalResults\":3,\"startIndex\":1,\"Resources\":[" + House.active("u1", "user1") + "]}";
        try (var peer = peer("", out -> put(out, RawPeer.json(first)), false)) {
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(3);
            assertThat(snapshot.completeness().gaps())
                    .singleElement()
                    .asString()
                    .contains("no /Groups");
            assertThat(snapshot.completeness().notes()).noneMatch(note -> note.contains("began its list"));
        }
    }

    @Test
    void whereTheFileNamesTheWayNoOtherIsTried() throws Exception {
        try (var peer = peer("", out -> put(out, RawPeer.answer(400, "", "{}")), false)) {
            assertThatThrownBy(() -> pull(peer, ", paging: index"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("The server refuses the question (400).")
                    .hasMessageContaining("Try another paging, pageSize or listBy in the governance file.");
            assertThat(users(peer)).hasSize(1);
        }
    }

    @Test
    void anEmptyLastPageEndsTheList() throws Exception {
        String config = "{\"pagination\":{\"cursor\":true}}";
        try (var peer = peer(config, out -> put(out, RawPeer.answer(400, "", "")), true)) {
            Snapshot snapshot = pull(peer, "");
            assertThat(snapshot.accounts()).isEqualTo(2);
            assertThat(snapshot.completeness().gaps())
                    .singleElement()
                    .asString()
                    .contains("no /Groups");
        }
    }
}
