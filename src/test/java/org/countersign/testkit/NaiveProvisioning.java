package org.countersign.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.testkit.NaiveDrift.Finding;
import org.countersign.testkit.NaiveDrift.Group;
import org.countersign.testkit.NaiveDrift.Link;
import org.countersign.testkit.NaiveDrift.Mapping;
import org.countersign.testkit.NaiveDrift.Snapshot;
import org.countersign.testkit.NaiveDrift.User;
import org.countersign.testkit.NaiveExpected.AppGroup;
import org.countersign.testkit.NaiveExpected.AppUser;
import org.countersign.testkit.NaiveExpected.Application;

/// The rules of `drift-rules.md` about provisioning, what an IdP expects of an app, and identities that have not begun,
/// as naively as [NaiveDrift], whose third part this is. The contract says little here: most readings are those of the
/// ADRs 17 and 21.
final class NaiveProvisioning {
    /// One line of a log. Blank where nothing is told.
    ///
    /// @param notEntitled "`NotEffectivelyEntitled` counts never" (ADR 21)
    record Event(
            String id,
            Instant time,
            String application,
            String action,
            String result,
            String account,
            String identity,
            String userName,
            String access,
            boolean notEntitled) {
        /// "the failed action takes access away (disable, delete, removal from a group or role)"
        boolean takesAway() {
            return List.of("disable", "delete", "group-remove", "role-remove").contains(action);
        }

        boolean isOfPlace() {
            return action.startsWith("group-") || action.startsWith("role-");
        }

        boolean isOfNobody() {
            return account.isBlank() && identity.isBlank() && userName.isBlank();
        }

        /// "Skips count where there is no account *and the event names none* …. Groups, places in them, removals …
        /// are nobody's missing account." (ADR 21)
        boolean mattersIfMissing() {
            return account.isBlank() && !notEntitled && !takesAway() && !isOfPlace() && !isOfNobody();
        }
    }

    /// What an event is about: an account of the app, or an identity that has none there.
    private record Subject(String type, String id) {}

    /// "a place in a group or role is one of its own, so that a later change of a profile does not hide a removal that
    /// failed" (ADR 21)
    private record Thing(Subject subject, String place) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ACTIONS =
            List.of("create,update,enable,disable,delete,group-add,group-remove,role-add,role-remove".split(","));
    /// "Of several at one time the worst counts." (ADR 21)
    private static final List<String> RESULTS = List.of("success,skipped,pending,failed".split(","));

    /// Reading: of failures at one time, one that was to take access away is worse; of skips, one that counts.
    private static final Comparator<Event> WORST = Comparator.comparing((Event one) -> RESULTS.indexOf(one.result()))
            .thenComparing(one -> one.result().equals("skipped") ? one.mattersIfMissing() : one.takesAway());

    private final NaiveDrift all;
    private final Map<String, List<Event>> logs = new HashMap<>();

    NaiveProvisioning(NaiveDrift all) {
        this.all = all;
    }

    // ---- Terms ----

    /// The ids of applications of its authoritative IdP that stand for the app: by `idpApplications`, or by a mapping
    /// "whose `idpGroup` is `app:<id>` or `app:<id>/<role>`" (ADR 17).
    Set<String> applications(String app) {
        Set<String> applications = new TreeSet<>();
        all.sources.get(app).path("idpApplications").forEach(id -> applications.add(id.asText()));
        all.all("mappings")
                .filter(mapping -> NaiveDrift.value(mapping, "app").equals(app))
                .map(mapping -> NaiveDrift.value(mapping, "idpGroup").strip())
                .filter(group -> group.startsWith("app:"))
                .forEach(group ->
                        applications.add(group.substring("app:".length()).split("/")[0]));
        return applications;
    }

    /// "the app's `provisioningSla` (default 24 h)"
    Duration sla(String app) {
        return Duration.parse(all.sources.get(app).path("provisioningSla").asText("PT24H"));
    }

    private Optional<Snapshot> idpSnapshot(String app) {
        return all.current(all.authoritativeIdp(app));
    }

    private Optional<User> identity(String app, String id) {
        return idpSnapshot(app).map(now -> now.users().get(id));
    }

    private boolean isActiveIdentity(String app, String id) {
        return identity(app, id).filter(identity -> !identity.isInactive()).isPresent();
    }

    private Optional<User> account(String app, String id) {
        return all.current(app).map(now -> now.users().get(id));
    }

