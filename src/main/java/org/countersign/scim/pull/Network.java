package org.countersign.scim.pull;

import java.security.cert.X509Certificate;
import java.util.List;

/// What the operator says of the network; the governance file has no word in it.
///
/// @param allowPrivate also asks addresses in private networks
/// @param authorities trusted beside those of the JDK
public record Network(boolean allowPrivate, List<X509Certificate> authorities, Proxies proxies) {
    /// The internet, directly.
    public static final Network PUBLIC = new Network(false, List.of(), Proxies.NONE);

    /// Copies the list.
    public Network {
        authorities = List.copyOf(authorities);
    }
}
