package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The public contract of the command line: commands, formats, messages, exit codes.
class CliTest {
    private static final Path SAMPLE = Path.of("assets/sample");
    /// Later than any day on which these tests run.
    private static final String DUE = "2099-12-18";
    private static final String AS_OF = "2026-11-23T07:00:00Z";

    @TempDir
    private Path folder;

    private String workspace;

    @BeforeEach
    void name() {
        workspace = folder.resolve("w.countersign").toString();
    }

    private record Answer(int code, String out, String err) {}

    private Answer run(String... arguments) {
        return run(InputStream.nullInputStream(), Map.of(), arguments);
    }

    private Answer run(InputStream in, Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = new Cli(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        in,
                        false,
                        Clock.systemUTC(),
                        environment,
                        file -> file.isPresent() ? 40 : 41)
                .run(arguments);
        return new Answer(code, out.toString(), err.toString());
    }

    private Answer good(String... arguments) {
        Answer answer = run(arguments);
        assertThat(answer.code()).as(List.of(arguments) + "\n" + answer.err()).isZero();
        return answer;
    }

    private void sample() throws Exception {
        good("governance", "import", SAMPLE.resolve("governance.yaml").toString(), "-w", workspace);
        List<Path> folders;
        try (Stream<Path> tree = Files.walk(SAMPLE.resolve("snapshots"), 2)) {
            folders = tree.filter(path -> Files.exists(path.resolve("taken-at.txt")))
                    .sorted()
                    .toList();
        }
        for (Path one : folders) {
            good(
                    "-w",
                    workspace,
                    "snapshot",
                    "import",
                    "--source",
                    one.getName(one.getNameCount() - 2).toString(),
                    "--taken-at",
                    Files.readString(one.resolve("taken-at.txt")).strip(),
                    one.toString());
        }
    }

    private static JsonNode json(Answer answer) throws Exception {
        return new ObjectMapper().readTree(answer.out());
    }

    @Test
    void withoutASubcommandTheDesktopOpens() {
        assertThat(run().code()).isEqualTo(41);
        assertThat(run("-w", workspace).code()).isEqualTo(40);
        assertThat(run(InputStream.nullInputStream(), Map.of("COUNTERSIGN_WORKSPACE", workspace))
                        .code())
                .isEqualTo(40);
    }

    @Test
    void helpAndVersionAreEverywhere() {
        assertThat(good("--help").out()).contains("drift", "evidence", "Exit codes");
        assertThat(good("--version").out()).startsWith("countersign ");
        for (String command : List.of(
                "demo",
                "workspace",
                "governance",
                "snapshot",
                "drift",
                "link",
                "campaign",
                "decide",
                "key",
                "sign",
                "report",
                "evidence",
                "ledger")) {
            assertThat(good(command, "--help").out()).startsWith("Usage: countersign " + command);
        }
        assertThat(good("generate-completion").out()).contains("complete");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(run("no-such-command").code()).isEqualTo(2);
        assertThat(run("drift", "--as-of", "yesterday", "-w", workspace).code()).isEqualTo(2);
        assertThat(run("drift", "--fail-on", "bad", "-w", workspace).code()).isEqualTo(2);
        assertThat(run("snapshot", "import", "-w", workspace).code()).isEqualTo(2);
    }

    @Test
    void readingCommandsRefuseAMissingWorkspaceAndMakeNone() {
        for (List<String> command : List.of(
                List.of("drift"),
                List.of("snapshot", "list"),
                List.of("campaign", "list"),
                List.of("ledger", "head"),
                List.of("governance", "export", "x"))) {
            var arguments = new ArrayList<>(command);
            arguments.addAll(List.of("-w", workspace));
            Answer answer = run(arguments.toArray(String[]::new));
            assertThat(answer.code()).isEqualTo(3);
            assertThat(answer.err()).contains("There is no workspace here");
        }
        assertThat(run("drift").err()).contains("No workspace is named");
        assertThat(Path.of(workspace)).doesNotExist();
    }

