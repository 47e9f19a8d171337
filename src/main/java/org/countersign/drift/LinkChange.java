package org.countersign.drift;

import java.util.Optional;
import java.util.stream.Stream;

/// What a person says of one account.
///
/// @param place where it stands in a file, for messages; may be empty
/// @param identity whom `set` links with; of the others, who is linked now: a person who saw somebody else is refused
public record LinkChange(String place, String source, String account, Action action, Optional<String> identity) {
    /// What is said.
    public enum Action {
        /// This identity stands behind it.
        SET("set"),
        /// Who is linked now stands behind it.
        CONFIRM("confirm"),
        /// Nobody does.
        CUT("cut"),
        /// Nothing any more: keys decide again.
        FORGET("forget");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        /// As files and the command line say it.
        public String text() {
            return text;
        }

        /// By its text.
        public static Optional<Action> of(String text) {
            return Stream.of(values())
                    .filter(action -> action.text.equals(text))
                    .findFirst();
        }
    }
}
