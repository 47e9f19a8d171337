package org.countersign.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.text.English;

/// What is known of a vendor, each with the https address of the vendor's page, tracker or specification that says so.
/// What nobody has read there is not here, and counts as unknown; the test beside this lists what was read.
///
/// @param inactive what an inactive account means
/// @param marks which marks make a guest, service account or bot
/// @param untold what its answers never tell, and the export that does
/// @param coverage what deactivation does, by kind of credential or holding as in the governance file
public record Facts(
        Optional<Statement> inactive, List<Statement> marks, List<Untold> untold, Map<String, Coverage> coverage) {
    /// Nothing is known.
    public static final Facts NONE = new Facts(Optional.empty(), List.of(), List.of(), Map.of());

    /// Copies the collections.
    public Facts {
        marks = List.copyOf(marks);
        untold = List.copyOf(untold);
        coverage = Map.copyOf(coverage);
    }

    /// A sentence, and where it is known from.
    ///
    /// @param key of the sentence
    public record Statement(String key, String source) {
        /// The sentence.
        public String text() {
            return English.of(key);
        }
    }

    /// What may be missing from an answer.
    public enum What {
        /// The members of groups.
        MEMBERS,
        /// Whether users are active.
        ACTIVE,
        /// When somebody signed in last.
        LAST_SIGN_IN,
        /// Accounts of some kind.
        ACCOUNTS
    }

    /// What an answer never tells.
    ///
    /// @param statement says what, and what to export instead
    public record Untold(What what, Statement statement) {}

    /// What deactivation does to one kind of credential or holding.
    public enum Effect {
        /// It ends.
        REVOKED,
        /// It stays.
        KEPT,
        /// It is blocked while the account is inactive and comes back with it.
        BLOCKED,
        /// No source says.
        UNKNOWN
    }

    /// The effect and its source.
    public record Coverage(Effect effect, String source) {}

    /// Of one kind of credential or holding; unknown where nothing is known.
    public Coverage coverage(String holding) {
        return coverage.getOrDefault(holding, new Coverage(Effect.UNKNOWN, ""));
    }

    /// What the answers never tell of `what`.
    public Optional<Statement> untold(What what) {
        return untold.stream()
                .filter(one -> one.what() == what)
                .map(Untold::statement)
                .findFirst();
    }

    /// The facts of a vendor, to be added to one by one.
    static Draft of(String vendor) {
        return new Draft(vendor);
    }

    /// Collects facts. Keys are made of the vendor and the word given.
    static final class Draft {
        private final String vendor;
        private Optional<Statement> inactive = Optional.empty();
        private final List<Statement> marks = new java.util.ArrayList<>();
        private final List<Untold> untold = new java.util.ArrayList<>();
        private final Map<String, Coverage> coverage = new LinkedHashMap<>();

        private Draft(String vendor) {
            this.vendor = vendor;
        }

        private Statement statement(String word, String source) {
            return new Statement("dialect." + vendor + "." + word, source);
        }

        Draft inactive(String source) {
            inactive = Optional.of(statement("inactive", source));
            return this;
        }

        Draft marks(String source) {
            marks.add(statement("marks", source));
            return this;
        }

        Draft never(What what, String word, String source) {
            untold.add(new Untold(what, statement(word, source)));
            return this;
        }

        /// Of several kinds at once, by one source.
        Draft leaves(Effect effect, String source, String... holdings) {
            for (String holding : holdings) {
                coverage.put(holding, new Coverage(effect, source));
            }
            return this;
        }

        Facts facts() {
            return new Facts(inactive, marks, untold, coverage);
        }
    }
}
