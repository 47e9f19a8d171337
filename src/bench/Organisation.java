import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes an organisation of any size: the IdP of `Generate.java`, and apps of which each has accounts for 60 % of the
/// people and nearly all that its groups are granted to. Seven of ten accounts have the identity's id, two its address alone, one its user name alone; of a thousand
/// people with an account three have two, five accounts are nobody's, five have another title, and a tenth of those whose
/// identity is inactive are active. A group of the IdP in twenty grants one of each app, where one membership of a hundred
/// is missing and one of two hundred was added in the app.
///
/// `java Organisation.java FOLDER USERS APPS [CHURN_PERMILLE]` (of users, accounts and the IdP's memberships) writes `governance.yaml`, and `Users.ndjson` and
/// `Groups.ndjson` in `idp/`, `app1/`, ….
final class Organisation {
    private final Path folder;
    private final int users;
    private final int apps;
    private final int churn;
    private final int groups;
    private final int mapped;

    private Organisation(Path folder, int users, int apps, int churn) {
        this.folder = folder;
        this.users = users;
        this.apps = apps;
        this.churn = churn;
        this.groups = Math.max(20, users / 50);
        this.mapped = Math.max(4, groups / 20);
    }

    public static void main(String[] arguments) throws IOException {
        new Organisation(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0)
                .write();
    }

    private void write() throws IOException {
        Path idp = Files.createDirectories(folder.resolve("idp"));
        var people = new Generate(users, churn, churn);
        try (Writer lines = Generate.writer(idp.resolve("Users.ndjson"))) {
            for (int i = 0; i < users; i++) {
                lines.write(people.user(i));
                lines.write('\n');
            }
        }
        people.groups(idp.resolve("Groups.ndjson"));
        for (int app = 1; app <= apps; app++) {
            Path to = Files.createDirectories(folder.resolve("app" + app));
            accounts(to.resolve("Users.ndjson"), app);
            groups(to.resolve("Groups.ndjson"), app);
        }
        governance(folder.resolve("governance.yaml"));
    }

    /// Whoever is in a group that grants one of the app has an account, but for one in a hundred.
    private boolean hasAccount(int i, int app) {
        if (Generate.random(i, 31L * app + 5) % 1_000 < 600) {
            return true;
        }
        for (int membership = 0; membership < Generate.MEMBERSHIPS; membership++) {
            if (Generate.group(i * Generate.MEMBERSHIPS + membership, groups) < mapped) {
                return Generate.random(i, 13_000 + app) % 100 != 0;
            }
        }
        return false;
    }

    private static String account(int i, int app) {
        return "a" + app + "-" + String.format(Locale.ROOT, "%09d", i);
    }

    private void accounts(Path file, int app) throws IOException {
        try (Writer lines = Generate.writer(file)) {
            for (int i = 0; i < users; i++) {
                if (hasAccount(i, app)) {
                    lines.write(user(i, app, account(i, app), "user" + i + "@example.com"));
                    if (Generate.random(i, 900 + app) % 1_000 < 3) {
                        lines.write(user(i, app, account(i, app) + "d", "user" + i + "@example.com"));
                    }
                } else if (Generate.random(i, 900 + app) % 1_000 < 8) {
                    lines.write(user(-i - 1, app, account(i, app) + "o", "legacy" + i + "@" + app + ".example.net"));
                }
            }
        }
    }

    /// @param i below 0 where it is nobody's
    private String user(int i, int app, String id, String address) {
        int who = Math.abs(i);
        long way = i < 0 ? 9 : Generate.random(who, 3_000 + app) % 10;
        boolean there = i < 0 || Generate.random(who, 3) % 1_000 >= 30 || Generate.random(who, 4_000 + app) % 10 == 0;
        boolean changed = Generate.random(who, 77 + app) % 1_000 < churn;
        String title = (Generate.random(who, 5_000 + app) % 1_000 < 5 ? "Former " : "") + Generate.pick(Generate.TITLES, who, 8);
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"" + id + "\","
                + (way < 7 ? "\"externalId\":\"" + Generate.id(who, 100) + "\"," : "")
                + "\"userName\":\"" + (way < 9 ? "u" + who + "." + app : address) + "\",\"displayName\":\""
                + Generate.pick(Generate.FIRST, who, 1) + " " + Generate.pick(Generate.LAST, who, 2) + "\",\"title\":\"" + title
                + "\",\"active\":" + there
                + (way < 9 ? ",\"emails\":[{\"value\":\"" + address + "\",\"type\":\"work\",\"primary\":true}]" : "")
                + ",\"roles\":[{\"value\":\"" + (Generate.random(who, 6_000 + app) % 1_000 < 2 ? "admin" : "member")
                + "\",\"display\":\"Role\"}],\"meta\":{\"resourceType\":\"User\",\"lastModified\":\""
                + Generate.time(Generate.random(who, changed ? 8_000 + app : 7_000 + app)) + "\"}}\n";
    }

    private void groups(Path file, int app) throws IOException {
        var members = new ArrayList<List<String>>();
        for (int g = 0; g < mapped; g++) {
            members.add(new ArrayList<>());
        }
        int before = -1;
        for (int i = 0; i < users * Generate.MEMBERSHIPS; i++) {
            int user = i / Generate.MEMBERSHIPS;
            int g = Generate.group(i, groups);
            if (hasAccount(user, app)) {
                if (g < mapped && Generate.random(i, 10_000 + app) % 100 != 0) {
                    members.get(g).add(account(user, app));
                } else if (user != before && Generate.random(i, 11_000 + app) % 200 == 0) {
                    members.get((int) (Generate.random(i, 12_000) % mapped)).add(account(user, app));
                    before = user;
                }
            }
        }
        try (Writer lines = Generate.writer(file)) {
            for (int g = 0; g < mapped; g++) {
                lines.write("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"a" + app + "-g" + g
                        + "\",\"displayName\":\"grp-" + g + "\",\"members\":[");
                String separator = "";
                for (String member : members.get(g).stream().distinct().toList()) {
                    lines.write(separator + "{\"value\":\"" + member + "\",\"type\":\"User\"}");
                    separator = ",";
                }
                lines.write("]}\n");
            }
        }
    }

    private void governance(Path file) throws IOException {
        var text = new StringBuilder("sources:\n  - {id: idp, name: IdP, kind: idp, vendor: scim}\n");
        for (int app = 1; app <= apps; app++) {
            text.append("  - {id: app").append(app).append(", name: App ").append(app)
                    .append(", kind: app, vendor: scim, authoritativeIdp: idp, privileged: {roles: [admin]}}\n");
        }
        text.append("groups:\n");
        for (int g = 0; g < mapped; g++) {
            text.append("  - {source: idp, group: ").append(Generate.id(g, 200))
                    .append(", owner: user").append(g % 50).append("@example.com, purpose: Grants an app group.,")
                    .append(" classification: internal, cadence: P365D}\n");
        }
        text.append("mappings:\n");
        for (int app = 1; app <= apps; app++) {
            for (int g = 0; g < mapped; g++) {
                text.append("  - {id: m").append(app).append('-').append(g).append(", idpGroup: ").append(Generate.id(g, 200))
                        .append(", app: app").append(app).append(", appGroup: a").append(app).append("-g").append(g)
                        .append(", nesting: expand}\n");
            }
        }
        Files.writeString(file, text);
    }
}
