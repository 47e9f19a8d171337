package org.countersign.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.identity.AppUsers;
import org.countersign.identity.AppUsers.AppUser;
import org.countersign.identity.IdentityHistory;
import org.countersign.scim.Assignment;

/// Who an IdP has assigned to its applications, as of an instant and before.
///
/// @param current by application
/// @param recorded what told of accounts, for each snapshot, newest first
record AssignedAccess(Map<String, List<Assignment>> current, List<List<Assignment>> recorded) {
    static final AssignedAccess NONE = new AssignedAccess(Map.of(), List.of());

    static AssignedAccess of(List<Assignment> current, List<List<Assignment>> recorded) {
        var byApplication = new TreeMap<String, List<Assignment>>();
        current.forEach(assignment -> byApplication
                .computeIfAbsent(assignment.application(), _ -> new ArrayList<>())
                .add(assignment));
        return new AssignedAccess(byApplication, recorded);
    }

    /// The IdP's applications that stand for an app: those that its record names, and those that a mapping into it
    /// starts from (ADR 0017).
    static Set<String> applications(Source app, List<Mapping> mappings) {
        var ids = new HashSet<>(app.idpApplications());
        mappings.stream()
                .filter(mapping -> mapping.app().equals(app.id()))
                .forEach(mapping -> Assignment.applicationOf(mapping.idpGroup()).ifPresent(ids::add));
        return ids;
    }

    /// What the IdP recorded of the accounts of these applications.
    AppUsers appUsers(Set<String> applications, IdentityHistory idp) {
        return new AppUsers(
                idp,
                recorded.stream()
                        .map(snapshot -> snapshot.stream()
                                .filter(assignment -> applications.contains(assignment.application()))
                                .map(assignment -> new AppUser(
                                        assignment.terms().principal(),
                                        assignment.terms().account().orElseThrow(),
                                        assignment.application()))
                                .toList())
                        .toList());
    }
}
