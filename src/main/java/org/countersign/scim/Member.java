package org.countersign.scim;

import java.util.Optional;

/// One value of a group's `members` (RFC 7643 4.2).
///
/// @param value the id of a user or a group of the same source, which the snapshot need not have
/// @param type what `type` or `$ref` say, else [Type#NOT_TOLD]
public record Member(String value, Type type, Optional<String> display) {
    /// The kind of the member, as told.
    public enum Type {
        /// A user.
        USER,
        /// A nested group.
        GROUP,
        /// Neither `type` nor `$ref` tells; found by id.
        NOT_TOLD
    }
}
