package org.countersign.snapshot;

import java.time.Instant;
import java.util.Optional;

/// What a person said of an account: this identity stands behind it, or nobody does.
///
/// @param identity absent = nobody
/// @param osUser who said it; words of older workspaces do not tell
/// @param basis the link that was confirmed, where the word did
public record LinkWord(
        String source,
        String account,
        Optional<String> identity,
        Instant at,
        Optional<String> osUser,
        Optional<Basis> basis) {
    /// The key that had linked them, and both values at that time. Kept here and not in the ledger, which holds no
    /// names and addresses.
    public record Basis(String key, String accountValue, String identityValue) {}
}
