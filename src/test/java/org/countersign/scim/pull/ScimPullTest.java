package org.countersign.scim.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsServer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.testkit.TlsIdentity;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the server must show, and what we show it.
class ScimPullTest {
    private static final PullLimits SHORT = new PullLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            1 << 20,
            1 << 20,
            50,
            2,
            Duration.ofMillis(5),
            Duration.ofSeconds(1));

    private static final String LIST = "{\"totalResults\":1,\"Resources\":[" + House.active("1", "ada") + "]}";

    @TempDir
    private Path folder;

    private int pull(String url, Optional<ClientGrant> grant, String secret, List<X509Certificate> authorities)
            throws RefusedException {
        var target = new ScimPull.Target(
                url,
                grant,
                PullOptions.DEFAULT,
                Secret.of("test", secret.getBytes(StandardCharsets.UTF_8)),
                new Network(false, authorities, Proxies.NONE));
        try (Pulled pulled = new ScimPull(SHORT, Clock.systemUTC()).run(target, folder.resolve("w"), Progress.NONE)) {
            return pulled.files().size();
        }
    }

    private int overTls(TlsIdentity identity, List<X509Certificate> authorities) throws Exception {
        HttpsServer server = identity.serve(LIST, head -> {});
        try {
            return pull(
                    "https://127.0.0.1:" + server.getAddress().getPort() + "/scim",
                    Optional.empty(),
                    "tls-token",
                    authorities);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void onlyACertificateThatHoldsIsTrusted() throws Exception {
        Instant now = Instant.now();
        TlsIdentity good = TlsIdentity.of("127.0.0.1", now.minus(Duration.ofDays(1)));
        assertThat(overTls(good, List.of(good.certificate()))).isEqualTo(2);
        assertThatThrownBy(() -> overTls(good, List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Its certificate is not trusted: issued by CN=Test Authority")
                .hasMessageContaining("--ca-file");
        TlsIdentity expired = TlsIdentity.of("127.0.0.1", now.minus(Duration.ofDays(9)));
        assertThatThrownBy(() -> overTls(expired, List.of(expired.certificate())))
                .hasMessageContaining("Its certificate is not trusted");
        TlsIdentity another = TlsIdentity.of("127.0.0.2", now.minus(Duration.ofDays(1)));
        assertThatThrownBy(() -> overTls(another, List.of(another.certificate())))
                .hasMessageContaining("or for another name");
    }

    private static ClientGrant grant(RawPeer peer, boolean inBody) {
        return new ClientGrant(peer.url() + "/token", "my client", Optional.of("scim.read"), inBody);
    }

    @Test
    void aClientBuysATokenAndAnotherWhenItExpires() throws Exception {
        var sold = new AtomicInteger();
        try (var peer = new RawPeer((target, out) -> {
            String answer = target.endsWith("/token")
                    ? RawPeer.json(
                            "{\"token_type\":\"Bearer\",\"access_token\":\"bought-" + sold.incrementAndGet() + "\"}")
                    : target.contains("/Users") && sold.get() == 1 ? RawPeer.answer(401, "", "") : RawPeer.json(LIST);
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        })) {
            pull(peer.url(), Optional.of(grant(peer, false)), "client-secret", List.of());
            String pair =
                    Base64.getEncoder().encodeToString("my+client:client-secret".getBytes(StandardCharsets.UTF_8));
            List<String> asking = peer.heads().stream()
                    .filter(head -> head.startsWith("POST /scim/v2/token"))
                    .toList();
            assertThat(asking).hasSize(2).allMatch(head -> head.contains("Authorization: Basic " + pair));
            assertThat(peer.heads())
                    .filteredOn(head -> head.startsWith("GET"))
                    .allMatch(head -> head.contains("Authorization: Bearer bought-"))
                    .last()
                    .asString()
                    .contains("bought-2");
        }
    }

    @Test
    void aClientThatIsNotAcceptedIsToldSo() throws IOException {
        try (var peer = new RawPeer((target, out) -> out.write(
                RawPeer.answer(401, "", "{\"error\":\"client-secret\"}").getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(() -> pull(peer.url(), Optional.of(grant(peer, true)), "client-secret", List.of()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(peer.url() + "/token: The client's id or secret is not accepted (401). Check clientId,"
                            + " scope and the secret.");
        }
    }

    @Test
    void aBoughtTokenThatNoHeaderCanCarryIsRefusedUnseen() throws IOException {
        for (String wrong : List.of("a\\nX-Evil: geheim", "geheim\u00e9", " ", "geheim geheim")) {
            try (var peer = new RawPeer((target, out) -> out.write(
                    RawPeer.json("{\"access_token\":\"" + wrong + "\"}").getBytes(StandardCharsets.UTF_8)))) {
                assertThatThrownBy(() -> pull(peer.url(), Optional.of(grant(peer, true)), "client-secret", List.of()))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageStartingWith(peer.url() + "/token: ")
                        .hasMessageNotContaining("geheim");
            }
        }
    }

    @Test
    void aTokenThatEndsInTheMidstIsBoughtAgainAndThenRefused() throws IOException {
        var sold = new AtomicInteger();
        try (var peer = new RawPeer((target, out) -> {
            String answer = target.endsWith("/token")
                    ? RawPeer.json("{\"access_token\":\"bought-" + sold.incrementAndGet() + "\"}")
                    : target.contains("startIndex=1&")
                            ? RawPeer.json(LIST.replace("\"totalResults\":1", "\"totalResults\":9"))
                            : RawPeer.answer(401, "", "{\"a\":\"bought-" + sold.get() + "\"}");
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        })) {
            assertThatThrownBy(() -> pull(peer.url(), Optional.of(grant(peer, false)), "client-secret", List.of()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("does not accept the token (401)")
                    .hasMessageNotContaining("bought");
            assertThat(sold.get()).isEqualTo(2);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aNameThatLeadsInwardsInTheMidstIsLeft() throws Exception {
        var looked = new AtomicInteger();
        Gate.Names names = host -> new InetAddress[] {
            looked.incrementAndGet() <= 3 ? InetAddress.getLoopbackAddress() : InetAddress.getByName("10.0.0.1")
        };
        try (var peer = new RawPeer(
                (target, out) -> out.write(RawPeer.json(LIST.replace("\"totalResults\":1", "\"totalResults\":9"))
                        .getBytes(StandardCharsets.UTF_8)))) {
            String url = peer.url().replace("127.0.0.1", "localhost");
            var target = new ScimPull.Target(
                    url,
                    Optional.empty(),
                    PullOptions.DEFAULT,
                    Secret.of("test", "token".getBytes(StandardCharsets.UTF_8)),
                    Network.PUBLIC);
            var pull = new ScimPull(SHORT, Clock.systemUTC(), names);
            assertThatThrownBy(() -> pull.run(target, folder.resolve("w"), Progress.NONE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(url + "/Users: Its name does not lead to this machine. Use 127.0.0.1.");
            assertThat(peer.heads()).hasSize(2);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "a file that is always full")
    void aFullDiskIsCalledByItsName() throws Exception {
        var asked = new AtomicInteger();
        try (var peer = new RawPeer((target, out) -> {
                    asked.incrementAndGet();
                    out.write(RawPeer.json(LIST).getBytes(StandardCharsets.UTF_8));
                });
                OutputStream full = new FileOutputStream("/dev/full");
                var exchange = new Exchange(
                        SHORT, new Gate(Network.PUBLIC, InetAddress::getAllByName), Trust.of(List.of()), () -> {})) {
            var request = HttpRequest.newBuilder(URI.create(peer.url())).build();
            assertThatThrownBy(() -> exchange.ask(request, full, 1 << 20))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining("is the disk full?");
            assertThat(asked.get()).isEqualTo(1);
        }
    }

    @Test
    void aTokenSaysNothingOfItself() throws RefusedException {
        Secret secret = Secret.of("test", "  geheim\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(secret.reveal()).isEqualTo("geheim");
        assertThat(new Credentials.Bearer(secret).toString()).doesNotContain("geheim");
        assertThat(new ScimPull.Target("", Optional.empty(), PullOptions.DEFAULT, secret, Network.PUBLIC).toString())
                .doesNotContain("geheim");
    }
}
