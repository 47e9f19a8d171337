package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.testkit.House;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an import says beside its counts, at once and whenever the snapshot is shown.
class ImportNotesTest {
    private static final List<String> NOTES = List.of(
            "1 member of 1 group is neither a user nor a group of the snapshot: U9.",
            "2 users have ids that differ from another's in upper and lower case alone, such as U1 and u1.",
            "1 row repeats a user or group that is there already, with the same content: it counts once.");
    private static final String NDJSON = String.join(
            "\n",
            House.active("U1", "ada"),
            House.active("u1", "eve"),
            House.active("u1", "eve"),
            House.group("G1", "one", "U1", "U9"));

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    private String[] arguments(Path path, String... more) {
        return Stream.concat(
                        Stream.of("snapshot", "import", "--source", "slack", "--taken-at", "2026-11-24T06:30:00Z"),
                        Stream.concat(Stream.of(more), Stream.of(path.toString())))
                .toArray(String[]::new);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void notesAreSaidByTheImportTheRehearsalAndEveryFormat() throws Exception {
        Path file = Files.writeString(elsewhere.resolve("notes.ndjson"), NDJSON);
        List<String> lines = NOTES.stream().map(note -> "Note: " + note).toList();
        assertThat(commands.good(arguments(file, "--accept-shrunken", "--dry-run"))
                        .out()
                        .lines())
                .containsSubsequence(lines);
        assertThat(commands.good(arguments(file, "--accept-shrunken")).out().lines())
                .hasSize(4)
                .containsSubsequence(lines);
        assertThat(commands.good("snapshot", "show", "--source", "slack").out().lines())
                .containsSubsequence(lines);
        JsonNode shown = commands.good("snapshot", "show", "--source", "slack", "--format", "json")
                .json();
        assertThat(texts(shown.path("notes"))).isEqualTo(NOTES);
        assertThat(shown.path("complete").asBoolean()).isTrue();
    }

    @Test
    void totalsBeyondEverySizeAreSaidAndNegativeOnesAreNone() throws Exception {
        for (String total : List.of("9223372036854775807", "99999999999999999999", "\"9007199254740993\"")) {
            Path file = Files.writeString(
                    elsewhere.resolve("huge.json"),
                    "{\"totalResults\":" + total + ",\"startIndex\":1,\"Resources\":[" + House.active("1", "ada")
                            + "]}");
            assertThat(commands.good(arguments(file, "--accept-shrunken", "--dry-run"))
                            .out())
                    .as(total)
                    .contains("Incomplete: Only 1 of 9,007,199,254,740,991 users are there.");
        }
        for (String total : List.of("-5", "\"many\"", "1.5")) {
            Path file = Files.writeString(
                    elsewhere.resolve("huge.json"),
                    "{\"totalResults\":" + total + ",\"Resources\":[" + House.active("1", "ada") + "]}");
            assertThat(commands.good(arguments(file, "--accept-shrunken", "--dry-run"))
                            .out())
                    .as(total)
                    .contains("Note: huge.json: Its totalResults is no count (" + total.replace("\"", "")
                            + ") and was not looked at.")
                    .doesNotContain("do not agree");
        }
    }

    @Test
    void everyUnusableFileIsSaidAtOnceAndTheRestCanBeTaken() throws Exception {
        Files.writeString(elsewhere.resolve("broken.json"), "[{");
        Files.writeString(elsewhere.resolve("no.zip"), "no ZIP at all");
        Files.write(elsewhere.resolve("half.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});
        Files.writeString(elsewhere.resolve("users.ndjson"), NDJSON);
        byte[] before = Files.readAllBytes(commands.workspace());
        assertThat(commands.refused(arguments(elsewhere, "--accept-shrunken")))
                .contains("3 files cannot be used.", "broken.json", "half.zip", "no.zip", "--accept-incomplete");
        assertThat(Files.readAllBytes(commands.workspace())).isEqualTo(before);
        assertThat(commands.good(arguments(elsewhere, "--accept-shrunken", "--accept-incomplete"))
                        .out())
                .contains(
                        "2 accounts, 1 group, 2 memberships.",
                        "Incomplete: The file broken.json could not be used.",
                        "Incomplete: The file half.zip could not be used.",
                        "Incomplete: The file no.zip could not be used.");
    }
}
