import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes an IdP of any size: users of about 1,230 bytes with the enterprise extension, and a group for every 50 of
/// them, three memberships each. The same arguments make the same bytes.
///
/// `java Generate.java FOLDER USERS [CHURN_PERMILLE [MOVED_PERMILLE]]` writes `Users.ndjson` and `Groups.ndjson`, `list/` (one
/// ListResponse of all users), `pages/` (of 1,000 users) and `pages.zip`; with a churn, that many users of a thousand
/// have another title, and with MOVED_PERMILLE, that many memberships of a thousand are of another group.
final class Generate {
    static final String[] FIRST = {
        "Olivia", "Noah", "José", "Zoë", "Søren", "Yuki", "Amélie", "Priya", "Fatima", "Björn", "Łukasz", "Grace"
    };
    static final String[] LAST = {
        "Smith", "Nguyen", "García", "Müller", "O'Brien", "Kowalski", "Tanaka", "Novák", "Haddad", "Silva", "Hopper"
    };
    static final String[] TITLES = {"Software Engineer", "Senior Accountant", "Sales Manager", "Data Analyst"};
    private static final String[] DEPARTMENTS = {"Engineering", "Finance", "Sales", "People", "Operations", "Legal"};
    static final int MEMBERSHIPS = 3;
    private static final int PAGE = 1_000;

    private final int users;
    private final int churn;
    private final int moved;

