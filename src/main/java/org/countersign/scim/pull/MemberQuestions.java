package org.countersign.scim.pull;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.pull.Listing.ExpiredCursorException;
import org.countersign.work.RefusedException;

/// Questions for members by filter: `/Users?filter=groups.value eq "…"`, which Entra answers, and
/// `/Groups?filter=members.value eq "…"`, which Entra and AWS answer (scim-dialects.md 2.2, 2.7).
///
/// Some servers leave out a filter that they do not know, and some answer every such filter with nobody: neither is
/// believed before one question has brought somebody and one for nobody has brought nobody.
final class MemberQuestions {
    private static final int PROBED_GROUPS = 5;
    private static final int PROBED_USERS = 20;
    /// An id that no server has given.
    private static final String NOBODY = "00000000-0000-4000-8000-00c0117e2516";

    /// What servers say to a filter that they do not know.
    private static final Set<Integer> UNKNOWN = Set.of(400, 403, 405, 414, 501);
    /// What they say where it confuses them.
    private static final Set<Integer> FAILED = Set.of(408, 500, 502, 504);

    private final Asking asking;
    private final PullOptions options;
    private final boolean byCursor;
    private final Set<String> gaps = new LinkedHashSet<>();

    MemberQuestions(Asking asking, PullOptions options, boolean byCursor) {
        this.asking = asking;
        this.options = options;
        this.byCursor = byCursor;
    }

    /// Whether the server tells the users of a group.
    boolean usersAreAnswered(Set<String> groups) throws RefusedException, ExpiredCursorException {
        return answered(
                users(NOBODY),
                spread(groups, PROBED_GROUPS).stream().map(this::users).toList());
    }

    /// Whether the server tells the groups of a user.
    boolean groupsAreAnswered(Set<String> users) throws RefusedException, ExpiredCursorException {
        return answered(
                groups(NOBODY),
                spread(users, PROBED_USERS).stream().map(this::groups).toList());
    }

    private boolean answered(Query nobody, List<Query> some) throws RefusedException, ExpiredCursorException {
        if (some.isEmpty() || !probe(nobody).orElse(Set.of()).isEmpty()) {
            return false;
        }
        for (Query one : some) {
            Optional<Set<String>> found = probe(one);
            if (found.isEmpty()) {
                return false;
            }
            if (!found.get().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Set<String>> probe(Query query) throws RefusedException, ExpiredCursorException {
        return ask(query.asProbe());
    }

    /// Asks for the users of every group, and for the groups that it is in.
    ///
    /// @param told from group to members with their type
    /// @return whether groups within groups are told, too
    boolean usersOf(Set<String> groups, Map<String, Map<String, String>> told)
            throws RefusedException, ExpiredCursorException {
        long done = 0;
        for (String group : groups) {
            asking.counting().at("members of groups", done++, groups.size());
            for (String user : sure(users(group))) {
                put(told, group, user, "User");
            }
        }
        return groupsWithin(groups, told);
    }

    /// Asks for the groups of every user, and of every group.
    ///
    /// @param told from group to members with their type
    /// @return whether groups within groups are told, too
    boolean groupsOf(Set<String> users, Set<String> groups, Map<String, Map<String, String>> told)
            throws RefusedException, ExpiredCursorException {
        long done = 0;
        for (String user : users) {
            asking.counting().at("groups of users", done++, users.size());
            for (String group : sure(groups(user))) {
                put(told, group, user, "User");
            }
        }
        return groupsWithin(groups, told);
    }

    private boolean groupsWithin(Set<String> groups, Map<String, Map<String, String>> told)
            throws RefusedException, ExpiredCursorException {
        Optional<Set<String>> nobody = probe(groups(NOBODY));
        if (nobody.isEmpty() || !nobody.get().isEmpty()) {
            return false;
        }
        for (String group : groups) {
            Optional<Set<String>> above = ask(groups(group));
            if (above.isEmpty()) {
                return false;
            }
            above.get().forEach(one -> put(told, one, group, "Group"));
        }
        return true;
    }

    private static void put(Map<String, Map<String, String>> told, String group, String member, String type) {
        told.computeIfAbsent(group, key -> new LinkedHashMap<>()).put(member, type);
    }

    private Set<String> sure(Query query) throws RefusedException, ExpiredCursorException {
        return ask(query)
                .orElseThrow(() -> new RefusedException(
                        asking.endpoint().shown() + "/" + query.type(),
                        "The server answers some questions for members and refuses others.",
                        "Set members: list in the governance file; members are then not known."));
    }

    /// Who matches; empty where the server refuses the question. Nobody, where it does not know whom it is asked
    /// for (404, as AWS says).
    private Optional<Set<String>> ask(Query query) throws RefusedException, ExpiredCursorException {
        var listing = new Listing(asking.quiet(), query);
        Optional<Answer> none = listing.run();
        listing.drop();
        gaps.addAll(listing.gaps());
        if (none.isEmpty()) {
            return Optional.of(listing.ids());
        }
        int status = none.get().status();
        boolean unknown = UNKNOWN.contains(status) || (query.probe() && FAILED.contains(status));
        if (status != 404 && !unknown) {
            throw Refusals.status(none.get());
        }
        return unknown ? Optional.empty() : Optional.of(Set.of());
    }

    /// What the answers are known to lack, in words.
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    private Query users(String group) {
        return Query.equal("Users", options, byCursor, "groups.value", group);
    }

    private Query groups(String member) {
        return Query.equal("Groups", options, byCursor, "members.value", member);
    }

    /// Some, from the first to the last.
    private static List<String> spread(Set<String> ids, int most) {
        List<String> all = List.copyOf(ids);
        int step = Math.max(1, all.size() / most);
        return java.util.stream.IntStream.range(0, Math.min(most, all.size()))
                .mapToObj(i -> all.get(i * step))
                .toList();
    }
}
