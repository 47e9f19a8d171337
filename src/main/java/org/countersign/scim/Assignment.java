package org.countersign.scim;

import java.time.Instant;
import java.util.Optional;

/// That a user, group or service principal of an IdP is assigned to one of the IdP's applications: Okta's app users
/// and app groups, Microsoft Graph's `appRoleAssignedTo`. It is what the IdP expects to be there.
///
/// Its application is a group of the IdP as well ([#group]), so that a mapping can name it.
///
/// @param application the application's id at the IdP; for Graph that of its service principal
public record Assignment(String application, Terms terms) {
    private static final String PREFIX = "app:";

    /// Who is assigned, and what the IdP says of it.
    ///
    /// @param principal the id of the user, group or service principal at the IdP
    /// @param role an app role's id; absent = default access
    /// @param account the id of the account in the application, as the IdP recorded it (Okta `externalId`)
    /// @param accountName what that account is called (Okta `credentials.userName`)
    /// @param changed when the assignment got its state
    public record Terms(
            String principal,
            Kind kind,
            Optional<String> role,
            Scope scope,
            State state,
            Sync sync,
            Optional<String> account,
            Optional<String> accountName,
            Optional<Instant> changed) {
        /// Of a vendor that tells neither a state nor accounts.
        static Terms of(String principal, Kind kind, Optional<String> role, Optional<Instant> changed) {
            return new Terms(
                    principal,
                    kind,
                    role,
                    Scope.DIRECT,
                    State.ASSIGNED,
                    Sync.NOT_TOLD,
                    Optional.empty(),
                    Optional.empty(),
                    changed);
        }

        /// The same, once it holds no more.
        Terms ended() {
            return new Terms(principal, kind, role, scope, State.ENDED, sync, account, accountName, changed);
        }
    }

    /// What is assigned. The order of each of these lists is what workspaces keep.
    public enum Kind {
        /// An identity.
        USER,
        /// A group, and so each direct member of it.
        GROUP,
        /// A service principal or managed identity.
        SERVICE_PRINCIPAL
    }

    /// How the principal came by it.
    public enum Scope {
        /// By an assignment of its own.
        DIRECT,
        /// By a group.
        GROUP
    }

    /// Whether it holds.
    public enum State {
        /// It holds.
        ASSIGNED,
        /// It holds, and the account is still to be made or confirmed.
        WAITING,
        /// It has ended, is suspended, or was never confirmed.
        ENDED
    }

    /// What the IdP says of bringing it into the application (Okta `syncState`).
    public enum Sync {
        /// The vendor does not say.
        NOT_TOLD,
        /// The application is not provisioned by the IdP.
        DISABLED,
        /// The account is as the IdP wants it.
        SYNCHRONIZED,
        /// On its way.
        SYNCING,
        /// The account is not as the IdP wants it.
        OUT_OF_SYNC,
        /// Provisioning failed.
        ERROR
    }

    /// The id of the group that stands for the application, or for its role.
    public String group() {
        return groupOf(application) + terms.role().map(role -> "/" + role).orElse("");
    }

    /// The id of the group that stands for an application as a whole.
    static String groupOf(String application) {
        return PREFIX + application;
    }

    /// The application that a group stands for; empty where it is a group like any other.
    public static Optional<String> applicationOf(String group) {
        if (!group.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String id = group.substring(PREFIX.length());
        int role = id.indexOf('/');
        return Optional.of(role < 0 ? id : id.substring(0, role)).filter(text -> !text.isBlank());
    }

    Member member() {
        Member.Type type =
                switch (terms.kind()) {
                    case USER -> Member.Type.USER;
                    case GROUP -> Member.Type.GROUP;
                    case SERVICE_PRINCIPAL -> Member.Type.OTHER;
                };
        return new Member(terms.principal(), type, Optional.empty());
    }
}
