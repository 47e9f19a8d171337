package org.countersign.identity;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;

/// Names of any script in small ASCII letters, as far as that can be told: accents fall, Cyrillic and Greek are read
/// as passports write them (BGN/PCGN), Chinese by its sounds. Scripts that leave vowels out (Arabic, Hebrew) stay
/// consonants.
final class Latin {
    private Latin() {}

    /// Made where the first name needs it: reading its rules takes a quarter of a second.
    private static final class Reading {
        private static final Transliterator ANY =
                Transliterator.getInstance("Russian-Latin/BGN; Greek-Latin/BGN; Any-Latin; Latin-ASCII");
    }

    /// A word, or several where the script does not part them.
    static String of(String word) {
        if (ascii(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        String plain = Normalizer.normalize(word, Normalizer.Form.NFKD).replaceAll("\\p{Mn}|\\p{Cf}", "");
        String latin = ascii(plain)
                ? plain
                : Reading.ANY.transliterate(
                        Normalizer.normalize(word, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", ""));
        return latin.toLowerCase(Locale.ROOT);
    }

    static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
