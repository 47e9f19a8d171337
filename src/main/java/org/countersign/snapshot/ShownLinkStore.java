package org.countersign.snapshot;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Correlation;
import org.countersign.identity.Era;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.identity.Suggestion;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Links as rows, each with its values, for whoever looks at one person: made of [LinkStore] when somebody does.
public final class ShownLinkStore {
    /// As the migration has it.
    private static final String BY_IDENTITY = "CREATE INDEX shown_link_by_identity ON shown_link (identity)";

    private static final int MANY = 50_000;

    private final Transaction tx;

    /// Inside `tx`.
    public ShownLinkStore(Transaction tx) {
        this.tx = tx;
    }

    /// A link as it holds: a person's word, else what was computed last.
    ///
    /// @param at when a person said it
    public record Known(String source, Link link, Optional<Instant> at) {}

    /// The links to an identity, by source and account. Ids of two IdPs may be equal, so the caller looks whether the
    /// source is one of this IdP's.
    public List<Known> to(String identity) {
        return tx.list(
                "SELECT source, account, identity, key, era, account_value, identity_value, NULL FROM shown_link l"
                        + " WHERE identity = ?1 AND NOT EXISTS (SELECT 1 FROM manual_link m"
                        + " WHERE m.source = l.source AND m.account = l.account AND m.identity IS NOT ?1)"
                        + " AND key <> 'manual'"
                        + " UNION ALL SELECT source, account, identity, 'manual', 'CURRENT', account, identity, at"
                        + " FROM manual_link WHERE identity = ?1 ORDER BY source, account",
                ShownLinkStore::known,
                identity);
    }

    /// The link of an account.
    public Optional<Known> of(String source, String account) {
        return tx.first(
                "SELECT source, account, identity, 'manual', 'CURRENT', account, identity, at FROM manual_link"
                        + " WHERE source = ?1 AND account = ?2 AND identity IS NOT NULL"
                        + " UNION ALL SELECT source, account, identity, key, era, account_value, identity_value, NULL"
                        + " FROM shown_link WHERE source = ?1 AND account = ?2 AND key <> 'manual' AND NOT EXISTS"
                        + " (SELECT 1 FROM manual_link m WHERE m.source = ?1 AND m.account = ?2)",
                ShownLinkStore::known,
                source,
                account);
    }

    /// When a person said that nobody stands behind an account.
    public Optional<Instant> nobody(String source, String account) {
        return tx.first(
                "SELECT at FROM manual_link WHERE source = ? AND account = ? AND identity IS NULL",
                row -> Instant.ofEpochSecond(row.number(1)),
                source,
                account);
    }

    private static Known known(Row row) {
        return new Known(
                row.text(1),
                new Link(
                        row.text(2),
                        row.text(3),
                        Key.of(row.text(4)),
                        Era.valueOf(row.text(5)),
                        row.text(6),
                        row.text(7)),
                row.optionalText(8).map(Long::parseLong).map(Instant::ofEpochSecond));
    }

    /// A suggestion with the source of its account.
    public record Suggested(String source, Suggestion suggestion) {}

    /// What was suggested for an account, or of an identity; never a link by itself.
    public List<Suggested> suggested(String source, String account) {
        return tx.list(SUGGESTED + "source = ? AND account = ?", ShownLinkStore::suggested, source, account);
    }

    /// The same, of every account that may be an identity's.
    public List<Suggested> suggestedFor(String identity) {
        return tx.list(
                SUGGESTED + "instr(char(10) || identities || char(10), char(10) || ? || char(10)) > 0"
                        + " ORDER BY source, account",
                ShownLinkStore::suggested,
                identity);
    }

    private static final String SUGGESTED =
            "SELECT source, account, key, era, value, identities FROM suggestion WHERE ";

    private static Suggested suggested(Row row) {
        return new Suggested(
                row.text(1),
                new Suggestion(
                        row.text(2),
                        Key.of(row.text(3)),
                        Era.valueOf(row.text(4)),
                        row.text(5),
                        List.of(row.text(6).split("\n"))));
    }

    /// Puts a source's links in place of those before: in the order of the table, and the index of many of them made
    /// at once, as each in its place costs several times as much.
    public void replace(String source, Correlation correlation) {
        List<Link> links = correlation.links().values().stream()
                .sorted(Comparator.comparing(Link::accountId))
                .toList();
        boolean many = links.size() > MANY;
        if (many) {
            tx.run("DROP INDEX shown_link_by_identity");
        }
        tx.run("DELETE FROM shown_link WHERE source=?", source);
        try (var batch = tx.batch("INSERT INTO shown_link VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Link link : links) {
                batch.add(
                        source,
                        link.accountId(),
                        link.identityId(),
                        link.key().text(),
                        link.era().name(),
                        link.accountValue(),
                        link.identityValue());
            }
        }
        if (many) {
            tx.run(BY_IDENTITY);
        }
    }
}
