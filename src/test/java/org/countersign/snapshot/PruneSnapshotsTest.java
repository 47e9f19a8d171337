package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.countersign.drift.Evaluation;
import org.countersign.drift.HistoryHold;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.House;
import org.countersign.testkit.RandomHistory;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.WholeSnapshot;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Removing snapshots changes nothing of those that stay, and nothing of what is said today (ADR 0016).
class PruneSnapshotsTest {
    private static final Retention NEWEST = new Retention(1, Optional.empty(), 0, 0, 0, 0);
    private static final String GROUPS = """
            groups:
              - {source: slack, group: g1, owner: always, purpose: p, classification: internal, cadence: P90D}
              - {source: okta, group: g2, owner: always, purpose: p, classification: internal, cadence: P90D}
            mappings:
              - {id: one, idpGroup: g0, app: slack, appGroup: g1, nesting: expand}
              - {id: two, idpGroup: g3, app: slack, appGroup: g2, nesting: direct}
            """;

    @TempDir
    private Path folder;

    private House house(String name) throws Exception {
        return new House(Files.createDirectory(folder.resolve(name)));
    }

    private static List<Snapshot> all(House house) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    private static WholeSnapshot whole(House house, Snapshot snapshot) {
        return house.app().workspace().read(tx -> WholeSnapshot.of(tx, snapshot));
    }

    private static String diff(House house, Snapshot from, Snapshot to) {
        return house.app()
                .workspace()
                .read(tx -> CompareSnapshots.within(tx, from, to).json().toString());
    }

    private static PruneSnapshots.Plan prune(House house) throws Exception {
        return house.app().pruneSnapshots().run(house.app().actor(), NEWEST, Set.of(), Progress.NONE);
    }

