package org.countersign.identity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.countersign.identity.AppUsers.AppUser;
import org.countersign.scim.UserResource;

/// Links of one app's accounts to one IdP's identities, by the keys of drift-rules.md in their order.
///
/// The first key that gives exactly one identity links. A key that gives several links nothing and stays as
/// a suggestion; once it was several *current* identities, neither former names nor departed identities may
/// link.
///
/// Links are numbers; what they say in words is read when it is asked for.
public final class Correlation {
    private static final List<Key> ALL = List.of(Key.EXTERNAL_ID, Key.USER_NAME, Key.EMAIL, Key.EMPLOYEE_NUMBER);
    private static final List<Key> NAMES = List.of(Key.EXTERNAL_ID, Key.USER_NAME, Key.EMAIL);

    private static final Set<AccountStates.Text> COMPARED = EnumSet.of(
            AccountStates.Text.ID,
            AccountStates.Text.EXTERNAL_ID,
            AccountStates.Text.USER_NAME,
            AccountStates.Text.EMPLOYEE_NUMBER);

    private final Directory accounts;
    private final AccountStates states;
    private final IdentityHistory idp;
    private final AppUsers appUsers;
    /// By number of the account, the row of its current state; 0 where there is none.
    private final int[] here;
    private final Links links;
    /// What people said, by number of the account.
    private final Map<Integer, Link> said = new HashMap<>();
    private final List<Suggestion> suggestions = new ArrayList<>();
    private Kept kept = new Kept(new byte[0], List.of());

    /// Correlates every account of an app of which the IdP has no record; in memory, as tests have it.
    public Correlation(Iterable<UserResource> accountsOfApp, IdentityHistory idp, Iterable<ManualLink> manual) {
        this(accountsOfApp, idp, AppUsers.none(), manual);
    }

    /// The same.
    ///
    /// @param appUsers the IdP's own records of this app's accounts
    public Correlation(
            Iterable<UserResource> accountsOfApp, IdentityHistory idp, AppUsers appUsers, Iterable<ManualLink> manual) {
        this(ListedStates.of(List.of(accountsOfApp), idp.directory().hasher()), idp, appUsers, manual);
    }

    private Correlation(ListedStates listed, IdentityHistory idp, AppUsers appUsers, Iterable<ManualLink> manual) {
        this(listed, listed.states(), listed.states().at(1), idp, appUsers, manual);
    }

    /// Correlates every account.
    ///
    /// @param here by number, the row of each account of the app
    /// @param appUsers the IdP's own records of this app's accounts
    public Correlation(
            Directory accounts,
            AccountStates states,
            int[] here,
            IdentityHistory idp,
            AppUsers appUsers,
            Iterable<ManualLink> manual) {
        this(accounts, states, here, idp, appUsers, new Links(here.length));
        states.read(COMPARED);
        idp.states().read(COMPARED);
        boolean recorded = !appUsers.isEmpty();
        for (int number = 1; number < here.length; number++) {
            if (here[number] != 0) {
                new Search(number, recorded).run();
            }
        }
        this.kept = new Kept(links.bytes(), suggestions);
        say(manual);
    }

    private Correlation(
            Directory accounts, AccountStates states, int[] here, IdentityHistory idp, AppUsers appUsers, Links links) {
        this.accounts = accounts;
        this.states = states;
        this.here = here;
        this.idp = idp;
        this.appUsers = appUsers;
        this.links = links;
    }

    /// What was kept of a correlation, of the same accounts and the same past.
    ///
    /// @param kept as [#kept] gave it
    public Correlation(
            Directory accounts,
            AccountStates states,
            int[] here,
            IdentityHistory idp,
            AppUsers appUsers,
            Iterable<ManualLink> manual,
            Kept kept) {
        this(accounts, states, here, idp, appUsers, Links.of(kept.links()));
        this.suggestions.addAll(kept.suggestions());
        this.kept = kept;
        say(manual);
    }

    /// What keys say, whatever people said: it need not be searched again when somebody says something.
    ///
    /// @param links as [Links] writes them
    public record Kept(byte[] links, List<Suggestion> suggestions) {
        /// Copies the list.
        public Kept {
            suggestions = List.copyOf(suggestions);
        }
    }

