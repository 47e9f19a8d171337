package org.countersign.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.drift.Evaluation;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// A small organisation in a real workspace: one IdP `okta`, one app `slack`, written as a test needs it.
///
/// Snapshots are taken at 06:00 and looked at from 07:00 on 24 November 2026.
public final class House implements AutoCloseable {
    /// When snapshots are taken.
    public static final Instant TAKEN = Instant.parse("2026-11-24T06:00:00Z");
    /// When they are looked at.
    public static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final String SOURCES = """
            sources:
              - {id: okta, name: Okta, kind: idp, vendor: scim}
              - {id: slack, name: Slack, kind: app, vendor: slack, owner: apps@example.com, authoritativeIdp: okta%s}
            """;

    private final Path folder;
    private final Countersign app;
    private int files;

    /// In a folder of its own, on a clock that stands at [#NOW].
    public House(Path folder) throws RefusedException {
        this(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /// In a folder of its own.
    public House(Path folder, Clock clock) throws RefusedException {
        this.folder = folder;
        this.app = Countersign.openOrMake(folder.resolve("house.countersign"), clock);
    }

    /// The use cases.
    public Countersign app() {
        return app;
    }

    /// The workspace file.
    public Path workspace() {
        return folder.resolve("house.countersign");
    }

    /// The two sources, with more keys for slack, and more YAML.
    public House governance(String slackKeys, String more) throws RefusedException {
        return governed(SOURCES.formatted(slackKeys.isEmpty() ? "" : ", " + slackKeys) + more);
    }

    /// Another governance file, whole.
    public House governed(String yaml) throws RefusedException {
        app.importGovernance()
                .run(
                        app.actor(),
                        "governance.yaml",
                        yaml.getBytes(StandardCharsets.UTF_8),
                        new ImportGovernance.Options(Optional.empty(), true, false));
        return this;
    }

    /// A snapshot at [#TAKEN] of users and groups, each a JSON object.
    public House snapshot(String source, String... resources) throws IOException, RefusedException {
        return snapshotAt(TAKEN, source, resources);
    }

    /// A snapshot at another time.
    public House snapshotAt(Instant taken, String source, String... resources) throws IOException, RefusedException {
        return file(taken, source, "[" + String.join(",", resources) + "]");
    }

    /// A snapshot of one file.
    public House file(Instant taken, String source, String json) throws IOException, RefusedException {
        Path file = folder.resolve("snapshot-" + files++ + ".json");
        Files.writeString(file, json);
        app.importSnapshot()
                .run(
                        app.actor(),
                        new ImportSnapshot.Request(source, List.of(file), Optional.of(taken), true, true),
                        Progress.NONE);
        return this;
    }

    /// A user of 60 characters: `"active":true` and a role where told.
    public static String user(String id, String name, String more) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"" + id + "\",\"userName\":\""
                + name + "\",\"displayName\":\"" + name + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /// An active user.
    public static String active(String id, String name) {
        return user(id, name, "\"active\":true");
    }

    /// An inactive user.
    public static String inactive(String id, String name) {
        return user(id, name, "\"active\":false");
    }

    /// An active user with a role.
    public static String withRole(String id, String name, String role) {
        return user(id, name, "\"active\":true,\"roles\":[{\"value\":\"" + role + "\"}]");
    }

    /// A group with users as members.
    public static String group(String id, String name, String... users) {
        var members = new StringBuilder();
        for (String user : users) {
            members.append(members.isEmpty() ? "" : ",")
                    .append("{\"value\":\"")
                    .append(user)
                    .append("\",\"type\":\"User\"}");
        }
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id + "\",\"displayName\":\""
                + name + "\",\"members\":[" + members + "]}";
    }

    /// What the rules say as of [#NOW].
    public Evaluation drift() {
        return app.checkDrift().asOf(NOW);
    }

    @Override
    public void close() {
        app.close();
    }
}
