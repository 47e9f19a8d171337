package org.countersign.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;

/// Writes down what a person says of accounts, inside a transaction: checks that the ids are there, one by one, and
/// appends an event to each word.
public final class LinkWords {
    private final Transaction tx;
    private final Ledger ledger;
    private final Actor actor;
    private final Instant now;
    private final LinkStore links;
    private final Map<String, ResourceStore> sources = new HashMap<>();
    private final Map<String, Optional<String>> idps = new HashMap<>();

    /// Inside `tx`, in the name of `actor`.
    public LinkWords(Transaction tx, Ledger ledger, Actor actor, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.actor = actor;
        this.now = clock.instant();
        this.links = new LinkStore(tx);
    }

    private ResourceStore at(String source) {
        return sources.computeIfAbsent(source, id -> new ResourceStore(tx, id, now));
    }

    /// The current snapshot of the source has the account.
    ///
    /// @throws RefusedException where it has not
    public void requireAccount(String source, String account) throws RefusedException {
        if (!at(source).isThere(account)) {
            throw new RefusedException(
                    source + "/" + account,
                    "The current snapshot has no account of this id.",
                    "Name it by its SCIM id.");
        }
    }

    /// A link to nobody would silence what drift says of the account.
    ///
    /// @throws RefusedException where no snapshot of the source's IdP has the identity
    public void requireIdentity(String source, String identity) throws RefusedException {
        String idp = idp(source)
                .orElseThrow(() -> new RefusedException(
                        source, "This source has no authoritative IdP, so its accounts are nobody's.", "Name an app."));
        if (at(idp).lastSeen(identity).isEmpty()) {
            throw new RefusedException(
                    idp + "/" + identity,
                    "No snapshot of the IdP has an identity of this id.",
                    "Name it by its SCIM id.");
        }
    }

    private Optional<String> idp(String source) {
        return idps.computeIfAbsent(source, id -> new GovernanceStore(tx)
                .newest()
                .flatMap(version -> GovernanceJson.typed(version.body()).sources().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst())
                .flatMap(Source::authoritativeIdp));
    }

    /// What a person has said of an account so far.
    public Optional<LinkWord> word(String source, String account) {
        return links.word(source, account);
    }

    /// This identity stands behind the account, or nobody does.
    public void say(String source, String account, Optional<String> identity) {
        keep(source, account, identity, Optional.empty());
        append(identity.isPresent() ? "link.set" : "link.cut", data(source, account, identity));
    }

    /// The link that a key made is right.
    ///
    /// @param era of the identity's value, as the link tells it
    public void confirm(String source, String account, String identity, LinkWord.Basis basis, String era) {
        keep(source, account, Optional.of(identity), Optional.of(basis));
        append(
                "link.confirmed",
                data(source, account, Optional.of(identity))
                        .put("key", basis.key())
                        .put("era", era));
    }

    /// Nothing is said of the account any more.
    public void forget(String source, String account) {
        links.forget(source, account);
        append("link.forgotten", data(source, account, Optional.empty()));
    }

    private void keep(String source, String account, Optional<String> identity, Optional<LinkWord.Basis> basis) {
        links.say(new LinkWord(source, account, identity, now, Optional.of(actor.osUser()), basis));
    }

    private static ObjectNode data(String source, String account, Optional<String> identity) {
        ObjectNode data = CanonicalJson.object().put("source", source).put("account", account);
        identity.ifPresent(id -> data.put("identity", id));
        return data;
    }

    private void append(String type, ObjectNode data) {
        ledger.append(tx, actor, type, data);
    }
}
