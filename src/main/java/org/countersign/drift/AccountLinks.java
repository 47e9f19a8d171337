package org.countersign.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.governance.Source;
import org.countersign.identity.AppUsers;
import org.countersign.identity.Correlation;
import org.countersign.identity.IdentityHistory;
import org.countersign.identity.Key;
import org.countersign.identity.KeyAsked;
import org.countersign.identity.Link;
import org.countersign.identity.LookAlike;
import org.countersign.identity.LookAlikes;
import org.countersign.identity.RankedSuggestion;
import org.countersign.identity.SimilarName;
import org.countersign.identity.SimilarNames;
import org.countersign.identity.Suggestion;
import org.countersign.scim.Activity;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.LinkWord;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;
import org.countersign.work.Progress;

/// The accounts of one app, and who stands behind each: links, what people said, suggestions and look-alikes. Read
/// once by [ReadLinks]; what it answers is of that moment. Thread-safe.
public final class AccountLinks {
    private final Source app;
    private final Source idp;
    private final Snapshot snapshot;
    private final Map<String, UserResource> accounts;
    private final Map<String, UserResource> identities;
    private final IdentityHistory history;
    private final AppUsers records;
    private final Correlation correlation;
    private final Map<String, LinkWord> words = new HashMap<>();
    private final Map<String, List<Suggestion>> ambiguous;
    private final Map<String, UserResource> departed;

    AccountLinks(
            Source app,
            Source idp,
            Snapshot snapshot,
            Map<String, UserResource> accounts,
            Map<String, UserResource> identities,
            IdentityHistory history,
            AppUsers records,
            Correlation correlation,
            List<LinkWord> words) {
        this.app = app;
        this.idp = idp;
        this.snapshot = snapshot;
        this.accounts = accounts;
        this.identities = identities;
        this.history = history;
        this.records = records;
        this.correlation = correlation;
        this.departed = history.allDeparted();
        this.ambiguous = correlation.suggestions().stream().collect(Collectors.groupingBy(Suggestion::accountId));
        words.forEach(word -> this.words.put(word.account(), word));
    }

    /// The app.
    public Source app() {
        return app;
    }

    /// Its authoritative IdP.
    public Source idp() {
        return idp;
    }

    /// The app's current snapshot.
    public Snapshot snapshot() {
        return snapshot;
    }

    /// Every account of it, in the order of ids.
    public Collection<UserResource> accounts() {
        return java.util.Collections.unmodifiableCollection(accounts.values());
    }

    /// An account by its id.
    public Optional<UserResource> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /// Accounts by id or, where no account has that, by user name.
    public List<UserResource> named(String text) {
        if (accounts.containsKey(text)) {
            return account(text).stream().toList();
        }
        String folded = Formats.folded(text);
        return accounts.values().stream()
                .filter(account -> account.userName()
                        .map(Formats::folded)
                        .filter(folded::equals)
                        .isPresent())
                .toList();
    }

    /// An identity, current or departed.
    public Optional<UserResource> identity(String id) {
        return Optional.ofNullable(identities.get(id)).or(() -> Optional.ofNullable(departed.get(id)));
    }

    /// Who stands behind an account, by which key, with both values.
    public Optional<Link> link(String account) {
        return correlation.of(account);
    }

    /// What a person said of it.
    public Optional<LinkWord> word(String account) {
        return Optional.ofNullable(words.get(account));
    }

    /// Whether that word decides: not where it names an identity that the IdP never had, as when another was named
    /// since.
    public boolean heeded(String account) {
        return word(account)
                .filter(word -> word.identity().isEmpty()
                        || link(account).filter(one -> one.key() == Key.MANUAL).isPresent())
                .isPresent();
    }

    /// Keys that gave several identities.
    public List<Suggestion> ambiguous(String account) {
        return List.copyOf(ambiguous.getOrDefault(account, List.of()));
    }

    /// The keys in the order in which they are asked, up to the one that links; where a person has said who it is, what
    /// they would say.
    public List<KeyAsked> asked(String account) {
        return account(account).map(user -> KeyAsked.of(user, history, records)).orElse(List.of());
    }

    /// Active accounts with which nobody correlates and of which nobody has said that this is right.
    public List<UserResource> open() {
        return accounts.values().stream()
                .filter(account -> account.active() != Activity.INACTIVE
                        && !heeded(account.id())
                        && link(account.id()).isEmpty())
                .toList();
    }

    /// For each of these accounts that is open ([#open]), who it may be, best first; without those that nobody is
    /// like. Looks at every identity once, however many accounts are asked about.
    public Map<String, List<RankedSuggestion>> suggestions(Collection<String> asked, Progress progress) {
        Set<String> wanted = Set.copyOf(asked);
        List<UserResource> open =
                open().stream().filter(account -> wanted.contains(account.id())).toList();
        var all = new ArrayList<>(identities.values());
        all.addAll(departed.values());
        Set<String> linked = new HashSet<>(correlation.identities());
        Map<String, List<SimilarName>> similar =
                SimilarNames.of(open, all, departed::containsKey, linked::contains, progress);
        var ranked = new LinkedHashMap<String, List<RankedSuggestion>>();
        for (UserResource account : open) {
            List<RankedSuggestion> one = RankedSuggestion.rank(
                    ambiguous(account.id()), similar.getOrDefault(account.id(), List.of()), linked::contains);
            if (!one.isEmpty()) {
                ranked.put(account.id(), one);
            }
        }
        return ranked;
    }

    /// Which of these accounts have names that look like somebody else's, or mix scripts.
    public Map<String, List<LookAlike>> lookAlikes(Collection<String> asked) {
        return LookAlikes.of(
                asked.stream().flatMap(id -> account(id).stream()).toList(),
                accounts.values(),
                identities.values(),
                account -> link(account).flatMap(link -> identity(link.identityId())));
    }
}
