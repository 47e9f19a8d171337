package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.testkit.NaiveDrift.Finding;
import org.countersign.testkit.NaiveDrift.Group;
import org.countersign.testkit.NaiveDrift.Link;
import org.countersign.testkit.NaiveDrift.Mapping;
import org.countersign.testkit.NaiveDrift.Snapshot;
import org.countersign.testkit.NaiveDrift.User;

/// The rules of `drift-rules.md` about attributes, sign-ins, names and owners of groups, dates, tokens, coverage and
/// separation of duties, as naively as [NaiveDrift], whose other half this is.
final class NaiveFurtherRules {
    private static final List<String> HOLDINGS = List.of(("sessions,oauthGrants,personalAccessTokens,apiKeys,webhooks,"
                    + "sharedFiles,inviteLinks,deviceLinks,recoveryMethods,ownership")
            .split(","));

    private final NaiveDrift all;

    NaiveFurtherRules(NaiveDrift all) {
        this.all = all;
    }

    // ---- What is not known is not a pass ----

    void listWhatIsNotKnown() {
        for (String app : all.ofKind("app")) {
            // "**An app's snapshot is incomplete**: …, `exception-unused` of that app"
            if (!all.current(app).map(Snapshot::complete).orElse(false)) {
                all.unknown(app, "exception-unused");
            }
            // "**The IdP's is incomplete or missing, or the app names no authoritative IdP**: …,
            // `group-owner-inactive`,
            // `exception-owner-inactive`, `service-owner-inactive`, `scim-token-holder-inactive`"; "`active` is not
            // told
            // by the IdP: … and the owner rules". Reading: who holds a token is asked as an owner is.
            if (ownersNotKnown(all.authoritativeIdp(app))) {
                all.unknown(app, "service-owner-inactive", "scim-token-holder-inactive");
            }
            membersNotTold(app);
        }
        for (String idp : all.ofKind("idp")) {
            // Reading: an owner of a group is asked of the group's own IdP, and listed there.
            if (ownersNotKnown(idp)) {
                all.unknown(idp, "group-owner-inactive");
            }
            for (JsonNode rule : all.all("separationOfDuties").toList()) {
                boolean asked = Stream.of("left", "right")
                        .flatMap(side -> rule.path(side).path("idpGroups").valueStream())
                        .anyMatch(name -> all.resolve(idp, name.asText()).isPresent());
                if (asked && !all.current(idp).orElseThrow().told()) {
                    all.unknown(idp, "toxic-combination");
                }
            }
        }
        all.all("separationOfDuties").forEach(this::separationNotKnown);
    }

    /// "what does not resolve is a finding" (cli-and-files.md). Reading: a rule that names no IdP is not evaluable
    /// where a name of it resolves at no IdP, or a side has no names; listed for the IdPs at which any of its names
    /// resolves, else for all. What holds of the names that resolve stands.
    private void separationNotKnown(JsonNode rule) {
        List<String> names = Stream.of("left", "right")
                .flatMap(side -> rule.path(side).path("idpGroups").valueStream())
                .map(JsonNode::asText)
                .toList();
        boolean known = !rule.path("left").path("idpGroups").isEmpty()
                && !rule.path("right").path("idpGroups").isEmpty()
                && names.stream().allMatch(name -> all.ofKind("idp").stream()
                        .anyMatch(idp -> all.resolve(idp, name).isPresent()));
        if (known) {
            return;
        }
        List<String> having = all.ofKind("idp").stream()
                .filter(idp ->
                        names.stream().anyMatch(name -> all.resolve(idp, name).isPresent()))
                .toList();
        (having.isEmpty() ? all.ofKind("idp") : having).forEach(idp -> all.partlyUnknown(idp, "toxic-combination"));
    }

    private boolean ownersNotKnown(String idp) {
        Optional<Snapshot> now = all.current(idp);
        return now.isEmpty() || !now.get().complete() || !now.get().tellsActive();
    }

