package org.countersign.campaign.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.SignedCampaign;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The columns that queues are read from say the same as the decisions themselves, whatever was done.
class ReadQueueTest {
    private static final List<String> REVIEWERS = List.of("grace@example.com", "apps@example.com", "amara@example.com");

    private SignedCampaign campaign;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private Countersign app() {
        return campaign.app();
    }

    /// What a reviewer's queue must say, from the population itself.
    private List<String> wanted(String reviewer, Deputies deputies) {
        List<ItemState> items = campaign.items();
        return items.stream()
                .filter(state -> state.reviewer().equals(reviewer)
                        || state.decision()
                                .filter(made -> made.reviewer().equals(reviewer))
                                .isPresent()
                        || standsFor(state, reviewer, deputies)
                                && (state.open() || state.covered() && coveredBy(state, reviewer, items)))
                .map(state -> line(state, reviewer, deputies))
                .toList();
    }

    private static boolean standsFor(ItemState state, String reviewer, Deputies deputies) {
        return !state.item().isAbout(reviewer)
                && deputies.to(reviewer).stream().anyMatch(one -> one.from().equals(state.reviewer()));
    }

    private static boolean coveredBy(ItemState state, String reviewer, List<ItemState> items) {
        return items.stream()
                .filter(other -> other.item().kind() == Kind.ACCOUNT
                        && other.item().source().equals(state.item().source())
                        && other.item().account().equals(state.item().account()))
                .anyMatch(account -> account.decision()
                        .filter(made -> made.reviewer().equals(reviewer))
                        .isPresent());
    }

    private static String line(ItemState state, String reviewer, Deputies deputies) {
        boolean by = state.decision()
                .filter(made -> made.reviewer().equals(reviewer))
                .isPresent();
        return String.join(
                " ",
                state.item().id(),
                state.open() && (state.reviewer().equals(reviewer) || standsFor(state, reviewer, deputies))
                        ? "waits"
                        : "",
                state.decision().map(made -> made.verdict().name()).orElse(""),
                state.covered() ? "covered" : "",
                by && !state.signed() ? "unsigned" : "",
                state.item().changed() ? "changed" : "",
                state.item().findings().isEmpty() ? "" : "found");
    }

    private static List<String> shown(ReadQueue reading, Queue queue) {
        int[] numbers = IntStream.range(0, queue.size()).map(queue::number).toArray();
        List<String> ids = reading.ids(numbers);
        return IntStream.range(0, queue.size())
                .mapToObj(place -> String.join(
                        " ",
                        ids.get(place),
                        queue.waits(place) ? "waits" : "",
                        queue.verdict(place),
                        queue.covered(place) ? "covered" : "",
                        queue.unsigned(place) ? "unsigned" : "",
                        queue.changed(place) ? "changed" : "",
                        queue.found(place) ? "found" : ""))
                .toList();
    }

