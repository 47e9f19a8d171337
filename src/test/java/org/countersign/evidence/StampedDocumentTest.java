package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.evidence.DocumentVerification.Verdict;
import org.countersign.testkit.Authority;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Tools;
import org.countersign.testkit.VeraPdf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of a review that was signed five years ago, with a timestamp (PAdES B-T), by certificates that have
/// expired since: by itself, for us, pdfsig and veraPDF.
class StampedDocumentTest {
    private static final Instant THEN = Instant.parse("2021-11-24T08:00:00Z");

    @TempDir
    private static Path folder;

    private static byte[] report;
    private static X509Certificate root;
    private static X509Certificate clockmaker;

    @BeforeAll
    static void sign() throws Exception {
        Authority authority = Authority.root("Example Root", THEN);
        Authority clocks = Authority.root("Clockmaker", THEN);
        root = authority.certificate();
        clockmaker = clocks.certificate();
        var keys = new HashMap<String, SigningKey>();
        for (String one : List.of("amara@example.com", "grace@example.com", "apps@example.com")) {
            keys.put(one, authority.issue(one.substring(0, one.indexOf('@')), one));
        }
        try (var stamps = new StampServer(clocks.timestamps("Clockmaker TSA")).at(THEN.plusSeconds(2));
                var campaign = new SignedCampaign(folder, new HandClock(THEN)).withKeys(keys)) {
            campaign.decideAll();
            var app = campaign.app();
            for (String one : List.of("grace@example.com", "apps@example.com")) {
                app.signAsReviewer().run(app.actor(), "q4", campaign.key(one));
            }
            app.endCampaign().close(app.actor(), "q4", Optional.empty());
            var stamped = new Proofs(List.of(), Optional.of(TimestampAuthority.at(stamps.url())));
            app.signAsOwner().run(app.actor(), "q4", campaign.key("amara@example.com"), stamped);
            report = Tools.unzip(campaign.bundle()).get("attestation.pdf");
        }
    }

    private static DocumentVerification verified(X509Certificate... trust) {
        return Countersign.verifyDocument().run(report, List.of(trust));
    }

    private static String text(DocumentVerification found) {
        return String.join("\n", VerificationText.lines(found));
    }

    @Test
    void whoNamesTheAuthoritiesIsToldThatTheTimeIsProven() {
        DocumentVerification found = verified(root, clockmaker);
        assertThat(found.faults()).isEmpty();
        assertThat(found.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(text(found))
                .contains("amara@example.com: Signed before 2021-11-24T08:00:02Z, proven by a timestamp of Clockmaker"
                        + " TSA (level B-T).")
                .doesNotContain("without a timestamp");
    }

    @Test
    void withoutTheTimestampsAuthorityTheTimeIsTheSignersClaim() {
        DocumentVerification found = verified(root);
        assertThat(found.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(text(found))
                .contains("The signer claims to have signed 2021-11-24T08:00:00Z; there is a timestamp of")
                .contains("an authority that you have not named (level B-T)")
                .contains("without a timestamp the time is the signer’s own claim")
                .contains("One signature has a timestamp of an authority that you have not named");
    }

    @Test
    void pdfsigAndVeraPdfTakeItToo() throws Exception {
        Tools.need("pdfsig");
        Path file = Files.write(folder.resolve("attestation.pdf"), report);
        assertThat(Tools.run(folder, "pdfsig", file.toString()).output())
                .contains("Signature is Valid", "Total document signed");
        assertThat(VeraPdf.faults(report)).isEmpty();
    }
}