    @Test
    void anOutputNeverOverwritesTheWorkspace() throws Exception {
        sample();
        Answer answer = run("governance", "export", "-w", workspace, workspace);
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).contains("This is a workspace");
        good("workspace", "check", workspace);
    }

    @Test
    void anOutputThatDoesNotArriveIsNoSuccessUnlessItsReaderHasSeenEnough() throws Exception {
        sample();
        assertThat(drift("No space left on device").code()).isEqualTo(4);
        assertThat(drift("No space left on device").err()).contains("could not be written");
        assertThat(drift("Broken pipe").code()).isZero();
        assertThat(drift("Broken pipe").err()).isEmpty();
    }

    /// `drift` into an output that fails so.
    private Answer drift(String failure) {
        var failing = new java.io.OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException(failure);
            }
        };
        var errors = new StringWriter();
        int code = new Cli(
                        new PrintWriter(new java.io.OutputStreamWriter(
                                new StandardOutput(failing), java.nio.charset.StandardCharsets.UTF_8)),
                        new PrintWriter(errors),
                        java.io.InputStream.nullInputStream(),
                        false,
                        Clock.systemUTC(),
                        java.util.Map.of(),
                        _ -> 0)
                .run("drift", "--as-of", AS_OF, "-w", workspace);
        return new Answer(code, "", errors.toString());
    }

    @Test
    void aNameCannotWriteOnTheOperatorsScreen() throws Exception {
        sample();
        Path hostile = Files.writeString(
                folder.resolve("h.json"),
                "[{\"id\":\"h1\",\"userName\":\"h\",\"displayName\":\"\\u001b[2JEvil\\nhigh  forged\",\"active\":true}]");
        good("snapshot", "import", "--source", "slack", "--accept-shrunken", "-w", workspace, hostile.toString());
        String printed = good("drift", "-w", workspace).out();
        assertThat(printed).contains("Evil").doesNotContain("\u001b").doesNotContain("\nhigh  forged");
    }

    @Test
    void theDriftReportIsThatOfTheContract() throws Exception {
        sample();
        JsonNode report = json(good("drift", "--as-of", AS_OF, "--format", "json", "-w", workspace));
        assertThat(report.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "asOf", "verdict", "snapshots", "findings", "suppressed", "notEvaluable", "rulesOff");
        assertThat(report.path("verdict").asText()).isEqualTo("findings");
        assertThat(report.path("snapshots").get(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("source", "number", "takenAt", "sha256", "complete");
        JsonNode finding = report.path("findings").get(0);
        assertThat(finding.properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "rule",
                        "severity",
                        "source",
                        "subject",
                        "identity",
                        "firstSeen",
                        "fingerprint",
                        "summary",
                        "evidence",
                        "suppressedBy");
        assertThat(finding.path("subject").path("type").asText()).isEqualTo("account");
        assertThat(report.path("suppressed").get(0).path("suppressedBy").asText())
                .startsWith("EX-");
        assertThat(report.path("notEvaluable").get(0).properties())
                .extracting(Map.Entry::getKey)
                .contains("rule", "source", "reason", "remedy");
        String csv = good("drift", "--as-of", AS_OF, "--format", "csv", "-w", workspace)
                .out();
        JsonNode unknown = report.path("notEvaluable").get(0);
        String app = unknown.path("source").asText();
        assertThat(csv.lines())
                .as("what is not known is not left out")
                .hasSize(1
                        + report.path("findings").size()
                        + report.path("suppressed").size()
                        + report.path("notEvaluable").size())
                .anyMatch(line ->
                        line.startsWith("\"unknown\",\"" + unknown.path("rule").asText() + "\",\"" + app
                                        + "\",\"source\",\"" + app + "\",\"\",\"\",\"\",\"\",")
                                && line.contains(unknown.path("reason").asText())
                                && line.contains(unknown.path("remedy").asText()));
        assertThat(csv.lines().findFirst())
                .contains("severity,rule,source,subjectType,subjectId,label,identity,firstSeen,suppressedBy,summary");
    }

    @Test
    void failOnMakesTheExitCode() throws Exception {
        sample();
        assertThat(run("drift", "--as-of", AS_OF, "-w", workspace).code()).isZero();
        assertThat(run("drift", "--as-of", AS_OF, "--fail-on", "critical", "-w", workspace)
                        .code())
                .isEqualTo(1);
        good("governance", "import", "--overwrite", off().toString(), "-w", workspace);
        assertThat(run("drift", "--fail-on", "low", "--allow-not-evaluable", "-w", workspace)
                        .code())
                .isZero();
        assertThat(run("drift", "--fail-on", "low", "-w", workspace).code())
                .as("what is not known is not a pass")
                .isEqualTo(1);
        assertThat(run("drift", "--fail-on", "critical", "-w", workspace).code())
                .as("only rules of that severity")
                .isZero();
    }

    /// Every rule off but broken-mapping (high), which is not evaluable for two apps, and finds nothing.
    private Path off() throws Exception {
        var rules = new ArrayList<>(org.countersign.drift.rule.Rules.ids());
        rules.remove("broken-mapping");
        String yaml = Files.readString(SAMPLE.resolve("governance.yaml"))
                .replace("idpGroup: legal-all", "idpGroup: eng-oncall")
                .replace("appGroup: treasury", "appGroup: sales");
        return Files.writeString(folder.resolve("off.yaml"), yaml + "rulesOff: [" + String.join(", ", rules) + "]\n");
    }

    @Test
    void snapshotsAreListedAsJsonTableAndCsv() throws Exception {
        sample();
        JsonNode list = json(good("snapshot", "list", "--format", "json", "-w", workspace))
                .path("snapshots");
        assertThat(list).hasSize(13);
        assertThat(list.get(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "number", "source", "takenAt", "accounts", "groups", "memberships", "complete", "sha256");
        assertThat(good("snapshot", "list", "-w", workspace).out().lines().count())
                .isEqualTo(14);
        assertThat(good("snapshot", "list", "--format", "csv", "-w", workspace).out())
                .contains("\r\n");
    }

    @Test
    void aWholeReviewThroughTheCommandLine() throws Exception {
        sample();
        good(
                "campaign",
                "open",
                "2026-q4",
                "--owner",
                "amara.okafor@northwind.example",
                "--fallback",
                "it-apps@northwind.example",
                "--due",
                DUE,
                "-w",
                workspace);
        assertThat(run("campaign", "close", "2026-q4", "-w", workspace).code()).isEqualTo(1);
        Path password = Files.writeString(folder.resolve("pw"), "secret words\n");
        JsonNode status = json(good("campaign", "status", "2026-q4", "--format", "json", "-w", workspace));
        for (JsonNode one : status.path("reviewers")) {
            String reviewer = one.path("reviewer").asText();
            String csv = good(
                            "campaign", "items", "2026-q4", "--reviewer", reviewer, "--format", "csv", "-w", workspace)
                    .out();
            Path file = Files.writeString(folder.resolve("d.csv"), decided(csv));
            good("decide", "2026-q4", "--reviewer", reviewer, file.toString(), "-w", workspace);
            Path key = folder.resolve(reviewer + ".p12");
            good(
                    "key",
                    "create",
                    key.toString(),
                    "--name",
                    reviewer,
                    "--email",
                    reviewer,
                    "--password-file",
                    password.toString());
            Answer signed = run(
                    new ByteArrayInputStream("secret words\n".getBytes(StandardCharsets.UTF_8)),
                    Map.of(),
                    "sign",
                    "2026-q4",
                    "--key",
                    key.toString(),
                    "--as",
                    "reviewer",
                    "--password-file",
                    "-",
                    "-w",
                    workspace);
            assertThat(signed.code()).as(signed.err()).isZero();
        }
        assertThat(run(
                                "evidence",
                                "export",
                                "2026-q4",
                                folder.resolve("e.asice").toString(),
                                "-w",
                                workspace)
                        .code())
                .isEqualTo(3);
        good("report", "2026-q4", folder.resolve("draft.pdf").toString(), "-w", workspace);
        String part = folder.resolve("part.pdf").toString();
        assertThat(good("report", "2026-q4", part, "--source", "slack", "-w", workspace)
                        .out())
                .contains("not signed");
        good("report", "2026-q4", part, "--owner", "grace.hopper@northwind.example", "-w", workspace);
        good("campaign", "close", "2026-q4", "-w", workspace);
        Path grace = folder.resolve("grace.hopper@northwind.example.p12");
        assertThat(run(
                                "sign",
                                "2026-q4",
                                "--key",
                                grace.toString(),
                                "--as",
                                "owner",
                                "--password-file",
                                password.toString(),
                                "-w",
                                workspace)
                        .err())
                .contains("owner is amara.okafor@northwind.example");
        Path amara = folder.resolve("amara.okafor@northwind.example.p12");
        good(
                "sign",
                "2026-q4",
                "--key",
                amara.toString(),
                "--as",
                "owner",
                "--password-file",
                password.toString(),
                "-w",
                workspace);
        Path bundle = folder.resolve("e.asice");
        good("evidence", "export", "2026-q4", bundle.toString(), "-w", workspace);
        assertThat(good("evidence", "verify", bundle.toString()).out())
                .contains("Campaign 2026-q4 was signed by:")
                .containsPattern("owner +amara.okafor@northwind.example +[0-9a-f]{64}")
                .contains("as asserted by the campaign’s owner");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Path bad = Files.write(folder.resolve("bad.asice"), bytes);
        Answer refused = run("evidence", "verify", bad.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("Do not rely on this bundle");
        assertThat(good("ledger", "verify", "-w", workspace).out()).contains("the chain holds");
        assertThat(good("ledger", "head", "-w", workspace).out()).startsWith("countersign-ledger\n");
        assertThat(good("workspace", "check", workspace).out()).contains("whole");
        good(
                "workspace",
                "backup",
                workspace,
                folder.resolve("copy.countersign").toString());
        assertThat(Files.readString(Path.of(workspace), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret words");
    }

    /// Approves everything with a reason.
    private static String decided(String csv) throws Exception {
        var rows = org.countersign.text.Csv.read(csv);
        var text = new StringBuilder(String.join(",", rows.getFirst().fields())).append("\r\n");
        for (var row : rows.subList(1, rows.size())) {
            var fields = new ArrayList<>(row.fields());
            fields.set(9, "approve");
            fields.set(10, "looked at it, still needed");
            text.append(org.countersign.text.Csv.line(fields));
        }
        return text.toString();
    }

    @Test
    void decisionsForAnotherCampaignOrReviewerAreRefused() throws Exception {
        sample();
        good(
                "campaign",
                "open",
                "a",
                "--owner",
                "amara.okafor@northwind.example",
                "--fallback",
                "it-apps@northwind.example",
                "--due",
                DUE,
                "-w",
                workspace);
        good(
                "campaign",
                "open",
                "b",
                "--owner",
                "amara.okafor@northwind.example",
                "--fallback",
                "it-apps@northwind.example",
                "--due",
                DUE,
                "-w",
                workspace);
        String csv = good(
                        "campaign",
                        "items",
                        "a",
                        "--reviewer",
                        "grace.hopper@northwind.example",
                        "--format",
                        "csv",
                        "-w",
                        workspace)
                .out();
        String file = Files.writeString(folder.resolve("d.csv"), decided(csv)).toString();
        Answer other = run("decide", "b", "--reviewer", "grace.hopper@northwind.example", file, "-w", workspace);
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.err()).contains("d.csv, line 2: there is no item").contains("No decision was recorded");
        Answer reviewer = run("decide", "a", "--reviewer", "it-apps@northwind.example", file, "-w", workspace);
        assertThat(reviewer.code()).isEqualTo(3);
        assertThat(reviewer.err()).contains("is grace.hopper@northwind.example's");
        assertThat(run("decide", "c", "--reviewer", "grace.hopper@northwind.example", file, "-w", workspace)
                        .err())
                .contains("no campaign of this name");
        assertThat(run("campaign", "items", "a", "--reviewer", "nobody@example.com", "-w", workspace)
                        .code())
                .isEqualTo(3);
    }

    @Test
    void badInputIsThreeWithFilePlaceReasonAndRemedy() throws Exception {
        sample();
        Path html = Files.writeString(folder.resolve("users.json"), "<html>");
        Answer refused = run("snapshot", "import", "--source", "slack", html.toString(), "-w", workspace);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("users.json, line 1, column 1")
                .contains("HTML")
                .contains("Export it again");
        Path governance = Files.writeString(folder.resolve("g.yaml"), "groups:\n  - {source: jira, group: x}\n");
        assertThat(run("governance", "import", governance.toString(), "-w", workspace)
                        .err())
                .contains("g.yaml, line 2, column 14")
                .contains("jira");
        assertThat(run("governance", "import", "/no/such/file", "-w", workspace).code())
                .isEqualTo(3);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + workspace)) {
            connection.createStatement().execute("INSERT INTO migration VALUES ('ledger', 9)");
        }
        Answer newer = run("drift", "-w", workspace);
        assertThat(newer.code()).isEqualTo(3);
        assertThat(newer.err()).contains("newer version");
    }

    @Test
    void aRefusedFirstImportLeavesNoWorkspaceBehind() throws Exception {
        Path bad = Files.writeString(folder.resolve("g.yaml"), "colour: blue\n");
        assertThat(run("governance", "import", bad.toString(), "-w", workspace).code())
                .isEqualTo(3);
        assertThat(Path.of(workspace)).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(bad);
        }
    }

    @Test
    void surroundingsAreFour() throws Exception {
        Answer answer = run(
                "governance",
                "import",
                SAMPLE.resolve("governance.yaml").toString(),
                "-w",
                folder.resolve("no/such/w").toString());
        assertThat(answer.code()).isEqualTo(4);
        assertThat(answer.err()).contains("its folder does not exist");
    }

    @Test
    void aLinkByHandChangesWhatDriftSays() throws Exception {
        sample();
        good("link", "set", "slack", "W0AGENCY3", "00u001", "-w", workspace);
        assertThat(good("drift", "--as-of", AS_OF, "--format", "csv", "-w", workspace)
                        .out())
                .doesNotContain("\"unmatched-account\",\"slack\",\"account\",\"W0AGENCY3\"");
        good("link", "cut", "slack", "W0AGENCY3", "-w", workspace);
        assertThat(good("drift", "--as-of", AS_OF, "--format", "csv", "-w", workspace)
                        .out())
                .contains("\"W0AGENCY3\"");
        assertThat(run("link", "set", "slack", "nobody", "00u001", "-w", workspace)
                        .code())
                .isEqualTo(3);
        assertThat(run("link", "set", "slack", "W0AGENCY3", "nosuch", "-w", workspace)
                        .err())
                .contains("No snapshot of the IdP has an identity of this id");
        assertThat(run("link", "set", "okta", "00u001", "00u002", "-w", workspace)
                        .code())
                .isEqualTo(3);
    }

    @Test
    void trustedSignersAreKept() throws Exception {
        Path password = Files.writeString(folder.resolve("pw"), "x");
        String key = folder.resolve("k.p12").toString();
        good(
                "key",
                "create",
                key,
                "--name",
                "Ada",
                "--email",
                "ada@example.com",
                "--password-file",
                password.toString());
        Path pem = Files.writeString(
                folder.resolve("c.pem"),
                good("key", "show", key, "--password-file", password.toString())
                        .out()
                        .replaceAll("(?s)^.*?(-----BEGIN)", "$1"));
        good("key", "trust", pem.toString(), "-w", workspace);
        assertThat(good("key", "show", "-w", workspace).out())
                .contains("ada@example.com")
                .contains("SHA-256");
        assertThat(run("key", "create", folder.resolve("l.p12").toString(), "--name", "A", "--email", "a@b")
                        .err())
                .contains("no terminal");
    }

    @Test
    void theDemoVerifiesAndReplacesOnlyItsOwnFolder() throws Exception {
        Path to = folder.resolve("demo");
        Answer answer = good("demo", "--to", to.toString());
        assertThat(answer.out())
                .contains("evaluated as of 2026-11-23T07:00:00Z")
                .contains("225 items")
                .contains("The evidence verifies");
        try (Stream<Path> made = Files.list(to)) {
            assertThat(made.map(path -> path.getFileName().toString()))
                    .contains("workspace.countersign", "evidence.asice", "attestation.pdf", "findings.json", "keys");
        }
        good("demo", "--to", to.toString());
        Path other = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(other.resolve("thesis.txt"), "years of work");
        assertThat(run("demo", "--to", other.toString()).code()).isEqualTo(3);
        assertThat(other.resolve("thesis.txt")).hasContent("years of work");
    }
}
