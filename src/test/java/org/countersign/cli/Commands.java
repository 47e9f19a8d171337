package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.scim.pull.PullLimits;
import org.countersign.testkit.House;
import org.countersign.work.OwnFiles;

/// Command lines on one workspace, on a clock that stands at [House#NOW]; what they print and answer.
final class Commands {
    /// Two sources and nothing else.
    static final String SOURCES =
            "sources:\n  - {id: okta, kind: idp}\n  - {id: slack, kind: app, authoritativeIdp: okta}\n";

    private static byte[] house = {};

    private final Path folder;
    private final PullLimits limits;
    private final Path own = Path.of("target", "own-of-tests", UUID.randomUUID().toString(), "settings.json");

    Commands(Path folder) {
        this(folder, PullLimits.DEFAULT);
    }

    Commands(Path folder, PullLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /// What a command line did.
    record Answer(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    Path workspace() {
        return folder.resolve("w.countersign");
    }

    /// A file of this text.
    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// As typed, without a workspace of its own.
    Answer bare(byte[] in, Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        // Whoever types here has seen nothing of what other tests did in copies of the same workspace.
        var mine = new HashMap<>(environment);
        mine.putIfAbsent(OwnFiles.VARIABLE, own.toString());
        int code = new Cli(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new ByteArrayInputStream(in),
                        false,
                        Clock.fixed(House.NOW, ZoneOffset.UTC),
                        mine,
                        file -> file.isPresent() ? 40 : 41,
                        limits)
                .run(arguments);
        return new Answer(code, out.toString(), err.toString());
    }

    /// On the workspace.
    Answer run(String... arguments) {
        return typed("", arguments);
    }

    /// On the workspace, with standard input.
    Answer typed(String in, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", workspace().toString()));
        return bare(in.getBytes(StandardCharsets.UTF_8), Map.of(), all.toArray(String[]::new));
    }

    /// On the workspace, and it succeeds.
    Answer good(String... arguments) {
        Answer answer = run(arguments);
        assertThat(answer.code()).as(List.of(arguments) + "\n" + answer.err()).isZero();
        return answer;
    }

    /// On the workspace; refused, so with a message on the error stream alone.
    String refused(String... arguments) {
        Answer answer = run(arguments);
        assertThat(answer.code()).as(List.of(arguments) + "\n" + answer.out()).isEqualTo(3);
        assertThat(answer.out()).isEmpty();
        return answer.err();
    }

    /// Governance, and a snapshot each of two sources: ada is disabled at the IdP and active in the app. Made
    /// once, and copied.
    Commands house() throws IOException {
        synchronized (Commands.class) {
            if (house.length == 0) {
                good("governance", "import", file("g.yaml", SOURCES).toString());
                snapshot("okta", House.inactive("i1", "ada"), House.active("i2", "bob@example.com"));
                snapshot(
                        "slack",
                        House.active("a1", "ada"),
                        House.active("a2", "bob@example.com"),
                        House.active("a3", "stranger"),
                        House.group("s", "oncall", "a2"));
                house = Files.readAllBytes(workspace());
            }
        }
        Files.write(workspace(), house);
        return this;
    }

    /// A snapshot at [House#TAKEN].
    Answer snapshot(String source, String... resources) throws IOException {
        Path file = file(source + ".json", "[" + String.join(",", resources) + "]");
        return good("snapshot", "import", "--source", source, "--taken-at", "2026-11-24T06:00:00Z", file.toString());
    }

    /// An open campaign over everything.
    Commands campaign(String name) {
        good(
                "campaign",
                "open",
                name,
                "--owner",
                "owner@example.com",
                "--fallback",
                "apps@example.com",
                "--due",
                "2026-12-18");
        return this;
    }

    /// A key file with the password `x`.
    Path key(String address) throws IOException {
        Path file = folder.resolve(address + ".p12");
        Answer made = bare(
                "x".getBytes(StandardCharsets.UTF_8),
                Map.of(),
                "key",
                "create",
                file.toString(),
                "--name",
                "Somebody",
                "--email",
                address,
                "--password-file",
                "-");
        assertThat(made.code()).as(made.err()).isZero();
        return file;
    }
}
