package org.countersign.snapshot;

import java.util.stream.LongStream;

/// Numbers that SQLite hands over as one text, which costs three calls for all instead of three for each.
public final class NumberText {
    private NumberText() {}

    /// The numbers of a text of digits with a blank between two, each below 2^31, as they come.
    public static int[] numbers(String text) {
        return stream(text).mapToInt(number -> (int) number).toArray();
    }

    /// The same of larger numbers, sorted.
    static long[] sorted(String text) {
        return stream(text).sorted().toArray();
    }

    private static LongStream stream(String text) {
        var numbers = LongStream.builder();
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                numbers.add(number);
                number = 0;
            } else {
                number = 10 * number + c - '0';
            }
        }
        return numbers.add(number).build();
    }
}
