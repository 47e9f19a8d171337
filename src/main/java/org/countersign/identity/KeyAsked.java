package org.countersign.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.scim.UserResource;

/// One key that was asked of an account, in the order of drift-rules.md, with what it gave.
///
/// @param values of the account, which were looked for; none where it has no such attribute
/// @param identities whose value compared equal, by id, with that value: none, the one that links, or several
public record KeyAsked(Era era, Key key, List<String> values, Map<String, String> identities) {
    private static final List<Key> ALL = List.of(Key.EXTERNAL_ID, Key.USER_NAME, Key.EMAIL, Key.EMPLOYEE_NUMBER);
    private static final List<Key> NAMES = List.of(Key.EXTERNAL_ID, Key.USER_NAME, Key.EMAIL);

    /// Copies the collections.
    public KeyAsked {
        values = List.copyOf(values);
        identities = java.util.Collections.unmodifiableMap(new TreeMap<>(identities));
    }

    /// One identity that a key gave.
    private record Match(String identityId, Key key, String identityValue) {}

    /// Every key up to the one that links. Where several current identities came up, the past is not asked.
    public static List<KeyAsked> of(UserResource account, IdentityHistory idp, AppUsers records) {
        var search = new Asking(account, idp);
        if (!search.in(idp.current, records.current, ALL, Era.CURRENT)
                && noSeveral(search.asked)
                && !search.in(idp.former, records.former, NAMES, Era.FORMER)
                && noSeveral(search.asked)
                && !search.in(idp.departed, records.departed, ALL, Era.DEPARTED)) {
            boolean _ = search.in(idp.departedFormer, records.departedFormer, NAMES, Era.DEPARTED);
        }
        return search.asked;
    }

    private static boolean noSeveral(List<KeyAsked> asked) {
        return asked.stream()
                .noneMatch(key -> key.era() != Era.DEPARTED && key.identities().size() > 1);
    }

    private static final class Asking {
        private final UserResource account;
        private final IdentityHistory idp;
        private final AccountStates states;
        private final List<KeyAsked> asked = new ArrayList<>();

        Asking(UserResource account, IdentityHistory idp) {
            this.account = account;
            this.idp = idp;
            this.states = ListedStates.of(
                            List.of(List.of(account)), idp.directory().hasher())
                    .states();
        }

        boolean in(IdentityIndex index, AppUsers.Index records, List<Key> keys, Era era) {
            for (Key key : keys) {
                if (era != Era.CURRENT && !noSeveral(asked)) {
                    return false;
                }
                var matches = new ArrayList<Match>();
                for (int row : index.find(key, states, 1)) {
                    matches.add(match(key, row));
                }
                if (key == Key.EXTERNAL_ID) {
                    records.find(account.id())
                            .forEach(
                                    record -> matches.add(new Match(record.identityId(), Key.APP_USER, record.text())));
                }
                var identities = new TreeMap<String, String>();
                matches.forEach(match -> identities.putIfAbsent(match.identityId(), match.identityValue()));
                Key told = matches.size() == 1 ? matches.getFirst().key() : key;
                asked.add(new KeyAsked(era, told, values(key, account, matches), identities));
                if (identities.size() == 1) {
                    return true;
                }
            }
            return false;
        }

        private Match match(Key key, int row) {
            String identity = idp.directory().id(idp.states().number(row));
            return new Match(
                    identity,
                    key,
                    LinkValues.of(key, account, idp.directory().state(row)).identity());
        }
    }

    private static List<String> values(Key key, UserResource account, List<Match> matches) {
        return switch (key) {
            case MANUAL -> List.of();
            case APP_USER -> List.of(account.id());
            case EXTERNAL_ID ->
                matches.stream().anyMatch(match -> match.key() == Key.APP_USER)
                        ? List.of(account.id())
                        : account.externalId().stream().toList();
            case USER_NAME -> account.userName().stream().toList();
            case EMPLOYEE_NUMBER -> account.employeeNumber().stream().toList();
            case EMAIL -> LinkValues.addresses(account).stream().toList();
        };
    }

    /// The identity that it links with, if it gave exactly one.
    public Optional<String> links() {
        return identities.size() == 1 ? identities.keySet().stream().findFirst() : Optional.empty();
    }
}
