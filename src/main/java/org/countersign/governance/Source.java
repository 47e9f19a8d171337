package org.countersign.governance;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A system with accounts, as the governance file describes it.
///
/// @param vendor `auto`, `scim`, or a vendor's name
/// @param idpApplications ids of the applications of its authoritative IdP that stand for it
/// @param endpoint where it can be pulled from
/// @param compare which attributes of an account are compared with its identity's
/// @param provisioningSla how long the IdP may take to bring a change into it
/// @param dormantAfter how old the last sign-in of an active account may be
/// @param lifecycleTestEvery how long a lifecycle test counts
/// @param revocation what SCIM deactivation does, by kind of credential or holding
public record Source(
        String id,
        String name,
        Kind kind,
        String vendor,
        Optional<String> owner,
        Optional<String> authoritativeIdp,
        List<String> idpApplications,
        Optional<Token> token,
        Optional<ScimEndpoint> endpoint,
        Privileged privileged,
        Duration snapshotMaxAge,
        List<String> compare,
        Duration provisioningSla,
        Duration dormantAfter,
        Duration lifecycleTestEvery,
        Map<String, Coverage> revocation) {
    /// What is compared where the governance file does not say (drift-rules.md, `attribute-mismatch`).
    public static final List<String> COMPARED = List.of("email", "title", "department", "employeeNumber");

    /// Credentials and holdings that the governance file lists, in its order.
    public static final List<String> HOLDINGS = List.of(
            "sessions",
            "oauthGrants",
            "personalAccessTokens",
            "apiKeys",
            "webhooks",
            "sharedFiles",
            "inviteLinks",
            "deviceLinks",
            "recoveryMethods",
            "ownership");

    /// Copies the collections.
    public Source {
        idpApplications = List.copyOf(idpApplications);
        compare = List.copyOf(compare);
        revocation = Map.copyOf(revocation);
    }

    /// Identity provider or app.
    public enum Kind {
        /// Its accounts are identities.
        IDP,
        /// Its accounts correlate with identities.
        APP
    }

    /// The SCIM token's record.
    ///
    /// @param expires the last day on which it holds, a UTC day
    public record Token(
            Optional<String> holder,
            Optional<String> scope,
            Optional<LocalDate> issued,
            Optional<LocalDate> rotated,
            Optional<LocalDate> expires) {}

    /// Names that make an account privileged; a list that is given replaces the default of that list alone.
    public record Privileged(List<String> roles, List<String> entitlements, List<String> groups) {
        /// drift-rules.md, "Privileged account".
        public static final List<String> DEFAULT_ROLES = List.of(
                "admin",
                "administrator",
                "owner",
                "superuser",
                "root",
                "global administrator",
                "workspace owner",
                "workspace admin",
                "org owner",
                "enterprise_owner");

        /// Copies the lists.
        public Privileged {
            roles = List.copyOf(roles);
            entitlements = List.copyOf(entitlements);
            groups = List.copyOf(groups);
        }
    }

    /// What deactivation does to one kind of credential or holding.
    public enum State {
        /// It ends.
        REVOKED,
        /// It stays.
        KEPT,
        /// It is blocked while the account is inactive and comes back with it.
        BLOCKED,
        /// Nobody knows.
        UNKNOWN
    }

    /// The state and where it is known from.
    public record Coverage(State state, Optional<String> source, Optional<LocalDate> checked) {}

    /// Of one holding; what is left out is unknown.
    public Coverage coverage(String holding) {
        return revocation.getOrDefault(holding, new Coverage(State.UNKNOWN, Optional.empty(), Optional.empty()));
    }
}
