package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.identity.Correlation;
import org.countersign.identity.Era;
import org.countersign.identity.Key;
import org.countersign.identity.Links;
import org.countersign.identity.ManualLink;
import org.countersign.identity.Suggestion;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Links and suggestions as last computed, and what people said of links.
public final class LinkStore {
    private static final String WORDS =
            "SELECT source, account, identity, at, os_user, key, account_value, identity_value FROM manual_link ";

    private static final String SUGGESTED =
            "SELECT source, account, key, era, value, identities FROM suggestion WHERE ";

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

    /// The same, with who said it and when.
    public List<LinkWord> words(String source) {
        return tx.list(WORDS + "WHERE source=? ORDER BY account", LinkStore::word, source);
    }

    /// What a person said of one account.
    public Optional<LinkWord> word(String source, String account) {
        return tx.first(WORDS + "WHERE source=? AND account=?", LinkStore::word, source, account);
    }

    private static LinkWord word(Row row) {
        return new LinkWord(
                row.text(1),
                row.text(2),
                row.optionalText(3),
                Instant.ofEpochSecond(row.number(4)),
                row.optionalText(5),
                row.optionalText(6).map(key -> new LinkWord.Basis(key, row.text(7), row.text(8))));
    }

    void say(LinkWord word) {
        tx.run(
                "INSERT OR REPLACE INTO manual_link (source, account, identity, at, os_user, key, account_value,"
                        + " identity_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                word.source(),
                word.account(),
                word.identity(),
                word.at().getEpochSecond(),
                word.osUser(),
                word.basis().map(LinkWord.Basis::key),
                word.basis().map(LinkWord.Basis::accountValue),
                word.basis().map(LinkWord.Basis::identityValue));
    }

    void forget(String source, String account) {
        tx.run("DELETE FROM manual_link WHERE source=? AND account=?", source, account);
    }

    /// Whether a source's links are kept that rest on the same.
    ///
    /// @param basis what they rest on, in any words
    public boolean isKept(String source, String basis) {
        return tx.first("SELECT 1 FROM link WHERE source=? AND basis=?", _ -> true, source, basis)
                .isPresent();
    }

    /// What was kept of a source's links, where it rests on the same.
    ///
    /// @param basis what they rest on
    public Optional<Correlation.Kept> kept(String source, String basis) {
        return tx.first("SELECT links FROM link WHERE source=? AND basis=?", row -> row.bytes(1), source, basis)
                .map(links -> new Correlation.Kept(
                        links, tx.list(SUGGESTED + "source=? ORDER BY rowid", LinkStore::suggestion, source)));
    }

    /// The links to an IdP's identities that were kept last, whatever they rest on.
    Optional<Links> last(String source, String idp) {
        return tx.first("SELECT links FROM link WHERE source=? AND idp=?", row -> Links.of(row.bytes(1)), source, idp);
    }

    private static Suggestion suggestion(Row row) {
        return new Suggestion(
                row.text(2),
                Key.of(row.text(3)),
                Era.valueOf(row.text(4)),
                row.text(5),
                List.of(row.text(6).split("\n")));
    }

    /// A suggestion with the source of its account.
    public record Suggested(String source, Suggestion suggestion) {}

    private static Suggested suggested(Row row) {
        return new Suggested(row.text(1), suggestion(row));
    }

    /// What was suggested for an account; never a link by itself.
    public List<Suggested> suggested(String source, String account) {
        return tx.list(SUGGESTED + "source=? AND account=?", LinkStore::suggested, source, account);
    }

    /// The same, of every account that may be an identity's.
    public List<Suggested> suggestedFor(String identity) {
        return tx.list(
                SUGGESTED + "instr(char(10) || identities || char(10), char(10) || ? || char(10)) > 0"
                        + " ORDER BY source, account",
                LinkStore::suggested,
                identity);
    }

    /// Puts a source's links in place of those before.
    ///
    /// @param basis what they rest on
    public void keep(String source, String idp, String basis, Correlation.Kept kept) {
        tx.run("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)", source, idp, basis, kept.links());
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
