package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.ibm.icu.text.CaseMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.countersign.testkit.NaiveExpected.Application;

/// An independent evaluation of drift rules over a folder that [OrganisationGenerator] wrote: nested loops
/// that follow the sentences of `drift-rules.md` (quoted in the comments) and share no product code, so
/// that the product can be compared with it. Readings of what the contract leaves open are marked
/// "Reading".
public final class NaiveDrift {
    /// One finding. `suppressedBy` is the id of the exception that suppresses it, or empty.
    ///
    /// @param discriminator what the fingerprint has besides, or empty
    /// @param listed what the contract says that the evidence lists under `missing` or `accounts`
    public record Finding(
            String rule,
            String severity,
            String source,
            String subjectType,
            String subjectId,
            String discriminator,
            SortedSet<String> listed,
            String suppressedBy) {}

    /// A rule that could not be evaluated for a source.
    public record Unknown(String rule, String source) {}

    /// Everything found. `links` maps `app/accountId` to `identitySource/identityId via key`.
    public record Result(
            SortedSet<Finding> findings,
            SortedSet<Finding> suppressed,
            SortedSet<Unknown> notEvaluable,
            SortedMap<String, String> links) {}

    /// A role or an entitlement that an account holds.
    record Named(String value, String display) {
        /// "compare trimmed and case-folded, with `value` or `display`"
        boolean is(String name) {
            return !fold(name).isEmpty()
                    && (fold(name).equals(fold(value)) || fold(name).equals(fold(display)));
        }
    }

    /// `userName`, `emails` and `employeeNumber` are kept as they compare.
    ///
    /// @param notBegun "only not yet started, as Okta `STAGED`"
    /// @param appUsers by the IdP's application, the `externalId`s of its app users that are this identity
    record User(
            String id,
            String externalId,
            String userName,
            List<String> emails,
            Optional<Boolean> active,
            List<Named> roles,
            List<Named> entitlements,
            boolean slackGuest,
            String userType,
            String employeeNumber,
            Set<String> groups,
            Map<String, String> compared,
            Optional<Instant> lastSignIn,
            Optional<Instant> lastModified,
            boolean notBegun,
            Map<String, Set<String>> appUsers) {
        /// "Absent or null: on an app's account counts as active …; on an identity too, where any identity
        /// of that snapshot tells it; where none does it is *not told*". Reading: not told is never
        /// inactive, and counts as active where a row asks for it (dialect notes 1.3: "it counts as
        /// active").
        boolean isInactive() {
            return active.isPresent() && !active.get();
        }

        User with(Map<String, Set<String>> others) {
            return new User(
                    id,
                    externalId,
                    userName,
                    emails,
                    active,
                    roles,
                    entitlements,
                    slackGuest,
                    userType,
                    employeeNumber,
                    groups,
                    compared,
                    lastSignIn,
                    lastModified,
                    notBegun,
                    others);
        }

        /// "any email or the userName of the identity"
        boolean isCalled(String address) {
            return !address.isEmpty() && (address.equals(userName) || emails.contains(address));
        }
    }

    /// Direct members by kind: ids of users (dangling ones too) and ids of nested groups.
    record Group(
            String id,
            String displayName,
            boolean tellsMembers,
            Set<String> users,
            Set<String> nested,
            Optional<Instant> lastModified) {}

    /// @param applications what is told of who is assigned, by the id of the IdP's application
    record Snapshot(
            Instant takenAt,
            Map<String, User> users,
            Map<String, Group> groups,
            boolean complete,
            boolean told,
            Map<String, Application> applications) {
        /// "where any identity of that snapshot tells it; where none does it is *not told*"
        boolean tellsActive() {
            return users.isEmpty()
                    || users.values().stream().anyMatch(user -> user.active().isPresent());
        }

        /// "**What is told of applications says nothing of groups**" (ADR 17), and an application tells its own.
        boolean tells(Group group) {
            return group.id().startsWith("app:")
                    ? group.tellsMembers() && (told || group.nested().isEmpty())
                    : told;
        }
    }

    /// `identity` is the record in the current snapshot, or the last one known of a departed identity.
    record Link(User identity, boolean departed, String key) {
        boolean isActive() {
            return !departed && !identity.isInactive();
        }
    }

    /// A step of correlation: the keys to try against the records that belong to each identity.
    private record Step(String prefix, List<String> keys, boolean departed, Map<String, List<User>> records) {}

    record Mapping(JsonNode node, Optional<Group> idpGroup, Optional<Group> appGroup, Set<String> members) {
        boolean targets(String groupId) {
            return appGroup.isPresent() && appGroup.get().id().equals(groupId);
        }
    }

    /// A role, entitlement or group (then `item` has its id as value) that makes an account privileged.
    private record Privilege(String kind, Named item) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final List<String> SLACK_GUEST = List.of(
            "urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User",
            "urn:scim:schemas:extension:slack:guest:1.0");
    /// "Entra SCIM never returns members (list or by id), AWS Identity Center returns an empty `members` list" (dialect
    /// notes, fact 5)
    private static final Set<String> NEVER_TELLING = Set.of("entra", "aws");
    private static final List<String> SEVERITIES = List.of("info", "low", "medium", "high", "critical");
    private static final List<String> DEFAULT_ROLES = List.of(("admin,administrator,owner,superuser,root,"
                    + "global administrator,workspace owner,workspace admin,org owner,enterprise_owner")
            .split(","));

    final Instant asOf;
    final LocalDate today;
    private final JsonNode governance;
    final Map<String, JsonNode> sources = new LinkedHashMap<>();
    final Map<String, List<Snapshot>> histories = new HashMap<>();
    private final Map<String, Map<String, Link>> links = new HashMap<>();
    final Map<String, List<Mapping>> mappings = new HashMap<>();
    private final Set<String> rulesOff = new HashSet<>();
    private final SortedSet<Finding> findings = new TreeSet<>(Comparator.comparing(Finding::toString));
    private final NaiveProvisioning provisioning = new NaiveProvisioning(this);
    private final SortedSet<Finding> suppressed = new TreeSet<>(Comparator.comparing(Finding::toString));
    /// Reading: an exception whose group does not tell its members says nothing of the app's other exceptions.
    private static final Set<String> ONE_BY_ONE = Set.of("exception-expired", "exception-expiring");

