package org.countersign.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;

/// A process that imports, decides and signs for ever, and says each act once it is acknowledged, until it
/// is killed.
public final class Busy {
    private Busy() {}

    /// Arguments: workspace, private key in PKCS#8 with `bare.pem` beside it, folder for snapshot files.
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        // Unwrapped by the test: six hundred thousand iterations of a password would only slow the killing down.
        Path bare = Path.of(arguments[1]);
        var key = new SigningKey(
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(bare))),
                KeyFile.certificates("certificate", Files.readAllBytes(bare.resolveSibling("bare.pem"))));
        try (var app = Countersign.open(Path.of(arguments[0]), Clock.systemUTC())) {
            ItemState item = app
                    .workspace()
                    .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q4"))
                    .stream()
                    .filter(state -> state.reviewer().equals("grace@example.com"))
                    .findFirst()
                    .orElseThrow();
            // Rounds go on where an earlier process stopped: what stands word for word would not be decided again.
            int first = item.decision()
                    .flatMap(made -> made.reason())
                    .map(reason -> Integer.parseInt(reason.substring(6)) + 1)
                    .orElse(0);
            System.out.println("ready");
            for (int i = first; ; i++) {
                Path file = folder.resolve("busy-" + ProcessHandle.current().pid() + "-" + i + ".json");
                Files.writeString(file, users(file.toString()));
                var outcome = (ImportSnapshot.Outcome.Imported) app.importSnapshot()
                        .run(
                                app.actor(),
                                new ImportSnapshot.Request(
                                        "slack", List.of(file), Optional.of(Instant.now()), false, true),
                                Progress.NONE);
                System.out.println("snapshot " + outcome.snapshot().number());
                app.recordDecision()
                        .run(
                                app.actor(),
                                "q4",
                                "grace@example.com",
                                List.of(new Draft(
                                        "",
                                        item.item().id(),
                                        Verdict.APPROVE,
                                        Optional.of("round " + i),
                                        Optional.empty(),
                                        1)),
                                Manner.SINGLE);
                System.out.println("decision round " + i);
                app.signAsReviewer().run(app.actor(), "q4", key);
                System.out.println("signature " + i);
            }
        }
    }

    private static String users(String salt) {
        var json = new StringBuilder("[");
        for (int i = 0; i < 400; i++) {
            json.append(i == 0 ? "" : ",").append(House.active("u" + i, "user" + i + salt.hashCode()));
        }
        return json.append("]").toString();
    }
}
