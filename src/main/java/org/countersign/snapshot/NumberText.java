package org.countersign.snapshot;

import java.util.Arrays;
import java.util.stream.LongStream;

/// Numbers that SQLite hands over as one text, which costs three calls for all instead of three for each.
final class NumberText {
    private NumberText() {}

    /// The numbers of a text of digits with a blank between two, sorted.
    static long[] sorted(String text) {
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
        long[] sorted = numbers.add(number).build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
