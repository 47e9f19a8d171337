package org.countersign.drift;

import java.util.Map;
import java.util.Optional;
import org.countersign.governance.Source;
import org.countersign.identity.Memberships;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.StoredAccounts;

/// One source as of an instant: its current snapshot, if it has one, and what that tells.
///
/// @param groups whose members are not here; `members` says by its presence whether they are told
/// @param references how a group is named at this source
/// @param removed whether retention removed a snapshot that was newer than this one at that instant
public record SourceState(
        Source source,
        Optional<Snapshot> snapshot,
        StoredAccounts accounts,
        Map<String, GroupResource> groups,
        Memberships memberships,
        GroupReferences references,
        boolean removed) {
    /// The source's id.
    public String id() {
        return source.id();
    }

    /// Why there is no snapshot, as a key of `drift.unknown`: none was imported, or it was removed.
    public String missing() {
        return removed ? "snapshot-removed" : "no-snapshot";
    }

    /// Whether there is a snapshot without a known gap.
    public boolean complete() {
        return snapshot.filter(taken -> taken.completeness().complete()).isPresent();
    }

    /// Whether any account of the snapshot tells `active`; an empty one has nothing to tell.
    public boolean activeTold() {
        return snapshot.filter(taken -> taken.completeness().activeTold()).isPresent();
    }

    /// Whether members of this snapshot's groups are known; there may be no group to know them of.
    public boolean membersTold() {
        return groups.isEmpty() || memberships.told() != Memberships.Told.NO;
    }

    /// Whether the members of one group are known, and of the groups in it.
    public boolean membersTold(String group) {
        if (!GroupResource.standsForAccess(group)) {
            return membersTold();
        }
        GroupResource known = groups.get(group);
        return known != null
                && known.members().isPresent()
                && (memberships.nested(group).isEmpty() || membersTold());
    }

    /// An account that is active, or does not say: the safe reading for a review.
    public boolean active(String accountId) {
        int number = accounts.number(accountId);
        return number != 0 && accounts.isActive(number);
    }

    /// What a person reads for an account id.
    public String label(String accountId) {
        UserResource account = accounts.get(accountId);
        return account == null ? accountId : account.label();
    }

    /// What a person reads for a group id.
    public String groupLabel(String groupId) {
        GroupResource group = groups.get(groupId);
        return group == null ? groupId : group.label();
    }
}
