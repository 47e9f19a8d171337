package org.countersign.groups;

import java.util.Optional;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;

/// A mapping with what its names mean, and who is where it says.
///
/// @param idp the app's authoritative IdP, where it names one that is known
/// @param idpGroup and `appGroup` are ids in the current snapshots; absent where they do not resolve, or where the
/// access
/// is no group
/// @param from what a person reads for the IdP group
/// @param to what a person reads for what is granted
/// @param nested how many groups are within the IdP group
public record MappingLine(
        Mapping mapping,
        Source app,
        Optional<Source> idp,
        Optional<String> idpGroup,
        Optional<String> appGroup,
        String from,
        String to,
        int nested,
        boolean privileged,
        Figures figures) {
    /// Who is where it says.
    ///
    /// @param known whether IdP and app tell enough to count
    /// @param expected active identities that it grants the access to
    /// @param there those of them that have it, with an active account
    /// @param lacking those that have an active account without it
    /// @param without those that have no active account in the app
    /// @param extra active accounts that have the access and are granted it by no mapping
    public record Figures(boolean known, int expected, int there, int lacking, int without, int extra) {
        static final Figures UNKNOWN = new Figures(false, 0, 0, 0, 0, 0);
    }

    /// Whether a group that it names is not there.
    public boolean broken() {
        return idpGroup.isEmpty()
                || (mapping.access().kind() == org.countersign.governance.Access.Kind.GROUP && appGroup.isEmpty());
    }
}
