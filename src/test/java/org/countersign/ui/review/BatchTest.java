package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.testkit.SignedCampaign;
import org.countersign.text.Formats;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many at once: what guards it, and that what the list shows is what is decided.
class BatchTest {
    private final HandClock hand = new HandClock(House.NOW);
    private final Later later = new Later();
    private SignedCampaign campaign;
    private ReviewViewModel model;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        model = new ReviewViewModel(campaign.app(), hand, later, Background.direct());
        model.refresh();
        later.all();
        model.reviewerProperty().set("grace@example.com");
        later.all();
        model.shown().segmentProperty().set(Segment.ALL);
        hand.pass(Duration.ofSeconds(5));
        model.selectBatch();
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private List<String> decided() {
        return campaign.items().stream()
                .filter(state -> state.decision().isPresent())
                .map(state -> state.item().id())
                .toList();
    }

    @Test
    void theCountMustBeTypedAndAReasonGiven() {
        int count = model.batch().size();
        String reason = "checked with HR";
        assertThat(count).isPositive();
        assertThat(model.batch().fault("", reason).orElse("")).isEqualTo("Type " + count + " to go on.");
        assertThat(model.batch().fault("0", reason)).isPresent();
        assertThat(model.batch().fault(count + "0", reason)).isPresent();
        assertThat(model.batch().fault(Integer.toString(count), "123456789").orElse(""))
                .contains("at least 10 characters");
        assertThat(model.batch().fault(Integer.toString(count), "123456789   ")).isPresent();
        assertThat(model.batch().fault(" " + count + " ", reason)).isEmpty();
    }

    @Test
    void whatHasNobodyBehindItOrIsPrivilegedOrHasAFindingIsLeftOut() {
        assertThat(Seen.states(Seen.batch(model), campaign)).isNotEmpty().allSatisfy(state -> {
            assertThat(state.item().identity()).isPresent();
            assertThat(state.item().privileged()).isFalse();
            assertThat(state.item().worst().filter(worst -> worst.atLeast(org.countersign.drift.Severity.MEDIUM)))
                    .isEmpty();
            assertThat(state.item().kind().text()).isNotIn("group", "mapping", "exception");
        });
    }

    @Test
    void theMessageCountsWhatIsSelectedAndWhatIsLeftOut() {
        int rows = Seen.items(model, campaign).size();
        int size = model.batch().size();
        assertThat(model.messageProperty().get())
                .isEqualTo(size + " selected; " + (rows - size)
                        + " are left out: decided already, or to be decided alone.");
    }

    @Test
    void aFilterThatHidesTheBatchNeitherShortensItsListNorCountsBelowZero() {
        List<ItemState> before = Seen.states(Seen.batch(model), campaign);
        model.shown().filterProperty().set("nothing like this");
        assertThat(Seen.states(Seen.batch(model), campaign)).isEqualTo(before);
        assertThat(model.batch().leftOut(model.shown())).isZero();
        model.selectBatch();
        assertThat(model.messageProperty().get()).contains("; 0 are left out");
    }

    @Test
    void whatTheListShowsIsWhatIsDecided() {
        List<String> listed = Seen.states(Seen.batch(model), campaign).stream()
                .map(state -> state.item().id())
                .toList();
        model.shown().filterProperty().set("nothing like this");
        model.decideBatch(Verdict.APPROVE, "checked with HR");
        later.all();
        assertThat(decided()).containsExactlyInAnyOrderElementsOf(listed);
        assertThat(model.batch().size()).isZero();
    }

    @Test
    void anotherReviewerStartsWithoutABatch() {
        model.reviewerProperty().set("apps@example.com");
        assertThat(model.batch().size()).isZero();
        later.all();
        assertThat(Seen.states(Seen.batch(model), campaign)).isEmpty();
    }

    @Test
    void whatIsDecidedAloneMeanwhileLeavesTheBatch() {
        int size = model.batch().size();
        ItemState one = Seen.states(Seen.batch(model), campaign).getFirst();
        model.decide(one, Verdict.APPROVE, Optional.of("alone"), Optional.empty());
        later.all();
        assertThat(model.batch().size()).isEqualTo(size - 1);
        assertThat(Seen.batch(model))
                .noneMatch(row -> row.item().equals(one.item().id()));
    }

