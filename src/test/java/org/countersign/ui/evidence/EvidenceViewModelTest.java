package org.countersign.ui.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.Standing;
import org.countersign.evidence.SigningKey;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.Later;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.evidence.SignatureRow.State;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace.
class EvidenceViewModelTest {
    private static final Map<String, SigningKey> KEYS = new HashMap<>();
    private static final String AMARA = "amara@example.com";
    private static final String APPS = "apps@example.com";
    private static final String GRACE = "grace@example.com";

    @TempDir
    private Path folder;

    private SignedCampaign campaign;
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(KEYS);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private EvidenceViewModel model() {
        return model(Background.direct());
    }

    private EvidenceViewModel model(Background slow) {
        var model =
                new EvidenceViewModel(campaign.app(), Clock.systemUTC(), Background.direct(), slow, new Signing(slow));
        model.refresh();
        return model;
    }

    private static String lead(EvidenceViewModel model) {
        return EvidenceWords.lead(model.stateProperty().get().orElseThrow());
    }

    private static Map<String, State> states(EvidenceViewModel model) {
        var states = new HashMap<String, State>();
        model.stateProperty()
                .get()
                .flatMap(EvidenceState::chosen)
                .orElseThrow()
                .rows()
                .forEach(row -> states.put(row.who() + " " + row.role(), row.state()));
        return states;
    }

    private Countersign app() {
        return campaign.app();
    }

    /// grace has signed, what the others decided was never signed, and it is closed all the same.
    private void closeHalf() throws Exception {
        campaign.decideAll();
        app().signAsReviewer().run(app().actor(), "q4", campaign.key(GRACE));
        app().endCampaign().close(app().actor(), "q4", Optional.of("Apps are away."));
    }

    @Test
    void theSentenceSaysWhatComesNext() throws Exception {
        var model = model();
        assertThat(lead(model)).contains("is still open");
        assertThat(states(model)).containsEntry(GRACE + " REVIEWER", State.NOT_STARTED);
        campaign.decideAll();
        model.refresh();
        assertThat(states(model)).containsEntry(GRACE + " REVIEWER", State.NOT_SIGNED);
        closeHalf();
        model.refresh();
        assertThat(lead(model))
                .isEqualTo("Q4 review of a very small organisation is closed and waits for the signature of "
                        + "amara@example.com.");
        assertThat(states(model))
                .containsEntry(GRACE + " REVIEWER", State.SIGNED)
                .containsEntry(APPS + " REVIEWER", State.COUNTS_AS_OPEN)
                .containsEntry(AMARA + " OWNER", State.NOT_SIGNED);
        app().signAsOwner().run(app().actor(), "q4", campaign.key(AMARA));
        model.refresh();
        assertThat(lead(model)).contains("is signed. Its bundle can be handed over.");
        assertThat(states(model)).containsEntry(AMARA + " OWNER", State.SIGNED);
    }

    @Test
    void aWrongPassphraseAndAnotherPersonsKeySignNothing() throws Exception {
        closeHalf();
        // The keys may come from another campaign's folder; these two files must lie in this one.
        var own = new HashMap<String, SigningKey>();
        campaign.withKeys(own);
        campaign.key(AMARA);
        campaign.key(APPS);
        var model = model();
        char[] typed = "wrong".toCharArray();
        model.signing()
                .sign(campaign.keyFile(AMARA).toString(), typed, Stamps.NONE, _ -> {}, answers::add, answers::add);
        model.signing()
                .sign(
                        campaign.keyFile(AMARA).toString(),
                        "wrong again".toCharArray(),
                        Stamps.NONE,
                        _ -> {},
                        answers::add,
                        answers::add);
        model.signing()
                .sign(
                        campaign.keyFile(APPS).toString(),
                        SignedCampaign.PASSWORD.toCharArray(),
                        Stamps.NONE,
                        _ -> {},
                        answers::add,
                        answers::add);
        model.signing().sign(" ", "x".toCharArray(), Stamps.NONE, _ -> {}, answers::add, answers::add);
        assertThat(typed).containsOnly('\0');
        assertThat(answers)
                .satisfiesExactly(
                        one -> assertThat(one).contains("1 try so far"),
                        two -> assertThat(two).contains("2 tries so far"),
                        three -> assertThat(three).contains("owner is amara@example.com"),
                        four -> assertThat(four).isEqualTo("Choose the key file."));
        assertThat(states(model)).containsEntry(AMARA + " OWNER", State.NOT_SIGNED);
        model.signing()
                .sign(
                        campaign.keyFile(AMARA).toString(),
                        SignedCampaign.PASSWORD.toCharArray(),
                        Stamps.NONE,
                        _ -> {},
                        answers::add,
                        answers::add);
        assertThat(answers.getLast()).isEmpty();
        assertThat(states(model)).containsEntry(AMARA + " OWNER", State.SIGNED);
        assertThat(model.messageProperty().get()).startsWith("Q4 review of a very small organisation is signed.");
    }

