package org.countersign.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an IdP itself recorded of an app's accounts, through its snapshots: whose each one is. The second half of
/// key 2 of drift-rules.md.
public final class AppUsers {
    private static final AppUsers NONE = new AppUsers(new IdentityHistory(List.of()), List.of());

    final Index current = new Index();
    final Index former = new Index();
    final Index departed = new Index();
    final Index departedFormer = new Index();

    /// One record: the account of an identity in an application of the IdP.
    public record AppUser(String identityId, String accountId, String application) {
        /// In words, as a link shows it.
        String text() {
            return "user " + identityId + " of application " + application;
        }
    }

    /// Of one era: records by account and identity.
    static final class Index {
        private final Map<String, Map<String, AppUser>> records = new HashMap<>();

        private void add(AppUser record) {
            records.computeIfAbsent(record.accountId(), _ -> new LinkedHashMap<>(2))
                    .putIfAbsent(record.identityId(), record);
        }

        /// Whose an account is.
        List<AppUser> find(String accountId) {
            return List.copyOf(records.getOrDefault(accountId, Map.of()).values());
        }

        private boolean isEmpty() {
            return records.isEmpty();
        }
    }

    /// A record of somebody whom no snapshot had is nobody's.
    ///
    /// @param snapshots the records of each snapshot, newest (the current one) first
    public AppUsers(IdentityHistory idp, List<? extends Iterable<AppUser>> snapshots) {
        Set<String> seen = new HashSet<>();
        boolean newest = true;
        for (Iterable<AppUser> snapshot : snapshots) {
            var now = new HashSet<String>();
            for (AppUser record : snapshot) {
                if (idp.has(record.identityId())) {
                    (newest ? current : former).add(record);
                } else if (idp.isGone(record.identityId())) {
                    (seen.contains(record.identityId()) ? departedFormer : departed).add(record);
                    now.add(record.identityId());
                }
            }
            seen.addAll(now);
            newest = false;
        }
    }

    /// Whether the IdP recorded nothing.
    boolean isEmpty() {
        return current.isEmpty() && former.isEmpty() && departed.isEmpty() && departedFormer.isEmpty();
    }

    /// The IdP recorded nothing, or nobody said which of its applications is the app.
    public static AppUsers none() {
        return NONE;
    }
}
