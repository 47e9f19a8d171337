package org.countersign.drift;

import java.util.Locale;

/// What a finding is about.
///
/// @param id as drift-rules.md says for each type
/// @param label what a person reads
public record Subject(Type type, String id, String label) {
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
