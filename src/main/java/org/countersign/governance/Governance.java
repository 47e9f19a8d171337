package org.countersign.governance;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that people know and snapshots do not tell, as of one day.
public record Governance(
        Optional<String> campaignOwner,
        Optional<String> fallbackReviewer,
        List<Source> sources,
        List<GroupRecord> groups,
        List<Mapping> mappings,
        List<AccountRecord> accounts,
        List<ExceptionRecord> exceptions,
        List<SeparationRule> separations,
        Set<String> rulesOff) {
    /// Nobody has said anything yet.
    public static final Governance EMPTY = new Governance(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Set.of());

    /// Copies the lists.
    public Governance {
        sources = List.copyOf(sources);
        groups = List.copyOf(groups);
        mappings = List.copyOf(mappings);
        accounts = List.copyOf(accounts);
        exceptions = List.copyOf(exceptions);
        separations = List.copyOf(separations);
        rulesOff = Set.copyOf(rulesOff);
    }

    /// By id.
    public Optional<Source> source(String id) {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst();
    }
}
