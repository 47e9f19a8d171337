package org.countersign.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.scim.Columns;
import org.countersign.text.CanonicalJson;

/// What a snapshot knows about its own wholeness (scim-dialects.md 1.2): only a gap makes it incomplete.
///
/// @param files read, and `refused` files left out by `--accept-incomplete`
/// @param rowsRead resources seen, of which `rowsRefused` could not be used and `rowsDuplicate` came again
/// @param users distinct ids of Users, with the smallest and largest total that pages claimed
/// @param lastPageSeen false where the last page of a type says that another follows
/// @param gaps in words; empty = complete as far as the files tell
/// @param notes worth saying, refusing nothing
/// @param columns of tables, attribute to header, as somebody named them
/// @param toldByNames a digest of what the names of files have told of them; empty where they told nothing
public record Completeness(
        int files,
        int refusedFiles,
        int pages,
        long rowsRead,
        long rowsRefused,
        long rowsDuplicate,
        Count users,
        Count groups,
        boolean lastPageSeen,
        boolean membersTold,
        boolean activeTold,
        List<String> gaps,
        List<String> notes,
        Map<String, String> columns,
        String toldByNames) {
    /// Copies the lists and the map.
    public Completeness {
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
        columns = Map.copyOf(columns);
    }

    /// Found against claimed.
    public record Count(long found, Optional<Long> claimedMin, Optional<Long> claimedMax) {}

    /// Whether nothing is known to be missing.
    public boolean complete() {
        return gaps.isEmpty();
    }

    /// The columns as named, with none for the id where the tables were read without one.
    Map<String, String> columnsAsRead() {
        return Columns.asRead(columns, notes);
    }

    /// With what the pull knows, before what its answers tell.
    Completeness with(PullRecord pull) {
        return with(
                Stream.concat(pull.gaps().stream(), gaps.stream()).toList(),
                Stream.concat(pull.notes().stream(), notes.stream()).toList(),
                toldByNames);
    }

    /// With what names of files have told.
    Completeness toldByNames(String digest) {
        return with(gaps, notes, digest);
    }

    private Completeness with(List<String> gaps, List<String> notes, String toldByNames) {
        return new Completeness(
                files,
                refusedFiles,
                pages,
                rowsRead,
                rowsRefused,
                rowsDuplicate,
                users,
                groups,
                lastPageSeen,
                membersTold,
                activeTold,
                gaps,
                notes,
                columns,
                toldByNames);
    }

    ObjectNode json() {
        ObjectNode node = CanonicalJson.object()
                .put("files", files)
                .put("refusedFiles", refusedFiles)
                .put("pages", pages)
                .put("rowsRead", rowsRead)
                .put("rowsRefused", rowsRefused)
                .put("rowsDuplicate", rowsDuplicate)
                .put("lastPageSeen", lastPageSeen)
                .put("membersTold", membersTold)
                .put("activeTold", activeTold);
        node.set("users", json(users));
        node.set("groups", json(groups));
        gaps.forEach(node.putArray("gaps")::add);
        notes.forEach(node.putArray("notes")::add);
        if (!columns.isEmpty()) {
            ObjectNode named = node.putObject("columns");
            columns.forEach(named::put);
        }
        if (!toldByNames.isEmpty()) {
            node.put("toldByNames", toldByNames);
        }
        return node;
    }

    private static ObjectNode json(Count count) {
        ObjectNode node = CanonicalJson.object().put("found", count.found());
        count.claimedMin().ifPresent(value -> node.put("claimedMin", value));
        count.claimedMax().ifPresent(value -> node.put("claimedMax", value));
        return node;
    }

    static Completeness of(JsonNode node) {
        return new Completeness(
                node.path("files").asInt(),
                node.path("refusedFiles").asInt(),
                node.path("pages").asInt(),
                node.path("rowsRead").asLong(),
                node.path("rowsRefused").asLong(),
                node.path("rowsDuplicate").asLong(),
                count(node.path("users")),
                count(node.path("groups")),
                node.path("lastPageSeen").asBoolean(),
                node.path("membersTold").asBoolean(),
                node.path("activeTold").asBoolean(),
                texts(node.path("gaps")),
                texts(node.path("notes")),
                columns(node.path("columns")),
                node.path("toldByNames").asText(""));
    }

    /// What somebody has named, by attribute.
    static Map<String, String> columns(JsonNode node) {
        var columns = new HashMap<String, String>();
        node.properties()
                .forEach(
                        column -> columns.put(column.getKey(), column.getValue().asText()));
        return columns;
    }

    private static Count count(JsonNode node) {
        return new Count(node.path("found").asLong(), number(node, "claimedMin"), number(node, "claimedMax"));
    }

    private static Optional<Long> number(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).asLong()) : Optional.empty();
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /// `users 1,204 of 1,300`.
    static String shortfall(String type, Count count) {
        return String.format(
                Locale.ENGLISH,
                "%,d of %,d %s are there",
                count.found(),
                count.claimedMax().orElse(0L),
                type);
    }
}
