package org.countersign.drift;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.text.Formats;

/// What a governance file's name of a group means at one source.
///
/// A reference by displayName is pinned to the id when it first resolves, and follows the id from then on;
/// two groups of that name = it does not resolve (drift-rules.md, "Names").
public final class GroupReferences {
    /// The groups of one snapshot.
    ///
    /// @param names displayName by id
    public record Names(Instant takenAt, Map<String, String> names) {}

    private final List<Names> history;
    private final Map<String, Instant> introduced;
    private final Set<String> current;
    private final Map<String, Optional<String>> pins = new HashMap<>();

    /// @param history oldest first, up to the current snapshot
    /// @param introduced when each reference was first made; one that is absent holds from the beginning
    public GroupReferences(List<Names> history, Map<String, Instant> introduced) {
        this.history = List.copyOf(history);
        this.introduced = Map.copyOf(introduced);
        this.current = history.isEmpty() ? Set.of() : history.getLast().names().keySet();
    }

    /// The id of the group that `reference` means, where the current snapshot has it.
    public Optional<String> resolve(String reference) {
        return pin(reference).filter(current::contains);
    }

    /// The id that `reference` is pinned to, whether or not the group is still there.
    public Optional<String> pin(String reference) {
        return pins.computeIfAbsent(reference, this::firstResolved);
    }

    /// What a group of the current snapshot was called in the one before, where that was another name; names differ
    /// where they do trimmed and case-folded.
    public Optional<String> nameBefore(String id) {
        if (history.size() < 2 || !current.contains(id)) {
            return Optional.empty();
        }
        String now = history.getLast().names().getOrDefault(id, "");
        return Optional.ofNullable(history.get(history.size() - 2).names().get(id))
                .filter(before -> !Formats.folded(before).equals(Formats.folded(now)));
    }

    private Optional<String> firstResolved(String reference) {
        Instant from = introduced.getOrDefault(reference, Instant.MIN);
        for (int i = 0; i < history.size(); i++) {
            boolean superseded =
                    i + 1 < history.size() && !history.get(i + 1).takenAt().isAfter(from);
            if (!superseded) {
                Optional<String> id = in(history.get(i).names(), reference);
                if (id.isPresent()) {
                    return id;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> in(Map<String, String> names, String reference) {
        if (names.containsKey(reference)) {
            return Optional.of(reference);
        }
        String wanted = Formats.folded(reference);
        List<String> ids = names.entrySet().stream()
                .filter(entry -> Formats.folded(entry.getValue()).equals(wanted))
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
    }
}
