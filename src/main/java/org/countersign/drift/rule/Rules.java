package org.countersign.drift.rule;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.drift.Rule;

/// The rules that this version evaluates, in the order of drift-rules.md.
public final class Rules {
    /// All of them.
    public static final List<Rule> ALL = List.of(
            new DisabledIdentityActiveAccount(),
            new DepartedIdentityActiveAccount(),
            new UnmatchedAccount(),
            new PrivilegedAccountOutsideIdp(),
            new UngovernedPrivilege(),
            new DuplicateAccount(),
            new AttributeMismatch(),
            new DormantAccount(),
            new GuestWithoutException(),
            new AppSideMembership(),
            new MissingMembership(),
            new MissingAccount(),
            new StaleMembership(),
            new GroupRenamed(),
            new UnmappedGroup(),
            new NestedGroup(),
            new BrokenMapping(),
            new UndocumentedGroup(),
            new GroupOwnerInactive(),
            new GroupReviewOverdue(),
            new ExceptionExpired(),
            new ExceptionExpiring(),
            new ExceptionIncomplete(),
            new ExceptionOwnerInactive(),
            new ExceptionUnused(),
            new ScimTokenExpired(),
            new ScimTokenExpiring(),
            new ScimTokenHolderInactive(),
            new ProvisioningFailed(),
            new ProvisioningDelayed(),
            new SnapshotStale(),
            new SnapshotIncomplete(),
            new NoAuthoritativeIdp(),
            new LifecycleTestOverdue(),
            new RevocationCoverageUnknown(),
            new ServiceOwnerInactive(),
            new ToxicCombination());

    /// Ids that drift-rules.md names and a later version evaluates: a governance file may switch them off
    /// already.
    private static final List<String> LATER =
            List.of("lifecycle-test-failed", "revocation-not-applied", "access-regranted");

    private Rules() {}

    /// Every id of drift-rules.md.
    public static Set<String> ids() {
        var ids = new TreeSet<>(LATER);
        ALL.forEach(rule -> ids.add(rule.id()));
        return ids;
    }
}
