package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.countersign.testkit.House;
import org.countersign.text.Csv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `finding list` and `finding show` as other programs read them, of accounts whose names are made for spreadsheets.
class FindingCommandTest {
    private static final String HEAD = "fingerprint,status,severity,rule,source,subjectType,subjectId,label,firstSeen,"
            + "lastSeen,since,returns,checked,until,suppressedBy,summary\r\n";
    private static final List<String> NAMES = List.of(
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "a, \"b\"; c",
            "two\r\nlines",
            "'=quoted already",
            "Zoë 王小明 👩🏽‍💻");

    private Commands commands;

    @BeforeEach
    void house(@TempDir Path folder) throws Exception {
        commands = new Commands(folder).house();
    }

    private void strangers() throws Exception {
        var accounts = new ArrayList<String>();
        for (String name : NAMES) {
            accounts.add(House.active(
                    "n" + accounts.size(),
                    name.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\t", "\\t")
                            .replace("\r", "\\r")
                            .replace("\n", "\\n")));
        }
        Path file = commands.file("strangers.json", "[" + String.join(",", accounts) + "]");
        commands.good("snapshot", "import", "--source", "slack", "--accept-shrunken", file.toString());
        commands.good("drift");
    }

    private List<List<String>> csv(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "csv"));
        return Csv.read(commands.good(all.toArray(String[]::new)).out()).stream()
                .map(Csv.Row::fields)
                .toList();
    }

    private List<JsonNode> json(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json"));
        JsonNode answer = commands.good(all.toArray(String[]::new)).json();
        assertThat(answer.properties()).hasSize(1);
        return StreamSupport.stream(answer.path("findings").spliterator(), false)
                .toList();
    }

    @Test
    void aSpreadsheetReadsEveryNameAndComputesNone() throws Exception {
        strangers();
        String out = commands.good("finding", "list", "--format", "csv").out();
        assertThat(out).startsWith(HEAD).endsWith("\"\r\n");
        List<List<String>> rows = csv("finding", "list");
        assertThat(rows).allMatch(row -> row.size() == 16);
        assertThat(rows.stream().flatMap(List::stream))
                .noneMatch(field -> field.matches("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*"));
        List<String> labels = rows.stream()
                .filter(row -> row.get(3).equals("unmatched-account"))
                .map(row -> row.get(7))
                .toList();
        assertThat(labels).contains("'=cmd|' /C calc'!A0", "a, \"b\"; c", "two\r\nlines");
        assertThat(labels.stream().map(Csv::plain)).containsExactlyInAnyOrderElementsOf(read());
    }

    /// A name that looks as if it had been made inert cannot be told from one that was.
    private static List<String> read() {
        return NAMES.stream()
                .map(name -> name.equals("'=quoted already") ? "=quoted already" : name)
                .toList();
    }

    @Test
    void jsonHasTheSameFindingsWithTheNamesAsTheyAre() throws Exception {
        strangers();
        List<JsonNode> findings = json("finding", "list");
        assertThat(findings.stream()
                        .filter(one -> one.path("rule").asText().equals("unmatched-account"))
                        .map(one -> one.path("subject").path("label").asText()))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        List<List<String>> rows = csv("finding", "list");
        assertThat(rows.stream().skip(1).map(List::getFirst))
                .containsExactlyElementsOf(findings.stream()
                        .map(one -> one.path("fingerprint").asText())
                        .toList());
        assertThat(rows.stream().skip(1).map(row -> row.get(9)))
                .containsExactlyElementsOf(findings.stream()
                        .map(one -> one.path("lastSeen").asText())
                        .toList());
    }

    @Test
    void anEmptyListIsAHeaderOrAnEmptyArray() throws Exception {
        assertThat(commands.good("finding", "list", "--format", "csv").out()).isEqualTo(HEAD);
        assertThat(json("finding", "list", "--status", "all")).isEmpty();
        assertThat(commands.good("finding", "list").out().strip()).isEqualTo("0 findings.");
        commands.good("drift");
        assertThat(csv("finding", "list")).hasSizeGreaterThan(1);
        assertThat(commands.good("finding", "list", "--status", "resolved,suppressed", "--format", "csv")
                        .out())
                .isEqualTo(HEAD);
        assertThat(json("finding", "list", "--status", "resolved")).isEmpty();
    }

    @Test
    void whatIsShownOfOneIsQuotedAndInertToo() throws Exception {
        strangers();
        String known = csv("finding", "list").stream()
                .filter(row -> row.get(7).equals("'+1+1"))
                .map(List::getFirst)
                .findFirst()
                .orElseThrow();
        String reason = "=1+1, \"says\" Zoë";
        commands.good("finding", "acknowledge", known, "--reason", reason, "--until", "2026-11-30");
        String out = commands.good("finding", "show", known, "--format", "csv").out();
        assertThat(out).startsWith("at,change,detail\r\n\"");
        List<List<String>> history = csv("finding", "show", known);
        assertThat(history).hasSize(3).allMatch(row -> row.size() == 3);
        assertThat(history.get(1)).containsExactly("2026-11-24T07:00:00Z", "found", "medium");
        assertThat(history.get(2).get(1)).isEqualTo("acknowledged");
        assertThat(history.get(2).getLast()).startsWith("by ").endsWith(" until 2026-11-30: " + reason);
        JsonNode shown =
                commands.good("finding", "show", known, "--format", "json").json();
        assertThat(shown.path("subject").path("label").asText()).isEqualTo("+1+1");
        assertThat(shown.path("acknowledged").path("reason").asText()).isEqualTo(reason);
        assertThat(shown.path("history").findValuesAsText("change")).containsExactly("found", "acknowledged");
        assertThat(csv("finding", "list", "--status", "acknowledged").getLast().get(13))
                .isEqualTo("2026-11-30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json"})
    void whatNoRunStoredIsRefusedInEveryFormat(String format) {
        assertThat(commands.refused("finding", "show", "0000000000000000", "--format", format))
                .startsWith("0000000000000000: No run of drift has stored a finding of this fingerprint.");
    }

    @Test
    void anotherFormatIsWrongUsage() {
        assertThat(Stream.of("list", "show 0000000000000000")
                        .map(words -> ("finding " + words + " --format xml").split(" "))
                        .map(words -> commands.run(words).code()))
                .containsExactly(2, 2);
    }
}