    /// To be kept.
    public Kept kept() {
        return kept;
    }

    /// No accounts, or no IdP to ask.
    public static Correlation none() {
        return new Correlation(List.of(), new IdentityHistory(List.of()), List.of());
    }

    private void say(Iterable<ManualLink> manual) {
        var accountsSaid = new HashSet<String>();
        for (ManualLink word : manual) {
            int number = accounts.number(word.accountId());
            if (number == 0 || number >= here.length || here[number] == 0 || isStranger(word)) {
                continue;
            }
            accountsSaid.add(word.accountId());
            links.cut(number);
            said.put(number, NOBODY);
            word.identityId().ifPresent(identity -> {
                Era era = idp.isGone(identity) ? Era.DEPARTED : Era.CURRENT;
                said.put(number, new Link(word.accountId(), identity, Key.MANUAL, era, word.accountId(), identity));
                links.set(number, idp.directory().number(identity), 0, Key.MANUAL, era);
            });
        }
        suggestions.removeIf(suggestion -> accountsSaid.contains(suggestion.accountId()));
        links.chain();
    }

    /// Whether it names somebody whom the IdP never had: it was said when the app had another one. Keys decide then; to
    /// heed it would link the account with nobody, and no rule would ask about it.
    private boolean isStranger(ManualLink word) {
        return word.identityId()
                .filter(identity -> !idp.has(identity) && !idp.isGone(identity))
                .isPresent();
    }

    private static final Link NOBODY = new Link("", "", Key.MANUAL, Era.CURRENT, "", "");

    /// One account's search for its identity.
    private final class Search {
        private final int account;
        private final boolean recorded;
        private boolean severalCurrent;

        Search(int account, boolean recorded) {
            this.account = account;
            this.recorded = recorded;
        }

        void run() {
            boolean _ = in(idp.current, appUsers.current, ALL, Era.CURRENT)
                    || unlessSeveral(idp.former, appUsers.former, NAMES, Era.FORMER)
                    || unlessSeveral(idp.departed, appUsers.departed, ALL, Era.DEPARTED)
                    || unlessSeveral(idp.departedFormer, appUsers.departedFormer, NAMES, Era.DEPARTED);
        }

        private boolean unlessSeveral(IdentityIndex index, AppUsers.Index records, List<Key> keys, Era era) {
            return !severalCurrent && in(index, records, keys, era);
        }

        private boolean in(IdentityIndex index, AppUsers.Index records, List<Key> keys, Era era) {
            for (Key key : keys) {
                if (severalCurrent && era != Era.CURRENT) {
                    return false;
                }
                int[] rows = index.find(key, states, here[account]);
                int found = rows.length;
                List<AppUser> others = key == Key.EXTERNAL_ID && recorded ? others(records, rows) : List.of();
                found += others.size();
                if (found == 1) {
                    if (rows.length == 1) {
                        links.set(account, idp.states().number(rows[0]), rows[0], key, era);
                    } else {
                        int identity = idp.directory().number(others.getFirst().identityId());
                        links.set(account, identity, 0, Key.APP_USER, era);
                    }
                    return true;
                }
                if (found > 1) {
                    suggestions.add(suggestion(key, era, rows, others));
                    severalCurrent |= era != Era.DEPARTED;
                }
            }
            return false;
        }

        /// The account's word and the IdP's are one key: where they name two identities, neither links.
        private List<AppUser> others(AppUsers.Index records, int[] rows) {
            return records.find(accounts.id(account)).stream()
                    .filter(record -> {
                        int identity = idp.directory().number(record.identityId());
                        return IntStream.of(rows).noneMatch(row -> idp.states().number(row) == identity);
                    })
                    .toList();
        }

