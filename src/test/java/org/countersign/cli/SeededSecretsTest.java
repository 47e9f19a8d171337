package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.Main;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.ScimPeer;
import org.countersign.testkit.SecretSearch;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.ui.mishap.ErrorReport;
import org.countersign.ui.mishap.Mishap;
import org.countersign.work.OwnFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random tokens and passwords go through a whole review, from the pull of a source to the bundle, in commands of
/// which some fail and some are processes as people start them; and then they are nowhere: not in a workspace, not in a
// bundle, packet,
/// report or ledger, not in what was said, not in the person's own folder nor among temporary files.
class SeededSecretsTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String OWNER = "amara@example.com";

    /// What the program makes, and nothing that it was given.
    @TempDir
    private Path made;

    @TempDir
    private Path given;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Path owner;
    private Path password;
    private Path other;

    private String secret(String name) {
        var bytes = new byte[18];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        secrets.put(name, secret);
        return secret;
    }

    private Path file(String name) throws IOException {
        return Files.writeString(given.resolve(name.replace(' ', '-')), secret(name) + "\n");
    }

    @BeforeEach
    void folders() throws IOException {
        for (String name : List.of("tmp", "own", "said")) {
            Files.createDirectory(made.resolve(name));
        }
        password = file("password");
        other = file("another password");
    }

    /// Typed here; what was said is kept.
    private void run(int code, Path workspace, String... arguments) throws Exception {
        var out = new StringWriter();
        int answered = new Cli(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        InputStream.nullInputStream(),
                        false,
                        Clock.systemUTC(),
                        Map.of(OwnFiles.VARIABLE, own()),
                        _ -> 41)
                .run(with(workspace, arguments));
        Files.writeString(said(), out.toString());
        assertThat(answered).as(String.join(" ", arguments) + "\n" + out).isEqualTo(code);
    }

    /// The same by a process as people start it, with an environment and temporary files of its own.
    private void start(int code, Map<String, String> environment, Path workspace, String... arguments)
            throws Exception {
        ProcessBuilder builder = Tools.starting(Main.class, (Object[]) with(workspace, arguments));
        builder.command().add(1, "-Djava.io.tmpdir=" + made.resolve("tmp"));
        builder.environment().put(OwnFiles.VARIABLE, own());
        builder.environment().putAll(environment);
        Path said = said();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(600, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(String.join(" ", arguments) + "\n" + Files.readString(said))
                .isEqualTo(code);
    }

    private static String[] with(Path workspace, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", workspace.toString()));
        return all.toArray(String[]::new);
    }

    private String own() {
        return made.resolve("own/settings.json").toString();
    }

    private Path said() {
        return made.resolve("said").resolve(System.nanoTime() + ".txt");
    }

    private String key(String address) {
        return made.resolve(address + ".p12").toString();
    }

    private String out(String name) {
        return made.resolve(name).toString();
    }

    private void keys() throws Exception {
        Path theirs = given.resolve("organisation.p12");
        KeyFile.create(theirs, "Apps", APPS, secrets.get("password").toCharArray(), Clock.systemUTC());
        for (String address : List.of(GRACE, OWNER)) {
            run(
                    0,
                    owner,
                    "key",
                    "create",
                    key(address),
                    "--name",
                    "Somebody",
                    "--email",
                    address,
                    "--password-file",
                    "" + password);
        }
        run(3, owner, "key", "import", "" + theirs, key(APPS), "--password-file", "" + other);
        run(
                0,
                owner,
                "key",
                "import",
                "" + theirs,
                key(APPS),
                "--password-file",
                "" + password,
                "--new-password-file",
                "" + other);
    }

    private void pulls() throws Exception {
        Path token = file("token");
        String wrong = secret("wrong token");
        try (var peer = new ScimPeer(3, 1).token(secrets.get("token"))) {
            Path governance = Files.writeString(
                    given.resolve("g.yaml"),
                    "sources: [{id: hr, name: HR, kind: app, scim: {endpoint: \"" + peer.url() + "\"}}]");
            run(0, owner, "governance", "import", "" + governance);
            run(0, owner, "snapshot", "pull", "--source", "hr", "--token-file", "" + token);
            start(0, Map.of("COUNTERSIGN_TOKEN_HR", secrets.get("token")), owner, "snapshot", "pull", "--all");
            start(3, Map.of("COUNTERSIGN_TOKEN_HR", wrong), owner, "snapshot", "pull", "--source", "hr");
            String store = out("tokens.p12");
            run(
                    0,
                    owner,
                    "key",
                    "store-token",
                    store,
                    "--source",
                    "hr",
                    "--token-file",
                    "" + token,
                    "--password-file",
                    "" + password);
            start(
                    0,
                    Map.of(),
                    owner,
                    "snapshot",
                    "pull",
                    "--source",
                    "hr",
                    "--key-store",
                    store,
                    "--password-file",
                    "" + password);
            run(3, owner, "snapshot", "pull", "--source", "hr", "--key-store", store, "--password-file", "" + other);
        }
    }

    private static void decide(Path workspace, String reviewer) throws Exception {
        try (Countersign app = Countersign.open(workspace, Clock.systemUTC())) {
            List<Draft> drafts = app.workspace().read(tx -> new CampaignStore(tx).items("q4")).stream()
                    .filter(ItemState::open)
                    .filter(state -> state.reviewer().equals(reviewer))
                    .map(state -> new Draft(
                            "", state.item().id(), Verdict.APPROVE, Optional.of("looked at"), Optional.empty(), 3))
                    .toList();
            app.recordDecision().run(app.actor(), "q4", reviewer, drafts, Manner.SINGLE);
        }
    }

    private String fingerprint(String address, Path passwordFile) throws Exception {
        char[] characters = Files.readString(passwordFile).strip().toCharArray();
        return SigningKey.fingerprint(
                KeyFile.open(Path.of(key(address)), characters).certificate());
    }

    private void review() throws Exception {
        Path theirs = made.resolve("theirs.countersign");
        String packet = out("grace.packet.asice");
        String answer = out("grace.answer.asice");
        run(
                3,
                owner,
                "packet",
                "export",
                "q4",
                packet,
                "--reviewer",
                GRACE,
                "--key",
                key(OWNER),
                "--password-file",
                "" + other);
        run(
                0,
                owner,
                "packet",
                "export",
                "q4",
                packet,
                "--reviewer",
                GRACE,
                "--key",
                key(OWNER),
                "--password-file",
                "" + password);
        run(0, theirs, "packet", "open", packet, "--trust", fingerprint(OWNER, password));
        decide(theirs, GRACE);
        start(
                3,
                Map.of(),
                theirs,
                "sign",
                "q4",
                "--as",
                "reviewer",
                "--key",
                key(GRACE),
                "--password-file",
                "" + other);
        run(0, theirs, "sign", "q4", "--as", "reviewer", "--key", key(GRACE), "--password-file", "" + password);
        run(0, theirs, "packet", "return", "q4", answer);
        run(0, owner, "packet", "import", answer, "--trust", fingerprint(GRACE, password));
        decide(owner, APPS);
        run(0, owner, "sign", "q4", "--as", "reviewer", "--key", key(APPS), "--password-file", "" + other);
        run(0, owner, "campaign", "close", "q4");
        start(0, Map.of(), owner, "sign", "q4", "--as", "owner", "--key", key(OWNER), "--password-file", "" + password);
        run(0, owner, "evidence", "export", "q4", out("evidence.asice"));
        run(0, owner, "report", "q4", out("report.pdf"));
        run(0, owner, "ledger", "export", out("ledger.zip"), "--key", key(OWNER), "--password-file", "" + password);
        run(2, owner, "sign", "q4", "--as", "nobody", "--key", key(OWNER), "--password-file", "" + password);
    }

    /// What a person may hand on of a fault whose own words hold a secret.
    private void faults() throws Exception {
        for (String secret : secrets.values()) {
            var fault = new IllegalStateException("Bearer " + secret, new IOException(secret));
            Files.writeString(
                    made.resolve("said").resolve("report-" + System.nanoTime() + ".txt"),
                    ErrorReport.text(Optional.of(Mishap.of(fault)), Map.of("accounts", 3L), Map.of("Theme", "LIGHT")));
        }
    }

    @Test
    void tokensAndPasswordsAreNowhereAfterAWholeReview() throws Exception {
        try (var campaign = new SignedCampaign(made, Clock.systemUTC())) {
            owner = campaign.workspace();
        }
        keys();
        SecretSearch search;
        // As long as somebody has it open, the log lies beside the workspace.
        try (Countersign held = Countersign.open(owner, Clock.systemUTC())) {
            pulls();
            review();
            faults();
            search = new SecretSearch(secrets);
            assertThat(search.below(made)).isEmpty();
            assertThat(made.resolve("house.countersign-wal")).isNotEmptyFile();
            assertThat(held.workspace().file()).isEqualTo(owner);
        }
        assertThat(new SecretSearch(secrets).below(made)).isEmpty();
        assertThat(made.resolve("evidence.asice")).exists();
        assertThat(search.files()).isGreaterThan(30);
        assertThat(secrets).hasSize(4);
    }

    @Test
    void theSearchFindsThemWhereverTheyAre() throws Exception {
        String secret = secret("sought");
        byte[] plain = ("… " + secret + " …").getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        packed.writeBytes("stream\n".getBytes(StandardCharsets.US_ASCII));
        try (var deflate = new DeflaterOutputStream(packed)) {
            deflate.write(plain);
        }
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("inside"));
            out.write(packed.toByteArray());
        }
        Map<String, byte[]> places = Map.of(
                "plain", plain,
                "utf16", secret.getBytes(StandardCharsets.UTF_16BE),
                "hex", HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII),
                "basic", Base64.getEncoder().encode(("user:" + secret).getBytes(StandardCharsets.US_ASCII)),
                "bearer", Base64.getUrlEncoder().encode(("me:" + secret).getBytes(StandardCharsets.US_ASCII)),
                "cut", secret.substring(0, 30).getBytes(StandardCharsets.US_ASCII),
                "packed", packed.toByteArray(),
                "zip", zip.toByteArray());
        for (var place : places.entrySet()) {
            Path folder = Files.createDirectory(made.resolve("in-" + place.getKey()));
            Files.write(folder.resolve("file"), place.getValue());
            assertThat(new SecretSearch(secrets).below(folder))
                    .as(place.getKey())
                    .isNotEmpty();
        }
        try (var campaign = new SignedCampaign(made, Clock.systemUTC(), Optional.of("Ask with " + secret + "."))) {
            assertThat(campaign.workspace()).exists();
        }
        assertThat(new SecretSearch(secrets).below(made)).anyMatch(one -> one.contains("table campaign"));
        assertThat(new SecretSearch(secrets).below(Files.createDirectory(made.resolve("empty"))))
                .isEmpty();
    }
}
