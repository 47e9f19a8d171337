package org.countersign.identity;

import java.util.Optional;
import org.countersign.identity.AppUsers.AppUser;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// An app's account and the identity behind it, with the reason.
///
/// @param accountValue what the account says
/// @param identityValue what the identity says, which compared equal
public record Link(String accountId, String identityId, Key key, Era era, String accountValue, String identityValue) {
    /// Whether the identity is gone from the current IdP snapshot.
    public boolean departed() {
        return era == Era.DEPARTED;
    }

    /// By a key of which both tell a value that compares equal.
    ///
    /// @param identity in the state that tells it
    public static Link between(Key key, Era era, UserResource account, UserResource identity) {
        LinkValues values = LinkValues.of(key, account, identity);
        return new Link(account.id(), identity.id(), key, era, values.account(), values.identity());
    }

    /// By the IdP's own record of the account.
    ///
    /// @param application in which it is recorded
    public static Link recorded(String account, String identity, Era era, String application) {
        return new Link(
                account, identity, Key.APP_USER, era, account, new AppUser(identity, account, application).text());
    }

    /// Whether a state of the account or the identity says this side's value, so that the key could have linked it
    /// then.
    ///
    /// @param value the account's or the identity's
    public boolean saidBy(UserResource user, String value) {
        return switch (key) {
            case MANUAL, APP_USER -> true;
            case EXTERNAL_ID -> user.id().equals(value) || user.externalId().equals(Optional.of(value));
            case EMPLOYEE_NUMBER -> user.employeeNumber().map(String::strip).equals(Optional.of(value.strip()));
            case USER_NAME -> same(user.userName(), value);
            case EMAIL ->
                same(user.userName(), value)
                        || user.emails().stream().anyMatch(email -> same(Optional.of(email.value()), value));
        };
    }

    private static boolean same(Optional<String> one, String value) {
        return one.map(Formats::folded).equals(Optional.of(Formats.folded(value)));
    }
}
