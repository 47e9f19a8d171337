package org.countersign.workspace;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Numbers of rows as one text, in which SQLite hands over a million of them at once (`group_concat(number, ' ')`): a
/// row a number would cost three calls into it each. And back, as an array for `json_each`.
public final class RowNumbers {
    private RowNumbers() {}

    /// Numbers written one after another with a space between them.
    public static int[] parsed(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        int[] numbers = new int[text.length() / 2 + 1];
        int count = 0;
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                numbers[count++] = number;
                number = 0;
            } else {
                number = number * 10 + c - '0';
            }
        }
        numbers[count++] = number;
        return Arrays.copyOf(numbers, count);
    }

    /// A JSON array of them.
    public static String json(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
