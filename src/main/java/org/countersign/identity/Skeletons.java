package org.countersign.identity;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.SpoofChecker;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// UTS 39 by ICU: what names look like, and which scripts they mix. Thread-safe.
final class Skeletons {
    private static final Skeletons ONLY = new Skeletons();

    /// Highly Restrictive (UTS 39 5.2): one script, or Latin beside what Chinese, Japanese and Korean are written in.
    private final SpoofChecker checker = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();
    /// Most names are ASCII, and a skeleton is made letter by letter.
    private final String[] ascii = new String[128];

    private Skeletons() {
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = checker.getSkeleton(Character.toString(i));
        }
    }

    /// What a name looks like (UTS 39 4): names of one skeleton look alike.
    static String of(String name) {
        if (!Latin.ascii(name)) {
            return ONLY.checker.getSkeleton(name);
        }
        var skeleton = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            skeleton.append(ONLY.ascii[name.charAt(i)]);
        }
        return skeleton.toString();
    }

    /// A hash (FNV-1a) of a skeleton behind a mark; of ASCII without making the skeleton.
    static long hash(char mark, String name) {
        long hash = mixed(0xCBF29CE484222325L, mark);
        if (!Latin.ascii(name)) {
            return hashed(hash, of(name));
        }
        for (int i = 0; i < name.length(); i++) {
            hash = hashed(hash, ONLY.ascii[name.charAt(i)]);
        }
        return hash;
    }

    private static long hashed(long hash, String text) {
        long all = hash;
        for (int i = 0; i < text.length(); i++) {
            all = mixed(all, text.charAt(i));
        }
        return all;
    }

    private static long mixed(long hash, char c) {
        return (hash ^ c) * 0x100000001B3L;
    }

    /// The scripts of the first word that mixes some that are not written together; empty where none does. A name may
    /// have a word of each script: “Иван Petrov” is no trick.
    static Set<String> mixed(String name) {
        if (Latin.ascii(name)) {
            return Set.of();
        }
        for (String word : words(name)) {
            if (ONLY.checker.failsChecks(word)) {
                var names = new TreeSet<String>();
                scripts(word).forEach(script -> names.add(named(script)));
                return names;
            }
        }
        return Set.of();
    }

    private static List<String> words(String name) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        name.codePoints().forEach(point -> {
            if (Character.isLetter(point) || isMark(point) || hidden(point)) {
                word.appendCodePoint(point);
            } else {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        words.add(word.toString());
        words.removeIf(String::isEmpty);
        return words;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /// The scripts of a name's letters, without what every script uses.
    static Set<UnicodeScript> scripts(String name) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .forEach(scripts::add);
        scripts.remove(UnicodeScript.INHERITED);
        return scripts;
    }

    /// Shows nothing (Default_Ignorable_Code_Point), such as a zero-width space.
    static boolean hidden(int point) {
        return point > 0x7F && UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static String named(UnicodeScript script) {
        String name = script.name().replace('_', ' ');
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
