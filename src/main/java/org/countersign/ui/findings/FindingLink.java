package org.countersign.ui.findings;

/// What a finding leads to.
///
/// @param source where it lives; empty for what is named once for all sources
/// @param label what a person reads
public record FindingLink(Kind kind, String source, String id, String label) {
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

    /// Whether both lead to the same.
    boolean same(FindingLink other) {
        return kind == other.kind && source.equals(other.source) && id.equals(other.id);
    }

    /// The screen that shows it, where there is one.
    String screen() {
        return switch (kind) {
            case PERSON -> "people";
            case GROUP -> "groups";
            case MAPPING -> "mappings";
            case EXCEPTION -> "exceptions";
            case SOURCE -> "sources";
        };
    }

    /// The id on that screen.
    String place() {
        return source.isEmpty() || kind == Kind.SOURCE ? id : source + "/" + id;
    }
}
