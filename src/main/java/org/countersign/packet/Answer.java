package org.countersign.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.countersign.evidence.AsicManifest;
import org.countersign.evidence.Cades;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.StoredSignature;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// What comes back: a reviewer's decisions with the signature that goes into the evidence, in a container that they
/// signed with the same key.
///
/// @param packet that it answers
/// @param number of the signature in the campaign
/// @param campaign `campaign.json`
/// @param head of the reviewer's ledger
/// @param lines of `decisions/NNN.ndjson`
/// @param by the signature over the decisions
record Answer(
        String packet,
        int number,
        String campaignName,
        String reviewer,
        StoredSignature.Bytes campaign,
        Ledger.Head head,
        List<ObjectNode> lines,
        StoredSignature.Bytes decisions,
        StoredSignature.Bytes manifest,
        StoredSignature.Bytes p7s,
        String sha256,
        Cades.Signature by) {
    static final String FORMAT = "countersign-answer";
    static final String FACTS = "answer.json";
    /// Of the manifest and signature over the whole file.
    static final int WHOLE = 0;

    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e]{3,254}");
    private static final long EXACT = 1L << 53;

    Answer {
        lines = List.copyOf(lines);
    }

    X509Certificate certificate() {
        return by.certificate();
    }

    /// When they signed, as they claim.
    Instant signedAt() {
        return by.claimedAt().orElseThrow();
    }

    /// Makes one.
    static byte[] write(
            String packet, byte[] campaign, StoredSignature signature, Ledger.Head head, SigningKey key, Instant at) {
        var files = new TreeMap<String, byte[]>();
        ObjectNode facts = CanonicalJson.object()
                .put("format", FORMAT)
                .put("version", Packet.VERSION)
                .put("packet", packet)
                .put("campaign", signature.campaign())
                .put("campaignSha256", Sha256.hex(campaign))
                .put("reviewer", signature.address())
                .put("signature", signature.ordinal())
                .put("signedAt", Formats.instant(at));
        facts.putObject("ledger").put("seq", head.seq()).put("hash", head.hash());
        files.put(FACTS, CanonicalJson.bytes(facts));
        files.put(Packet.CAMPAIGN, campaign);
        files.put(signature.decisionsName(), signature.decisions().array());
        files.put(
                "certs/" + AsicManifest.three(signature.ordinal()) + ".pem",
                signature.certificate().getBytes(StandardCharsets.US_ASCII));
        files.put(AsicManifest.name(signature.ordinal()), signature.manifest().array());
        files.put(
                AsicManifest.signatureName(signature.ordinal()), signature.p7s().array());
        return Container.sign(files, WHOLE, key, at);
    }

    /// Reads one, strictly.
    ///
    /// @param name of the file, for messages
    static Answer read(String name, byte[] bytes) throws RefusedException {
        Container in = Container.read(name, bytes);
        if (in.holds(Packet.FACTS)) {
            throw new RefusedException(
                    name,
                    "This is a packet, not the answer to one.",
                    "Its reviewer opens it: countersign packet open FILE WORKSPACE",
                    "Its reviewer opens it on their machine.");
        }
        if (!in.holds(FACTS)) {
            throw new RefusedException(name, "This is not the answer to a packet.", "");
        }
        try {
            return answer(in, Sha256.hex(bytes));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw in.refused("Something in it is not as Countersign writes it.");
        }
    }

    private static Answer answer(Container in, String sha256) throws RefusedException {
        ObjectNode facts = in.object(FACTS);
        int number = (int) in.number(facts, "signature", 1, ReadPacket.SIGNATURES);
        String three = AsicManifest.three(number);
        String decisions = "decisions/" + three + ".ndjson";
        String certificate = "certs/" + three + ".pem";
        Cades.Signature whole = in.requireSigned(
                List.of(
                        FACTS,
                        Packet.CAMPAIGN,
                        decisions,
                        certificate,
                        AsicManifest.name(number),
                        AsicManifest.signatureName(number)),
                WHOLE);
        in.text(facts, "format", Pattern.compile(Pattern.quote(FORMAT)));
        if (in.number(facts, "version", 1, 1_000) != Packet.VERSION) {
            throw in.refused("It was made by a newer Countersign than this one.");
        }
        byte[] campaign = in.file(Packet.CAMPAIGN);
        Map<String, byte[]> around = ReviewerSignature.part(campaign);
        if (!Arrays.equals(
                ReviewerSignature.manifest(number, in.file(decisions), around), in.file(AsicManifest.name(number)))) {
            throw in.refused("The reviewer's signature does not cover exactly the campaign and their decisions.");
        }
        Cades.Signature by = in.verified(number);
        if (!by.certificate().equals(whole.certificate())
                || !Arrays.equals(
                        in.file(certificate), SigningKey.pem(by.certificate()).getBytes(StandardCharsets.US_ASCII))) {
            throw in.refused("It is signed with another certificate than its decisions.");
        }
        if (!by.claimedAt().equals(whole.claimedAt())
                || !Formats.instant(by.claimedAt().orElseThrow())
                        .equals(facts.path("signedAt").asText())) {
            throw in.refused("It was signed at another time than it says.");
        }
        JsonNode head = facts.path("ledger");
        String name = in.text(facts, "campaign", ReadPacket.NAME);
        if (!in.object(Packet.CAMPAIGN).path("name").asText().equals(name)
                || !facts.path("campaignSha256").asText().equals(Sha256.hex(campaign))) {
            throw in.refused("It is of another campaign than it says.");
        }
        return new Answer(
                in.text(facts, "packet", ReadPacket.ID),
                number,
                name,
                in.text(facts, "reviewer", ADDRESS),
                StoredSignature.Bytes.of(campaign),
                new Ledger.Head(in.number(head, "seq", 1, EXACT), in.text(head, "hash", ReadPacket.DIGEST)),
                in.lines(decisions),
                StoredSignature.Bytes.of(in.file(decisions)),
                StoredSignature.Bytes.of(in.file(AsicManifest.name(number))),
                StoredSignature.Bytes.of(in.file(AsicManifest.signatureName(number))),
                sha256,
                by);
    }
}
