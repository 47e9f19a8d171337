package org.countersign.identity;

import java.util.Optional;

/// A person's word on one account: this identity, or nobody.
public record ManualLink(String accountId, Optional<String> identityId) {}
