package org.countersign.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.scim.UserResource;

/// One name of a user, in words.
///
/// @param digits all of the name's, in their order: names that differ in them are of two people
record Phrase(Kind kind, List<Word> words, String digits) {
    private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*]");
    private static final Pattern APOSTROPHE = Pattern.compile("['’ʼ`´]");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Cf}]+");
    /// More words than any name has; a sentence in the place of a name costs no more.
    private static final int MOST = 6;

    /// Where a name stands.
    enum Kind {
        DISPLAY_NAME,
        USER_NAME,
        EMAIL
    }

    /// @param folded small ASCII letters
    /// @param shown as the user has it
    record Word(String folded, String shown) {
        boolean initial() {
            return folded.length() == 1;
        }
    }

    /// Copies the list.
    Phrase {
        words = List.copyOf(words);
    }

    /// All words in one.
    String compact() {
        return words.stream().map(Word::folded).collect(Collectors.joining());
    }

    String shown() {
        return words.stream().map(Word::shown).collect(Collectors.joining(" "));
    }

    /// The names of a user; what says the same as one before it is left out.
    static List<Phrase> of(UserResource user) {
        var phrases = new ArrayList<Phrase>();
        user.displayName().ifPresent(name -> add(phrases, Kind.DISPLAY_NAME, name));
        user.userName().ifPresent(name -> add(phrases, Kind.USER_NAME, beforeAt(name)));
        user.emails().forEach(email -> add(phrases, Kind.EMAIL, beforeAt(email.value())));
        return phrases;
    }

    private static String beforeAt(String address) {
        int at = address.indexOf('@');
        return at > 0 ? address.substring(0, at) : address;
    }

    private static void add(List<Phrase> phrases, Kind kind, String name) {
        if (kind == Kind.DISPLAY_NAME && name.contains("@")) {
            add(phrases, Kind.EMAIL, beforeAt(name));
            return;
        }
        read(kind, name)
                .filter(phrase -> phrases.stream()
                        .noneMatch(known -> known.words().equals(phrase.words())
                                && known.digits().equals(phrase.digits())))
                .ifPresent(phrases::add);
    }

    /// @return nothing where the name has no letters
    static Optional<Phrase> read(Kind kind, String name) {
        var words = new ArrayList<Word>();
        var digits = new StringBuilder();
        if (Latin.ascii(name) && name.indexOf('(') < 0 && name.indexOf('[') < 0) {
            plain(name, words, digits);
        } else {
            String outside = ASIDE.matcher(name).replaceAll(" ");
            String told = BETWEEN.matcher(outside).replaceAll("").isEmpty() ? name : outside;
            for (String shown : BETWEEN.split(APOSTROPHE.matcher(told).replaceAll(""), MOST + 2)) {
                int before = words.size();
                plain(Latin.of(shown), words, digits);
                if (words.size() == before + 1) {
                    words.set(before, new Word(words.get(before).folded(), shown));
                }
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new Phrase(kind, words, digits.toString()));
    }

    /// The words of an ASCII name, without regular expressions: most names are such, and there are many.
    private static void plain(String name, List<Word> words, StringBuilder digits) {
        var shown = new StringBuilder(name.length());
        var letters = new StringBuilder(name.length());
        for (int i = 0; i <= name.length(); i++) {
            char c = i == name.length() ? ' ' : name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                letters.append((char) (c | 0x20));
                shown.append(c);
            } else if (c >= '0' && c <= '9') {
                digits.append(c);
                shown.append(c);
            } else if (c != '\'' && c != '`') {
                if (!letters.isEmpty() && words.size() < MOST) {
                    words.add(new Word(letters.toString(), shown.toString()));
                }
                letters.setLength(0);
                shown.setLength(0);
            }
        }
    }
}