    private List<User> accountsOf(String app, String identity) {
        return all.accounts(app).stream()
                .filter(account -> all.link(app, account)
                        .filter(link -> link.identity().id().equals(identity))
                        .isPresent())
                .sorted(Comparator.comparing(User::id))
                .toList();
    }

    // ---- What is not known is not a pass ----

    void listWhatIsNotKnown() {
        for (String app : all.ofKind("app")) {
            Set<String> applications = applications(app);
            // "an IdP snapshot that is incomplete, or that tells nothing of an application that stands for the app, is
            // named under `notEvaluable` for both rules …. An app that no application stands for is not asked" (ADR 17)
            boolean known = idpSnapshot(app)
                    .filter(Snapshot::complete)
                    .filter(now -> applications.stream()
                            .allMatch(id -> now.applications().containsKey(id)
                                    && now.applications().get(id).whole()))
                    .isPresent();
            if (!applications.isEmpty() && !known) {
                all.partlyUnknown(app, "missing-account");
                all.partlyUnknown(app, "provisioning-failed");
            }
            // "A group's members are not told". Reading: an assigned group that the snapshot does not have tells none.
            if (appGroups(app).stream()
                    .anyMatch(assigned -> group(app, assigned).isEmpty())) {
                all.partlyUnknown(app, "missing-account");
            }
            // "It is not evaluable where the IdP's snapshot is incomplete or does not tell members; users who tell
            // their groups (`groups[]`) stand in for today alone." (ADR 21)
            boolean asked = all.mappings.get(app).stream()
                    .anyMatch(mapping ->
                            mapping.idpGroup().isPresent() && mapping.appGroup().isPresent());
            if (asked && !tellsWhoLeft(app)) {
                all.partlyUnknown(app, "provisioning-delayed");
            }
        }
    }

    // ---- Rules ----

    void evaluate() {
        for (String app : all.ofKind("app")) {
            // "`identity`, whose finding the app's id tells apart" (ADR 17): one finding a subject, of the worst.
            Map<Subject, String> failed = new LinkedHashMap<>();
            Set<Subject> delayed = new HashSet<>();
            assignments(app, failed);
            events(app, failed, delayed);
            removals(app, delayed);
            failed.forEach((subject, severity) -> add("provisioning-failed", severity, app, subject));
            delayed.forEach(subject -> add("provisioning-delayed", "medium", app, subject));
        }
    }

    private void add(String rule, String severity, String app, Subject subject) {
        boolean account = subject.type().equals("account");
        all.add(new Finding(
                rule,
                severity,
                account ? app : all.authoritativeIdp(app),
                subject.type(),
                subject.id(),
                account ? "" : app,
                Collections.emptySortedSet(),
                ""));
    }

    private static void worst(Map<Subject, String> failed, Subject subject, boolean critical) {
        failed.merge(subject, critical ? "critical" : "high", (one, other) -> one.equals("critical") ? one : other);
    }

    /// "by assignments where Okta holds the account for done (SYNCHRONIZED) …. What is on its way, failed or not
    /// provisioned promises no account. An assignment is due by its own date" (ADR 17). Reading: the identity's
    /// own date counts as the contract has it.
    void missingAccount(String app, Set<String> linked, Instant since) {
        missingMembers(app, linked, since);
        for (AppUser assigned : appUsers(app)) {
            if (List.of("SYNCHRONIZED", "").contains(assigned.syncState())
                    && !assigned.hasEnded()
                    && !assigned.isWaiting()
                    && NaiveDrift.isBefore(assigned.changed(), since)
                    && isActiveIdentity(app, assigned.user())
                    && NaiveDrift.isBefore(
                            identity(app, assigned.user()).orElseThrow().lastModified(), since)
                    && !linked.contains(assigned.user())) {
                all.add("missing-account", "low", app, "identity", assigned.user(), "");
            }
        }
    }

    /// "a member of an assigned group is expected if the group lists them itself" (ADR 17). Reading: not before the
    /// group's own date is long enough ago as well.
    private void missingMembers(String app, Set<String> linked, Instant since) {
        for (AppGroup assigned : appGroups(app)) {
            Optional<Group> group = group(app, assigned);
            if (group.isPresent()
                    && NaiveDrift.isBefore(assigned.changed(), since)
                    && NaiveDrift.isBefore(group.get().lastModified(), since)) {
                group.get().users().stream()
                        .filter(id -> isActiveIdentity(app, id)
                                && NaiveDrift.isBefore(
                                        identity(app, id).orElseThrow().lastModified(), since)
                                && !linked.contains(id))
                        .forEach(id -> all.add("missing-account", "low", app, "identity", id, ""));
            }
        }
    }

