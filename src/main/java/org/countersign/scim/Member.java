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
        USER(0),
        /// A nested group.
        GROUP(1),
        /// Neither `type` nor `$ref` tells; found by id.
        NOT_TOLD(2),
        /// Neither a user nor a group, as the vendor says: a device, a service principal, a contact, a whole domain, a
        /// person outside of it. No list of users or groups has to have it; where one does, it is that.
        OTHER(3);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /// A number below four that stands for it in a workspace.
        public int code() {
            return code;
        }

        /// The kind of a number.
        public static Type of(int code) {
            return switch (code) {
                case 0 -> USER;
                case 1 -> GROUP;
                case 3 -> OTHER;
                default -> NOT_TOLD;
            };
        }
    }
}
