package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// Puts groups together with members that come apart from them, over all documents of one snapshot. Everything
/// else passes through at once.
///
/// Not thread-safe.
public final class Assembly {
    private static final int NAMED = 3;

    private final ResourceSink sink;
    /// Groups that came without their members, in order.
    private final List<GroupResource> untold = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, Members> members = new LinkedHashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> vendors = new TreeSet<>();
    private final Set<String> listed = new HashSet<>();
    /// By account, then by what they are.
    private final Map<String, Map<String, ArrayNode>> credentials = new LinkedHashMap<>();
    /// How the ids of groups begin whose memberships are all told.
    private final Set<String> whole = new HashSet<>();
    private boolean tokens;
    private int following;
    private int last;
    private final List<String> cut = new ArrayList<>();

    /// What no single document could know to be missing.
    ///
    /// @param gaps in words
    /// @param cutOff whether one of them is that another page follows
    public record Missing(List<String> gaps, boolean cutOff) {
        /// Copies the list.
        public Missing {
            gaps = List.copyOf(gaps);
        }
    }

    /// Members of one group that came apart from it.
    private static final class Members {
        private final List<Member> list = new ArrayList<>();
        private final Map<String, String> roles = new LinkedHashMap<>();
        private Optional<String> name = Optional.empty();
        private int following;
        private int last;
        private int refused;
        private long claimed;
        private long rows;
        private long unnamed;
        private boolean application;

        boolean cutOff() {
            return following > 0 && last == 0;
        }

        /// Of an application the roles have members of their own, so that its rows are what can be counted.
        long found() {
            return application
                    ? rows
                    : unnamed + list.stream().map(Member::value).distinct().count();
        }

        boolean inPart() {
            return cutOff() || claimed > found() || refused > 0;
        }
    }

    /// Passes what is whole on to `sink`.
    public Assembly(ResourceSink sink) {
        this.sink = sink;
    }

    ResourceSink sink() {
        return sink;
    }

    /// Whose an object was by its own names.
    void vendor(String id) {
        vendors.add(id);
    }

    void group(GroupResource group, Optional<ResourceDigest> digest) {
        if (group.members().isPresent()) {
            told.add(group.id());
            sink.group(group, digest);
        } else {
            untold.add(group);
        }
    }

    /// As [ResourceSink#recognise].
    Optional<ResourceSink.Known> recognise(ResourceDigest digest) {
        Optional<ResourceSink.Known> known = sink.recognise(digest);
        if (known.isPresent() && known.get() instanceof ResourceSink.Known.Group(var id)) {
            told.add(id);
        }
        return known;
    }

    /// One text for one id, however often it comes.
    private Member compact(Member member) {
        String id = ids.computeIfAbsent(member.value(), each -> each);
        return new Member(id, member.type(), Optional.empty());
    }

    /// Of an application that is told in part nothing is told, and nothing of its roles, which come in the same
    /// pages: these never make an IdP's snapshot incomplete.
    private Optional<List<Member>> told(String group, Members known) {
        boolean inPart = Assignment.applicationOf(group)
                .map(Assignment::groupOf)
                .flatMap(whole -> Optional.ofNullable(members.get(whole)))
                .filter(Members::inPart)
                .isPresent();
        return inPart ? Optional.empty() : Optional.of(known.list);
    }

    private Members of(String group) {
        Members known = members.computeIfAbsent(group, _ -> new Members());
        known.application = Assignment.applicationOf(group).isPresent();
        return known;
    }

    void membership(String group, Optional<String> groupName, Member member) {
        Members known = of(group);
        known.list.add(compact(member));
        known.name = known.name.or(() -> groupName);
    }

    /// A group of which something was told, be it that somebody is no longer in it.
    void noMembership(String group) {
        of(group);
    }

    void credential(String account, String holding, ObjectNode token) {
        tokens = true;
        credentials
                .computeIfAbsent(account, _ -> new LinkedHashMap<>(2))
                .computeIfAbsent(holding, _ -> CanonicalJson.object().arrayNode())
                .add(token);
    }

    /// Gives an account the grants and tokens that were told of it before, by its id or its name.
    ///
    /// @return whether there were any
    boolean giveCredentials(UserResource user) {
        boolean any = false;
        for (String name : credentials.isEmpty() ? List.<String>of() : names(user)) {
            Optional<Map<String, ArrayNode>> held = Optional.ofNullable(credentials.remove(name));
            held.ifPresent(each -> user.extra().setAll(each));
            any |= held.isPresent();
        }
        return any;
    }

    /// Whether resources may be known by their bytes: not where tokens come apart from their accounts, whose bytes
    /// then do not tell what they hold.
    boolean remembers() {
        return !tokens && sink.remembers();
    }

    private static List<String> names(UserResource user) {
        return user.userName().map(name -> List.of(user.id(), name)).orElseGet(() -> List.of(user.id()));
    }

    void role(String group, String member, String role) {
        of(group).roles.put(member, role);
    }

