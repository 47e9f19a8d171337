package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.testkit.SignedCampaign;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted where it lies is what the items say, at every stage of a campaign.
class StandingTest {
    @TempDir
    private Path folder;

    private static void same(SignedCampaign campaign) throws Exception {
        campaign.app().workspace().<Boolean, RefusedException>read(tx -> {
            Standing standing = new StandingStore(tx).of(new CampaignStore(tx).get("q4"));
            List<ItemState> items = new CampaignStore(tx).items("q4");
            Figures figures = Figures.of(items);
            assertThat(standing)
                    .isEqualTo(new Standing(
                            figures.items(),
                            figures.unsigned(),
                            figures.approved(),
                            figures.approvedUntil(),
                            figures.revoked(),
                            figures.covered(),
                            figures.dontKnow(),
                            figures.open(),
                            (int) items.stream()
                                    .map(ItemState::reviewer)
                                    .filter(one -> !one.isEmpty())
                                    .distinct()
                                    .filter(one -> items.stream()
                                            .noneMatch(state -> state.reviewer().equals(one)
                                                    && state.decision().isPresent()))
                                    .count(),
                            (int) items.stream()
                                    .filter(state -> state.reviewer().isEmpty())
                                    .count()));
            assertThat(standing.decided()).isEqualTo(figures.decided());
            Campaign found = new CampaignStore(tx).get("q4");
            assertThat(new StateStore(tx).figures(found)).isEqualTo(figures);
            var streamed = new ArrayList<ItemState>();
            new StateStore(tx).each(found, streamed::add);
            assertThat(streamed).isEqualTo(items);
            assertThat(new StandingStore(tx).reviewers(found, List.of("ada@example.com")))
                    .isEqualTo(naive(items, new CampaignStore(tx).decisions("q4")));
            listed(tx, found, items);
            return true;
        });
    }

    /// Counted one by one.
    private static List<ReviewerProgress> naive(List<ItemState> items, List<Decision> decisions) {
        return Stream.concat(
                        items.stream().map(ItemState::answeredBy),
                        decisions.stream().map(Decision::reviewer))
                .distinct()
                .sorted()
                .map(who -> {
                    List<ItemState> theirs = items.stream()
                            .filter(state -> state.answeredBy().equals(who))
                            .toList();
                    List<Decision> made = decisions.stream()
                            .filter(one -> one.reviewer().equals(who))
                            .toList();
                    List<Long> seconds = made.stream()
                            .map(Decision::seconds)
                            .filter(shown -> shown > 0)
                            .sorted()
                            .toList();
                    Figures figures = Figures.of(theirs);
                    return new ReviewerProgress(
                            who,
                            new Standing(
                                    figures.items(),
                                    figures.unsigned(),
                                    figures.approved(),
                                    figures.approvedUntil(),
                                    figures.revoked(),
                                    figures.covered(),
                                    figures.dontKnow(),
                                    figures.open(),
                                    idle(theirs),
                                    who.isEmpty() ? theirs.size() : 0),
                            (int) theirs.stream()
                                    .filter(state -> !state.signed()
                                            && state.decision()
                                                    .filter(one ->
                                                            one.reviewer().equals(who))
                                                    .isPresent())
                                    .count(),
                            who.equals("ada@example.com"),
                            seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2),
                            made.stream().mapToInt(Decision::batch).max().orElse(0),
                            made.stream().map(Decision::decidedAt).max(Instant::compareTo));
                })
                .toList();
    }

    private static int idle(List<ItemState> theirs) {
        return (int) theirs.stream()
                .map(ItemState::reviewer)
                .filter(one -> !one.isEmpty())
                .distinct()
                .filter(one -> theirs.stream()
                        .noneMatch(state ->
                                state.reviewer().equals(one) && state.decision().isPresent()))
                .count();
    }

    /// The list of a screen has each item once, in any order; and a word finds what has it.
    private static void listed(Transaction tx, Campaign campaign, List<ItemState> items) {
        var store = new ItemListStore(tx);
        boolean drafts = campaign.state() == Campaign.State.OPEN;
        for (ItemQuery.By by : ItemQuery.By.values()) {
            for (boolean down : List.of(false, true)) {
                List<ItemState> read = Arrays.stream(store.numbers(campaign, new ItemQuery(List.of(), by, down)))
                        .mapToObj(number ->
                                new StateStore(tx).numbered(number, drafts).orElseThrow())
                        .toList();
                assertThat(read).containsExactlyInAnyOrderElementsOf(items);
                if (by == ItemQuery.By.PLACE && !down) {
                    assertThat(read).isEqualTo(items);
                }
            }
        }
        for (ItemQuery.State state : ItemQuery.State.values()) {
            var word = new ItemQuery.Word("no such word", Set.of(state), Set.of());
            assertThat(store.numbers(campaign, new ItemQuery(List.of(word), ItemQuery.By.PLACE, false)))
                    .as(state.toString())
                    .hasSize((int) items.stream()
                            .filter(one -> stands(one).equals(state.name()))
                            .count());
        }
        var ada = new ItemQuery.Word("ada", Set.of(), Set.of());
        var none = new ItemQuery.Word("no such word", Set.of(), Set.of());
        assertThat(store.numbers(campaign, new ItemQuery(List.of(ada), ItemQuery.By.LABEL, true)))
                .isNotEmpty();
        assertThat(store.numbers(campaign, new ItemQuery(List.of(ada, none), ItemQuery.By.LABEL, true)))
                .isEmpty();
    }

    private static String stands(ItemState state) {
        return state.decision().map(made -> made.verdict().name()).orElse(state.covered() ? "COVERED" : "OPEN");
    }

    private static void decide(SignedCampaign campaign, ItemState state, Verdict verdict) throws Exception {
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        state.reviewer(),
                        List.of(new Draft("", state.item().id(), verdict, Optional.of("why"), Optional.empty(), 3)),
                        Manner.SINGLE);
    }

    @Test
    void itIsWhatTheItemsSayAtEachStage() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            same(campaign);
            ItemState account = campaign.item("account", "ada");
            decide(campaign, account, Verdict.REVOKE);
            same(campaign);
            decide(campaign, campaign.item("account", "王小明"), Verdict.DONT_KNOW);
            same(campaign);
            campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(account.reviewer()));
            same(campaign);
            // A draft over what was signed, which an end of the campaign forgets.
            decide(campaign, campaign.item("account", "ada"), Verdict.APPROVE);
            same(campaign);
            campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.of("The quarter is over."));
            same(campaign);
            assertThat(campaign.items().stream().filter(ItemState::covered)).isNotEmpty();
        }
    }

    @Test
    void itIsWhatTheItemsSayWhenAllIsSigned() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.sign();
            same(campaign);
        }
    }
}
