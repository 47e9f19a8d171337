package org.countersign.governance;

import java.util.Optional;

/// An IdP group that grants an access in an app.
///
/// @param idpGroup id or displayName at the app's authoritative IdP
/// @param nesting how the app treats nested groups; absent = nobody documented it
public record Mapping(String id, String idpGroup, String app, Access access, Optional<Nesting> nesting) {
    /// How the app treats nested groups of the IdP group.
    public enum Nesting {
        /// Members of nested groups get it too.
        EXPAND,
        /// Direct members alone.
        DIRECT
    }
}
