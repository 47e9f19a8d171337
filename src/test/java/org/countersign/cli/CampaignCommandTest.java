package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.cli.Commands.Answer;
import org.countersign.text.Csv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `campaign …` and `decide`: answers, formats, refusals.
class CampaignCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    private String[] openBy(String owner, String fallback, String due, String... more) {
        var line = new ArrayList<>(
                List.of("campaign", "open", "q4", "--owner", owner, "--fallback", fallback, "--due", due));
        line.addAll(Arrays.asList(more));
        return line.toArray(String[]::new);
    }

    private String[] open(String name, String due, String... more) {
        String[] line = openBy("owner@example.com", "apps@example.com", due, more);
        line[2] = name;
        return line;
    }

    @Test
    void anOpenedCampaignSaysHowMuchItFroze() {
        assertThat(commands.good(open("q4", "2026-12-18")).out())
                .contains("Campaign q4 is open: 4 items, frozen as of 2026-11-24T07:00:00Z, due 2026-12-18.");
    }

    @Test
    void aDryRunSaysWhatItWouldAskAndStoresNothing() {
        Answer answer = commands.good(open("q4", "2026-12-18", "--dry-run"));
        assertThat(answer.out())
                .contains("It would ask about 4 items as of 2026-11-24T07:00:00Z: 4 new or changed")
                .contains("for 4 nobody is named")
                .contains("apps@example.com");
        assertThat(answer.err()).contains("Dry run: nothing was stored.");
        assertThat(commands.good("campaign", "list").out()).doesNotContain("q4");
    }

    private String firstItem() throws Exception {
        return commands.good("campaign", "items", "q4", "--format", "json")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asText();
    }

    @Test
    void aNoteStandsOnAnItemAndIsPartOfItsJson() throws Exception {
        commands.good(open("q4", "2026-12-18"));
        String item = firstItem();
        assertThat(commands.good("campaign", "note", "q4", item, "--as", "apps@example.com", "--text", "Ask Béa.")
                        .out())
                .contains("Note 1 by apps@example.com stands on " + item + ".");
        JsonNode notes = commands.good("campaign", "items", "q4", "--format", "json")
                .json()
                .path("items")
                .get(0)
                .path("notes");
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0).path("reviewer").asText()).isEqualTo("apps@example.com");
        assertThat(notes.get(0).path("text").asText()).isEqualTo("Ask Béa.");
        assertThat(commands.good("campaign", "status", "q4").out()).contains("0 of 4 decided");
    }

    @Test
    void aNoteThatIsNoneIsRefusedInOneSentence() throws Exception {
        commands.good(open("q4", "2026-12-18"));
        String item = firstItem();
        assertThat(commands.refused("campaign", "note", "q4", item, "--as", "apps@example.com", "--text", " "))
                .contains("A note without a word says nothing.");
        assertThat(commands.refused(
                        "campaign", "note", "q4", item, "--as", "apps@example.com", "--text", "x".repeat(1_001)))
                .contains("at most 1,000 characters");
        assertThat(commands.refused("campaign", "note", "q4", "i0", "--as", "apps@example.com", "--text", "x"))
                .contains("There is no item of this id in campaign q4.");
        assertThat(commands.refused("campaign", "note", "q4", item, "--as", "bea@example.com", "--text", "x"))
                .contains("Nobody of this address reviews anything in q4.");
        commands.good("campaign", "cancel", "q4");
        assertThat(commands.refused("campaign", "note", "q4", item, "--as", "apps@example.com", "--text", "x"))
                .contains("The campaign is cancelled; no note can be written in it.");
    }

    @Test
    void whatWaitsForOneGoesToAnother() {
        commands.good(open("q4", "2026-12-18"));
        assertThat(commands.good(
                                "campaign",
                                "reassign",
                                "q4",
                                "--from",
                                "apps@example.com",
                                "--to",
                                "bea@example.com",
                                "--reason",
                                "On leave.")
                        .out())
                .contains("4 items of apps@example.com are with bea@example.com now.");
        assertThat(commands.good("campaign", "status", "q4").out())
                .contains("bea@example.com")
                .doesNotContain("apps@example.com");
        assertThat(commands.refused(
                        "campaign",
                        "reassign",
                        "q4",
                        "--from",
                        "apps@example.com",
                        "--to",
                        "x@example.com",
                        "--reason",
                        "r"))
                .contains("Nothing waits for this reviewer");
    }

    @Test
    void instructionsAreGivenInTheLineOrInAFileOfText() throws Exception {
        Path file = folder.resolve("asks first.txt");
        Files.writeString(file, "Ask their manager.\r\n--due is no argument here.\n");
        commands.good(open("q4", "2026-12-18", "--instructions", "@" + file));
        assertThat(commands.good("campaign", "status", "q4", "--format", "json")
                        .json()
                        .path("instructions")
                        .asText())
                .isEqualTo("Ask their manager.\n--due is no argument here.");
        assertThat(commands.good("campaign", "status", "q4").out())
                .contains("owner@example.com asks: Ask their manager. --due is no argument here.");
        commands.good(open("q5", "2026-12-18", "--instructions", "Look at the launch rooms."));
        assertThat(commands.good("campaign", "status", "q5").out()).contains("asks: Look at the launch rooms.");
        commands.good(open("q6", "2026-12-18", "--instructions", " "));
        assertThat(commands.good("campaign", "status", "q6").out()).doesNotContain("asks:");
    }

    @Test
    void instructionsThatAreTooLongOrNoTextAreRefused() throws Exception {
        Path file = folder.resolve("long.txt");
        Files.writeString(file, "é".repeat(2_001));
        assertThat(commands.refused(open("q4", "2026-12-18", "--instructions", "@" + file)))
                .contains("at most 2,000 characters");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        assertThat(commands.refused(open("q4", "2026-12-18", "--instructions", "@" + file)))
                .contains("no file of text in UTF-8");
        assertThat(commands.refused(open("q4", "2026-12-18", "--instructions", "@" + folder.resolve("none"))))
                .contains("cannot be read");
        assertThat(commands.good("campaign", "list").out()).doesNotContain("q4");
    }

    private String[] delegate(String to, String start, String end) {
        return new String[] {
            "campaign",
            "delegate",
            "q4",
            "--from",
            "apps@example.com",
            "--to",
            to,
            "--start",
            start,
            "--end",
            end,
            "--reason",
            "On leave."
        };
    }

    @Test
    void aDeputyAnswersFromDayToDay() throws Exception {
        commands.good(open("q4", "2026-12-18"));
        assertThat(commands.good(delegate("bea@example.com", "2026-11-24", "2026-11-30"))
                        .out())
                .contains("bea@example.com answers for apps@example.com from 2026-11-24 to 2026-11-30. 4 items wait.");
        assertThat(commands.good("campaign", "status", "q4").out())
                .contains("bea@example.com answers for apps@example.com from 2026-11-24 to 2026-11-30: On leave.");
        JsonNode status =
                commands.good("campaign", "status", "q4", "--format", "json").json();
        assertThat(status.path("delegations").path(0).path("to").asText()).isEqualTo("bea@example.com");
        String csv = commands.good("campaign", "items", "q4", "--reviewer", "bea@example.com", "--format", "csv")
                .out();
        assertThat(Csv.read(csv)).hasSize(5);
        assertThat(commands.good(delegate("carl@example.com", "2026-11-25", "2026-11-30"))
                        .out())
                .contains("No more: bea@example.com answers for apps@example.com from 2026-11-24 to 2026-11-30.");
        assertThat(commands.good("campaign", "end-delegation", "q4", "--from", "apps@example.com")
                        .out())
                .contains("carl@example.com does not answer for apps@example.com any more.");
        assertThat(commands.good("campaign", "status", "q4").out()).doesNotContain("carl@example.com");
        assertThat(commands.refused("campaign", "end-delegation", "q4", "--from", "apps@example.com"))
                .contains("named no deputy");
        assertThat(commands.refused(delegate("bea@example.com", "2026-11-23", "2026-11-30")))
                .contains("That day is over");
    }

    @Test
    void aCampaignIsNotDueBeforeTheDayThatItIsLookedAtFrom() {
        assertThat(commands.refused(open("q4", "2026-11-23")))
                .contains("2026-11-23: A campaign cannot be due before 2026-11-24")
                .contains("Choose a later --due");
        assertThat(commands.good("campaign", "list").out()).doesNotContain("q4");
    }

    @Test
    void aCampaignMayBeDueToday() {
        commands.good(open("q4", "2026-11-24"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Q4   | a name of capitals           | made of a-z, 0-9 and -
            -q4  | a leading hyphen is an option|
            q_4  | an underscore                | made of a-z, 0-9 and -
            """)
    void aNameOutsideTheContractIsRefused(String name, String why, String message) {
        Answer answer = commands.run(open(name, "2026-12-18"));
        assertThat(answer.code()).as(why).isBetween(2, 3);
        assertThat(answer.err()).contains(message == null ? "" : message);
        assertThat(commands.good("campaign", "list", "--format", "json").out()).contains("\"campaigns\" : [ ]");
    }

    @Test
    void aNameOfFortyIsTakenAndOneMoreIsNot() {
        commands.good(open("a".repeat(40), "2026-12-18"));
        assertThat(commands.refused(open("a".repeat(41), "2026-12-18"))).contains("at most 40");
    }

    @Test
    void aTakenNameIsRefused() {
        commands.campaign("q4");
        assertThat(commands.refused(open("q4", "2026-12-18")))
                .contains("q4: There is a campaign of this name already. Choose another.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada@", "ada lovelace@example.com", "ädä@example.com"})
    void ownerAndFallbackAreAddresses(String nobody) {
        assertThat(commands.refused(openBy(nobody, "apps@example.com", "2026-12-18")))
                .contains("Write one like name@example.com");
        assertThat(commands.refused(openBy("owner@example.com", nobody, "2026-12-18")))
                .contains("Write one like name@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.12.2026", "2026-13-01", "2026-02-30", "soon", ""})
    void aDueThatIsNoDateIsWrongUsage(String due) {
        Answer answer = commands.run(open("q4", due));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("is not a date like 2026-12-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--owner", "--fallback", "--due"})
    void ownerFallbackAndDueAreRequired(String left) {
        var line = new ArrayList<>(List.of(open("q4", "2026-12-18")));
        int at = line.indexOf(left);
        line.remove(at + 1);
        line.remove(at);
        Answer answer = commands.run(line.toArray(String[]::new));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Missing required option").contains(left);
    }

    @Test
    void aScopeNarrowsTheItems() {
        assertThat(commands.good(open("m", "2026-12-18", "--scope", "kind=membership"))
                        .out())
                .contains("1 items");
        assertThat(commands.good(open("a", "2026-12-18", "--scope", "kind=account", "--scope", "source=slack"))
                        .out())
                .contains("3 items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=blue", "source=jira", "kind=person", "privileged=perhaps", "kind"})
    void aScopeThatMeansNothingIsRefused(String scope) {
        commands.refused(open("q4", "2026-12-18", "--scope", scope));
        assertThat(commands.good("campaign", "list", "--format", "json").out()).contains("\"campaigns\" : [ ]");
    }

    @Test
    void theListIsTheSameInEveryFormat() throws Exception {
        commands.good(open("q4", "2026-12-18", "--title", "The fourth, quarter"));
        JsonNode one = commands.good("campaign", "list", "--format", "json")
                .json()
                .path("campaigns")
                .get(0);
        assertThat(one.path("name").asText()).isEqualTo("q4");
        assertThat(one.path("state").asText()).isEqualTo("open");
        assertThat(one.path("due").asText()).isEqualTo("2026-12-18");
        assertThat(one.path("asOf").asText()).isEqualTo("2026-11-24T07:00:00Z");
        assertThat(one.path("figures").path("items").asInt()).isEqualTo(4);
        List<Csv.Row> rows =
                Csv.read(commands.good("campaign", "list", "--format", "csv").out());
        assertThat(rows.getFirst().fields())
                .containsExactly("name", "state", "due", "items", "decided", "open", "owner", "title");
        assertThat(rows.get(1).fields())
                .containsExactly("q4", "open", "2026-12-18", "4", "0", "4", "owner@example.com", "The fourth, quarter");
        assertThat(commands.good("campaign", "list").out()).contains("q4    open   2026-12-18  4");
    }

    @Test
    void theStatusSaysWhoHasToDoWhat() throws Exception {
        commands.campaign("q4");
        JsonNode status =
                commands.good("campaign", "status", "q4", "--format", "json").json();
        int items = 0;
        for (JsonNode reviewer : status.path("reviewers")) {
            items += reviewer.path("items").asInt();
            assertThat(reviewer.path("open").asInt())
                    .isEqualTo(reviewer.path("items").asInt());
            assertThat(reviewer.path("unsigned").asInt()).isZero();
            assertThat(reviewer.path("signed").asBoolean()).isFalse();
        }
        assertThat(items).isEqualTo(4);
        assertThat(commands.good("campaign", "status", "q4").out())
                .contains("q4 (q4) is open, due 2026-12-18: 0 of 4 decided, 0 of them not signed, 4 open.");
        assertThat(commands.good("campaign", "status", "q4", "--format", "csv").out())
                .startsWith("reviewer,items,open,unsigned,signed\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "campaign status none",
                "campaign items none",
                "campaign close none",
                "campaign cancel none",
                "report none out.pdf",
                "evidence export none out.asice"
            })
    void anUnknownCampaignIsRefusedByName(String line) {
        assertThat(commands.refused(line.split(" "))).contains("none").contains("no campaign of this name");
        assertThat(folder.resolve("out.pdf")).doesNotExist();
    }

    @Test
    void theItemsAsCsvAreWhatDecideReads() throws Exception {
        commands.campaign("q4");
        String csv = commands.good("campaign", "items", "q4", "--format", "csv").out();
        assertThat(csv.lines().findFirst())
                .contains("item,source,kind,account,label,access,identity,findings,reviewer,decision,reason,until");
        Answer decided = decide(csv, "approve", "seen and needed");
        assertThat(decided.code()).as(decided.err()).isZero();
        assertThat(decided.out())
                .contains("4 decisions recorded for apps@example.com")
                .contains("They count when signed");
        assertThat(decide(csv, "approve", "seen and needed").out())
                .contains("0 decisions recorded")
                .contains("4 stood already");
    }

    private Answer decide(String csv, String decision, String reason) throws Exception {
        List<Csv.Row> rows = Csv.read(csv);
        var text = new StringBuilder(Csv.line(rows.getFirst().fields()));
        for (Csv.Row row : rows.subList(1, rows.size())) {
            var fields = new ArrayList<>(row.fields());
            fields.set(9, decision);
            fields.set(10, reason);
            text.append(Csv.line(fields));
        }
        return commands.run(
                "decide",
                "q4",
                "--reviewer",
                "apps@example.com",
                commands.file("d.csv", text.toString()).toString(),
                "--on-behalf");
    }

    @Test
    void oneBadDecisionRefusesTheWholeFile() throws Exception {
        commands.campaign("q4");
        String csv = commands.good("campaign", "items", "q4", "--format", "csv").out();
        assertThat(decide(csv, "perhaps", "").code()).isEqualTo(3);
        assertThat(decide(csv, "approve-until", "later").err())
                .contains("d.csv, line 2")
                .contains("No decision was recorded");
        assertThat(commands.good("campaign", "status", "q4").out()).contains("0 of 4 decided");
    }

    @Test
    void aDecisionsFileThatIsNotUtf8IsRefused() throws Exception {
        commands.campaign("q4");
        Path file = java.nio.file.Files.write(folder.resolve("d.csv"), new byte[] {'i', (byte) 0xe9});
        assertThat(commands.refused("decide", "q4", "--reviewer", "apps@example.com", file.toString()))
                .contains("d.csv: The file is not UTF-8. Save it as UTF-8. No decision was recorded.");
    }

    @Test
    void anOpenCampaignDoesNotCloseUnlessIncompleteWithAReason() {
        commands.campaign("q4");
        Answer stays = commands.run("campaign", "close", "q4");
        assertThat(stays.code()).isEqualTo(1);
        assertThat(stays.err()).contains("stays open: 4 items are open").contains("--incomplete REASON");
        assertThat(commands.good("campaign", "close", "q4", "--incomplete", "the app goes")
                        .out())
                .contains("Campaign q4 is closed-incomplete: 0 of 4 decided.");
        assertThat(commands.refused("campaign", "close", "q4")).contains("q4");
    }

    @Test
    void aCancelledCampaignStaysInTheListAndTakesNoDecisions() throws Exception {
        commands.campaign("q4");
        String csv = commands.good("campaign", "items", "q4", "--format", "csv").out();
        commands.good("campaign", "cancel", "q4");
        assertThat(commands.good("campaign", "list").out()).contains("cancelled");
        assertThat(decide(csv, "approve", "too late").code()).isEqualTo(3);
        commands.refused("campaign", "cancel", "q4");
    }

    @Test
    void anotherReviewersItemsAreNotShownAsTheirs() {
        commands.campaign("q4");
        assertThat(commands.refused("campaign", "items", "q4", "--reviewer", "nobody@example.com"))
                .contains("Nobody of this address reviews anything in q4")
                .contains("campaign status q4");
        assertThat(commands.good("campaign", "items", "q4", "--reviewer", "APPS@example.com")
                        .out())
                .contains("account");
    }
}
