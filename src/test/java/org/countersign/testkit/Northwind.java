package org.countersign.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.drift.FindingStore;
import org.countersign.drift.StoredFinding;
import org.countersign.work.RefusedException;

/// Three weeks of an organisation with foreign and long names, each morning checked for drift: what is open,
/// acknowledged, allowed, back, resolved and not evaluable on the morning of 24 November 2026.
public final class Northwind {
    /// The morning that is looked at.
    public static final Instant NOW = Instant.parse("2026-11-24T06:12:00Z");
    /// A clock that stands there.
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    /// A name that has room nowhere.
    public static final String LONG = "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff senior of the third floor";

    private static final int DAYS = 21;
    private static final String GOVERNANCE = """
            sources:
              - {id: okta, name: Okta, kind: idp, vendor: scim, snapshotMaxAge: PT24H}
              - id: slack
                name: Slack
                kind: app
                vendor: slack
                owner: it-apps@northwind.example
                authoritativeIdp: okta
                scim: {tokenExpires: 2026-12-16}
                privileged: {roles: [admin, owner]}
                revocation: {oauthGrants: kept, webhooks: kept, sessions: revoked, sharedFiles: kept}
              - {id: github, name: GitHub, kind: app, vendor: scim, owner: grace@northwind.example, authoritativeIdp: okta}
              - {id: desk, name: "株式会社 שָׁלוֹם ticketing of the northern region", kind: app, vendor: scim, owner: it-apps@northwind.example, authoritativeIdp: okta}
            mappings:
              - {id: oncall-slack, idpGroup: eng-oncall, app: slack, appGroup: oncall, nesting: direct}
              - {id: launch-slack, idpGroup: launch-team, app: slack, appGroup: launch-room}
            exceptions:
              - {id: EX-11, source: slack, account: agency2, owner: grace@northwind.example, reason: A campaign., expires: 2026-12-31}
            """;

    private final HandClock clock = new HandClock(NOW.minus(Duration.ofDays(DAYS)));
    private final House house;

    private Northwind(Path folder) throws RefusedException {
        house = new House(folder, clock);
    }

    /// Makes the workspace `house.countersign` in a folder.
    public static Path make(Path folder) throws IOException, RefusedException {
        var made = new Northwind(folder);
        made.house.governed(GOVERNANCE);
        for (int day = 0; day <= DAYS; day++) {
            made.morning(day);
            if (day < DAYS) {
                made.clock.pass(Duration.ofDays(1));
            }
        }
        made.house.close();
        return made.house.workspace();
    }

    private void morning(int day) throws IOException, RefusedException {
        Instant taken = clock.instant().minus(Duration.ofMinutes(40));
        okta(taken, day);
        slack(taken, day);
        if (day < DAYS) {
            house.snapshotAt(taken, "github", github(day).toArray(String[]::new));
        } else {
            house.file(taken, "github", "{\"totalResults\":90,\"Resources\":[" + String.join(",", github(day)) + "]}");
        }
        if (day < DAYS - 3) {
            house.snapshotAt(taken, "desk", House.active("d1", "ngozi"), House.active("d2", LONG));
        }
        house.app().checkDrift().now();
        if (day == DAYS - 5) {
            acknowledge(one -> one.label().equals("أحمد الفارسي"), "Leaves the agency on Friday.");
            acknowledge(one -> one.rule().equals("scim-token-expiring"), "Renewed with the audit in December.");
        }
    }

    private void okta(Instant taken, int day) throws IOException, RefusedException {
        String ngozi = day < 6 ? House.active("u1", "ngozi") : House.inactive("u1", "ngozi");
        house.snapshotAt(
                taken,
                "okta",
                ngozi.replace("\"displayName\":\"ngozi\"", "\"displayName\":\"Ngozi Adébáyò-Okonkwo\""),
                House.active("u2", "Мария Кузнецова"),
                House.active("u3", "สมชาย ใจดี"),
                House.active("u4", "Guðrún Jónsdóttir"),
                House.active("u5", "grace@northwind.example"),
                House.group("g1", day < DAYS ? "eng-oncall" : "on-call-eng", "u2", "u3"),
                House.group("g2", "finance-share", "u5"));
    }

    private void slack(Instant taken, int day) throws IOException, RefusedException {
        var all = new ArrayList<String>();
        all.add(House.withRole("s1", "ngozi", "admin")
                .replace("\"displayName\":\"ngozi\"", "\"displayName\":\"Ngozi Adébáyò-Okonkwo\""));
        all.add(House.withRole("s2", "Мария Кузнецова", day < DAYS ? "member" : "admin"));
        all.add(House.active("s3", "สมชาย ใจดี"));
        all.add(House.active("agency1", "أحمد الفارسي"));
        all.add(House.active("agency2", "Πηνελόπη Παπαδημητρίου"));
        if (day < 15 || day == DAYS) {
            all.add(House.active("agency3", "אבי כהן"));
        }
        if (day < DAYS - 1) {
            all.add(House.active("left", "p.papadimitriou@partner.example"));
        }
        for (int i = 0; i < Math.abs(12 - day); i++) {
            all.add(House.active("guest" + i, "guest " + i + " of the launch"));
        }
        all.add(House.group("c1", "oncall", "s2", "s3", "agency1"));
        house.snapshotAt(taken, "slack", all.toArray(String[]::new));
    }

    private static List<String> github(int day) {
        var all = new ArrayList<String>();
        all.add(House.active("h1", LONG));
        all.add(House.active("h2", "=HYPERLINK(\\\"http://evil.example\\\")"));
        if (day == DAYS) {
            all.add(House.withRole("h3", "svc-deploy-eu-west-1", "owner"));
        }
        return all;
    }

    private void acknowledge(Predicate<StoredFinding> which, String reason) throws RefusedException {
        List<String> chosen = house.app().workspace().read(tx -> new FindingStore(tx).all()).stream()
                .filter(which)
                .map(StoredFinding::fingerprint)
                .toList();
        house.app()
                .acknowledgeFinding()
                .run(
                        house.app().actor(),
                        new AcknowledgeFinding.Request(chosen, reason, LocalDate.parse("2026-12-04"), true));
    }
}
