package org.countersign.evidence.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which events are listed, and which way.
///
/// @param words each of which an event must have
/// @param types the types that are listed; none = any
/// @param who the only one whose events are listed
/// @param from the first instant
/// @param before the first instant after
/// @param oldestFirst otherwise the newest
public record LedgerQuery(
        List<Word> words,
        Set<String> types,
        Optional<String> who,
        Optional<Instant> from,
        Optional<Instant> before,
        boolean oldestFirst) {
    /// Everything.
    public static final LedgerQuery ALL =
            new LedgerQuery(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /// Copies the collections.
    public LedgerQuery {
        words = List.copyOf(words);
        types = Set.copyOf(types);
    }

    /// A word that is looked for.
    ///
    /// @param text as lists are searched
    /// @param types whose name in the language of the screen has it
    public record Word(String text, Set<String> types) {
        /// Copies the set.
        public Word {
            types = Set.copyOf(types);
        }
    }

    /// Whether less than everything is listed.
    public boolean narrows() {
        return !words.isEmpty() || !types.isEmpty() || who.isPresent() || from.isPresent() || before.isPresent();
    }
}
