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
            new GuestWithoutException(),
            new AppSideMembership(),
            new MissingMembership(),
            new MissingAccount(),
            new StaleMembership(),
            new UnmappedGroup(),
            new BrokenMapping(),
            new UndocumentedGroup(),
            new ExceptionExpired(),
            new ExceptionIncomplete(),
            new ExceptionOwnerInactive(),
            new ScimTokenExpired(),
            new ProvisioningFailed(),
            new SnapshotStale(),
            new SnapshotIncomplete());

    /// Ids that drift-rules.md names and a later version evaluates: a governance file may switch them off
    /// already.
    private static final List<String> LATER = List.of(
            "attribute-mismatch",
            "dormant-account",
            "group-renamed",
            "nested-group",
            "group-owner-inactive",
            "group-review-overdue",
            "exception-expiring",
            "exception-unused",
            "scim-token-expiring",
            "scim-token-holder-inactive",
            "provisioning-delayed",
            "no-authoritative-idp",
            "lifecycle-test-overdue",
            "lifecycle-test-failed",
            "revocation-coverage-unknown",
            "service-owner-inactive",
            "revocation-not-applied",
            "access-regranted",
            "toxic-combination");

    private Rules() {}

    /// Every id of drift-rules.md.
    public static Set<String> ids() {
        var ids = new TreeSet<>(LATER);
        ALL.forEach(rule -> ids.add(rule.id()));
        return ids;
    }
}
