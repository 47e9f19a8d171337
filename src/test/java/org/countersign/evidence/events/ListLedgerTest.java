package org.countersign.evidence.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.evidence.events.LedgerQuery.Word;
import org.countersign.ledger.Actor;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.SignedCampaign;
import org.countersign.text.CanonicalJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListLedgerTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-11-24T06:00:00Z"));

    private SignedCampaign campaign;
    private ListLedger list;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, clock);
        clock.pass(Duration.ofDays(1));
        campaign.decideAll();
        list = campaign.app().listLedger();
    }

    @AfterEach
    void close() {
        list.close();
        campaign.close();
    }

    private List<LedgerRow> rows(LedgerQuery query) {
        return list.rows(list.list(query).numbers());
    }

    private static LedgerQuery words(Word... words) {
        return new LedgerQuery(List.of(words), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static LedgerQuery word(String text) {
        return words(new Word(text, Set.of()));
    }

    private void append(int many) {
        campaign.app().workspace().write(tx -> {
            for (int i = 0; i < many; i++) {
                campaign.app()
                        .ledger()
                        .append(
                                tx,
                                Actor.user("robot"),
                                "test.made",
                                CanonicalJson.object().put("n", i));
            }
            return true;
        });
    }

    @Test
    void theNewestStandsFirstAndEveryEventIsThere() {
        assertThat(list.read().more()).isFalse();
        ListLedger.Listing all = list.list(LedgerQuery.ALL);
        assertThat(all.numbers()).hasSize((int) all.length());
        assertThat(Arrays.stream(all.numbers()).boxed()).isSortedAccordingTo((a, b) -> b - a);
        assertThat(all.types()).contains("campaign.opened", "decision.recorded", "snapshot.imported");
        assertThat(all.people()).contains("grace@example.com", "apps@example.com");
        List<LedgerRow> rows = list.rows(all.numbers());
        for (int i = 0; i + 1 < rows.size(); i++) {
            assertThat(rows.get(i).prev()).isEqualTo(rows.get(i + 1).hash());
        }
        LedgerQuery oldest =
                new LedgerQuery(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), true);
        assertThat(list.list(oldest).numbers()[0]).isEqualTo(1);
    }

    @Test
    void anEventIsAboutWhatItNamesByIdAlone() {
        list.read();
        assertThat(rows(word("campaign.opened"))).first().satisfies(row -> assertThat(row.about())
                .containsExactly(new About(About.Kind.CAMPAIGN, "q4", "Q4 review of a very small organisation")));
        String ada = campaign.item("membership", "ada").item().id();
        assertThat(rows(word(ada))).first().satisfies(row -> {
            assertThat(row.about())
                    .extracting(About::kind)
                    .containsExactly(About.Kind.ITEM, About.Kind.ACCOUNT, About.Kind.CAMPAIGN);
            assertThat(row.about().getFirst().label()).startsWith("ada · ").contains("oncall");
            assertThat(row.about().get(1).place()).isEqualTo("slack/a2");
        });
        assertThat(rows(word("snapshot.imported")))
                .first()
                .satisfies(row -> assertThat(row.about().getFirst().kind()).isEqualTo(About.Kind.SOURCE));
    }

    @Test
    void itIsNarrowedByWordsTypesPersonAndDays() {
        list.read();
        // Letters that no digest has.
        assertThat(rows(word("oncall")))
                .isNotEmpty()
                .allMatch(row -> row.about().toString().contains("oncall"));
        String hash = rows(LedgerQuery.ALL).get(3).hash();
        assertThat(rows(word(hash))).hasSize(1);
        assertThat(rows(words(new Word("entschieden", Set.of("decision.recorded")))))
                .isNotEmpty()
                .allMatch(row -> row.type().equals("decision.recorded"));
        assertThat(rows(words(new Word("entschieden", Set.of("decision.recorded")), new Word("nobody", Set.of()))))
                .isEmpty();
        assertThat(rows(new LedgerQuery(
                        List.of(),
                        Set.of("campaign.opened"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false)))
                .hasSize(1);
        assertThat(rows(new LedgerQuery(
                        List.of(),
                        Set.of(),
                        Optional.of("grace@example.com"),
                        Optional.empty(),
                        Optional.empty(),
                        false)))
                .isNotEmpty()
                .allMatch(row -> row.who().equals("grace@example.com"));
        Instant second = Instant.parse("2026-11-25T00:00:00Z");
        List<LedgerRow> before = rows(
                new LedgerQuery(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.of(second), false));
        List<LedgerRow> from = rows(
                new LedgerQuery(List.of(), Set.of(), Optional.empty(), Optional.of(second), Optional.empty(), false));
        assertThat(before).isNotEmpty().noneMatch(row -> row.type().equals("decision.recorded"));
        assertThat(from).isNotEmpty().allMatch(row -> row.type().equals("decision.recorded"));
        assertThat(before.size() + from.size())
                .isEqualTo(list.list(LedgerQuery.ALL).numbers().length);
    }

    @Test
    void thousandsAreReadInStretchesAndTheFirstCanBeListedAtOnce() {
        append(12_500);
        int table = list.read().table();
        assertThat(list.list(LedgerQuery.ALL).numbers()).hasSize(1_000);
        while (list.read().more()) {
            assertThat(list.list(LedgerQuery.ALL).length()).isGreaterThan(1_000);
        }
        ListLedger.Listing all = list.list(LedgerQuery.ALL);
        assertThat(all.length()).isGreaterThan(12_500);
        assertThat(all.numbers()[all.numbers().length - 1]).isEqualTo(1);
        assertThat(list.read().table()).isGreaterThan(table);
        assertThat(list.rows(new int[] {12_000, 7, 9_000}))
                .extracting(LedgerRow::seq)
                .containsExactly(12_000L, 7L, 9_000L);
    }

    @Test
    void whatCameSinceIsReadBesideWhatIsThere() {
        int table = list.read().table();
        long length = list.list(LedgerQuery.ALL).length();
        assertThat(list.read().table()).isEqualTo(table);
        append(3);
        assertThat(list.read().table()).isGreaterThan(table);
        assertThat(list.list(LedgerQuery.ALL).length()).isEqualTo(length + 3);
        assertThat(rows(word("robot"))).hasSize(3);
    }

    @Test
    void anotherLedgerInItsPlaceIsReadAnew() throws Exception {
        list.read();
        var before = new ArrayList<>(rows(LedgerQuery.ALL));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + campaign.workspace());
                var sql = connection.createStatement()) {
            sql.execute("DROP TRIGGER event_is_never_deleted");
            sql.execute("DELETE FROM event WHERE seq > 3");
        }
        list.read();
        assertThat(before).hasSizeGreaterThan(3);
        assertThat(list.list(LedgerQuery.ALL).length()).isEqualTo(3);
    }
}