    /// "every rule over its members". Reading: also whether the access of an exception exists, where that is a
    /// membership and the rule argues from its not being there.
    private void membersNotTold(String app) {
        for (JsonNode exception : all.all("exceptions").toList()) {
            String access = NaiveDrift.value(exception, "access").strip();
            if (NaiveDrift.value(exception, "source").equals(app)
                    && access.startsWith("group:")
                    && all.resolve(app, access.substring("group:".length())).isPresent()
                    && !all.current(app).orElseThrow().told()) {
                all.unknown(app, "exception-unused");
            }
        }
        for (Mapping mapping : all.mappings.get(app)) {
            if (mapping.idpGroup().isPresent()
                    && !all.current(all.authoritativeIdp(app))
                            .orElseThrow()
                            .tells(mapping.idpGroup().get())
                    && NaiveDrift.value(mapping.node(), "nesting").isEmpty()) {
                all.unknown(app, "nested-group");
            }
        }
    }

    // ---- Rules ----

    void evaluate() {
        for (String app : all.ofKind("app")) {
            for (User account : all.activeAccounts(app)) {
                attributeMismatch(app, account);
                dormantAccount(app, account);
            }
            nestedGroup(app);
            sourceRules(app);
        }
        all.ofKind("idp").forEach(this::toxicCombination);
        all.all("groups").forEach(this::groupRecordRules);
        groupRenamed();
        all.all("exceptions").forEach(this::exceptionRules);
        all.all("accounts").forEach(this::serviceOwnerInactive);
    }

    /// "account and identity are active, correlated, and a compared attribute differs where both have one (trimmed,
    /// case-folded, not blank)"
    private void attributeMismatch(String app, User account) {
        Optional<Link> link = all.link(app, account).filter(Link::isActive);
        JsonNode given = all.sources.get(app).path("compare");
        // "the app's `compare` list …; default the first four"
        List<String> compared = given.isArray()
                ? given.valueStream().map(JsonNode::asText).toList()
                : List.of("email", "title", "department", "employeeNumber");
        boolean differs = false;
        for (String attribute : link.isPresent() ? compared : List.<String>of()) {
            String here = account.compared().get(attribute);
            String there = link.get().identity().compared().get(attribute);
            differs |= !here.isBlank() && !there.isBlank() && !here.equals(there);
        }
        if (differs) {
            all.add("attribute-mismatch", "low", app, "account", account.id(), "");
        }
    }

    /// "active, and its last sign-in, where the snapshot tells, is older than the source's `dormantAfter` (default 90
    /// days)": of as-of, which "rules compare dates with".
    private void dormantAccount(String app, User account) {
        Duration limit =
                Duration.parse(all.sources.get(app).path("dormantAfter").asText("P90D"));
        if (account.lastSignIn().isPresent()
                && account.lastSignIn().get().plus(limit).isBefore(all.asOf)) {
            all.add("dormant-account", "low", app, "account", account.id(), "");
        }
    }

    /// "a group, of an app or IdP, that a mapping or a group record names has another `displayName` than in the
    /// source's previous snapshot". Reading: names of groups compare trimmed and case-folded here as well.
    private void groupRenamed() {
        for (String app : all.ofKind("app")) {
            for (Mapping mapping : all.mappings.get(app)) {
                mapping.idpGroup().ifPresent(group -> groupRenamed(all.authoritativeIdp(app), group));
                mapping.appGroup().ifPresent(group -> groupRenamed(app, group));
            }
        }
        all.all("groups").forEach(record -> {
            String source = NaiveDrift.value(record, "source");
            all.resolve(source, NaiveDrift.value(record, "group")).ifPresent(group -> groupRenamed(source, group));
        });
    }

