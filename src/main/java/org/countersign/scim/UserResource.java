package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A SCIM User (RFC 7643 4.1, 4.3) with what a review needs; the rest is kept.
///
/// @param groups the ids of `groups[]`: read-only, optional, and only a stand-in where members are not told
/// @param lastSignIn where a vendor's extension tells it
/// @param kind by the dialect's marks
/// @param rest every other attribute and extension as sent, without photos and certificates
public record UserResource(
        String id,
        Optional<String> externalId,
        Optional<String> userName,
        Optional<String> displayName,
        Activity active,
        AccountKind kind,
        Optional<String> userType,
        Optional<String> title,
        Optional<String> department,
        Optional<String> employeeNumber,
        Optional<Manager> manager,
        List<Email> emails,
        List<Grant> roles,
        List<Grant> entitlements,
        List<String> groups,
        Optional<Instant> lastModified,
        Optional<Instant> lastSignIn,
        Extra rest) {
    /// Copies the lists.
    public UserResource {
        emails = List.copyOf(emails);
        roles = List.copyOf(roles);
        entitlements = List.copyOf(entitlements);
        groups = List.copyOf(groups);
    }

    /// The rest, as it says it now.
    public ObjectNode extra() {
        return rest.tree();
    }

    /// What a person reads: display name, else user name, else primary email, else id.
    public String label() {
        return Stream.of(displayName, userName, Email.primaryOf(emails))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(id);
    }

    /// The name that signs in: user name, else primary email, else id. Unlike [#label()] it does not repeat
    /// between people.
    public String signInName() {
        return Stream.of(userName, Email.primaryOf(emails))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(id);
    }

    /// Whether it is inactive because it has not begun: Okta's status STAGED (developer.okta.com, user status), which
    /// is kept among the rest.
    public boolean isStaged() {
        return active == Activity.INACTIVE && extra().path("status").asText().equals("STAGED");
    }

    /// The same, of another kind.
    UserResource as(AccountKind other) {
        return copy(other, roles, lastSignIn);
    }

    /// The same, with other roles.
    UserResource with(List<Grant> others) {
        return copy(kind, others, lastSignIn);
    }

    /// The same, with another last sign-in.
    public UserResource signedIn(Optional<Instant> at) {
        return copy(kind, roles, at);
    }

    private UserResource copy(AccountKind ofKind, List<Grant> withRoles, Optional<Instant> signedIn) {
        return new UserResource(
                id,
                externalId,
                userName,
                displayName,
                active,
                ofKind,
                userType,
                title,
                department,
                employeeNumber,
                manager,
                emails,
                withRoles,
                entitlements,
                groups,
                lastModified,
                signedIn,
                rest);
    }

    /// Whether `meta.lastModified` says that this state is later than the other; false where either does not tell.
    public boolean isNewerThan(Optional<Instant> other) {
        return lastModified
                .filter(mine -> other.filter(theirs -> theirs.isBefore(mine)).isPresent())
                .isPresent();
    }
}
