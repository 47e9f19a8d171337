package org.countersign.scim.pull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.work.RefusedException;

/// The proxy that the operator's environment names, as curl reads it: `https_proxy`, `HTTPS_PROXY`, `all_proxy`,
/// `ALL_PROXY`, and who is asked without it, `no_proxy`, `NO_PROXY`. This machine is never asked through a proxy.
///
/// A proxy of `http` alone: it makes a tunnel (CONNECT) for https, and sees neither token nor answers.
public final class Proxies {
    /// Every server is asked directly.
    public static final Proxies NONE = new Proxies(Optional.empty(), List.of());

    private static final List<String> NAMES = List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
    /// Where none is told, as for curl.
    private static final int PORT = 1080;

    /// @param authorization the value of a header, where the proxy wants one
    private record Named(String host, int port, Optional<Secret> authorization) {}

    private final Optional<Named> proxy;
    private final List<String> without;

    private Proxies(Optional<Named> proxy, List<String> without) {
        this.proxy = proxy;
        this.without = without;
    }

    /// Reads the environment.
    ///
    /// @param variable the value of a variable, where it is not empty
    /// @throws RefusedException where a proxy is named that we cannot use; its address may hold a password, and is
    /// not repeated
    public static Proxies of(Function<String, Optional<String>> variable) throws RefusedException {
        for (String name : NAMES) {
            Optional<String> value = variable.apply(name).filter(text -> !text.isBlank());
            if (value.isPresent()) {
                String without = variable.apply("no_proxy")
                        .or(() -> variable.apply("NO_PROXY"))
                        .orElse("");
                List<String> hosts = Arrays.stream(without.split("[,\\s]+"))
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList();
                return new Proxies(Optional.of(named(name, value.get().strip())), hosts);
            }
        }
        return NONE;
    }

    private static Named named(String name, String value) throws RefusedException {
        URI uri;
        try {
            uri = new URI(value.contains("://") ? value : "http://" + value);
        } catch (URISyntaxException e) {
            throw unusable(name, "This is not the address of a proxy.");
        }
        if (uri.getHost() == null || uri.getPort() > 0xffff || uri.getPort() == 0) {
            throw unusable(name, "This is not the address of a proxy.");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw unusable(name, "A proxy of this kind cannot be used.");
        }
        String user = uri.getRawUserInfo();
        return new Named(
                uri.getHost(),
                uri.getPort() < 0 ? PORT : uri.getPort(),
                user == null ? Optional.empty() : Optional.of(basic(name, user)));
    }

    private static Secret basic(String name, String user) throws RefusedException {
        // A plus sign is itself here, and a space only in forms.
        String pair = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder()
                .encodeToString((pair.contains(":") ? pair : pair + ":").getBytes(StandardCharsets.UTF_8));
        return Secret.of(name, encoded.getBytes(StandardCharsets.US_ASCII));
    }

    private static RefusedException unusable(String name, String reason) {
        return new RefusedException(
                name, reason, "Name one like http://proxy.example.com:3128, or unset the variable.");
    }

    /// The proxy that a server is asked through, as `host:port`, for messages.
    Optional<String> through(URI server) {
        return chosen(server).map(named -> named.host() + ":" + named.port());
    }

    /// What the proxy for a server wants to see, as the value of a header.
    Optional<String> authorization(URI server) {
        return chosen(server).flatMap(Named::authorization).map(secret -> "Basic " + secret.reveal());
    }

    private Optional<Named> chosen(URI server) {
        return proxy.filter(named -> "https".equalsIgnoreCase(server.getScheme())
                && !new Endpoint(server).namesThisMachine()
                && without.stream().noneMatch(entry -> covers(entry, server.getHost())));
    }

    /// Whether an entry of `no_proxy` means a host: itself, its domain, a network, or everything.
    private static boolean covers(String entry, String asked) {
        String host = asked.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|\\.$", "");
        String name = entry.replaceFirst("^\\*?\\.", "").replaceAll("[\\[\\]]|\\.$", "");
        if (entry.equals("*") || host.equals(name)) {
            return true;
        }
        if (Endpoint.isAddress(host)) {
            return within(name, host);
        }
        return !name.isEmpty() && host.endsWith("." + name);
    }

    /// Of a network such as `10.0.0.0/8`.
    private static boolean within(String network, String address) {
        int slash = network.indexOf('/');
        String bits = network.substring(slash + 1);
        if (slash < 0 || !bits.matches("\\d{1,3}") || !Endpoint.isAddress(network.substring(0, slash))) {
            return false;
        }
        try {
            byte[] of = InetAddress.getByName(network.substring(0, slash)).getAddress();
            byte[] is = InetAddress.getByName(address).getAddress();
            int length = Integer.parseInt(bits);
            boolean same = of.length == is.length && length <= 8 * of.length;
            for (int i = 0; same && i < length; i++) {
                int mask = 0x80 >> i % 8;
                same = (of[i / 8] & mask) == (is[i / 8] & mask);
            }
            return same;
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /// For the client. The name of the proxy is looked up anew for every connection.
    ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI server) {
                return List.of(chosen(server)
                        .map(named -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(named.host(), named.port())))
                        .orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(URI server, SocketAddress address, IOException failure) {
                // There is no other to turn to.
            }
        };
    }

    /// Without what the proxy wants to see.
    @Override
    public String toString() {
        return proxy.map(named -> named.host() + ":" + named.port()).orElse("none");
    }
}
