package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;

/// What a bundle whose every check holds says was reviewed, counted over its items and signed decisions.
///
/// @param title as people call the campaign
/// @param open items without an outcome: nobody decided, or the last word is that somebody does not know
/// @param sources that the population was read from
public record Reviewed(String title, int items, int open, List<Source> sources) {
    /// Copies the list.
    public Reviewed {
        sources = List.copyOf(sources);
    }

    /// A frozen snapshot.
    ///
    /// @param complete whether the source told everything
    /// @param counted where its accounts are reviewed: not those of an IdP
    public record Source(String source, boolean complete, long rowsRead, long rowsRefused, Optional<Counted> counted) {}

    /// What became of the accounts of a source: each is in review, inactive without access, or out of scope.
    public record Counted(int accounts, int inReview) {}

    /// Whether nothing is open.
    public boolean complete() {
        return open == 0;
    }

    static Reviewed of(Records records) {
        JsonNode campaign = records.json("campaign.json");
        var passed = new ArrayList<String>();
        // The newest decision on an item is the one of the highest number.
        var newest = new TreeMap<Long, DecisionLine>();
        for (String name : records.names()) {
            if (name.startsWith("decisions/")) {
                records.decisions(name, passed).forEach(line -> newest.put(line.number(), line));
            }
        }
        var verdicts = new HashMap<String, String>();
        newest.values().forEach(line -> verdicts.put(line.item(), line.decision()));
        List<ReviewItem> items = records.lines("items.ndjson", passed).stream()
                .map(line -> ReviewItem.of((ObjectNode) line.node()))
                .toList();
        var revoked = new HashSet<String>();
        for (ReviewItem item : items) {
            if (item.kind() == Kind.ACCOUNT && Verdict.REVOKE.text().equals(verdicts.get(item.id()))) {
                revoked.add(account(item));
            }
        }
        int open = (int) items.stream()
                .filter(item -> verdicts.containsKey(item.id())
                        ? Verdict.DONT_KNOW.text().equals(verdicts.get(item.id()))
                        : !item.kind().isAccess() || !revoked.contains(account(item)))
                .count();
        return new Reviewed(campaign.path("title").asText(), items.size(), open, sources(campaign));
    }

    private static String account(ReviewItem item) {
        return item.source() + "/" + item.account().orElse("");
    }

    private static List<Source> sources(JsonNode campaign) {
        var counted = new HashMap<String, Counted>();
        for (JsonNode one : campaign.path("reconciliation")) {
            counted.put(
                    one.path("source").asText(),
                    new Counted(
                            one.path("accountsRead").asInt(),
                            one.path("inReview").asInt()));
        }
        return campaign.path("snapshots")
                .valueStream()
                .map(one -> new Source(
                        one.path("source").asText(),
                        one.path("complete").asBoolean(),
                        one.path("rowsRead").asLong(),
                        one.path("rowsRefused").asLong(),
                        Optional.ofNullable(counted.get(one.path("source").asText()))))
                .toList();
    }
}
