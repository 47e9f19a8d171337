package org.countersign.identity;

/// An app's account and the identity behind it, with the reason.
///
/// @param accountValue what the account says
/// @param identityValue what the identity says, which compared equal
public record Link(String accountId, String identityId, Key key, Era era, String accountValue, String identityValue) {
    /// Whether the identity is gone from the current IdP snapshot.
    public boolean departed() {
        return era == Era.DEPARTED;
    }
}
