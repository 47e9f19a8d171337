package org.countersign.work;

import java.net.http.HttpClient;

/// The JDK's HTTP client, begun in one way by whoever asks the network: it reads some of its settings once, so the
// first
/// to begin it decides for all.
public final class Http {
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        // The JDK keeps names and passwords from proxies unless told otherwise.
        if (System.getProperty(TUNNELING) == null) {
            System.setProperty(TUNNELING, "");
        }
    }

    private Http() {}

    /// Without redirects, which could carry a token elsewhere.
    public static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }
}
