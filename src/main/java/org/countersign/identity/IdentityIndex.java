package org.countersign.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// One era's identities, by every key that correlation asks.
final class IdentityIndex {
    private final Map<String, Map<String, String>> externalIds = new HashMap<>();
    private final Map<String, Map<String, String>> userNames = new HashMap<>();
    private final Map<String, Map<String, String>> addresses = new HashMap<>();
    private final Map<String, Map<String, String>> employeeNumbers = new HashMap<>();

    void add(UserResource identity) {
        String id = identity.id();
        put(externalIds, id, id, id);
        identity.externalId().ifPresent(text -> put(externalIds, text, id, text));
        identity.userName().ifPresent(text -> {
            put(userNames, Formats.folded(text), id, text);
            put(addresses, Formats.folded(text), id, text);
        });
        identity.emails().forEach(email -> put(addresses, Formats.folded(email.value()), id, email.value()));
        identity.employeeNumber().ifPresent(text -> put(employeeNumbers, text.strip(), id, text));
    }

    private static void put(Map<String, Map<String, String>> index, String key, String id, String value) {
        if (!key.isBlank()) {
            index.computeIfAbsent(key, _ -> new LinkedHashMap<>(2)).putIfAbsent(id, value);
        }
    }

    /// What one key gives: every identity, with the account's and the identity's value that compared equal.
    record Match(String identityId, Key key, String accountValue, String identityValue) {}

    List<Match> find(Key key, UserResource account) {
        return switch (key) {
            case MANUAL, APP_USER -> List.of();
            case EXTERNAL_ID -> in(key, externalIds, account.externalId(), text -> text);
            case USER_NAME -> in(key, userNames, account.userName(), Formats::folded);
            case EMPLOYEE_NUMBER -> in(key, employeeNumbers, account.employeeNumber(), String::strip);
            case EMAIL -> {
                var found = new LinkedHashMap<String, Match>();
                for (String address : addressesOf(account)) {
                    for (Match match : in(key, addresses, Optional.of(address), Formats::folded)) {
                        found.putIfAbsent(match.identityId(), match);
                    }
                }
                yield List.copyOf(found.values());
            }
        };
    }

    private static Set<String> addressesOf(UserResource account) {
        var all = new java.util.LinkedHashSet<String>();
        account.emails().forEach(email -> all.add(email.value()));
        account.userName().filter(name -> name.contains("@")).ifPresent(all::add);
        return all;
    }

    private static List<Match> in(
            Key key,
            Map<String, Map<String, String>> index,
            Optional<String> value,
            java.util.function.UnaryOperator<String> fold) {
        if (value.isEmpty()) {
            return List.of();
        }
        String text = value.get();
        var found = new ArrayList<Match>();
        index.getOrDefault(fold.apply(text), Map.of())
                .forEach((id, identityValue) -> found.add(new Match(id, key, text, identityValue)));
        return found;
    }
}
