package org.countersign.scim;

import java.time.Instant;
import java.util.Optional;

/// One thing that an IdP did, or tried, at an app, as its log tells.
///
/// @param id the log's own, by which the same event is known again
/// @param application of the IdP, by its id; or, in a plain table, whatever the app is called there
/// @param code and `reason` as the log has them
/// @param type what the log calls it
public record ProvisioningEvent(
        String id,
        Instant at,
        Optional<String> application,
        Action action,
        Target target,
        Result result,
        Optional<String> code,
        Optional<String> reason,
        String type) {
    /// The code with which Entra says that somebody is not assigned, and so was skipped.
    public static final String NOT_ENTITLED = "NotEffectivelyEntitled";

    /// Whether somebody is left without an account where it was skipped: a group is none that anybody waits for.
    public boolean bringsAccount() {
        return target.account().isEmpty()
                && !target.group()
                && !action.takesAway()
                && !action.ofMembership()
                && code.filter(NOT_ENTITLED::equals).isEmpty();
    }

    /// Whether it is the one that counts of several at one time that went the same.
    public boolean isGrave() {
        return result == Result.SKIPPED ? bringsAccount() : action.takesAway();
    }

    /// What was to be done. The order is stored.
    public enum Action {
        /// Make an account or a group.
        CREATE,
        /// Change one.
        UPDATE,
        /// Let an account in again.
        ENABLE,
        /// Shut an account out.
        DISABLE,
        /// Remove an account or a group.
        DELETE,
        /// Put an account into a group.
        GROUP_ADD,
        /// Take an account out of a group.
        GROUP_REMOVE,
        /// Give a role.
        ROLE_ADD,
        /// Take a role.
        ROLE_REMOVE,
        /// The log does not say.
        OTHER;

        /// Whether it takes access away.
        public boolean takesAway() {
            return switch (this) {
                case DISABLE, DELETE, GROUP_REMOVE, ROLE_REMOVE -> true;
                case CREATE, UPDATE, ENABLE, GROUP_ADD, ROLE_ADD, OTHER -> false;
            };
        }

        /// Whether it is about an account in a group or role, and not the account itself.
        public boolean ofMembership() {
            return switch (this) {
                case GROUP_ADD, GROUP_REMOVE, ROLE_ADD, ROLE_REMOVE -> true;
                case CREATE, UPDATE, ENABLE, DISABLE, DELETE, OTHER -> false;
            };
        }
    }

    /// What came of it. The order is stored, the worse later.
    public enum Result {
        /// Done.
        SUCCESS,
        /// Not tried.
        SKIPPED,
        /// Not yet.
        PENDING,
        /// Tried in vain.
        FAILURE
    }

    /// What it was done to.
    ///
    /// @param group that the whole event is about a group, and not about an account
    /// @param account its id at the app
    /// @param identity its id at the IdP
    /// @param userName at the app, else at the IdP
    /// @param access the group or role
    public record Target(
            boolean group,
            Optional<String> account,
            Optional<String> identity,
            Optional<String> userName,
            Optional<String> access) {
        /// What a person reads.
        public String label() {
            return group
                    ? access.orElse("?")
                    : userName.or(() -> account).or(() -> identity).orElse("?");
        }
    }

    /// What tells the objects of one application apart as far as the log can. Two keys may still mean one account.
    public String object() {
        String who = target.group
                ? ""
                : target.identity
                        .map(id -> "i" + id)
                        .or(() -> target.account.map(id -> "a" + id))
                        .or(() -> target.userName.map(name -> "n" + name))
                        .orElse("");
        return target.group || action.ofMembership() ? who + "\n" + target.access.orElse("") : who;
    }
}
