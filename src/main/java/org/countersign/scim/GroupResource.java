package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A SCIM Group (RFC 7643 4.2).
///
/// @param members absent where the answer does not have the attribute, which is not the same as none
/// @param rest every other attribute and extension as sent
public record GroupResource(
        String id,
        Optional<String> externalId,
        Optional<String> displayName,
        Optional<List<Member>> members,
        Optional<Instant> lastModified,
        Extra rest) {
    /// Copies the list.
    public GroupResource {
        members = members.map(List::copyOf);
    }

    /// The rest, as it says it now.
    public ObjectNode extra() {
        return rest.tree();
    }

    /// Whether a group of this id stands for access that the vendor assigns elsewhere than in groups (an application,
    /// an admin role, a permission set in an account): what is told of it says nothing of what groups tell.
    public static boolean standsForAccess(String id) {
        return id.startsWith("app:") || id.startsWith("role:") || (id.startsWith("arn:") && id.contains("@"));
    }

    /// What a person reads.
    public String label() {
        return displayName.filter(text -> !text.isBlank()).orElse(id);
    }

    /// Whether `meta.lastModified` says that this state is later than the other; false where either does not tell.
    public boolean isNewerThan(Optional<Instant> other) {
        return lastModified
                .filter(mine -> other.filter(theirs -> theirs.isBefore(mine)).isPresent())
                .isPresent();
    }
}