    /// An assigned group that tells its members.
    private Optional<Group> group(String app, AppGroup assigned) {
        return idpSnapshot(app)
                .filter(Snapshot::told)
                .flatMap(now -> Optional.ofNullable(now.groups().get(assigned.group())));
    }

    /// Whether a member of the mapped group is one long enough: "An assignment is due by its own date" (ADR 17), also
    /// where a mapping names the application's group; of other groups nothing tells since when somebody is in them.
    /// Reading: of several assignments the oldest counts.
    boolean isDue(String app, Mapping mapping, String identity, Instant since) {
        String named = mapping.idpGroup().orElseThrow().id();
        Snapshot now = idpSnapshot(app).orElseThrow();
        Application application =
                now.applications().get(named.replaceFirst("^app:", "").split("/")[0]);
        if (!named.startsWith("app:") || application == null) {
            return true;
        }
        List<Optional<Instant>> dates = new ArrayList<>();
        application.users().stream()
                .filter(one -> one.user().equals(identity) && one.in(named) && !one.hasEnded())
                .forEach(one -> dates.add(one.changed()));
        for (AppGroup one : application.groups()) {
            Group group = now.groups().get(one.group());
            if (group != null
                    && one.in(named)
                    && !NaiveDrift.value(mapping.node(), "nesting").equals("direct")
                    && all.effectiveMembers(all.authoritativeIdp(app), group, new HashSet<>())
                            .contains(identity)) {
                dates.add(one.changed());
            }
        }
        return dates.isEmpty() || dates.stream().anyMatch(date -> NaiveDrift.isBefore(date, since));
    }

    /// Reading: what is named under `notEvaluable` because the IdP's snapshot is incomplete is not asked at all.
    private List<AppUser> appUsers(String app) {
        List<AppUser> found = new ArrayList<>();
        for (String application : applications(app)) {
            idpSnapshot(app)
                    .filter(Snapshot::complete)
                    .flatMap(now -> Optional.ofNullable(now.applications().get(application)))
                    .ifPresent(told -> found.addAll(told.users()));
        }
        found.removeIf(AppUser::isService);
        return found;
    }

    private List<AppGroup> appGroups(String app) {
        List<AppGroup> found = new ArrayList<>();
        for (String application : applications(app)) {
            idpSnapshot(app)
                    .filter(Snapshot::complete)
                    .flatMap(now -> Optional.ofNullable(now.applications().get(application)))
                    .ifPresent(told -> found.addAll(told.groups()));
        }
        return found;
    }

    /// "`provisioning-failed` reads ERROR and OUT_OF_SYNC as failures; OUT_OF_SYNC only once the assignment changed
    /// longer than `provisioningSla` before the IdP's snapshot was taken (no date = long ago)" (ADR 17)
    private void assignments(String app, Map<Subject, String> failed) {
        for (AppUser assigned : appUsers(app)) {
            Instant since = idpSnapshot(app).orElseThrow().takenAt().minus(sla(app));
            boolean failure = assigned.syncState().equals("ERROR")
                    || assigned.syncState().equals("OUT_OF_SYNC") && NaiveDrift.isBefore(assigned.changed(), since);
            if (!failure) {
                continue;
            }
            // "It is about the account where there is one, else the identity". Reading: the one that the IdP recorded,
            // else the first that correlates.
            Optional<User> account = account(app, assigned.account())
                    .or(() -> accountsOf(app, assigned.user()).stream().findFirst());
            Subject subject = account.map(one -> new Subject("account", one.id()))
                    .orElse(new Subject("identity", assigned.user()));
            // "It is critical where the assignment has ended or the identity is not active, unless the app's whole
            // snapshot shows that the access is gone."
            boolean critical = assigned.hasEnded() || !isActiveIdentity(app, assigned.user());
            boolean gone = account.map(User::isInactive)
                    .orElse(all.current(app).map(Snapshot::complete).orElse(false));
            if (!critical || !gone) {
                worst(failed, subject, critical);
            }
        }
    }

    // ---- Logs ----

