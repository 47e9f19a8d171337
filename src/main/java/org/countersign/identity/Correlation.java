package org.countersign.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.IdentityIndex.Match;
import org.countersign.scim.UserResource;

/// Links of one app's accounts to one IdP's identities, by the keys of drift-rules.md in their order.
///
/// The first key that gives exactly one identity links. A key that gives several links nothing and stays as
/// a suggestion; once it was several *current* identities, neither former names nor departed identities may
/// link.
public final class Correlation {
    private static final List<Key> ALL = List.of(Key.EXTERNAL_ID, Key.USER_NAME, Key.EMAIL, Key.EMPLOYEE_NUMBER);
    private static final List<Key> NAMES = List.of(Key.EXTERNAL_ID, Key.USER_NAME, Key.EMAIL);

    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, List<String>> accounts = new HashMap<>();
    private final List<Suggestion> suggestions = new ArrayList<>();

    /// Correlates every account of an app of which the IdP has no record.
    public Correlation(Iterable<UserResource> accountsOfApp, IdentityHistory idp, Iterable<ManualLink> manual) {
        this(accountsOfApp, idp, AppUsers.none(), manual);
    }

    /// Correlates every account.
    ///
    /// @param appUsers the IdP's own records of this app's accounts
    public Correlation(
            Iterable<UserResource> accountsOfApp, IdentityHistory idp, AppUsers appUsers, Iterable<ManualLink> manual) {
        var said = new HashMap<String, ManualLink>();
        manual.forEach(link -> said.put(link.accountId(), link));
        for (UserResource account : accountsOfApp) {
            Optional<Link> link = Optional.ofNullable(said.get(account.id()))
                    .map(word -> word.identityId()
                            .map(identity -> new Link(
                                    account.id(),
                                    identity,
                                    Key.MANUAL,
                                    idp.departed().containsKey(identity) ? Era.DEPARTED : Era.CURRENT,
                                    account.id(),
                                    identity)))
                    .orElseGet(() -> byKeys(account, idp, appUsers));
            link.ifPresent(found -> {
                links.put(account.id(), found);
                accounts.computeIfAbsent(found.identityId(), _ -> new ArrayList<>())
                        .add(account.id());
            });
        }
    }

    /// No accounts, or no IdP to ask.
    public static Correlation none() {
        return new Correlation(List.of(), new IdentityHistory(List.of()), List.of());
    }

    private Optional<Link> byKeys(UserResource account, IdentityHistory idp, AppUsers records) {
        var search = new Search(account);
        return search.in(idp.current, records.current, ALL, Era.CURRENT)
                .or(() -> search.unlessSeveral(idp.former, records.former, NAMES, Era.FORMER))
                .or(() -> search.unlessSeveral(idp.departed, records.departed, ALL, Era.DEPARTED))
                .or(() -> search.unlessSeveral(idp.departedFormer, records.departedFormer, NAMES, Era.DEPARTED));
    }

    private final class Search {
        private final UserResource account;
        private boolean severalCurrent;

        Search(UserResource account) {
            this.account = account;
        }

        Optional<Link> unlessSeveral(IdentityIndex index, AppUsers.Index records, List<Key> keys, Era era) {
            return severalCurrent ? Optional.empty() : in(index, records, keys, era);
        }

        Optional<Link> in(IdentityIndex index, AppUsers.Index records, List<Key> keys, Era era) {
            for (Key key : keys) {
                List<Match> matches = matches(key, index, records);
                if (matches.size() == 1) {
                    Match match = matches.getFirst();
                    return Optional.of(new Link(
                            account.id(),
                            match.identityId(),
                            match.key(),
                            era,
                            match.accountValue(),
                            match.identityValue()));
                }
                if (matches.size() > 1) {
                    suggestions.add(new Suggestion(
                            account.id(),
                            key,
                            era,
                            matches.getFirst().accountValue(),
                            matches.stream().map(Match::identityId).sorted().toList()));
                    severalCurrent |= era != Era.DEPARTED;
                }
            }
            return Optional.empty();
        }

        /// The account's word and the IdP's are one key: where they name two identities, neither links.
        private List<Match> matches(Key key, IdentityIndex index, AppUsers.Index records) {
            List<Match> found = index.find(key, account);
            if (key != Key.EXTERNAL_ID) {
                return found;
            }
            var all = new ArrayList<>(found);
            for (Match record : records.find(account.id())) {
                if (found.stream().noneMatch(match -> match.identityId().equals(record.identityId()))) {
                    all.add(record);
                }
            }
            return all;
        }
    }

    /// The link of an account, if it has one.
    public Optional<Link> of(String accountId) {
        return Optional.ofNullable(links.get(accountId));
    }

    /// The accounts that correlate with an identity, in the order of the snapshot.
    public List<String> accountsOf(String identityId) {
        return List.copyOf(accounts.getOrDefault(identityId, List.of()));
    }

    /// Every identity that an account correlates with.
    public List<String> identities() {
        return accounts.keySet().stream().sorted().toList();
    }

    /// Every link, by account.
    public Map<String, Link> links() {
        return Map.copyOf(links);
    }

    /// Keys that gave several identities.
    public List<Suggestion> suggestions() {
        return List.copyOf(suggestions);
    }
}
