package org.countersign.drift;

import java.util.Locale;
import java.util.Optional;

/// What a finding is about.
///
/// @param id as drift-rules.md says for each type
/// @param label what a person reads
/// @param discriminator what else tells two subjects apart whose ids read the same; empty for nearly all
public record Subject(Type type, String id, String label, Optional<String> discriminator) {
    /// A subject that its id alone tells.
    public Subject(Type type, String id, String label) {
        this(type, id, label, Optional.empty());
    }

    /// A membership. Where an id holds a slash, `a/b` in `c` would read like `a` in `b/c`, so the group is
    /// told besides.
    public static Subject membership(String group, String account, String label) {
        return new Subject(Type.MEMBERSHIP, group + "/" + account, label, slashed(group, account));
    }

    /// An identity that one rule may hold for in several ways.
    ///
    /// @param way what tells them apart
    public static Subject identity(String id, String label, String way) {
        return new Subject(Type.IDENTITY, id, label, Optional.of(way));
    }

    private static Optional<String> slashed(String group, String account) {
        return group.contains("/") || account.contains("/") ? Optional.of(group) : Optional.empty();
    }

    /// The kinds of subject.
    public enum Type {
        /// An account of an app; its own id.
        ACCOUNT,
        /// An identity; its id at the IdP.
        IDENTITY,
        /// A group; its own id.
        GROUP,
        /// `GROUP_ID/ACCOUNT_ID`.
        MEMBERSHIP,
        /// A mapping's id in the governance file.
        MAPPING,
        /// An exception's id in the governance file.
        EXCEPTION,
        /// A source's id.
        SOURCE;

        /// As written in reports.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
