package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// Makes an organisation of any size from a seed, on disk: a governance file, the snapshots of its IdPs and
/// apps as SCIM pages, and an as-of. Made for comparing evaluations of drift rules, so every awkward
/// situation of the contract occurs: most by chance in each organisation, those that silence whole rules
/// (an incomplete IdP, untold members) in some seeds only.
public final class OrganisationGenerator {
    /// The extension in which accounts tell their last sign-in: SCIM itself has no attribute for it.
    static final String ACTIVITY = "urn:ietf:params:scim:schemas:extension:activity:1.0:User";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ABSENT = MissingNode.getInstance();
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String SLACK_GUEST = "urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User";
    private static final String SLACK_GUEST_1 = "urn:scim:schemas:extension:slack:guest:1.0";
    private static final String[] GIVEN = "ada grace amara linus katherine alan radia barbara jörg zoë tim".split(" ");
    private static final String[] FAMILY = "lovelace hopper okafor johnson turing perlman liskov müller".split(" ");
    private static final String[] TEAMS = "Oncall Design Payments Sales Research Data Security People".split(" ");
    private static final String[] TITLES = "Engineer Buyer Counsel Analyst Driver".split(" ");
    private static final String[] HOLDINGS = ("sessions,oauthGrants,personalAccessTokens,apiKeys,webhooks,sharedFiles,"
                    + "inviteLinks,deviceLinks,recoveryMethods,ownership")
            .split(",");
    private static final String[] PRIVILEGED =
            "admin,owner,Super Admin,Workspace Owner,superuser,Global Administrator".split(",");

    /// What an identity or an account is called in one snapshot.
    private record Names(String userName, List<String> emails, String externalId) {
        Names with(String email) {
            List<String> more = new ArrayList<>(emails);
            more.add(email);
            return new Names(userName, more, externalId);
        }

        String address() {
            return emails.getFirst();
        }

        Names withExternalId(String other) {
            return new Names(userName, emails, other);
        }
    }

    /// An identity or an account, through all snapshots of its source.
    private static final class Subject {
        final String id;
        final List<Names> names = new ArrayList<>();
        int first = 1;
        int last;
        JsonNode active = BooleanNode.TRUE;
        boolean inactive;
        boolean renamed;
        boolean admin;
        boolean entangled;
        String employeeNumber = "";
        String userType = "";
        String slackGuest = "";
        String title = "";
        String department = "";
        String displayName = "";
        String lastSignIn = "";
        /// Which email is marked primary, if there is one of that number, and whether the first is of another type.
        int primary = -1;
        boolean firstIsHome;
        List<String> privileges = List.of();
        JsonNode roles = ABSENT;
        JsonNode entitlements = ABSENT;
        /// The identity that an account was made for; empty where it is for nobody.
        String person = "";

        Subject(String id, int last) {
            this.id = id;
            this.last = last;
        }

        boolean presentAt(int number) {
            return first <= number && number <= last;
        }

        Names was() {
            return names.getFirst();
        }

        Names now() {
            return names.get(last - 1);
        }
    }

    private static final class Group {
        final String id;
        /// The displayName in each snapshot; empty where the group is not there.
        final String[] names;
        final Set<String> members = new LinkedHashSet<>();
        final Set<String> nested = new LinkedHashSet<>();
        final Set<String> dangling = new LinkedHashSet<>();
        boolean withoutMembers;

        Group(String id, String name, int snapshots) {
            this.id = id;
            names = new String[snapshots];
            Arrays.fill(names, name);
        }

        void rename(String before, String after) {
            Arrays.fill(names, after);
            names[0] = before;
        }
    }

    /// A membership that no mapping grants.
    private record Extra(Subject account, Group group) {}

    private static final class Source {
        final String id;
        final boolean idp;
        final String vendor;
        final int snapshots;
        String authoritative = "";
        boolean withoutSnapshots;
        boolean incomplete;
        boolean untold;
        boolean standIn;
        boolean activeNowhere;
        boolean bareArray;
        boolean newestLater;
        int keyCase;
        String dormantAfter = "";
        final List<Subject> subjects = new ArrayList<>();
        final List<Group> groups = new ArrayList<>();
        final Set<String> userNames = new HashSet<>();
        final List<Subject> outsiders = new ArrayList<>();
        final List<Subject> guests = new ArrayList<>();
        final List<Extra> extras = new ArrayList<>();

        Source(String id, String vendor, int snapshots) {
            this.id = id;
            idp = id.startsWith("idp");
            this.vendor = vendor;
            this.snapshots = snapshots;
        }

        int current() {
            return newestLater ? snapshots - 1 : snapshots;
        }
    }

    private final Path dir;
    private final long seed;
    private final int people;
    private final Random random;
    /// Of its own for what came later, so that the organisations of a seed stay what they were.
    private final Random more;
    private final Instant asOf;
    private final List<Source> idps = new ArrayList<>();
    private final List<Source> apps = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final ArrayNode groupRecords = NODES.arrayNode();
    /// Those that only the second import of governance has.
    private final Set<JsonNode> laterRecords = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayNode separationRules = NODES.arrayNode();
    private final ObjectNode links = NODES.objectNode();
    private final ArrayNode mappings = NODES.arrayNode();
    private final ArrayNode accountRecords = NODES.arrayNode();
    private final ArrayNode exceptions = NODES.arrayNode();
    private final Set<Group> mappedIdpGroups = new LinkedHashSet<>();