        private Suggestion suggestion(Key key, Era era, int[] rows, List<AppUser> others) {
            var identities = new TreeSet<String>();
            IntStream.of(rows)
                    .forEach(row ->
                            identities.add(idp.directory().id(idp.states().number(row))));
            others.forEach(record -> identities.add(record.identityId()));
            String value = rows.length == 0
                    ? accounts.id(account)
                    : LinkValues.of(
                                    key,
                                    accounts.state(here[account]),
                                    idp.directory().state(rows[0]))
                            .account();
            return new Suggestion(accounts.id(account), key, era, value, List.copyOf(identities));
        }
    }

    /// The link of an account, if it has one.
    public Optional<Link> of(String accountId) {
        int number = accounts.number(accountId);
        return number == 0 || number >= here.length ? Optional.empty() : of(number);
    }

    /// The same, by its number.
    public Optional<Link> of(int account) {
        Link word = said.get(account);
        if (word != null) {
            return word == NOBODY ? Optional.empty() : Optional.of(word);
        }
        int identity = links.identity(account);
        if (identity == 0) {
            return Optional.empty();
        }
        Key key = links.key(account);
        Era era = links.era(account);
        String accountId = accounts.id(account);
        String identityId = idp.directory().id(identity);
        if (key == Key.APP_USER) {
            return Optional.of(new Link(accountId, identityId, key, era, accountId, recorded(accountId, identityId)));
        }
        return Optional.of(Link.between(
                key, era, accounts.state(here[account]), idp.directory().state(links.row(account))));
    }

    /// Whom an account is linked to, without the values that made the link.
    ///
    /// @param identityId as the IdP's snapshot, or a person, has it
    public record Linked(String identityId, Key key, Era era) {
        /// Whether the identity is gone from the current IdP snapshot.
        public boolean departed() {
            return era == Era.DEPARTED;
        }
    }

    /// The same as [#of(String)], without a look at the values.
    public Optional<Linked> linked(String accountId) {
        int account = accounts.number(accountId);
        Link word = said.get(account);
        if (word != null) {
            return word == NOBODY
                    ? Optional.empty()
                    : Optional.of(new Linked(word.identityId(), word.key(), word.era()));
        }
        int identity = links.identity(account);
        return identity == 0
                ? Optional.empty()
                : Optional.of(new Linked(idp.directory().id(identity), links.key(account), links.era(account)));
    }

    private String recorded(String account, String identity) {
        return java.util.stream.Stream.of(appUsers.current, appUsers.former, appUsers.departed, appUsers.departedFormer)
                .flatMap(index -> index.find(account).stream())
                .filter(record -> record.identityId().equals(identity))
                .findFirst()
                .map(AppUser::text)
                .orElse("user " + identity);
    }

    /// Whether an account is linked.
    public boolean isLinked(int account) {
        return links.identity(account) != 0;
    }

    /// Whether the identity behind an account is gone from the current IdP snapshot.
    public boolean isDeparted(int account) {
        return links.identity(account) != 0 && links.era(account) == Era.DEPARTED;
    }

    /// The number of the identity behind an account; 0 where there is none.
    public int identity(int account) {
        return links.identity(account);
    }

    /// The accounts of an identity by their numbers, the lowest first.
    public IntStream accountsOf(int identity) {
        return links.accountsOf(identity);
    }

    /// The accounts that correlate with an identity, by their numbers.
    public List<String> accountsOf(String identityId) {
        int identity = idp.directory().number(identityId);
        return identity == 0
                ? List.of()
                : links.accountsOf(identity).mapToObj(accounts::id).toList();
    }

    /// Identities with two accounts or more, by id.
    public List<String> shared() {
        return links.shared().mapToObj(idp.directory()::id).sorted().toList();
    }

    /// Every identity that an account correlates with, by id.
    public List<String> identities() {
        var ids = new TreeSet<String>();
        links.identities().forEach(number -> ids.add(idp.directory().id(number)));
        return List.copyOf(ids);
    }

    /// Every link, by account.
    public Map<String, Link> links() {
        var all = new LinkedHashMap<String, Link>();
        for (int number = 1; number < here.length; number++) {
            of(number).ifPresent(link -> all.put(link.accountId(), link));
        }
        return all;
    }

    /// Keys that gave several identities.
    public List<Suggestion> suggestions() {
        return List.copyOf(suggestions);
    }
}
