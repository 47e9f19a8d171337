package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Tools;
import org.countersign.text.CanonicalJson;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that are replaced, lost or stolen, and timestamps that cannot be had.
class LostKeyTest {
    private static final String AMARA = "amara@example.com";
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";

    @TempDir
    private Path folder;

    private Authority root;
    private Map<String, SigningKey> keys;
    private SignedCampaign campaign;
    private Countersign app;

    @BeforeEach
    void decide() throws Exception {
        root = Authority.root("Example Root", Instant.now());
        keys = new HashMap<>();
        for (String one : List.of(AMARA, GRACE, APPS)) {
            keys.put(one, root.issue(one.substring(0, one.indexOf('@')), one));
        }
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(keys);
        campaign.decideAll();
        app = campaign.app();
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private static String fingerprint(SigningKey key) {
        return SigningKey.fingerprint(key.certificate());
    }

    private void revoke(String address, Instant from) throws Exception {
        app.signers().revoke().run(app.actor(), fingerprint(keys.get(address)), from, "Left in a taxi {\"a\": 1}");
    }

    private Verification verify(byte[] bundle) {
        return Countersign.verifyBundle().run(bundle, List.of(root.certificate()));
    }

    private String script(byte[] bundle) throws Exception {
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        Tools.write(unpacked, Tools.unzip(bundle));
        Path pem = Files.writeString(folder.resolve("root.pem"), SigningKey.pem(root.certificate()));
        return Tools.run(unpacked, "sh", "VERIFY.sh", pem.toString()).output();
    }

    private JsonNode last(String type) {
        var found = new java.util.ArrayList<JsonNode>();
        app.workspace().read(tx -> {
            new LedgerStore(tx).each(event -> {
                JsonNode body = Ledger.body(event);
                if (body.path("type").asText().equals(type)) {
                    found.add(body.path("data"));
                }
            });
            return true;
        });
        return found.getLast();
    }

    @Test
    void whatWasSignedBeforeAKeyWasLostStaysAsTheLedgerTells() throws Exception {
        app.signAsReviewer().run(app.actor(), "q4", keys.get(GRACE));
        app.signAsReviewer().run(app.actor(), "q4", keys.get(APPS));
        // Times are told in whole seconds.
        Thread.sleep(1100);
        revoke(GRACE, Instant.now());
        assertThat(last("certificate.revoked").toString()).doesNotContain("taxi", "grace");
        assertThatThrownBy(() -> app.signAsReviewer().run(app.actor(), "q4", keys.get(GRACE)))
                .hasMessageContaining("Nothing in q4 waits");
        app.endCampaign().close(app.actor(), "q4", Optional.empty());
        SignAsOwner.Outcome outcome = app.signAsOwner().run(app.actor(), "q4", keys.get(AMARA), Proofs.NONE);
        assertThat(outcome.notes()).isEmpty();
        byte[] bundle = campaign.bundle();
        Verification found = verify(bundle);
        assertThat(found.faults()).isEmpty();
        assertThat(String.join("\n", VerificationText.lines(found)))
                .contains("The certificate is revoked from ", "; the owner's ledger tells of the signature at ");
        assertThat(script(bundle))
                .contains("revoked since; the owner's ledger tells that it signed before")
                .endsWith("ALL GOOD\n");
    }

    @Test
    void whatWasSignedAfterAKeyWasStolenIsNotReliedOn() throws Exception {
        app.signAsReviewer().run(app.actor(), "q4", keys.get(GRACE));
        app.signAsReviewer().run(app.actor(), "q4", keys.get(APPS));
        revoke(GRACE, Instant.now().minus(Duration.ofHours(1)));
        app.endCampaign().close(app.actor(), "q4", Optional.empty());
        SignAsOwner.Outcome outcome = app.signAsOwner().run(app.actor(), "q4", keys.get(AMARA), Proofs.NONE);
        assertThat(outcome.notes())
                .singleElement()
                .asString()
                .contains("The certificate of grace@example.com is revoked from ", ", and signed at ");
        byte[] bundle = campaign.bundle();
        Verification found = verify(bundle);
        assertThat(found.verdict()).isEqualTo(Verification.Verdict.REVOKED);
        assertThat(found.revoked()).containsExactly(GRACE);
        assertThat(script(bundle))
                .contains("the certificate of grace@example.com is revoked, and nothing but its own claim")
                .endsWith("NOT VALID\n");
        assertThat(new String(Tools.unzip(bundle).get("roster.json"), StandardCharsets.UTF_8))
                .contains("\"revoked\":[{\"certificateSha256\":\"" + fingerprint(keys.get(GRACE)));
    }

    @Test
    void aRevokedKeySignsNothingMore() throws Exception {
        revoke(GRACE, Instant.now());
        assertThatThrownBy(() -> app.signAsReviewer().run(app.actor(), "q4", keys.get(GRACE)))
                .hasMessageContaining("The certificate of this key is revoked from ");
    }

    @Test
    void whatCannotBeRevokedIsSaid() {
        var revoke = app.signers().revoke();
        assertThatThrownBy(() -> revoke.run(app.actor(), "abcd", Instant.now(), "x"))
                .hasMessageContaining("This is no fingerprint");
        String digits = fingerprint(keys.get(GRACE));
        assertThatThrownBy(() -> revoke.run(app.actor(), digits, Instant.now().plusSeconds(60), "x"))
                .hasMessageContaining("This time lies ahead");
        assertThatThrownBy(() -> revoke.run(app.actor(), digits, Instant.now(), " "))
                .hasMessageContaining("A reason of 1 to 400 characters is required");
    }

    @Test
    void theOldKeySignsThatTheNewOneTakesItsPlace() throws Exception {
        app.signAsReviewer().run(app.actor(), "q4", keys.get(GRACE));
        SigningKey fresh = root.issue("Grace Hopper", GRACE);
        SigningKey other = root.issue("Mallory", "mallory@example.com");
        assertThatThrownBy(() -> app.signers().replace().run(app.actor(), keys.get(GRACE), other))
                .hasMessageContaining("does not carry the old one's address grace@example.com");
        assertThatThrownBy(() -> app.signers().replace().run(app.actor(), fresh, root.issue("Grace", GRACE)))
                .hasMessageContaining("This address has signed here with another certificate");
        app.signers().replace().run(app.actor(), keys.get(GRACE), fresh);
        JsonNode told = last("certificate.replaced");
        assertThat(told.path("replacedBySha256").asText()).isEqualTo(fingerprint(fresh));
        byte[] statement = CanonicalJson.bytes(CanonicalJson.object()
                .put("certificateSha256", told.path("certificateSha256").asText())
                .put("replacedBySha256", told.path("replacedBySha256").asText())
                .put("at", told.path("at").asText()));
        Path signature = Files.write(
                folder.resolve("sig"),
                Base64.getDecoder().decode(told.path("signature").asText()));
        Path content = Files.write(folder.resolve("statement"), statement);
        Files.writeString(
                folder.resolve("old.pem"), SigningKey.pem(keys.get(GRACE).certificate()));
        Tools.run(folder, "sh", "-c", "openssl x509 -in old.pem -noout -pubkey > pub.pem");
        assertThat(Tools.run(
                                folder,
                                "openssl",
                                "dgst",
                                "-sha256",
                                "-verify",
                                "pub.pem",
                                "-signature",
                                signature.toString(),
                                content.toString())
                        .output())
                .contains("Verified OK");
        app.workspace().read(tx -> {
            SignAsReviewer.pinned(tx, GRACE, fresh);
            return true;
        });
    }

    @Test
    void aTimestampThatCannotBeHadIsSaidAndTheLevelIsTheLowerOne() throws Exception {
        try (var stamps = new StampServer(root.timestamps("TSA"))) {
            var authority = Optional.of(TimestampAuthority.at(stamps.url()));
            for (StampServer.Manner manner : List.of(
                    StampServer.Manner.BROKEN,
                    StampServer.Manner.NO_TOKEN,
                    StampServer.Manner.REJECTS,
                    StampServer.Manner.OF_SOMETHING_ELSE)) {
                stamps.is(manner);
                byte[] p7s = Cades.sign(new byte[] {1}, keys.get(GRACE), Optional.of(Instant.now()));
                assertThatThrownBy(() -> Cades.stamped(p7s, authority.get(), Progress.NONE))
                        .as(manner.toString())
                        .hasMessageContaining(stamps.url() + ": The timestamp authority ");
            }
            SignAsReviewer.Outcome outcome =
                    app.signAsReviewer().run(app.actor(), "q4", keys.get(GRACE), new Proofs(List.of(), authority));
            assertThat(outcome.notes())
                    .singleElement()
                    .asString()
                    .contains("Signed without a timestamp (level B-B): ", "answers what does not hold");
        }
    }

    @Test
    void anAddressThatIsNoAuthoritysIsRefused() {
        for (String url : List.of("http://tsa.example.com/", "ftp://x/", "https://u:p@x/", "nonsense", "https:///x")) {
            assertThatThrownBy(() -> TimestampAuthority.at(url))
                    .as(url)
                    .hasMessageContaining("This is no address of a timestamp authority");
        }
    }
}
