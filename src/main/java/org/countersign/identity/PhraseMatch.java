package org.countersign.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.identity.Phrase.Kind;
import org.countersign.identity.Phrase.Word;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// How alike two names are, and why.
///
/// @param score of 100
/// @param words why; put together only for the few that are kept
record PhraseMatch(int score, Supplier<String> words) {
    private static final int SAME = 98;
    private static final int OTHER_ORDER = 96;
    private static final int SAME_ADDRESS = 95;
    private static final int NEAR = 93;
    private static final int TOGETHER = 90;
    private static final int MISSPELT = 84;
    private static final int INITIAL = 84;
    private static final int SHORTENED = 82;
    private static final int NUMBERED = 8;
    /// A word of a name that says something by itself.
    private static final int TELLING = 3;
    /// A name of one word that may be misspelt.
    static final int LONG = 6;

    /// The better of all pairs.
    static Optional<PhraseMatch> best(List<Phrase> account, List<Phrase> identity) {
        PhraseMatch best = null;
        for (Phrase one : account) {
            for (Phrase other : identity) {
                Optional<PhraseMatch> match = of(one, other);
                if (match.isPresent() && (best == null || match.get().score() > best.score())) {
                    best = match.get();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    static Optional<PhraseMatch> of(Phrase one, Phrase other) {
        if (!one.digits().isEmpty()
                && !other.digits().isEmpty()
                && !one.digits().equals(other.digits())) {
            return Optional.empty();
        }
        boolean several = one.words().size() > 1 && other.words().size() > 1;
        return (several ? byWords(one, other) : Optional.<PhraseMatch>empty())
                .or(() -> asOne(one, other))
                .map(match -> one.digits().equals(other.digits())
                        ? match
                        : new PhraseMatch(
                                match.score() - NUMBERED,
                                () -> match.reason() + English.of("similar.number", one.digits() + other.digits())));
    }

    private static Optional<PhraseMatch> byWords(Phrase one, Phrase other) {
        List<WordMatch> matches = pairs(one.words(), other.words());
        int least = Math.min(one.words().size(), other.words().size());
        boolean telling = matches.stream().anyMatch(match -> match.same() && match.length() >= TELLING);
        if (matches.size() < least || !telling) {
            return Optional.empty();
        }
        double shared = matches.stream()
                .mapToDouble(match -> match.length() * match.similarity())
                .sum();
        double all = (left(one.words(), matches.stream().map(WordMatch::one).toList())
                                + left(
                                        other.words(),
                                        matches.stream().map(WordMatch::other).toList()))
                        / 2.0
                + matches.stream().mapToInt(WordMatch::length).sum();
        boolean whole =
                one.words().size() == other.words().size() && matches.stream().allMatch(WordMatch::same);
        boolean ordered = whole && one.compact().equals(other.compact());
        int cap = ordered ? SAME : whole ? OTHER_ORDER : matches.stream().anyMatch(WordMatch::initial) ? INITIAL : NEAR;
        int score = Math.min(cap, (int) Math.round(100 * shared / all));
        return Optional.of(new PhraseMatch(score, () -> about(one, other) + ": " + why(one, other, matches, whole)));
    }

    private static String why(Phrase one, Phrase other, List<WordMatch> matches, boolean whole) {
        return whole
                ? English.of(
                        one.compact().equals(other.compact()) ? "similar.all" : "similar.order",
                        one.shown(),
                        other.shown())
                : matches.stream()
                        .sorted(Comparator.comparing(WordMatch::same).reversed())
                        .map(WordMatch::words)
                        .collect(Collectors.joining("; "));
    }

    private static int left(List<Word> words, List<Word> matched) {
        var left = new ArrayList<>(words);
        matched.forEach(left::remove);
        return left.stream().mapToInt(word -> word.folded().length()).sum();
    }

    /// Each word once, the most alike first.
    private static List<WordMatch> pairs(List<Word> ones, List<Word> others) {
        var all = new ArrayList<WordMatch>();
        for (Word one : ones) {
            for (Word other : others) {
                WordMatch.of(one, other).ifPresent(all::add);
            }
        }
        all.sort(Comparator.comparing(WordMatch::similarity)
                .thenComparing(WordMatch::length)
                .reversed());
        var leftOnes = new ArrayList<>(ones);
        var leftOthers = new ArrayList<>(others);
        var pairs = new ArrayList<WordMatch>();
        for (WordMatch match : all) {
            if (leftOnes.contains(match.one()) && leftOthers.contains(match.other())) {
                leftOnes.remove(match.one());
                leftOthers.remove(match.other());
                pairs.add(match);
            }
        }
        return pairs;
    }

    /// Names that are written in one word on one side.
    private static Optional<PhraseMatch> asOne(Phrase one, Phrase other) {
        String first = one.compact();
        String second = other.compact();
        if (first.equals(second) && first.length() > 1) {
            boolean addresses = one.kind() != Kind.DISPLAY_NAME && other.kind() != Kind.DISPLAY_NAME;
            return Optional.of(new PhraseMatch(
                    addresses || one.kind() == other.kind() ? SAME_ADDRESS : TOGETHER,
                    joining(one, other, "similar.together")));
        }
        boolean single = one.words().size() == 1 && other.words().size() == 1;
        if (single) {
            // The first letter of a user name is often an initial: with another it is another person's.
            return Math.min(first.length(), second.length()) < LONG || first.charAt(0) != second.charAt(0)
                    ? Optional.empty()
                    : WordMatch.of(one.words().getFirst(), other.words().getFirst())
                            .map(match -> new PhraseMatch(MISSPELT, () -> about(one, other) + ": " + match.words()));
        }
        if (joined(one).contains(second) || joined(other).contains(first)) {
            return Optional.of(new PhraseMatch(TOGETHER, joining(one, other, "similar.together")));
        }
        if (shortened(one).contains(second) || shortened(other).contains(first)) {
            return Optional.of(new PhraseMatch(SHORTENED, joining(one, other, "similar.shortened")));
        }
        return Optional.empty();
    }

    private static Supplier<String> joining(Phrase one, Phrase other, String key) {
        return () -> about(one, other) + ": " + English.of(key, Formats.name(one.shown()), Formats.name(other.shown()));
    }

    /// Why, in words.
    String reason() {
        return words.get();
    }

    /// The words of a name written together, in both orders.
    static HashSet<String> joined(Phrase phrase) {
        var forms = new HashSet<String>();
        List<String> words = phrase.words().stream().map(Word::folded).toList();
        if (words.size() > 1) {
            forms.add(String.join("", words));
            forms.add(String.join("", words.subList(1, words.size())) + words.getFirst());
            forms.add(words.getLast() + String.join("", words.subList(0, words.size() - 1)));
            forms.add(words.getFirst() + words.getLast());
            forms.add(words.getLast() + words.getFirst());
        }
        return forms;
    }

    /// What user names are often made of: an initial and a name.
    static HashSet<String> shortened(Phrase phrase) {
        var forms = new HashSet<String>();
        List<String> words = phrase.words().stream().map(Word::folded).toList();
        if (words.size() > 1) {
            String first = words.getFirst();
            String last = words.getLast();
            String initials = words.subList(0, words.size() - 1).stream()
                    .map(word -> word.substring(0, 1))
                    .collect(Collectors.joining());
            forms.add(first.charAt(0) + last);
            forms.add(initials + last);
            forms.add(last + first.charAt(0));
            forms.add(first + last.charAt(0));
            forms.removeIf(form -> form.length() < 4);
        }
        return forms;
    }

    private static String about(Phrase one, Phrase other) {
        return one.kind() == other.kind()
                ? English.of("similar.both", kind(one.kind()))
                : English.of("similar.mixed", kind(one.kind()), kind(other.kind()));
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case DISPLAY_NAME -> English.of("similar.kind.displayName");
            case USER_NAME -> English.of("similar.kind.userName");
            case EMAIL -> English.of("similar.kind.email");
        };
    }
}