    /// The end of a page of a group that the document's name names.
    ///
    /// @param total how many members there are, where it tells
    /// @param rows how many it has
    /// @param unnamed of them nobody knows who they are
    void pageOf(String group, boolean another, Optional<Long> total, long rows, long unnamed) {
        Members known = of(group);
        known.claimed = Math.max(known.claimed, total.orElse(0L));
        known.rows += rows;
        known.unnamed += unnamed;
        if (another) {
            known.following++;
        } else {
            known.last++;
        }
    }

    /// A row about an application could not be used: then nobody knows who is assigned to it.
    void refusedOf(String group) {
        of(group).refused++;
    }

    /// The end of a page of memberships that say themselves of which group.
    ///
    /// @param all how the ids of groups begin of which such pages hold all memberships, so that a group without any
    /// has none
    void pageOfMemberships(boolean another, Optional<String> all) {
        all.ifPresent(whole::add);
        if (another) {
            following++;
        } else {
            last++;
        }
    }

    /// A document that says itself how much of it is missing.
    void cutOff(String words) {
        cut.add(words);
    }

    /// The vendors whose own objects have come by.
    public Set<String> vendors() {
        return Set.copyOf(vendors);
    }

    /// Hands the groups on that were waiting for their members. Call once, after the last document.
    ///
    /// @return what is missing
    public Missing finish() {
        List<String> silent = handListed();
        List<String> unlisted = handUnlisted();
        var gaps = new ArrayList<String>(cut);
        members.forEach((group, known) -> {
            if (known.cutOff()) {
                lacking(
                        known,
                        "The members of " + known.name.orElse(group)
                                + " are cut off: a page says that another follows.",
                        gaps);
            }
        });
        if (following > 0 && last == 0) {
            gaps.add("The memberships are cut off: a page says that another follows.");
        }
        boolean cutOff = !gaps.isEmpty();
        members.forEach((group, known) -> {
            if (known.claimed > known.found()) {
                lacking(known, shortfall(known, known.name.orElse(group)), gaps);
            }
        });
        boolean others = members.keySet().stream().anyMatch(group -> !GroupResource.standsForAccess(group));
        if (others && !silent.isEmpty()) {
            gaps.add("The members of " + some(silent, "group") + " are not told, those of others are.");
        }
        if (!unlisted.isEmpty()) {
            sink.warning("Only their members tell of " + some(unlisted, "group") + ": no list of groups has them.");
        }
        if (!credentials.isEmpty()) {
            sink.warning("There are tokens of " + some(List.copyOf(credentials.keySet()), "account")
                    + " that no list of users has.");
        }
        if (!vendors.isEmpty()) {
            sink.warning("Told by their content: exports of " + String.join(", ", vendors) + "."
                    + (vendors.size() > 1
                            ? " A snapshot is of one system: look whether a file of another came among them."
                            : ""));
        }
        return new Missing(gaps, cutOff);
    }

    private static String shortfall(Members known, String group) {
        return "Only " + Formats.number(known.found()) + " of " + Formats.number(known.claimed) + " members of " + group
                + " are there.";
    }

    private void lacking(Members known, String what, List<String> gaps) {
        if (known.application) {
            sink.warning(what + " So nothing is known of who is assigned to it.");
        } else {
            gaps.add(what);
        }
    }

    /// Groups that some list has; answers those whose members nobody told.
    private List<String> handListed() {
        var silent = new ArrayList<String>();
        for (GroupResource group : untold) {
            boolean apart = members.containsKey(group.id());
            if (apart || whole.stream().anyMatch(group.id()::startsWith)) {
                sink.group(with(group, members.getOrDefault(group.id(), new Members())));
            } else {
                if (!told.contains(group.id()) && !listed.contains(group.id())) {
                    silent.add(group.label());
                }
                sink.group(group);
            }
            listed.add(group.id());
        }
        return silent;
    }

    /// Groups that only their members tell of; answers those that have no name.
    private List<String> handUnlisted() {
        var unlisted = new ArrayList<String>();
        members.forEach((group, known) -> {
            if (told.contains(group)) {
                sink.warning("The group " + group + " tells its members itself, and they come apart from it as well:"
                        + " its own count.");
            } else if (!listed.contains(group)) {
                if (known.name.isEmpty() && !group.startsWith("app:")) {
                    unlisted.add(group);
                }
                var bare = new GroupResource(
                        group,
                        Optional.empty(),
                        known.name,
                        Optional.empty(),
                        Optional.empty(),
                        Extra.of(CanonicalJson.object()));
                sink.group(with(bare, known));
            }
        });
        return unlisted;
    }

    private static String some(List<String> all, String what) {
        String named = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        String count = Formats.counted(all.size(), what);
        return count + " (" + named + (all.size() > NAMED ? ", …" : "") + ")";
    }

    private GroupResource with(GroupResource group, Members known) {
        ObjectNode extra = group.extra();
        known.roles.forEach((member, role) -> {
            ArrayNode holders = extra.withObject("/memberRoles").withArray(role);
            holders.add(member);
        });
        return new GroupResource(
                group.id(),
                group.externalId(),
                group.displayName(),
                told(group.id(), known),
                group.lastModified(),
                group.rest());
    }
}
