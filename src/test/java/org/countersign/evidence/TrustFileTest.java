package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.countersign.app.Countersign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TRUST.pem as people have it: from mail programs, with remarks, by other tools. Both verifiers read it alike, and a
/// list that takes an authority back is seen whatever the file looks like.
class TrustFileTest {
    @TempDir
    private static Path folder;

    private static ProvenScene scene;
    private static Path unpacked;

    @BeforeAll
    static void sign() throws Exception {
        Tools.need("openssl");
        scene = new ProvenScene(folder.resolve("scene"));
        unpacked = Files.createDirectories(folder.resolve("evidence"));
        Tools.write(unpacked, Tools.unzip(scene.bundle()));
    }

    @AfterAll
    static void close() {
        if (scene != null) {
            scene.close();
        }
    }

    /// @param form what is done to a good one
    private static byte[] trust(String form) throws Exception {
        String plain = scene.trust();
        return switch (form) {
            case "as it is" -> bytes(plain);
            case "lines that end as on Windows" -> bytes(plain.replace("\n", "\r\n"));
            case "without the end of its last line" -> bytes(plain.strip());
            case "remarks in front and between" ->
                bytes("# BEGIN CERTIFICATES of Example\n"
                        + plain.replace("-----BEGIN", "subject=CN = Example\n-----BEGIN"));
            case "another word for certificate" ->
                bytes(plain.replace("N CERTIFICATE--", "N X509 CERTIFICATE--")
                        .replace("D CERTIFICATE--", "D X509 CERTIFICATE--"));
            case "each twice" -> bytes(plain + plain);
            case "DER" -> scene.root().certificate().getEncoded();
            case "empty" -> new byte[0];
            default -> throw new IllegalArgumentException(form);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String script(byte[] trust, byte[]... lists) throws Exception {
        Path file = Files.write(folder.resolve("trust.pem"), trust);
        if (lists.length == 0) {
            return Tools.run(unpacked, "dash", "VERIFY.sh", file.toString()).output();
        }
        Path list = Files.write(folder.resolve("given.crl"), lists[0]);
        return Tools.run(unpacked, "dash", "VERIFY.sh", file.toString(), list.toString())
                .output();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "as it is",
                "lines that end as on Windows",
                "without the end of its last line",
                "remarks in front and between",
                "another word for certificate",
                "each twice"
            })
    void isReadByBothHoweverItIsWritten(String form) throws Exception {
        byte[] trust = trust(form);
        assertThat(Countersign.verifyBundle()
                        .run(scene.bundle(), KeyFile.certificates("trust", trust))
                        .faults())
                .isEmpty();
        assertThat(script(trust)).endsWith("ALL GOOD\n");
        byte[] list = scene.root()
                .list(
                        Scene.now(),
                        Map.of(scene.certificate(Scene.FIRST), Scene.now().minusSeconds(7200)));
        assertThat(script(trust, list))
                .contains("is revoked, and nothing but its own claim")
                .endsWith("NOT VALID\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DER", "empty"})
    void whatHoldsNoCertificateInPemIsSaidToHoldNone(String form) throws Exception {
        assertThat(script(trust(form)))
                .contains("holds no certificate in PEM (openssl x509 -inform DER")
                .doesNotContain("ALL GOOD");
    }

    /// Who signs elsewhere may name their certificate by another digest than we do (RFC 5035, 3).
    @Test
    void aSignatureThatNamesItsCertificateBySha384IsOne() throws Exception {
        byte[] content = bytes("what was decided");
        SigningKey key = scene.key(Scene.FIRST);
        byte[] p7s = new OddSignature(key).namedBySha384().over(content);
        assertThat(Cades.verify(content, p7s).certificate()).isEqualTo(key.certificate());
    }
}
