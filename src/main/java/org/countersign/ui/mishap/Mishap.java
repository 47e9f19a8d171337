package org.countersign.ui.mishap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.text.Strings;

/// A mistake of the program without anybody's data: which exceptions, where in the program. Messages are left out, as
/// they may say anything; one that is a text of ours is named by its key.
public final class Mishap {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LETTERS = 12;
    private static final int GROUP = 4;
    /// So much of a text must be ours that nothing else looks like it.
    private static final int OWN = 12;
    private static final int DEEPEST = 60;

    private final String code;
    private final List<String> lines;

    private Mishap(List<String> lines) {
        this.lines = List.copyOf(lines);
        this.code = code(String.join("\n", lines));
    }

    /// Of what was thrown, on which thread.
    public static Mishap of(Throwable thrown) {
        var lines = new ArrayList<String>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String lead = "";
        for (Throwable one = thrown; one != null && seen.add(one); one = one.getCause()) {
            lines.add(lead
                    + one.getClass().getName()
                    + key(one.getMessage()).map(key -> " (" + key + ")").orElse(""));
            StackTraceElement[] trace = one.getStackTrace();
            for (int i = 0; i < Math.min(DEEPEST, trace.length); i++) {
                lines.add("  at " + trace[i].getClassName() + "." + trace[i].getMethodName() + ":"
                        + trace[i].getLineNumber());
            }
            lead = "caused by ";
        }
        return new Mishap(lines);
    }

    /// The key of a text of ours that this may be, whatever is filled in.
    private static Optional<String> key(@org.jspecify.annotations.Nullable String message) {
        if (message == null) {
            return Optional.empty();
        }
        return Strings.bundle().keySet().stream()
                .filter(key -> is(Strings.bundle().getString(key), message))
                .sorted()
                .findFirst();
    }

    private static boolean is(String pattern, String message) {
        String[] parts = pattern.split("\\{\\d}", -1);
        if (String.join("", parts).length() < OWN) {
            return false;
        }
        var whole = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            whole.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(whole.toString(), Pattern.DOTALL)
                .matcher(message)
                .matches();
    }

    /// The same for the same mistake at the same place: `7K2Q:M4TD:0P9X`.
    public String code() {
        return code;
    }

    /// Classes, methods and line numbers.
    public List<String> lines() {
        return lines;
    }

    private static String code(String trace) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(trace.getBytes(StandardCharsets.UTF_8));
            var code = new StringBuilder();
            for (int i = 0; i < LETTERS; i++) {
                code.append(i > 0 && i % GROUP == 0 ? ":" : "").append(ALPHABET.charAt(digest[i] & 31));
            }
            return code.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
