package org.countersign.scim.pull;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

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
                || uri.getRawFragment() != null) {
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

    /// Refuses names that lead into private networks: whoever writes the governance file, or answers for a
    /// name, must not make this machine ask its neighbours.
    void check(boolean allowPrivate) throws RefusedException {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(base.getHost());
        } catch (UnknownHostException e) {
            throw new SurroundingsException(shown() + ": There is no host of this name. Is the network up?", e);
        }
        boolean here = namesThisMachine();
        for (InetAddress address : all) {
            if (here && !address.isLoopbackAddress()) {
                throw new RefusedException(shown(), "Its name does not lead to this machine.", "Use 127.0.0.1.");
            }
            if (!here && !allowPrivate && PrivateAddresses.holds(address)) {
                throw new RefusedException(
                        shown(),
                        "Its name leads to " + address.getHostAddress() + ", a private address.",
                        "If that is meant, pull with --allow-private.");
            }
        }
    }

    private boolean namesThisMachine() {
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
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