    private final SortedSet<Unknown> notEvaluable = new TreeSet<>(Comparator.comparing(Unknown::toString));
    private final Set<Unknown> partly = new HashSet<>();
    private final Map<String, List<String>> privilegedGroupsSeen = new HashMap<>();
    private final JsonNode manual;
    /// When each governance file took effect, and what was in it: the first, then the last.
    final List<Map.Entry<Instant, JsonNode>> imports = new ArrayList<>();

    private NaiveDrift(Path dir) throws IOException {
        asOf = Instant.parse(Files.readString(dir.resolve("as-of.txt")).strip());
        today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        governance = JSON.readTree(dir.resolve("governance.json").toFile());
        for (JsonNode source : governance.path("sources")) {
            sources.put(value(source, "id"), source);
            boolean silent = NEVER_TELLING.contains(value(source, "vendor"));
            histories.put(value(source, "id"), readHistory(dir.resolve("snapshots/" + value(source, "id")), silent));
        }
        governance.path("rulesOff").forEach(rule -> rulesOff.add(rule.asText()));
        manual = JSON.readTree(dir.resolve("links.json").toFile());
        List<String> effective = Files.readAllLines(dir.resolve("effective.txt"));
        JsonNode first = JSON.readTree(dir.resolve("governance-first.json").toFile());
        imports.add(Map.entry(Instant.parse(effective.getFirst()), first));
        imports.add(Map.entry(Instant.parse(effective.getLast()), governance));
        provisioning.readLogs(dir.resolve("logs"));
    }

    /// The same organisation with its links and mappings, for a generator that adds to it.
    static NaiveDrift of(Path dir) throws IOException {
        NaiveDrift all = new NaiveDrift(dir);
        all.run();
        return all;
    }

