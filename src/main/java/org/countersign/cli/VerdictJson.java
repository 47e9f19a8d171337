package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.Signer;
import org.countersign.evidence.Standing;
import org.countersign.evidence.Verification;
import org.countersign.evidence.Verification.Check;
import org.countersign.evidence.VerificationWords;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;

/// A verdict for programs, in the words that people read: `verdict` is one of `not-genuine`, `revoked`, `stranger`,
/// `asserted`,
/// `incomplete`, `complete` for a bundle, and `genuine` instead of the last two for a document.
final class VerdictJson {
    private VerdictJson() {}

    static ObjectNode of(String file, byte[] bytes, Verification found) {
        ObjectNode json = begin(file, bytes, "bundle", found.verdict().name(), VerificationWords.ENGLISH.head(found));
        json.put("reason", VerificationWords.ENGLISH.reason(found));
        json.put("campaign", found.campaign());
        checks(json, found.checks());
        var signers = json.putArray("signers");
        for (Signer one : found.signers()) {
            ObjectNode signer = signers.addObject()
                    .put("role", one.role())
                    .put("address", one.address())
                    .put("certificateSha256", one.fingerprint())
                    .put("manifest", one.manifest());
            found.standings().stream()
                    .filter(standing -> standing.signer().equals(one))
                    .findFirst()
                    .ifPresent(standing -> standing(standing, signer));
        }
        found.strangers().forEach(json.putArray("strangers")::add);
        found.revoked().forEach(json.putArray("revoked")::add);
        found.reviewed().ifPresent(reviewed -> json.putObject("reviewed")
                .put("title", reviewed.title())
                .put("items", reviewed.items())
                .put("open", reviewed.open()));
        VerificationWords.ENGLISH.unproven(found).forEach(json.putArray("notProven")::add);
        return json;
    }

    /// `level` is ETSI's; `time` is `proven` only where a timestamp is by an authority that the auditor has named.
    private static void standing(Standing standing, ObjectNode one) {
        standing.claimedAt().ifPresent(at -> one.put("claimedAt", Formats.instant(at)));
        one.put("level", standing.level()).put("time", standing.proven() ? "proven" : "claimed");
        standing.stamp().ifPresent(stamp -> {
            ObjectNode timestamp = one.putObject("timestamp")
                    .put("at", Formats.instant(stamp.at()))
                    .put("by", stamp.by())
                    .put("named", stamp.named());
            stamp.revoked().ifPresent(from -> timestamp.put("revokedFrom", Formats.instant(from)));
        });
        ObjectNode revocation = one.putObject("revocation");
        switch (standing.revocation()) {
            case Standing.Revocation.NotKnown _ -> revocation.put("state", "not-known");
            case Standing.Revocation.SelfSigned _ -> revocation.put("state", "self-signed");
            case Standing.Revocation.NotAsOf(Instant madeAt) ->
                revocation.put("state", "not-revoked").put("asOf", Formats.instant(madeAt));
            case Standing.Revocation.From(Instant from, Optional<String> before) ->
                revocation
                        .put("state", before.isPresent() ? "revoked-since" : "revoked")
                        .put("from", Formats.instant(from));
        }
    }

    static ObjectNode of(String file, byte[] bytes, DocumentVerification found) {
        ObjectNode json = begin(file, bytes, "document", found.verdict().name(), VerificationWords.ENGLISH.head(found));
        checks(json, found.checks());
        var signers = json.putArray("signers");
        found.signers()
                .forEach(one -> standing(
                        one.standing(),
                        signers.addObject()
                                .put("name", one.name())
                                .put("address", one.address())
                                .put("certificateSha256", one.fingerprint())));
        found.strangers().forEach(json.putArray("strangers")::add);
        VerificationWords.ENGLISH.unproven(found).forEach(json.putArray("notProven")::add);
        return json;
    }

    private static ObjectNode begin(String file, byte[] bytes, String kind, String verdict, String sentence) {
        return CanonicalJson.object()
                .put("file", file)
                .put("sha256", Sha256.hex(bytes))
                .put("kind", kind)
                .put("verdict", verdict.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("sentence", sentence);
    }

    private static void checks(ObjectNode json, List<Check> checks) {
        var array = json.putArray("checks");
        for (Check check : checks) {
            ObjectNode one = array.addObject()
                    .put("name", check.name())
                    .put("figure", check.figure())
                    .put("holds", check.holds());
            check.faults().forEach(one.putArray("faults")::add);
        }
    }
}
