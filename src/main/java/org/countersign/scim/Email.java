package org.countersign.scim;

import java.util.List;
import java.util.Optional;

/// One value of `emails` (RFC 7643 4.1.2), as sent.
public record Email(String value, Optional<String> type, boolean primary) {
    /// The one marked primary; else the first of type `work`; else the first (drift-rules.md).
    public static Optional<String> primaryOf(List<Email> emails) {
        return emails.stream()
                .filter(Email::primary)
                .findFirst()
                .or(() -> emails.stream()
                        .filter(email ->
                                email.type().filter("work"::equalsIgnoreCase).isPresent())
                        .findFirst())
                .or(() -> emails.stream().findFirst())
                .map(Email::value);
    }
}
