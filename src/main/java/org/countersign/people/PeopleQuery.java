package org.countersign.people;

import java.util.Optional;

/// Which people are listed, and in which order.
///
/// @param text every word of it is somewhere in what is known of them
/// @param source where they are; absent = anywhere
public record PeopleQuery(String text, Optional<String> source, Kind kind, Column column, boolean descending) {
    /// Everybody, by name.
    public static final PeopleQuery ALL = new PeopleQuery("", Optional.empty(), Kind.EVERYONE, Column.LABEL, false);

    /// Who is listed.
    public enum Kind {
        /// All of them.
        EVERYONE,
        /// Identities with an account in some app.
        WITH_ACCOUNTS,
        /// Identities that no app knows.
        IDP_ONLY,
        /// Accounts that nobody stands behind.
        NO_IDENTITY
    }

    /// By what they can be sorted; equal ones by name.
    public enum Column {
        /// What a person reads.
        LABEL,
        /// What signs in.
        NAME,
        /// Where they are.
        SOURCE,
        /// Active, inactive, not told.
        STATE,
        /// As the source says.
        DEPARTMENT,
        /// How many.
        ACCOUNTS
    }
}
