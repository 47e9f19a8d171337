package org.countersign.campaign;

import java.util.List;
import java.util.Set;

/// Which items of a campaign are listed, and in which order.
///
/// @param words each of which an item must have
/// @param by what they are ordered by; the campaign's own order within what is equal
/// @param descending the other way round
/// @param states in which order they stand in a list by state: as they are called in the language of the screen
public record ItemQuery(List<Word> words, By by, boolean descending, List<State> states) {
    /// Everything, in the campaign's order.
    public static final ItemQuery ALL = new ItemQuery(List.of(), By.PLACE, false);

    /// Copies the lists.
    public ItemQuery {
        words = List.copyOf(words);
        states = List.copyOf(states);
    }

    /// With states in the order in which they come to be.
    public ItemQuery(List<Word> words, By by, boolean descending) {
        this(words, by, descending, List.of(State.values()));
    }

    /// What items are ordered by.
    public enum By {
        /// The campaign's order.
        PLACE("r.number"),
        /// The account or group.
        LABEL("t.label COLLATE NOCASE"),
        /// What is held.
        ACCESS("t.access COLLATE NOCASE"),
        /// The source's name.
        SOURCE("t.source_name COLLATE NOCASE"),
        /// The worst finding; those without one last.
        FINDING("r.worst IS NULL, r.worst"),
        /// Whose turn it is.
        REVIEWER("r.reviewer COLLATE NOCASE"),
        /// What was said.
        STATE("state");

        private final String column;

        By(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /// How an item stands.
    public enum State {
        /// Somebody must say something.
        OPEN,
        /// Revoking its account answers it.
        COVERED,
        /// As [Verdict].
        APPROVE,
        /// As [Verdict].
        APPROVE_UNTIL,
        /// As [Verdict].
        REVOKE,
        /// As [Verdict].
        DONT_KNOW
    }

    /// A word that is looked for in name, access, source, person, department, rule and reviewer.
    ///
    /// @param text as lists are searched
    /// @param states whose name in the language of the screen has it
    /// @param kinds whose access is called so in the language of the screen
    public record Word(String text, Set<State> states, Set<Kind> kinds) {
        /// Copies the sets.
        public Word {
            states = Set.copyOf(states);
            kinds = Set.copyOf(kinds);
        }
    }
}
