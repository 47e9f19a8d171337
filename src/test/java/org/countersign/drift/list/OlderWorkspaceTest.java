package org.countersign.drift.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.drift.AcknowledgeFinding;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Status;
import org.countersign.drift.StoredFinding;
import org.countersign.drift.list.FindingQuery.Column;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.drift.list.ListFindings.Next;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.OpenWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that earlier versions left, made by their migrations and filled with what they stored: opened, asked and
/// checked by this one.
class OlderWorkspaceTest {
    private static final LocalDate UNTIL = LocalDate.parse("2026-12-01");

    private final HandClock clock = new HandClock(House.NOW);

    @TempDir
    private Path folder;

    private Path file;
    private Map<String, StoredFinding> before = Map.of();

    /// `old` is acknowledged, `stranger` waits, `agency` is allowed, `gone` is resolved, `back` was and is here again.
    @BeforeEach
    void store() throws Exception {
        file = folder.resolve("older.countersign");
        try (var house = new House(folder, clock)) {
            house.governance("", """
                            exceptions:
                              - {id: EX-1, source: slack, account: x, owner: ada, reason: r, expires: 2099-12-31}
                            """).snapshot("okta", active("i", "ada"), inactive("l", "left"));
            for (String names : List.of("o s x g b", "o s x", "o s x b")) {
                house.snapshotAt(clock.instant().minusSeconds(60), "slack", accounts(names));
                house.app().checkDrift().run();
                clock.pass(Duration.ofHours(25));
            }
            var known = house.app().workspace().read(tx -> new FindingStore(tx).all()).stream()
                    .filter(one -> one.label().equals("old"))
                    .map(StoredFinding::fingerprint)
                    .toList();
            house.app()
                    .acknowledgeFinding()
                    .run(house.app().actor(), new AcknowledgeFinding.Request(known, "an agency", UNTIL, false));
            before = stored(house.app());
        }
    }

    private static String[] accounts(String ids) {
        var names = Map.of("o", "old", "s", "stranger", "x", "agency", "g", "gone", "b", "back");
        return (ids + " l")
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .map(id -> active(id, names.getOrDefault(id, "left")))
                .toArray(String[]::new);
    }

    private static Map<String, StoredFinding> stored(Countersign app) {
        return app.workspace().read(tx -> new FindingStore(tx).all()).stream()
                .collect(Collectors.toMap(StoredFinding::fingerprint, Function.identity()));
    }

