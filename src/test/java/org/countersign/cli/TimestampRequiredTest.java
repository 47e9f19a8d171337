package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A campaign that is opened with `--timestamp-required`, through the command line.
class TimestampRequiredTest {
    private static final String GRACE = "grace@example.com";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new Cli(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new ByteArrayInputStream(new byte[0]),
                        false,
                        Clock.systemUTC(),
                        environment,
                        _ -> 0)
                .run(arguments);
    }

    @Test
    void nobodySignsItWithoutATimestamp() throws Exception {
        Path file;
        Path key;
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            file = campaign.workspace();
            campaign.key(GRACE);
            key = campaign.keyFile(GRACE);
        }
        String workspace = file.toString();
        Path password = Files.writeString(folder.resolve("password"), SignedCampaign.PASSWORD);
        String[] sign = {
            "-w",
            workspace,
            "sign",
            "q5",
            "--key",
            key.toString(),
            "--as",
            "reviewer",
            "--password-file",
            password.toString()
        };
        assertThat(run(
                        Map.of(),
                        "-w",
                        workspace,
                        "campaign",
                        "open",
                        "q5",
                        "--owner",
                        "amara@example.com",
                        "--fallback",
                        "apps@example.com",
                        "--due",
                        "2099-01-01",
                        "--timestamp-required"))
                .as(err.toString())
                .isZero();
        assertThat(run(Map.of(), "-w", workspace, "campaign", "status", "q5", "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"timestampRequired\" : true");
        assertThat(run(Map.of(), "-w", workspace, "campaign", "status", "q4", "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"timestampRequired\" : false");
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            List<Draft> drafts = app
                    .workspace()
                    .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q5"))
                    .stream()
                    .filter(state -> state.reviewer().equals(GRACE))
                    .map(state ->
                            new Draft("", state.item().id(), Verdict.APPROVE, Optional.of("x"), Optional.empty(), 3))
                    .toList();
            app.recordDecision().run(app.actor(), "q5", GRACE, drafts, Manner.SINGLE);
        }
        assertThat(run(Map.of(), sign)).isEqualTo(3);
        assertThat(err.toString())
                .contains("requires a timestamp with each signature")
                .contains("--tsa URL");
        try (var stamps =
                new StampServer(Authority.root("Clockmaker", Instant.now()).timestamps("TSA"))) {
            stamps.is(StampServer.Manner.BROKEN);
            assertThat(run(Map.of("COUNTERSIGN_TSA", stamps.url()), sign)).isEqualTo(3);
            stamps.is(StampServer.Manner.GOOD);
            assertThat(run(Map.of("COUNTERSIGN_TSA", stamps.url()), sign))
                    .as(err.toString())
                    .isZero();
        }
    }
}
