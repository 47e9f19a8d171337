package org.countersign.drift;

import java.util.Optional;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;

/// A mapping with the groups that its names mean.
///
/// @param idpGroup and `appGroup` are ids in the current snapshots, absent where they do not resolve
/// @param members identities that the mapping grants its access, as its `nesting` says
public record ResolvedMapping(
        Mapping mapping, Optional<String> idpGroup, Optional<String> appGroup, GroupMembers members) {
    /// Whether a group it names does not resolve.
    public boolean broken() {
        return idpGroup.isEmpty() || (mapping.access().kind() == Access.Kind.GROUP && appGroup.isEmpty());
    }
}
