package org.countersign.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.workspace.Transaction;

/// What was said of a few items of a campaign, without the rest of it.
public final class ItemAnswerStore {
    private final Transaction tx;

    /// Inside `tx`.
    public ItemAnswerStore(Transaction tx) {
        this.tx = tx;
    }

    /// What an item came to.
    ///
    /// @param verdict absent while nobody has said anything
    /// @param campaign the title of the one that asks
    public record Answer(Optional<Verdict> verdict, Optional<Instant> at, String campaign) {}

    /// As many campaigns are looked through for one that asks.
    private static final int MOST = 8;

    /// What the newest campaign that has an item says of it; cancelled ones say nothing.
    ///
    /// @param subjects as [ReviewItem#subjectKey]
    /// @return by subject
    public Map<String, Answer> newest(Collection<String> subjects) {
        var answers = new HashMap<String, Answer>();
        new CampaignStore(tx)
                .all().stream()
                        .filter(campaign -> campaign.state() != Campaign.State.CANCELLED)
                        .limit(MOST)
                        .forEach(campaign -> of(
                                        campaign,
                                        subjects.stream()
                                                .filter(one -> !answers.containsKey(one))
                                                .toList())
                                .forEach(answers::putIfAbsent));
        return answers;
    }

    /// What was said of those of these items that a campaign has: while it is open drafts count, once it has ended only
    /// what was signed.
    ///
    /// @param subjects as [ReviewItem#subjectKey]
    /// @return by subject
    Map<String, Answer> of(Campaign campaign, Collection<String> subjects) {
        Map<String, String> ids = new HashMap<>();
        subjects.forEach(subject -> ids.put(ReviewItem.idOf(campaign.name(), subject), subject));
        boolean drafts = campaign.state() == Campaign.State.OPEN;
        var answers = new HashMap<String, Answer>();
        List<String> quoted = new ArrayList<>();
        ids.keySet().forEach(id -> quoted.add('"' + id + '"'));
        tx.each(
                "SELECT i.id, d.verdict, d.decided_at FROM item i LEFT JOIN decision d ON d.campaign = i.campaign AND"
                        + " d.item = i.id AND d.number NOT IN (SELECT decision FROM decision_undone) AND (? OR d.number IN"
                        + " (SELECT decision FROM decision_signed)) WHERE i.campaign = ? AND i.id IN"
                        + " (SELECT value FROM json_each(?)) ORDER BY d.number",
                row -> answers.put(
                        ids.getOrDefault(row.text(1), ""),
                        new Answer(
                                row.optionalText(2).map(Verdict::valueOf),
                                row.optionalText(3).map(text -> Instant.ofEpochSecond(Long.parseLong(text))),
                                campaign.title())),
                drafts,
                campaign.name(),
                quoted.stream().collect(Collectors.joining(",", "[", "]")));
        return answers;
    }
}