    Generate(int users, int churn, int moved) {
        this.users = users;
        this.churn = churn;
        this.moved = moved;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int users = Integer.parseInt(arguments[1]);
        int churn = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        int moved = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        new Generate(users, churn, moved).write(folder);
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("list"));
        Files.createDirectories(folder.resolve("pages"));
        try (Writer lines = writer(folder.resolve("Users.ndjson"));
                Writer list = writer(folder.resolve("list/Users.json"))) {
            list.write(head(users, 1, users));
            for (int i = 0; i < users; i++) {
                String user = user(i);
                lines.write(user);
                lines.write('\n');
                list.write(i == 0 ? "" : ",");
                list.write(user);
            }
            list.write("]}");
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("pages.zip")))) {
            for (int start = 0; start < users; start += PAGE) {
                int end = Math.min(users, start + PAGE);
                var page = new StringBuilder(head(users, start + 1, end - start));
                for (int i = start; i < end; i++) {
                    page.append(i == start ? "" : ",").append(user(i));
                }
                String name = String.format(Locale.ROOT, "Users-%05d.json", start / PAGE);
                byte[] bytes = page.append("]}").toString().getBytes(StandardCharsets.UTF_8);
                Files.write(folder.resolve("pages").resolve(name), bytes);
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        groups(folder.resolve("Groups.ndjson"));
    }

    static Writer writer(Path file) throws IOException {
        return new BufferedWriter(Files.newBufferedWriter(file), 1 << 20);
    }

    static String head(int total, int start, int count) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":" + total
                + ",\"startIndex\":" + start + ",\"itemsPerPage\":" + count + ",\"Resources\":[";
    }

    /// SplitMix64 of two numbers: a pure function, so that every user can be made alone.
    static long random(long a, long b) {
        long z = a * 0x9E3779B97F4A7C15L + b * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (z ^ (z >>> 31)) >>> 1;
    }

    static String pick(String[] from, long a, long b) {
        return from[(int) (random(a, b) % from.length)];
    }

    static String id(long number, long kind) {
        return new UUID(
                        (random(number, kind) & 0xffffffffffff0fffL) | 0x4000L,
                        (random(number, kind + 7) & 0x3fffffffffffffffL) | 0x8000000000000000L)
                .toString();
    }

    static String time(long random) {
        return String.format(
                Locale.ROOT,
                "2025-%02d-%02dT%02d:%02d:%02dZ",
                random / 28 % 12 + 1,
                random % 28 + 1,
                random / 400 % 24,
                random / 9_999 % 60,
                random / 77 % 60);
    }

    String user(int i) {
        String id = id(i, 100);
        String first = pick(FIRST, i, 1);
        String last = pick(LAST, i, 2);
        String login = "user" + i;
        boolean changed = random(i, 77) % 1_000 < churn;
        long manager = random(i, 4) % Math.max(1, users / 12);
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\","
                + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"],\"id\":\"" + id
                + "\",\"externalId\":\"E" + String.format(Locale.ROOT, "%08d", i)
                + "\",\"meta\":{\"resourceType\":\"User\",\"created\":\"" + time(random(i, 5)) + "\",\"lastModified\":\""
                + time(random(i, changed ? 66 : 6)) + "\",\"location\":\"https://idp.example.com/scim/v2/Users/" + id
                + "\",\"version\":\"W/\\\"" + Long.toHexString(random(i, changed ? 70 : 7) & 0xffffffffL)
                + "\\\"\"},\"userName\":\"" + login + "@example.com\",\"name\":{\"formatted\":\"" + first + " " + last
                + "\",\"familyName\":\"" + last + "\",\"givenName\":\"" + first + "\"},\"displayName\":\"" + first + " "
                + last + "\",\"title\":\"" + (changed ? "Head of " : "") + pick(TITLES, i, 8)
                + "\",\"userType\":\"" + (random(i, 9) % 10 == 0 ? "Contractor" : "Employee")
                + "\",\"preferredLanguage\":\"en-US\",\"locale\":\"en-US\",\"timezone\":\"Europe/Berlin\",\"active\":"
                + (random(i, 3) % 1_000 >= 30) + ",\"emails\":[{\"value\":\"" + login
                + "@example.com\",\"type\":\"work\",\"primary\":true},{\"value\":\"" + login
                + "@home.example.org\",\"type\":\"home\"}],\"phoneNumbers\":[{\"value\":\"+49-30-" + (1_000_000 + i % 9_000_000)
                + "\",\"type\":\"work\"}],\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"employeeNumber\":\""
                + String.format(Locale.ROOT, "%08d", i) + "\",\"costCenter\":\"CC-" + (4_000 + random(i, 10) % 90)
                + "\",\"organization\":\"Example Corp\",\"division\":\"Division " + random(i, 11) % 6
                + "\",\"department\":\"" + pick(DEPARTMENTS, i, 12) + "\",\"manager\":{\"value\":\"" + id(manager, 100)
                + "\",\"$ref\":\"../Users/" + id(manager, 100) + "\",\"displayName\":\"" + pick(FIRST, manager, 1) + " "
                + pick(LAST, manager, 2) + "\"}}}";
    }

    void groups(Path file) throws IOException {
        int groups = Math.max(20, users / 50);
        int[] sizes = new int[groups];
        for (int i = 0; i < users * MEMBERSHIPS; i++) {
            sizes[now(i, groups)]++;
        }
        int[][] members = new int[groups][];
        for (int g = 0; g < groups; g++) {
            members[g] = new int[sizes[g]];
        }
        for (int i = 0; i < users * MEMBERSHIPS; i++) {
            int g = now(i, groups);
            members[g][--sizes[g]] = i / MEMBERSHIPS;
        }
        try (Writer lines = writer(file)) {
            for (int g = 0; g < groups; g++) {
                lines.write("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id(g, 200)
                        + "\",\"displayName\":\"GRP-" + g + "\",\"members\":[");
                int before = -1;
                for (int user : members[g]) {
                    if (user != before) {
                        lines.write(before < 0 ? "" : ",");
                        lines.write("{\"value\":\"" + id(user, 100) + "\",\"$ref\":\"../Users/" + id(user, 100)
                                + "\",\"display\":\"" + pick(FIRST, user, 1) + " " + pick(LAST, user, 2)
                                + "\",\"type\":\"User\"}");
                        before = user;
                    }
                }
                lines.write("],\"meta\":{\"resourceType\":\"Group\",\"created\":\"" + time(random(g, 5))
                        + "\",\"location\":\"https://idp.example.com/scim/v2/Groups/" + id(g, 200) + "\"}}\n");
            }
        }
    }

    private int now(int membership, int groups) {
        return (group(membership, groups) + (random(membership, 8_500) % 1_000 < moved ? 1 : 0)) % groups;
    }

    static int group(int membership, int groups) {
        return (int) (random(membership, 8_000) % groups);
    }
}
