package org.countersign.snapshot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.scim.Activity;
import org.countersign.scim.Assignment;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.text.CanonicalJson;

/// How a resource of a snapshot is shown (ADR 0015): SCIM's names, what was not told left out, and one order where
/// order says nothing.
public final class Shown {
    private static final Comparator<Grant> GRANTS = Comparator.comparing(Grant::value)
            .thenComparing(grant -> grant.display().orElse(""))
            .thenComparing(grant -> grant.type().orElse(""));

    private Shown() {}

    /// An account.
    public static ObjectNode account(UserResource user) {
        ObjectNode node = CanonicalJson.object().put("id", user.id());
        put(node, "externalId", user.externalId());
        put(node, "userName", user.userName());
        put(node, "displayName", user.displayName());
        node.put("state", state(user.active()));
        node.put("kind", user.kind().name().toLowerCase(Locale.ROOT));
        put(node, "userType", user.userType());
        put(node, "title", user.title());
        put(node, "department", user.department());
        put(node, "employeeNumber", user.employeeNumber());
        user.manager().ifPresent(manager -> {
            ObjectNode shown = node.putObject("manager").put("value", manager.value());
            put(shown, "displayName", manager.displayName());
        });
        emails(node, user);
        grants(node, "roles", user.roles());
        grants(node, "entitlements", user.entitlements());
        if (!user.groups().isEmpty()) {
            ArrayNode groups = node.putArray("groups");
            user.groups().forEach(groups::add);
        }
        put(node, "lastModified", user.lastModified().map(Object::toString));
        put(node, "lastSignIn", user.lastSignIn().map(Object::toString));
        if (!user.extra().isEmpty()) {
            node.set("extra", user.extra());
        }
        return node;
    }

    /// A group with its members, where they are told.
    public static ObjectNode group(GroupResource group) {
        ObjectNode node = groupAlone(group);
        group.members().ifPresent(members -> {
            ArrayNode shown = node.putArray("members");
            members.stream().sorted(Comparator.comparing(Member::value)).forEach(member -> shown.addObject()
                    .put("value", member.value())
                    .put("type", type(member.type())));
        });
        return node;
    }

    /// An assignment of an IdP's application (ADR 17).
    public static ObjectNode assignment(Assignment assignment) {
        Assignment.Terms terms = assignment.terms();
        ObjectNode node = CanonicalJson.object()
                .put("application", assignment.application())
                .put("principal", terms.principal())
                .put("kind", word(terms.kind().name()));
        put(node, "role", terms.role());
        node.put("scope", word(terms.scope().name()))
                .put("state", word(terms.state().name()))
                .put("syncState", word(terms.sync().name()));
        put(node, "account", terms.account());
        put(node, "accountName", terms.accountName());
        put(node, "changed", terms.changed().map(Object::toString));
        return node;
    }

    static ObjectNode groupAlone(GroupResource group) {
        ObjectNode node = CanonicalJson.object().put("id", group.id());
        put(node, "externalId", group.externalId());
        put(node, "displayName", group.displayName());
        put(node, "lastModified", group.lastModified().map(Object::toString));
        if (!group.extra().isEmpty()) {
            node.set("extra", group.extra());
        }
        return node;
    }

    /// `active`, `inactive` or `not-told`.
    static String state(Activity activity) {
        return word(activity.name());
    }

    /// `user`, `group`, `other` or `not-told`.
    public static String type(Member.Type type) {
        return word(type.name());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void emails(ObjectNode node, UserResource user) {
        if (user.emails().isEmpty()) {
            return;
        }
        ArrayNode emails = node.putArray("emails");
        user.emails().forEach(email -> {
            ObjectNode shown = emails.addObject().put("value", email.value());
            put(shown, "type", email.type());
            if (email.primary()) {
                shown.put("primary", true);
            }
        });
    }

    private static void grants(ObjectNode node, String name, List<Grant> grants) {
        if (!grants.isEmpty()) {
            ArrayNode shown = node.putArray(name);
            grants.stream().sorted(GRANTS).map(Shown::grant).forEach(shown::add);
        }
    }

    static ObjectNode grant(Grant grant) {
        ObjectNode node = CanonicalJson.object().put("value", grant.value());
        put(node, "display", grant.display());
        put(node, "type", grant.type());
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }
}