    @Test
    void aBatchThatIsRefusedStaysAsItIs() throws Exception {
        int size = model.batch().size();
        model.decideBatch(Verdict.APPROVE, "checked with HR");
        campaign.app().endCampaign().cancel(campaign.app().actor(), "q4");
        later.all();
        assertThat(model.messageProperty().get()).contains("nothing can be decided");
        assertThat(model.batch().size()).isEqualTo(size);
        assertThat(decided()).isEmpty();
    }

    @Test
    void aBatchIsUndoneAndRedoneAsOne() {
        int size = model.batch().size();
        model.decideBatch(Verdict.APPROVE, "checked with HR");
        later.all();
        ItemState next = model.shown().selectedProperty().get().orElseThrow();
        assertThat(next.open()).isTrue();
        assertThat(model.messageProperty().get())
                .startsWith(size + " items decided at once. Next: ")
                .contains(Formats.name(next.item().label()));
        assertThat(model.headProperty().get().lastDecision()).contains("Approved: " + size + " items");
        model.undo();
        later.all();
        assertThat(model.messageProperty().get()).isEqualTo("Undone. Approved: " + size + " items");
        assertThat(decided()).isEmpty();
        model.redo();
        later.all();
        assertThat(decided()).hasSize(size);
        var said = new java.util.ArrayList<SignOff>();
        model.signing(new Signing(Background.direct())).signOff(said::add);
        later.all();
        assertThat(said).extracting(SignOff::largestBatch).containsExactly(size);
    }

    @Test
    void twoSingleDecisionsAreRedoneOneByOneAndNotAsABatch() {
        for (int i = 0; i < 2; i++) {
            ItemState state = model.shown().selectedProperty().get().orElseThrow();
            model.decide(state, Verdict.REVOKE, Optional.empty(), Optional.empty());
            later.all();
        }
        List<String> both = decided();
        model.undo();
        later.all();
        model.undo();
        later.all();
        assertThat(decided()).isEmpty();
        model.redo();
        later.all();
        assertThat(decided()).hasSize(1);
        model.redo();
        later.all();
        assertThat(decided()).containsExactlyInAnyOrderElementsOf(both);
        assertThat(campaign.items().stream()
                        .flatMap(state -> state.decision().stream())
                        .map(Decision::mode))
                .containsOnly("single");
    }

    @Test
    void whatIsTakenBackCanStillBeRedoneAfterARefusal() throws Exception {
        ItemState state = model.shown().selectedProperty().get().orElseThrow();
        model.decide(state, Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        model.undo();
        later.all();
        model.decide(campaign.item("group", "g-oncall"), Verdict.APPROVE_UNTIL, Optional.of("r"), Optional.empty());
        later.all();
        assertThat(model.messageProperty().get()).contains("approve-until is for access");
        model.redo();
        later.all();
        assertThat(decided()).containsExactly(state.item().id());
    }

    @Test
    void aKeyIsRefusedWhileADecisionIsBeingWritten() {
        ItemState state = model.shown().selectedProperty().get().orElseThrow();
        model.refresh();
        model.decide(state, Verdict.REVOKE, Optional.empty(), Optional.empty());
        assertThat(model.ready()).isFalse();
        later.one();
        assertThat(model.ready()).as("another answer came in between").isFalse();
        later.all();
        hand.pass(Duration.ofSeconds(1));
        assertThat(model.ready()).isTrue();
    }

    @Test
    void aDecisionIsOnDiskBeforeItIsShownAsTaken() {
        ItemState state = model.shown().selectedProperty().get().orElseThrow();
        model.decide(state, Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        assertThat(model.headProperty().get().unsigned()).isZero();
        later.all();
        assertThat(decided()).containsExactly(state.item().id());
        assertThat(model.headProperty().get().unsigned()).isEqualTo(1);
    }
}
