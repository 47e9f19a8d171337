package org.countersign.drift.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.drift.list.FindingQuery.Column;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.drift.list.ListFindings.Next;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is listed of what runs stored, and when the rules are asked instead.
class ListFindingsTest {
    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(House.NOW);
    private House house;
    private ListFindings list;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder, clock);
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "ada"), active("o", "old"), active("z", "Zoë"));
        house.app().checkDrift().run();
        list = house.app().listFindings((finding, _) -> finding.stand().name());
    }

    @AfterEach
    void close() {
        list.close();
        house.close();
    }

    private void read() {
        while (list.read().more()) {
            continue;
        }
    }

    private void evaluate() {
        list.take(list.evaluate(Progress.NONE));
        read();
    }

    private List<ListedFinding> rows(FindingQuery query) {
        Listing listing = list.list(query, List.of());
        return list.rows(listing.table(), listing.numbers());
    }

    private static FindingQuery query(Segment segment, Grouping grouping, Column column, boolean down) {
        return new FindingQuery(segment, Set.of(), Set.of(), Optional.empty(), "", grouping, column, down);
    }

    private List<String> unmatched(Segment segment) {
        return rows(query(segment, Grouping.NONE, Column.SEVERITY, false)).stream()
                .filter(row -> row.rule().equals("unmatched-account"))
                .map(row -> row.subject().label())
                .toList();
    }

    private Set<String> rules(Segment segment) {
        return rows(query(segment, Grouping.NONE, Column.SEVERITY, false)).stream()
                .map(ListedFinding::rule)
                .collect(Collectors.toSet());
    }

    @Test
    void whatARunStoredIsListedAsTheRulesWouldSayIt() throws Exception {
        assertThat(list.look()).as("the rules are not asked").isEqualTo(Next.READ);
        read();
        assertThat(list.look()).isEqualTo(Next.NOTHING);
        var stored = rows(FindingQuery.OPEN);
        assertThat(stored).hasSizeGreaterThan(2).allSatisfy(row -> assertThat(
                        list.facts(list.list(FindingQuery.OPEN, List.of()).table(), row)
                                .orElseThrow()
                                .evidence())
                .isEqualTo(house.drift().findings().stream()
                        .filter(one -> one.fingerprint().equals(row.fingerprint()))
                        .findFirst()
                        .orElseThrow()
                        .evidence()));
        house.snapshotAt(clock.instant(), "slack", active("a", "ada"), active("o", "old"), active("z", "Zoë"));
        assertThat(list.look()).isEqualTo(Next.EVALUATE);
        evaluate();
        assertThat(rows(FindingQuery.OPEN))
                .extracting(
                        ListedFinding::fingerprint,
                        ListedFinding::summary,
                        ListedFinding::about,
                        ListedFinding::columns)
                .containsExactlyElementsOf(stored.stream()
                        .map(row -> org.assertj.core.groups.Tuple.tuple(
                                row.fingerprint(), row.summary(), row.about(), row.columns()))
                        .toList());
    }

    @Test
    void anotherDayIsAskedAnew() {
        list.look();
        read();
        clock.pass(Duration.ofHours(16));
        assertThat(list.look()).isEqualTo(Next.NOTHING);
        clock.pass(Duration.ofHours(2));
        assertThat(list.look()).isEqualTo(Next.EVALUATE);
    }

    @Test
    void newIsWhatDidNotStandAtTheRunOfYesterday() throws Exception {
        clock.pass(Duration.ofHours(25));
        house.snapshotAt(clock.instant(), "slack", active("a", "ada"), active("o", "old"), active("n", "new"));
        house.app().checkDrift().run();
        assertThat(list.look()).isEqualTo(Next.READ);
        read();
        assertThat(list.look()).as("a run said what stood").isEqualTo(Next.NOTHING);
        assertThat(unmatched(Segment.OPEN)).containsExactly("new", "old");
        assertThat(unmatched(Segment.NEW)).containsExactly("new");
        assertThat(unmatched(Segment.RESOLVED)).containsExactly("Zoë");
    }

    @Test
    void aRunOfAnEarlierDayDoesNotSayWhatStoodYesterday() {
        clock.pass(Duration.ofHours(49));
        house.app().checkDrift().run();
        list.look();
        read();
        assertThat(list.look()).as("snapshots have become stale since").isEqualTo(Next.COMPARE);
        list.take(list.yesterday(Progress.NONE));
        read();
        assertThat(rules(Segment.OPEN)).contains("snapshot-stale");
        assertThat(rules(Segment.NEW)).as("they were yesterday").doesNotContain("snapshot-stale");
    }

    @Test
    void whatNobodyWaitsForIsListedAsTheLastRunLeftIt() throws Exception {
        clock.pass(Duration.ofHours(1));
        house.snapshotAt(clock.instant(), "slack", active("a", "ada"));
        assertThat(list.look()).isEqualTo(Next.EVALUATE);
        assertThat(list.takeStale()).isTrue();
        read();
        assertThat(list.head().stale()).isTrue();
        assertThat(list.head().asOf()).isEqualTo(House.NOW);
        assertThat(unmatched(Segment.OPEN)).containsExactly("old", "Zoë");
        assertThat(list.look()).as("until something else is there").isEqualTo(Next.NOTHING);
    }

    @Test
    void everyOrderIsThatOfItsColumnAndGroupsKeepTheirRows() {
        list.look();
        read();
        List<ListedFinding> all = rows(FindingQuery.OPEN);
        assertThat(rows(query(Segment.OPEN, Grouping.NONE, Column.FINDING, true)))
                .extracting(ListedFinding::summary)
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
        assertThat(rows(query(Segment.OPEN, Grouping.NONE, Column.SOURCE, false)))
                .isEqualTo(all.stream()
                        .sorted(Comparator.comparing(ListedFinding::source))
                        .toList());
        assertThat(rows(query(Segment.OPEN, Grouping.NONE, Column.SEVERITY, true)))
                .isEqualTo(all.reversed());
        for (Grouping grouping : Grouping.values()) {
            Listing listing = list.list(query(Segment.OPEN, grouping, Column.SEVERITY, false), List.of());
            assertThat(Arrays.stream(listing.heads()).map(listing::size).sum())
                    .isEqualTo(grouping == Grouping.NONE ? 0 : all.size());
            assertThat(list.rows(listing.table(), listing.numbers())).hasSameElementsAs(all);
        }
        var text = new FindingQuery(
                Segment.OPEN,
                Set.of("unmatched-account"),
                Set.of("slack"),
                Optional.of(new Concern(Concern.Kind.PERSON, "slack", "z")),
                "ZOE nobody",
                Grouping.NONE,
                Column.SUBJECT,
                false);
        assertThat(rows(text)).extracting(row -> row.subject().id()).containsExactly("z");
    }
}
