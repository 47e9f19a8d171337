package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.scim.pull.Listing.ExpiredCursorException;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Who is in which group, where neither the list of groups nor a group alone tells (scim-dialects.md 0.5): members
/// asked for by name, the groups that users tell, and questions for members. Says how it knows, and what
/// that way cannot know.
final class Membership {
    private static final String WITHOUT_NESTED = "Groups within groups are not told this way.";

    /// Tells the members of one group; empty where they cannot be known.
    private interface Teller {
        Optional<ArrayNode> members(String group) throws RefusedException;
    }

    private final Asking asking;
    private final Listing users;
    private final Listing groups;
    private final MemberQuestions questions;
    private final List<String> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int unknown;
    private boolean certain;

    Membership(Asking asking, MemberQuestions questions, Listing users, Listing groups) {
        this.asking = asking;
        this.users = users;
        this.groups = groups;
        this.questions = questions;
    }

    /// In the first way that tells anything.
    ///
    /// @return false where none does; then the list of groups stands as it came
    boolean inAnyWay() throws RefusedException, ExpiredCursorException {
        var each = new EachGroup(asking);
        if (each.tellsWhereNamed(groups.ids())) {
            compose(each::members);
            certain = true;
            notes.add("Members were asked for group by group, by name.");
            return true;
        }
        Map<String, Map<String, String>> told = toldByUsers();
        if (!told.isEmpty()) {
            compose(among(told));
            notes.add("Members are taken from the groups that users tell. " + WITHOUT_NESTED);
            return true;
        }
        return byQuestions();
    }

    /// By asking who is in a group, else which groups somebody is in.
    boolean byQuestions() throws RefusedException, ExpiredCursorException {
        if (affordable(2L * groups.ids().size()) && questions.usersAreAnswered(groups.ids())) {
            Map<String, Map<String, String>> told = new HashMap<>();
            boolean nested = questions.usersOf(groups.ids(), told);
            compose(among(told));
            certain = nested;
            notes.add("Members were asked for by filter, "
                    + Formats.number(groups.ids().size()) + " groups." + (nested ? "" : " " + WITHOUT_NESTED));
            return true;
        }
        if (affordable((long) users.ids().size() + groups.ids().size()) && questions.groupsAreAnswered(users.ids())) {
            Map<String, Map<String, String>> told = new HashMap<>();
            boolean nested = questions.groupsOf(users.ids(), groups.ids(), told);
            compose(among(told));
            certain = nested;
            notes.add("Members were asked for by filter, "
                    + Formats.number(users.ids().size()) + " users." + (nested ? "" : " " + WITHOUT_NESTED));
            return true;
        }
        return false;
    }

    /// With room for longer answers.
    private boolean affordable(long asked) {
        return asked < asking.channel().left() / 2;
    }

    /// From group to members, these with their type.
    private Map<String, Map<String, String>> toldByUsers() throws RefusedException {
        Map<String, Map<String, String>> told = new HashMap<>();
        for (String file : users.files()) {
            Pages.each(asking.spool().file(file), user -> take(user, told));
        }
        return told;
    }

    private void take(JsonNode user, Map<String, Map<String, String>> told) {
        String id = Pages.field(user, "id").asText("");
        for (JsonNode group : Pages.field(user, "groups")) {
            String value = Pages.field(group, "value").asText("");
            // What is inherited is worked out from what is direct.
            boolean direct = !Pages.field(group, "type").asText("").equalsIgnoreCase("indirect");
            if (direct && !id.isEmpty() && groups.ids().contains(value)) {
                told.computeIfAbsent(value, key -> new LinkedHashMap<>()).put(id, "User");
            }
        }
    }

    private static Teller among(Map<String, Map<String, String>> told) {
        return group -> {
            ArrayNode members = JsonNodeFactory.instance.arrayNode();
            told.getOrDefault(group, Map.of())
                    .forEach((id, type) -> members.addObject().put("value", id).put("type", type));
            return Optional.of(members);
        };
    }

    /// The list of groups again, with what the teller knows in the place of their members.
    private void compose(Teller teller) throws RefusedException {
        for (String file : groups.files()) {
            String name = String.format(Locale.ROOT, "groups-told-%06d.json", files.size() + 1);
            Pages.copy(asking.spool().file(file), asking.spool().write(name), one -> put(one, teller));
            files.add(name);
        }
        groups.drop();
        if (unknown > 0) {
            gaps.add("The members of " + Formats.counted(unknown, "group") + " could not be asked for.");
        }
    }

    private void put(JsonNode one, Teller teller) throws RefusedException {
        if (one instanceof ObjectNode group) {
            Optional<ArrayNode> members =
                    teller.members(Pages.field(group, "id").asText(""));
            group.properties().removeIf(field -> field.getKey().equalsIgnoreCase("members"));
            members.ifPresent(told -> group.set("members", told));
            unknown += members.isPresent() ? 0 : 1;
        }
    }

    /// Whether a group without members has none, neither users nor groups, however little the vendor's lists mean.
    boolean emptyIsEmpty() {
        return certain;
    }

    List<String> files() {
        return List.copyOf(files);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<String> gaps() {
        return Stream.concat(gaps.stream(), questions.gaps().stream()).toList();
    }
}
