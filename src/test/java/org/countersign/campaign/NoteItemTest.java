package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.StoredEvidence;
import org.countersign.evidence.Verification;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.SignedCampaign;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reviewer writes on an item without deciding it, who reads it, and what the evidence knows of it.
class NoteItemTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String TEXT = "Ada is on leave; her team lead Béa knows.";
    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private SignedCampaign campaign;
    private Countersign app;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(KEYS);
        app = campaign.app();
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private ItemState ada() {
        return campaign.item("account", "ada");
    }

    private ItemNote note(String reviewer, String text) throws RefusedException {
        return app.noteItem().run(app.actor(), "q4", ada().item().id(), reviewer, text);
    }

    private List<ItemNote> shown() {
        String id = ada().item().id();
        return app.workspace().read(tx -> new StateStore(tx)
                .of("q4", List.of(id))
                .values()
                .iterator()
                .next()
                .notes());
    }

    private void decide(String reviewer, Verdict verdict) throws RefusedException {
        app.recordDecision()
                .run(
                        app.actor(),
                        "q4",
                        reviewer,
                        List.of(new Draft("", ada().item().id(), verdict, Optional.of("seen"), Optional.empty(), 3)),
                        Manner.SINGLE);
    }

    private List<JsonNode> events() {
        return app.workspace().read(tx -> new LedgerStore(tx)
                .holding(List.of("item.noted")).stream().map(Ledger::body).toList());
    }

    private List<String> faults() {
        return app.workspace().<List<String>, RuntimeException>read(tx -> new StoredEvidence(tx).faults(app.ledger()));
    }

    private void tamper(String trigger, String statement) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + campaign.workspace());
                var sql = connection.createStatement()) {
            sql.execute("DROP TRIGGER " + trigger);
            assertThat(sql.executeUpdate(statement)).isPositive();
        }
    }

    @Test
    void aNoteDecidesNothingAndTheNewestStandsFirst() throws Exception {
        String reviewer = ada().reviewer();
        note(reviewer.toUpperCase(java.util.Locale.ROOT), "  " + TEXT + "\n");
        note(reviewer, "Asked her again.");
        assertThat(ada().open()).isTrue();
        assertThat(shown()).extracting(ItemNote::text).containsExactly("Asked her again.", TEXT);
        assertThat(shown()).extracting(ItemNote::reviewer).containsOnly(reviewer);
    }

    @Test
    void whoeverIsAskedLaterReadsIt() throws Exception {
        String first = ada().reviewer();
        note(first, TEXT);
        decide(first, Verdict.DONT_KNOW);
        assertThat(ada().reviewer()).isNotEqualTo(first);
        note(ada().reviewer(), "Then I ask Béa.");
        app.reassignItems().all(app.actor(), "q4", ada().reviewer(), "bea@example.com", "She knows.");
        assertThat(ada().reviewer()).isEqualTo("bea@example.com");
        assertThat(shown()).extracting(ItemNote::text).containsExactly("Then I ask Béa.", TEXT);
        assertThatThrownBy(() -> note(first, "Me again."))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("It is bea@example.com's, not " + first + "'s");
    }

    @Test
    void theLedgerHasADigestAndNotTheText() throws Exception {
        ItemNote note = note(ada().reviewer(), TEXT);
        assertThat(events()).singleElement().satisfies(body -> {
            assertThat(body.toString()).doesNotContain("leave").doesNotContain(note.reviewer());
            assertThat(body.path("data").path("item").asText())
                    .isEqualTo(ada().item().id());
            assertThat(body.path("data").path("noteSha256").asText())
                    .isEqualTo(note.sha256())
                    .hasSize(64);
        });
        assertThat(note(ada().reviewer(), TEXT).sha256()).isNotEqualTo(note.sha256());
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsNotANoteIsRefusedAndChangesNothing() {
        String reviewer = ada().reviewer();
        assertThatThrownBy(() -> note(reviewer, " \n ")).hasMessageContaining("without a word");
        assertThatThrownBy(() -> note(reviewer, "é".repeat(1_001)))
                .hasMessageContaining("at most 1,000 characters; this one has 1,001");
        assertThatThrownBy(() -> note("nobody@example.com", TEXT)).hasMessageContaining("Nobody of this address");
        assertThatThrownBy(() -> app.noteItem().run(app.actor(), "q4", "iunknown", reviewer, TEXT))
                .hasMessageContaining("There is no item of this id");
        assertThat(shown()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void aThousandCharactersOfAnyScriptAreANote() throws Exception {
        String long1 = "😀".repeat(NoteItem.LONGEST);
        assertThat(note(ada().reviewer(), long1).text()).isEqualTo(long1);
    }

    @Test
    void afterTheSignatureOrTheEndItIsRefused() throws Exception {
        String reviewer = ada().reviewer();
        decide(reviewer, Verdict.APPROVE);
        note(reviewer, "Decided, and not signed yet.");
        app.signAsReviewer().run(app.actor(), "q4", campaign.key(reviewer));
        assertThatThrownBy(() -> note(reviewer, TEXT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is signed, and a note would not be part of that");
        app.endCampaign().cancel(app.actor(), "q4");
        assertThatThrownBy(() -> note(reviewer, TEXT)).hasMessageContaining("The campaign is cancelled");
        assertThat(shown()).hasSize(1);
    }

    @Test
    void theProgramItselfCannotChangeANote() throws Exception {
        note(ada().reviewer(), TEXT);
        for (String sql : List.of("UPDATE item_note SET text = 'x'", "DELETE FROM item_note")) {
            assertThatThrownBy(() -> app.workspace().write(tx -> tx.run(sql)))
                    .isInstanceOf(SurroundingsException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aNoteThatSomebodyChangedOrTookAwayIsFoundOut() throws Exception {
        note(ada().reviewer(), TEXT);
        tamper("item_note_is_never_changed", "UPDATE item_note SET text = 'Ada said yes.'");
        assertThat(faults()).containsExactly("q4: the ledger does not tell note 1 as it stands.");
        tamper("item_note_is_never_deleted", "DELETE FROM item_note");
        assertThat(faults()).containsExactly("q4: note 1, which the ledger tells of, is gone.");
    }

    @Test
    void aBundleWithNotesVerifiesAndHoldsNoneOfTheirText() throws Exception {
        note(ada().reviewer(), TEXT);
        campaign.sign();
        byte[] bundle = campaign.bundle();
        Verification verified = Countersign.verifyBundle()
                .run(bundle, KeyFile.certificates("TRUST.pem", Files.readAllBytes(campaign.trust())));
        assertThat(verified.checks()).allMatch(Verification.Check::holds);
        assertThat(new String(bundle, StandardCharsets.UTF_8))
                .contains("\"type\":\"item.noted\"")
                .doesNotContain("is on leave");
    }
}
