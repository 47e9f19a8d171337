package org.countersign.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a campaign would ask if it were opened now: nothing is stored.
///
/// @param asOf the instant whose snapshots and governance it would freeze
/// @param from the first day of its period
/// @param kinds how many items of each kind
/// @param reviewers how many items each would get, by address
/// @param toFallback items for whom nobody was named who could decide them: the fallback reviewer or the owner gets
/// them
/// @param independence items that the person themselves would decide, because nobody else is there
/// @param changed items that are new or changed since the last signed review
/// @param withFindings items with at least one finding
/// @param doubts sources that it would rest on although they are old, incomplete or unknown
public record Foreseen(
        Instant asOf,
        LocalDate from,
        Map<Kind, Integer> kinds,
        Map<String, Integer> reviewers,
        int toFallback,
        int independence,
        int changed,
        int withFindings,
        List<Doubt> doubts) {
    /// Copies the collections.
    public Foreseen {
        kinds = Map.copyOf(kinds);
        reviewers = Map.copyOf(reviewers);
        doubts = List.copyOf(doubts);
    }

    /// A source that what is asked rests on, and what is wrong with it.
    ///
    /// @param name as people call it
    public record Doubt(String source, String name, Why why) {
        /// What is wrong.
        public enum Why {
            /// There is no snapshot of it.
            NONE,
            /// Its snapshot is older than it may be.
            STALE,
            /// Its snapshot has a known gap.
            INCOMPLETE
        }
    }

    /// How many items in all.
    public int items() {
        return kinds.values().stream().mapToInt(Integer::intValue).sum();
    }

    static Foreseen of(Prepared prepared) {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        Map<String, Integer> reviewers = new TreeMap<>();
        int fallback = 0;
        int independence = 0;
        int changed = 0;
        int found = 0;
        for (var entry : prepared.asked().entrySet()) {
            ReviewItem item = entry.getValue();
            kinds.merge(item.kind(), 1, Integer::sum);
            reviewers.merge(item.frozenReviewer(), 1, Integer::sum);
            fallback += prepared.population().unowned().contains(entry.getKey()) ? 1 : 0;
            independence += item.line().has("independence") ? 1 : 0;
            changed += item.changed() ? 1 : 0;
            found += item.findings().isEmpty() ? 0 : 1;
        }
        return new Foreseen(
                prepared.landscape().asOf(),
                prepared.from(),
                kinds,
                reviewers,
                fallback,
                independence,
                changed,
                found,
                prepared.doubts());
    }
}
