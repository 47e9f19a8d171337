package org.countersign.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.SigningKey;
import org.countersign.ledger.Ledger;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.Busy;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at 40 random points of import, decide and sign loses no acknowledged act, and leaves a
/// workspace that opens and a ledger that verifies.
class CrashTest {
    private static final int KILLS = 40;

    private static final List<String> ACTS = List.of("snapshot", "decision", "signature");

    @TempDir
    private Path folder;

    @Test
    void fortyKillsLoseNothing() throws Exception {
        Path workspace;
        Path key;
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            SigningKey grace = campaign.key("grace@example.com");
            key = Files.write(folder.resolve("bare.key"), grace.key().getEncoded());
            Files.writeString(folder.resolve("bare.pem"), SigningKey.pem(grace.certificate()));
            workspace = campaign.workspace();
        }
        Path files = Files.createDirectories(folder.resolve("busy"));
        var random = new Random(40);
        long signatures = 0;
        long snapshots = 0;
        var killedIn = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = killAfter(
                    workspace, key, files, ACTS.get(kill % ACTS.size()), 1 + random.nextInt(4), random.nextInt(12));
            killedIn.add(said.isEmpty() ? "start" : said.getLast().split(" ")[0]);
            snapshots = Math.max(
                    snapshots,
                    said.stream()
                            .filter(line -> line.startsWith("snapshot "))
                            .mapToLong(line -> Long.parseLong(line.substring(9)))
                            .max()
                            .orElse(0));
            signatures +=
                    said.stream().filter(line -> line.startsWith("signature ")).count();
            String decision =
                    said.stream().filter(line -> line.startsWith("decision ")).reduce("", (_, later) -> later);
            check(workspace, snapshots, signatures, decision);
        }
        assertThat(killedIn).as("kills fall between different acts").contains("snapshot", "decision", "signature");
    }

    /// Starts the busy process, kills it some milliseconds after it has said the nth word of an act, and so
    /// in the midst of the next one, and gives what it had said.
    private static List<String> killAfter(Path workspace, Path key, Path files, String act, int nth, int millis)
            throws Exception {
        Process process = Tools.program(Busy.class, workspace, key, files);
        var said = new ArrayList<String>();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("ready");
            for (int heard = 0; heard < nth; ) {
                String line = reader.readLine();
                assertThat(line).as("it works until it is killed").isNotNull();
                said.add(line);
                heard += line.startsWith(act) ? 1 : 0;
            }
            Thread.sleep(millis);
            process.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, this leaves what was said readable
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
            }
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static void check(Path workspace, long snapshots, long signatures, String decision) throws Exception {
        try (var app = Countersign.open(workspace, Clock.systemUTC())) {
            assertThat(app.workspace().<Ledger.Verdict, RuntimeException>read(app.ledger()::verify))
                    .isInstanceOf(Ledger.Verdict.Holds.class);
            long stored = app.workspace().<Long, RuntimeException>read(tx -> new SnapshotStore(tx)
                    .all().stream()
                            .filter(snapshot -> snapshot.source().equals("slack"))
                            .count());
            assertThat(stored).isGreaterThanOrEqualTo(snapshots);
            assertThat(app.workspace()
                            .<Integer, RuntimeException>read(
                                    tx -> new EvidenceStore(tx).signers("q4").size()))
                    .isGreaterThanOrEqualTo((int) signatures);
            if (!decision.isEmpty()) {
                // The last acknowledged decision, or one that was written after it and not yet said.
                List<ItemState> items = app.workspace().read(tx -> new CampaignStore(tx).items("q4"));
                assertThat(items.stream()
                                .flatMap(state -> state.decision().stream())
                                .flatMap(made -> made.reason().stream())
                                .map(reason -> Integer.parseInt(reason.substring(6))))
                        .anyMatch(round -> round >= Integer.parseInt(decision.substring(15)));
            }
        }
    }
}
