package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import org.countersign.evidence.VerifyLedger.Outcome;
import org.countersign.evidence.events.LedgerQuery;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.evidence.events.ListLedger;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.SignedCampaign;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger of a campaign that was signed, and what somebody with the file can do to it.
class VerifyLedgerTest {
    private static Outcome verify(SignedCampaign campaign) {
        return campaign.app().verifyLedger().run(Progress.NONE);
    }

    private static void tamper(SignedCampaign campaign, String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + campaign.workspace());
                var sql = connection.createStatement()) {
            sql.execute("DROP TRIGGER event_is_never_deleted");
            sql.execute("DROP TRIGGER event_is_never_changed");
            sql.execute(statement);
        }
    }

    @Test
    void theSignedHeadIsInTheChainAndItsRowSaysWhoSigned(@TempDir Path folder) throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            Outcome outcome = verify(campaign);
            assertThat(outcome.holds()).isTrue();
            assertThat(outcome.heads()).hasSize(1);
            Ledger.Head head = outcome.heads().getFirst().head().orElseThrow();
            try (ListLedger list = campaign.app().listLedger()) {
                list.read();
                List<LedgerRow> signed = list.rows(list.list(LedgerQuery.ALL).numbers()).stream()
                        .filter(row -> row.signed().isPresent())
                        .toList();
                assertThat(signed).singleElement().satisfies(row -> {
                    assertThat(row.seq()).isEqualTo(head.seq());
                    assertThat(row.hash()).isEqualTo(head.hash());
                    assertThat(row.signed().orElseThrow().by()).isEqualTo("amara@example.com");
                    assertThat(row.signed().orElseThrow().campaign())
                            .isEqualTo("Q4 review of a very small organisation");
                });
            }
        }
    }

    @Test
    void aLedgerThatWasCutShortHoldsInItselfAndIsFoundOut(@TempDir Path folder) throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            long head = verify(campaign).heads().getFirst().head().orElseThrow().seq();
            tamper(campaign, "DELETE FROM event WHERE seq >= " + head);
            Outcome outcome = verify(campaign);
            assertThat(outcome.verdict()).isInstanceOf(Ledger.Verdict.Holds.class);
            assertThat(outcome.holds()).isFalse();
            assertThat(outcome.lost()).singleElement().satisfies(lost -> {
                assertThat(lost.signed().campaign()).isEqualTo("q4");
                assertThat(lost.first()).isEqualTo(head);
            });
        }
    }

    @Test
    void whoStopsItIsToldHowFarItHolds(@TempDir Path folder) throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Outcome outcome = campaign.app().verifyLedger().run((_, _, _) -> {
                throw new CancelledException();
            });
            assertThat(outcome.stopped()).isTrue();
            assertThat(outcome.holds()).isFalse();
            assertThat(outcome.length()).isPositive();
        }
    }

    @Test
    void aChangedEntryIsListedAllTheSame(@TempDir Path folder) throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            tamper(campaign, "UPDATE event SET body = x'00' WHERE seq = 2");
            assertThat(verify(campaign).verdict()).isEqualTo(new Ledger.Verdict.Broken(2, Ledger.Why.CHANGED));
            try (ListLedger list = campaign.app().listLedger()) {
                list.read();
                int[] numbers = list.list(LedgerQuery.ALL).numbers();
                assertThat(list.rows(numbers)).hasSize(numbers.length).anyMatch(row -> row.type()
                        .isEmpty());
            }
        }
    }
}
