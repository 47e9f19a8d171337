package org.countersign.drift;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.KeyAsked;
import org.countersign.identity.Link;
import org.countersign.identity.LookAlike;
import org.countersign.identity.RankedSuggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.LinkWord;

/// All that is known of who stands behind one account.
///
/// @param identity behind it, current or departed
/// @param since when both have had the values that link them; absent for a person's word, which has its own date
/// @param word of a person
/// @param asked the keys in their order
public record AccountView(
        UserResource account,
        Optional<Link> link,
        Optional<UserResource> identity,
        Optional<Since> since,
        Optional<LinkWord> word,
        List<KeyAsked> asked,
        List<RankedSuggestion> suggestions,
        List<LookAlike> lookAlikes) {
    /// Copies the lists.
    public AccountView {
        asked = List.copyOf(asked);
        suggestions = List.copyOf(suggestions);
        lookAlikes = List.copyOf(lookAlikes);
    }

    /// The snapshot from which on the link holds.
    public record Since(String source, long number, Instant takenAt) {}
}
