package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.cli.Commands.Answer;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.testkit.ScimPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullCommandTest {
    private static final String TOKEN = ScimPeer.TOKEN;

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private Commands governance(String okta, String slack) throws IOException {
        var commands = new Commands(folder);
        String text = "sources:\n  - {id: okta, kind: idp, vendor: scim, scim: {endpoint: \"" + okta + "\"}}\n"
                + "  - {id: my-app, kind: app, authoritativeIdp: okta, scim: {endpoint: \"" + slack + "\"}}\n"
                + "  - {id: files, kind: app}\n";
        commands.good("governance", "import", commands.file("g.yaml", text).toString());
        return commands;
    }

    private Answer pull(Commands commands, String in, Map<String, String> environment, String... more) {
        var all = new ArrayList<>(List.of("snapshot", "pull"));
        all.addAll(List.of(more));
        all.addAll(List.of("-w", commands.workspace().toString()));
        return commands.bare(in.getBytes(StandardCharsets.UTF_8), environment, all.toArray(String[]::new));
    }

    private String tokenFile() throws IOException {
        return Files.writeString(elsewhere.resolve("token"), TOKEN + "\n").toString();
    }

    private void tokenIsNowhere(Answer... answers) throws IOException {
        for (Answer answer : answers) {
            assertThat(answer.out() + answer.err()).doesNotContain(TOKEN);
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(TOKEN);
            }
        }
    }

    @Test
    void theTokenComesFromEveryPlaceAndStaysInNone() throws Exception {
        try (var peer = new ScimPeer(5, 1)) {
            Commands commands = governance(peer.url(), peer.url());
            String store = elsewhere.resolve("tokens.p12").toString();
            Path password = Files.writeString(elsewhere.resolve("password"), "pässwörd");
            Answer stored = commands.bare(
                    TOKEN.getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    "key",
                    "store-token",
                    store,
                    "--source",
                    "my-app",
                    "--token-file",
                    "-",
                    "--password-file",
                    password.toString());
            assertThat(stored.code()).as(stored.err()).isZero();
            assertThat(Files.getPosixFilePermissions(Path.of(store))).hasSize(2);
            assertThat(Files.readString(Path.of(store), StandardCharsets.ISO_8859_1))
                    .doesNotContain(TOKEN);

            Answer fromFile = pull(commands, "", Map.of(), "--source", "okta", "--token-file", tokenFile());
            Answer fromInput = pull(commands, TOKEN, Map.of(), "--source", "my-app", "--token-file", "-");
            Answer fromVariable = pull(commands, "", Map.of("COUNTERSIGN_TOKEN_MY_APP", TOKEN), "--source", "my-app");
            Answer fromStore = pull(
                    commands,
                    "",
                    Map.of(),
                    "--source",
                    "my-app",
                    "--key-store",
                    store,
                    "--password-file",
                    "" + password);
            for (Answer answer : List.of(fromFile, fromInput, fromVariable, fromStore)) {
                assertThat(answer.code()).as(answer.err()).isZero();
            }
            assertThat(fromFile.out())
                    .startsWith("Snapshot 1 of okta, taken 2026-11-24T07:00:00Z: 5 accounts, 1 group, 5 memberships.")
                    .contains("Note: 1 page of users pulled by index.");
            assertThat(fromVariable.out()).contains("nothing was added");
            tokenIsNowhere(stored, fromFile, fromInput, fromVariable, fromStore);
        }
    }

    @Test
    void withoutATokenTheWaysAreTold() throws Exception {
        Commands commands = governance("https://okta.invalid/scim/v2", "https://app.invalid/scim/v2");
        assertThat(commands.refused("snapshot", "pull", "--source", "my-app"))
                .contains("There is no token for it.")
                .contains("COUNTERSIGN_TOKEN_MY_APP");
        assertThat(commands.refused("snapshot", "pull", "--source", "files")).contains("names no SCIM endpoint");
        assertThat(commands.refused("snapshot", "pull", "--source", "nobody"))
                .contains("There is no source of this id. With an endpoint are: okta, my-app.");
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() throws Exception {
        try (var peer = new ScimPeer(5, 1);
                var closed = new RawPeer((target, out) ->
                        out.write(RawPeer.answer(401, "", "Bearer " + TOKEN).getBytes(StandardCharsets.UTF_8)))) {
            Map<String, String> tokens = Map.of("COUNTERSIGN_TOKEN_OKTA", TOKEN, "COUNTERSIGN_TOKEN_MY_APP", TOKEN);
            Commands commands = governance(closed.url(), peer.url());
            Answer answer = pull(commands, "", tokens, "--all");
            assertThat(answer.code()).isEqualTo(3);
            assertThat(answer.err())
                    .startsWith("okta: " + closed.url() + "/Users: The server does not accept the token");
            assertThat(answer.out()).contains("Snapshot 1 of my-app").doesNotContain("files");
            tokenIsNowhere(answer);

            commands.good(
                    "governance",
                    "import",
                    commands.file(
                                    "g2.yaml",
                                    "sources: [{id: okta, kind: idp, scim: {endpoint: \"https://a.invalid/v2\"}}]")
                            .toString());
            Answer failed = pull(commands, "", tokens, "--all");
            assertThat(failed.code()).isEqualTo(4);
            assertThat(failed.err()).contains("okta: https://a.invalid/v2: There is no host of this name.");
        }
    }

    /// A clock that breaks, with a token in its words, once `okta` is asked.
    private static final class BrokenClock extends Clock {
        private final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (broken.getAndSet(false)) {
                throw new UnsupportedOperationException("Bearer " + TOKEN);
            }
            return House.NOW;
        }
    }

    @Test
    void aFaultInOneSourceDoesNotStopTheOthers() throws Exception {
        var clock = new BrokenClock();
        try (var broken = new ScimPeer(5, 1);
                var peer = new ScimPeer(5, 1)) {
            broken.filter((exchange, number, target) -> {
                clock.broken.set(target.contains("ServiceProviderConfig"));
                return target;
            });
            Commands commands = governance(broken.url(), peer.url());
            var out = new StringWriter();
            var err = new StringWriter();
            int code = new Cli(
                            new PrintWriter(out),
                            new PrintWriter(err),
                            new ByteArrayInputStream(new byte[0]),
                            false,
                            clock,
                            Map.of("COUNTERSIGN_TOKEN_OKTA", TOKEN, "COUNTERSIGN_TOKEN_MY_APP", TOKEN),
                            file -> 41)
                    .run("snapshot", "pull", "--all", "-w", commands.workspace().toString());
            assertThat(code).isEqualTo(4);
            assertThat(err.toString())
                    .startsWith("okta: This is a fault of Countersign, not yours.")
                    .contains("UnsupportedOperationException")
                    .contains("Not pulled: okta (1 of 2). Nothing was changed for it.")
                    .doesNotContain("\tat ", TOKEN);
            assertThat(out.toString()).contains("Snapshot 1 of my-app").doesNotContain("of okta", TOKEN);
        }
    }

    @Test
    void oneTokenIsNotForAll() throws Exception {
        Commands commands = governance("https://okta.invalid/v2", "https://app.invalid/v2");
        Answer answer = pull(commands, "", Map.of(), "--all", "--token-file", tokenFile());
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("one token for one source");
        assertThat(pull(commands, "", Map.of()).code()).isEqualTo(2);
        assertThat(pull(commands, "", Map.of(), "--all", "--source", "okta").code())
                .isEqualTo(2);
    }

    @Test
    void aReasonForFewerRowsIsKeptInTheLedger() throws Exception {
        Commands commands;
        try (var many = new ScimPeer(10, 1)) {
            commands = governance(many.url(), many.url());
            assertThat(pull(commands, TOKEN, Map.of(), "--source", "okta", "--token-file", "-")
                            .code())
                    .isZero();
        }
        try (var few = new ScimPeer(5, 1)) {
            governance(few.url(), few.url());
            Answer refused = pull(commands, TOKEN, Map.of(), "--source", "okta", "--token-file", "-");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("5 accounts instead of 10");
            Answer taken = pull(
                    commands,
                    TOKEN,
                    Map.of(),
                    "--source",
                    "okta",
                    "--token-file",
                    "-",
                    "--accept-shrunken",
                    "--reason",
                    "The agency has left.");
            assertThat(taken.code()).as(taken.err()).isZero();
        }
        try (var app = Countersign.open(commands.workspace(), Clock.systemUTC())) {
            JsonNode event = app.workspace()
                    .read(tx -> Ledger.body(new LedgerStore(tx).last().orElseThrow()));
            assertThat(event.path("type").asText()).isEqualTo("snapshot.imported");
            assertThat(event.path("data").path("reason").asText()).isEqualTo("The agency has left.");
        }
        Answer all = pull(commands, "", Map.of(), "--all", "--reason", "x");
        assertThat(all.code()).isEqualTo(2);
        assertThat(all.err()).contains("--reason is one reason for one source");
    }

    @Test
    void whatIsNoTokenIsRefusedUnseen() throws Exception {
        Commands commands = governance("https://okta.invalid/v2", "https://app.invalid/v2");
        for (String wrong : List.of("", " \n", "sec ret", "sécret", "secret\nX-Evil: 1", "\0secret")) {
            Answer answer = pull(commands, wrong, Map.of(), "--source", "okta", "--token-file", "-");
            assertThat(answer.code()).as(wrong).isEqualTo(3);
            assertThat(answer.err()).startsWith("standard input: ").doesNotContain("secret", "sécret", "Evil");
        }
    }

    @Test
    void anAddressWithAPasswordIsRefusedUnseen() throws Exception {
        var commands = new Commands(folder);
        String text = "sources: [{id: okta, kind: idp, scim: {endpoint: \"https://user:geheim@okta.example/v2\"}}]";
        assertThat(commands.refused(
                        "governance", "import", commands.file("g.yaml", text).toString()))
                .contains("line 1, column")
                .contains("this is not an address like")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example:0/", "https://a.example:70000/", "https://a.example/#geheim", "http:/a"})
    void anAddressThatCannotBeAskedIsRefusedWhereItIsWritten(String url) throws Exception {
        var commands = new Commands(folder);
        String text = "sources: [{id: okta, kind: idp, scim: {endpoint: \"" + url + "\"}}]";
        assertThat(commands.refused(
                        "governance", "import", commands.file("g.yaml", text).toString()))
                .contains("line 1, column")
                .contains("this is not an address like")
                .doesNotContain("geheim");
    }

    @Test
    void aProxyThatCannotBeUsedIsToldWithoutItsPassword() throws Exception {
        Commands commands = governance("https://okta.invalid/v2", "https://app.invalid/v2");
        Map<String, String> variables = Map.of("HTTPS_PROXY", "socks5://ops:geheim@proxy:1080");
        Answer answer = pull(commands, TOKEN, variables, "--source", "okta", "--token-file", "-");
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err())
                .startsWith("HTTPS_PROXY: A proxy of this kind cannot be used.")
                .doesNotContain("geheim", TOKEN);
    }

    @Test
    void everyWayToAskIsReadAndWrittenAgain() throws Exception {
        var commands = new Commands(folder);
        String scim =
                "endpoint: \"https://a.example/v2\", paging: cursor, listBy: search, pageSize: 200, members: each,"
                        + " oauth: {tokenEndpoint: \"https://login.example/token\", clientId: me, scope: read,"
                        + " clientAuthentication: post}";
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", "sources: [{id: okta, kind: idp, scim: {" + scim + "}}]")
                        .toString());
        Path out = folder.resolve("out.yaml");
        commands.good("governance", "export", out.toString());
        assertThat(Files.readString(out))
                .contains(
                        "paging: cursor",
                        "listBy: search",
                        "members: each",
                        "clientId: me",
                        "clientAuthentication: post");
        for (String wrong : List.of("paging: sideways", "pageSize: 0", "members: none", "clientSecret: x")) {
            assertThat(commands.refused(
                            "governance",
                            "import",
                            commands.file("w.yaml", "sources: [{id: okta, kind: idp, scim: {" + wrong + "}}]")
                                    .toString()))
                    .contains("line 1, column");
        }
    }

    @Test
    void theTokenGoesToItsServerAlone() throws Exception {
        try (var thief = new RawPeer((target, out) -> HostileServers.put(out, RawPeer.json("{\"totalResults\":0}")));
                var peer = new RawPeer((target, out) ->
                        HostileServers.put(out, RawPeer.answer(302, "Location: " + thief.url() + "\r\n", "")))) {
            Commands commands = governance(peer.url(), peer.url());
            Answer answer = pull(commands, TOKEN, Map.of(), "--source", "okta", "--token-file", "-");
            assertThat(answer.code()).isEqualTo(3);
            assertThat(answer.err()).contains("a token follows nobody");
            assertThat(thief.heads()).isEmpty();
            assertThat(peer.heads()).isNotEmpty().allMatch(head -> head.contains("Authorization: Bearer " + TOKEN));
            assertThat(peer.heads()).allMatch(head -> head.contains("Accept-Encoding: identity"));
        }
    }
}