    @Test
    void whileOneSignatureIsUnderWayThereIsNoSecond() throws Exception {
        closeHalf();
        var later = new Later();
        var model = model(later);
        model.signing().sign("a.p12", "x".toCharArray(), Stamps.NONE, _ -> {}, answers::add, answers::add);
        model.signing().sign("b.p12", "x".toCharArray(), Stamps.NONE, _ -> {}, answers::add, answers::add);
        assertThat(model.busyProperty().get()).isTrue();
        later.one();
        assertThat(later.idle()).isTrue();
        assertThat(answers).singleElement().asString().contains("a.p12");
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidInPlaceAndNothingIsLeft() throws Exception {
        campaign.sign();
        var model = model();
        Path nowhere = folder.resolve("nowhere").resolve("q4.asice");
        model.export(nowhere);
        assertThat(model.problemProperty().get()).contains("its folder does not exist");
        assertThat(nowhere).doesNotExist();
        model.export(folder.resolve("q4.asice"));
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("q4.asice"))).isEqualTo(campaign.bundle());
        assertThat(model.messageProperty().get()).startsWith("Written to ");
        model.document(folder.resolve("q4.pdf"));
        assertThat(model.messageProperty().get()).startsWith("The signed PDF is in ");
    }

    @Test
    void theLedgerIsWalkedWhenThePageOpensWhenItHasGrownAndWhenSomebodyAsks() throws Exception {
        var model = model();
        assertThat(model.ledgerProperty().get()).isEmpty();
        model.open();
        assertThat(model.ledgerProperty().get().orElseThrow().verdict()).isInstanceOf(Ledger.Verdict.Holds.class);
        campaign.decideAll();
        model.refresh();
        long length = model.stateProperty().get().orElseThrow().head().seq();
        assertThat(EvidenceWords.ledger(model.ledgerProperty().get(), 0, ZoneOffset.UTC))
                .startsWith(length + " entries, the chain holds. Verified ");
        assertThat(model.stateProperty().get().orElseThrow().newest()).first().satisfies(entry -> {
            assertThat(entry.seq()).isEqualTo(length);
            assertThat(EvidenceWords.event(entry.type())).isEqualTo("Decision made");
            assertThat(entry.who()).endsWith("@example.com");
        });
        tamper("UPDATE event SET body = x'7b7d' WHERE seq = 3");
        model.verifyLedger();
        assertThat(EvidenceWords.ledger(model.ledgerProperty().get(), 0, ZoneOffset.UTC))
                .isEqualTo("Broken: entry 3 has another content than its hash says");
    }

    private void tamper(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + campaign.workspace());
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER event_is_never_changed");
            statement.execute(sql);
        }
    }

    @Test
    void figuresThatAreZeroAreLeftOut() throws Exception {
        assertThat(EvidenceWords.figures(new Standing(412, 0, 104, 9, 25, 3, 4, 267, 0, 0)))
                .isEqualTo(
                        "141 of 412 items decided: 104 approved, 9 until a date, 28 revoked; 4 not known, 267 open.");
        assertThat(EvidenceWords.figures(new Standing(2, 0, 2, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo("2 of 2 items decided: 2 approved.");
        assertThat(EvidenceWords.figures(new Standing(1, 0, 0, 0, 0, 0, 0, 1, 0, 0)))
                .isEqualTo("0 of 1 item decided; 1 open.");
    }
}
