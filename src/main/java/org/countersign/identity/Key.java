package org.countersign.identity;

import java.util.Arrays;

/// The key that made a link, in the order of drift-rules.md, "Correlation".
public enum Key {
    /// A person linked them, or said that nobody is behind the account.
    MANUAL("manual"),
    /// The account's `externalId` is the identity's `id` or `externalId`, exactly.
    EXTERNAL_ID("externalId"),
    /// The IdP's own record of the account in the app has the account's id. The same key as [#EXTERNAL_ID], told by the
    /// other side.
    APP_USER("appUser"),
    /// Equal user names, trimmed and case-folded.
    USER_NAME("userName"),
    /// An address of the account is an address or the user name of the identity.
    EMAIL("email"),
    /// Equal enterprise `employeeNumber`.
    EMPLOYEE_NUMBER("employeeNumber");

    private final String text;

    Key(String text) {
        this.text = text;
    }

    /// As SCIM spells the attribute, where it is one.
    public String text() {
        return text;
    }

    /// From its text.
    public static Key of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text.equals(text))
                .findFirst()
                .orElseThrow();
    }
}
