package org.countersign.snapshot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.ResourceSink.Cursors;

/// The pages of one listing by cursor (RFC 9865), as far as they tell what stands beside them.
///
/// A page does not tell its own cursor. Where one page's `nextCursor` is another's `previousCursor`, just one page
/// stands between the two, and from the first page every second one can be counted. Where the server has other
/// cursors for the way back, or tells none, nothing can be seen in the midst.
final class Chain {
    private static final int PAGES = 100_000;
    private static final int LONGEST = 1_000;

    private final String type;
    private final Set<Cursors> pages = new LinkedHashSet<>();
    private boolean followed = true;

    /// @param type in the plural, for sentences
    Chain(String type) {
        this.type = type;
    }

    /// A page; the same one twice is one.
    void add(Cursors page) {
        followed &= pages.size() < PAGES && isShort(page.next()) && isShort(page.previous());
        if (followed) {
            pages.add(page);
        }
    }

    private static boolean isShort(Optional<String> cursor) {
        return cursor.map(String::length).orElse(0) <= LONGEST;
    }

    /// What is missing, in words.
    Optional<String> gap() {
        if (!followed) {
            return Optional.empty();
        }
        List<Cursors> first =
                pages.stream().filter(page -> page.previous().isEmpty()).toList();
        if (first.isEmpty() && !pages.isEmpty()) {
            return Optional.of("The first page of the " + type + " is missing: each says that another precedes it.");
        }
        long last = pages.stream().filter(page -> page.next().isEmpty()).count();
        boolean one = first.size() == 1 && last == 1;
        return one && bothWays() && pages.size() != expected(first.getFirst())
                ? Optional.of("A page of the " + type + " is missing: their cursors lead to more pages than there are.")
                : Optional.empty();
    }

    /// Whether any page is called the same from both sides.
    private boolean bothWays() {
        var next = new HashSet<String>();
        pages.forEach(page -> page.next().ifPresent(next::add));
        return pages.stream()
                .anyMatch(page -> page.previous().filter(next::contains).isPresent());
    }

    /// How many there are if none is missing, by every second one from the first.
    private int expected(Cursors first) {
        Map<String, Cursors> behind = new HashMap<>();
        pages.forEach(page -> page.previous().ifPresent(cursor -> behind.put(cursor, page)));
        int steps = 1;
        Optional<Cursors> at = Optional.of(first);
        for (var next = step(behind, at); next.isPresent() && steps <= pages.size(); next = step(behind, at)) {
            at = next;
            steps++;
        }
        // The last one is one of them, or the one behind the last of them.
        return at.flatMap(Cursors::next).isEmpty() ? 2 * steps - 1 : 2 * steps;
    }

    private static Optional<Cursors> step(Map<String, Cursors> behind, Optional<Cursors> from) {
        return from.flatMap(Cursors::next).flatMap(cursor -> Optional.ofNullable(behind.get(cursor)));
    }
}
