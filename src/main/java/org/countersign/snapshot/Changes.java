package org.countersign.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.countersign.scim.Assignment;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Comparison.Change;
import org.countersign.snapshot.Comparison.Kind;
import org.countersign.snapshot.Comparison.Named;

/// Gathers changes, resource by resource.
final class Changes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<Kind, List<Change>> found = new EnumMap<>(Kind.class);

    Comparison between(Snapshot from, Snapshot to) {
        return new Comparison(from, to, found);
    }

    static Named named(UserResource user) {
        return new Named(user.id(), user.signInName());
    }

    static Named named(GroupResource group) {
        return new Named(group.id(), group.label());
    }

    void account(Optional<UserResource> from, Optional<UserResource> to) {
        if (from.isEmpty() || to.isEmpty()) {
            Named of = named(from.or(() -> to).orElseThrow());
            add(
                    to.isPresent() ? Kind.ACCOUNT_ADDED : Kind.ACCOUNT_REMOVED,
                    of,
                    from.map(Shown::account),
                    to.map(Shown::account));
            return;
        }
        UserResource was = from.get();
        UserResource is = to.get();
        Named of = named(is);
        if (Shown.account(was.signedIn(is.lastSignIn())).equals(Shown.account(is))) {
            signIn(of, was.lastSignIn(), is.lastSignIn());
            return;
        }
        if (was.active() != is.active()) {
            add(Kind.STATE_CHANGED, of, text(Shown.state(was.active())), text(Shown.state(is.active())));
        }
        grants(of, was.roles(), is.roles(), Kind.ROLE_REMOVED, Kind.ROLE_ADDED);
        grants(of, was.entitlements(), is.entitlements(), Kind.ENTITLEMENT_REMOVED, Kind.ENTITLEMENT_ADDED);
        attributes(
                Kind.ATTRIBUTE_CHANGED,
                of,
                "",
                Shown.account(was).without(List.of("state", "roles", "entitlements")),
                Shown.account(is).without(List.of("state", "roles", "entitlements")));
    }

    /// Of an account of which nothing else changed.
    void signIn(Named of, Optional<Instant> from, Optional<Instant> to) {
        if (!from.equals(to)) {
            add(
                    Kind.SIGN_IN_CHANGED,
                    of,
                    from.map(Instant::toString).map(NODES::textNode),
                    to.map(Instant::toString).map(NODES::textNode));
        }
    }

    /// Every value as often as it is there: a vendor may tell one twice.
    private void grants(Named of, List<Grant> was, List<Grant> is, Kind removed, Kind added) {
        var gone = new ArrayList<>(was);
        is.forEach(gone::remove);
        var fresh = new ArrayList<>(is);
        was.forEach(fresh::remove);
        gone.forEach(grant -> add(removed, of, Optional.of(Shown.grant(grant)), Optional.empty()));
        fresh.forEach(grant -> add(added, of, Optional.empty(), Optional.of(Shown.grant(grant))));
    }

    /// Its members come as memberships.
    void group(Optional<GroupResource> from, Optional<GroupResource> to) {
        if (from.isEmpty() || to.isEmpty()) {
            Named of = named(from.or(() -> to).orElseThrow());
            add(
                    to.isPresent() ? Kind.GROUP_ADDED : Kind.GROUP_REMOVED,
                    of,
                    from.map(Changes::withTold),
                    to.map(Changes::withTold));
            return;
        }
        GroupResource was = from.get();
        GroupResource is = to.get();
        Named of = named(is);
        if (!was.displayName().equals(is.displayName())) {
            add(
                    Kind.GROUP_RENAMED,
                    of,
                    was.displayName().map(NODES::textNode),
                    is.displayName().map(NODES::textNode));
        }
        attributes(
                Kind.GROUP_ATTRIBUTE_CHANGED,
                of,
                "",
                withTold(was).without("displayName"),
                withTold(is).without("displayName"));
    }

    private static ObjectNode withTold(GroupResource group) {
        return Shown.groupAlone(group).put("membersTold", group.members().isPresent());
    }

    /// What the member is told as on each side; absent where there is no such membership.
    void membership(Named group, Named member, Optional<Member.Type> from, Optional<Member.Type> to) {
        Kind kind = from.isEmpty()
                ? Kind.MEMBERSHIP_ADDED
                : to.isEmpty() ? Kind.MEMBERSHIP_REMOVED : Kind.MEMBERSHIP_CHANGED;
        put(new Change(
                kind,
                group,
                Optional.of(member),
                Optional.empty(),
                from.map(Shown::type).map(NODES::textNode),
                to.map(Shown::type).map(NODES::textNode)));
    }

    /// What is told of the assignment on each side; absent where there is none.
    void assignment(Named application, Named principal, Optional<Assignment> from, Optional<Assignment> to) {
        Kind kind = from.isEmpty()
                ? Kind.ASSIGNMENT_ADDED
                : to.isEmpty() ? Kind.ASSIGNMENT_REMOVED : Kind.ASSIGNMENT_CHANGED;
        put(new Change(
                kind,
                application,
                Optional.of(principal),
                Optional.empty(),
                from.map(Shown::assignment),
                to.map(Shown::assignment)));
    }

    /// Goes down where both sides have an object, so that the change of one attribute of an extension is told as that.
    ///
    /// @param path of the object, with what joins a name to it
    private void attributes(Kind kind, Named of, String path, JsonNode was, JsonNode is) {
        var names = new TreeSet<String>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String full = path + name;
            JsonNode from = part(was, name, path);
            JsonNode to = part(is, name, path);
            if (from.equals(to)) {
                continue;
            }
            if (from.isObject() && to.isObject()) {
                attributes(kind, of, full + (name.startsWith("urn:") ? ":" : "."), from, to);
            } else {
                put(new Change(kind, of, Optional.empty(), Optional.of(full), told(from), told(to)));
            }
        }
    }

    /// Where there is nothing extra there is an empty `extra`, so that it is gone into.
    private static JsonNode part(JsonNode node, String name, String path) {
        return path.isEmpty() && name.equals("extra") && !node.has(name) ? NODES.objectNode() : node.path(name);
    }

    private static Optional<JsonNode> told(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    private static Optional<JsonNode> text(String text) {
        return Optional.of(NODES.textNode(text));
    }

    private void add(Kind kind, Named of, Optional<? extends JsonNode> from, Optional<? extends JsonNode> to) {
        put(new Change(
                kind,
                of,
                Optional.empty(),
                Optional.empty(),
                from.map(JsonNode.class::cast),
                to.map(JsonNode.class::cast)));
    }

    private void put(Change change) {
        found.computeIfAbsent(change.kind(), _ -> new ArrayList<>()).add(change);
    }
}
