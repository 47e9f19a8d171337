package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.ReviewItem;
import org.countersign.text.CanonicalJson;
import org.countersign.ui.review.ReviewQueue.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who decides what alone, each reason by itself, on items made by hand.
class ReviewQueueTest {
    private static final String GRACE = "grace@example.com";

    private static ObjectNode line(String kind, String label) {
        ObjectNode line = CanonicalJson.object()
                .put("id", "i-" + label)
                .put("kind", kind)
                .put("source", "slack")
                .put("sourceName", "Slack")
                .put("access", "oncall");
        line.putObject("account").put("id", "a").put("label", label);
        line.putObject("identity").put("label", label);
        line.putArray("changed");
        line.putArray("findings");
        return line;
    }

    private static ItemState state(ObjectNode line, String reviewer) {
        return new ItemState(ReviewItem.of(line), reviewer, Optional.empty(), false, false);
    }

    private static ObjectNode found(ObjectNode line, String severity) {
        line.withArray("findings")
                .addObject()
                .put("rule", "app-side-membership")
                .put("severity", severity)
                .put("summary", "s");
        return line;
    }

    private static boolean batchable(ItemState state) {
        return ReviewQueue.of(List.of(state), GRACE).batchable(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "membership", "role", "entitlement"})
    void plainAccessOfAKnownPersonMayBeDecidedWithOthers(String kind) {
        assertThat(batchable(state(line(kind, "ada"), GRACE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "mapping", "exception"})
    void cardsMappingsAndExceptionsAreDecidedAlone(String kind) {
        assertThat(batchable(state(line(kind, "ada"), GRACE))).isFalse();
    }

    @Test
    void whatIsPrivilegedIsDecidedAlone() {
        assertThat(batchable(state(line("role", "ada").put("privileged", true), GRACE)))
                .isFalse();
    }

    @Test
    void aBreakGlassAccountIsDecidedAlone() {
        assertThat(batchable(state(line("account", "ada").put("breakglass", true), GRACE)))
                .isFalse();
    }

    @Test
    void whatHasNobodyBehindItIsDecidedAlone() {
        ObjectNode line = line("account", "svc-deploy");
        line.remove("identity");
        assertThat(batchable(state(line, GRACE))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"critical, false", "high, false", "medium, false", "low, true", "info, true"})
    void aFindingFromMediumUpIsDecidedAlone(String severity, boolean together) {
        assertThat(batchable(state(found(line("membership", "ada"), severity), GRACE)))
                .isEqualTo(together);
    }

    @ParameterizedTest
    @CsvSource({"critical, true", "high, true", "medium, false", "low, false"})
    void approvingFromHighUpNeedsAReason(String severity, boolean needed) {
        assertThat(ReviewQueue.needsReason(state(found(line("membership", "ada"), severity), GRACE)))
                .isEqualTo(needed);
    }

    @Test
    void whatWaitsForAnotherIsNotInThisBatch() {
        ItemState others = state(line("membership", "ada"), "apps@example.com");
        assertThat(new ReviewQueue(GRACE, List.of(others)).batchable(others)).isFalse();
    }

    @Test
    void aReviewerIsTheSameInAnyCaseOfLetters() {
        ItemState item = state(line("membership", "ada"), "Grace@Example.COM");
        assertThat(ReviewQueue.of(List.of(item), GRACE).waiting()).isEqualTo(1);
    }

    @Test
    void segmentsAreWhatTheySay() {
        ObjectNode changed = line("membership", "ada");
        changed.withArray("changed").add("new");
        ItemState first = state(changed, GRACE);
        ItemState second = state(found(line("membership", "bo"), "low"), GRACE);
        ItemState covered = new ItemState(ReviewItem.of(line("role", "cy")), GRACE, Optional.empty(), false, true);
        ReviewQueue queue = ReviewQueue.of(List.of(first, second, covered), GRACE);
        assertThat(queue.in(Segment.CHANGED, "")).containsExactly(first);
        assertThat(queue.in(Segment.FINDINGS, "")).containsExactly(second);
        assertThat(queue.in(Segment.ALL, "")).containsExactly(first, second, covered);
        assertThat(queue.in(Segment.DONE, "")).containsExactly(covered);
        assertThat(queue.count(Segment.ALL)).isEqualTo(2);
        assertThat(queue.count(Segment.DONE)).isEqualTo(1);
    }

    @Test
    void theFilterFindsPersonAccessSourceAndRuleInAnyCase() {
        ItemState item = state(found(line("membership", "Мария Кузнецова"), "low"), GRACE);
        ReviewQueue queue = ReviewQueue.of(List.of(item), GRACE);
        for (String wanted : List.of("кузнец", "ONCALL", " slack ", "app-side")) {
            assertThat(queue.in(Segment.ALL, wanted)).as(wanted).containsExactly(item);
        }
        assertThat(queue.in(Segment.ALL, "ada")).isEmpty();
    }

    @Test
    void theNextOpenItemIsFoundGoingRound() {
        ItemState open = state(line("membership", "ada"), GRACE);
        ItemState covered = new ItemState(ReviewItem.of(line("role", "cy")), GRACE, Optional.empty(), false, true);
        List<ItemState> rows = List.of(open, covered, covered);
        ReviewQueue queue = ReviewQueue.of(rows, GRACE);
        assertThat(queue.nextOpen(rows, -1)).isZero();
        assertThat(queue.nextOpen(rows, 1)).isZero();
        assertThat(queue.nextOpen(List.of(covered), 0)).isEqualTo(-1);
        assertThat(queue.nextOpen(List.of(), -1)).isEqualTo(-1);
    }
}
