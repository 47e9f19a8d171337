package org.countersign.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.scim.UserResource;

/// An IdP's identities through its snapshots: who is there, what they were called, who is gone.
public final class IdentityHistory {
    final IdentityIndex current = new IdentityIndex();
    final IdentityIndex former = new IdentityIndex();
    final IdentityIndex departed = new IdentityIndex();
    final IdentityIndex departedFormer = new IdentityIndex();
    private final Map<String, UserResource> gone = new HashMap<>();
    private final Set<String> here = new HashSet<>();

    /// @param snapshots the users of each snapshot, newest (the current one) first; an identity that is the
    /// same object in two snapshots is looked at once
    public IdentityHistory(List<? extends Iterable<UserResource>> snapshots) {
        boolean newest = true;
        for (Iterable<UserResource> snapshot : snapshots) {
            for (UserResource identity : snapshot) {
                if (newest) {
                    here.add(identity.id());
                    current.add(identity);
                } else if (here.contains(identity.id())) {
                    former.add(identity);
                } else if (gone.putIfAbsent(identity.id(), identity) == null) {
                    departed.add(identity);
                } else {
                    departedFormer.add(identity);
                }
            }
            newest = false;
        }
    }

    /// Whether an identity is in the current snapshot.
    boolean has(String identityId) {
        return here.contains(identityId);
    }

    /// Identities that are gone, as they were last seen, by id.
    public Map<String, UserResource> departed() {
        return Map.copyOf(gone);
    }
}