    /// "the newest imported provisioning event of the object failed" and "the newest provisioning event of the object
    /// is pending"
    private void events(String app, Map<Subject, String> failed, Set<Subject> delayed) {
        Map<Thing, List<Event>> newest = new LinkedHashMap<>();
        for (Event event : newestAsNamed(eventsOf(app))) {
            // "**Groups and strangers** have no subject that the contract allows (account or identity)" (ADR 21)
            Subject subject = event.isOfNobody()
                    ? new Subject("group", place(app, event))
                    : subject(app, event).orElse(new Subject("stranger", who(event)));
            List<Event> there = newest.computeIfAbsent(
                    new Thing(subject, event.isOfPlace() && !event.isOfNobody() ? place(app, event) : ""),
                    _ -> new ArrayList<>());
            if (!there.isEmpty() && there.getFirst().time().isBefore(event.time())) {
                there.clear();
            }
            if (there.isEmpty() || there.getFirst().time().equals(event.time())) {
                there.add(event);
            }
        }
        newest.forEach((thing, events) -> {
            Event event = events.stream().max(WORST).orElseThrow();
            Subject subject = thing.subject();
            boolean nobody = List.of("group", "stranger").contains(subject.type());
            switch (event.result()) {
                case "pending" -> {
                    if (nobody) {
                        all.partlyUnknown(app, "provisioning-delayed");
                    } else {
                        delayed.add(subject);
                    }
                }
                case "failed" -> {
                    if (nobody) {
                        all.partlyUnknown(app, "provisioning-failed");
                    } else if (!event.takesAway() || !isGone(app, subject, event)) {
                        worst(failed, subject, event.takesAway());
                    }
                }
                case "skipped" -> skipped(app, subject, event, failed);
                default -> {}
            }
        });
    }

    /// "Skips count where there is no account *and the event names none* …. Groups, removals and inactive identities
    /// that were skipped are nobody's missing account." (ADR 21). Reading: neither is a place in a group or
    /// role; where the app's snapshot is incomplete, or nobody knows who was skipped, it is not known.
    private void skipped(String app, Subject subject, Event event, Map<Subject, String> failed) {
        boolean matters = event.mattersIfMissing();
        boolean missing = subject.type().equals("identity") && isActiveIdentity(app, subject.id());
        boolean complete = all.current(app).map(Snapshot::complete).orElse(false);
        if (matters && (subject.type().equals("stranger") || missing && !complete)) {
            all.partlyUnknown(app, "provisioning-failed");
        } else if (matters && missing) {
            worst(failed, subject, false);
        }
    }

    /// "SQL takes the newest of each as the log names it; rules then bring together what two names mean." (ADR 21).
    /// Reading: events of one identity are of one object, even where it has several accounts and one event
    /// alone says which.
    private static List<Event> newestAsNamed(List<Event> events) {
        return events.stream()
                .filter(event -> event.identity().isBlank()
                        || events.stream()
                                .filter(other -> other.identity().equals(event.identity())
                                        && other.application().equals(event.application())
                                        && other.isOfPlace() == event.isOfPlace()
                                        && (!event.isOfPlace() || other.access().equals(event.access())))
                                .max(Comparator.comparing(Event::time).thenComparing(WORST))
                                .filter(newest -> newest == event)
                                .isPresent())
                .toList();
    }

    /// Whom a stranger is called.
    private static String who(Event event) {
        return event.identity() + " " + event.account() + " " + NaiveDrift.fold(event.userName());
    }

    /// Names of roles and groups "compare trimmed and case-folded, …; groups also by `id`". Reading: a group
    /// that the app does not have (the IdP's, say) is its name.
    private String place(String app, Event event) {
        Optional<Group> group =
                event.action().startsWith("role-") ? Optional.empty() : all.resolve(app, event.access());
        return group.map(Group::id).orElse(NaiveDrift.fold(event.access()))
                + (event.action().startsWith("role-") ? " role" : " group");
    }

