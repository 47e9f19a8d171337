package org.countersign.ledger;

import java.util.Optional;

/// Who acts: the operating-system user, and the reviewer in whose name, by address.
public record Actor(String osUser, Optional<String> reviewer) {
    /// The person at the keyboard, in nobody else's name.
    public static Actor user(String osUser) {
        return new Actor(osUser, Optional.empty());
    }

    /// The same person, as a reviewer.
    public Actor as(String address) {
        return new Actor(osUser, Optional.of(address));
    }
}
