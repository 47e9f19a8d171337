package org.countersign.drift.list;

/// A thing that a finding is about.
///
/// @param source where it lives; empty for what is named once for all sources
public record Concern(Kind kind, String source, String id) {
    /// The kinds.
    public enum Kind {
        /// An account or an identity.
        PERSON,
        /// A group.
        GROUP,
        /// A mapping of the governance file.
        MAPPING,
        /// An exception of the governance file.
        EXCEPTION,
        /// A source.
        SOURCE
    }
}
