package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a vendor means by what it sends. A new one is one class, one line in [Dialects], its strings and
/// its test.
public interface Dialect {
    /// As in the governance file's `vendor`.
    String id();

    /// The vendor's own marks of a guest, external, service or bot account.
    ///
    /// @param user the resource as sent
    /// @param emails and `roles` as read
    AccountKind kindOf(ObjectNode user, List<Email> emails, List<Grant> roles);

    /// Whether this vendor's groups never tell their members, so that an empty list means nothing.
    default boolean neverTellsMembers() {
        return false;
    }
}
