package org.countersign.drift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.IdentityHistory;
import org.countersign.scim.Assignment;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// An IdP as of an instant, with the past of its identities.
public final class IdpState {
    private final SourceState state;
    private final IdentityHistory history;
    private final AssignedAccess assigned;
    private final Privileges privileges;
    private final Map<String, List<String>> owners = new HashMap<>();

    IdpState(SourceState state, IdentityHistory history, AssignedAccess assigned) {
        this.state = state;
        this.history = history;
        this.assigned = assigned;
        this.privileges = new Privileges(state);
    }

    /// As a source.
    public SourceState state() {
        return state;
    }

    /// Its past.
    public IdentityHistory history() {
        return history;
    }

    AssignedAccess assigned() {
        return assigned;
    }

    /// Who is, or was, assigned to one of its applications.
    public List<Assignment> assignments(String application) {
        return List.copyOf(assigned.current().getOrDefault(application, List.of()));
    }

    /// Whether the current snapshot tells who is assigned to an application, be it nobody.
    public boolean tellsAssignments(String application) {
        List<GroupResource> groups = state.groups().values().stream()
                .filter(group -> Assignment.applicationOf(group.id()).equals(Optional.of(application)))
                .toList();
        return groups.isEmpty()
                ? assigned.current().containsKey(application)
                : groups.stream().allMatch(group -> group.members().isPresent());
    }

    /// The identity, current or departed.
    public Optional<UserResource> identity(String id) {
        return Optional.ofNullable(state.accounts().get(id)).or(() -> history.departed(id));
    }

    /// Whether an identity of the current snapshot is active. Where no identity tells, it counts as active
    /// here, and the rules that ask for the opposite are not evaluable.
    public boolean active(String identityId) {
        return state.active(identityId);
    }

    /// Whether an identity is privileged at the IdP itself.
    public boolean privileged(String identityId) {
        return privileges.privileged(identityId);
    }

    /// Whether a group of the IdP is on its privileged list.
    public boolean privilegedGroup(String groupId) {
        return privileges.group(groupId);
    }

    /// Identities of the current snapshot whose userName or any email is `text`.
    public List<String> owners(String text) {
        return owners.computeIfAbsent(Formats.folded(text), history::named);
    }

    /// Whether an owner's text (userName or any email) is an active identity.
    public boolean isActiveOwner(String text) {
        return owners(text).stream().anyMatch(this::active);
    }
}