    /// Evaluates the rules of the folder at its own as-of.
    public static Result evaluate(Path dir) {
        try {
            return new NaiveDrift(dir).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run() {
        ofKind("app").forEach(app -> links.put(app, correlate(app)));
        ofKind("app").forEach(app -> mappings.put(app, mappings(app)));
        listWhatIsNotKnown();
        NaiveFurtherRules further = new NaiveFurtherRules(this);
        further.listWhatIsNotKnown();
        provisioning.listWhatIsNotKnown();
        notEvaluable.removeIf(unknown -> rulesOff.contains(unknown.rule()));
        for (String app : ofKind("app")) {
            accountRules(app);
            ungovernedPrivilege(app);
            duplicateAccount(app);
            missingAccount(app);
            unmappedGroup(app);
            mappingRules(app);
        }
        sources.keySet().forEach(this::membershipRules);
        sources.keySet().forEach(this::sourceRules);
        all("exceptions").forEach(this::exceptionRules);
        further.evaluate();
        provisioning.evaluate();
        SortedMap<String, String> printed = new TreeMap<>();
        links.forEach((app, ofApp) -> ofApp.forEach((account, link) -> printed.put(
                app + "/" + account,
                authoritativeIdp(app) + "/" + link.identity().id() + " via " + link.key())));
        notEvaluable.addAll(partly);
        return new Result(findings, suppressed, notEvaluable, printed);
    }

    // ---- Correlation: account to identity ----

    /// "Only against the app's authoritative IdP."
    private Map<String, Link> correlate(String app) {
        Map<String, Link> found = new LinkedHashMap<>();
        String idp = authoritativeIdp(app);
        Set<String> applications = provisioning.applications(app);
        List<Step> steps = current(idp).isEmpty() ? List.of() : steps(idp, applications);
        for (User account : accounts(app)) {
            JsonNode word = manual.path(app).path(account.id());
            // "1. a manual link (or a manual "no identity") by a person"
            Optional<Link> link = word.isMissingNode() || isStranger(idp, word.asText())
                    ? correlate(account, steps, applications)
                    : manual(idp, word.asText());
            link.ifPresent(one -> found.put(account.id(), one));
        }
        return found;
    }

    /// "Only against the app's authoritative IdP": a word on somebody whom it never had says nothing.
    private boolean isStranger(String idp, String id) {
        return !id.isEmpty()
                && histories.getOrDefault(idp, List.of()).stream()
                        .noneMatch(snapshot -> snapshot.users().containsKey(id));
    }

    /// To the identity of that id, which may be departed; empty text means nobody.
    private Optional<Link> manual(String idp, String id) {
        List<Snapshot> history = histories.getOrDefault(idp, List.of());
        for (Snapshot snapshot : history.reversed()) {
            if (snapshot.users().containsKey(id)) {
                boolean departed = snapshot != history.getLast();
                return Optional.of(new Link(snapshot.users().get(id), departed, "manual"));
            }
        }
        return Optional.empty();
    }

    private List<Step> steps(String idp, Set<String> applications) {
        List<Snapshot> history = histories.get(idp);
        Map<String, User> now = history.getLast().users();
        Map<String, List<User>> current = new TreeMap<>();
        Map<String, List<User>> former = new TreeMap<>();
        Map<String, List<User>> departed = new TreeMap<>();
        Map<String, List<User>> departedFormer = new TreeMap<>();
        now.forEach((id, identity) -> current.put(id, List.of(identity)));
        for (Snapshot earlier : history.subList(0, history.size() - 1)) {
            earlier.users().forEach((id, was) -> {
                // Reading: a departed identity has its last record, and those before it are its earlier names.
                List<User> before = now.containsKey(id) ? List.of(was) : departed.put(id, List.of(was));
                (now.containsKey(id) ? former : departedFormer)
                        .computeIfAbsent(id, key -> new ArrayList<>())
                        .addAll(before == null ? List.of() : before);
            });
        }
        departed.replaceAll((id, last) -> List.of(last.getFirst().with(recorded(history, id, applications))));
        // Keys 2 to 5; "6. 2 to 4 again against what current identities were called in earlier IdP snapshots"; "7. 2
        // to 6 against identities that are gone from the current IdP snapshot (*departed*)".
        List<String> keys = List.of("externalId", "userName", "email", "employeeNumber");
        return List.of(
                new Step("", keys, false, current),
                new Step("former-", keys.subList(0, 3), false, former),
                new Step("departed-", keys, true, departed),
                new Step("departed-former-", keys.subList(0, 3), true, departedFormer));
    }

    /// "those of departed identities as departed" (ADR 17). Reading: the last that tells an account, in whichever
    /// snapshot it is.
    private static Map<String, Set<String>> recorded(
            List<Snapshot> history, String identity, Set<String> applications) {
        for (Snapshot snapshot : history.reversed()) {
            Map<String, Set<String>> accounts = new HashMap<>();
            for (String application : applications) {
                Application told = snapshot.applications().get(application);
                for (NaiveExpected.AppUser one : told == null ? List.<NaiveExpected.AppUser>of() : told.users()) {
                    if (one.user().equals(identity) && !one.account().isBlank()) {
                        accounts.computeIfAbsent(application, _ -> new HashSet<>())
                                .add(one.account());
                    }
                }
            }
            if (!accounts.isEmpty()) {
                return accounts;
            }
        }
        return Map.of();
    }

    private static Optional<Link> correlate(User account, List<Step> steps, Set<String> applications) {
        boolean severalCurrent = false;
        for (Step step : steps) {
            for (String key : step.keys()) {
                // "once a key has given several current identities, neither earlier names nor departed identities may
                // link". Reading: also where the several were found by an earlier name.
                if (severalCurrent && !step.prefix().isEmpty()) {
                    return Optional.empty();
                }
                Set<String> ids = new HashSet<>();
                for (List<User> records : step.records().values()) {
                    for (User identity : records) {
                        if (matches(key, account, identity, applications)) {
                            ids.add(identity.id());
                        }
                    }
                }
                // "The first key that gives exactly one identity links."
                if (ids.size() == 1) {
                    Step whole = steps.get(step.departed() ? 2 : 0);
                    User identity = whole.records().get(ids.iterator().next()).getFirst();
                    // Reading: it is said to be the IdP's record where the account itself does not say so.
                    boolean recorded = step.records().get(identity.id()).stream()
                            .noneMatch(one -> matches(key, account, one, Set.of()));
                    String by = recorded ? "appUser" : key;
                    return Optional.of(new Link(identity, step.departed(), step.prefix() + by));
                }
                severalCurrent |= ids.size() > 1 && !step.departed();
            }
        }
        return Optional.empty();
    }

    private static boolean matches(String key, User account, User identity, Set<String> applications) {
        return switch (key) {
            // "`externalId` of the account = `id` or `externalId` of the identity (exact)"; blank (Slack's) is no
            // key.
            case "externalId" ->
                !account.externalId().isBlank()
                                && (account.externalId().equals(identity.id())
                                        || account.externalId().equals(identity.externalId()))
                        // "or the IdP's own record of the app account (an Okta app-user whose `externalId` is the
                        // account's `id`)"
                        || applications.stream().anyMatch(application -> identity.appUsers()
                                .getOrDefault(application, Set.of())
                                .contains(account.id()));
            // "`userName` = `userName` (trimmed, case-folded)"
            case "userName" ->
                !account.userName().isEmpty() && account.userName().equals(identity.userName());
            // "any email of the account, or its userName where that contains @, = any email or the userName"
            case "email" ->
                !Collections.disjoint(account.emails(), identity.emails())
                        || account.emails().contains(identity.userName())
                        || account.userName().contains("@") && identity.isCalled(account.userName());
            // "enterprise `employeeNumber` = `employeeNumber` (trimmed, non-empty)"
            default ->
                !account.employeeNumber().isEmpty() && account.employeeNumber().equals(identity.employeeNumber());
        };
    }

    // ---- What is not known is not a pass ----

    private void listWhatIsNotKnown() {
        for (String app : ofKind("app")) {
            // "An app's snapshot is incomplete". Reading: no snapshot at all is the emptiest incomplete one.
            if (current(app).isEmpty() || !current(app).get().complete()) {
                unknown(app, "missing-account", "missing-membership", "broken-mapping");
            }
            Optional<Snapshot> idp = current(authoritativeIdp(app));
            // "The IdP's is incomplete or missing, or the app names no authoritative IdP"
            if (idp.isEmpty() || !idp.get().complete()) {
                unknown(app, "departed-identity-active-account", "unmatched-account", "privileged-account-outside-idp");
                unknown(app, "ungoverned-privilege", "app-side-membership", "broken-mapping");
                unknown(app, "exception-owner-inactive");
            }
            // "`active` is not told by the IdP: `disabled-identity-active-account`, … and the owner rules"
            if (idp.isPresent() && !idp.get().tellsActive()) {
                unknown(app, "disabled-identity-active-account", "exception-owner-inactive");
            }
            membersNotTold(app);
        }
        for (String idp : ofKind("idp")) {
            Optional<Snapshot> now = current(idp);
            // "`stale-membership` for identities", and "every rule over its members" for the IdP's own groups
            if (now.isPresent() && (!now.get().tellsActive() || !now.get().told())) {
                unknown(idp, "stale-membership");
            }
        }
    }

    /// "A group's members are not told: every rule over its members." Reading: the rules whose row speaks
    /// of members, each only where there is such a group for it to speak of.
    private void membersNotTold(String app) {
        if (current(app).isPresent() && !current(app).get().told()) {
            for (Group group : groups(app)) {
                unknown(app, "stale-membership");
                // Reading: who is privileged by anything else is told, so what holds for them stands.
                if (isPrivilegedGroup(app, group)) {
                    partlyUnknown(app, "privileged-account-outside-idp");
                    partlyUnknown(app, "ungoverned-privilege");
                }
                if (isMapped(app, group)) {
                    unknown(app, "app-side-membership", "missing-membership");
                } else {
                    unknown(app, "unmapped-group");
                }
            }
        }
        Optional<Snapshot> idp = current(authoritativeIdp(app));
        for (Mapping mapping : mappings.get(app)) {
            if (mapping.idpGroup().isPresent()
                    && !idp.orElseThrow().tells(mapping.idpGroup().get())) {
                unknown(app, "ungoverned-privilege", "missing-account");
                if (mapping.node().has("appGroup")) {
                    unknown(app, "app-side-membership", "missing-membership");
                }
            }
        }
    }

    /// What is not known in part, and lets stand what is known.
    void partlyUnknown(String source, String rule) {
        if (!rulesOff.contains(rule)) {
            partly.add(new Unknown(rule, source));
        }
    }

    void unknown(String source, String... rules) {
        List.of(rules).forEach(rule -> notEvaluable.add(new Unknown(rule, source)));
    }

    private void accountRules(String app) {
        for (User account : activeAccounts(app)) {
            Optional<Link> link = link(app, account);
            boolean privileged = !privileges(app, account).isEmpty();
            String by = suppressor(app, account, String::isEmpty);
            boolean departed = link.isPresent() && link.get().departed();
            // "the account is active; its identity is departed"
            if (departed) {
                add("departed-identity-active-account", raised("high", privileged), app, "account", account.id(), "");
            }
            // "the account is active; its identity is inactive (medium where the identity is only not yet started, as
            // Okta `STAGED`)". Reading: what is medium is raised as well.
            if (link.isPresent() && !departed && link.get().identity().isInactive()) {
                String severity = raised(link.get().identity().notBegun() ? "medium" : "high", privileged);
                add("disabled-identity-active-account", severity, app, "account", account.id(), "");
            }
            // "the account is active, [not] privileged, not owned, and correlates with no identity"
            if (link.isEmpty() && !isOwned(app, account)) {
                String rule = privileged ? "privileged-account-outside-idp" : "unmatched-account";
                add(rule, privileged ? "critical" : "medium", app, "account", account.id(), by);
            }
            // "active guest, external, service or bot account that is not owned; an exception in force suppresses it"
            if (isGuest(app, account) && !isOwned(app, account)) {
                add("guest-without-exception", raised("medium", privileged), app, "account", account.id(), by);
            }
        }
    }

    /// "by the vendor's own marks (dialect notes); for plain SCIM, `userType` is `guest`, `external`,
    /// `service` or `bot`". Slack: the guest extension, bots by their e-mail domain; GitHub: the role
    /// guest_collaborator.
    private boolean isGuest(String app, User account) {
        return switch (value(sources.get(app), "vendor")) {
            case "slack" ->
                account.slackGuest() || account.emails().stream().anyMatch(email -> email.endsWith("@slack-bots.com"));
            case "github" -> account.roles().stream().anyMatch(role -> role.is("guest_collaborator"));
            default -> List.of("guest", "external", "service", "bot").contains(fold(account.userType()));
        };
    }

    /// "active, privileged, its identity is active, and at least one privileged role, entitlement or group
    /// of it is granted by no mapping whose IdP group has the identity as effective member"
    private void ungovernedPrivilege(String app) {
        for (User account : activeAccounts(app)) {
            Optional<Link> link = link(app, account).filter(Link::isActive);
            List<Privilege> ungoverned = new ArrayList<>(privileges(app, account));
            for (Mapping mapping : mappings.get(app)) {
                ungoverned.removeIf(one -> link.isPresent()
                        && grants(mapping, one)
                        && mapping.members().contains(link.get().identity().id()));
            }
            if (link.isPresent() && !ungoverned.isEmpty()) {
                // "when every ungoverned privilege of the account is so named". Reading: by several together, too.
                boolean all = ungoverned.stream().noneMatch(one -> suppressor(app, account, it -> names(app, it, one))
                        .isEmpty());
                Predicate<String> naming = access -> ungoverned.stream().anyMatch(one -> names(app, access, one));
                String by = suppressor(app, account, access -> access.isEmpty() || all && naming.test(access));
                add("ungoverned-privilege", "high", app, "account", account.id(), by);
            }
        }
    }

    private static boolean grants(Mapping mapping, Privilege privilege) {
        return privilege.kind().equals("group")
                ? mapping.targets(privilege.item().value())
                : privilege.item().is(value(mapping.node(), privilege.kind()));
    }

    /// "two or more active accounts of one app correlate with the identity, whatever its state"
    private void duplicateAccount(String app) {
        Map<String, SortedSet<String>> several = new TreeMap<>();
        for (User account : activeAccounts(app)) {
            link(app, account)
                    .ifPresent(link -> several.computeIfAbsent(link.identity().id(), _ -> new TreeSet<>())
                            .add(account.id()));
        }
        several.values().removeIf(accounts -> accounts.size() < 2);
        // "`accounts` lists them"
        several.forEach((identity, accounts) ->
                add(new Finding("duplicate-account", "medium", app, "identity", identity, "", accounts, "")));
    }

    /// "an active identity is an effective member of an IdP group mapped to an app and correlates with no
    /// account there, active or not, and both it and the mapped group were last modified more than the app's
    /// `provisioningSla` (default 24 h) before the app snapshot was taken (no date known = long ago); one
    /// finding per app and identity"
    private void missingAccount(String app) {
        if (!current(app).map(Snapshot::complete).orElse(false)) {
            return;
        }
        Set<String> linked = new HashSet<>();
        links.get(app).values().forEach(link -> linked.add(link.identity().id()));
        Instant since = current(app).orElseThrow().takenAt().minus(provisioning.sla(app));
        for (Mapping mapping : mappings.get(app)) {
            if (mapping.idpGroup().isPresent()
                    && current(authoritativeIdp(app))
                            .orElseThrow()
                            .tells(mapping.idpGroup().get())
                    && isBefore(mapping.idpGroup().get().lastModified(), since)) {
                for (User identity : accounts(authoritativeIdp(app))) {
                    if (mapping.members().contains(identity.id())
                            && !identity.isInactive()
                            && isBefore(identity.lastModified(), since)
                            && provisioning.isDue(app, mapping, identity.id(), since)
                            && !linked.contains(identity.id())) {
                        add("missing-account", "low", app, "identity", identity.id(), "");
                    }
                }
            }
        }
        provisioning.missingAccount(app, linked, since);
    }

    /// "no date known = long ago"
    static boolean isBefore(Optional<Instant> date, Instant since) {
        return date.isEmpty() || date.get().isBefore(since);
    }

    private void membershipRules(String source) {
        for (Group group : groups(source)) {
            for (User account : accounts(source)) {
                Optional<Link> link = link(source, account);
                boolean direct = group.users().contains(account.id());
                boolean pushed = link.isPresent() && isPushed(source, group, link.get());
                boolean privileged = isPrivilegedGroup(source, group)
                        || direct && !privileges(source, account).isEmpty();
                String subject = group.id() + "/" + account.id();
                // "an active account is a direct member of a mapped app group, and its identity is not an effective
                // member of any IdP group mapped to that app group (or it has no identity)". Reading: a group is
                // mapped where a mapping's app group resolves to it, whether or not the mapping's IdP group resolves.
                if (!account.isInactive() && direct && isMapped(source, group) && !pushed) {
                    // "One that names an access suppresses only `app-side-membership` of that group"
                    Privilege held = new Privilege("group", new Named(group.id(), ""));
                    String by = suppressor(source, account, it -> it.isEmpty() || names(source, it, held));
                    add("app-side-membership", raised("medium", privileged), source, "membership", subject, by);
                }
                // "an active identity is an effective member of a mapped IdP group and has an active account in the
                // app, which is not a direct member of the app group (one finding per such account and group)"
                if (!account.isInactive() && !direct && pushed && link.get().isActive()) {
                    add("missing-membership", "low", source, "membership", subject, "");
                }
                // "an inactive account (or an active account with an inactive or departed identity) is still a direct
                // member of a group of that source; for IdP groups: an inactive identity". Reading: the `privileged`
                // lists of an IdP raise the severity there.
                boolean left = link.isPresent() && !link.get().isActive();
                if (direct && (account.isInactive() || left)) {
                    add("stale-membership", raised("low", privileged), source, "membership", subject, "");
                }
            }
        }
    }

    /// "a departed identity that an IdP group still lists is still its effective member"
    private boolean isPushed(String app, Group group, Link link) {
        return mappings.get(app).stream()
                .anyMatch(mapping -> mapping.targets(group.id())
                        && mapping.members().contains(link.identity().id()));
    }

    /// "an app group with an active member is the target of no mapping". Reading: a direct member.
    private void unmappedGroup(String app) {
        for (Group group : groups(app)) {
            String severity = raised("low", isPrivilegedGroup(app, group));
            if (!isMapped(app, group)
                    && activeAccounts(app).stream()
                            .anyMatch(account -> group.users().contains(account.id()))) {
                add("unmapped-group", severity, app, "group", group.id(), "");
            }
        }
    }

    private void mappingRules(String app) {
        for (Mapping mapping : mappings.get(app)) {
            // "the IdP group or the app group of a mapping does not resolve in the current snapshot"
            if (mapping.idpGroup().isEmpty()
                    || mapping.node().has("appGroup") && mapping.appGroup().isEmpty()) {
                add("broken-mapping", "high", app, "mapping", value(mapping.node(), "id"), "");
            }
            // "a mapped IdP group that exists has no owner, purpose, classification or cadence"
            String idp = authoritativeIdp(app);
            SortedSet<String> missing =
                    mapping.idpGroup().map(group -> undocumented(idp, group)).orElseGet(TreeSet::new);
            // "`missing` lists which"
            if (!missing.isEmpty()) {
                String group = mapping.idpGroup().get().id();
                add(new Finding("undocumented-group", "medium", idp, "group", group, "", missing, ""));
            }
        }
    }

    /// "no record = all four"
    private SortedSet<String> undocumented(String idp, Group group) {
        String[] wanted = {"owner", "purpose", "classification", "cadence"};
        return all("groups")
                .filter(record ->
                        value(record, "source").equals(idp) && isThis(resolve(idp, value(record, "group")), group.id()))
                .map(record -> missing(record, wanted))
                .findFirst()
                .orElseGet(() -> new TreeSet<>(List.of(wanted)));
    }

    private void exceptionRules(JsonNode exception) {
        String id = value(exception, "id");
        String source = value(exception, "source");
        // "`expires` is past and the access exists"; "A group's members are not told: every rule over its members"
        if (isPast(value(exception, "expires"))) {
            if (membersAreNotTold(exception)) {
                unknown(source, "exception-expired");
            } else if (accessExists(exception)) {
                add("exception-expired", "high", source, "exception", id, "");
            }
        }
        // "owner, reason or expiry is missing"
        SortedSet<String> missing = missing(exception, "owner", "reason", "expires");
        if (!missing.isEmpty()) {
            add(new Finding("exception-incomplete", "medium", source, "exception", id, "", missing, ""));
        }
        // "an owner is named and is not an active identity"
        String owner = value(exception, "owner");
        if (!owner.isBlank() && !isActiveOwner(source, owner)) {
            add("exception-owner-inactive", "medium", source, "exception", id, "");
        }
    }

    /// Whether the access that an exception names is a group that does not tell its members.
    boolean membersAreNotTold(JsonNode exception) {
        String app = value(exception, "source");
        String access = value(exception, "access").strip();
        return access.startsWith("group:")
                && resolve(app, access.substring("group:".length())).isPresent()
                && !current(app).map(Snapshot::told).orElse(true);
    }

    /// "(blank counts as none; no record = all four)"; Reading: blank counts as missing in exceptions as
    /// well.
    private static SortedSet<String> missing(JsonNode record, String... fields) {
        SortedSet<String> missing = new TreeSet<>(List.of(fields));
        missing.removeIf(field -> !value(record, field).isBlank());
        return missing;
    }

    /// "*In force* when it has owner, reason and expiry, as-of lies from `granted` to the end of `expires`,
    /// and its owner is an active identity." Reading: without `granted` it holds from the beginning.
    private boolean isInForce(JsonNode exception) {
        String granted = value(exception, "granted");
        return missing(exception, "owner", "reason", "expires").isEmpty()
                && (granted.isBlank() || !today.isBefore(LocalDate.parse(granted)))
                && !isPast(value(exception, "expires"))
                && isActiveOwner(value(exception, "source"), value(exception, "owner"));
    }

    /// "Its *access exists* when its account (by id or userName) is in the current snapshot, is active and,
    /// where an access is named, holds it."
    boolean accessExists(JsonNode exception) {
        String app = value(exception, "source");
        String access = value(exception, "access").strip();
        return activeAccounts(app).stream()
                .filter(account -> isOf(exception, app, account))
                .anyMatch(account -> access.isEmpty() || holds(app, account, access));
    }

    private boolean holds(String app, User account, String access) {
        String name = access.substring(access.indexOf(':') + 1);
        return switch (access.substring(0, access.indexOf(':'))) {
            case "role" -> account.roles().stream().anyMatch(role -> role.is(name));
            case "entitlement" -> account.entitlements().stream().anyMatch(entitlement -> entitlement.is(name));
            default ->
                resolve(app, name)
                        .filter(group -> holdsGroup(app, account, group))
                        .isPresent();
        };
    }

    /// The exception in force for the account whose access (empty where it names none) suppresses; else
    /// empty. Reading: of several, the smallest id.
    private String suppressor(String app, User account, Predicate<String> access) {
        return all("exceptions")
                .filter(exception -> isOf(exception, app, account))
                .filter(exception -> access.test(value(exception, "access").strip()) && isInForce(exception))
                .map(exception -> value(exception, "id"))
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    private boolean names(String app, String access, Privilege privilege) {
        String name = access.substring(access.indexOf(':') + 1);
        if (!access.startsWith(privilege.kind() + ":")) {
            return false;
        }
        return privilege.kind().equals("group")
                ? isThis(resolve(app, name), privilege.item().value())
                : privilege.item().is(name);
    }

    /// Reading: the id exactly, or the userName trimmed and case-folded as everywhere else.
    static boolean isOf(JsonNode record, String app, User account) {
        String text = value(record, "account");
        return value(record, "source").equals(app)
                && (text.equals(account.id())
                        || !account.userName().isEmpty() && fold(text).equals(account.userName()));
    }

    private void sourceRules(String source) {
        JsonNode node = sources.get(source);
        // "the source's SCIM token is past its last day"; "*source* mean[s] an app's"
        String lastDay = value(node.path("scim"), "tokenExpires")
                + value(node.path("scim").path("token"), "expires");
        if (value(node, "kind").equals("app") && isPast(lastDay)) {
            add("scim-token-expired", "high", source, "source", source, "");
        }
        Optional<Snapshot> now = current(source);
        Duration age = Duration.parse(node.path("snapshotMaxAge").asText("PT24H"));
        // "the current snapshot is older than `snapshotMaxAge` (default 24 h), or there is none"
        if (now.isEmpty() || now.get().takenAt().plus(age).isBefore(asOf)) {
            add("snapshot-stale", "high", source, "source", source, "");
        }
        // "the current snapshot's completeness record has a gap"
        if (now.isPresent() && !now.get().complete()) {
            add("snapshot-incomplete", "high", source, "source", source, "");
        }
    }

    // ---- Terms ----

    List<String> ofKind(String kind) {
        return sources.keySet().stream()
                .filter(id -> value(sources.get(id), "kind").equals(kind))
                .toList();
    }

    String authoritativeIdp(String app) {
        return value(sources.get(app), "authoritativeIdp");
    }

    /// "*Current* = the newest taken at or before as-of"
    Optional<Snapshot> current(String source) {
        List<Snapshot> history = histories.getOrDefault(source, List.of());
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    Collection<Group> groups(String source) {
        return current(source).map(now -> now.groups().values()).orElse(List.of());
    }

    Collection<User> accounts(String source) {
        return current(source).map(now -> now.users().values()).orElse(List.of());
    }

    List<User> activeAccounts(String app) {
        return accounts(app).stream().filter(account -> !account.isInactive()).toList();
    }

    Optional<Link> link(String app, User account) {
        return Optional.ofNullable(links.getOrDefault(app, Map.of()).get(account.id()));
    }

    /// "**Owner**: the identity whose userName or any email equals the text (trimmed, case-folded) in the
    /// current snapshot: … of the app's authoritative IdP for an exception or an account record (any IdP
    /// where it names none)". Reading: where several identities are so called, an active one among them is
    /// enough.
    boolean isActiveOwner(String app, String text) {
        return ofKind("idp").stream()
                .filter(idp -> List.of("", idp).contains(authoritativeIdp(app)))
                .flatMap(idp -> accounts(idp).stream())
                .anyMatch(identity -> identity.isCalled(fold(text)) && !identity.isInactive());
    }

    /// "An account that the governance file records as `service`, `bot`, `test` or `breakglass` with an
    /// active owner is *owned*."
    private boolean isOwned(String app, User account) {
        List<String> kinds = List.of("service", "bot", "test", "breakglass");
        return all("accounts")
                .filter(record -> kinds.contains(value(record, "kind")))
                .anyMatch(record -> isOf(record, app, account) && isActiveOwner(app, value(record, "owner")));
    }

    /// "**Privileged account**: holds a role, entitlement or group that the source's `privileged` lists
    /// name."
    private List<Privilege> privileges(String source, User account) {
        List<Privilege> privileges = new ArrayList<>();
        for (String kind : List.of("role", "entitlement")) {
            List<String> names = privilegedNames(source, kind);
            for (Named item : kind.equals("role") ? account.roles() : account.entitlements()) {
                if (names.stream().anyMatch(item::is)) {
                    privileges.add(new Privilege(kind, item));
                }
            }
        }
        for (Group group : groups(source)) {
            if (isPrivilegedGroup(source, group) && holdsGroup(source, account, group)) {
                privileges.add(new Privilege("group", new Named(group.id(), "")));
            }
        }
        return privileges;
    }

    /// Reading: a group is held by its effective members, so that nesting does not hide a privilege.
    private boolean holdsGroup(String source, User account, Group group) {
        return effectiveMembers(source, group, new HashSet<>()).contains(account.id());
    }

    private boolean isPrivilegedGroup(String source, Group group) {
        return privilegedGroupsSeen
                .computeIfAbsent(source, key -> privilegedNames(key, "group").stream()
                        .flatMap(name -> resolve(key, name).stream())
                        .map(Group::id)
                        .toList())
                .contains(group.id());
    }

    /// "A list that is given, even empty, replaces the default of that list alone. Default roles: …;
    /// default entitlements and groups: none."
    private List<String> privilegedNames(String source, String kind) {
        JsonNode given = sources.get(source).path("privileged").path(kind + "s");
        return given.isArray()
                ? given.valueStream().map(JsonNode::asText).toList()
                : kind.equals("role") ? DEFAULT_ROLES : List.of();
    }

    /// "A reference by displayName is pinned to the id when it first resolves, and follows the id from then
    /// on; two groups of that name = it does not resolve." Answers the group of the current snapshot that
    /// the text means.
    Optional<Group> resolve(String source, String text) {
        for (Snapshot snapshot : histories.getOrDefault(source, List.of())) {
            List<Group> meant = snapshot.groups().values().stream()
                    .filter(group -> fold(group.displayName()).equals(fold(text)))
                    .toList();
            // Reading: an id goes before a displayName.
            if (snapshot.groups().containsKey(text.strip())) {
                meant = List.of(snapshot.groups().get(text.strip()));
            }
            if (meant.size() == 1) {
                String pinned = meant.getFirst().id();
                return groups(source).stream()
                        .filter(group -> group.id().equals(pinned))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /// "direct, or through nested groups of any depth (cycles are followed once)". Dangling ids count.
    Set<String> effectiveMembers(String source, Group group, Set<String> followed) {
        Set<String> members = new HashSet<>(group.users());
        for (String nested : group.nested()) {
            if (followed.add(nested)) {
                Group inner = current(source).orElseThrow().groups().get(nested);
                members.addAll(effectiveMembers(source, inner, followed));
            }
        }
        return members;
    }

    /// "**Mapping**: an IdP group that grants an app group, a role or an entitlement in an app." Its IdP is
    /// the app's authoritative one.
    private List<Mapping> mappings(String app) {
        List<Mapping> ofApp = new ArrayList<>();
        String idp = authoritativeIdp(app);
        for (JsonNode node : governance.path("mappings")) {
            Optional<Group> idpGroup = resolve(idp, value(node, "idpGroup"));
            // "`direct` counts direct members alone; `expand`, or nothing said, counts all"
            Set<String> members = idpGroup.map(Group::users).orElse(Set.of());
            if (idpGroup.isPresent() && !value(node, "nesting").equals("direct")) {
                members = effectiveMembers(idp, idpGroup.get(), new HashSet<>());
            }
            if (value(node, "app").equals(app)) {
                Optional<Group> appGroup = resolve(app, value(node, "appGroup"));
                ofApp.add(new Mapping(node, idpGroup, appGroup, members));
            }
        }
        return ofApp;
    }

    private boolean isMapped(String app, Group group) {
        return mappings.getOrDefault(app, List.of()).stream().anyMatch(mapping -> mapping.targets(group.id()));
    }

    private static boolean isThis(Optional<Group> group, String id) {
        return group.isPresent() && group.get().id().equals(id);
    }

    /// "Severity in capitals is raised one step where the account or group is privileged (never past
    /// critical)."
    private static String raised(String severity, boolean privileged) {
        int step = SEVERITIES.indexOf(severity) + (privileged ? 1 : 0);
        return SEVERITIES.get(Math.min(step, SEVERITIES.size() - 1));
    }

    /// "a date is a UTC day. `expires` … inclusive: the last day on which it holds". No date is never past.
    boolean isPast(String lastDay) {
        return !lastDay.isBlank() && today.isAfter(LocalDate.parse(lastDay));
    }

    /// A rule that is off, or not evaluable for the source, finds nothing there. "What is suppressed is
    /// still listed, with the exception's id: never silent."
    void add(String rule, String severity, String source, String type, String subject, String suppressedBy) {
        // Reading: where an id has a slash, what is before and after it is told by the group besides.
        boolean unclear = type.equals("membership") && subject.indexOf('/') != subject.lastIndexOf('/');
        String group = unclear ? subject.substring(0, subject.lastIndexOf('/')) : "";
        add(new Finding(rule, severity, source, type, subject, group, Collections.emptySortedSet(), suppressedBy));
    }

    /// The same, of a finding that tells more.
    void add(Finding finding) {
        if (!rulesOff.contains(finding.rule())
                && (ONE_BY_ONE.contains(finding.rule())
                        || !notEvaluable.contains(new Unknown(finding.rule(), finding.source())))) {
            (finding.suppressedBy().isEmpty() ? findings : suppressed).add(finding);
        }
    }

    /// "trimmed, case-folded": by the default folding of Unicode.
    static String fold(String text) {
        return CaseMap.fold().apply(text.strip());
    }

    Stream<JsonNode> all(String records) {
        return governance.path(records).valueStream();
    }

    static String value(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    // ---- Reading snapshots ----

    private List<Snapshot> readHistory(Path folder, boolean silent) throws IOException {
        List<Snapshot> history = new ArrayList<>();
        for (int n = 1; Files.isDirectory(folder.resolve(String.valueOf(n))); n++) {
            history.add(readSnapshot(folder.resolve(String.valueOf(n)), silent));
        }
        history.removeIf(snapshot -> snapshot.takenAt().isAfter(asOf));
        history.sort(Comparator.comparing(Snapshot::takenAt));
        return history;
    }

    private static Snapshot readSnapshot(Path folder, boolean silent) throws IOException {
        Map<String, User> users = new LinkedHashMap<>();
        Map<String, JsonNode> userNodes = new LinkedHashMap<>();
        Map<String, JsonNode> groupNodes = new LinkedHashMap<>();
        int claimedUsers = 0;
        int claimedGroups = 0;
        boolean refused = false;
        for (Path file : NaiveProvisioning.files(folder, "*.json")) {
            JsonNode page = JSON.readTree(file.toFile());
            // A bare array claims nothing and so has no gap.
            int claimed = attribute(page, "totalResults").asInt(0);
            for (JsonNode resource : page.isArray() ? page : attribute(page, "Resources")) {
                if (attribute(resource, "userName").isMissingNode()) {
                    groupNodes.merge(text(resource, "id"), resource, NaiveDrift::later);
                    claimedGroups = Math.max(claimedGroups, claimed);
                } else {
                    Optional<User> read = readUser(resource);
                    refused |= read.isEmpty();
                    if (read.isPresent()) {
                        userNodes.merge(read.get().id(), resource, NaiveDrift::later);
                    }
                    claimedUsers = Math.max(claimedUsers, claimed);
                }
            }
        }
        userNodes.forEach((id, node) -> users.put(id, readUser(node).orElseThrow()));
        Instant takenAt =
                Instant.parse(Files.readString(folder.resolve("taken-at.txt")).strip());
        Map<String, Group> groups = new LinkedHashMap<>();
        groupNodes.forEach((id, node) -> groups.put(id, readGroup(id, node, groupNodes.keySet(), silent)));
        // "completeness record (files and pages read, refused, …)"
        boolean complete = !refused && users.size() >= claimedUsers && groups.size() >= claimedGroups;
        boolean told = standIn(users, groups);
        Map<String, Application> applications = NaiveExpected.read(folder, users, groups);
        return new Snapshot(takenAt, users, groups, complete, told, applications);
    }

    /// "Same id twice … with different content = keep the later `meta.lastModified`, else the later page" (dialect
    /// notes 1.2)
    private static JsonNode later(JsonNode one, JsonNode next) {
        boolean older = lastModified(one).isPresent()
                && lastModified(next).isPresent()
                && lastModified(next).get().isBefore(lastModified(one).get());
        return older ? one : next;
    }

    /// "An absent `members` counts as empty where another group of the snapshot tells members, as not told
    /// where none does …. A user's `groups[]` stands in only where members are not told". Reading: where
    /// any user tells its groups, these are the members, and the rules over them are evaluated. Answers
    /// whether members are known.
    private static boolean standIn(Map<String, User> users, Map<String, Group> groups) {
        boolean told = groups.isEmpty() || groups.values().stream().anyMatch(Group::tellsMembers);
        for (Group group : told ? List.<Group>of() : groups.values()) {
            users.values().stream()
                    .filter(user -> user.groups().contains(group.id()))
                    .forEach(user -> group.users().add(user.id()));
        }
        return told || users.values().stream().anyMatch(user -> !user.groups().isEmpty());
    }

    /// "an empty list from a vendor that never tells is not told"
    private static Group readGroup(String id, JsonNode node, Set<String> groupIds, boolean silent) {
        Set<String> users = new HashSet<>();
        Set<String> nested = new HashSet<>();
        JsonNode members = attribute(node, "members");
        for (JsonNode member : entries(members)) {
            String value = member.asText("") + text(member, "value");
            // The type is often missing: then the path of $ref, or a look-up by id, tells.
            boolean saysGroup = fold(text(member, "type")).equals("group")
                    || text(member, "$ref").contains("/Groups/");
            if (groupIds.contains(value)) {
                nested.add(value);
            } else if (!value.isBlank() && !saysGroup) {
                // "A user listed in `members` counts by its id even where the current snapshot has no such user"
                users.add(value);
            }
        }
        boolean tells = members.isContainerNode() && !(silent && members.isEmpty());
        return new Group(id, text(node, "displayName"), tells, users, nested, lastModified(node));
    }

    /// "`active` as boolean or as "true"/"false" in any case; any other value refuses the row": then empty.
    private static Optional<User> readUser(JsonNode node) {
        String active = fold(text(node, "active"));
        if (!List.of("true", "false", "").contains(active)) {
            return Optional.empty();
        }
        List<String> emails = entries(attribute(node, "emails")).stream()
                .map(email -> fold(email.asText("") + text(email, "value")))
                .filter(email -> !email.isEmpty())
                .toList();
        Set<String> groups = new HashSet<>();
        entries(attribute(node, "groups")).forEach(group -> groups.add(text(group, "value")));
        return Optional.of(new User(
                text(node, "id"),
                text(node, "externalId"),
                fold(text(node, "userName")),
                emails,
                active.isEmpty() ? Optional.empty() : Optional.of(active.equals("true")),
                named(attribute(node, "roles")),
                named(attribute(node, "entitlements")),
                SLACK_GUEST.stream().anyMatch(mark -> attribute(node, mark).isObject()),
                text(node, "userType"),
                text(attribute(node, ENTERPRISE), "employeeNumber").strip(),
                groups,
                compared(node),
                lastSignIn(node),
                lastModified(node),
                false,
                new HashMap<>()));
    }

    private static Optional<Instant> lastModified(JsonNode node) {
        String told = text(attribute(node, "meta"), "lastModified");
        return told.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(told));
    }

    /// What the governance file's `compare` may name, "trimmed, case-folded"; blank where there is none.
    private static Map<String, String> compared(JsonNode node) {
        JsonNode enterprise = attribute(node, ENTERPRISE);
        return Map.of(
                "email", fold(primaryEmail(entries(attribute(node, "emails")))),
                "title", fold(text(node, "title")),
                "department", fold(text(enterprise, "department")),
                "employeeNumber", fold(text(enterprise, "employeeNumber")),
                "displayName", fold(text(node, "displayName")),
                "userName", fold(text(node, "userName")));
    }

    /// "the one marked `primary`; else the first of type `work`; else the first". Reading: one without a value is
    /// none.
    private static String primaryEmail(List<JsonNode> emails) {
        List<JsonNode> told = emails.stream()
                .filter(email -> !(email.asText("") + text(email, "value")).isBlank())
                .toList();
        return told.stream()
                .filter(email -> attribute(email, "primary").asBoolean(false))
                .findFirst()
                .or(() -> told.stream()
                        .filter(email -> fold(text(email, "type")).equals("work"))
                        .findFirst())
                .or(() -> told.stream().findFirst())
                .map(email -> email.asText("") + text(email, "value"))
                .orElse("");
    }

    /// SCIM has no attribute for it; generated snapshots tell it in an extension.
    private static Optional<Instant> lastSignIn(JsonNode node) {
        String told = text(attribute(node, OrganisationGenerator.ACTIVITY), "lastSignIn");
        return told.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(told));
    }

    private static List<Named> named(JsonNode node) {
        return entries(node).stream()
                .map(entry -> new Named(entry.asText("") + text(entry, "value"), text(entry, "display")))
                .toList();
    }

    /// Dialect notes 1.3: arrays of objects (whose own text is empty), arrays of strings, or a single
    /// object instead of an array.
    private static List<JsonNode> entries(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : node.isObject() ? List.of(node) : List.of();
    }

    /// RFC 7643 2.1: attribute names are case-insensitive.
    static JsonNode attribute(JsonNode node, String name) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    static String text(JsonNode node, String name) {
        JsonNode value = attribute(node, name);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