    private OrganisationGenerator(Path dir, long seed, int people) {
        this.dir = dir;
        this.seed = seed;
        this.people = people;
        random = new Random(seed * 0x9E3779B97F4A7C15L + people);
        more = new Random(seed * 0x2545F4914F6CDD1DL + people);
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(180));
        // The edges of a UTC day show whether a last day is inclusive.
        int second = seed % 5 == 1 ? 86_399 : seed % 5 == 2 ? 0 : random.nextInt(86_400);
        asOf = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
    }

    /// Writes the organisation into `dir`, which is made where it is missing. The same arguments write the
    /// same bytes.
    public static void write(Path dir, long seed, int people, int apps) {
        try {
            new OrganisationGenerator(dir, seed, people).write(apps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int count) throws IOException {
        makeSources(count);
        for (Source idp : idps) {
            makePeople(idp);
            makeGroups(idp, 14 + people / 25);
            fillIdpGroups(idp);
        }
        for (Source app : apps) {
            makeAccounts(app);
            makeGroups(app, 14 + people / 60);
            makeMappings(app);
            fillAppGroups(app);
            makeAccountRecords(app);
            makeExceptions(app);
            makeLinks(app);
        }
        idps.forEach(this::makeGroupRecords);
        apps.forEach(this::makeAppGroupRecords);
        idps.forEach(this::makeSeparationRules);
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("as-of.txt"), asOf + "\n");
        writeGovernance();
        for (Source source : sources) {
            writeSnapshots(source);
        }
    }

    // ---- Sources: which seed has which of the situations that silence whole rules ----

    private void makeSources(int count) {
        Source idp = new Source("idp", "scim", seed % 4 == 1 ? 2 : 3);
        idp.activeNowhere = seed % 7 == 3;
        idp.incomplete = seed % 6 == 4;
        idp.withoutSnapshots = seed % 10 == 9;
        idp.untold = seed % 9 == 5;
        idp.standIn = seed % 18 == 14;
        idp.newestLater = seed % 5 == 2;
        idps.add(idp);
        if (seed % 3 == 1) {
            Source second = new Source("idp2", "scim", 3);
            second.keyCase = 1;
            second.withoutSnapshots = seed % 6 == 1;
            second.activeNowhere = seed % 9 == 4;
            idps.add(second);
        }
        for (int i = 1; i <= count; i++) {
            int snapshots = 2 + (int) ((seed + i) % 2);
            Source app = new Source("app" + i, i == 1 ? "slack" : i == 2 ? "github" : "scim", snapshots);
            app.authoritative = i < count ? "idp" : idps.size() > 1 ? "idp2" : seed % 4 == 2 ? "" : "idp";
            app.incomplete = seed % 3 == 0 && i == 1 + seed / 3 % count;
            app.withoutSnapshots = seed % 5 == 3 && i == count;
            app.untold = seed % 4 == 3 && i == Math.max(1, count - 1) || seed % 11 == 6 && i == 1;
            app.standIn = seed % 8 == 3;
            app.activeNowhere = i == 3 && seed % 3 == 2;
            app.bareArray = i >= 3 && (seed + i) % 4 == 0;
            app.newestLater = (seed + i) % 6 == 5 && snapshots == 3;
            app.keyCase = i >= 3 ? (int) ((seed + i) % 3) : 0;
            app.dormantAfter = more("", "P90D", "P30D", "PT720H");
            apps.add(app);
        }
        sources.addAll(idps);
        sources.addAll(apps);
    }

    private Source idpOf(Source app) {
        return app.authoritative.equals("idp2") ? idps.getLast() : idps.getFirst();
    }

    // ---- Identities ----

    private void makePeople(Source idp) {
        int second = idps.size() > 1 ? people / 3 : 0;
        int count = idp.id.equals("idp2") ? second : people - second;
        for (int i = 0; i < count; i++) {
            Subject person = new Subject(String.format(Locale.ROOT, "%s-u%05d", idp.id, i), idp.snapshots);
            if (chance(0.06)) {
                person.last = Math.max(1, idp.snapshots - 1 - random.nextInt(2));
            } else if (chance(0.03)) {
                person.first = 2;
            }
            name(person, pick(GIVEN), i, idp.snapshots);
            decideActive(idp, person, 0.08);
            person.employeeNumber = chance(0.7) ? String.valueOf(10_000 + i) : "";
            person.admin = chance(0.07);
            person.title = more(TITLES);
            person.department = more(TEAMS);
            person.displayName = "Person " + i;
            person.primary = more.nextInt(4) - 1;
            person.firstIsHome = seldom(0.2);
            person.roles = chance(person.inactive ? 0.1 : 0.01) ? rolesNode(List.of("admin")) : ABSENT;
            idp.subjects.add(person);
        }
        for (int k = 0; k < Math.max(people < 100 ? 3 : 8, count / 30); k++) {
            // Every kind comes up in some seed.
            entangle(people < 100 ? (int) (k + seed) : k, pick(idp.subjects), pick(idp.subjects));
        }
        List<Subject> gone = new ArrayList<>(idp.subjects);
        gone.removeIf(person -> person.last == idp.snapshots);
        for (int k = 0; gone.size() > 1 && k < 2 + gone.size() / 15; k++) {
            String email = "gone-" + k + "@example.com";
            List.of(pick(gone), pick(gone)).forEach(it -> it.names.replaceAll(names -> names.with(email)));
        }
    }

    /// Some have another name, address and perhaps externalId in their earlier snapshots; a few are renamed
    /// twice.
    private void name(Subject person, String given, int number, int snapshots) {
        String local = given + "." + pick(FAMILY) + number;
        String externalId = chance(0.5) ? "hr-" + number : "";
        String address = local + "@example.com";
        Names now = new Names(chance(0.6) ? address : local, List.of(address), externalId);
        now = chance(0.3) ? now.with(local + "@corp.example.com") : now;
        person.renamed = chance(person.last < snapshots ? 0.3 : 0.08);
        int until = person.renamed ? 1 + random.nextInt(snapshots - 1) : 0;
        for (int n = 0; n < snapshots; n++) {
            String old = given + (n == 1 && chance(0.3) ? ".interim" : ".maiden") + number;
            Names before = new Names(chance(0.8) ? old : now.userName(), List.of(old + "@example.com"), externalId);
            before = chance(0.4) ? before.withExternalId("hr-old-" + number) : before;
            person.names.add(n < until ? before : now);
        }
    }

    /// Two identities that one key cannot tell apart.
    private void entangle(int kind, Subject one, Subject other) {
        if (one == other || one.entangled || other.entangled) {
            return;
        }
        List<Subject> pair = List.of(one, other);
        pair.forEach(it -> it.entangled = true);
        switch (kind % 8) {
            case 0, 1 -> pair.forEach(it -> it.names.replaceAll(names -> names.with("both-" + kind + "@example.com")));
            case 2 -> other.employeeNumber = one.employeeNumber;
            case 3 -> pair.forEach(it -> it.names.replaceAll(names -> names.withExternalId("hr-both-" + kind)));
            case 4 -> pair.forEach(it -> it.names.set(0, it.was().with("old-" + kind + "@example.com")));
            case 5 -> other.names.replaceAll(names -> names.withExternalId(one.id));
            case 6 -> {
                String loud = one.now().userName().toUpperCase(Locale.ROOT);
                other.names.replaceAll(names -> new Names(loud, names.emails(), names.externalId()));
            }
            // The former address of one is the present address of another.
            default -> other.names.replaceAll(names -> names.with(one.was().address()));
        }
    }

    private void decideActive(Source source, Subject subject, double inactive) {
        boolean active = source.activeNowhere || !chance(inactive);
        JsonNode word = TextNode.valueOf(active ? pick("True", "TRUE") : pick("False", "false"));
        JsonNode told = chance(active ? 0.1 : 0.3) ? word : BooleanNode.valueOf(active);
        boolean untold = source.activeNowhere || active && chance(0.05);
        subject.active = !untold ? told : chance(0.8) ? ABSENT : NullNode.getInstance();
        subject.inactive = !active;
    }

    // ---- Accounts ----

    private void makeAccounts(Source app) {
        for (Subject person : idpOf(app).subjects) {
            if (chance(person.entangled || person.renamed ? 0.95 : 0.75)) {
                Subject account = account(app, person);
                if (chance(0.025)) {
                    account(app, person).employeeNumber = person.employeeNumber;
                }
                giveAccess(app, account, person.admin ? 0.7 : 0.01);
            }
        }
        for (int i = 0; i < Math.max(6, people / 40); i++) {
            app.outsiders.add(outsider(app, i, "local"));
        }
        for (int i = 0; i < Math.max(6, people / 60); i++) {
            markGuest(app, i % 2 == 0 ? outsider(app, i, "guest") : pick(app.subjects), i);
        }
    }

    private Subject account(Source app, Subject person) {
        Subject account = newAccount(app);
        account.person = person.id;
        Names names = person.renamed && chance(0.7) ? person.was() : person.now();
        String nick = "nick-" + account.id;
        String email = noisy(names.emails().getLast());
        String number = chance(0.6) ? person.employeeNumber : "";
        Names stranger = pick(idpOf(app).subjects).now();
        String name = noisy(names.userName());
        int style = person.entangled && chance(0.7) ? pick(3, 6, 7) : pick(0, 0, 0, 0, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9);
        switch (style) {
            case 0 -> keys(app, account, person.id, name, names.address(), number);
            case 1 -> keys(app, account, names.externalId(), nick, pick("", email), "");
            case 2 -> keys(app, account, "", name, nick + "@elsewhere.example", "");
            case 3 -> keys(app, account, "", nick, email, number);
            case 4 -> keys(app, account, "", names.emails().getLast(), "", "");
            case 5 -> keys(app, account, "", nick, "", " " + person.employeeNumber + " ");
            // An externalId that several may have, then an address that several may have, then a former name.
            case 6 -> keys(app, account, names.externalId(), person.was().userName(), email, "");
            case 7 -> keys(app, account, "", person.was().userName(), email, number);
            // Keys that disagree: the first one in order wins.
            case 8 -> keys(app, account, person.id, stranger.userName(), stranger.address(), "");
            default -> keys(app, account, "nobody-" + nick, name, stranger.address(), number);
        }
        decideActive(app, account, person.inactive || person.last < idpOf(app).snapshots ? 0.5 : 0.05);
        account.title = varied(person.title);
        account.department = varied(person.department);
        account.displayName = varied(person.displayName);
        account.primary = more.nextInt(4) - 1;
        account.lastSignIn = seldom(0.5) ? signIn(app) : "";
        return account;
    }

    /// What the account says where the identity says `text`: the same, nothing, or something else.
    private String varied(String text) {
        double luck = more.nextDouble();
        return luck < 0.75
                ? text
                : luck < 0.84
                        ? "  " + text.toUpperCase(Locale.ROOT) + " "
                        : luck < 0.9 ? "" : luck < 0.95 ? "   " : text + "-other";
    }

    /// Around the last instant that is recent enough.
    private String signIn(Source app) {
        Duration limit = Duration.parse(app.dormantAfter.isEmpty() ? "P90D" : app.dormantAfter);
        return asOf.minus(limit)
                .plusSeconds(more(-1, 0, 1, -86_400, 86_400, -8_640_000))
                .toString();
    }

    /// What a person said of some accounts: this identity, another, one that has departed, or nobody.
    private void makeLinks(Source app) {
        Source idp = idpOf(app);
        if (app.withoutSnapshots || app.authoritative.isEmpty() || idp.withoutSnapshots) {
            return;
        }
        for (Subject account : app.subjects) {
            if (account.presentAt(app.current()) && seldom(0.03)) {
                Subject identity = idp.subjects.get(more.nextInt(idp.subjects.size()));
                // Nobody can name whom no snapshot has shown by then.
                boolean known = identity.first <= idp.current() && seldom(0.75) && !maybeUnseen(idp, identity);
                if (!maybeUnseen(app, account)) {
                    ((ObjectNode) links.withObject("/" + app.id)).put(account.id, known ? identity.id : "");
                }
            }
        }
    }

    /// On the last page of users of a current snapshot that may come without it.
    private boolean maybeUnseen(Source source, Subject subject) {
        List<Subject> listed = new ArrayList<>(source.subjects);
        listed.removeIf(other -> !other.presentAt(source.current()));
        return source.incomplete
                && seed % 2 == 0
                && listed.indexOf(subject) >= listed.size() - listed.size() % pageSize(listed.size());
    }

    private static int pageSize(int resources) {
        return Math.max(5, resources / 9);
    }

    private static Subject newAccount(Source app) {
        String id = String.format(Locale.ROOT, "%s-A%05d", app.id, app.subjects.size());
        app.subjects.add(new Subject(id, app.snapshots));
        return app.subjects.getLast();
    }

    private void keys(Source app, Subject account, String externalId, String userName, String email, String number) {
        boolean taken = !app.userNames.add(userName.strip().toLowerCase(Locale.ROOT));
        // Slack's externalId is always empty.
        String sent = app.vendor.equals("slack") ? "" : externalId;
        List<String> emails = email.isEmpty() ? List.of() : List.of(email);
        Names names = new Names(taken ? "again-" + account.id : userName, emails, sent);
        account.names.addAll(Collections.nCopies(app.snapshots, names));
        account.employeeNumber = number.isBlank() ? "" : number;
        account.first = chance(0.04) ? app.snapshots : 1;
        account.userType = chance(0.3) ? "Employee" : "";
    }

    private Subject outsider(Source app, int i, String kind) {
        Subject account = newAccount(app);
        boolean bot = app.vendor.equals("slack") && kind.equals("guest") && i % 4 == 0;
        String email = bot ? "botuser-T0" + i + "-A1@Slack-Bots.com" : kind + i + "@vendor.example";
        keys(app, account, "", kind + "-" + app.id + "-" + i, email, "");
        decideActive(app, account, 0.1);
        giveAccess(app, account, 0.35);
        account.lastSignIn = seldom(0.5) ? signIn(app) : "";
        return account;
    }

    private void markGuest(Source app, Subject account, int i) {
        ArrayNode guest = NODES.arrayNode().add(of("value", "guest_collaborator"));
        app.guests.add(account);
        switch (app.vendor) {
            case "slack" -> account.slackGuest = i % 4 == 0 ? "" : i % 4 == 1 ? SLACK_GUEST : SLACK_GUEST_1;
            case "github" -> account.roles = account.roles.isArray() ? guest.addAll((ArrayNode) account.roles) : guest;
            default -> account.userType = pick("Guest", "external", "SERVICE", "bot", " guest ");
        }
    }

    private void giveAccess(Source app, Subject account, double privileged) {
        List<String> roles = new ArrayList<>();
        if (chance(privileged)) {
            roles.add(app.vendor.equals("github") && chance(0.6) ? "enterprise_owner" : pick(PRIVILEGED));
            if (chance(0.3)) {
                roles.add(pick(PRIVILEGED));
            }
            account.privileges = List.copyOf(roles);
        }
        if (chance(0.3)) {
            roles.add("member");
        }
        account.roles = roles.isEmpty() ? ABSENT : rolesNode(roles);
        if (chance(0.08)) {
            ObjectNode billing = of("value display", "ent-7", "Billing Administrator");
            account.entitlements = NODES.arrayNode().add(chance(0.6) ? billing : of("value", "seat"));
        }
    }

    /// Roles as objects with value, or with an opaque value and a display, as strings, or as one object
    /// alone.
    private JsonNode rolesNode(List<String> roles) {
        ArrayNode nodes = NODES.arrayNode();
        boolean words = chance(0.05);
        for (String role : roles) {
            ObjectNode opaque = of("value display", "r-" + Math.abs(role.hashCode() % 10_000), noisy(role));
            ObjectNode plain = of("value type", noisy(role), "base");
            nodes.add(words ? TextNode.valueOf(role) : chance(0.3) ? opaque : plain);
        }
        if (!words && chance(0.05)) {
            nodes.add(of("value type", NullNode.getInstance(), "base"));
        }
        return nodes.size() == 1 && !words && chance(0.05) ? nodes.get(0) : nodes;
    }

    private void makeGroups(Source source, int count) {
        int k = source.snapshots;
        List<Group> groups = source.groups;
        for (int i = 0; i < count; i++) {
            String name = TEAMS[i % TEAMS.length] + " " + i;
            groups.add(new Group(String.format(Locale.ROOT, "%s-g%03d", source.id, i), name, k));
        }
        Arrays.fill(groups.get(2).names, source.idp ? "Global Admins" : "Workspace Admins");
        // Two groups of one name; in odd seeds they can be told apart from the second snapshot on.
        Arrays.fill(groups.get(4).names, "Contractors");
        groups.get(5).rename(" contractors", seed % 2 == 1 ? "Contractors (old)" : " contractors");
        groups.get(6).rename("finance", "Finance team");
        // The second takes the name that the first had: a reference stays with the first.
        groups.get(7).rename("Support", "Support EMEA");
        groups.get(8).rename("Support APAC", "Support");
        // Deleted and made again under another id: a reference by name is broken.
        groups.get(9).rename("Legal", "");
        groups.get(10).rename("", "Legal");
        groups.get(11).withoutMembers = true;
        groups.get(0).nested.add(groups.get(1).id);
        groups.get(1).nested.add(groups.get(12).id);
        groups.get(12).nested.add(groups.get(0).id);
        groups.get(3).nested.add(groups.get(3).id);
        for (Group group : groups.subList(13, count)) {
            // In the current snapshot, perhaps in case alone.
            if (seldom(0.25)) {
                String after = more(group.names[0] + " (moved)", group.names[0].toUpperCase(Locale.ROOT) + " ");
                Arrays.fill(group.names, source.current() - 1, k, after);
            }
        }
        for (Group group : groups) {
            if (chance(0.12) && !group.withoutMembers) {
                group.nested.add(groups.get(13 + random.nextInt(count - 13)).id);
            }
            if (chance(0.15)) {
                group.dangling.add("ghost-" + random.nextInt(100));
            }
        }
    }

    private void fillIdpGroups(Source idp) {
        for (Group group : idp.groups) {
            for (int i = 3 + random.nextInt(Math.max(1, people / 12)); i > 0 && group != idp.groups.get(2); i--) {
                group.members.add(pick(idp.subjects).id);
            }
        }
        for (Subject person : idp.subjects) {
            if (person.admin && chance(0.6)) {
                idp.groups.get(2).members.add(person.id);
            }
        }
    }

    private void fillAppGroups(Source app) {
        Group admins = app.groups.get(2);
        for (int n = app.groups.size() * 2; n > 0; n--) {
            extra(app, pick(app.subjects), pick(app.groups));
        }
        for (Subject account : app.subjects) {
            if (chance(account.person.isEmpty() ? 0.5 : 0.03)) {
                extra(app, account, pick(app.groups));
            }
            if (chance(account.privileges.isEmpty() ? 0.005 : 0.3)) {
                extra(app, account, admins);
            }
        }
        // Privileged through a nested group.
        if (seed % 2 == 0) {
            admins.nested.add(app.groups.get(13).id);
        }
    }

    private static void extra(Source app, Subject account, Group group) {
        if (group.members.add(account.id)) {
            app.extras.add(new Extra(account, group));
        }
    }

    // ---- Governance ----

    private void makeMappings(Source app) {
        Source idp = idpOf(app);
        for (int i : new int[] {0, 1, 2, 3, 4, 6, 7, 9, 11}) {
            mapGroups(app, idp, idp.groups.get(i), app.groups.get(i));
        }
        for (Group group : app.groups.subList(13, app.groups.size())) {
            for (int n = random.nextInt(5) - 2; n > 0; n--) {
                mapGroups(app, idp, pick(idp.groups), group);
            }
        }
        mapping(app, "No such group", "appGroup", app.groups.get(1).id);
        mapping(app, idp.groups.get(0).id, "appGroup", "Nowhere");
        String admins = reference(idp, idp.groups.get(2));
        mapping(app, admins, "role", noisy("admin"));
        mapping(app, admins, "role", app.vendor.equals("github") ? "enterprise_owner" : "OWNER");
        mapping(app, "Contractors", "role", "superuser");
        mapping(app, reference(idp, idp.groups.get(13)), "entitlement", pick("ent-7", "billing administrator"));
    }

    private void mapGroups(Source app, Source idp, Group from, Group to) {
        mapping(app, reference(idp, from), "appGroup", reference(app, to));
        mappedIdpGroups.add(from);
        Set<String> pushed = new HashSet<>();
        collect(idp, from, pushed, new HashSet<>());
        for (Subject account : app.subjects) {
            if (pushed.contains(account.person) && chance(0.92)) {
                to.members.add(account.id);
            }
        }
    }

    private static void collect(Source idp, Group group, Set<String> members, Set<Group> followed) {
        if (followed.add(group)) {
            members.addAll(group.members);
            for (Group inner : idp.groups) {
                if (group.nested.contains(inner.id)) {
                    collect(idp, inner, members, followed);
                }
            }
        }
    }

    private void mapping(Source app, String idpGroup, String kind, String target) {
        String id = String.format(Locale.ROOT, "map-%s-%03d", app.id, mappings.size());
        String nesting = pick("expand", "direct", "");
        mappings.add(of("id idpGroup app nesting " + kind, id, idpGroup, app.id, nesting, target));
    }

    /// A group by its id, or by a name that it has or had.
    private String reference(Source source, Group group) {
        List<String> names = new ArrayList<>(List.of(group.names));
        names.removeIf(String::isEmpty);
        return chance(0.5) ? group.id : noisy(chance(0.5) ? names.getFirst() : names.getLast());
    }

    private void makeGroupRecords(Source idp) {
        for (Group group : idp.groups) {
            if (!mappedIdpGroups.contains(group) || chance(0.25)) {
                continue;
            }
            // One record names its group by a name that two groups have; never two records for one group.
            boolean unclear = List.of(5, 8, 10).contains(idp.groups.indexOf(group));
            int gap = random.nextInt(10);
            String owner = gap == 0 ? "" : pick(idp.subjects).now().userName();
            String purpose = gap == 1 ? "" : gap == 2 ? "  " : "Work of " + group.id;
            String classification = gap == 3 ? "" : pick("public", "internal", "confidential", "restricted");
            String name = unclear ? group.id : reference(idp, group);
            String cadence = gap == 4 ? "" : "P90D";
            String fields = "source group owner purpose classification cadence";
            ObjectNode record = of(fields, idp.id, name, owner, purpose, classification, cadence);
            groupRecords.add(record);
            if (seldom(0.15)) {
                record.put("owner", more("nobody@nowhere.example", " "));
            }
            review(record, group.id);
        }
    }

    /// Around the last day that is soon enough, or never; some are documented by the second import.
    private void review(ObjectNode record, String id) {
        int days = more(30, 90, 90);
        if (record.has("cadence")) {
            record.put("cadence", more("P" + days + "D", "PT" + days * 24 + "H"));
        }
        String reviewed = more("", "", day(-days - 1), day(-days), day(1 - days), day(-400));
        if (!reviewed.isEmpty()) {
            record.put("lastReviewed", reviewed);
        }
        if (record.path("group").asText().equals(id) && seldom(0.4)) {
            laterRecords.add(record);
        }
    }

    private void makeAppGroupRecords(Source app) {
        for (Group group : app.groups.subList(3, app.groups.size())) {
            if (seldom(0.2)) {
                String owner = more("nobody@nowhere.example", "");
                ObjectNode record = of("source group owner cadence", app.id, group.id, owner, "P90D");
                groupRecords.add(record);
                review(record, group.id);
            }
        }
    }

    /// Groups that nest, that two names mean, that are not there, and one group on both sides; of two IdPs, names that
    /// both have.
    private void makeSeparationRules(Source idp) {
        List<Group> groups = idp.groups;
        List<List<String>> sides = List.of(
                List.of(groups.get(0).id, "No such group"),
                List.of(groups.get(13).id, groups.get(2).id, " FINANCE "),
                List.of("Contractors"),
                List.of(groups.get(0).names[0], groups.get(11).id),
                List.of(groups.get(3).id),
                List.of("Support", groups.get(3).id),
                List.of("Nowhere"),
                List.of(groups.get(1).names[0].toUpperCase(Locale.ROOT)));
        for (int i = 0; i < 5; i++) {
            String id = "sod-" + idp.id + "-" + i;
            ObjectNode left = of("idpGroups", list(sides.get(i).toArray(String[]::new)));
            ObjectNode right = of("idpGroups", list(sides.get(7 - i).toArray(String[]::new)));
            separationRules.add(of("id name left right", id, "Never both " + i, left, right));
        }
        ObjectNode side = of("idpGroups", list(groups.get(0).id, groups.get(12).id));
        separationRules.add(of("id left right", "sod-" + idp.id + "-same", side, side));
        ObjectNode other = of("idpGroups", list(groups.get(1).id, groups.get(13).names[0]));
        separationRules.add(of("id left right", "sod-" + idp.id + "-nested", side, other));
    }

    private void makeAccountRecords(Source app) {
        Set<Subject> candidates = new LinkedHashSet<>(app.outsiders);
        candidates.addAll(app.guests);
        for (Subject account : candidates) {
            String owner = chance(0.1) ? "" : chance(0.6) ? activeOwner(app) : uselessOwner(app);
            String kind = pick("service", "bot", "test", "breakglass");
            if (chance(0.4)) {
                String named = seldom(0.3) ? account.now().userName().toUpperCase(Locale.ROOT) : account.id;
                accountRecords.add(of("source account kind owner purpose", app.id, named, kind, owner, "Deploys"));
            }
        }
        // Of nobody, and of an identity: neither is an app's account.
        String nobody = "nobody@nowhere.example";
        accountRecords.add(of("source account kind owner", app.id, "gone-" + app.id, "bot", nobody));
        if (app == apps.getFirst()) {
            Source idp = idps.getFirst();
            accountRecords.add(of("source account kind owner", idp.id, idp.subjects.get(0).id, "test", nobody));
        }
    }

    private void makeExceptions(Source app) {
        app.outsiders.forEach(account -> maybeException(app, 0.35, account, ""));
        app.guests.forEach(account -> maybeException(app, 0.4, account, ""));
        for (Subject account : app.subjects) {
            if (!account.privileges.isEmpty() && !account.person.isEmpty()) {
                maybeException(app, 0.15, account, "");
                maybeException(app, 0.4, account, "role:" + account.privileges.getFirst());
                maybeException(app, 0.3, account, "role:" + noisy(account.privileges.getLast()));
                maybeException(app, 0.15, account, "group:" + reference(app, app.groups.get(2)));
            } else if (account.entitlements.isArray()) {
                maybeException(app, 0.3, account, "entitlement:" + pick("ent-7", "Billing administrator"));
            }
        }
        for (Extra extra : app.extras) {
            maybeException(app, 0.2, extra.account(), "group:" + reference(app, extra.group()));
            maybeException(app, 0.04, extra.account(), "");
        }
        for (int i = 0; i < 3 + people / 100; i++) {
            maybeException(app, 1, new Subject("gone-" + i, 1), "");
            maybeException(app, 1, pick(app.subjects), pick("role:admin", "group:Nowhere", "entitlement:seat"));
        }
    }

    private void maybeException(Source app, double probability, Subject account, String access) {
        if (!chance(probability)) {
            return;
        }
        String id = String.format(Locale.ROOT, "EX-%05d", exceptions.size());
        boolean byName = !account.names.isEmpty() && chance(0.3);
        String named = byName ? noisy(account.now().userName()) : account.id;
        // The first and the last day count as well.
        String granted = day(pick(-40, -3, 0));
        String expires = day(pick(0, 1, 10, 90));
        String fields = "id source account access owner reason granted expires";
        ObjectNode exception =
                of(fields, id, app.id, named, access, activeOwner(app), "Until the work ends.", granted, expires);
        exceptions.add(exception);
        int state = random.nextInt(100);
        if (state < 14) {
            exception.put("expires", day(pick(-1, -2))).put("granted", day(-40));
        } else if (state < 18) {
            exception.put(pick("owner", "reason"), pick("", "  "));
        } else if (state < 24) {
            exception.remove(pick(List.of("owner"), List.of("expires"), List.of("owner", "expires")));
        } else if (state < 38) {
            exception.put("owner", uselessOwner(app));
        } else if (state < 45) {
            exception.put("granted", day(1)).put("expires", day(30));
        } else if (state < 55) {
            exception.remove("granted");
        }
        if (state >= 45 && seldom(0.4)) {
            exception.put("expires", day(more(13, 14, 15)));
        }
    }

    private String activeOwner(Source app) {
        Source idp = app.authoritative.isEmpty() ? pick(idps) : idpOf(app);
        if (idp.subjects.stream().noneMatch(person -> mayOwn(idp, person))) {
            return "nobody@nowhere.example";
        }
        Subject owner = pick(idp.subjects);
        while (!mayOwn(idp, owner)) {
            owner = pick(idp.subjects);
        }
        Names names = owner.names.get(idp.current() - 1);
        return noisy(chance(0.5) ? names.userName() : names.address());
    }

    private static boolean mayOwn(Source idp, Subject person) {
        return !person.inactive && !person.entangled && person.presentAt(idp.current());
    }

    /// An inactive identity, one that has departed, or nobody at all.
    private String uselessOwner(Source app) {
        Source idp = idpOf(app);
        List<Subject> useless = idp.subjects.stream()
                .filter(person -> !person.entangled && (person.inactive || person.last < idp.current()))
                .toList();
        boolean nobody = useless.isEmpty() || chance(0.2);
        return nobody ? "nobody@nowhere.example" : noisy(pick(useless).now().address());
    }

    private String day(int fromAsOf) {
        return LocalDate.ofInstant(asOf, ZoneOffset.UTC).plusDays(fromAsOf).toString();
    }

    private void writeGovernance() throws IOException {
        ArrayNode described = NODES.arrayNode();
        sources.forEach(source -> described.add(describe(source)));
        // A record of an app's group says nothing about the IdP group of that name.
        Source app = apps.getFirst();
        groupRecords.add(of("source group purpose", app.id, app.groups.get(1).id, "Chat"));
        String fields = "sources groups mappings accounts exceptions separationOfDuties";
        ObjectNode governance =
                of(fields, described, groupRecords, mappings, accountRecords, exceptions, separationRules);
        if (seed % 5 == 0) {
            String other = seed % 2 == 0 ? "missing-membership" : "unmatched-account";
            governance.putArray("rulesOff").add(other).add("broken-mapping");
        }
        Path file = dir.resolve("governance.json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), governance);
        writeFirstGovernance(governance);
        JSON.writeValue(dir.resolve("links.json").toFile(), links);
    }

    /// What the first import had, and when the two took effect: so many days ago that a group never reviewed since is
    /// due about now.
    private void writeFirstGovernance(ObjectNode governance) throws IOException {
        ArrayNode first = NODES.arrayNode();
        groupRecords.forEach(record -> {
            if (!laterRecords.contains(record)) {
                first.add(record);
            }
        });
        JsonNode before = governance.deepCopy().set("groups", first);
        JSON.writeValue(dir.resolve("governance-first.json").toFile(), before);
        Instant began = asOf.minus(Duration.ofDays(more(89, 90, 91, 200)));
        Instant went = asOf.minus(Duration.ofDays(more(1, 29, 30, 31)));
        Files.writeString(dir.resolve("effective.txt"), began + "\n" + went + "\n");
    }

    private JsonNode describe(Source source) {
        // A token's last day is inclusive; an IdP's token is no app's.
        String lastDay = source.idp ? (seed % 4 == 0 ? day(-1) : "") : pick("", day(-2), day(-1), day(0), day(1));
        ObjectNode scim = of("endpoint", "https://" + source.id + ".example/scim/v2");
        if (chance(0.5)) {
            scim.put("tokenExpires", lastDay);
        } else {
            scim.set("token", of("holder issued expires", activeOwner(source), day(-90), lastDay));
        }
        ObjectNode token = scim.has("token") ? (ObjectNode) scim.get("token") : NODES.objectNode();
        if (token.has("expires") && seldom(0.5)) {
            token.put("expires", day(more(29, 30, 31, 60)));
        } else if (scim.has("tokenExpires") && !lastDay.isEmpty() && seldom(0.5)) {
            scim.put("tokenExpires", day(more(29, 30, 31, 60)));
        }
        if (token.has("holder") && seldom(0.4)) {
            token.put("holder", uselessOwner(source));
        }
        int lists = (int) (seed + apps.indexOf(source) + 1) % 6;
        String maxAge = pick("", "PT24H", "P2D", "PT6H");
        ObjectNode node = of("id name vendor", source.id, "The " + source.id, source.vendor);
        node.setAll(of("kind authoritativeIdp", source.idp ? "idp" : "app", source.authoritative));
        node.setAll(of("snapshotMaxAge scim", maxAge, lastDay.isEmpty() ? ABSENT : scim));
        node.setAll(of("privileged", source.idp ? ABSENT : privilegedLists(source, lists)));
        return source.idp ? node : node.setAll(settings(source));
    }

    private ObjectNode settings(Source app) {
        JsonNode compare = more(
                ABSENT,
                list(),
                list("displayName"),
                list("userName", "email"),
                list("title", "employeeNumber"),
                list("department"));
        ObjectNode settings = of("compare dormantAfter", compare, app.dormantAfter);
        return settings.setAll(of("lifecycleTestEvery revocation", more("", "P30D"), revocation()));
    }

    /// All kinds known, or all but one, which is left out or `unknown` in the short or the long form.
    private JsonNode revocation() {
        int kind = more.nextInt(5);
        ObjectNode revocation = NODES.objectNode();
        for (String holding : HOLDINGS) {
            String state = more("revoked", "kept", "blocked");
            boolean isLong = seldom(0.3);
            revocation.set(holding, isLong ? of("state checked", state, day(-9)) : TextNode.valueOf(state));
        }
        String holding = more(HOLDINGS);
        switch (kind) {
            case 0 -> revocation.remove(holding);
            case 1 -> revocation.put(holding, "unknown");
            case 2 -> revocation.set(holding, of("state source", "unknown", "lifecycle-test"));
            default -> {
                return kind == 3 ? revocation : ABSENT;
            }
        }
        return revocation;
    }

    /// Each list absent, empty or custom, with names that are noisy, ambiguous, former or ids.
    private static JsonNode privilegedLists(Source app, int kind) {
        String id = app.groups.get(kind == 3 ? 2 : Math.min(14, app.groups.size() - 1)).id;
        return switch (kind) {
            case 0 -> ABSENT;
            case 1 -> of("roles groups", list(), list(" WORKSPACE admins", "Contractors"));
            case 2 -> of("roles entitlements", list("super admin", "Owner"), list("billing administrator "));
            case 3 -> of("groups", list(id, "finance", "Support"));
            case 4 -> of("groups entitlements", list("Workspace Admins", id), list("ENT-7"));
            default -> of("roles groups", list("admin", "enterprise_owner", "workspace owner"), list());
        };
    }

    // ---- Snapshots ----

    private void writeSnapshots(Source source) throws IOException {
        int age = pick(2, 5, 20, 24, 24, 30, 48, 60) * 3600 + random.nextInt(2);
        for (int n = 1; n <= source.snapshots && !source.withoutSnapshots; n++) {
            int number = n;
            Path folder = dir.resolve("snapshots/" + source.id + "/" + n);
            Files.createDirectories(folder);
            Instant takenAt = asOf.minusSeconds(age).minus(Duration.ofDays(14L * (source.current() - n)));
            takenAt = n > source.current() ? asOf.plusSeconds(1) : takenAt;
            Files.writeString(folder.resolve("taken-at.txt"), takenAt + "\n");
            List<Subject> subjects = new ArrayList<>(source.subjects);
            subjects.removeIf(subject -> !subject.presentAt(number));
            List<JsonNode> users = new ArrayList<>();
            subjects.forEach(subject -> users.add(user(source, subject, number)));
            List<Group> there = new ArrayList<>(source.groups);
            there.removeIf(group -> group.names[number - 1].isEmpty());
            List<JsonNode> groups = new ArrayList<>();
            there.forEach(group -> groups.add(group(source, group, number)));
            boolean gap = source.incomplete && n == source.current();
            writePages(source, folder, "users", users, gap && seed % 2 == 0);
            writePages(source, folder, "groups", groups, gap && seed % 2 == 1);
        }
    }

    private JsonNode user(Source source, Subject subject, int n) {
        Names names = subject.names.get(n - 1);
        boolean slack = source.vendor.equals("slack");
        ArrayNode emails = NODES.arrayNode();
        for (String email : names.emails()) {
            boolean home = subject.firstIsHome && emails.isEmpty();
            ObjectNode node = of("value type", email, home ? "home" : "work");
            emails.add(emails.size() == subject.primary ? node.put("primary", true) : node);
        }
        if (slack) {
            emails.addObject().put("value", "").put("primary", false);
        }
        // Where members are told, a user's own groups say nothing, even where they disagree.
        ArrayNode groups = NODES.arrayNode();
        for (Group group : source.groups) {
            boolean standIn = source.untold && source.standIn && group.members.contains(subject.id);
            if (!group.names[n - 1].isEmpty() && (standIn || !source.untold && chance(0.0005))) {
                groups.add(of("value display", group.id, group.names[n - 1]));
            }
        }
        JsonNode schemas = list("urn:ietf:params:scim:schemas:core:2.0:User");
        ObjectNode user = of("schemas id meta", schemas, subject.id, of("resourceType", "User"));
        user.setAll(of("userName externalId emails", names.userName(), names.externalId(), emails));
        user.setAll(of("active userType roles", subject.active, subject.userType, subject.roles));
        user.setAll(of("entitlements groups", subject.entitlements, groups.isEmpty() ? ABSENT : groups));
        if (slack) {
            user.put("externalId", "");
        }
        user.setAll(of("displayName title", subject.displayName, subject.title));
        if (!subject.employeeNumber.isEmpty() || !subject.department.isEmpty()) {
            user.set(ENTERPRISE, of("employeeNumber department", subject.employeeNumber, subject.department));
        }
        if (!subject.lastSignIn.isEmpty()) {
            user.set(ACTIVITY, of("lastSignIn", subject.lastSignIn));
        }
        if (!subject.slackGuest.isEmpty()) {
            user.set(subject.slackGuest, of("type", "multi"));
        }
        return user;
    }

    private JsonNode group(Source source, Group group, int n) {
        ArrayNode members = NODES.arrayNode();
        for (Subject subject : source.subjects) {
            // Some stay listed after they have gone from the source.
            boolean listed = subject.presentAt(n) || (group.id + subject.id).hashCode() % 3 == 0;
            if (listed && group.members.contains(subject.id)) {
                members.add(member(subject.id, "User"));
            }
        }
        group.nested.forEach(id -> members.add(member(id, "Group")));
        group.dangling.forEach(id -> members.add(member(id, pick("User", "Group"))));
        JsonNode schemas = list("urn:ietf:params:scim:schemas:core:2.0:Group");
        ObjectNode node = of("schemas id meta", schemas, group.id, of("resourceType", "Group"));
        JsonNode told = source.untold || group.withoutMembers ? ABSENT : members;
        return node.setAll(of("displayName members", group.names[n - 1], told));
    }

    /// The type is often missing: then `$ref` or a look-up by id tells it.
    private JsonNode member(String id, String type) {
        if (chance(0.02)) {
            return TextNode.valueOf(id);
        }
        int told = random.nextInt(3);
        String ref = told == 1 ? "../" + type + "s/" + id : "";
        return of("value type $ref", id, told == 0 ? type : "", ref);
    }

    private void writePages(Source source, Path folder, String name, List<JsonNode> resources, boolean gap)
            throws IOException {
        if (source.bareArray) {
            JsonNode all = recased(NODES.arrayNode().addAll(resources), source.keyCase);
            JSON.writeValue(folder.resolve(name + ".json").toFile(), all);
            return;
        }
        int size = pageSize(resources.size());
        boolean overlap = chance(0.3);
        boolean wobble = chance(0.2);
        boolean lastMissing = gap && resources.size() > size && resources.size() % size != 0 && chance(0.6);
        for (int start = 0, page = 1; start < resources.size(); start += size, page++) {
            if (lastMissing && start + size >= resources.size()) {
                return;
            }
            int from = overlap && start > 0 ? start - 1 : start;
            List<JsonNode> part = resources.subList(from, Math.min(resources.size(), start + size));
            // Pages may disagree on the total: the largest counts.
            int total = resources.size() + (gap && !lastMissing ? 2 : 0) - (wobble && page == 2 ? 1 : 0);
            ObjectNode envelope = of("schemas", list("urn:ietf:params:scim:api:messages:2.0:ListResponse"));
            envelope.put("totalResults", total).put("startIndex", from + 1).put("itemsPerPage", part.size());
            envelope.putArray("Resources").addAll(part);
            Path file = folder.resolve(String.format(Locale.ROOT, "%s-%03d.json", name, page));
            JSON.writeValue(file.toFile(), recased(envelope, source.keyCase));
        }
    }

    /// The same JSON with attribute names in lower case (1) or in mixed case (2).
    private static JsonNode recased(JsonNode node, int style) {
        if (style == 0 || node.isValueNode()) {
            return node;
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(element -> array.add(recased(element, style)));
            return array;
        }
        ObjectNode object = NODES.objectNode();
        node.properties().forEach(field -> {
            String lower = field.getKey().toLowerCase(Locale.ROOT);
            boolean upper = style == 2 && lower.length() % 2 == 0;
            object.set(upper ? lower.toUpperCase(Locale.ROOT) : lower, recased(field.getValue(), style));
        });
        return object;
    }

    /// An object of those names whose value says something: neither empty text nor an absent node.
    private static ObjectNode of(String names, Object... values) {
        ObjectNode node = NODES.objectNode();
        for (int i = 0; i < values.length; i++) {
            JsonNode value = values[i] instanceof JsonNode json ? json : TextNode.valueOf(values[i].toString());
            if (!value.isMissingNode() && !value.equals(TextNode.valueOf(""))) {
                node.set(names.split(" ")[i], value);
            }
        }
        return node;
    }

    private static ArrayNode list(String... words) {
        return JSON.valueToTree(words);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private boolean seldom(double probability) {
        return more.nextDouble() < probability;
    }

    @SafeVarargs
    private <T> T more(T... options) {
        return options[more.nextInt(options.length)];
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    private <T> T pick(T... options) {
        return options[random.nextInt(options.length)];
    }

    /// The same text for a comparison that trims and folds case.
    private String noisy(String text) {
        return pick(text, text, text, text, text, text.toUpperCase(Locale.ROOT), " " + text + "  ");
    }
}
