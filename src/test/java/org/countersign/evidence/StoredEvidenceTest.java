package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.SignedCampaign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody with the file and sqlite3, who also puts the triggers back.
class StoredEvidenceTest {
    private SignedCampaign campaign;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private void tamper(String trigger, String... statements) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + campaign.workspace());
                var statement = connection.createStatement()) {
            String sql;
            try (var rows = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name='" + trigger + "'")) {
                sql = rows.next() ? rows.getString(1) : "";
            }
            assertThat(sql).startsWith("CREATE TRIGGER");
            statement.execute("DROP TRIGGER " + trigger);
            for (String one : statements) {
                assertThat(statement.executeUpdate(one)).as(one).isPositive();
            }
            statement.execute(sql);
        }
    }

    private List<String> faults() {
        return campaign.app().workspace().<List<String>, RuntimeException>read(tx -> new StoredEvidence(tx)
                .faults(campaign.app().ledger()));
    }

    private void decideAndSign() throws Exception {
        campaign.decideAll();
        for (String reviewer : List.of("apps@example.com", "grace@example.com")) {
            campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(reviewer));
        }
        campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.empty());
    }

    @Test
    void anUntouchedWorkspaceAgrees() throws Exception {
        assertThat(faults()).isEmpty();
        decideAndSign();
        assertThat(faults()).isEmpty();
        campaign.app().signAsOwner().run(campaign.app().actor(), "q4", campaign.key("amara@example.com"));
        assertThat(faults()).isEmpty();
    }

    @Test
    void theOwnerSignsNothingWhereAVerdictWasTurnedAfterItsSignature() throws Exception {
        decideAndSign();
        tamper("decision_is_never_changed", "UPDATE decision SET verdict='APPROVE' WHERE verdict='REVOKE'");
        assertThat(faults())
                .anyMatch(fault -> fault.contains("not those that were signed"))
                .anyMatch(fault -> fault.contains("the ledger does not tell decision"));
        assertThatThrownBy(() -> campaign.app()
                        .signAsOwner()
                        .run(campaign.app().actor(), "q4", campaign.key("amara@example.com")))
                .hasMessageContaining("changed outside Countersign");
    }

    @Test
    void aReviewerSignsNothingThatWasTurnedBeforeTheirSignature() throws Exception {
        campaign.decideAll();
        tamper("decision_is_never_changed", "UPDATE decision SET verdict='APPROVE' WHERE verdict='REVOKE'");
        assertThatThrownBy(() -> campaign.app()
                        .signAsReviewer()
                        .run(campaign.app().actor(), "q4", campaign.key("apps@example.com")))
                .hasMessageContaining("changed outside Countersign");
    }

    @Test
    void aSecondKeyOfTheSameAddressSignsOnlyWhenTrusted(@TempDir Path keys) throws Exception {
        campaign.decideAll();
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key("grace@example.com"));
        ItemState ada = campaign.item("account", "ada");
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        "grace@example.com",
                        List.of(new Draft("", ada.item().id(), Verdict.REVOKE, Optional.empty(), Optional.empty(), 0)),
                        Manner.SINGLE);
        SigningKey other = KeyFile.create(
                keys.resolve("m.p12"), "Mallory", "grace@example.com", "x".toCharArray(), Clock.systemUTC());
        assertThatThrownBy(
                        () -> campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", other))
                .hasMessageContaining("another certificate");
        campaign.app().signers().trust().run(campaign.app().actor(), other.certificate());
        assertThat(campaign.app()
                        .signAsReviewer()
                        .run(campaign.app().actor(), "q4", other)
                        .decisions())
                .isEqualTo(1);
    }

    @Test
    void aReasonChangedAfterItsSignatureIsSeen() throws Exception {
        decideAndSign();
        tamper("decision_is_never_changed", "UPDATE decision SET reason='never said'");
        assertThat(faults()).containsExactly("q4: the decisions are not those that were signed.");
    }

    @Test
    void aLedgerCutShortIsSeenThoughItHoldsInItself() throws Exception {
        decideAndSign();
        campaign.app().signAsOwner().run(campaign.app().actor(), "q4", campaign.key("amara@example.com"));
        tamper("event_is_never_deleted", "DELETE FROM event WHERE seq > 5");
        assertThat(campaign.app().workspace().read(campaign.app().ledger()::verify))
                .isInstanceOf(org.countersign.ledger.Ledger.Verdict.Holds.class);
        assertThat(faults()).isNotEmpty();
        assertThatThrownBy(() -> campaign.bundle()).hasMessageContaining("changed outside Countersign");
    }

    @Test
    void aBundleThatIsNotTheSignedOneIsNotExported() throws Exception {
        campaign.sign();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + campaign.workspace());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE bundle SET bytes=x'00'");
        }
        assertThatThrownBy(() -> campaign.bundle()).hasMessageContaining("not the one that the ledger tells of");
    }
}
