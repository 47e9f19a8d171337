package org.countersign.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Transaction;

/// Writes what a campaign asks, once, when it is opened: the lines that are frozen, and beside them in columns what
/// queues ask of every item. Who decides and what was decided follow in those by triggers (`migrations/003.sql`), so
/// that nobody can forget them.
final class AskedStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transaction tx;

    AskedStore(Transaction tx) {
        this.tx = tx;
    }

    /// @param asked by subject key, in their order
    void insert(String campaign, Map<String, ReviewItem> asked) {
        insert(campaign, asked, 0, ReviewItem::frozenReviewer);
    }

    /// @param asked by subject key, in their order
    /// @param first position of the first
    /// @param reviewer whose turn it is
    void insert(String campaign, Map<String, ReviewItem> asked, int first, Function<ReviewItem, String> reviewer) {
        try (Batch lines = tx.batch("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)")) {
            int position = first;
            for (var entry : asked.entrySet()) {
                ReviewItem item = entry.getValue();
                lines.add(
                        campaign,
                        item.id(),
                        position++,
                        entry.getKey(),
                        reviewer.apply(item),
                        CanonicalJson.text(item.line()));
            }
        }
        long number = tx.first("SELECT coalesce(max(number), 0) + 1 FROM item_row", row -> row.number(1))
                .orElse(1L);
        rows(campaign, number, asked, reviewer);
        texts(number, asked);
        tx.run(
                "INSERT OR IGNORE INTO campaign_reviewer (campaign, address)"
                        + " SELECT campaign, reviewer FROM item_row WHERE campaign=? ORDER BY number",
                campaign);
    }

    private void rows(
            String campaign, long first, Map<String, ReviewItem> asked, Function<ReviewItem, String> reviewer) {
        try (Batch rows =
                tx.batch("INSERT INTO item_row (number, campaign, item, reviewer, kind, source, holder, target,"
                        + " flags, worst, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            long number = first;
            for (var entry : asked.entrySet()) {
                ReviewItem item = entry.getValue();
                JsonNode key = parse(entry.getKey());
                rows.add(
                        number++,
                        campaign,
                        item.id(),
                        reviewer.apply(item),
                        item.kind().name(),
                        item.source(),
                        key.path(2).asText(),
                        key.path(3).asText(),
                        ItemFlags.of(item),
                        item.worst().map(Enum::ordinal),
                        item.findings().size());
            }
        }
    }

    private void texts(long first, Map<String, ReviewItem> asked) {
        try (Batch texts = tx.batch("INSERT INTO item_text VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            long number = first;
            for (var entry : asked.entrySet()) {
                ReviewItem item = entry.getValue();
                String source = item.line().path("sourceName").asText("");
                String person = item.identity().orElse("");
                String department =
                        item.line().path("identity").path("department").asText("");
                String name = item.line().path("account").path("name").asText("");
                String holder = parse(entry.getKey()).path(2).asText();
                var words = new StringBuilder(
                        String.join("\n", item.label(), item.access(), source, person, department, name, holder));
                item.findings().forEach(finding -> words.append('\n').append(finding.rule()));
                texts.add(
                        number++,
                        item.label(),
                        item.access(),
                        source,
                        person,
                        department,
                        Formats.plain(words.toString()));
            }
        }
    }

    private static JsonNode parse(String subject) {
        try {
            return JSON.readTree(subject);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
