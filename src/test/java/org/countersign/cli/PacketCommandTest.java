package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.cli.Commands.Answer;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.text.Csv;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `packet …` from end to end: an owner and two reviewers, each with a workspace of their own.
class PacketCommandTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String OWNER = "amara@example.com";
    private static final Map<String, SigningKey> KEYS = new TreeMap<>();

    /// Making a key takes long, as it must.
    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    private SignedCampaign campaign;
    private Path password;

    @BeforeAll
    static void keys() throws Exception {
        for (String address : List.of(GRACE, APPS, OWNER)) {
            KEYS.put(
                    address,
                    KeyFile.create(
                            key(address),
                            "Somebody",
                            address,
                            SignedCampaign.PASSWORD.toCharArray(),
                            Clock.systemUTC()));
        }
    }

    private static Path key(String address) {
        return keys.resolve(address + ".p12");
    }

    @BeforeEach
    void open() throws Exception {
        campaign = new SignedCampaign(Files.createDirectory(folder.resolve("owner")), Clock.systemUTC()).withKeys(KEYS);
        password = Files.writeString(folder.resolve("password"), SignedCampaign.PASSWORD);
    }

    private static Answer run(Path workspace, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", workspace.toString()));
        int code = new Cli(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new ByteArrayInputStream(new byte[0]),
                        false,
                        Clock.systemUTC(),
                        Map.of(),
                        _ -> 41)
                .run(all.toArray(String[]::new));
        return new Answer(code, out.toString(), err.toString());
    }

    private static String good(Path workspace, String... arguments) {
        Answer answer = run(workspace, arguments);
        assertThat(answer.code()).as(List.of(arguments) + "\n" + answer.err()).isZero();
        return answer.out();
    }

    private static String refused(Path workspace, String... arguments) {
        Answer answer = run(workspace, arguments);
        assertThat(answer.code()).as(List.of(arguments) + "\n" + answer.out()).isEqualTo(3);
        return answer.err();
    }

    private Path export(String reviewer) {
        Path packet = folder.resolve(reviewer + ".packet.asice");
        good(
                campaign.workspace(),
                "packet",
                "export",
                "q4",
                packet.toString(),
                "--reviewer",
                reviewer,
                "--key",
                key(OWNER).toString(),
                "--password-file",
                password.toString());
        return packet;
    }

    private String fingerprint(String address) throws Exception {
        return SigningKey.fingerprint(campaign.key(address).certificate());
    }

    /// Decides everything that `campaign items` lists, as a file.
    private void decide(Path workspace, String reviewer) throws Exception {
        var rows = new ArrayList<List<String>>();
        String csv = good(workspace, "campaign", "items", "q4", "--reviewer", reviewer, "--format", "csv");
        Path file = Files.writeString(folder.resolve("decisions.csv"), csv.replace("\r\n", "\n"));
        List<List<String>> read =
                Csv.read(Files.readString(file)).stream().map(Csv.Row::fields).toList();
        List<String> head = read.getFirst();
        var out = new StringBuilder(String.join(",", head) + "\r\n");
        for (List<String> row : read.subList(1, read.size())) {
            var filled = new ArrayList<>(row);
            filled.set(head.indexOf("decision"), "approve");
            filled.set(head.indexOf("reason"), "looked at");
            rows.add(filled);
            out.append(Csv.line(filled));
        }
        assertThat(rows).isNotEmpty();
        Files.writeString(file, out);
        good(workspace, "decide", "q4", file.toString(), "--reviewer", reviewer);
    }

    private Path answer(Path workspace, String reviewer) throws Exception {
        decide(workspace, reviewer);
        assertThat(good(
                        workspace,
                        "sign",
                        "q4",
                        "--as",
                        "reviewer",
                        "--key",
                        key(reviewer).toString(),
                        "--password-file",
                        password.toString()))
                .contains("Send the answer: countersign packet return q4 OUT");
        Path answer = folder.resolve(reviewer + ".answer.asice");
        assertThat(good(workspace, "packet", "return", "q4", answer.toString())).contains("Send it to " + OWNER);
        return answer;
    }

    @Test
    void twoReviewersElsewhereDecideAndTheOwnersBundleVerifiesEverywhere() throws Exception {
        for (String reviewer : List.of(GRACE, APPS)) {
            Path packet = export(reviewer);
            Path theirs = folder.resolve(reviewer + ".countersign");
            assertThat(good(
                            folder.resolve("nothing.countersign"),
                            "packet",
                            "open",
                            packet.toString(),
                            theirs.toString(),
                            "--trust",
                            fingerprint(OWNER)))
                    .contains("wait for " + reviewer)
                    .contains("packet return q4 OUT, and send that to " + OWNER);
            Path answer = answer(theirs, reviewer);
            assertThat(good(theirs, "workspace", "check", theirs.toString())).isNotEmpty();
            assertThat(good(
                            campaign.workspace(),
                            "packet",
                            "import",
                            answer.toString(),
                            "--trust",
                            fingerprint(reviewer)))
                    .contains("of " + reviewer)
                    .contains(reviewer.equals(GRACE) ? "Still missing: " + APPS : "Nobody is missing");
            assertThat(refused(campaign.workspace(), "packet", "import", answer.toString()))
                    .contains("This answer was imported already");
        }
        JsonNode status = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(good(campaign.workspace(), "packet", "status", "q4", "--format", "json"));
        assertThat(status.path("reviewers"))
                .allMatch(one -> !one.path("missing").asBoolean());
        good(campaign.workspace(), "campaign", "close", "q4");
        good(
                campaign.workspace(),
                "sign",
                "q4",
                "--as",
                "owner",
                "--key",
                key(OWNER).toString(),
                "--password-file",
                password.toString());
        Path bundle = folder.resolve("evidence.asice");
        good(campaign.workspace(), "evidence", "export", "q4", bundle.toString());
        Path trust = campaign.trust();
        assertThat(good(bundle, "evidence", "verify", bundle.toString(), "--trust", trust.toString()))
                .contains(GRACE)
                .contains(APPS);
        good(campaign.workspace(), "workspace", "check", campaign.workspace().toString());
        Map<String, byte[]> files = Tools.unzip(Files.readAllBytes(bundle));
        assertThat(new String(files.get("META-INF/ASiCManifest001.xml"), StandardCharsets.UTF_8))
                .contains("campaign.json", "decisions/001.ndjson")
                .doesNotContain("items.ndjson");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Tools.write(unpacked, files);
        Tools.Answer script = Tools.run(unpacked, "sh", "VERIFY.sh", trust.toString());
        assertThat(script.code()).as(script.output()).isZero();
        assertThat(script.output()).contains("ALL GOOD", "OK    reviewer " + GRACE, "OK    reviewer " + APPS);
    }

    @Test
    void aStrangersCertificateIsAskedAboutInEightGroupsAndNothingChanges() throws Exception {
        Path packet = export(GRACE);
        Path theirs = folder.resolve("theirs.countersign");
        String groups = Fingerprints.grouped(fingerprint(OWNER));
        assertThat(groups.split(" ")).hasSize(8);
        assertThat(refused(theirs, "packet", "open", packet.toString()))
                .contains("does not know " + OWNER)
                .contains(groups)
                .contains("--trust " + fingerprint(OWNER));
        assertThat(theirs).doesNotExist();
        assertThat(refused(theirs, "packet", "open", packet.toString(), "--trust", "0".repeat(64)))
                .contains(groups);
        good(theirs, "packet", "open", packet.toString(), "--trust", groups);
        Path answer = answer(theirs, GRACE);
        assertThat(refused(campaign.workspace(), "packet", "import", answer.toString()))
                .contains("does not know " + GRACE)
                .contains(Fingerprints.grouped(fingerprint(GRACE)));
        assertThat(good(campaign.workspace(), "packet", "status", "q4")).containsPattern(GRACE + " +yes .*20");
    }
}
