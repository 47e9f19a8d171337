package org.countersign.scim.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.testkit.TlsIdentity;
import org.countersign.testkit.TunnelProxy;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A real proxy on loopback, which must see neither token nor answers; and the environment as curl reads it.
class ProxiesTest {
    private static final PullLimits SHORT = new PullLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            1 << 20,
            1 << 20,
            50,
            1,
            Duration.ofMillis(5),
            Duration.ofSeconds(1));
    private static final String TOKEN = "proxied-token-71";
    private static final String LIST = "{\"totalResults\":1,\"Resources\":[" + House.active("1", "ada") + "]}";
    /// Nobody but the proxy knows it (RFC 6761 6.4).
    private static final String HOST = "app.countersign.invalid";

    @TempDir
    private Path folder;

    private int pull(String url, Proxies proxies, TlsIdentity identity) throws RefusedException {
        var target = new ScimPull.Target(
                url,
                Optional.empty(),
                PullOptions.DEFAULT,
                Secret.of("test", TOKEN.getBytes(StandardCharsets.UTF_8)),
                new Network(false, List.of(identity.certificate()), proxies));
        try (Pulled pulled = new ScimPull(SHORT, Clock.systemUTC()).run(target, folder.resolve("w"), Progress.NONE)) {
            return pulled.files().size();
        }
    }

    private static Proxies proxies(String... pairs) throws RefusedException {
        Map<String, String> variables =
                pairs.length == 2 ? Map.of(pairs[0], pairs[1]) : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]);
        return Proxies.of(name -> Optional.ofNullable(variables.get(name)));
    }

    private static TlsIdentity identity() throws Exception {
        return TlsIdentity.of(HOST, Instant.now().minus(Duration.ofDays(1)));
    }

    @Test
    void theTunnelHidesTokenAndAnswers() throws Exception {
        TlsIdentity identity = identity();
        var asked = new CopyOnWriteArrayList<String>();
        HttpsServer server = identity.serve(LIST, asked::add);
        try (var proxy = new TunnelProxy(server.getAddress().getPort(), 0)) {
            Proxies proxies = proxies("HTTPS_PROXY", "http://ops:g%C3%A9h+eim@" + proxy.address());
            assertThat(pull("https://" + HOST + "/scim/v2", proxies, identity)).isEqualTo(2);
            String pair = Base64.getEncoder().encodeToString("ops:géh+eim".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allMatch(head -> head.startsWith("CONNECT " + HOST + ":443 HTTP/1.1"))
                    .allMatch(head -> head.contains("Proxy-Authorization: Basic " + pair))
                    .noneMatch(head -> head.contains(TOKEN) || head.contains("Bearer") || head.contains("/scim"));
            assertThat(proxy.passed()).isNotEmpty().doesNotContain(TOKEN, "/scim");
            assertThat(asked)
                    .isNotEmpty()
                    .anyMatch(head -> head.contains("Bearer " + TOKEN))
                    .noneMatch(head -> head.contains("Proxy-") || head.contains("Proxy-authorization"));
            assertThat(proxies.toString()).doesNotContain("eim");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aProxyThatPutsItselfInTheMiddleIsNotTrusted() throws Exception {
        TlsIdentity expected = identity();
        HttpsServer thief = identity().serve(LIST, head -> {});
        try (var proxy = new TunnelProxy(thief.getAddress().getPort(), 0)) {
            assertThatThrownBy(() ->
                            pull("https://" + HOST + "/scim/v2", proxies("https_proxy", proxy.address()), expected))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Its certificate is not trusted");
            assertThat(proxy.passed()).doesNotContain(TOKEN);
        } finally {
            thief.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407, The proxy wants another name and password (407).",
        "403, The connection through the proxy",
        "502, The connection through the proxy"
    })
    void aProxyThatRefusesIsNamed(int status, String words) throws Exception {
        try (var proxy = new TunnelProxy(0, status)) {
            assertThatThrownBy(() -> pull(
                            "https://" + HOST + "/scim/v2",
                            proxies("ALL_PROXY", "http://ops:geheim@" + proxy.address()),
                            identity()))
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("geheim")
                    .hasMessageNotContaining(TOKEN);
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() ->
                        pull("https://" + HOST + "/scim/v2", proxies("https_proxy", "127.0.0.1:" + port), identity()))
                .isInstanceOf(SurroundingsException.class)
                .hasMessageContaining("No connection through the proxy 127.0.0.1:" + port);
    }

    @Test
    void thisMachineIsNeverAskedThroughAProxy() throws Exception {
        try (var peer = new RawPeer(
                        (target, out) -> out.write(RawPeer.json(LIST).getBytes(StandardCharsets.UTF_8)));
                var proxy = new TunnelProxy(0, 403)) {
            assertThat(pull(peer.url(), proxies("ALL_PROXY", proxy.address()), identity()))
                    .isEqualTo(2);
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @Test
    void aPrivateAddressIsRefusedAlsoThroughAProxy() throws Exception {
        try (var proxy = new TunnelProxy(0, 403)) {
            assertThatThrownBy(() ->
                            pull("https://169.254.169.254/scim", proxies("https_proxy", proxy.address()), identity()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("a private address");
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|app.example.com|false",
                "example.com|app.example.com|false",
                ".example.com|APP.example.com|false",
                "*.example.com|app.example.com|false",
                "other.org, example.com|example.com|false",
                "other.org example.com|example.com|false",
                "example.com|notexample.com|true",
                "app.example.com|example.com|true",
                "''|app.example.com|true",
                "1.2.3.4|1.2.3.4|false",
                "1.2.0.0/16|1.2.3.4|false",
                "1.2.0.0/23|1.2.1.4|false",
                "1.2.0.0/23|1.2.2.4|true",
                "1.2.0.0/99|1.2.0.4|true",
                "4|1.2.3.4|true",
                "2606:4700::/32|[2606:4700::1111]|false",
                "2606:4700::/32|[2606:4701::1111]|true"
            })
    void whoIsAskedWithoutAProxy(String without, String host, boolean proxied) throws Exception {
        Proxies proxies = proxies("https_proxy", "proxy.example.com:3128", "no_proxy", without);
        assertThat(proxies.through(URI.create("https://" + host + "/scim")).isPresent())
                .isEqualTo(proxied);
    }

    @Test
    void variablesAreReadAsCurlReadsThem() throws Exception {
        URI server = URI.create("https://app.example.com/scim");
        assertThat(proxies("https_proxy", "a:1", "HTTPS_PROXY", "b:2").through(server))
                .contains("a:1");
        assertThat(proxies("HTTPS_PROXY", "b:2", "all_proxy", "c:3").through(server))
                .contains("b:2");
        assertThat(proxies("ALL_PROXY", "http://c").through(server)).contains("c:1080");
        assertThat(proxies("HTTP_PROXY", "http://d:4").through(server)).isEmpty();
        assertThat(Proxies.NONE.through(server)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ops:geheim@proxy:3128",
                "socks5://ops:geheim@proxy:1080",
                "http://ops:geheim@proxy:70000",
                "http://ops:geheim@",
                "http://geheim proxy:1"
            })
    void aProxyThatCannotBeUsedIsRefusedUnseen(String value) {
        assertThatThrownBy(() -> proxies("HTTPS_PROXY", value))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("HTTPS_PROXY: ")
                .hasMessageNotContaining("geheim");
    }
}
