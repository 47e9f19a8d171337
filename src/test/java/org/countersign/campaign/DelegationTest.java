package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.app.Countersign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.queue.Queue;
import org.countersign.campaign.queue.ReadQueue;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.Verification;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody answers for a reviewer who is away, from a day to a day.
class DelegationTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String AMARA = "amara@example.com";
    private static final String BEA = "bea@example.com";
    private static final String CARL = "carl@example.com";
    private static final LocalDate MONDAY = LocalDate.parse("2026-06-01");
    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private final HandClock clock = new HandClock(Instant.parse("2026-06-01T08:00:00Z"));
    private SignedCampaign campaign;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, clock).withKeys(KEYS);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private Countersign app() {
        return campaign.app();
    }

    private DelegateReviews.Outcome delegate(String from, String to, int start, int end) throws RefusedException {
        return app().delegateReviews()
                .run(
                        app().actor(),
                        new DelegateReviews.Request(
                                "q4", from, to, MONDAY.plusDays(start), MONDAY.plusDays(end), "At the sea."));
    }

    private void decide(String reviewer, String item, Verdict verdict) throws RefusedException {
        app().recordDecision()
                .run(
                        app().actor(),
                        "q4",
                        reviewer,
                        List.of(new Draft("", item, verdict, Optional.of("seen"), Optional.empty(), 5)),
                        Manner.SINGLE);
    }

    private ItemNote note(String reviewer, String item) throws RefusedException {
        return app().noteItem().run(app().actor(), "q4", item, reviewer, "Ask in Oslo.");
    }

    private List<String> waiting(String reviewer) {
        return campaign.items().stream()
                .filter(state -> state.open() && state.reviewer().equals(reviewer))
                .map(state -> state.item().id())
                .toList();
    }

    /// What waits in somebody's queue.
    private List<String> queue(String reviewer) {
        try (ReadQueue reading = app().readQueue()) {
            ReadQueue.Opened opened = reading.open("q4", reviewer);
            Queue queue = opened.queue();
            return opened.reviewer().equals(reviewer)
                    ? reading.ids(IntStream.range(0, queue.size())
                            .filter(queue::waits)
                            .map(queue::number)
                            .toArray())
                    : List.of();
        }
    }

    private void days(int days) {
        clock.pass(Duration.ofDays(days));
    }

    private ItemState item(String id) {
        return campaign.items().stream()
                .filter(state -> state.item().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWaitsWaitsForTheDeputyTooFromTheFirstDayToTheLast() throws Exception {
        List<String> graces = waiting(GRACE);
        DelegateReviews.Outcome outcome = delegate(GRACE, BEA, 1, 2);
        assertThat(outcome.waiting()).isEqualTo(graces.size());
        assertThat(outcome.about()).isZero();
        assertThat(outcome.replaced()).isEmpty();
        assertThat(queue(BEA)).as("the day before").isEmpty();
        assertThatThrownBy(() -> decide(BEA, graces.getFirst(), Verdict.APPROVE))
                .hasMessageContaining("is " + GRACE);
        for (String day : List.of("the first day", "the last day")) {
            days(1);
            assertThat(queue(BEA)).as(day).isEqualTo(graces);
            assertThat(queue(GRACE)).as(day).isEqualTo(graces);
        }
        days(1);
        assertThat(queue(BEA)).as("the day after").isEmpty();
        assertThat(queue(GRACE)).isEqualTo(graces);
        assertThatThrownBy(() -> decide(BEA, graces.getFirst(), Verdict.APPROVE))
                .hasMessageContaining("is " + GRACE);
        assertThat(waiting(GRACE)).isEqualTo(graces);
    }

    @Test
    void whatTheDeputyAnswersCountsWithThemAndTheySignItAlsoLater() throws Exception {
        int graces = waiting(GRACE).size();
        delegate(GRACE, BEA, 0, 1);
        String mapping = campaign.items().stream()
                .filter(state -> state.item().kind() == Kind.MAPPING)
                .findFirst()
                .orElseThrow()
                .item()
                .id();
        decide(BEA, mapping, Verdict.APPROVE);
        assertThat(queue(BEA)).hasSize(graces - 1).doesNotContain(mapping);
        assertThat(queue(GRACE)).isEqualTo(queue(BEA));
        assertThat(item(mapping).reviewer()).isEqualTo(GRACE);
        assertThat(item(mapping).answeredBy()).isEqualTo(BEA);
        decide(BEA, mapping, Verdict.REVOKE);
        days(2);
        assertThatThrownBy(() -> decide(BEA, mapping, Verdict.APPROVE))
                .as("changed once it is over")
                .hasMessageContaining("is " + GRACE);
        assertThat(waiting(GRACE)).hasSize(graces - 1);
        campaign.sign();
        Verification verification = Countersign.verifyBundle()
                .run(campaign.bundle(), KeyFile.certificates("trust", Files.readAllBytes(campaign.trust())));
        assertThat(verification.faults()).isEmpty();
        String events = new String(Tools.unzip(campaign.bundle()).get("events.ndjson"), StandardCharsets.UTF_8);
        assertThat(events).contains("items.delegated").doesNotContain(BEA).doesNotContain("At the sea");
        assertThat(verification.signers()).anyMatch(signer -> signer.address().equals(BEA));
    }

    @Test
    void whatTheReviewerAnswersMeanwhileIsNotTheDeputysAnyMore() throws Exception {
        delegate(GRACE, BEA, 0, 1);
        String first = waiting(GRACE).getFirst();
        decide(GRACE, first, Verdict.APPROVE);
        assertThat(queue(BEA)).doesNotContain(first);
        assertThatThrownBy(() -> decide(BEA, first, Verdict.REVOKE)).hasMessageContaining("was answered by " + GRACE);
    }

    @Test
    void nobodyIsAskedAboutThemselves() throws Exception {
        List<String> theirs = waiting(APPS);
        String own = campaign.items().stream()
                .filter(state -> state.reviewer().equals(APPS) && state.item().isAbout(GRACE))
                .findFirst()
                .orElseThrow()
                .item()
                .id();
        DelegateReviews.Outcome outcome = delegate(APPS, GRACE, 0, 3);
        assertThat(outcome.about()).isEqualTo(1);
        assertThat(outcome.waiting()).isEqualTo(theirs.size() - 1);
        assertThat(queue(GRACE))
                .doesNotContain(own)
                .containsAll(theirs.stream().filter(one -> !one.equals(own)).toList());
        for (Verdict verdict : List.of(Verdict.APPROVE, Verdict.DONT_KNOW)) {
            assertThatThrownBy(() -> decide(GRACE, own, verdict)).hasMessageContaining("nobody reviews themself");
        }
    }

    @Test
    void nothingGoesOnFromADeputyToTheirs() throws Exception {
        delegate(GRACE, BEA, 0, 3);
        delegate(BEA, CARL, 0, 3);
        assertThat(queue(BEA)).isEqualTo(waiting(GRACE));
        assertThat(queue(CARL)).isEmpty();
        assertThatThrownBy(() -> decide(CARL, waiting(GRACE).getFirst(), Verdict.APPROVE))
                .hasMessageContaining("is " + GRACE);
    }

    @Test
    void theLastOneNamedStands() throws Exception {
        delegate(GRACE, BEA, 0, 9);
        assertThat(delegate(GRACE, CARL, 2, 3).replaced()).map(Delegation::to).contains(BEA);
        assertThat(queue(BEA)).isEmpty();
        days(2);
        assertThat(queue(CARL)).isEqualTo(waiting(GRACE));
        days(2);
        assertThat(queue(CARL)).isEmpty();
        assertThat(queue(BEA)).as("what was replaced does not come back").isEmpty();
    }

    @Test
    void itEndsEarly() throws Exception {
        delegate(GRACE, BEA, 0, 9);
        assertThat(queue(BEA)).isNotEmpty();
        assertThat(app().delegateReviews()
                        .end(app().actor(), "q4", "GRACE@example.com")
                        .to())
                .isEqualTo(BEA);
        assertThat(queue(BEA)).isEmpty();
        String first = waiting(GRACE).getFirst();
        assertThatThrownBy(() -> decide(BEA, first, Verdict.APPROVE)).hasMessageContaining("is " + GRACE);
        assertThatThrownBy(() -> app().delegateReviews().end(app().actor(), "q4", GRACE))
                .hasMessageContaining("named no deputy");
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        assertThatThrownBy(() -> delegate(GRACE, "Bea", 0, 1)).hasMessageContaining("e-mail address");
        assertThatThrownBy(() -> delegate(GRACE, "GRACE@example.com", 0, 1)).hasMessageContaining("themself");
        assertThatThrownBy(() -> delegate(CARL, BEA, 0, 1)).hasMessageContaining("Nobody of this address");
        assertThatThrownBy(() -> delegate(GRACE, BEA, -1, 1)).hasMessageContaining("That day is over");
        assertThatThrownBy(() -> delegate(GRACE, BEA, 2, 1)).hasMessageContaining("before the first");
        assertThatThrownBy(() -> delegate(GRACE, BEA, 0, 366)).hasMessageContaining("365 days");
        assertThatThrownBy(() -> app().delegateReviews()
                        .run(app().actor(), new DelegateReviews.Request("q4", GRACE, BEA, MONDAY, MONDAY, " ")))
                .hasMessageContaining("needs a reason");
        assertThat(app().workspace()
                        .<List<Delegation>, RuntimeException>read(tx -> new DelegationStore(tx).standing("q4", MONDAY)))
                .isEmpty();
    }

    @Test
    void anEndedCampaignHasNoDeputies() throws Exception {
        delegate(GRACE, BEA, 0, 9);
        app().endCampaign().cancel(app().actor(), "q4");
        assertThatThrownBy(() -> delegate(GRACE, CARL, 0, 1)).hasMessageContaining("cancelled");
        assertThat(queue(BEA)).isEmpty();
    }

    @Test
    void whatADeputyDoesNotKnowGoesOnAndBackToTheReviewerWhereItIsTakenBack() throws Exception {
        delegate(GRACE, BEA, 0, 3);
        String first = waiting(GRACE).getFirst();
        decide(BEA, first, Verdict.DONT_KNOW);
        assertThat(item(first).reviewer()).isEqualTo(APPS);
        assertThat(queue(BEA)).doesNotContain(first);
        assertThat(app().recordDecision().undo(app().actor(), "q4", BEA)).hasSize(1);
        assertThat(item(first).reviewer()).isEqualTo(GRACE);
        assertThat(queue(BEA)).contains(first);
    }

    @Test
    void aDeputyWritesNotesOnWhatWaitsForTheReviewerAndNobodyElseDoes() throws Exception {
        String item = waiting(GRACE).getFirst();
        assertThatThrownBy(() -> note(BEA, item)).hasMessageContaining("Nobody of this address");
        delegate(GRACE, BEA, 0, 3);
        assertThat(note(BEA, item).reviewer()).isEqualTo(BEA);
        assertThatThrownBy(() -> note(AMARA, item)).hasMessageContaining("whoever is asked about an item");
        days(4);
        assertThatThrownBy(() -> note(BEA, item)).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatTheDeputyOfTheFallbackDoesNotKnowGoesToTheOwner() throws Exception {
        delegate(APPS, BEA, 0, 3);
        String first = waiting(APPS).getFirst();
        decide(BEA, first, Verdict.DONT_KNOW);
        assertThat(item(first).reviewer()).isEqualTo(AMARA);
    }

    /// What the queue takes after a decision is what it would read anew.
    @Test
    void aQueueThatTakesADecisionSaysTheSameAsOneReadAnew() throws Exception {
        delegate(APPS, BEA, 0, 3);
        String account = campaign.items().stream()
                .filter(state -> state.reviewer().equals(APPS)
                        && state.item().kind() == Kind.ACCOUNT
                        && campaign.items().stream()
                                .anyMatch(other -> other.item().kind().isAccess()
                                        && other.reviewer().equals(APPS)
                                        && other.item()
                                                .account()
                                                .equals(state.item().account())))
                .findFirst()
                .orElseThrow()
                .item()
                .id();
        try (ReadQueue reading = app().readQueue()) {
            Queue queue = reading.open("q4", BEA).queue();
            assertThat(IntStream.range(0, queue.size()).allMatch(queue::delegated))
                    .isTrue();
            for (Verdict verdict : List.of(Verdict.REVOKE, Verdict.APPROVE, Verdict.DONT_KNOW)) {
                decide(BEA, account, verdict);
                queue.take(reading.said("q4", BEA, List.of(account), 0).states());
                assertThat(told(queue))
                        .as(verdict.name())
                        .isEqualTo(told(reading.open("q4", BEA).queue()));
            }
        }
    }

    private static List<String> told(Queue queue) {
        return IntStream.range(0, queue.size())
                .mapToObj(place -> queue.number(place) + " " + queue.waits(place) + " " + queue.verdict(place) + " "
                        + queue.covered(place) + " " + queue.unsigned(place) + " " + queue.delegated(place))
                .toList();
    }

    /// Where nobody else was there, the person themself is asked; whoever has answered counts.
    @Test
    void whatADeputyAnsweredIsNoExceptionToIndependence() throws Exception {
        ItemState asked = campaign.items().getFirst();
        var line = asked.item().line().deepCopy();
        line.put("independence", "nobody else").putArray("persons").add(AMARA);
        var item = ReviewItem.of(line);
        assertThat(independence(item, asked.decision())).isEqualTo(1);
        delegate(asked.reviewer(), BEA, 0, 3);
        decide(BEA, asked.item().id(), Verdict.REVOKE);
        assertThat(independence(item, item(asked.item().id()).decision())).isZero();
        decide(BEA, asked.item().id(), Verdict.DONT_KNOW);
        assertThat(independence(item, item(asked.item().id()).decision())).isEqualTo(1);
    }

    private static int independence(ReviewItem item, Optional<Decision> decision) {
        return Figures.of(List.of(new ItemState(item, AMARA, decision, false, false)))
                .independence();
    }
}
