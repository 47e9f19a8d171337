package org.countersign.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.countersign.identity.Phrase.Word;
import org.countersign.scim.UserResource;
import org.countersign.text.Strings;
import org.countersign.work.Progress;

/// Identities that are called much like accounts with which nobody correlates, ranked. They only suggest.
///
/// The accounts asked about are indexed, the identities pass by once: who shares two words with an account, each at
/// most misspelt, or has its name written together or shortened, is compared; nobody else is.
public final class SimilarNames {
    /// Below this nothing is suggested.
    public static final int THRESHOLD = 80;
    /// Of an account, at most.
    public static final int MOST = 5;

    private static final Comparator<SimilarName> ORDER = Comparator.comparing(SimilarName::score)
            .reversed()
            .thenComparing(SimilarName::departed)
            .thenComparing(SimilarName::hasAccount)
            .thenComparing(SimilarName::identityId);
    private static final int LONG = 7;
    private static final int STEP = 10_000;

    private final List<UserResource> asked;
    private final List<List<Phrase>> phrases = new ArrayList<>();
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    /// Words with one letter left out, to the words: what is one letter apart meets here.
    private final Map<String, Set<String>> byDeletion = new HashMap<>();
    private final Map<Character, List<String>> longWords = new HashMap<>();
    private final Map<String, Set<Integer>> whole = new HashMap<>();
    private final Map<String, Set<Integer>> shortened = new HashMap<>();
    private final Map<String, List<String>> near = new HashMap<>();
    private final List<TreeSet<SimilarName>> found = new ArrayList<>();
    private final int[] stamp;
    private final int[] shared;
    private int turn;

    private SimilarNames(Collection<UserResource> accounts) {
        this.asked = List.copyOf(accounts);
        this.stamp = new int[asked.size()];
        this.shared = new int[asked.size()];
        for (int i = 0; i < asked.size(); i++) {
            List<Phrase> names = Phrase.of(asked.get(i));
            phrases.add(names);
            found.add(new TreeSet<>(ORDER));
            for (String word : words(names)) {
                byWord.computeIfAbsent(word, _ -> new ArrayList<>(1)).add(i);
            }
            for (Phrase name : names) {
                forms(name, i);
            }
        }
        byWord.keySet().forEach(word -> {
            deletions(word).forEach(form -> byDeletion
                    .computeIfAbsent(form, _ -> new HashSet<>(2))
                    .add(word));
            if (word.length() >= LONG) {
                longWords
                        .computeIfAbsent(word.charAt(0), _ -> new ArrayList<>())
                        .add(word);
            }
        });
    }

    private void forms(Phrase name, int account) {
        whole.computeIfAbsent(name.compact(), _ -> new HashSet<>(2)).add(account);
        PhraseMatch.joined(name).forEach(form -> whole.computeIfAbsent(form, _ -> new HashSet<>(2))
                .add(account));
        PhraseMatch.shortened(name)
                .forEach(form ->
                        shortened.computeIfAbsent(form, _ -> new HashSet<>(2)).add(account));
    }

    /// The most alike identities of each account, best first; accounts that nobody is like are left out.
    ///
    /// @param accounts with which nobody correlates
    /// @param identities current ones and departed ones
    /// @param departed whether an identity is gone
    /// @param hasAccount whether an account of the app is linked with an identity
    public static Map<String, List<SimilarName>> of(
            Collection<UserResource> accounts,
            Collection<UserResource> identities,
            Predicate<String> departed,
            Predicate<String> hasAccount,
            Progress progress) {
        var names = new SimilarNames(accounts);
        int done = 0;
        for (UserResource identity : accounts.isEmpty() ? List.<UserResource>of() : identities) {
            if (done++ % STEP == 0) {
                progress.report(Strings.step("similar.step"), done, identities.size());
            }
            names.pass(identity, departed.test(identity.id()), hasAccount.test(identity.id()));
        }
        var ranked = new LinkedHashMap<String, List<SimilarName>>();
        for (int i = 0; i < names.asked.size(); i++) {
            if (!names.found.get(i).isEmpty()) {
                ranked.put(names.asked.get(i).id(), List.copyOf(names.found.get(i)));
            }
        }
        return ranked;
    }

    private void pass(UserResource identity, boolean departed, boolean hasAccount) {
        List<Phrase> names = Phrase.of(identity);
        for (int account : candidates(names)) {
            PhraseMatch.best(phrases.get(account), names)
                    .filter(match -> match.score() >= least(found.get(account)))
                    .ifPresent(match -> {
                        TreeSet<SimilarName> best = found.get(account);
                        best.add(new SimilarName(
                                asked.get(account).id(),
                                identity.id(),
                                match.score(),
                                match.reason(),
                                departed,
                                hasAccount));
                        if (best.size() > MOST) {
                            best.pollLast();
                        }
                    });
        }
    }

    private static int least(TreeSet<SimilarName> best) {
        return best.size() < MOST ? THRESHOLD : best.last().score();
    }

    private Set<Integer> candidates(List<Phrase> names) {
        var found = new TreeSet<Integer>();
        for (Phrase name : names) {
            found.addAll(whole.getOrDefault(name.compact(), Set.of()));
            found.addAll(shortened.getOrDefault(name.compact(), Set.of()));
            PhraseMatch.joined(name).forEach(form -> found.addAll(whole.getOrDefault(form, Set.of())));
            PhraseMatch.shortened(name).forEach(form -> found.addAll(whole.getOrDefault(form, Set.of())));
        }
        turn++;
        Set<String> words = words(names);
        boolean initial = words.stream().anyMatch(word -> word.length() == 1);
        int needed = initial ? 1 : 2;
        Set<String> alone = new HashSet<>();
        names.stream()
                .filter(name -> name.words().size() == 1 && name.compact().length() >= PhraseMatch.LONG)
                .forEach(name -> alone.add(name.compact()));
        for (String word : words) {
            for (String like : near.computeIfAbsent(word, this::near)) {
                boolean one = alone.contains(word);
                for (int account : byWord.getOrDefault(like, List.of())) {
                    if (stamp[account] != turn) {
                        stamp[account] = turn;
                        shared[account] = 0;
                    }
                    if (++shared[account] >= needed || one) {
                        found.add(account);
                    }
                }
            }
        }
        return found;
    }

    /// The accounts' words that a word of an identity may be, itself among them.
    private List<String> near(String word) {
        var like = new TreeSet<String>();
        if (byWord.containsKey(word)) {
            like.add(word);
        }
        String first = word.substring(0, 1);
        if (byWord.containsKey(first)) {
            like.add(first);
        }
        for (String form : deletions(word)) {
            for (String known : byDeletion.getOrDefault(form, Set.of())) {
                if (WordMatch.near(word, known)) {
                    like.add(known);
                }
            }
        }
        if (word.length() >= LONG) {
            for (String known : longWords.getOrDefault(word.charAt(0), List.of())) {
                if (WordMatch.near(word, known)) {
                    like.add(known);
                }
            }
        }
        return List.copyOf(like);
    }

    private static Set<String> words(List<Phrase> names) {
        var words = new TreeSet<String>();
        names.forEach(name -> name.words().stream().map(Word::folded).forEach(words::add));
        return words;
    }

    private static List<String> deletions(String word) {
        if (word.length() < 3) {
            return List.of();
        }
        var forms = new String[word.length() + 1];
        Arrays.setAll(forms, i -> i == word.length() ? word : word.substring(0, i) + word.substring(i + 1));
        return List.of(forms);
    }
}
