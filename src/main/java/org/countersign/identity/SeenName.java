package org.countersign.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// A name as a person sees it somewhere.
///
/// @param attribute where it stands
record SeenName(Kind kind, String attribute, String value) {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u2000-\\u200A\\u202F\\u3000]+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Cf}]+|[\\uFE00-\\uFE0F]");

    /// Names of one kind are taken for each other.
    enum Kind {
        ADDRESS('@'),
        /// A user name without @, or what stands before it.
        BARE('-'),
        DISPLAY(' ');

        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }
    }

    static List<SeenName> of(UserResource user) {
        var names = new ArrayList<SeenName>();
        user.userName().ifPresent(name -> signIn(names, "userName", name));
        user.emails().forEach(email -> signIn(names, "emails", email.value()));
        user.displayName()
                .map(SeenName::spaced)
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> names.add(new SeenName(Kind.DISPLAY, "displayName", name)));
        return names;
    }

    /// The same, and what stands before the @, for which a user name without one may be taken.
    static List<SeenName> withBare(UserResource user) {
        List<SeenName> names = of(user);
        for (SeenName name : List.copyOf(names)) {
            int at = name.value().indexOf('@');
            if (name.kind() == Kind.ADDRESS && at > 0) {
                signIn(names, name.attribute(), name.value().substring(0, at));
            }
        }
        return names;
    }

    private static void signIn(List<SeenName> names, String attribute, String text) {
        String value = text.strip();
        if (!value.isEmpty() && names.stream().noneMatch(name -> name.value().equals(value))) {
            names.add(new SeenName(value.contains("@") ? Kind.ADDRESS : Kind.BARE, attribute, unpacked(value)));
        }
    }

    /// Domains in their letters, not in Punycode.
    private static String unpacked(String address) {
        int at = address.indexOf("@");
        return address.indexOf("xn--", at) > 0 && at > 0
                ? address.substring(0, at + 1) + IDN.toUnicode(address.substring(at + 1))
                : address;
    }

    private static String spaced(String name) {
        return Latin.ascii(name) && name.indexOf("  ") < 0 && name.indexOf('\t') < 0
                ? name.strip()
                : Normalizer.normalize(BLANKS.matcher(name).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }

    /// Hashes of what it looks like, as it is written and in small letters.
    long[] looks() {
        long written = Skeletons.hash(kind.mark, value);
        String folded = folded(value);
        if (folded.equals(value)) {
            return new long[] {written};
        }
        long small = Skeletons.hash(kind.mark, folded);
        return small == written ? new long[] {written} : new long[] {written, small};
    }

    /// Whether it looks like another of its kind.
    boolean looksLike(SeenName other) {
        return kind == other.kind
                && (Skeletons.of(value).equals(Skeletons.of(other.value))
                        || Skeletons.of(folded(value)).equals(Skeletons.of(folded(other.value))));
    }

    private static String folded(String value) {
        return Latin.ascii(value)
                ? value.toLowerCase(Locale.ROOT)
                : Formats.folded(Normalizer.normalize(value, Normalizer.Form.NFC));
    }

    boolean same(SeenName other) {
        return kind == other.kind && key().equals(other.key());
    }

    /// What makes it the same name: in any case of letters and, where it is for show, with any punctuation and an i
    // with
    /// its dot or without, as Turkish names come. Who signs in by another i is somebody else.
    String key() {
        String folded = folded(value);
        return kind != Kind.DISPLAY
                ? folded
                : Latin.ascii(folded)
                        ? lettersOf(folded)
                        : NO_LETTERS.matcher(folded).replaceAll("").replace('ı', 'i');
    }

    private static String lettersOf(String ascii) {
        var letters = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            if (Character.isLetterOrDigit(ascii.charAt(i))) {
                letters.append(ascii.charAt(i));
            }
        }
        return letters.toString();
    }

    /// Without what nobody sees.
    String visible() {
        return key().codePoints()
                .filter(point -> !Skeletons.hidden(point))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
