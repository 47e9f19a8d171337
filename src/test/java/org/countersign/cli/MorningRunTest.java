package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an identity team schedules every morning, by its command lines.
class MorningRunTest {
    private final HandClock clock = new HandClock(House.NOW);
    private Path folder;
    private House house;

    @BeforeEach
    void open(@TempDir Path place) throws Exception {
        folder = place;
        house = new House(place, clock);
        house.governance("scim: {endpoint: \"https://s.example\", tokenExpires: 2026-11-25}", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "ada"), active("x", "stranger"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private record Answer(int code, String out, String err) {
        JsonNode json() throws Exception {
            return new ObjectMapper().readTree(out);
        }
    }

    private Answer run(String... arguments) {
        return run(false, Map.of(), arguments);
    }

    private Answer run(boolean terminal, Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", house.workspace().toString()));
        int code = new Cli(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        InputStream.nullInputStream(),
                        terminal,
                        clock,
                        environment,
                        _ -> 0)
                .run(all.toArray(String[]::new));
        return new Answer(code, out.toString(), err.toString());
    }

    private String unmatched() throws Exception {
        for (JsonNode one : run("finding", "list", "--status", "all", "--format", "json")
                .json()
                .path("findings")) {
            if (one.path("rule").asText().equals("unmatched-account")) {
                return one.path("fingerprint").asText();
            }
        }
        throw new AssertionError("none");
    }

    private static List<String> fingerprints(JsonNode array) {
        return Stream.iterate(0, i -> i + 1)
                .limit(array.size())
                .map(i -> array.get(i).path("fingerprint").asText())
                .toList();
    }

    @Test
    void whatIsAcknowledgedDoesNotFailTheRunAndIsListed() throws Exception {
        assertThat(run("drift", "--fail-on", "medium", "--allow-not-evaluable").code())
                .isEqualTo(1);
        for (String fingerprint :
                fingerprints(run("finding", "list", "--format", "json").json().path("findings"))) {
            Answer answer = run("finding", "acknowledge", fingerprint, "--reason", "known", "--until", "2026-11-24");
            assertThat(answer.code()).as(answer.err()).isZero();
            assertThat(answer.out()).contains("1 finding acknowledged until 2026-11-24.");
        }
        Answer quiet = run("drift", "--fail-on", "low", "--allow-not-evaluable");
        assertThat(quiet.code()).as(quiet.out()).isZero();
        assertThat(quiet.out()).contains("unmatched-account", "acknowledged until 2026-11-24");
        JsonNode report = run("drift", "--format", "json").json();
        assertThat(report.path("verdict").asText()).isEqualTo("findings");
        assertThat(report.path("findings").get(0).path("status").asText()).isEqualTo("acknowledged");
        assertThat(report.path("findings")
                        .get(0)
                        .path("acknowledged")
                        .path("until")
                        .asText())
                .isEqualTo("2026-11-24");
        clock.pass(Duration.ofDays(1));
        assertThat(run("drift", "--fail-on", "medium", "--allow-not-evaluable").code())
                .isEqualTo(1);
    }

    @Test
    void ofSeveralThatCannotAllBeAcknowledgedNoneIs() throws Exception {
        run("drift");
        String known = unmatched();
        Answer refused =
                run("finding", "acknowledge", known, "0000000000000000", "--reason", "r", "--until", "2026-11-30");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("0000000000000000: No run", "1 of 2 could have been");
        assertThat(run("finding", "list", "--status", "acknowledged").out()).contains("0 findings.");
        Answer some = run(
                "finding",
                "acknowledge",
                known,
                "0000000000000000",
                "--reason",
                "r",
                "--until",
                "2026-11-30",
                "--eligible");
        assertThat(some.code()).isZero();
        assertThat(some.err()).contains("0000000000000000");
        assertThat(run("finding", "list", "--status", "acknowledged").out()).contains("1 finding.", known);
        assertThat(run("finding", "reopen", known).code()).isZero();
        assertThat(run("finding", "reopen", known).code()).isEqualTo(3);
    }

    @Test
    void theHistoryOfOneFindingIsShown() throws Exception {
        run("drift");
        String known = unmatched();
        run("finding", "acknowledge", known, "--reason", "an agency", "--until", "2026-11-24");
        clock.pass(Duration.ofDays(1));
        house.snapshotAt(clock.instant(), "slack", active("a", "ada"));
        run("drift");
        String shown = run("finding", "show", known).out();
        assertThat(shown)
                .contains("medium, resolved: unmatched-account, slack, x", "until 2026-11-24: an agency")
                .contains("by snapshot 2 of slack");
        JsonNode history =
                run("finding", "show", known, "--format", "json").json().path("history");
        assertThat(history.get(0).path("change").asText()).isEqualTo("found");
        assertThat(run("finding", "show", "0000000000000000").code()).isEqualTo(3);
    }

    @Test
    void sinceListsWhatIsNewAndSaysWhatWasResolved() throws Exception {
        Answer first = run("drift", "--since", "last");
        assertThat(first.out()).contains("No earlier run is stored", "stranger");
        clock.pass(Duration.ofHours(1));
        assertThat(run("drift", "--since", "last").out())
                .contains("0 new, 0 back")
                .doesNotContain("stranger");
        clock.pass(Duration.ofHours(1));
        house.snapshotAt(clock.instant(), "slack", active("a", "ada"), active("y", "other"));
        Answer changed = run("drift", "--since", "last", "--fail-on", "medium", "--allow-not-evaluable");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("1 new, 0 back", "1 resolved", "No longer there:", "stranger");
        JsonNode since = run("drift", "--since", House.NOW.toString(), "--format", "json")
                .json();
        assertThat(since.path("since").path("at").asText()).isEqualTo("2026-11-24T07:00:00Z");
        assertThat(since.path("since").path("new").get(0).path("summary").asText())
                .contains("other");
        assertThat(since.path("since").path("resolved").size()).isEqualTo(1);
        JsonNode again = run("drift", "--since", "last", "--format", "json").json();
        assertThat(again.path("since").path("new").size()).isZero();
        assertThat(again.path("findings").size())
                .as("the contract's array stays whole")
                .isPositive()
                .isEqualTo(
                        run("drift", "--format", "json").json().path("findings").size());
        assertThat(run("drift", "--since", "yesterday").code()).isEqualTo(2);
        assertThat(run("drift", "--since", "2030-01-01").code()).isEqualTo(2);
        assertThat(run("drift", "--since", "last", "--as-of", "2026-11-24").code())
                .isEqualTo(2);
    }

    @Test
    void coloursAreForTerminalsAlone() {
        assertThat(run(true, Map.of(), "drift").out()).contains("\u001b[33mmedium\u001b[0m");
        assertThat(run(true, Map.of("NO_COLOR", "1"), "drift").out()).doesNotContain("\u001b");
        assertThat(run("drift").out()).doesNotContain("\u001b");
        assertThat(run(true, Map.of(), "drift", "--format", "csv").out()).doesNotContain("\u001b");
    }

    private String metrics() throws Exception {
        Path file = folder.resolve("countersign.prom");
        Answer answer = run("drift", "--metrics", file.toString());
        assertThat(answer.code()).as(answer.err()).isZero();
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(Path::toString).filter(name -> name.contains(".part")))
                    .isEmpty();
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void metricsTellFindingsSourcesAndTheRun() throws Exception {
        house.file(clock.instant(), "okta", "{\"totalResults\":9,\"Resources\":[" + active("i", "ada") + "]}");
        assertThat(metrics())
                .contains(
                        "countersign_findings{rule=\"snapshot-incomplete\",severity=\"high\",source=\"okta\","
                                + "status=\"open\"} 1\n",
                        "countersign_not_evaluable{rule=\"unmatched-account\",severity=\"medium\",source=\"slack\"} 1\n",
                        "countersign_snapshot_age_seconds{source=\"slack\"} 3600\n",
                        "countersign_snapshot_present{source=\"slack\"} 1\n",
                        "countersign_scim_token_left_seconds{source=\"slack\"} 147600\n",
                        "countersign_last_run_timestamp_seconds 1795503600\n");
        clock.pass(Duration.ofDays(3));
        assertThat(metrics()).contains("countersign_scim_token_left_seconds{source=\"slack\"} -111600\n");
    }

    @Test
    void acknowledgedAndSuppressedFindingsAreCountedByTheirStatus() throws Exception {
        run("drift");
        run("finding", "acknowledge", unmatched(), "--reason", "r", "--until", "2026-11-30");
        String labels = "{rule=\"unmatched-account\",severity=\"medium\",source=\"slack\",status=\"%s\"} 1\n";
        assertThat(metrics()).contains(labels.formatted("acknowledged"));
        house.governance(
                "",
                "exceptions:\n  - {id: EX-1, source: slack, account: x, owner: ada, reason: r, expires: 2026-11-25}\n");
        assertThat(metrics()).contains(labels.formatted("suppressed"));
    }

    /// `promtool check metrics`, of the Debian package prometheus, also holds its naming rules.
    @Test
    void promtoolFindsNoFault() throws Exception {
        Tools.need("promtool");
        String text = metrics();
        Tools.Answer answer = Tools.run(folder, "sh", "-c", "promtool check metrics < countersign.prom");
        assertThat(answer.code()).as(answer.output() + text).isZero();
        assertThat(answer.output()).isEmpty();
    }

    /// The grammar of the exposition format, line by line.
    @Test
    void everyLineIsOfTheTextFormat() throws Exception {
        String name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
        String labels =
                "\\{[a-z]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"(?:,[a-z]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\")*}";
        String text = metrics();
        assertThat(text).endsWith("\n");
        var typed = new ArrayList<String>();
        for (String line : text.split("\n")) {
            assertThat(line)
                    .matches("# HELP " + name + " [^\\\\]+|# TYPE " + name + " gauge|" + name + "(" + labels
                            + ")? -?\\d+");
            if (line.startsWith("# TYPE ")) {
                typed.add(line.split(" ")[2]);
            } else if (!line.startsWith("#")) {
                assertThat(line.split("[{ ]")[0]).isEqualTo(typed.getLast());
            }
        }
        assertThat(typed).doesNotHaveDuplicates();
    }

    @Test
    void metricsAreNeverWrittenOverAWorkspace() throws Exception {
        byte[] before = Files.readAllBytes(house.workspace());
        assertThat(run(
                                "drift",
                                "--as-of",
                                "2026-11-24",
                                "--metrics",
                                house.workspace().toString())
                        .code())
                .isEqualTo(3);
        assertThat(Files.readAllBytes(house.workspace())).isEqualTo(before);
    }

    @Test
    void aRunWhoseMetricsCannotBeWrittenIsNoNewsThatNobodyGot() throws Exception {
        assertThat(run(
                                "drift",
                                "--since",
                                "last",
                                "--metrics",
                                folder.resolve("no/x.prom").toString())
                        .code())
                .isEqualTo(4);
        assertThat(run("drift", "--metrics", house.workspace().toString()).code())
                .isEqualTo(3);
        assertThat(run("drift", "--since", "last").out()).contains("No earlier run is stored");
    }

    @Test
    void whatWasCriticalAndCannotBeCheckedAnyMoreIsNoPass() throws Exception {
        house.snapshotAt(House.TAKEN.plusSeconds(60), "okta", House.inactive("i", "ada"))
                .snapshotAt(House.TAKEN.plusSeconds(60), "slack", House.withRole("a", "ada", "admin"));
        assertThat(run("drift", "--fail-on", "critical").code()).isEqualTo(1);
        house.snapshotAt(House.TAKEN.plusSeconds(120), "okta", House.user("i", "ada", "\"title\":\"IdP is silent\""));
        Answer silent = run("drift", "--fail-on", "critical");
        assertThat(silent.code()).as(silent.out()).isEqualTo(1);
        assertThat(silent.err()).contains("could not be checked this time");
        assertThat(run("drift", "--fail-on", "critical", "--allow-not-evaluable")
                        .code())
                .isZero();
        for (JsonNode one : run("finding", "list", "--format", "json").json().path("findings")) {
            if (one.path("severity").asText().equals("critical")) {
                run(
                        "finding",
                        "acknowledge",
                        one.path("fingerprint").asText(),
                        "--reason",
                        "known",
                        "--until",
                        "2026-11-24");
            }
        }
        assertThat(run("drift", "--fail-on", "critical").code()).isZero();
    }
}
