package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.Verification;
import org.countersign.evidence.Verification.Check;
import org.countersign.evidence.VerificationWords;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// A verdict for programs, in the words that people read: `verdict` is one of `not-genuine`, `stranger`, `asserted`,
/// `incomplete`, `complete` for a bundle, and `genuine` instead of the last two for a document.
final class VerdictJson {
    private VerdictJson() {}

    static ObjectNode of(String file, byte[] bytes, Verification found) {
        ObjectNode json = begin(file, bytes, "bundle", found.verdict().name(), VerificationWords.ENGLISH.head(found));
        json.put("reason", VerificationWords.ENGLISH.reason(found));
        json.put("campaign", found.campaign());
        checks(json, found.checks());
        var signers = json.putArray("signers");
        found.signers().forEach(one -> signers.addObject()
                .put("role", one.role())
                .put("address", one.address())
                .put("certificateSha256", one.fingerprint())
                .put("manifest", one.manifest()));
        found.strangers().forEach(json.putArray("strangers")::add);
        found.reviewed().ifPresent(reviewed -> json.putObject("reviewed")
                .put("title", reviewed.title())
                .put("items", reviewed.items())
                .put("open", reviewed.open()));
        VerificationWords.ENGLISH.unproven(found).forEach(json.putArray("notProven")::add);
        return json;
    }

    static ObjectNode of(String file, byte[] bytes, DocumentVerification found) {
        ObjectNode json = begin(file, bytes, "document", found.verdict().name(), VerificationWords.ENGLISH.head(found));
        checks(json, found.checks());
        var signers = json.putArray("signers");
        found.signers().forEach(one -> signers.addObject()
                .put("name", one.name())
                .put("address", one.address())
                .put("certificateSha256", one.fingerprint()));
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
