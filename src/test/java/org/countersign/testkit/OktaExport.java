package org.countersign.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder as exports.md has it for Okta's core API: users, groups, their members, and who is assigned to each app.
public final class OktaExport {
    /// When everything in it was last changed, where a test says nothing else.
    public static final String LONG_AGO = "2026-10-01T08:00:00.000Z";

    private final List<String> users = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    /// A user with an address, a status of Okta's, and a date.
    public OktaExport user(String id, String login, String status, String lastUpdated) {
        users.add("""
            {"id":"%s","status":"%s","created":"2020-01-01T00:00:00.000Z","lastUpdated":"%s",
             "profile":{"login":"%s","firstName":"%s","lastName":""}}\
            """.formatted(id, status, lastUpdated, login, login));
        return this;
    }

    /// An active user.
    public OktaExport user(String id, String login) {
        return user(id, login, "ACTIVE", LONG_AGO);
    }

    /// A group with its members.
    public OktaExport group(String id, String name, String lastMembershipUpdated, String... members) {
        groups.add("""
            {"id":"%s","type":"OKTA_GROUP","objectClass":["okta:user_group"],"lastUpdated":"%s",
             "lastMembershipUpdated":"%s","profile":{"name":"%s"}}\
            """.formatted(id, LONG_AGO, lastMembershipUpdated, name));
        List<String> list = list("groups/" + id + "/users.json");
        for (String member : members) {
            list.add("{\"id\":\"%s\",\"status\":\"ACTIVE\",\"profile\":{\"login\":\"%s\"}}".formatted(member, member));
        }
        return this;
    }

    /// An application without anybody, so far.
    public OktaExport app(String app) {
        list("apps/" + app + "/users.json");
        return this;
    }

    /// A user of an application.
    ///
    /// @param account its `externalId`; none where blank
    /// @param more other fields, each with a comma before it
    public OktaExport appUser(String app, String user, String account, String status, String syncState, String more) {
        String scope = more.contains("\"scope\"") ? "" : ",\"scope\":\"USER\"";
        String changed = more.contains("\"statusChanged\"") ? "" : ",\"statusChanged\":\"" + LONG_AGO + "\"";
        String created = more.contains("\"created\"") ? "" : ",\"created\":\"" + LONG_AGO + "\"";
        String external = account.isBlank() ? "" : ",\"externalId\":\"" + account + "\"";
        list("apps/" + app + "/users.json")
                .add("""
                    {"id":"%s"%s%s%s,"status":"%s"%s,"syncState":"%s","credentials":{"userName":"%s"},
                     "profile":{},"_links":{"app":{"href":"https://x.okta.com/api/v1/apps/%s"}}%s}\
                    """.formatted(user, external, created, scope, status, changed, syncState, user, app, more));
        return this;
    }

    /// A group of an application, assigned long ago.
    public OktaExport appGroup(String app, String group) {
        return appGroup(app, group, LONG_AGO);
    }

    /// A group of an application.
    public OktaExport appGroup(String app, String group, String lastUpdated) {
        list("apps/" + app + "/groups.json").add("""
            {"id":"%s","lastUpdated":"%s","priority":0,"profile":{},
             "_links":{"group":{"href":"https://x.okta.com/api/v1/groups/%s"}}}\
            """.formatted(group, lastUpdated, group));
        return this;
    }

    private List<String> list(String file) {
        return lists.computeIfAbsent(file, _ -> new ArrayList<>());
    }

    /// Writes it into a folder and answers that.
    public Path into(Path folder) throws IOException {
        write(folder.resolve("users.json"), users);
        if (!groups.isEmpty()) {
            write(folder.resolve("groups.json"), groups);
        }
        for (Map.Entry<String, List<String>> list : lists.entrySet()) {
            write(folder.resolve(list.getKey()), list.getValue());
        }
        return folder;
    }

    private static void write(Path file, List<String> objects) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[" + String.join(",\n", objects) + "]");
    }
}
