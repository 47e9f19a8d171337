package org.countersign.governance;

import java.util.Optional;
import org.countersign.scim.pull.ClientGrant;
import org.countersign.scim.pull.PullOptions;

/// Where a source is pulled from, as the governance file tells; the secret comes from elsewhere.
///
/// @param url of the SCIM service provider, such as `https://app.example.com/scim/v2`
/// @param oauth where the secret is a client's and buys the token, not the token itself
public record ScimEndpoint(String url, Optional<ClientGrant> oauth, PullOptions options) {}