    private void same(String after) throws RefusedException {
        boolean drafts = app().workspace()
                        .<Campaign, RefusedException>read(tx -> new CampaignStore(tx).get("q4"))
                        .state()
                == Campaign.State.OPEN;
        try (ReadQueue reading = app().readQueue()) {
            for (String reviewer : reading.open("q4", "").reviewers()) {
                ReadQueue.Opened opened = reading.open("q4", reviewer);
                assertThat(shown(reading, opened.queue()))
                        .as(after + ", " + reviewer)
                        .isEqualTo(wanted(reviewer, opened.deputies()));
                for (ItemState state : campaign.items()) {
                    int number = reading.number("q4", state.item().id()).orElseThrow();
                    assertThat(reading.item(number, drafts)).contains(state);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsDecidedTakenBackHandedOverAndSigned(long seed) throws Exception {
        var random = new Random(seed);
        for (int act = 0; act < 40; act++) {
            String reviewer = REVIEWERS.get(random.nextInt(REVIEWERS.size()));
            String said = act(random, reviewer);
            if (act % 4 == 3) {
                same("seed " + seed + ", act " + act + ", " + said);
            }
        }
        app().endCampaign().close(app().actor(), "q4", Optional.of("time is up"));
        same("seed " + seed + ", closed");
    }

    private String act(Random random, String reviewer) throws Exception {
        List<ItemState> items = campaign.items();
        ItemState one = items.get(random.nextInt(items.size()));
        try {
            switch (random.nextInt(11)) {
                case 0 -> app().recordDecision().undo(app().actor(), "q4", reviewer);
                case 1 ->
                    app().reassignItems()
                            .run(app().actor(), "q4", List.of(one.item().id()), reviewer, "they know more");
                case 2 -> app().signAsReviewer().run(app().actor(), "q4", campaign.key(reviewer));
                case 3 -> delegate(one.reviewer(), reviewer);
                case 4 -> app().delegateReviews().end(app().actor(), "q4", reviewer);
                case 5 ->
                    app().recordDecision()
                            .run(
                                    app().actor(),
                                    "q4",
                                    reviewer,
                                    List.of(draft(one, Verdict.values()[random.nextInt(Verdict.values().length)])),
                                    Manner.SINGLE);
                case 6 ->
                    app().recordDecision()
                            .run(
                                    app().actor(),
                                    "q4",
                                    reviewer,
                                    items.stream()
                                            .filter(state -> state.open()
                                                    && state.reviewer().equals(reviewer))
                                            .limit(3)
                                            .map(state -> draft(state, Verdict.REVOKE))
                                            .toList(),
                                    new Manner(true, false));
                default ->
                    app().recordDecision()
                            .run(
                                    app().actor(),
                                    "q4",
                                    one.reviewer(),
                                    List.of(draft(one, Verdict.values()[random.nextInt(Verdict.values().length)])),
                                    Manner.SINGLE);
            }
            return reviewer + " did it to " + one.item().id();
        } catch (RefusedException e) {
            return reviewer + " was refused: " + e.getMessage();
        }
    }

    private void delegate(String from, String to) throws RefusedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        app().delegateReviews()
                .run(
                        app().actor(),
                        new DelegateReviews.Request("q4", from, to, today, today.plusDays(3), "at the sea"));
    }

    private static Draft draft(ItemState state, Verdict verdict) {
        return new Draft(
                "",
                state.item().id(),
                verdict,
                Optional.of("because"),
                verdict == Verdict.APPROVE_UNTIL ? Optional.of(LocalDate.now().plusDays(30)) : Optional.empty(),
                7);
    }

    /// A workspace of before has no such columns: they are made from the lines, and are the same.
    @Test
    void aWorkspaceOfBeforeGetsTheSameColumns() throws Exception {
        var random = new Random(42);
        for (int act = 0; act < 30; act++) {
            act(random, REVIEWERS.get(act % REVIEWERS.size()));
        }
        Path file = campaign.workspace();
        List<String> before = columns(file);
        campaign.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String trigger : List.of(
                    "item_row_follows_reviewer",
                    "item_row_follows_decision",
                    "item_row_follows_undone",
                    "item_row_follows_signed",
                    "item_row_covers",
                    "item_row_follows_note")) {
                statement.execute("DROP TRIGGER " + trigger);
            }
            statement.execute("DROP INDEX decision_by_reviewer");
            for (String trigger : List.of(
                    "delegation_is_never_changed",
                    "delegation_is_never_deleted",
                    "delegation_ended_is_never_changed",
                    "delegation_ended_is_never_deleted")) {
                statement.execute("DROP TRIGGER " + trigger);
            }
            for (String table : List.of(
                    "received_item",
                    "received",
                    "reserved",
                    "item_note",
                    "decision_turn",
                    "delegation_about",
                    "delegation_ended",
                    "delegation",
                    "item_text",
                    "item_row")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("DROP TABLE campaign_reviewer");
            statement.execute("DELETE FROM migration WHERE package='campaign' AND number>=3");
            statement.execute("PRAGMA user_version=" + older(connection));
        }
        Countersign.open(file, Clock.systemUTC()).close();
        assertThat(before).hasSizeGreaterThan(20).anyMatch(line -> line.contains("REVOKE"));
        assertThat(columns(file)).isEqualTo(before);
    }

    private static int older(java.sql.Connection connection) throws java.sql.SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM migration")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<String> columns(Path file) throws java.sql.SQLException {
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String query : List.of(
                    "SELECT * FROM item_row ORDER BY number",
                    "SELECT number, label, access, source_name, person, department FROM item_text ORDER BY number",
                    "SELECT * FROM campaign_reviewer ORDER BY number")) {
                try (var rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        var line = new ArrayList<String>();
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            line.add(rows.getString(column));
                        }
                        lines.add(line.toString());
                    }
                }
            }
        }
        return lines;
    }

    private static List<String> labels(ReadQueue reading, Queue queue, String filter) {
        int[] places = reading.order(queue, filter, Grouping.NONE).places();
        return reading.rows(Arrays.stream(places).map(queue::number).toArray()).stream()
                .map(QueueRow::label)
                .distinct()
                .toList();
    }

    @Test
    void theFilterFindsPersonAccessSourceAndRuleInAnyCaseEveryWordOfIt() {
        try (ReadQueue reading = app().readQueue()) {
            Queue queue = reading.open("q4", "apps@example.com").queue();
            assertThat(labels(reading, queue, "王小")).containsExactly("王小明");
            assertThat(labels(reading, queue, " SLACK  王 ")).containsExactly("王小明");
            ItemState found = campaign.items().stream()
                    .filter(state -> state.reviewer().equals("apps@example.com")
                            && !state.item().findings().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(labels(
                            reading,
                            queue,
                            found.item().findings().getFirst().rule().toUpperCase(Locale.ROOT)))
                    .contains(found.item().label());
            assertThat(labels(reading, queue, "ada slack nobody")).isEmpty();
            assertThat(labels(reading, queue, "100%_'")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERSON", "APP", "ACCESS", "CHANGED"})
    void aGroupingKeepsEveryItemOnceAndItsGroupsTogether(String name) {
        try (ReadQueue reading = app().readQueue()) {
            for (String reviewer : REVIEWERS) {
                Queue queue = reading.open("q4", reviewer).queue();
                Order order = reading.order(queue, "", Grouping.valueOf(name));
                assertThat(order.places())
                        .containsExactlyInAnyOrder(
                                IntStream.range(0, queue.size()).toArray());
                assertThat(order.groups()).isSorted();
            }
        }
    }

    @Test
    void anotherSpellingOfAnAddressIsTheSameReviewer() throws Exception {
        ItemState one = campaign.items().stream()
                .filter(state -> state.reviewer().equals("apps@example.com"))
                .findFirst()
                .orElseThrow();
        int seen;
        try (ReadQueue reading = app().readQueue()) {
            seen = reading.open("q4", "apps@example.com").queue().size();
        }
        app().workspace().<Boolean, RuntimeException>write(tx -> {
            tx.run(
                    "UPDATE item SET reviewer='Apps@Example.com' WHERE id=?",
                    one.item().id());
            return true;
        });
        try (ReadQueue reading = app().readQueue()) {
            assertThat(reading.open("q4", "apps@example.com").queue().size()).isEqualTo(seen);
        }
    }
}
