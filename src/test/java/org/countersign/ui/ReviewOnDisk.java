package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.LongQueue;
import org.countersign.ui.PlainReview.Said;

/// What a workspace holds of the review of a [LongQueue].
final class ReviewOnDisk {
    private ReviewOnDisk() {}

    static List<ItemState> items(Countersign app) {
        return app.workspace().read(tx -> new CampaignStore(tx).items(LongQueue.CAMPAIGN));
    }

    static List<Decision> decisions(Countersign app) {
        return app.workspace().read(tx -> new CampaignStore(tx).decisions(LongQueue.CAMPAIGN));
    }

    static Said said(Decision made) {
        return new Said(made.item(), made.verdict(), made.reason(), made.until(), made.mode());
    }

    /// It is exactly what the model says.
    static void agrees(Countersign app, PlainReview model) {
        Map<String, Said> newest = model.newest();
        var covered = model.covered();
        for (ItemState state : items(app)) {
            String id = state.item().id();
            Optional<Said> said = Optional.ofNullable(newest.get(id));
            assertThat(state.decision().map(ReviewOnDisk::said)).as(id).isEqualTo(said);
            state.decision().ifPresent(made -> {
                assertThat(made.reviewer()).isEqualTo(LongQueue.REVIEWER);
                assertThat(made.itemDigest()).isEqualTo(state.item().digest());
            });
            assertThat(state.covered()).as(id).isEqualTo(covered.contains(id));
            assertThat(state.signed())
                    .as(id)
                    .isEqualTo(said.filter(model::signed).isPresent());
            assertThat(state.reviewer())
                    .as(id)
                    .isEqualTo(
                            said.filter(one -> one.verdict() == Verdict.DONT_KNOW)
                                            .isPresent()
                                    ? LongQueue.FALLBACK
                                    : state.item().frozenReviewer());
        }
        assertThat(decisions(app).stream().map(ReviewOnDisk::said)).containsExactlyInAnyOrderElementsOf(model.all());
        assertThat(acts(app)).isEqualTo(model.acts());
        List<Long> signed = app.workspace().read(tx -> new CampaignStore(tx).signedDecisions(LongQueue.CAMPAIGN));
        assertThat(decisions(app).stream()
                        .filter(made -> signed.contains(made.number()))
                        .map(ReviewOnDisk::said))
                .containsExactlyInAnyOrderElementsOf(
                        newest.values().stream().filter(model::signed).toList());
    }

    /// The chain holds, and each decision and each undo has its event, as each event has its decision.
    ///
    /// @return how many were written, and how many taken back
    static List<Integer> acts(Countersign app) {
        record Act(String type, long number, String item, String digest, String verdict) {}
        var told = new ArrayList<Act>();
        var done = new ArrayList<Act>();
        app.workspace().read(tx -> {
            assertThat(tx.first("PRAGMA quick_check", row -> row.text(1))).contains("ok");
            assertThat(app.ledger().verify(tx)).isInstanceOf(Ledger.Verdict.Holds.class);
            new LedgerStore(tx).each(event -> {
                JsonNode body = Ledger.body(event);
                JsonNode data = body.path("data");
                String type = body.path("type").asText();
                if (type.equals("decision.recorded") || type.equals("decision.undone")) {
                    told.add(new Act(
                            type,
                            data.path("number").asLong(),
                            data.path("item").asText(),
                            data.path("itemDigest").asText(""),
                            data.path("decision").asText("")));
                }
            });
            tx.each(
                    "SELECT number, item, item_digest, verdict FROM decision ORDER BY number",
                    row -> done.add(new Act(
                            "decision.recorded",
                            row.number(1),
                            row.text(2),
                            row.text(3),
                            Verdict.valueOf(row.text(4)).text())));
            tx.each(
                    "SELECT u.decision, d.item FROM decision_undone u JOIN decision d ON d.number = u.decision",
                    row -> done.add(new Act("decision.undone", row.number(1), row.text(2), "", "")));
            return true;
        });
        assertThat(told).containsExactlyInAnyOrderElementsOf(done);
        long undone = told.stream()
                .filter(act -> act.type().equals("decision.undone"))
                .count();
        return List.of(told.size() - (int) undone, (int) undone);
    }
}
