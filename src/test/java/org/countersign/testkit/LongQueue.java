package org.countersign.testkit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;

/// An organisation in a [House] whose app owner alone has more than four hundred items to review: people with groups,
/// nested ones too, roles and entitlements, privileged ones, leavers, accounts of nobody, exceptions, mappings and
/// policy cards.
public final class LongQueue {
    /// The campaign.
    public static final String CAMPAIGN = "q4";
    /// Who has all the items.
    public static final String REVIEWER = "apps@example.com";
    /// To whom a don't know goes.
    public static final String FALLBACK = "fallback@example.com";
    /// Groups in the app by which a queue may be filtered.
    public static final List<String> TEAMS = List.of("amber", "basalt", "cedar", "delta", "ember", "flint", "garnet");

    private static final int PEOPLE = 120;
    private static final int NOBODYS = 8;
    private static final int LEAVERS = 5;

    private LongQueue() {}

    /// Makes the workspace in a folder and opens the campaign.
    ///
    /// @param clock at least at [House#NOW]
    public static Path make(Path folder, Clock clock) throws Exception {
        try (var house = new House(folder, clock)) {
            house.governance("privileged: {roles: [owner], groups: [ember]}", """
                            groups:
                              - {source: okta, group: g-amber, owner: apps@example.com, purpose: Cuts stone., classification: confidential, cadence: P90D}
                              - {source: okta, group: g-basalt, owner: apps@example.com, purpose: Lays stone., classification: internal, cadence: P90D}
                            mappings:
                              - {id: amber, idpGroup: g-amber, app: slack, appGroup: amber, nesting: expand}
                              - {id: basalt, idpGroup: g-basalt, app: slack, appGroup: basalt}
                            accounts:
                              - {source: slack, account: a007, kind: breakglass, owner: apps@example.com, purpose: Emergencies}
                            exceptions:
                              - {id: EX-1, source: slack, account: n1, owner: p003, reason: r, expires: 2099-12-31}
                              - {id: EX-2, source: slack, account: a009, access: "role:owner", owner: p004, reason: s, expires: 2099-12-31}
                            """);
            house.snapshot("okta", people().toArray(String[]::new));
            house.snapshot("slack", accounts().toArray(String[]::new));
            house.app()
                    .openCampaign()
                    .run(
                            house.app().actor(),
                            new OpenCampaign.Request(
                                    CAMPAIGN,
                                    "Q4 review of a long queue",
                                    "amara@example.com",
                                    FALLBACK,
                                    LocalDate.parse("2099-01-01"),
                                    Scope.ALL,
                                    Optional.empty()));
            return house.workspace();
        }
    }

    private static String name(int person) {
        return "p%03d".formatted(person);
    }

    private static List<String> people() {
        var all = new ArrayList<String>();
        for (int i = 0; i < PEOPLE; i++) {
            all.add(House.user(
                    "i" + i,
                    name(i),
                    "\"emails\":[{\"value\":\"" + name(i) + "@example.com\"}],\"active\":" + (i >= LEAVERS)));
        }
        all.add(group("g1", "g-amber", people(0, 4) + ",{\"value\":\"g2\",\"type\":\"Group\"}"));
        all.add(group("g2", "g-basalt", people(1, 3)));
        return all;
    }

    private static List<String> accounts() {
        var all = new ArrayList<String>();
        for (int i = 0; i < PEOPLE; i++) {
            String roles = i % 30 == 9 ? "owner" : i % 2 == 0 ? "member" : "";
            all.add(House.user(
                    "a%03d".formatted(i),
                    name(i),
                    "\"active\":true"
                            + (roles.isEmpty() ? "" : ",\"roles\":[{\"value\":\"" + roles + "\"}]")
                            + (i % 3 == 0 ? ",\"entitlements\":[{\"value\":\"paid\"}]" : "")));
        }
        for (int i = 0; i < NOBODYS; i++) {
            all.add(House.withRole("n" + i, "nobody" + i, i % 4 == 0 ? "owner" : "member"));
        }
        for (int team = 0; team < TEAMS.size(); team++) {
            List<String> members = new ArrayList<>();
            for (int i = team; i < PEOPLE; i += 4 + team % 3) {
                members.add("{\"value\":\"a%03d\",\"type\":\"User\"}".formatted(i));
            }
            // The last one is also within the first.
            if (team == 0) {
                members.add("{\"value\":\"t" + (TEAMS.size() - 1) + "\",\"type\":\"Group\"}");
            }
            all.add(group("t" + team, TEAMS.get(team), String.join(",", members)));
        }
        return all;
    }

    private static String people(int from, int step) {
        var members = new ArrayList<String>();
        for (int i = from; i < PEOPLE; i += step) {
            members.add("{\"value\":\"i" + i + "\",\"type\":\"User\"}");
        }
        return String.join(",", members);
    }

    private static String group(String id, String name, String members) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id + "\",\"displayName\":\""
                + name + "\",\"members\":[" + members + "]}";
    }
}