    /// Of a log of the app, or of its IdP where the application is the app's; "events dated ahead wait for theirs"
    /// (provisioning-logs.md).
    private List<Event> eventsOf(String app) {
        Set<String> applications = applications(app);
        // Reading: a plain log may call the application what the app is called here.
        Set<String> names = new HashSet<>(applications);
        names.add(app);
        List<Event> events = new ArrayList<>();
        // "With `--source slack` everything is about slack; where slack has `idpApplications`, events of others are
        // left
        // out of findings."
        for (Event event : logs.getOrDefault(app, List.of())) {
            if (event.application().isBlank() || applications.isEmpty() || names.contains(event.application())) {
                events.add(event);
            }
        }
        for (Event event : logs.getOrDefault(all.authoritativeIdp(app), List.of())) {
            if (names.contains(event.application())) {
                events.add(event);
            }
        }
        events.removeIf(event -> event.time().isAfter(all.asOf));
        return events;
    }

    /// "the account is found by the identity, else by the user name at the app" (ADR 21); its own id tells it first.
    /// Reading: a user name that is no account's may be the identity's, or its address; one that several have
    /// is nobody's. An account that correlates with another identity than the event names is not the one.
    private Optional<Subject> subject(String app, Event event) {
        String name = NaiveDrift.fold(event.userName());
        Optional<User> account = account(app, event.account());
        Optional<String> identity = known(app, event.identity());
        if (account.isEmpty() && identity.isPresent()) {
            account = accountsOf(app, identity.get()).stream().findFirst();
        }
        if (account.isEmpty() && !name.isEmpty()) {
            List<User> called = all.accounts(app).stream()
                    .filter(one -> one.userName().equals(name))
                    .toList();
            boolean another = identity.isPresent()
                    && called.size() == 1
                    && all.link(app, called.getFirst()).isPresent();
            account = called.size() == 1 && !another ? Optional.of(called.getFirst()) : Optional.empty();
        }
        if (account.isEmpty() && identity.isEmpty() && !name.isEmpty()) {
            List<User> called = all.accounts(all.authoritativeIdp(app)).stream()
                    .filter(one -> one.isCalled(name))
                    .toList();
            identity = called.size() == 1 ? Optional.of(called.getFirst().id()) : Optional.empty();
            account = identity.flatMap(id -> accountsOf(app, id).stream().findFirst());
        }
        Optional<String> nobodyElse = identity;
        return account.map(one -> new Subject("account", one.id()))
                .or(() -> nobodyElse.map(id -> new Subject("identity", id)));
    }

    /// "users that no snapshot knows" (provisioning-logs.md): a departed identity is known.
    private Optional<String> known(String app, String id) {
        return all.histories.getOrDefault(all.authoritativeIdp(app), List.of()).stream()
                        .anyMatch(snapshot -> snapshot.users().containsKey(id))
                ? Optional.of(id)
                : Optional.empty();
    }

    /// "a removal that failed is no finding once a whole snapshot taken later shows the account inactive, absent, or
    /// out of the group (where the log names the app's group)" (ADR 21)
    private boolean isGone(String app, Subject subject, Event event) {
        Optional<Snapshot> now = all.current(app).filter(Snapshot::complete).filter(snapshot -> snapshot.takenAt()
                .isAfter(event.time()));
        if (now.isEmpty()) {
            return false;
        }
        Optional<User> account = Optional.ofNullable(now.get().users().get(subject.id()));
        Optional<Group> group =
                event.action().equals("group-remove") ? all.resolve(app, event.access()) : Optional.empty();
        return account.isEmpty()
                || account.get().isInactive()
                || now.get().told()
                        && group.isPresent()
                        && !group.get().users().contains(account.get().id());
    }

    // ---- Removals at the IdP ----

    /// "a removal at the IdP is older than `provisioningSla` and the app snapshot taken after that still shows the
    /// membership"; "dates a departure from an IdP group by the first IdP snapshot without the person: never
    /// too early. It sees direct members of the mapped group and of the groups that are nested in it now" (ADR
    /// 21)
    private void removals(String app, Set<Subject> delayed) {
        Optional<Snapshot> now = all.current(app);
        if (now.isEmpty() || !tellsWhoLeft(app)) {
            return;
        }
        for (Group group : all.groups(app)) {
            List<Mapping> ofGroup = all.mappings.get(app).stream()
                    .filter(mapping ->
                            mapping.targets(group.id()) && mapping.idpGroup().isPresent())
                    .toList();
            for (User account : all.accounts(app)) {
                Optional<Link> link = all.link(app, account);
                if (link.isPresent() && group.users().contains(account.id())) {
                    Optional<Instant> left =
                            left(app, ofGroup, link.get().identity().id());
                    // Reading: as long as one mapping still grants it, nothing was removed.
                    if (left.isPresent()
                            && left.get().plus(sla(app)).isBefore(now.get().takenAt())) {
                        delayed.add(new Subject("account", account.id()));
                    }
                }
            }
        }
    }

