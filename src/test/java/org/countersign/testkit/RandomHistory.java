package org.countersign.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Snapshots of a small organisation at random: people come, go, come back and are renamed; groups too; some days the
/// very bytes of an earlier day come again, and some are imported late. People sign in.
public final class RandomHistory {
    /// The day before the first one.
    public static final Instant START = House.TAKEN.minus(Duration.ofDays(400));

    private static final List<String> SOURCES = List.of("okta", "slack");

    private final Import imports;
    private final Random random;
    private final List<State> states;

    /// How a snapshot is taken.
    public interface Import {
        /// Takes one of this source, of one file.
        void take(Instant taken, String source, String json) throws Exception;
    }

    /// One source's resources, by id.
    private static final class State {
        private final TreeMap<String, String> users = new TreeMap<>();
        private final TreeMap<String, String> groups = new TreeMap<>();
        private final TreeMap<String, String> signIns = new TreeMap<>();
        private final List<String> told = new ArrayList<>();
    }

    /// Into this house's two sources.
    public RandomHistory(House house, Random random) {
        this(house::file, random);
    }

    /// Taken by somebody who looks on.
    public RandomHistory(Import imports, Random random) {
        this.imports = imports;
        this.random = random;
        this.states = SOURCES.stream().map(_ -> new State()).toList();
    }

    /// Goes on for some days, with a snapshot of each source on most.
    public void days(int count) throws Exception {
        for (int day = 1; day <= count; day++) {
            for (int i = 0; i < SOURCES.size(); i++) {
                day(SOURCES.get(i), states.get(i), day);
            }
        }
    }

    private void day(String source, State state, int day) throws Exception {
        for (int change = 0; change < 5; change++) {
            change(source, state);
        }
        var resources = new ArrayList<String>();
        resources.add(House.active("always", "always"));
        state.users.forEach((id, user) ->
                resources.add(user.substring(0, user.length() - 1) + state.signIns.getOrDefault(id, "") + "}"));
        resources.addAll(state.groups.values());
        String json = "[" + String.join(",", resources) + "]";
        if (!state.told.isEmpty() && random.nextInt(4) == 0) {
            json = state.told.get(random.nextInt(state.told.size()));
        }
        state.told.add(json);
        int late = random.nextInt(5) == 0 ? 3 : 0;
        Instant taken = START.plus(Duration.ofDays(day - late)).plusSeconds(state.told.size());
        imports.take(taken, source, json);
    }

    private void change(String source, State state) {
        String id = "" + random.nextInt(9);
        // Most of what a day brings is sign-ins.
        state.signIns.put(
                "" + random.nextInt(9), pick("", ",\"lastLogin\":\"2026-11-1" + random.nextInt(4) + "T08:00:00Z\""));
        switch (random.nextInt(6)) {
            case 0 -> state.users.remove(id);
            case 1, 2 -> state.users.put(id, user(source, id));
            case 3 -> state.groups.remove(id);
            default -> state.groups.put(id, group(id));
        }
    }

    private String user(String source, String id) {
        var more = new ArrayList<String>();
        more.add(pick("\"active\":true", "\"active\":false", "\"nickName\":\"n\""));
        // Names go around between people, so that who is meant depends on when.
        more.add("\"emails\":[{\"value\":\"" + pick("a", "b", "c", "d") + "@example.com\"}]");
        grants("roles").ifPresent(more::add);
        grants("entitlements").ifPresent(more::add);
        if (random.nextBoolean()) {
            more.add("\"title\":\"" + pick("t1", "t2") + "\"");
        }
        if (random.nextBoolean()) {
            more.add("\"urn:example:more\":" + pick("{\"a\":1}", "{\"a\":2,\"b\":{\"c\":[1]}}", "{\"b\":{\"c\":[2]}}"));
        }
        String name = source.charAt(0) + id;
        return House.user(id, pick(name, name, "n" + random.nextInt(4)) + "@example.com", String.join(",", more));
    }

    private Optional<String> grants(String attribute) {
        var values = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add("{\"value\":\"" + pick("x", "y", "z") + "\"}");
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of("\"" + attribute + "\":[" + String.join(",", values) + "]");
    }

    private String group(String id) {
        var members = new ArrayList<String>();
        for (int member = 0; member < 9; member++) {
            if (random.nextInt(3) == 0) {
                members.add(
                        "{\"value\":\"" + member + "\"" + pick("", ",\"type\":\"User\"", ",\"type\":\"Group\"") + "}");
            }
        }
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id
                + "\",\"displayName\":\"g" + random.nextInt(5) + "\""
                + pick("", ",\"externalId\":\"e" + random.nextInt(2) + "\"")
                + pick(
                        "",
                        ",\"members\":[" + String.join(",", members) + "]",
                        ",\"members\":[" + String.join(",", members) + "]")
                + "}";
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
