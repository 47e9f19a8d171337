package org.countersign.ui.findings;

import java.util.List;
import org.countersign.drift.list.Concern;
import org.countersign.drift.list.FindingFacts;
import org.countersign.text.Formats;
import org.countersign.text.Strings;

/// What a finding leads to.
///
/// @param label what a person reads
public record FindingLink(Concern to, String label) {
    /// All of a finding; an account and its identity often go by one name, so their sources are said.
    static List<FindingLink> of(FindingRow row, FindingFacts facts, FindingNames names) {
        return row.about().stream()
                .map(concern -> {
                    String label = facts.labels().getOrDefault(concern, concern.id());
                    return new FindingLink(
                            concern,
                            concern.kind() == Concern.Kind.PERSON
                                    ? Strings.of(
                                            "findings.link.person", Formats.name(label), names.source(concern.source()))
                                    : label);
                })
                .toList();
    }

    /// The screen that shows it, where there is one.
    String screen() {
        return switch (to.kind()) {
            case PERSON -> "people";
            case GROUP -> "groups";
            case MAPPING -> "mappings";
            case EXCEPTION -> "exceptions";
            case SOURCE -> "sources";
        };
    }

    /// The id on that screen.
    String place() {
        return to.source().isEmpty() || to.kind() == Concern.Kind.SOURCE ? to.id() : to.source() + "/" + to.id();
    }
}
