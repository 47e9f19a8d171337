package org.countersign.identity;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.scim.Email;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// What an account and an identity say that compared equal by a key.
record LinkValues(String account, String identity) {
    static LinkValues of(Key key, UserResource account, UserResource identity) {
        return switch (key) {
            case MANUAL, APP_USER -> new LinkValues(account.id(), identity.id());
            case EXTERNAL_ID -> {
                String text = account.externalId().orElse("");
                yield new LinkValues(text, text);
            }
            case USER_NAME ->
                new LinkValues(
                        account.userName().orElse(""), identity.userName().orElse(""));
            case EMPLOYEE_NUMBER ->
                new LinkValues(
                        account.employeeNumber().orElse(""),
                        identity.employeeNumber().orElse(""));
            case EMAIL -> byAddress(account, identity);
        };
    }

    private static LinkValues byAddress(UserResource account, UserResource identity) {
        for (String mine : addresses(account)) {
            Optional<String> theirs = Stream.concat(
                            identity.userName().stream(),
                            identity.emails().stream().map(Email::value))
                    .filter(address -> Formats.folded(address).equals(Formats.folded(mine)))
                    .findFirst();
            if (theirs.isPresent()) {
                return new LinkValues(mine, theirs.get());
            }
        }
        return new LinkValues("", "");
    }

    static Set<String> addresses(UserResource account) {
        var all = new LinkedHashSet<String>();
        account.emails().forEach(email -> all.add(email.value()));
        account.userName().filter(name -> name.contains("@")).ifPresent(all::add);
        return all;
    }
}
