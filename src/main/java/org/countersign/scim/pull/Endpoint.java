package org.countersign.scim.pull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.countersign.work.RefusedException;

/// An address that we send a secret to: https, or plain http to this machine.
record Endpoint(URI base) {
    /// Reads what the governance file says.
    static Endpoint of(String url) throws RefusedException {
        URI uri;
        try {
            uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (URISyntaxException e) {
            throw unusable();
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > 0xffff
                || uri.getHost().contains("%")) {
            throw unusable();
        }
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw unusable();
        }
        var endpoint = new Endpoint(uri);
        if (plain && !endpoint.namesThisMachine()) {
            throw new RefusedException(
                    endpoint.shown(),
                    "This is plain http, and the token would cross the network unprotected.",
                    "Use https; plain http is for 127.0.0.1, [::1] and localhost alone.");
        }
        return endpoint;
    }

    private static RefusedException unusable() {
        return new RefusedException(
                "",
                "The address is not one like https://app.example.com/scim/v2, without user, ? and #.",
                "Mend it in the governance file.");
    }

    boolean namesThisMachine() {
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /// Whether a host is an address and no name: nothing is looked up for it.
    static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    /// A place below it; `query` may be empty.
    URI at(String path, String query) {
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    /// Whether a link stays with the server that the token is for, and below the endpoint.
    boolean holds(URI other) {
        String below = Objects.requireNonNullElse(other.getRawPath(), "");
        return base.getScheme().equalsIgnoreCase(other.getScheme())
                && base.getHost().equalsIgnoreCase(other.getHost())
                && port(base) == port(other)
                && other.getRawUserInfo() == null
                && below.startsWith(base.getRawPath() + "/")
                && !below.contains("..")
                && !below.toLowerCase(Locale.ROOT).contains("%2e");
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    /// For messages.
    String shown() {
        return base.toString();
    }
}