    private static long count(House house, String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatStaysIsAsItWasAndTheFutureAsItWouldHaveBeen(long seed) throws Exception {
        try (var house = house("pruned");
                var twin = house("whole")) {
            house.governance("", GROUPS);
            twin.governance("", GROUPS);
            var history = new RandomHistory(house, new Random(seed));
            var same = new RandomHistory(twin, new Random(seed));
            history.days(9);
            same.days(9);
            var random = new Random(-seed);
            var chosen = new HashSet<Snapshot>();
            all(house).stream().filter(_ -> random.nextInt(4) == 0).forEach(chosen::add);
            Map<Snapshot, WholeSnapshot> before = new HashMap<>();
            all(house).forEach(one -> before.put(one, whole(house, one)));
            Map<List<Snapshot>, String> diffs = new HashMap<>();
            pairs(all(house)).forEach(pair -> diffs.put(pair, diff(house, pair.get(0), pair.get(1))));
            Evaluation said = house.drift();

            Hold rule = (_, there, _) -> {
                var held = new HashMap<Snapshot, String>();
                there.stream().filter(chosen::contains).forEach(one -> held.put(one, "chosen"));
                return held;
            };
            var pruning = new PruneSnapshots(
                    house.app().workspace(),
                    house.app().ledger(),
                    List.of(rule, new HistoryHold(Clock.fixed(House.NOW, ZoneOffset.UTC))));
            PruneSnapshots.Plan plan = pruning.run(house.app().actor(), NEWEST, Set.of(), Progress.NONE);

            assertThat(plan.kept().keySet()).containsAll(chosen);
            assertThat(all(house)).containsExactlyElementsOf(plan.kept().keySet());
            all(house).forEach(one -> assertThat(whole(house, one)).isEqualTo(before.get(one)));
            pairs(all(house)).forEach(pair -> assertThat(diff(house, pair.get(0), pair.get(1)))
                    .isEqualTo(diffs.get(pair)));
            assertThat(house.drift().json()).isEqualTo(said.json());
            onlyWhatIsNeededIsLeft(house);

            history.days(5);
            same.days(5);
            Map<String, WholeSnapshot> twins = new HashMap<>();
            all(twin).forEach(one -> twins.put(one.source() + one.takenAt(), whole(twin, one)));
            long compared = 0;
            for (Snapshot one : all(house)) {
                if (twins.containsKey(one.source() + one.takenAt())) {
                    assertThat(whole(house, one)).isEqualTo(twins.get(one.source() + one.takenAt()));
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(plan.kept().size());
        }
    }

    private static List<List<Snapshot>> pairs(List<Snapshot> all) {
        return all.stream()
                .flatMap(from -> all.stream()
                        .filter(to -> to.source().equals(from.source()))
                        .map(to -> List.of(from, to)))
                .toList();
    }

    private static void onlyWhatIsNeededIsLeft(House house) throws Exception {
        for (String table : List.of("account", "account_group")) {
            assertThat(count(
                            house,
                            "SELECT count(*) FROM " + table + " r WHERE NOT EXISTS (SELECT 1 FROM snapshot s"
                                    + " JOIN snapshot_source o USING (source) WHERE o.key = r.key >> 40"
                                    + " AND s.content >= r.since"
                                    + " AND (r.until IS NULL OR s.content < r.until))"))
                    .isZero();
        }
        assertThat(count(house, "SELECT count(*) FROM account_body WHERE account NOT IN (SELECT key FROM account)"))
                .isZero();
        assertThat(count(
                        house,
                        "SELECT count(*) FROM resource WHERE key NOT IN (SELECT resource FROM account"
                                + " UNION SELECT resource FROM account_group"
                                + " UNION SELECT group_resource FROM membership"
                                + " UNION SELECT member FROM membership)"))
                .isZero();
    }

    @Test
    void aDepartedPersonIsKeptWhileAnAccountIsTheirsAndGoesAfterwards() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            Instant first = House.TAKEN.minus(Duration.ofDays(9));
            house.snapshotAt(first, "okta", active("i1", "gone-person"), active("i2", "bob"))
                    .snapshotAt(first.plusSeconds(9), "okta", active("i2", "bob"), active("i3", "cy"))
                    .snapshotAt(House.TAKEN, "okta", active("i2", "bob"))
                    .snapshotAt(first, "slack", active("a1", "gone-person"), active("a2", "bob"));
            assertThat(prune(house).removed()).extracting(Snapshot::number).containsExactly(2L);
            assertThat(house.drift().findings())
                    .anyMatch(finding -> finding.rule().equals("departed-identity-active-account"));
            house.snapshot("slack", active("a2", "bob"));
            assertThat(prune(house).removed()).hasSize(2);
            house.app().workspace().shrink();
            assertThat(new String(Files.readAllBytes(house.workspace()), StandardCharsets.ISO_8859_1))
                    .contains("bob")
                    .doesNotContain("gone-person");
        }
    }

    @Test
    void aNameOfAGroupStillMeansTheGroupThatItMeant() throws Exception {
        try (var house = house("h")) {
            house.governance("", "mappings:\n  - {id: m, idpGroup: staff, app: slack, appGroup: oncall}\n");
            Instant first = House.TAKEN.minus(Duration.ofDays(9));
            house.snapshotAt(first, "okta", active("i1", "ada"), group("g", "staff", "i1"))
                    .snapshotAt(first, "slack", active("a1", "ada"), group("s1", "oncall", "a1"))
                    .snapshotAt(first.plusSeconds(9), "slack", active("a1", "ada"), group("s1", "renamed", "a1"))
                    .snapshotAt(
                            House.TAKEN,
                            "slack",
                            active("a1", "ada"),
                            group("s1", "renamed", "a1"),
                            group("s2", "oncall"))
                    .snapshotAt(House.TAKEN, "okta", active("i1", "ada"), group("g", "staff", "i1"));
            String said = house.drift().json().toString();
            PruneSnapshots.Plan plan = prune(house);
            assertThat(plan.removed())
                    .as("the one before stays, since without it the group would seem renamed")
                    .extracting(Snapshot::source)
                    .containsExactly("okta");
            assertThat(plan.kept().values()).contains(List.of("names of groups"));
            assertThat(house.drift().json()).hasToString(said);
        }
    }

    @Test
    void aCampaignKeepsWhatItFrozeAndItsEvidenceVerifies() throws Exception {
        try (var signed = new SignedCampaign(folder, Clock.fixed(House.NOW, ZoneOffset.UTC))) {
            signed.decideAll();
            signed.sign();
            var app = signed.app();
            for (int later = 1; later <= 2; later++) {
                Path file = Files.writeString(folder.resolve("more.json"), "[" + active("a" + later, "n") + "]");
                app.importSnapshot()
                        .run(
                                app.actor(),
                                new ImportSnapshot.Request(
                                        "slack",
                                        List.of(file),
                                        Optional.of(House.NOW.minusSeconds(100 - later)),
                                        true,
                                        true),
                                Progress.NONE);
            }
            PruneSnapshots.Plan plan = app.pruneSnapshots().run(app.actor(), NEWEST, Set.of(), Progress.NONE);
            assertThat(plan.removed()).extracting(Snapshot::number).containsExactly(2L);
            assertThat(plan.kept().values()).contains(List.of("campaign q4"));
            byte[] bundle = app.exportEvidence().bundle("q4");
            assertThat(org.countersign.app.Countersign.verifyBundle()
                            .run(bundle, List.of())
                            .faults())
                    .isEmpty();
            assertThat(app.workspace().read(app.ledger()::verify)).isInstanceOf(Ledger.Verdict.Holds.class);
        }
    }

    @Test
    void numbersAreNotGivenAgainAndBytesAreKnownWhileTheirSnapshotIsThere() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            Instant day = House.TAKEN.minus(Duration.ofDays(20));
            house.snapshotAt(day.plusSeconds(1), "slack", active("1", "a"))
                    .snapshotAt(House.TAKEN, "slack", active("1", "b"))
                    .snapshotAt(day.plusSeconds(2), "slack", active("1", "a"));
            assertThat(prune(house).removed()).extracting(Snapshot::number).containsExactly(1L, 3L);
            house.snapshotAt(House.TAKEN, "slack", active("1", "b"));
            assertThat(all(house)).extracting(Snapshot::number).containsExactly(2L);
            house.snapshotAt(day.plusSeconds(1), "slack", active("1", "a"));
            assertThat(all(house)).extracting(Snapshot::number).containsExactly(4L, 2L);
        }
    }

    @Test
    void whoStayedIsStillThemselvesAfterIdsAreGone() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            house.snapshotAt(House.TAKEN.minusSeconds(9), "slack", active("1", "a"), active("2", "b"), active("3", "c"))
                    .snapshotAt(House.TAKEN.minusSeconds(8), "slack", active("2", "b"), active("3", "c"));
            assertThat(prune(house).removed()).hasSize(1);
            house.snapshot("slack", active("3", "c"), active("4", "d"), group("g", "g", "2", "3", "4"));
            assertThat(count(
                            house,
                            "SELECT count(*) FROM membership JOIN resource r ON r.key = member WHERE r.id = "
                                    + "'3' AND until IS NULL"))
                    .isEqualTo(1);
            assertThat(count(house, "SELECT count(*) FROM account"))
                    .as("nobody was written again")
                    .isEqualTo(3);
        }
    }

    @Test
    void stoppedChangesNothing() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            house.snapshotAt(House.TAKEN.minusSeconds(9), "slack", active("1", "a"))
                    .snapshot("slack", active("1", "b"));
            List<Snapshot> before = all(house);
            assertThatThrownBy(() -> house.app()
                            .pruneSnapshots()
                            .run(house.app().actor(), NEWEST, Set.of(), (_, done, _) -> {
                                if (done > 0) {
                                    throw new CancelledException();
                                }
                            }))
                    .isInstanceOf(CancelledException.class);
            assertThat(all(house)).isEqualTo(before);
            assertThat(count(house, "SELECT count(*) FROM event")).isEqualTo(3);
            assertThat(count(house, "SELECT count(*) FROM pruned_snapshot")).isZero();
            assertThat(prune(house).removed()).hasSize(1);
        }
    }

    @Test
    void aTimeWhoseSnapshotIsGoneIsNotAnsweredFromAnother() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            Instant first = House.TAKEN.minus(Duration.ofDays(2));
            house.snapshotAt(first, "slack", active("1", "a"))
                    .snapshotAt(first, "okta", active("1", "a"))
                    .snapshot("slack", active("1", "b"))
                    .snapshot("okta", active("1", "b"));
            assertThat(house.app().checkDrift().asOf(first.plusSeconds(1)).notEvaluable())
                    .noneMatch(entry -> entry.reason().contains("retention"));
            prune(house);
            Evaluation past = house.app().checkDrift().asOf(first.plusSeconds(1));
            assertThat(past.notEvaluable())
                    .anyMatch(entry -> entry.rule().equals("snapshot-stale")
                            && entry.reason()
                                    .equals("The snapshot of Slack that was current then was removed by retention."))
                    .noneMatch(entry -> entry.reason().contains("There is no snapshot"));
            assertThat(past.findings()).noneMatch(finding -> finding.rule().equals("snapshot-stale"));
            assertThat(house.drift().notEvaluable())
                    .noneMatch(entry -> entry.reason().contains("retention"));
        }
    }

    @Test
    void theLedgerTellsNumbersAndDigestsAlone() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            house.snapshotAt(House.TAKEN.minusSeconds(9), "slack", active("1", "a"))
                    .snapshot("slack", active("1", "b"));
            Snapshot gone = prune(house).removed().getFirst();
            assertThat(house.app().workspace().read(house.app().ledger()::verify))
                    .isInstanceOf(Ledger.Verdict.Holds.class);
            house.app().workspace().read(tx -> {
                var last = new org.countersign.ledger.LedgerStore(tx).last().orElseThrow();
                assertThat(Ledger.body(last).path("type").asText()).isEqualTo("snapshot.pruned");
                assertThat(Ledger.body(last).path("data"))
                        .hasToString("{\"removed\":[{\"number\":1,\"sha256\":\"" + gone.sha256()
                                + "\",\"takenAt\":\"2026-11-24T05:59:51Z\"}],\"source\":\"slack\"}");
                return true;
            });
        }
    }

    @Test
    void theColumnsOfTablesStayKnown() throws Exception {
        try (var house = house("h")) {
            house.governance("", "");
            Path table = Files.writeString(folder.resolve("t.csv"), "Kennung\nada\nbob\n");
            house.app()
                    .importSnapshot()
                    .run(
                            house.app().actor(),
                            new ImportSnapshot.Request(
                                    "slack",
                                    List.of(table),
                                    Optional.of(House.TAKEN.minusSeconds(9)),
                                    true,
                                    true,
                                    new org.countersign.scim.Columns(Map.of("userName", "Kennung"))),
                            Progress.NONE);
            house.snapshot("slack", active("1", "b"));
            assertThat(prune(house).removed()).isEmpty();
        }
    }
}
