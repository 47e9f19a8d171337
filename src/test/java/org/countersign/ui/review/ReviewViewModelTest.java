package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.Later;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace.
class ReviewViewModelTest {
    private final HandClock hand = new HandClock(Instant.parse("2026-11-24T08:00:00Z"));
    private SignedCampaign campaign;
    private ReviewViewModel model;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        model = new ReviewViewModel(campaign.app(), hand, Background.direct(), Background.direct());
        model.refresh();
        model.reviewerProperty().set("grace@example.com");
        pass(5_000);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private void pass(long millis) {
        hand.pass(Duration.ofMillis(millis));
    }

    private ItemState selected() {
        return model.shown().selectedProperty().get().orElseThrow();
    }

    private void select(String kind) {
        for (int i = 0; i < Seen.items(model, campaign).size(); i++) {
            if (Seen.items(model, campaign).get(i).item().kind().text().equals(kind)) {
                model.shown().select(i);
                pass(5_000);
                return;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void theBusiestReviewerIsShownFirstAndOthersCanBeChosen() {
        var fresh = new ReviewViewModel(campaign.app(), hand, Background.direct(), Background.direct());
        fresh.refresh();
        assertThat(fresh.reviewers()).contains("grace@example.com", "apps@example.com");
        assertThat(Seen.items(fresh, campaign)).isNotEmpty().allMatch(state -> state.reviewer()
                .equals(fresh.reviewerProperty().get()));
    }

    @Test
    void anOrderOfTheEmptyQueueThatComesLateHidesNothing() {
        var later = new Later();
        var fresh = new ReviewViewModel(campaign.app(), hand, Background.direct(), later);
        later.one();
        fresh.refresh();
        later.all();
        assertThat(fresh.shown().items())
                .isEqualTo(fresh.headProperty().get().counts().getFirst().intValue())
                .isPositive();
    }

    @Test
    void theCampaignThatWasChosenStaysThoughAnotherIsOpened() throws Exception {
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                "q5",
                                "Q5",
                                "amara@example.com",
                                "apps@example.com",
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty()));
        var fresh = new ReviewViewModel(campaign.app(), hand, Background.direct(), Background.direct());
        fresh.refresh();
        String newest = fresh.headProperty().get().title();
        fresh.look(newest.equals("Q5") ? "q4" : "q5");
        fresh.refresh();
        assertThat(fresh.headProperty().get().title()).isNotEqualTo(newest);
        assertThat(Seen.items(fresh, campaign)).isNotEmpty();
        fresh.look("");
        fresh.refresh();
        assertThat(fresh.headProperty().get().title()).isNotEqualTo(newest);
    }

    @Test
    void everythingIsNewInTheFirstCampaign() {
        assertThat(model.shown().segmentProperty().get()).isEqualTo(Segment.CHANGED);
        assertThat(model.headProperty().get().counts().get(0))
                .isEqualTo(model.headProperty().get().counts().get(2));
    }

    @Test
    void aClockThatGoesBackDoesNotStopTheReview() {
        pass(-3_600_000);
        assertThat(model.ready()).isFalse();
        pass(250);
        assertThat(model.ready()).isTrue();
    }

    @Test
    void aDecisionWithinAQuarterSecondIsIgnored() {
        model.shown().move(1, false);
        pass(249);
        assertThat(model.ready()).isFalse();
        assertThat(model.messageProperty().get()).startsWith("Too soon");
        pass(1);
        assertThat(model.ready()).isTrue();
    }

    @Test
    void aDecisionIsStoredWithItsSecondsAndTheNextOpenItemIsShown() {
        String item = selected().item().id();
        model.decide(selected(), Verdict.APPROVE, Optional.of("fine"), Optional.empty());
        ItemState stored = campaign.items().stream()
                .filter(state -> state.item().id().equals(item))
                .findFirst()
                .orElseThrow();
        assertThat(stored.decision().orElseThrow().seconds()).isEqualTo(5);
        assertThat(selected().item().id()).isNotEqualTo(item);
        assertThat(selected().open()).isTrue();
        assertThat(model.messageProperty().get()).startsWith("Approved. Next: ");
    }

    @Test
    void whatIsRefusedIsSaidAndChangesNothing() {
        select("group");
        model.decide(
                selected(),
                Verdict.APPROVE_UNTIL,
                Optional.of("r"),
                Optional.of(java.time.LocalDate.parse("2026-12-31")));
        assertThat(model.messageProperty().get()).contains("approve-until is for access");
        assertThat(selected().open()).isTrue();
        assertThat(model.ready()).isTrue();
    }

    @Test
    void undoReturnsAndRedoRepeats() {
        String item = selected().item().id();
        model.decide(selected(), Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        model.undo();
        assertThat(selected().item().id()).isEqualTo(item);
        assertThat(selected().open()).isTrue();
        model.redo();
        assertThat(campaign.items().stream()
                        .filter(state -> state.item().id().equals(item))
                        .findFirst()
                        .orElseThrow()
                        .decision()
                        .orElseThrow()
                        .reason())
                .contains("gone");
        model.redo();
        assertThat(model.messageProperty().get()).isEqualTo("Nothing to redo");
    }

    @Test
    void movingSkipsDecidedItemsWhereAsked() {
        List<ItemState> rows = List.copyOf(Seen.items(model, campaign));
        model.shown().select(1);
        pass(5_000);
        model.decide(selected(), Verdict.APPROVE, Optional.of("r"), Optional.empty());
        model.shown().select(0);
        model.shown().move(1, true);
        assertThat(selected().item().id()).isEqualTo(rows.get(2).item().id());
        model.shown().move(-1, true);
        assertThat(selected().item().id()).isEqualTo(rows.get(0).item().id());
        model.shown().move(-1, false);
        assertThat(selected().item().id())
                .as("the first stays the first")
                .isEqualTo(rows.get(0).item().id());
    }

    @Test
    void theFilterFindsPersonAccessAndRule() {
        model.shown().filterProperty().set("ONCALL");
        assertThat(Seen.items(model, campaign))
                .isNotEmpty()
                .allMatch(state -> (state.item().access() + state.item().label()).contains("oncall"));
        model.shown().filterProperty().set("nothing like this");
        assertThat(Seen.items(model, campaign)).isEmpty();
        assertThat(model.shown().selectedProperty().get()).isEmpty();
        assertThat(model.ready()).isFalse();
    }

    @Test
    void aBatchLeavesOutWhatIsDecidedAlone() {
        select("group");
        model.toggleBatch();
        assertThat(model.batch().size()).isZero();
        assertThat(model.messageProperty().get()).contains("decided alone");
        model.selectBatch();
        assertThat(model.batch().size()).isPositive();
        assertThat(Seen.items(model, campaign).stream().filter(state -> Seen.batch(model).stream()
                        .anyMatch(row -> row.item().equals(state.item().id()))))
                .allMatch(state ->
                        !state.item().privileged() && state.item().identity().isPresent());
        int size = model.batch().size();
        model.decideBatch(Verdict.APPROVE, "all of them were checked");
        assertThat(model.batch().size()).isZero();
        assertThat(Seen.signOff(model).largestBatch()).isEqualTo(size);
        model.undo();
        assertThat(model.headProperty().get().figures().open())
                .as("one undo for the batch")
                .isEqualTo(model.headProperty().get().figures().items());
    }

    @Test
    void signOffSaysWhatTheEvidenceWillSay() {
        model.decide(selected(), Verdict.APPROVE, Optional.of("r"), Optional.empty());
        pass(9_000);
        model.decide(selected(), Verdict.REVOKE, Optional.of("r"), Optional.empty());
        SignOff signOff = Seen.signOff(model);
        assertThat(signOff.waiting()).isEqualTo(2);
        assertThat(signOff.approvedShare()).isEqualTo(50);
        assertThat(signOff.medianSeconds()).isEqualTo(9);
        assertThat(signOff.open()).isPositive();
    }

    @Test
    void aSignatureIsTakenAndAWrongPasswordIsSaid() throws Exception {
        model.decide(selected(), Verdict.APPROVE, Optional.of("r"), Optional.empty());
        campaign.key("grace@example.com");
        Path key = campaign.keyFile("grace@example.com");
        var said = new String[1];
        model.signing(new Signing(Background.direct()))
                .sign(key, "wrong".toCharArray(), Stamps.NONE, _ -> {}, text -> said[0] = text, _ -> {});
        assertThat(said[0]).contains("does not open this key");
        char[] password = SignedCampaign.PASSWORD.toCharArray();
        model.signing(new Signing(Background.direct()))
                .sign(key, password, Stamps.NONE, _ -> {}, text -> said[0] = text, _ -> {});
        assertThat(said[0]).isEmpty();
        assertThat(password).containsOnly('\0');
        assertThat(model.headProperty().get().unsigned()).isZero();
        assertThat(model.messageProperty().get())
                .isEqualTo("1 decision signed. Without a timestamp (level B-B): the time is your own claim.");
    }

    @Test
    void aClosedCampaignIsReadOnly() throws Exception {
        campaign.app().endCampaign().cancel(campaign.app().actor(), "q4");
        model.refresh();
        assertThat(model.headProperty().get().open()).isFalse();
        assertThat(model.ready()).isFalse();
        assertThat(model.messageProperty().get()).contains("Nothing can be decided");
    }

    @Test
    void nobodyFindsTheirOwnAccessInTheirQueue() {
        for (String reviewer : model.reviewers()) {
            model.reviewerProperty().set(reviewer);
            model.shown().segmentProperty().set(Segment.ALL);
            assertThat(Seen.items(model, campaign))
                    .as(reviewer)
                    .isNotEmpty()
                    .noneMatch(state -> state.item().isAbout(reviewer)
                            && !state.item().line().has("independence"));
        }
    }

    @Test
    void nothingIsDecidedBeforeSomebodyDecides() {
        assertThat(model.headProperty().get().figures().decided()).isZero();
        assertThat(model.headProperty().get().lastDecision()).isEmpty();
        assertThat(Seen.signOff(model))
                .isEqualTo(new SignOff(
                        0, 0, 0, 0, model.headProperty().get().figures().items()));
    }

    @Test
    void whatIsUnchangedSinceTheSignedReviewIsUnderAllAndOpen() throws Exception {
        campaign.sign();
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new org.countersign.campaign.OpenCampaign.Request(
                                "q1",
                                "The next review",
                                "amara@example.com",
                                "apps@example.com",
                                java.time.LocalDate.parse("2099-01-01"),
                                org.countersign.campaign.Scope.ALL,
                                Optional.empty()));
        model.refresh();
        model.shown().segmentProperty().set(Segment.ALL);
        assertThat(model.headProperty().get().title()).isEqualTo("The next review");
        List<ItemState> unchanged = Seen.items(model, campaign).stream()
                .filter(state -> !state.item().changed())
                .toList();
        assertThat(unchanged).isNotEmpty().allMatch(ItemState::open);
        model.shown().segmentProperty().set(Segment.CHANGED);
        assertThat(Seen.items(model, campaign)).doesNotContainAnyElementsOf(unchanged);
    }

    @Test
    void approvingAGraveFindingWithoutReasonIsRefused() {
        model.reviewerProperty().set("apps@example.com");
        model.shown().segmentProperty().set(Segment.FINDINGS);
        ItemState grave = Seen.items(model, campaign).stream()
                .filter(DecisionBar::needsReason)
                .findFirst()
                .orElseThrow();
        model.decide(grave, Verdict.APPROVE, Optional.of("  "), Optional.empty());
        assertThat(model.messageProperty().get()).contains("needs a reason");
        assertThat(campaign.items()).allMatch(state -> state.decision().isEmpty());
    }

    @Test
    void approveUntilWithoutDateIsRefused() {
        ItemState account = campaign.item("account", "ada");
        model.decide(account, Verdict.APPROVE_UNTIL, Optional.of("r"), Optional.empty());
        assertThat(model.messageProperty().get()).contains("approve-until needs a date");
        assertThat(model.headProperty().get().unsigned()).isZero();
    }

    @Test
    void theItemThatWasAskedAboutIsDecidedEvenWhereAnotherIsLookedAtByNow() {
        ItemState asked = selected();
        model.shown().move(1, false);
        ItemState other = selected();
        model.decide(asked, Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        assertThat(campaign.items())
                .filteredOn(state -> state.decision().isPresent())
                .extracting(state -> state.item().id())
                .containsExactly(asked.item().id())
                .doesNotContain(other.item().id());
    }

    @Test
    void whatTheCommandLineDecidesMeanwhileIsShownAndOneStaysWhereOneIs() throws Exception {
        model.shown().move(1, false);
        String here = selected().item().id();
        ItemState first = Seen.items(model, campaign).getFirst();
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        "grace@example.com",
                        List.of(new org.countersign.campaign.RecordDecision.Draft(
                                "", first.item().id(), Verdict.REVOKE, Optional.empty(), Optional.empty(), 1)),
                        org.countersign.campaign.RecordDecision.Manner.SINGLE);
        model.refresh();
        assertThat(selected().item().id()).isEqualTo(here);
        assertThat(model.headProperty().get().unsigned()).isEqualTo(1);
    }

    @Test
    void closingInTheMidstLosesNothingAndUndoWorksAfterwards() {
        String item = selected().item().id();
        model.decide(selected(), Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        var again = new ReviewViewModel(campaign.app(), hand, Background.direct(), Background.direct());
        again.refresh();
        again.reviewerProperty().set("grace@example.com");
        assertThat(again.headProperty().get().unsigned()).isEqualTo(1);
        assertThat(again.headProperty().get().lastDecision().orElse("")).startsWith("Revoked: ");
        again.undo();
        assertThat(again.shown().selectedId()).contains(item);
        assertThat(again.headProperty().get().unsigned()).isZero();
    }

    @Test
    void foreignNamesAreFoundAndCannotTurnTheLineAround() {
        model.reviewerProperty().set("apps@example.com");
        model.shown().segmentProperty().set(Segment.ALL);
        model.shown().filterProperty().set("王小");
        assertThat(Seen.items(model, campaign))
                .isNotEmpty()
                .allMatch(state -> state.item().label().equals("王小明"));
        model.decide(selected(), Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        assertThat(model.headProperty().get().lastDecision()).contains("Revoked: 王小明");
    }

    @Test
    void aWorkspaceThatCannotBeReadIsSaidAndKeepsWhatWasKnown() {
        int rows = Seen.lines(model).size();
        int open = model.headProperty().get().waiting();
        ItemState item = selected();
        campaign.close();
        model.decide(item, Verdict.APPROVE, Optional.of("r"), Optional.empty());
        assertThat(model.messageProperty().get()).isNotBlank();
        assertThat(model.headProperty().get().waiting()).isEqualTo(open);
        model.stop();
        model.refresh();
        assertThat(model.messageProperty().get()).isNotBlank();
        assertThat(Seen.lines(model)).hasSize(rows);
    }

    @Test
    void withoutACampaignThereIsNothingToDecide(@TempDir Path other) throws Exception {
        try (var house = new org.countersign.testkit.House(other)) {
            var none = new ReviewViewModel(house.app(), hand, Background.direct(), Background.direct());
            none.refresh();
            assertThat(none.headProperty().get().title()).isEqualTo("No campaign to review");
            assertThat(Seen.items(none, campaign)).isEmpty();
            assertThat(none.ready()).isFalse();
        }
    }

    @Test
    void whatRevokingAnAccountCoversAsksNothingMore() {
        model.reviewerProperty().set("apps@example.com");
        model.shown().segmentProperty().set(Segment.ALL);
        int before = model.headProperty().get().waiting();
        ItemState account = campaign.item("account", "王小明");
        model.decide(account, Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        assertThat(model.headProperty().get().waiting()).isLessThan(before);
        assertThat(Seen.items(model, campaign))
                .filteredOn(ItemState::covered)
                .allMatch(state -> !state.open() && state.text().equals("covered"));
    }
}
