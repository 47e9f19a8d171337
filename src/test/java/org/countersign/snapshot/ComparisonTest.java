package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.snapshot.Comparison.Kind;
import org.countersign.testkit.House;
import org.countersign.testkit.RandomAssignments;
import org.countersign.testkit.RandomHistory;
import org.countersign.testkit.WholeSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What changed between two snapshots is exactly what makes the one into the other (ADR 0015).
class ComparisonTest {
    private static final String OKTA = "sources:\n  - {id: okta, name: Okta, kind: idp, vendor: okta}\n";

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Snapshot> all() {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    /// Any two of a source, in either direction.
    private void anyTwoAreMadeIntoEachOther() {
        for (Snapshot from : all()) {
            for (Snapshot to : all()) {
                if (!from.source().equals(to.source())) {
                    continue;
                }
                Comparison comparison = compare(from, to);
                WholeSnapshot whole = whole(from);
                whole.apply(comparison.json());
                assertThat(whole)
                        .as("from " + from.number() + " to " + to.number())
                        .isEqualTo(whole(to));
                Difference counted = house.app().workspace().read(tx -> new DifferenceStore(tx).between(from, to));
                assertThat(comparison.of(Kind.ACCOUNT_ADDED))
                        .hasSize((int) counted.accounts().fresh());
                assertThat(comparison.of(Kind.MEMBERSHIP_REMOVED))
                        .hasSize((int) counted.memberships().gone());
            }
        }
    }

    private Comparison compare(Snapshot from, Snapshot to) {
        return house.app().workspace().read(tx -> new DifferenceStore(tx).compare(from, to));
    }

    private WholeSnapshot whole(Snapshot snapshot) {
        return house.app().workspace().read(tx -> WholeSnapshot.of(tx, snapshot));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theDifferenceMakesTheOneIntoTheOther(long seed) throws Exception {
        var history = new RandomHistory(house, new Random(seed));
        history.days(8);
        anyTwoAreMadeIntoEachOther();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theDifferenceOfAssignmentsMakesTheOneIntoTheOtherToo(long seed) throws Exception {
        house.governed(OKTA);
        new RandomAssignments(house, folder, new Random(seed)).days(8);
        anyTwoAreMadeIntoEachOther();
    }

    @Test
    void randomAssignmentsHaveEveryKindOfChange() throws Exception {
        house.governed(OKTA);
        new RandomAssignments(house, folder, new Random(1)).days(8);
        Set<Kind> kinds = java.util.EnumSet.noneOf(Kind.class);
        for (Snapshot one : all()) {
            compare(all().getFirst(), one).changes().forEach((kind, list) -> {
                if (!list.isEmpty()) {
                    kinds.add(kind);
                }
            });
        }
        assertThat(kinds).contains(Kind.ASSIGNMENT_ADDED, Kind.ASSIGNMENT_REMOVED, Kind.ASSIGNMENT_CHANGED);
    }

    @Test
    void randomHistoriesHaveEveryKindOfChangeAndSharedContents() throws Exception {
        var kinds = new java.util.TreeSet<Kind>();
        var shared = 0;
        for (long seed = 1; seed <= 4; seed++) {
            Path own = java.nio.file.Files.createDirectory(folder.resolve("h" + seed));
            try (var other = new House(own)) {
                other.governance("", "");
                new RandomHistory(other, new Random(seed)).days(10);
                List<Snapshot> stored = other.app().workspace().read(tx -> new SnapshotStore(tx).all());
                for (Snapshot one : stored) {
                    Comparison comparison = other.app().workspace().read(tx -> new DifferenceStore(tx)
                            .compare(
                                    new SnapshotStore(tx)
                                            .before(one.source(), one.takenAt())
                                            .getLast(),
                                    one));
                    comparison.changes().forEach((kind, list) -> {
                        if (!list.isEmpty()) {
                            kinds.add(kind);
                        }
                    });
                }
                shared += stored.size()
                        - (int) stored.stream().map(Snapshot::sha256).distinct().count();
            }
        }
        assertThat(kinds)
                .containsExactlyElementsOf(Stream.of(Kind.values())
                        .filter(kind -> !kind.isAssignment())
                        .toList());
        assertThat(shared).isPositive();
    }

    /// The work is that of the rows that began or ended between the two, however many others there are.
    @Test
    void onlyWhatBeganOrEndedBetweenIsRead() throws Exception {
        house.snapshot("slack", active("1", "a"), group("g", "G", "1"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var statement = connection.createStatement()) {
            var statements = new ArrayList<>(DifferenceStore.BETWEEN);
            statements.addAll(NameStore.STATEMENTS);
            for (String sql : statements) {
                var plan = new ArrayList<String>();
                try (var rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
                    while (rows.next()) {
                        plan.add(rows.getString("detail"));
                    }
                }
                assertThat(plan).as(sql).isNotEmpty().noneMatch(step -> step.startsWith("SCAN"));
                assertThat(plan.getFirst())
                        .as(sql)
                        .containsAnyOf("_by_since (", "_by_until (", "_by_resource (", "_by_id (", "COMPOUND");
            }
            assertThat(DifferenceStore.BETWEEN)
                    .allMatch(sql ->
                            sql.contains("until > ?2 AND until <= ?3") || sql.contains("since > ?2 AND since <= ?3"));
        }
    }
}
