package org.countersign.scim;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Texts that come again and again, such as schemas, in lower case: found where they stand, without making a text of
/// them. For one thread.
final class KnownTexts {
    private static final int MOST = 16;

    private final List<Known> known = new ArrayList<>();

    private record Known(char[] spelled, String folded) {}

    /// The text at which the parser stands, in lower case, where it came before.
    Optional<String> find(JsonParser parser) throws IOException {
        char[] in = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        for (Known each : known) {
            if (Arrays.equals(each.spelled, 0, each.spelled.length, in, from, to)) {
                return Optional.of(each.folded);
            }
        }
        return Optional.empty();
    }

    /// Remembers a text; answers it in lower case.
    String add(String text) {
        String folded = Attributes.fold(text);
        if (known.size() < MOST && !text.isBlank()) {
            known.add(new Known(text.toCharArray(), folded));
        }
        return folded;
    }
}
