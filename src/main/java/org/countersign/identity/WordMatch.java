package org.countersign.identity;

import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.countersign.identity.Phrase.Word;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// Two words of two names that may be the same one.
///
/// @param similarity from 0 to 1
record WordMatch(Word one, Word other, double similarity) {
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();
    private static final DamerauLevenshteinDistance UP_TO_TWO = new DamerauLevenshteinDistance(2);
    /// Where short words differ by a letter they are other words.
    private static final int SHORTEST_ONE = 4;
    private static final int SHORTEST_TWO = 7;
    private static final double LEAST = 0.8;
    private static final double INITIAL = 0.8;

    boolean same() {
        return one.folded().equals(other.folded());
    }

    boolean initial() {
        return one.initial() != other.initial();
    }

    int length() {
        return Math.max(one.folded().length(), other.folded().length());
    }

    static Optional<WordMatch> of(Word one, Word other) {
        if (one.folded().equals(other.folded())) {
            return Optional.of(new WordMatch(one, other, 1));
        }
        if (one.initial() || other.initial()) {
            return one.folded().charAt(0) == other.folded().charAt(0)
                    ? Optional.of(new WordMatch(one, other, INITIAL))
                    : Optional.empty();
        }
        return near(one.folded(), other.folded())
                ? Optional.of(new WordMatch(one, other, JARO_WINKLER.apply(one.folded(), other.folded())))
                : Optional.empty();
    }

    /// Whether one could be the other misspelt: one letter too many, too few, another or swapped; in long words two,
    /// but the first is right then. Short words that begin otherwise are other names (Gary, Mary).
    static boolean near(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        int shorter = Math.min(one.length(), other.length());
        if (longer < SHORTEST_ONE || longer - shorter > 2) {
            return false;
        }
        boolean beginAlike = one.charAt(0) == other.charAt(0);
        if (!beginAlike && longer <= SHORTEST_ONE) {
            return false;
        }
        // A letter more, less or another changes which letters there are by two at most.
        int most = shorter >= SHORTEST_TWO ? 4 : 2;
        if (Integer.bitCount(letters(one) ^ letters(other)) > most) {
            return false;
        }
        int letters = UP_TO_TWO.apply(one, other);
        return (letters == 1 || (letters == 2 && shorter >= SHORTEST_TWO && beginAlike))
                && JARO_WINKLER.apply(one, other) >= LEAST;
    }

    private static int letters(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1 << (word.charAt(i) - 'a');
        }
        return letters;
    }

    /// What this says to a person.
    String words() {
        String first = Formats.name(one.shown());
        String second = Formats.name(other.shown());
        if (same()) {
            return one.shown().equalsIgnoreCase(other.shown())
                    ? English.of("similar.same", first)
                    : English.of("similar.read", first, second, one.folded());
        }
        if (initial()) {
            return English.of("similar.initial", first, second);
        }
        int letters = UP_TO_TWO.apply(one.folded(), other.folded());
        return English.of(letters == 1 ? "similar.letter" : "similar.letters", first, second);
    }
}
