package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Correlation;
import org.countersign.identity.Link;
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

    /// Puts a source's links in place of those before.
    public void replace(String source, Correlation correlation) {
        tx.run("DELETE FROM link WHERE source=?", source);
        tx.run("DELETE FROM suggestion WHERE source=?", source);
        try (var batch = tx.batch("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Link link : correlation.links().values()) {
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
        try (var batch = tx.batch("INSERT OR REPLACE INTO suggestion VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Suggestion suggestion : correlation.suggestions()) {
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
}