    /// Leaves the file as a version of so many migrations of findings would have.
    private void left(int migrations) throws Exception {
        List<Migrations> then = Countersign.MIGRATIONS.stream()
                .map(one -> one.equals(FindingStore.MIGRATIONS) ? new Migrations(one.owner(), migrations) : one)
                .toList();
        new OpenWorkspace(then).existingOrNew(file).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var sql = connection.createStatement()) {
            sql.execute("ATTACH '" + folder.resolve("house.countersign") + "' AS newer");
            for (String table : tables(sql)) {
                sql.execute("DELETE FROM main." + table);
                sql.execute("INSERT INTO main." + table + " SELECT "
                        + (migrations == 1 && table.equals("finding")
                                ? "fingerprint, first_seen, last_seen, status NOT IN ('resolved', 'not-asked')"
                                : "*")
                        + " FROM newer." + table);
            }
            sql.execute("DELETE FROM setting WHERE name = 'findings'");
        }
    }

    private static List<String> tables(Statement sql) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = sql.executeQuery("SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                + " AND name NOT LIKE 'sqlite%' AND name <> 'migration'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static List<ListedFinding> rows(ListFindings list, Segment segment) {
        while (list.read().more()) {
            continue;
        }
        Listing listing = list.list(
                new FindingQuery(
                        segment,
                        java.util.Set.of(),
                        java.util.Set.of(),
                        Optional.empty(),
                        "",
                        Grouping.NONE,
                        Column.SEVERITY,
                        false),
                List.of());
        return list.rows(listing.table(), listing.numbers());
    }

    private static ListedFinding unmatched(List<ListedFinding> rows, String account) {
        return rows.stream()
                .filter(row -> row.rule().equals("unmatched-account")
                        && row.subject().label().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private void areListed(ListFindings list) {
        List<ListedFinding> open = rows(list, Segment.OPEN);
        assertThat(unmatched(open, "old").stand()).isEqualTo(Stand.ACKNOWLEDGED);
        assertThat(unmatched(open, "old").why()).endsWith(UNTIL.toString());
        assertThat(unmatched(open, "stranger").stand()).isEqualTo(Stand.OPEN);
        assertThat(unmatched(open, "back").stand()).isEqualTo(Stand.BACK);
        assertThat(open)
                .filteredOn(row -> before.containsKey(row.fingerprint()))
                .hasSizeGreaterThan(3)
                .allSatisfy(row -> {
                    assertThat(row.firstSeen())
                            .contains(before.get(row.fingerprint()).firstSeen());
                    assertThat(row.summary()).isNotBlank();
                    assertThat(list.facts(
                                    list.list(FindingQuery.OPEN, List.of()).table(), row))
                            .hasValueSatisfying(
                                    facts -> assertThat(facts.history()).isNotEmpty());
                });
        assertThat(unmatched(rows(list, Segment.SUPPRESSED), "agency").suppressedBy())
                .contains("EX-1");
        assertThat(unmatched(rows(list, Segment.RESOLVED), "gone").stand()).isEqualTo(Stand.RESOLVED);
    }

    @Test
    void whatRunsStoredBeforeTheyKeptWhatFindingsSayIsListedAndGoesOn() throws Exception {
        left(2);
        try (var app = Countersign.open(file, clock);
                var list = app.listFindings((finding, _) -> finding.stand().name())) {
            assertThat(stored(app)).isEqualTo(before);
            assertThat(list.look()).as("no run kept what they say").isEqualTo(Next.EVALUATE);
            assertThat(list.takeStale()).isTrue();
            areListed(list);
            list.look();
            assertThat(list.head().stale()).isTrue();
            list.take(list.evaluate(Progress.NONE));
            areListed(list);
            app.checkDrift().run();
            assertThat(list.look()).as("now one did").isEqualTo(Next.READ);
            areListed(list);
            assertThat(list.facts(
                            list.list(FindingQuery.OPEN, List.of()).table(),
                            unmatched(rows(list, Segment.OPEN), "stranger")))
                    .hasValueSatisfying(facts -> assertThat(
                                    facts.evidence().path("userName").asText())
                            .isEqualTo("stranger"));
            Map<String, StoredFinding> after = stored(app);
            before.forEach((fingerprint, then) -> {
                StoredFinding now = after.get(fingerprint);
                assertThat(now.firstSeen()).isEqualTo(then.firstSeen());
                assertThat(now.firstRun()).isEqualTo(then.firstRun());
                assertThat(now.returns()).isEqualTo(then.returns());
                assertThat(now.acknowledged()).isEqualTo(then.acknowledged());
                assertThat(now.status()).isEqualTo(then.status());
            });
            assertThat(app.workspace().read(app.ledger()::verify)).isInstanceOf(Ledger.Verdict.Holds.class);
        }
    }

    @Test
    void ofAFirstVersionThatKeptFirstSeenAloneARunSaysWhatEachIs() throws Exception {
        left(1);
        try (var app = Countersign.open(file, clock);
                var list = app.listFindings((finding, _) -> finding.stand().name())) {
            assertThat(stored(app)).hasSameSizeAs(before);
            assertThat(list.look()).isEqualTo(Next.EVALUATE);
            list.take(list.evaluate(Progress.NONE));
            Instant first = before.get(
                            unmatched(rows(list, Segment.OPEN), "stranger").fingerprint())
                    .firstSeen();
            assertThat(unmatched(rows(list, Segment.OPEN), "stranger").firstSeen())
                    .contains(first);
            app.checkDrift().run();
            assertThat(list.look()).isEqualTo(Next.READ);
            ListedFinding stranger = unmatched(rows(list, Segment.OPEN), "stranger");
            assertThat(stranger.firstSeen()).contains(first);
            StoredFinding now = stored(app).get(stranger.fingerprint());
            assertThat(now.rule()).isEqualTo("unmatched-account");
            assertThat(now.status()).isEqualTo(Status.OPEN);
            assertThat(rows(list, Segment.OPEN)).allMatch(row -> !row.rule().isEmpty());
            assertThat(rows(list, Segment.RESOLVED)).allMatch(row -> !row.rule().isEmpty());
        }
    }
}
