package org.countersign.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the whole ledger as one file that stands alone, with how to verify it, and a signature where there is a
/// key.
/// Whoever keeps it can show that the workspace's ledger is still the one that it was.
public final class ExportLedger {
    static final String FORMAT = "countersign-ledger-export";
    static final String UNSIGNED = "application/zip";

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Exports `workspace`.
    public ExportLedger(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What was exported.
    ///
    /// @param head that the file leads to
    public record Exported(byte[] file, Ledger.Head head) {}

    /// Exports; an event tells of it, which stands in the next one.
    ///
    /// @param campaign of which alone the bodies are shown, with those of its snapshots; empty = all
    /// @param key that signs
    /// @throws RefusedException where the ledger does not hold, there is no such campaign, or the key is not valid
    /// now
    public Exported run(Actor actor, Optional<String> campaign, Optional<SigningKey> key) throws RefusedException {
        return workspace.write(tx -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            if (key.isPresent()) {
                SignAsReviewer.checkValid(key.get(), now);
            }
            if (ledger.verify(tx) instanceof Ledger.Verdict.Broken broken) {
                throw new RefusedException(
                        workspace.file().toString(),
                        "The ledger is broken, and no evidence rests on that: event " + broken.seq() + " "
                                + broken.reason() + ".",
                        "Restore a backup from before.");
            }
            Ledger.Head head = ledger.head(tx);
            byte[] file = file(tx, head, campaign, key, now);
            ObjectNode data = CanonicalJson.object()
                    .put("seq", head.seq())
                    .put("hash", head.hash())
                    .put("sha256", Sha256.hex(file));
            campaign.ifPresent(name -> data.put("campaign", name));
            key.ifPresent(one -> data.put("certificateSha256", SigningKey.fingerprint(one.certificate())));
            ledger.append(tx, actor, "ledger.exported", data);
            return new Exported(file, head);
        });
    }

    private byte[] file(
            Transaction tx, Ledger.Head head, Optional<String> campaign, Optional<SigningKey> key, Instant now)
            throws RefusedException {
        var files = new TreeMap<String, byte[]>();
        if (campaign.isPresent()) {
            Campaign shown = new CampaignStore(tx).get(campaign.get());
            files.put("events.ndjson", BundleFiles.events(tx, shown));
        } else {
            files.put("events.ndjson", LedgerLines.of(tx, _ -> true));
        }
        files.put("events.head", head.lines().getBytes(StandardCharsets.US_ASCII));
        ObjectNode about = CanonicalJson.object()
                .put("format", FORMAT)
                .put("version", 1)
                .put("madeAt", Formats.instant(now))
                .put("workspace", ledger.workspaceId(tx).orElse(""));
        campaign.ifPresent(name -> about.put("campaign", name));
        files.put("ledger.json", CanonicalJson.bytes(about));
        files.put("VERIFY.sh", BundleFiles.resource("ledger/VERIFY.sh"));
        files.put("VERIFY.md", BundleFiles.resource("ledger/VERIFY.md"));
        String type = UNSIGNED;
        if (key.isPresent()) {
            type = BundleFiles.MIMETYPE;
            files.put("certs/001.pem", SigningKey.pem(key.get().certificate()).getBytes(StandardCharsets.US_ASCII));
            byte[] manifest = AsicManifest.over(1, files).bytes();
            files.put(AsicManifest.name(1), manifest);
            files.put(AsicManifest.signatureName(1), Cades.sign(manifest, key.get(), Optional.of(now)));
        }
        files.put(CanonicalZip.MIMETYPE, type.getBytes(StandardCharsets.US_ASCII));
        return CanonicalZip.write(files);
    }
}
