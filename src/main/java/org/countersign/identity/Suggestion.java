package org.countersign.identity;

import java.util.List;

/// A key that gave several identities: it links nothing, a person settles it.
public record Suggestion(String accountId, Key key, Era era, String value, List<String> identityIds) {
    /// Copies the list.
    public Suggestion {
        identityIds = List.copyOf(identityIds);
    }
}
