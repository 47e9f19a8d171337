package org.countersign.scim.pull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.countersign.work.RefusedException;

/// A token or a client's secret. Says nothing of itself: not in messages, not in exceptions, not in a dump of
/// what holds it.
public final class Secret {
    private static final int LONGEST = 16_384;

    private final byte[] ascii;

    private Secret(byte[] ascii) {
        this.ascii = ascii;
    }

    /// Takes what a header can carry, less white space around it.
    ///
    /// @param place where it came from, for messages
    /// @throws RefusedException where it is empty, too long, or holds what no header can carry
    public static Secret of(String place, byte[] text) throws RefusedException {
        int from = 0;
        int to = text.length;
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (to > from && isSpace(text[to - 1])) {
            to--;
        }
        if (from == to) {
            throw new RefusedException(place, "There is no token in it.", "Put the token there, and nothing else.");
        }
        for (int i = from; i < to; i++) {
            if (text[i] <= ' ' || text[i] > '~' || to - from > LONGEST) {
                throw new RefusedException(
                        place, "This is not a token: a token is one word of ASCII.", "Put the token there, alone.");
            }
        }
        return new Secret(Arrays.copyOfRange(text, from, to));
    }

    private static boolean isSpace(byte one) {
        return one == ' ' || one == '\t' || one == '\r' || one == '\n';
    }

    /// For the one header or store that it is meant for.
    String reveal() {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    /// Whether a text holds it, in whatever case, as hosts have none.
    boolean isIn(String text) {
        return text.toLowerCase(Locale.ROOT).contains(reveal().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
