package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.Era;
import org.countersign.identity.Key;
import org.countersign.identity.Link;
import org.countersign.identity.Links;
import org.countersign.scim.UserResource;
import org.countersign.workspace.Transaction;

/// Links of single accounts and identities with their values, and how many everybody has: as they were kept last
/// ([LinkStore]), with people's words of now before them.
public final class PersonLinkStore {
    private final Transaction tx;
    private final LinkStore store;
    private final Instant asOf;
    private final Map<String, Optional<Links>> links = new HashMap<>();
    private final Map<String, Map<String, LinkWord>> words = new HashMap<>();

    /// Inside `tx`, of accounts as they are as of an instant.
    public PersonLinkStore(Transaction tx, Instant asOf) {
        this.tx = tx;
        this.store = new LinkStore(tx);
        this.asOf = asOf;
    }

    /// A link as it holds: a person's word, else what keys said last.
    ///
    /// @param at when a person said it
    public record Known(String source, Link link, Optional<Instant> at) {}

    private Optional<Links> links(String app, String idp) {
        return links.computeIfAbsent(app + "\n" + idp, _ -> store.last(app, idp));
    }

    /// Those that decide. What names an identity that no snapshot of the IdP has was said when the app had another.
    private Map<String, LinkWord> words(String app, String idp) {
        return words.computeIfAbsent(app + "\n" + idp, _ -> {
            var identities = new ResourceStore(tx, idp, asOf);
            var byAccount = new HashMap<String, LinkWord>();
            store.words(app).stream()
                    .filter(word -> word.identity()
                            .filter(identity -> identities.through(identity).isEmpty())
                            .isEmpty())
                    .forEach(word -> byAccount.put(word.account(), word));
            return byAccount;
        });
    }

    /// The link of an account to an identity of its IdP.
    public Optional<Known> of(String app, String account, String idp) {
        LinkWord word = words(app, idp).get(account);
        if (word != null) {
            return word.identity()
                    .map(identity -> new Known(
                            app,
                            new Link(account, identity, Key.MANUAL, Era.CURRENT, account, identity),
                            Optional.of(word.at())));
        }
        var accounts = new AccountStore(tx, app);
        int number = accounts.number(account);
        return links(app, idp)
                .filter(all -> all.identity(number) != 0)
                .flatMap(all -> link(all, app, account, number, idp))
                .map(link -> new Known(app, link, Optional.empty()));
    }

    private Optional<Link> link(Links all, String app, String account, int number, String idp) {
        var identities = new AccountStore(tx, idp);
        Era era = all.era(number);
        if (all.key(number) == Key.APP_USER) {
            String identity = identities.id(all.identity(number));
            return new AssignmentStore(tx)
                    .application(idp, identity, account)
                    .map(application -> Link.recorded(account, identity, era, application));
        }
        Optional<UserResource> who = new ResourceStore(tx, app, asOf).account(account);
        return who.flatMap(user -> identities
                .stateIfThere(all.row(number))
                .map(identity -> Link.between(all.key(number), era, user, identity)));
    }

    /// The links of an app's accounts to an identity of its IdP, in the order of accounts.
    public List<Known> to(String app, String idp, String identity) {
        var accounts = new AccountStore(tx, app);
        int number = new AccountStore(tx, idp).number(identity);
        var ids = new ArrayList<String>();
        links(app, idp)
                .ifPresent(all -> all.accountsOf(number).mapToObj(accounts::id).forEach(ids::add));
        words(app, idp).values().stream()
                .filter(word -> word.identity().equals(Optional.of(identity)))
                .map(LinkWord::account)
                .forEach(ids::add);
        return ids.stream()
                .distinct()
                .sorted()
                .flatMap(account -> of(app, account, idp).stream())
                .filter(known -> known.link().identityId().equals(identity))
                .toList();
    }

    /// When a person said that nobody stands behind an account.
    public Optional<Instant> nobody(String app, String account) {
        return store.word(app, account)
                .filter(word -> word.identity().isEmpty())
                .map(LinkWord::at);
    }

    /// By the number of an identity, how many accounts of an app it has; what is beyond has none.
    public int[] counts(String app, String idp) {
        Links all = links(app, idp).orElseGet(() -> Links.of(new byte[4]));
        var accounts = new AccountStore(tx, app);
        var identities = new AccountStore(tx, idp);
        var counts = new int[identities.lastNumber() + 1];
        all.linked()
                .map(all::identity)
                .filter(identity -> identity < counts.length)
                .forEach(identity -> counts[identity]++);
        words(app, idp).values().forEach(word -> {
            // Whoever is nobody has the number 0, which nobody asks for.
            int before = all.identity(accounts.number(word.account()));
            counts[before < counts.length ? before : 0]--;
            word.identity().ifPresent(identity -> counts[identities.number(identity)]++);
        });
        return counts;
    }

    /// By the number of an app's account the number of the identity behind it at the IdP; 0, or beyond, where there is
    /// none.
    public int[] identities(String app, String idp) {
        Links all = links(app, idp).orElseGet(() -> Links.of(new byte[4]));
        var accounts = new AccountStore(tx, app);
        var behind = new int[accounts.lastNumber() + 1];
        all.linked()
                .filter(account -> account < behind.length)
                .forEach(account -> behind[account] = all.identity(account));
        words(app, idp).values().forEach(word -> {
            int account = accounts.number(word.account());
            if (account < behind.length) {
                behind[account] =
                        word.identity().map(new AccountStore(tx, idp)::number).orElse(0);
            }
        });
        return behind;
    }

    /// The numbers of an app's accounts that an identity stands behind.
    public BitSet linked(String app, String idp) {
        BitSet linked = links(app, idp)
                .map(all -> all.linked().collect(BitSet::new, BitSet::set, BitSet::or))
                .orElseGet(BitSet::new);
        var accounts = new AccountStore(tx, app);
        words(app, idp)
                .values()
                .forEach(word -> linked.set(
                        accounts.number(word.account()), word.identity().isPresent()));
        return linked;
    }
}
