package org.countersign.identity;

import java.util.Optional;

/// A name of an account that a person could take for another's (UTS 39), or that mixes scripts.
///
/// @param attribute `userName`, `emails` or `displayName`
/// @param value the account's
/// @param other whom it looks like; nobody where it mixes scripts only
/// @param sentence all of it in words
public record LookAlike(
        String accountId, Kind kind, String attribute, String value, Optional<Other> other, String sentence) {
    /// How it looks like another, the worst first.
    public enum Kind {
        /// Letters of another script stand for those of somebody else's name.
        IMITATES("imitates"),
        /// The name is somebody else's, and characters that show nothing are between its letters.
        HIDDEN("hidden"),
        /// A word mixes scripts that no language writes together (UTS 39 5.2, below Highly Restrictive).
        MIXED("mixed"),
        /// It is the account's own name, and somebody else's is written to look like it.
        IMITATED("imitated"),
        /// Letters of the same script look alike, such as rn and m; both may be names of real people.
        ALIKE("alike");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// As the command line and JSON say it.
        public String text() {
            return text;
        }
    }

    /// Whom it looks like.
    ///
    /// @param identity an identity of the IdP; else an account of the same app
    /// @param value the name that it looks like
    public record Other(boolean identity, String id, String label, String value) {}
}
