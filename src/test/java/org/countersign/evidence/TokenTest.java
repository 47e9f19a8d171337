package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.countersign.app.Countersign;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.SoftToken;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys on a token (SoftHSM), and that all three kinds of keys (made here, an organisation's, on a token) do the same:
/// sign as reviewer and as owner, for our verifier, openssl, pdfsig and GnuTLS.
class TokenTest {
    private static final String AMARA = "amara@example.com";
    private static final List<String> PEOPLE = List.of(AMARA, "grace@example.com", "apps@example.com");

    @TempDir
    private Path folder;

    /// One kind of key for everybody, and what an auditor must be given for it.
    private interface Kind {
        SigningKey key(String address) throws Exception;
    }

    /// Who opens a token again takes it from whoever had it open, so each signature opens it anew.
    private static final class Opened extends HashMap<String, SigningKey> {
        private static final long serialVersionUID = 1L;

        private final transient Kind kind;

        Opened(Kind kind) {
            this.kind = kind;
        }

        @Override
        public SigningKey get(Object address) {
            SigningKey known = super.get(address);
            try {
                return known.provider().isPresent() ? kind.key((String) address) : known;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private void signsForEveryVerifier(Kind kind, Function<SigningKey, String> trusted) throws Exception {
        var keys = new Opened(kind);
        for (String one : PEOPLE) {
            keys.put(one, kind.key(one));
        }
        var trust = new StringBuilder();
        keys.values().stream().map(trusted).distinct().forEach(trust::append);
        Path pem = Files.writeString(folder.resolve("trust.pem"), trust);
        Map<String, byte[]> files;
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(keys)) {
            byte[] bundle = campaign.sign().bundle();
            Verification found =
                    Countersign.verifyBundle().run(bundle, KeyFile.certificates("trust", Files.readAllBytes(pem)));
            assertThat(found.faults()).isEmpty();
            assertThat(found.trusted()).isTrue();
            files = new TreeMap<>(Tools.unzip(bundle));
        }
        Path unpacked = folder.resolve("unpacked");
        Tools.write(unpacked, files);
        assertThat(Tools.run(unpacked, "sh", "VERIFY.sh", pem.toString()).output())
                .endsWith("ALL GOOD\n");
        Tools.need("pdfsig");
        assertThat(Tools.run(unpacked, "pdfsig", "attestation.pdf").output())
                .contains("Signature is Valid", "Total document signed");
        Tools.need("certtool");
        for (int number = 1; number <= PEOPLE.size(); number++) {
            var command = new ArrayList<>(List.of("certtool", "--p7-verify", "--inder", "--infile"));
            command.addAll(List.of(AsicManifest.signatureName(number), "--load-data", AsicManifest.name(number)));
            command.addAll(List.of("--load-ca-certificate", pem.toString()));
            assertThat(Tools.run(unpacked, command.toArray(String[]::new)).output())
                    .contains("Signature status: ok");
        }
    }

    @Test
    void aKeyMadeHereSignsForEveryVerifier() throws Exception {
        signsForEveryVerifier(
                address -> KeyFile.create(
                        folder.resolve(address + ".p12"),
                        address.substring(0, 5),
                        address,
                        SignedCampaign.PASSWORD.toCharArray(),
                        Clock.systemUTC()),
                key -> SigningKey.pem(key.certificate()));
    }

    @Test
    void aKeyOfAnOrganisationSignsForEveryVerifier() throws Exception {
        Authority root = Authority.root("Example Root", Instant.now());
        Authority staff = root.below("Example Staff CA");
        signsForEveryVerifier(
                address -> staff.issue(address.substring(0, 5), address), key -> SigningKey.pem(root.certificate()));
    }

    /// In one test: a process sees the tokens that were there when it loaded the module.
    @Test
    void aKeyOnATokenSignsForEveryVerifierAndWhatATokenRefusesIsSaid() throws Exception {
        var token = new SoftToken(folder.resolve("token"));
        Authority root = Authority.root("Example Root", Instant.now());
        refusals(token, root);
        for (String one : PEOPLE) {
            token.make(one, key -> root.certify(one.substring(0, 5), one, key));
        }
        signsForEveryVerifier(
                address -> OpenKey.of(token.key() + "#" + address, SoftToken.PIN.toCharArray()),
                key -> SigningKey.pem(root.certificate()));
    }

    private void refusals(SoftToken token, Authority root) throws Exception {
        char[] pin = SoftToken.PIN.toCharArray();
        assertThatThrownBy(() -> OpenKey.of(token.key(), pin))
                .hasMessageContaining("This token holds no private key with a certificate.");
        for (String one : List.of("one@example.com", "two@example.com")) {
            token.make(one, key -> root.certify("Somebody", one, key));
        }
        assertThatThrownBy(() -> OpenKey.of(token.key(), pin))
                .hasMessageContaining("This token holds several keys: one@example.com, two@example.com.")
                .hasMessageContaining("pkcs11:CONFIG#LABEL");
        assertThatThrownBy(() -> OpenKey.of(token.key() + "#three", pin)).hasMessageContaining("of the label three");
        assertThatThrownBy(() -> OpenKey.of(token.key() + "#one@example.com", "wrong".toCharArray()))
                .hasMessageContaining(Token.WRONG_PIN);
        SigningKey key = OpenKey.of(token.key() + "#one@example.com", pin);
        assertThat(key.key().getEncoded()).as("the key stays on the token").isNull();
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        assertThat(Cades.verify(content, Cades.sign(content, key, Optional.of(Instant.now())))
                        .certificate())
                .isEqualTo(key.certificate());
        Path nowhere = Files.writeString(folder.resolve("n.cfg"), "name = N\nlibrary = /nowhere/at/all.so\n");
        assertThatThrownBy(() -> OpenKey.of("pkcs11:" + nowhere, pin))
                .hasMessageContaining("The token's library cannot be used: ");
        Path odd = Files.writeString(folder.resolve("o.cfg"), "what is this?\n");
        assertThatThrownBy(() -> OpenKey.of("pkcs11:" + odd, pin))
                .hasMessageContaining("The token's library cannot be used: ");
        assertThatThrownBy(() -> OpenKey.of("pkcs11:" + folder.resolve("none.cfg"), pin))
                .hasMessageContaining("There is no configuration that can be read here");
    }
}
