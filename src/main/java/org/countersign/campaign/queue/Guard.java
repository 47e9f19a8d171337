package org.countersign.campaign.queue;

/// Why a revocation is asked for again (product.md, "Rules of a review").
///
/// @param name of the group, the app, or the person
/// @param gone how many would be gone, those revoked already among them
/// @param of how many there were
public record Guard(Kind kind, String name, int gone, int of) {
    /// What is at stake.
    public enum Kind {
        /// More than a fifth of a group's members.
        FIFTH,
        /// Nobody would administer an app any more.
        LAST_ADMINISTRATOR,
        /// Who holds an app's SCIM token.
        TOKEN_HOLDER
    }
}
