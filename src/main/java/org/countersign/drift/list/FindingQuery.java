package org.countersign.drift.list;

import java.util.Optional;
import java.util.Set;

/// Which findings are listed, in which order, and under which heads.
///
/// @param rules of which they are; none = any
/// @param sources where they are, by id; none = any
/// @param about the one thing that all of them are about
/// @param text every word of it is somewhere in what is read of them
public record FindingQuery(
        Segment segment,
        Set<String> rules,
        Set<String> sources,
        Optional<Concern> about,
        String text,
        Grouping grouping,
        Column column,
        boolean descending) {
    /// Everything that stands, worst first.
    public static final FindingQuery OPEN = new FindingQuery(
            Segment.OPEN, Set.of(), Set.of(), Optional.empty(), "", Grouping.NONE, Column.SEVERITY, false);

    /// Copies the sets.
    public FindingQuery {
        rules = Set.copyOf(rules);
        sources = Set.copyOf(sources);
    }

    /// Whether anything narrows the segment.
    public boolean narrows() {
        return !rules.isEmpty() || !sources.isEmpty() || about.isPresent() || !text.isBlank();
    }

    /// The segments over the table.
    public enum Segment {
        /// All that stand.
        OPEN,
        /// That did not stand a day before.
        NEW,
        /// Rules that cannot be answered, and what could not be checked because of that.
        NOT_EVALUABLE,
        /// Allowed by an exception.
        SUPPRESSED,
        /// That ended in the last days.
        RESOLVED
    }

    /// What the findings of a group have in common.
    public enum Grouping {
        /// One list.
        NONE,
        /// The rule.
        RULE,
        /// The source.
        SOURCE,
        /// The severity.
        SEVERITY,
        /// What it is about.
        SUBJECT
    }

    /// By what they can be sorted; equal ones by severity, rule, source, subject.
    public enum Column {
        /// Worst first, then by rule, source, subject: the order of reports.
        SEVERITY,
        /// The sentence.
        FINDING,
        /// What it is about.
        SUBJECT,
        /// Where it is, by name.
        SOURCE,
        /// Since when; nobody knows last.
        SINCE,
        /// Where it stands.
        STATUS
    }
}
