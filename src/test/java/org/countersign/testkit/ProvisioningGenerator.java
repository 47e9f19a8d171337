package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.countersign.testkit.NaiveDrift.Group;
import org.countersign.testkit.NaiveDrift.Link;
import org.countersign.testkit.NaiveDrift.Mapping;
import org.countersign.testkit.NaiveDrift.Snapshot;
import org.countersign.testkit.NaiveDrift.User;

/// Adds to an organisation of [OrganisationGenerator] what its IdPs and apps know of provisioning: `provisioningSla`,
/// dates of the last change, people who have left a group of the IdP, Okta's app users and people who have not
/// begun, and provisioning logs. What the organisation is today stays as it was, but for people of Okta; its
/// randomness is its own. Every sixth seed is left alone.
public final class ProvisioningGenerator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ACTIONS =
            "create,update,enable,disable,delete,group-add,group-remove,role-add,role-remove".split(",");
    private static final String[] REMOVALS = "disable,delete,group-remove,role-remove".split(",");
    private static final String[] STATUSES = ("ACTIVE,ACTIVE,ACTIVE,ACTIVE,PROVISIONED,IMPORTED,LOCKED_OUT,"
                    + "STAGED,PENDING,APPROVED,DEPROVISIONED,SUSPENDED,REVOKED,UNASSIGNED")
            .split(",");
    private static final String[] SYNCS =
            "SYNCHRONIZED,SYNCHRONIZED,SYNCHRONIZED,ERROR,ERROR,OUT_OF_SYNC,SYNCING,DISABLED".split(",");
    private static final String HEADER = "id,time,application,action,result,account,identity,userName,group,reason";

    private final Path dir;
    private final long seed;
    private final Random random;
    private final NaiveDrift all;
    private final ObjectNode governance;
    private final ObjectNode governanceFirst;
    /// The IdPs that are read as Okta.
    private final Set<String> okta = new HashSet<>();
    /// Lines of logs by their source.
    private final Map<String, List<String>> logs = new LinkedHashMap<>();

    private ProvisioningGenerator(Path dir, long seed) throws IOException {
        this.dir = dir;
        this.seed = seed;
        random = new Random(seed * 0x632BE59BD9B4E019L);
        all = NaiveDrift.of(dir);
        governance = (ObjectNode) JSON.readTree(dir.resolve("governance.json").toFile());
        governanceFirst =
                (ObjectNode) JSON.readTree(dir.resolve("governance-first.json").toFile());
    }

    /// Adds to the organisation in `dir`, which is that of the seed.
    public static void add(Path dir, long seed) {
        try {
            if (seed % 6 != 0) {
                new ProvisioningGenerator(dir, seed).add();
                ExpectedAccessGenerator.add(dir, seed);
                VendorLogGenerator.add(dir, seed);
                CalmGenerator.add(dir, seed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add() throws IOException {
        for (String idp : all.ofKind("idp")) {
            if (all.current(idp).isPresent() && (seed % 2 == 0 || idp.equals("idp2"))) {
                okta.add(idp);
                setting(idp, source -> source.put("vendor", "okta"));
            }
        }
        for (String app : all.ofKind("app")) {
            agree(app);
            if (all.current(app).isPresent()
                    && all.current(all.authoritativeIdp(app)).isPresent()) {
                leaveGroups(app);
            }
            writeLog(app);
        }
        for (String idp : all.ofKind("idp")) {
            if (all.current(idp).isPresent()) {
                dateChanges(idp);
            }
        }
        for (String idp : okta) {
            begin(idp);
            assign(idp);
        }
        JSON.writeValue(dir.resolve("governance.json").toFile(), governance);
        JSON.writeValue(dir.resolve("governance-first.json").toFile(), governanceFirst);
        for (Map.Entry<String, List<String>> log : logs.entrySet()) {
            Path folder = Files.createDirectories(dir.resolve("logs/" + log.getKey()));
            Files.writeString(folder.resolve("log.csv"), HEADER + "\n" + String.join("\n", log.getValue()) + "\n");
        }
    }

    // ---- Governance ----

    private void setting(String source, UnaryOperator<ObjectNode> change) {
        for (ObjectNode file : List.of(governance, governanceFirst)) {
            for (JsonNode node : file.path("sources")) {
                if (node.path("id").asText().equals(source)) {
                    change.apply((ObjectNode) node);
                }
            }
        }
    }

    /// `provisioningSla`: none, the default, and around the times that lie between the snapshots of app and IdP.
    private void agree(String app) {
        List<Snapshot> ofIdp = all.histories.getOrDefault(all.authoritativeIdp(app), List.of());
        String sla = pick("", "PT24H", "PT48H", "P14D", "PT1H");
        if (all.current(app).isPresent() && !ofIdp.isEmpty() && chance(0.6)) {
            Duration between = Duration.between(
                    pick(ofIdp).takenAt(), all.current(app).get().takenAt());
            sla = between.toHours() < 2 ? sla : "PT" + (between.toHours() + pick(-1, 0, 0, 0, 1)) + "H";
        }
        String agreed = sla;
        if (!agreed.isEmpty()) {
            setting(app, source -> source.put("provisioningSla", agreed));
        }
    }

    // ---- What the IdP's snapshots say ----

    /// Some were in a mapped group, or in one that is nested in it, in earlier snapshots, and are no longer.
    private void leaveGroups(String app) throws IOException {
        String idp = all.authoritativeIdp(app);
        List<Snapshot> history = all.histories.get(idp);
        Map<Integer, Map<String, Set<String>>> added = new LinkedHashMap<>();
        for (Mapping mapping : all.mappings.get(app)) {
            if (mapping.idpGroup().isEmpty() || mapping.appGroup().isEmpty() || history.size() < 2) {
                continue;
            }
            for (User account : all.accounts(app)) {
                Optional<Link> link = all.link(app, account);
                boolean in = mapping.appGroup().get().users().contains(account.id());
                if (link.isPresent()
                        && !mapping.members().contains(link.get().identity().id())
                        && chance(in ? 0.5 : 0.02)) {
                    List<String> nested = List.copyOf(mapping.idpGroup().get().nested());
                    String group = nested.isEmpty() || chance(0.7)
                            ? mapping.idpGroup().get().id()
                            : pick(nested);
                    for (int n = 1; n < history.size(); n++) {
                        if (chance(0.6)) {
                            added.computeIfAbsent(n, _ -> new LinkedHashMap<>())
                                    .computeIfAbsent(group, _ -> new HashSet<>())
                                    .add(link.get().identity().id());
                        }
                    }
                }
            }
        }
        for (Map.Entry<Integer, Map<String, Set<String>>> one : added.entrySet()) {
            change(idp, one.getKey(), resource -> addMembers(resource, one.getValue()));
        }
    }

    private static ObjectNode addMembers(ObjectNode resource, Map<String, Set<String>> added) {
        Set<String> more = added.getOrDefault(NaiveDrift.text(resource, "id"), Set.of());
        if (NaiveDrift.attribute(resource, "members") instanceof ArrayNode members) {
            Set<String> there = new HashSet<>();
            members.forEach(member -> there.add(member.asText("") + NaiveDrift.text(member, "value")));
            more.stream().sorted().filter(there::add).forEach(id -> members.addObject()
                    .put("value", id));
        }
        return resource;
    }

    /// Some people and groups say when they last changed: around the last time that is soon enough for one of the apps.
    private void dateChanges(String idp) throws IOException {
        List<String> apps = all.ofKind("app").stream()
                .filter(app -> all.authoritativeIdp(app).equals(idp)
                        && all.current(app).isPresent())
                .toList();
        if (apps.isEmpty() || chance(0.3)) {
            return;
        }
        String app = pick(apps);
        Instant since = all.current(app).get().takenAt().minus(sla(app));
        Map<String, String> dates = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>(all.current(idp).get().users().keySet());
        ids.addAll(all.current(idp).get().groups().keySet());
        for (String id : ids) {
            if (chance(0.5)) {
                dates.put(
                        id,
                        since.plusSeconds(pick(-8_640_000, -1, -1, 0, 1, 7_200)).toString());
            }
        }
        change(idp, all.histories.get(idp).size(), resource -> {
            String date = dates.get(NaiveDrift.text(resource, "id"));
            if (date != null && NaiveDrift.attribute(resource, "meta") instanceof ObjectNode meta) {
                meta.put("lastModified", date);
            }
            return resource;
        });
    }

    private Duration sla(String app) {
        for (JsonNode node : governance.path("sources")) {
            if (node.path("id").asText().equals(app)) {
                return Duration.parse(node.path("provisioningSla").asText("PT24H"));
            }
        }
        throw new IllegalArgumentException(app);
    }

    /// Changes resources of a snapshot where they lie.
    private void change(String source, int number, UnaryOperator<ObjectNode> change) throws IOException {
        Path folder = dir.resolve("snapshots/" + source + "/" + number);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                JsonNode page = JSON.readTree(file.toFile());
                JsonNode resources = page.isArray() ? page : NaiveDrift.attribute(page, "Resources");
                resources.forEach(resource -> change.apply((ObjectNode) resource));
                JSON.writeValue(file.toFile(), page);
            }
        }
    }

    // ---- Okta ----

    /// People of the core API, most of whom have not begun; some accounts that are nobody's are theirs.
    private void begin(String idp) throws IOException {
        Snapshot now = all.current(idp).orElseThrow();
        // What they tell would be all that the IdP tells, and a total counts them.
        if (!now.tellsActive() || !now.complete()) {
            return;
        }
        ArrayNode people = JSON.createArrayNode();
        List<User> orphans = new ArrayList<>();
        for (String app : all.ofKind("app")) {
            if (all.authoritativeIdp(app).equals(idp)) {
                all.accounts(app).stream()
                        .filter(account -> all.link(app, account).isEmpty())
                        .forEach(orphans::add);
            }
        }
        for (int i = 0; i < 9; i++) {
            boolean known = !orphans.isEmpty() && chance(0.8);
            User orphan = known ? pick(orphans) : null;
            ObjectNode person = people.addObject();
            person.put("id", "00u" + idp + i)
                    .put("status", pick("STAGED", "STAGED", "STAGED", "PROVISIONED", "SUSPENDED", "LOCKED_OUT"));
            ObjectNode profile = person.putObject("profile");
            profile.put("login", known && chance(0.5) ? orphan.userName() : "starter" + i + "@" + idp + ".example");
            profile.put(
                    "email",
                    known && !orphan.emails().isEmpty()
                            ? orphan.emails().getFirst()
                            : "starter" + i + "@" + idp + ".example");
            profile.put("title", pick("Engineer", "Buyer")).put("displayName", "Starter " + i);
        }
        for (int n = 1; n <= all.histories.get(idp).size(); n++) {
            Path folder = Files.createDirectories(dir.resolve("snapshots/" + idp + "/" + n + "/okta"));
            JSON.writeValue(folder.resolve("people.json").toFile(), people);
        }
        Map<String, Set<String>> added = new LinkedHashMap<>();
        for (JsonNode person : people) {
            added.computeIfAbsent(pick(List.copyOf(now.groups().keySet())), _ -> new HashSet<>())
                    .add(person.path("id").asText());
        }
        change(idp, all.histories.get(idp).size(), resource -> addMembers(resource, added));
    }

    /// App users of every app of the IdP, and of an application that stands for none.
    private void assign(String idp) throws IOException {
        write(idp, "0oaother", Optional.empty());
        for (String app : all.ofKind("app")) {
            if (!all.authoritativeIdp(app).equals(idp)) {
                continue;
            }
            List<String> applications =
                    chance(0.15) ? List.of() : chance(0.3) ? List.of("0oa" + app, "0oa2" + app) : List.of("0oa" + app);
            for (String application : applications) {
                // One of which nothing is told.
                if (chance(0.92)) {
                    write(idp, application, Optional.of(app));
                }
            }
            ArrayNode ids = JSON.createArrayNode();
            for (String application : applications) {
                if (chance(0.25)) {
                    standIn(app, application);
                } else {
                    ids.add(application);
                }
            }
            if (!ids.isEmpty()) {
                setting(app, source -> source.set("idpApplications", ids));
            }
        }
    }

    /// Instead of `idpApplications`: a mapping of the application's group, into a group or a role.
    private void standIn(String app, String application) {
        List<Group> groups = List.copyOf(all.groups(app));
        boolean role = groups.isEmpty() || chance(0.5);
        String target = role ? "member" : pick(groups).id();
        for (ObjectNode file : List.of(governance, governanceFirst)) {
            ((ArrayNode) file.withArray("/mappings"))
                    .addObject()
                    .put("id", "map-" + application)
                    .put("idpGroup", "app:" + application)
                    .put("app", app)
                    .put(role ? "role" : "appGroup", target);
        }
    }

    private void write(String idp, String application, Optional<String> app) throws IOException {
        List<Snapshot> history = all.histories.get(idp);
        for (int n = 1; n <= history.size(); n++) {
            ArrayNode list = JSON.createArrayNode();
            Set<String> ids = new HashSet<>(history.get(n - 1).users().keySet());
            if (Files.exists(dir.resolve("snapshots/" + idp + "/" + n + "/okta/people.json"))) {
                JSON.readTree(dir.resolve("snapshots/" + idp + "/" + n + "/okta/people.json")
                                .toFile())
                        .forEach(person -> ids.add(person.path("id").asText()));
            }
            for (String id : ids.stream().sorted().toList()) {
                if (chance(app.isPresent() ? 0.5 : 0.1)) {
                    list.add(appUser(idp, application, app, id));
                }
            }
            if (chance(0.3)) {
                list.add(appUser(idp, application, app, "00ughost"));
            }
            Path folder = Files.createDirectories(dir.resolve("snapshots/" + idp + "/" + n + "/apps/" + application));
            JSON.writeValue(folder.resolve("users.json").toFile(), list);
        }
    }

    /// The account that Okta recorded is the person's own, another's, nobody's, or none.
    private ObjectNode appUser(String idp, String application, Optional<String> app, String id) {
        ObjectNode node = JSON.createObjectNode().put("id", id);
        List<User> accounts = app.map(one -> List.copyOf(all.accounts(one))).orElse(List.of());
        Optional<User> own = accounts.stream()
                .filter(account -> all.link(app.get(), account)
                        .filter(link -> link.identity().id().equals(id))
                        .isPresent())
                .findFirst();
        double luck = random.nextDouble();
        if (luck < 0.5 && own.isPresent()) {
            node.put("externalId", own.get().id());
        } else if (luck > 0.93 && !accounts.isEmpty()) {
            node.put("externalId", pick(accounts).id());
        } else if (luck > 0.9) {
            node.put("externalId", "gone-" + id);
        }
        node.put("scope", pick("USER", "GROUP")).put("status", pick(STATUSES));
        String sync = pick(SYNCS);
        if (chance(0.9)) {
            node.put("syncState", sync);
        }
        List<Instant> around = new ArrayList<>(List.of(all.current(idp).get().takenAt()));
        app.flatMap(all::current).ifPresent(now -> around.add(now.takenAt()));
        if (chance(0.8)) {
            Duration sla = app.map(this::sla).orElse(Duration.ofDays(1));
            node.put(
                    "statusChanged",
                    pick(around)
                            .minus(sla)
                            .plusSeconds(pick(-8_640_000, -1, 0, 1, 60))
                            .toString());
        }
        node.putObject("credentials").put("userName", id);
        node.putObject("profile");
        node.putObject("_links").putObject("app").put("href", "https://x.okta.com/api/v1/apps/" + application);
        return node;
    }

    // ---- Logs ----

    private void writeLog(String app) {
        String idp = all.authoritativeIdp(app);
        boolean ofIdp = okta.contains(idp) && chance(0.5);
        String application = ofIdp ? pick("0oa" + app, "0oa" + app, app) : pick("", "", "0oa" + app);
        List<String> lines = logs.computeIfAbsent(ofIdp ? idp : app, _ -> new ArrayList<>());
        List<User> accounts = List.copyOf(all.accounts(app));
        List<User> identities = List.copyOf(all.accounts(idp));
        for (int i = 0; i < 40; i++) {
            double luck = random.nextDouble();
            List<String> names = new ArrayList<>();
            if (luck < 0.6 && !accounts.isEmpty()) {
                User account = pick(accounts);
                Optional<Link> link = all.link(app, account);
                names.addAll(List.of(account.id() + ",,", ",," + loud(account.userName())));
                link.ifPresent(one -> names.addAll(List.of(
                        "," + one.identity().id() + ",",
                        account.id() + "," + one.identity().id() + "," + account.userName(),
                        ",," + loud(one.identity().userName()))));
                account.emails().forEach(email -> names.add(",," + email));
            } else if (luck < 0.9 && !identities.isEmpty()) {
                User identity = pick(identities);
                names.addAll(List.of(
                        "," + identity.id() + ",",
                        "," + identity.id() + "," + identity.userName(),
                        ",," + loud(identity.userName())));
                identity.emails().forEach(email -> names.add(",," + email));
            } else if (luck < 0.96) {
                names.add(pick("nobody" + i + ",,", ",nobody" + i + ",", ",,nobody" + i + "@nowhere.example"));
            } else {
                names.add(",,");
            }
            story(app, application, lines, names, i);
        }
        // Of an application that is no app's here.
        lines.add("," + all.asOf.minusSeconds(60) + ",0oastranger,disable,failed,nobody,,,,");
        if (!accounts.isEmpty()) {
            String one = "same-" + app + "," + all.asOf.minusSeconds(30) + "," + application + ",update,%s,"
                    + pick(accounts).id() + ",,,,";
            lines.add(pick(one.formatted("failed"), one.formatted("success")));
            lines.add(one.formatted("success"));
        }
    }

    /// One to three events of one object, in the order of time.
    private void story(String app, String application, List<String> lines, List<String> names, int number) {
        Instant taken = all.current(app).map(Snapshot::takenAt).orElse(all.asOf);
        List<Instant> times = new ArrayList<>(List.of(
                taken.minus(Duration.ofDays(30)),
                taken.minusSeconds(3_600),
                taken.minusSeconds(1),
                taken,
                taken.plusSeconds(1),
                all.asOf.minusSeconds(60),
                all.asOf,
                all.asOf.plusSeconds(1)));
        times.removeIf(_ -> chance(0.5));
        boolean removal = chance(0.5);
        String action = removal ? pick(REMOVALS) : pick(ACTIONS);
        String group = place(app, action, names.contains(",,"));
        for (int k = 0; k < Math.min(times.size(), 3); k++) {
            String result = pick("failed", "failed", "success", "success", "pending", "skipped", "retry", "unheard-of");
            line(lines, application, names, times.get(k), action, result, group, number + "-" + k + app);
            if (chance(0.15)) {
                String other = pick("failed", "success", "pending", "skipped");
                line(lines, application, names, times.get(k), action, other, group, number + "-" + k + app + "b");
            }
            if (chance(0.3)) {
                action = chance(0.2) ? "merge" : pick(ACTIONS);
                group = place(app, action, names.contains(",,"));
            }
        }
    }

    private String place(String app, String action, boolean always) {
        List<Group> groups = List.copyOf(all.groups(app));
        if (action.startsWith("role-")) {
            return pick("admin", "Member");
        }
        if (!action.startsWith("group-") && !always) {
            return "";
        }
        return groups.isEmpty() || chance(0.1)
                ? "elsewhere"
                : chance(0.6) ? pick(groups).id() : loud(pick(groups).displayName());
    }

    private void line(
            List<String> lines,
            String application,
            List<String> names,
            Instant time,
            String action,
            String result,
            String group,
            String id) {
        lines.add(String.join(
                ",", chance(0.8) ? id : "", time.toString(), application, action, result, pick(names), group, "why"));
    }

    private String loud(String text) {
        return pick(text, text, text.toUpperCase(Locale.ROOT));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    private <T> T pick(T... options) {
        return options[random.nextInt(options.length)];
    }
}
