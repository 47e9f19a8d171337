package org.countersign.scim.pull;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.work.RefusedException;

/// Refuses names that lead into private networks: whoever writes the governance file, or answers for a name, must
/// not make this machine ask its neighbours. Asked before every question, as a name may lead elsewhere by then; the
/// JDK keeps what it has looked up for some seconds, and so connects to what was judged.
final class Gate {
    /// Where names lead.
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private final Network network;
    private final Names names;
    /// Names that only the proxy knows; not looked up again, as that may take long where there is no name server.
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    Gate(Network network, Names names) {
        this.network = network;
        this.names = names;
    }

    Proxies proxies() {
        return network.proxies();
    }

    /// Judges every address that the name leads to.
    ///
    /// A name that only a proxy knows is the proxy's to judge; one that is known here is judged here, too.
    ///
    /// @throws UnknownHostException where there is none of this name
    void check(URI uri) throws RefusedException, UnknownHostException {
        if (unknown.contains(uri.getHost())) {
            return;
        }
        InetAddress[] all;
        try {
            all = names.of(uri.getHost());
        } catch (UnknownHostException e) {
            if (network.proxies().through(uri).isPresent()) {
                unknown.add(uri.getHost());
                return;
            }
            throw e;
        }
        boolean here = new Endpoint(uri).namesThisMachine();
        for (InetAddress address : all) {
            if (here && !address.isLoopbackAddress()) {
                throw new RefusedException(
                        Answer.place(uri), "Its name does not lead to this machine.", "Use 127.0.0.1.");
            }
            if (!here && !network.allowPrivate() && PrivateAddresses.holds(address)) {
                throw new RefusedException(
                        Answer.place(uri),
                        "Its name leads to " + address.getHostAddress() + ", a private address.",
                        "If that is meant, pull with --allow-private.");
            }
        }
    }
}
