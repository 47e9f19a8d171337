package org.countersign.ui.campaigns;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.campaign.Kind;
import org.countersign.drift.Severity;

/// What a campaign's scope can be narrowed by on its page (cli-and-files.md, `--scope`).
final class ScopeChoices {
    /// The keys, in the order of the page.
    static final List<String> KEYS = List.of("source", "kind", "classification", "finding", "privileged", "changed");

    private ScopeChoices() {}

    /// The values that a key can have; those of `source` come from the workspace.
    static List<String> values(String key) {
        return switch (key) {
            case "kind" -> Arrays.stream(Kind.values()).map(Kind::text).toList();
            case "classification" -> List.of("public", "internal", "confidential", "restricted");
            case "finding" -> Stream.of(Severity.values()).map(Severity::text).toList();
            default -> List.of();
        };
    }
}
