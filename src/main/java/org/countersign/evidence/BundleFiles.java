package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.ledger.Ledger;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.workspace.Transaction;

/// The files of a bundle, made from the workspace (evidence.md 2.1).
public final class BundleFiles {
    /// What a container of ASiC-E begins with.
    public static final String MIMETYPE = "application/vnd.etsi.asic-e+zip";

    private BundleFiles() {}

    /// Everything but the PDF, the roster and the owner's signature.
    @SuppressWarnings("NonApiType") // a bundle is in the order of names, and gets two more files
    static TreeMap<String, byte[]> frozen(
            Transaction tx, Campaign campaign, Ledger ledger, List<StoredSignature> signatures) {
        var campaigns = new CampaignStore(tx);
        String name = campaign.name();
        var files = new TreeMap<String, byte[]>();
        files.put(CanonicalZip.MIMETYPE, MIMETYPE.getBytes(StandardCharsets.US_ASCII));
        files.put("campaign.json", campaigns.frozen(name));
        files.put("items.ndjson", campaigns.itemLines(name));
        files.put("findings.json", campaigns.findings(name));
        files.put("governance.json", campaigns.governance(name));
        files.put("snapshots/index.ndjson", snapshots(tx, campaign));
        files.put("events.ndjson", events(tx, campaign));
        files.put("events.head", ledger.head(tx).lines().getBytes(StandardCharsets.US_ASCII));
        for (StoredSignature signature : signatures) {
            files.put(signature.decisionsName(), signature.decisions().array());
            files.put(
                    AsicManifest.name(signature.ordinal()), signature.manifest().array());
            files.put(
                    AsicManifest.signatureName(signature.ordinal()),
                    signature.p7s().array());
            files.put(
                    "certs/" + AsicManifest.three(signature.ordinal()) + ".pem",
                    signature.certificate().getBytes(StandardCharsets.US_ASCII));
        }
        return files;
    }

    /// The decision files joined in name order.
    static byte[] decisions(List<StoredSignature> signatures) {
        var all = new java.io.ByteArrayOutputStream();
        signatures.forEach(signature -> all.writeBytes(signature.decisions().array()));
        return all.toByteArray();
    }

    /// Adds what the owner alone says: roster, SIGNERS, sums and the guide.
    ///
    /// @param revoked certificates that the owner says are taken back, by fingerprint
    /// @param last the number of the owner's signature
    /// @param delegating the ledger's ids that tell whose deputy somebody was, by address; empty where nobody was
    static void addRoster(
            Map<String, byte[]> files,
            Campaign campaign,
            List<StoredSignature> signatures,
            SigningKey owner,
            int last,
            Map<String, String> reviewerIds,
            Map<String, String> delegating,
            Map<String, RevokeCertificate.Revoked> revoked) {
        ObjectNode roster = CanonicalJson.object().put("campaign", campaign.name());
        var signers = roster.putArray("signers");
        var lines = new StringBuilder();
        for (StoredSignature signature : signatures) {
            add(
                    signers.addObject(),
                    lines,
                    signature.role(),
                    signature.address(),
                    signature.fingerprint(),
                    signature.ordinal(),
                    reviewerIds);
        }
        String fingerprint = SigningKey.fingerprint(owner.certificate());
        add(signers.addObject(), lines, "owner", campaign.owner(), fingerprint, last, reviewerIds);
        if (!delegating.isEmpty()) {
            var reviewers = roster.putArray("reviewers");
            delegating.forEach((address, id) ->
                    reviewers.addObject().put("address", address).put("ledgerId", id));
        }
        if (!revoked.isEmpty()) {
            var array = roster.putArray("revoked");
            revoked.forEach((one, how) -> array.addObject()
                    .put("certificateSha256", one)
                    .put("from", Formats.instant(how.from()))
                    .put("reason", how.reason()));
        }
        files.put("roster.json", CanonicalJson.bytes(roster));
        files.put("SIGNERS", lines.toString().getBytes(StandardCharsets.UTF_8));
        files.put(
                "certs/" + AsicManifest.three(last) + ".pem",
                SigningKey.pem(owner.certificate()).getBytes(StandardCharsets.US_ASCII));
        var sums = new StringBuilder();
        files.forEach((file, content) -> {
            if (!file.startsWith("META-INF/")) {
                sums.append(Sha256.hex(content)).append("  ").append(file).append('\n');
            }
        });
        files.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.US_ASCII));
        files.put("VERIFY.sh", resource("VERIFY.sh"));
        files.put("VERIFY.md", resource("VERIFY.md"));
    }

    private static void add(
            ObjectNode entry,
            StringBuilder lines,
            String role,
            String address,
            String fingerprint,
            int ordinal,
            Map<String, String> reviewerIds) {
        String manifest = AsicManifest.name(ordinal);
        entry.put("address", address)
                .put("certificateSha256", fingerprint)
                .put("role", role)
                .put("manifest", manifest);
        String id = reviewerIds.get(address);
        if (id != null) {
            entry.put("ledgerId", id);
        }
        lines.append(fingerprint)
                .append(' ')
                .append(role)
                .append(' ')
                .append(manifest)
                .append(' ')
                .append(address)
                .append('\n');
    }

    /// A released file of the program itself.
    static byte[] resource(String name) {
        try (var in = Objects.requireNonNull(BundleFiles.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] snapshots(Transaction tx, Campaign campaign) {
        Set<String> wanted = frozenSnapshots(campaign);
        var lines = new StringBuilder();
        for (Snapshot snapshot : new SnapshotStore(tx).all()) {
            if (wanted.contains(snapshot.source() + "/" + snapshot.number())) {
                ObjectNode node = CanonicalJson.object()
                        .put("source", snapshot.source())
                        .put("number", snapshot.number())
                        .put("takenAt", Formats.instant(snapshot.takenAt()))
                        .put("takenAtBasis", snapshot.takenAtBasis())
                        .put("sha256", snapshot.sha256())
                        .put("accounts", snapshot.accounts())
                        .put("groups", snapshot.groups())
                        .put("memberships", snapshot.memberships())
                        .put("rowsRead", snapshot.completeness().rowsRead())
                        .put("rowsRefused", snapshot.completeness().rowsRefused())
                        .put("rowsDuplicate", snapshot.completeness().rowsDuplicate())
                        .put("complete", snapshot.completeness().complete());
                snapshot.completeness().gaps().forEach(node.putArray("gaps")::add);
                snapshot.completeness().notes().forEach(node.putArray("notes")::add);
                var files = node.putArray("files");
                snapshot.files().forEach(file -> files.addObject()
                        .put("name", file.name())
                        .put("sha256", file.sha256())
                        .put("size", file.size())
                        .put("usable", file.usable())
                        .put("archive", file.archive()));
                lines.append(CanonicalJson.text(node)).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> frozenSnapshots(Campaign campaign) {
        var wanted = new HashSet<String>();
        campaign.frozen()
                .path("snapshots")
                .forEach(snapshot -> wanted.add(snapshot.path("source").asText() + "/"
                        + snapshot.path("number").asLong()));
        return wanted;
    }

    /// This campaign's and its snapshots' events whole, all others as `{seq, leaf}`.
    static byte[] events(Transaction tx, Campaign campaign) {
        Set<String> snapshots = frozenSnapshots(campaign);
        return LedgerLines.of(tx, body -> {
            JsonNode data = body.path("data");
            return data.path("campaign").asText().equals(campaign.name())
                    || (body.path("type").asText().equals("snapshot.imported")
                            && snapshots.contains(data.path("source").asText() + "/"
                                    + data.path("number").asLong()));
        });
    }
}