    private void groupRenamed(String source, Group group) {
        List<Snapshot> history = all.histories.get(source);
        if (history.size() > 1) {
            Group before = history.get(history.size() - 2).groups().get(group.id());
            if (before != null && !NaiveDrift.fold(before.displayName()).equals(NaiveDrift.fold(group.displayName()))) {
                all.add("group-renamed", "medium", source, "group", group.id(), "");
            }
        }
    }

    /// "the IdP group has nested groups and the mapping does not say how the app treats them (`nesting`)". Reading:
    /// groups that the current snapshot has; the group itself is one, where it lists itself.
    private void nestedGroup(String app) {
        for (Mapping mapping : all.mappings.get(app)) {
            if (mapping.idpGroup().isPresent()
                    && !mapping.idpGroup().get().nested().isEmpty()
                    && NaiveDrift.value(mapping.node(), "nesting").isEmpty()) {
                all.add("nested-group", "low", app, "mapping", NaiveDrift.value(mapping.node(), "id"), "");
            }
        }
    }

    private void groupRecordRules(JsonNode record) {
        String source = NaiveDrift.value(record, "source");
        Optional<Group> group = all.resolve(source, NaiveDrift.value(record, "group"));
        // Reading: what is not there has no id and is no subject.
        if (group.isEmpty()) {
            return;
        }
        String owner = NaiveDrift.value(record, "owner");
        // "an owner is documented and is not an active identity of that IdP"
        if (all.ofKind("idp").contains(source) && !owner.isBlank() && !isActiveIdentity(source, owner)) {
            all.add(
                    "group-owner-inactive",
                    "medium",
                    source,
                    "group",
                    group.get().id(),
                    "");
        }
        // "`lastReviewed` + `cadence` is before as-of". Reading: of any source; "a date is a UTC day", so the day that
        // the sum falls on is the last in time.
        String cadence = NaiveDrift.value(record, "cadence");
        if (!cadence.isBlank()) {
            Instant due =
                    reviewed(record).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.parse(cadence));
            if (LocalDate.ofInstant(due, ZoneOffset.UTC).isBefore(all.today)) {
                all.add(
                        "group-review-overdue",
                        "medium",
                        source,
                        "group",
                        group.get().id(),
                        "");
            }
        }
    }

    /// "(a documented group never reviewed counts from when it was documented)". Reading: the day on which the first
    /// import that has a record of the group with a cadence took effect.
    private LocalDate reviewed(JsonNode record) {
        String day = NaiveDrift.value(record, "lastReviewed");
        if (!day.isBlank()) {
            return LocalDate.parse(day);
        }
        for (Map.Entry<Instant, JsonNode> one : all.imports) {
            for (JsonNode then : one.getValue().path("groups")) {
                if (NaiveDrift.value(then, "source").equals(NaiveDrift.value(record, "source"))
                        && NaiveDrift.value(then, "group").equals(NaiveDrift.value(record, "group"))
                        && !NaiveDrift.value(then, "cadence").isBlank()) {
                    return LocalDate.ofInstant(one.getKey(), ZoneOffset.UTC);
                }
            }
        }
        throw new IllegalStateException("No import has " + record);
    }

    /// "the identity whose userName or any email equals the text (trimmed, case-folded) in the current snapshot: of
    /// that IdP for a group"
    private boolean isActiveIdentity(String idp, String text) {
        return all.accounts(idp).stream()
                .anyMatch(identity -> identity.isCalled(NaiveDrift.fold(text)) && !identity.isInactive());
    }

    private void exceptionRules(JsonNode exception) {
        String source = NaiveDrift.value(exception, "source");
        String id = NaiveDrift.value(exception, "id");
        String expires = NaiveDrift.value(exception, "expires");
        boolean exists = all.accessExists(exception);
        // "not past, `expires` is at most 14 days away, and the access exists"
        if (!expires.isBlank() && isSoon(expires, 14)) {
            if (all.membersAreNotTold(exception)) {
                all.unknown(source, "exception-expiring");
            } else if (exists) {
                all.add("exception-expiring", "low", source, "exception", id, "");
            }
        }
        // "the access does not exist". Reading: of any exception, complete or not, past or not yet begun.
        if (!exists) {
            all.add("exception-unused", "info", source, "exception", id, "");
        }
    }

    private boolean isSoon(String lastDay, int days) {
        return !all.isPast(lastDay) && ChronoUnit.DAYS.between(all.today, LocalDate.parse(lastDay)) <= days;
    }

    private void sourceRules(String app) {
        JsonNode node = all.sources.get(app);
        JsonNode token = node.path("scim").path("token");
        String lastDay = NaiveDrift.value(node.path("scim"), "tokenExpires") + NaiveDrift.value(token, "expires");
        // "its last day is at most 30 days away". Reading: a day that is past is not away; `scim-token-expired` says
        // so.
        if (!lastDay.isBlank() && isSoon(lastDay, 30)) {
            all.add("scim-token-expiring", "medium", app, "source", app, "");
        }
        // "the person named as holder of the token is not an active identity". Reading: of the app's IdP, or of any
        // where
        // it names none, as an owner is.
        String holder = NaiveDrift.value(token, "holder");
        if (!holder.isBlank() && !all.isActiveOwner(app, holder)) {
            all.add("scim-token-holder-inactive", "high", app, "source", app, "");
        }
        // "the app names no authoritative IdP"
        if (all.authoritativeIdp(app).isBlank()) {
            all.add("no-authoritative-idp", "medium", app, "source", app, "");
        }
        // "an app with no complete lifecycle test begun within …; one never tested counts": none is recorded so far.
        all.add("lifecycle-test-overdue", "medium", app, "source", app, "");
        // "an app whose `revocation` says `unknown` for, or leaves out, at least one kind of credential or holding"
        for (String holding : HOLDINGS) {
            JsonNode said = node.path("revocation").path(holding);
            String state = said.asText("") + NaiveDrift.value(said, "state");
            if (List.of("", "unknown").contains(state)) {
                all.add("revocation-coverage-unknown", "low", app, "source", app, "");
            }
        }
    }

    /// "an account record's owner is missing or is not an active identity". Reading: of an account that the current
    /// snapshot of an app has, whatever its state.
    private void serviceOwnerInactive(JsonNode record) {
        String app = NaiveDrift.value(record, "source");
        String owner = NaiveDrift.value(record, "owner");
        for (User account : all.ofKind("app").contains(app) ? all.accounts(app) : List.<User>of()) {
            if (NaiveDrift.isOf(record, app, account) && (owner.isBlank() || !all.isActiveOwner(app, owner))) {
                all.add("service-owner-inactive", "high", app, "account", account.id(), "");
            }
        }
    }

    /// "an active identity is an effective member of groups on both sides of a separation-of-duties rule; one finding
    /// per identity and rule, the rule's id in evidence and fingerprint". Reading: both sides at one IdP; a
    /// group that is on both sides is enough.
    private void toxicCombination(String idp) {
        for (JsonNode rule : all.all("separationOfDuties").toList()) {
            Set<String> left = side(idp, rule.path("left"));
            Set<String> right = side(idp, rule.path("right"));
            String id = NaiveDrift.value(rule, "id");
            for (User identity : all.accounts(idp)) {
                if (!identity.isInactive() && left.contains(identity.id()) && right.contains(identity.id())) {
                    all.add(new Finding(
                            "toxic-combination",
                            "high",
                            idp,
                            "identity",
                            identity.id(),
                            id,
                            Collections.emptySortedSet(),
                            ""));
                }
            }
        }
    }

    private Set<String> side(String idp, JsonNode side) {
        Set<String> members = new HashSet<>();
        for (JsonNode name : side.path("idpGroups")) {
            all.resolve(idp, name.asText())
                    .ifPresent(group -> members.addAll(all.effectiveMembers(idp, group, new HashSet<>())));
        }
        return members;
    }
}