    /// "not evaluable where the IdP's snapshot is incomplete or does not tell members" (ADR 21). Reading: what
    /// users say of their groups does not tell who left.
    private boolean tellsWhoLeft(String app) {
        return idpSnapshot(app)
                .filter(Snapshot::complete)
                .filter(now -> all.mappings.get(app).stream()
                        .filter(mapping -> mapping.appGroup().isPresent())
                        .flatMap(mapping -> mapping.idpGroup().stream())
                        .allMatch(group -> group.id().startsWith("app:")
                                ? now.tells(group)
                                : now.groups().values().stream()
                                        .filter(other -> !other.id().startsWith("app:"))
                                        .anyMatch(Group::tellsMembers)))
                .isPresent();
    }

    /// When the identity was no longer in any of the mapped groups; empty where it still is in one, or never was.
    private Optional<Instant> left(String app, List<Mapping> mappings, String identity) {
        Set<String> groups = new HashSet<>();
        for (Mapping mapping : mappings) {
            if (mapping.members().contains(identity)) {
                return Optional.empty();
            }
            groups.add(mapping.idpGroup().orElseThrow().id());
            if (!NaiveDrift.value(mapping.node(), "nesting").equals("direct")) {
                collectNested(idpSnapshot(app).orElseThrow(), mapping.idpGroup().get(), groups);
            }
        }
        Optional<Instant> left = Optional.empty();
        boolean before = false;
        for (Snapshot snapshot : all.histories.get(all.authoritativeIdp(app))) {
            boolean in = groups.stream()
                    .map(snapshot.groups()::get)
                    .anyMatch(group -> group != null && group.users().contains(identity));
            if (before && !in) {
                left = Optional.of(snapshot.takenAt());
            }
            before = in;
        }
        return left;
    }

    private static void collectNested(Snapshot now, Group group, Set<String> found) {
        for (String nested : group.nested()) {
            if (found.add(nested)) {
                collectNested(now, now.groups().get(nested), found);
            }
        }
    }

    // ---- Reading files ----

    /// Plain tables, and what [NaiveVendorLogs] reads. What is none of the documented actions and results "is counted
    /// by its name" and no event.
    void readLogs(Path folder) throws IOException {
        for (String source : all.sources.keySet()) {
            Map<String, Event> events = new TreeMap<>();
            for (Path file : files(folder.resolve(source), "*.csv")) {
                List<String> lines = Files.readAllLines(file);
                List<String> header = List.of(lines.getFirst().split(","));
                for (String line : lines.subList(1, lines.size())) {
                    Map<String, String> row = new HashMap<>();
                    List<String> cells = Arrays.asList(line.split(",", -1));
                    header.forEach(name -> row.put(name, cells.get(header.indexOf(name))));
                    read(row).ifPresent(event -> events.merge(event.id(), event, NaiveProvisioning::worse));
                }
            }
            for (Event event : NaiveVendorLogs.read(folder.resolve(source))) {
                events.merge(event.id(), event, NaiveProvisioning::worse);
            }
            logs.put(source, List.copyOf(events.values()));
        }
    }

    /// "Two events of one id that differ are kept as the worse of them" (ADR 21)
    private static Event worse(Event one, Event other) {
        return RESULTS.indexOf(other.result()) > RESULTS.indexOf(one.result()) ? other : one;
    }

    private static Optional<Event> read(Map<String, String> row) {
        String result = row.get("result").equals("retry") ? "pending" : row.get("result");
        if (!ACTIONS.contains(row.get("action")) || !RESULTS.contains(result)) {
            return Optional.empty();
        }
        // "A row without an `id` is known again by its content."
        String id = row.get("id").isBlank() ? row.toString() : row.get("id");
        return Optional.of(new Event(
                id,
                Instant.parse(row.get("time")),
                row.get("application"),
                row.get("action"),
                result,
                row.get("account"),
                row.get("identity"),
                row.get("userName"),
                row.get("group"),
                false));
    }

    /// In the order of their names: a file system's own order would make one seed another organisation elsewhere.
    static List<Path> files(Path folder, String names) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, names)) {
                stream.forEach(files::add);
            }
        }
        Collections.sort(files);
        return files;
    }
}
