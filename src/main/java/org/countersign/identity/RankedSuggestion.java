package org.countersign.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.countersign.text.English;

/// An identity that may stand behind an account, for a person to settle. Never a link.
///
/// @param rank from 1
/// @param key that gave this identity and others; absent where only names are alike
/// @param score of 100, of names that are alike
public record RankedSuggestion(
        int rank,
        String identityId,
        Optional<Key> key,
        Optional<Integer> score,
        String reason,
        boolean departed,
        boolean hasAccount) {
    /// What exact keys gave stands before what is called alike; each identity once.
    ///
    /// @param ambiguous of one account, in the order of keys
    /// @param similar of the same account, best first
    public static List<RankedSuggestion> rank(
            List<Suggestion> ambiguous, List<SimilarName> similar, Predicate<String> hasAccount) {
        var ranked = new ArrayList<RankedSuggestion>();
        var seen = new HashSet<String>();
        for (Suggestion suggestion : ambiguous) {
            for (String identity : suggestion.identityIds()) {
                if (seen.add(identity)) {
                    ranked.add(new RankedSuggestion(
                            ranked.size() + 1,
                            identity,
                            Optional.of(suggestion.key()),
                            Optional.empty(),
                            English.of(
                                    suggestion.era() == Era.FORMER ? "similar.key.former" : "similar.key",
                                    suggestion.key().text(),
                                    suggestion.value(),
                                    suggestion.identityIds().size()),
                            suggestion.era() == Era.DEPARTED,
                            hasAccount.test(identity)));
                }
            }
        }
        for (SimilarName name : similar) {
            if (seen.add(name.identityId())) {
                ranked.add(new RankedSuggestion(
                        ranked.size() + 1,
                        name.identityId(),
                        Optional.empty(),
                        Optional.of(name.score()),
                        name.reason(),
                        name.departed(),
                        name.hasAccount()));
            }
        }
        return ranked;
    }
}
