package org.countersign.ui.campaigns;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.countersign.campaign.ItemQuery;
import org.countersign.campaign.Kind;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;

/// What is asked of a list of items, in the language of the screen.
final class ItemSearch {
    private ItemSearch() {}

    /// @param filter words of name, access, source, reviewer or state
    static ItemQuery of(String filter, ItemQuery.By by, boolean descending) {
        return new ItemQuery(words(filter), by, descending, states());
    }

    /// As somebody who reads the list would order their names.
    private static List<ItemQuery.State> states() {
        return Arrays.stream(ItemQuery.State.values())
                .sorted(Comparator.comparing(
                        ItemSearch::word, Collator.getInstance(Strings.bundle().getLocale())))
                .toList();
    }

    private static List<ItemQuery.Word> words(String filter) {
        return Arrays.stream(filter.strip().split("\\s+"))
                .map(Formats::plain)
                .filter(word -> !word.isEmpty())
                .map(word -> new ItemQuery.Word(word, states(word), kinds(word)))
                .toList();
    }

    /// Those whose access is said in the words of the program.
    private static Set<Kind> kinds(String word) {
        var found = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if (Formats.plain(ItemWords.access(kind, "")).contains(word)) {
                found.add(kind);
            }
        }
        return found;
    }

    private static Set<ItemQuery.State> states(String word) {
        var found = EnumSet.noneOf(ItemQuery.State.class);
        for (ItemQuery.State state : ItemQuery.State.values()) {
            if (Formats.plain(word(state)).contains(word)) {
                found.add(state);
            }
        }
        return found;
    }

    /// As the list says it.
    private static String word(ItemQuery.State state) {
        return switch (state) {
            case OPEN -> Strings.of("campaigns.waits");
            case COVERED -> Strings.of("campaigns.covered");
            case APPROVE -> Strings.of("review.verdict.approve");
            case APPROVE_UNTIL -> Strings.of("review.verdict.approve-until");
            case REVOKE -> Strings.of("review.verdict.revoke");
            case DONT_KNOW -> Strings.of("review.verdict.dont-know");
        };
    }
}
