package org.countersign.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// What changed from one snapshot of a source to another, thing by thing (ADR 0015). Applied to the one as it is shown
/// whole, it gives the other.
///
/// @param changes by kind, each list in the order of ids
public record Comparison(Snapshot from, Snapshot to, Map<Kind, List<Change>> changes) {
    private static final Comparator<Change> ORDER = Comparator.comparing(
                    (Change change) -> change.of().id())
            .thenComparing(change -> change.member().map(Named::id).orElse(""))
            .thenComparing(change -> change.attribute().orElse(""))
            .thenComparing(change -> change.from().map(CanonicalJson::text).orElse(""))
            .thenComparing(change -> change.to().map(CanonicalJson::text).orElse(""));

    /// Copies and sorts.
    public Comparison {
        var sorted = new EnumMap<Kind, List<Change>>(Kind.class);
        for (Kind kind : Kind.values()) {
            var list = new ArrayList<>(changes.getOrDefault(kind, List.of()));
            list.sort(ORDER);
            sorted.put(kind, List.copyOf(list));
        }
        changes = java.util.Collections.unmodifiableMap(sorted);
    }

    /// What a change is.
    public enum Kind {
        /// An account that only the later has.
        ACCOUNT_ADDED("accountsAdded"),
        /// An account that only the earlier has.
        ACCOUNT_REMOVED("accountsRemoved"),
        /// Active, inactive, not told.
        STATE_CHANGED("statesChanged"),
        /// One attribute of an account.
        ATTRIBUTE_CHANGED("attributesChanged"),
        /// The last sign-in of an account of which nothing else changed.
        SIGN_IN_CHANGED("signInsChanged"),
        /// A role that an account has got.
        ROLE_ADDED("rolesAdded"),
        /// A role that an account has lost.
        ROLE_REMOVED("rolesRemoved"),
        /// An entitlement that an account has got.
        ENTITLEMENT_ADDED("entitlementsAdded"),
        /// An entitlement that an account has lost.
        ENTITLEMENT_REMOVED("entitlementsRemoved"),
        /// A group that only the later has.
        GROUP_ADDED("groupsAdded"),
        /// A group that only the earlier has.
        GROUP_REMOVED("groupsRemoved"),
        /// The same id under another name.
        GROUP_RENAMED("groupsRenamed"),
        /// One attribute of a group.
        GROUP_ATTRIBUTE_CHANGED("groupAttributesChanged"),
        /// A member of a group that only the later has.
        MEMBERSHIP_ADDED("membershipsAdded"),
        /// A member of a group that only the earlier has.
        MEMBERSHIP_REMOVED("membershipsRemoved"),
        /// The same member, told as something else.
        MEMBERSHIP_CHANGED("membershipsChanged"),
        /// An assignment of an IdP's application that only the later has.
        ASSIGNMENT_ADDED("assignmentsAdded"),
        /// An assignment that only the earlier has.
        ASSIGNMENT_REMOVED("assignmentsRemoved"),
        /// The same principal and role, on other terms.
        ASSIGNMENT_CHANGED("assignmentsChanged");

        private final String array;

        Kind(String array) {
            this.array = array;
        }

        /// The name of its array in JSON.
        public String array() {
            return array;
        }

        /// Whether it is of a member of a group.
        public boolean isMembership() {
            return this == MEMBERSHIP_ADDED || this == MEMBERSHIP_REMOVED || this == MEMBERSHIP_CHANGED;
        }

        /// Whether it is of somebody's assignment to an application.
        public boolean isAssignment() {
            return this == ASSIGNMENT_ADDED || this == ASSIGNMENT_REMOVED || this == ASSIGNMENT_CHANGED;
        }
    }

    /// A resource by its id and what a person knows it by: an account's sign-in name, a group's name.
    public record Named(String id, String label) {}

    /// One change.
    ///
    /// @param of the account, the group, or the application
    /// @param member of the group, or who is assigned to the application
    /// @param attribute as RFC 7644 3.10 spells paths, below `extra` where no review needs it
    /// @param from absent where there was nothing
    /// @param to absent where there is nothing
    public record Change(
            Kind kind,
            Named of,
            Optional<Named> member,
            Optional<String> attribute,
            Optional<JsonNode> from,
            Optional<JsonNode> to) {
        private ObjectNode json() {
            ObjectNode node = CanonicalJson.object();
            if (kind.isMembership()) {
                pair(node, "group", "member");
            } else if (kind.isAssignment()) {
                pair(node, "application", "principal");
            } else {
                node.put("id", of.id()).put("label", of.label());
            }
            attribute.ifPresent(name -> node.put("attribute", name));
            from.ifPresent(value -> node.set("from", value));
            to.ifPresent(value -> node.set("to", value));
            return node;
        }

        private void pair(ObjectNode node, String whole, String part) {
            node.put(whole, of.id()).put(whole + "Label", of.label());
            member.ifPresent(who -> node.put(part, who.id()).put(part + "Label", who.label()));
        }
    }

    /// The changes of one kind.
    public List<Change> of(Kind kind) {
        return changes.getOrDefault(kind, List.of());
    }

    /// Whether the two hold the same.
    public boolean none() {
        return changes.values().stream().allMatch(List::isEmpty);
    }

    /// The object that `countersign snapshot diff --format json` prints.
    public ObjectNode json() {
        ObjectNode node = CanonicalJson.object().put("source", to.source());
        node.set("from", json(from));
        node.set("to", json(to));
        changes.forEach((kind, list) -> {
            var array = node.putArray(kind.array());
            list.forEach(change -> array.add(change.json()));
        });
        return node;
    }

    private static ObjectNode json(Snapshot snapshot) {
        return CanonicalJson.object()
                .put("number", snapshot.number())
                .put("takenAt", Formats.instant(snapshot.takenAt()))
                .put("sha256", snapshot.sha256());
    }
}
