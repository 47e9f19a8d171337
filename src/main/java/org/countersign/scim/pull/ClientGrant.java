package org.countersign.scim.pull;

import java.util.Optional;

/// The client credentials grant (RFC 6749 4.4): the secret is a client's and buys the token.
///
/// @param inBody sends id and secret in the body and not as HTTP Basic (RFC 6749 2.3.1)
public record ClientGrant(String tokenEndpoint, String clientId, Optional<String> scope, boolean inBody) {}
