package org.countersign.groups;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.countersign.testkit.House;

/// A house with groups in groups, a rename, an app's side and names from everywhere.
public final class GroupHouse {
    /// What people say of it.
    public static final String GOVERNANCE = """
            groups:
              - {source: okta, group: g1, owner: grace, purpose: Answers production pages., classification: confidential, cadence: P90D, lastReviewed: 2026-08-15}
              - {source: okta, group: g3, owner: gone, classification: internal}
            mappings:
              - {id: oncall-slack, idpGroup: g1, app: slack, appGroup: oncall, nesting: expand}
              - {id: launch-slack, idpGroup: g3, app: slack, appGroup: launch}
              - {id: admin-slack, idpGroup: g1, app: slack, role: admin, nesting: direct}
            separationOfDuties:
              - {id: respond-and-refund, name: Respond and refund, left: {idpGroups: [g1]}, right: {idpGroups: [refunds]}}
            """;

    private GroupHouse() {}

    /// A group of users and groups.
    static String around(String id, String name, String group, String... users) {
        String inner = "{\"value\":\"" + group + "\",\"type\":\"Group\"}";
        return House.group(id, name, users)
                .replace("\"members\":[", "\"members\":[" + inner + (users.length == 0 ? "" : ","));
    }

    /// In a folder, looked at from [House#NOW].
    public static House in(Path folder) throws Exception {
        return in(folder, Clock.fixed(House.NOW, ZoneOffset.UTC));
    }

    /// On another clock.
    public static House in(Path folder, Clock clock) throws Exception {
        var house = new House(folder, clock);
        house.governance("privileged: {roles: [admin]}", GOVERNANCE)
                .snapshotAt(
                        House.TAKEN.minus(Duration.ofDays(120)),
                        "okta",
                        House.active("u1", "grace"),
                        House.active("u2", "ada"),
                        House.group("g1", "on-call-eng", "u1", "u2"))
                .snapshot(
                        "okta",
                        House.active("u1", "grace"),
                        House.active("u2", "ada"),
                        House.active("u3", "אביגיל לוי"),
                        House.inactive("u4", "left"),
                        House.active("u5", "bob"),
                        around("g1", "eng-oncall", "g2", "u1", "u2"),
                        around("g2", "customer-success", "g1", "u3", "u4"),
                        House.group("g3", "launch-team", "u5"),
                        House.group("g4", "refunds", "u2"),
                        House.group("g5", "отдел продаж", "u5"),
                        around("g6", "everybody", "g1"))
                .snapshot(
                        "slack",
                        House.withRole("s1", "grace", "admin"),
                        House.active("s2", "ada"),
                        House.active("s3", "אביגיל לוי"),
                        House.active("s9", "agency"),
                        House.group("c1", "oncall", "s1", "s3", "s9"),
                        House.group("c2", "launch"));
        return house;
    }
}
