package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Correlation;
import org.countersign.identity.Era;
import org.countersign.identity.Key;
import org.countersign.identity.ManualLink;
import org.countersign.identity.Suggestion;
import org.countersign.workspace.Transaction;

/// Links and suggestions as last computed, and what people said of links.
public final class LinkStore {
    private final Transaction tx;

    /// Inside `tx`.
    public LinkStore(Transaction tx) {
        this.tx = tx;
    }

    /// What people said of a source's accounts.
    public List<ManualLink> manual(String source) {
        return tx.list(
                "SELECT account, identity FROM manual_link WHERE source=?",
                row -> new ManualLink(row.text(1), row.optionalText(2)),
                source);
    }

    void say(String source, String account, Optional<String> identity, Instant at) {
        tx.run(
                "INSERT OR REPLACE INTO manual_link VALUES (?, ?, ?, ?)",
                source,
                account,
                identity,
                at.getEpochSecond());
    }

    /// What was kept of a source's links, where it rests on the same.
    ///
    /// @param basis what they rest on, in any words
    public Optional<Correlation.Kept> kept(String source, String basis) {
        return tx.first("SELECT links FROM link WHERE source=? AND basis=?", row -> row.bytes(1), source, basis)
                .map(links -> new Correlation.Kept(links, suggestions(source)));
    }

    private List<Suggestion> suggestions(String source) {
        return tx.list(
                "SELECT account, key, era, value, identities FROM suggestion WHERE source=? ORDER BY rowid",
                row -> new Suggestion(
                        row.text(1),
                        Key.of(row.text(2)),
                        Era.valueOf(row.text(3)),
                        row.text(4),
                        List.of(row.text(5).split("\n"))),
                source);
    }

    /// Puts a source's links in place of those before.
    ///
    /// @param basis what they rest on
    public void keep(String source, String basis, Correlation.Kept kept) {
        tx.run("INSERT OR REPLACE INTO link VALUES (?, ?, ?)", source, basis, kept.links());
        tx.run("DELETE FROM suggestion WHERE source=?", source);
        try (var batch = tx.batch("INSERT INTO suggestion VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Suggestion suggestion : kept.suggestions()) {
                batch.add(
                        source,
                        suggestion.accountId(),
                        suggestion.key().text(),
                        suggestion.era().name(),
                        suggestion.value(),
                        String.join("\n", suggestion.identityIds()));
            }
        }
    }

    /// A source that has none.
    public void forget(String source) {
        tx.run("DELETE FROM link WHERE source=?", source);
        tx.run("DELETE FROM suggestion WHERE source=?", source);
    }
}
