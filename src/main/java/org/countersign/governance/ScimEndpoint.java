package org.countersign.governance;

import java.util.Optional;
import org.countersign.scim.pull.PullOptions;

/// Where a source is pulled from, as the governance file tells; the secret comes from elsewhere.
///
/// @param url of the SCIM service provider, such as `https://app.example.com/scim/v2`
/// @param oauth where the secret is a client's and buys the token (RFC 6749 4.4), not the token itself
public record ScimEndpoint(String url, Optional<OAuth> oauth, PullOptions options) {
    /// The client credentials grant.
    ///
    /// @param inBody sends id and secret in the body and not as HTTP Basic (RFC 6749 2.3.1)
    public record OAuth(String tokenEndpoint, String clientId, Optional<String> scope, boolean inBody) {}
}
