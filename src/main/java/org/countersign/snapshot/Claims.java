package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.scim.ResourceSink.Page;

/// What the list pages of one type claim: totals, where each begins, whether another follows.
final class Claims {
    private static final int PAGES = 100_000;

    private final String type;
    private final List<Span> spans = new ArrayList<>();
    private long min = Long.MAX_VALUE;
    private long max = -1;
    private final Chain chain;
    private long rows;
    private int following;
    private int last;

    /// A page by its own `startIndex`.
    private record Span(long start, long count) {}

    /// @param type in the plural, for sentences
    Claims(String type) {
        this.type = type;
        this.chain = new Chain(type);
    }

    void add(Page page) {
        page.totalResults().ifPresent(total -> {
            min = Math.min(min, total);
            max = Math.max(max, total);
        });
        rows += page.users() + page.groups();
        long count = page.users() + page.groups() + page.others() + page.refused();
        page.startIndex()
                .filter(start -> start > 0 && spans.size() < PAGES)
                .ifPresent(start -> spans.add(new Span(start, count)));
        turn(page);
    }

    void turn(Page page) {
        if (page.nextCursor()) {
            following++;
        } else {
            last++;
        }
        chain.add(page.cursors());
    }

    boolean claims(long total) {
        return min == total || max == total;
    }

    /// A page says that another follows, and none is there that says it is the last.
    boolean cutOff() {
        return following > 0 && last == 0;
    }

    /// How many resources its pages had, each as often as it came.
    long rows() {
        return rows;
    }

    Completeness.Count count(long found) {
        return new Completeness.Count(
                found, max < 0 ? Optional.empty() : Optional.of(min), max < 0 ? Optional.empty() : Optional.of(max));
    }

    /// What is missing, given how many distinct ones were found.
    List<String> gaps(long found) {
        var gaps = new ArrayList<String>();
        if (max > found) {
            gaps.add("Only " + Completeness.shortfall(type, count(found)) + ".");
        }
        boolean whole = max >= 0 && found >= max;
        if (!whole) {
            holes(gaps);
        }
        return gaps;
    }

    /// What the cursors of the pages tell to be missing, given how many distinct ones were found.
    Optional<String> unchained(long found) {
        return max >= 0 && found >= max ? Optional.empty() : chain.gap();
    }

    private void holes(List<String> gaps) {
        long expected = 1;
        spans.sort(Comparator.comparingLong(Span::start));
        for (Span span : spans) {
            if (span.start() > expected) {
                gaps.add(String.format(
                        Locale.ENGLISH,
                        expected == span.start() - 1
                                ? "No page has number %1$,d of the %3$s."
                                : "No page has numbers %1$,d to %2$,d of the %3$s.",
                        expected,
                        span.start() - 1,
                        type));
            }
            expected = Math.max(expected, span.start() + span.count());
        }
    }

    /// What is odd and loses nothing.
    ///
    /// @param repeated whether ids came more than once
    List<String> notes(boolean repeated) {
        var notes = new ArrayList<String>();
        if (max > min) {
            notes.add(String.format(
                    Locale.ENGLISH,
                    "Pages do not agree on how many %s there are: %,d to %,d. It changed while they were fetched.",
                    type,
                    min,
                    max));
        }
        long expected = 1;
        spans.sort(Comparator.comparingLong(Span::start));
        for (Span span : spans) {
            if (repeated && span.start() < expected) {
                notes.add("Pages of the " + type + " overlap.");
                break;
            }
            expected = Math.max(expected, span.start() + span.count());
        }
        return notes;
    }
}
