package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.scim.ResourceSink.Listed;
import org.countersign.scim.ResourceSink.Page;

/// The listings of a snapshot, each with the claims of its own pages (scim-dialects.md 1.2): that one is whole says
/// nothing of another.
final class Listings {
    private static final String USERS = "users";
    private static final String GROUPS = "groups";

    /// Pages with resources.
    private final Map<Listing, Claims> claims = new LinkedHashMap<>();
    /// Pages without any, by what the envelope calls the listing: of which one they are, only that can tell.
    private final Map<String, Empty> empty = new HashMap<>();
    private final Set<Long> emptyTotals = new TreeSet<>();

    /// @param type of the resources, in the plural
    private record Listing(String type, Listed listed) {}

    /// Pages without resources.
    private static final class Empty {
        private int last;
        private int followed;
    }

    /// The end of a page of a list.
    void add(Page page) {
        if (page.users() > 0 || page.groups() > 0) {
            String type = page.groups() == 0 ? USERS : page.users() == 0 ? GROUPS : "resources";
            claims.computeIfAbsent(new Listing(type, page.listing()), _ -> new Claims(type))
                    .add(page);
            return;
        }
        // An empty page claims a total too; whose it is, only a page with resources can tell.
        page.totalResults().filter(total -> total > 0).ifPresent(emptyTotals::add);
        Empty pages = empty.computeIfAbsent(page.listing().named(), _ -> new Empty());
        if (page.nextCursor()) {
            pages.followed++;
        } else if (page.totalResults().filter(total -> total == 0).isEmpty()) {
            pages.last++; // a list of nobody ends no list that has somebody
        }
    }

    /// What is missing, given how many distinct ones were found.
    List<String> gaps(long users, long groups) {
        var gaps = new ArrayList<String>();
        claims.forEach((listing, told) -> gaps.addAll(told.gaps(found(listing, users, groups))));
        claims.forEach((listing, told) -> {
            // Nor of which listing an empty page is a part.
            if (!empty.containsKey(listing.listed().named())) {
                told.unchained(found(listing, users, groups)).ifPresent(gaps::add);
            }
        });
        emptyTotals.stream()
                .filter(total -> claims.values().stream().noneMatch(told -> told.claims(total)))
                .forEach(total ->
                        gaps.add("A page says that there are " + total + " resources and holds none of them."));
        return gaps;
    }

    /// Where there is one listing of a type, whatever was found is of it. Of several the rows of the others are not;
    /// but a row may come in more than one.
    private long found(Listing listing, long users, long groups) {
        long all =
                switch (listing.type()) {
                    case USERS -> users;
                    case GROUPS -> groups;
                    default -> users + groups;
                };
        long others = 0;
        for (Map.Entry<Listing, Claims> other : claims.entrySet()) {
            boolean beside = other.getKey().type().equals(listing.type())
                    && !other.getKey().equals(listing);
            others += beside ? other.getValue().rows() : 0;
        }
        long own = Optional.ofNullable(claims.get(listing)).map(Claims::rows).orElse(0L);
        return Math.min(all, Math.max(own, all - others));
    }

    /// Whether a page of some listing says that another follows, and none is there that ends it. An empty one ends one
    /// listing, and none that its envelope does not name.
    boolean cutOff() {
        var names = new TreeSet<String>(empty.keySet());
        claims.keySet().forEach(listing -> names.add(listing.listed().named()));
        return names.stream().anyMatch(this::cutOff);
    }

    private boolean cutOff(String named) {
        Empty pages = empty.getOrDefault(named, new Empty());
        List<Claims> told = claims.entrySet().stream()
                .filter(entry -> entry.getKey().listed().named().equals(named))
                .map(Map.Entry::getValue)
                .toList();
        return told.stream().filter(Claims::cutOff).count() > pages.last
                || (told.isEmpty() && pages.followed > 0 && pages.last == 0);
    }

    /// What is odd and loses nothing.
    ///
    /// @param repeated whether ids came more than once
    List<String> notes(boolean repeated) {
        return claims.values().stream()
                .flatMap(told -> told.notes(repeated).stream())
                .distinct()
                .toList();
    }

    /// Users found against claimed.
    Completeness.Count users(long found) {
        return count(USERS, found);
    }

    /// Groups found against claimed.
    Completeness.Count groups(long found) {
        return count(GROUPS, found);
    }

    /// Over all listings of a type, where each has told its total.
    private Completeness.Count count(String type, long found) {
        List<Completeness.Count> counts = claims.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals(type))
                .map(entry -> entry.getValue().count(found))
                .toList();
        if (counts.isEmpty() || counts.stream().anyMatch(one -> one.claimedMax().isEmpty())) {
            return new Completeness.Count(found, Optional.empty(), Optional.empty());
        }
        return new Completeness.Count(
                found,
                Optional.of(counts.stream()
                        .mapToLong(one -> one.claimedMin().orElse(0L))
                        .sum()),
                Optional.of(counts.stream()
                        .mapToLong(one -> one.claimedMax().orElse(0L))
                        .sum()));
    }
}
