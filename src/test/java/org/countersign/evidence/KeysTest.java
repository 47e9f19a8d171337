package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final char[] PASSWORD = "pässwörd €".toCharArray();

    @TempDir
    private Path folder;

    private SigningKey make(String name) throws Exception {
        return KeyFile.create(
                folder.resolve(name), "Ada, \"the\" Lovelace", "ada@example.com", PASSWORD, Clock.systemUTC());
    }

    @Test
    void aKeyIsPrivateAndOpensAgain() throws Exception {
        SigningKey made = make("k.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("k.p12"))))
                .isEqualTo("rw-------");
        SigningKey opened = KeyFile.open(folder.resolve("k.p12"), PASSWORD);
        assertThat(opened.certificate()).isEqualTo(made.certificate());
        assertThat(opened.address()).isEqualTo("ada@example.com");
        assertThat(SigningKey.nameOf(opened.certificate())).isEqualTo("Ada, \"the\" Lovelace");
    }

    @Test
    void opensslReadsItWithItsIterations() throws Exception {
        Tools.need("openssl");
        make("k.p12");
        Path password = Files.writeString(folder.resolve("pw"), new String(PASSWORD));
        Tools.Answer answer = Tools.run(
                folder,
                "openssl",
                "pkcs12",
                "-in",
                "k.p12",
                "-passin",
                "file:" + password,
                "-info",
                "-nodes",
                "-noout");
        assertThat(answer.code()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("600000");
    }

    @Test
    void anAddressThatACertificateCannotHoldIsRefused() {
        for (String address : java.util.List.of("josé@example.com", "a@b\nc@d", "@", "nobody", "a b@example.com")) {
            assertThatThrownBy(() -> KeyFile.create(
                            folder.resolve("odd.p12"), "Odd", address, "x".toCharArray(), Clock.systemUTC()))
                    .hasMessageContaining("not an e-mail address");
        }
        assertThat(folder.resolve("odd.p12")).doesNotExist();
    }

    @Test
    void aWrongPasswordIsSaidPlainly() throws Exception {
        make("k.p12");
        assertThatThrownBy(() -> KeyFile.open(folder.resolve("k.p12"), "wrong".toCharArray()))
                .hasMessageContaining("The password does not open this key");
    }

    @Test
    void whatIsNoKeyFileIsSaidPlainly() throws Exception {
        Path text = Files.writeString(folder.resolve("t.p12"), "hello");
        assertThatThrownBy(() -> KeyFile.open(text, PASSWORD)).hasMessageContaining("not a PKCS#12 key file");
    }

    @Test
    void aFileIsNeverOverwritten() throws Exception {
        make("k.p12");
        assertThatThrownBy(() -> make("k.p12")).hasMessageContaining("There is a file of this name already");
    }

    @Test
    void ed25519IsRefusedWithAReason() throws Exception {
        Tools.need("openssl");
        Path password = Files.writeString(folder.resolve("pw"), "x");
        Tools.run(
                folder,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ed25519",
                "-nodes",
                "-keyout",
                "e.key",
                "-out",
                "e.crt",
                "-subj",
                "/CN=E",
                "-addext",
                "subjectAltName=email:e@example.com");
        Tools.run(
                folder,
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                "e.key",
                "-in",
                "e.crt",
                "-out",
                "e.p12",
                "-passout",
                "file:" + password);
        assertThatThrownBy(() -> KeyFile.open(folder.resolve("e.p12"), "x".toCharArray()))
                .hasMessageContaining(
                        "only EC on P-256, P-384 or P-521 and RSA of 2048 bits or more verify everywhere");
    }

    @Test
    void anRsaKeyOfTheOrganisationSigns() throws Exception {
        Tools.need("openssl");
        Path password = Files.writeString(folder.resolve("pw"), "x");
        Tools.run(
                folder,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:3072",
                "-nodes",
                "-keyout",
                "r.key",
                "-out",
                "r.crt",
                "-subj",
                "/CN=R",
                "-addext",
                "subjectAltName=email:r@example.com",
                "-addext",
                "basicConstraints=critical,CA:FALSE");
        Tools.run(
                folder,
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                "r.key",
                "-in",
                "r.crt",
                "-out",
                "r.p12",
                "-passout",
                "file:" + password);
        SigningKey rsa = KeyFile.open(folder.resolve("r.p12"), "x".toCharArray());
        byte[] p7s = Cades.sign(new byte[] {1, 2, 3}, rsa, Optional.of(Instant.now()));
        assertThat(Cades.verify(new byte[] {1, 2, 3}, p7s).certificate()).isEqualTo(rsa.certificate());
    }

    @Test
    void verify_changedContent() throws Exception {
        byte[] p7s = Cades.sign(new byte[] {1}, make("k.p12"), Optional.of(Instant.now()));
        assertThatThrownBy(() -> Cades.verify(new byte[] {2}, p7s)).isInstanceOf(BadSignatureException.class);
    }

    @Test
    void verify_bytesAfterTheSignature() throws Exception {
        byte[] p7s = Cades.sign(new byte[] {1}, make("k.p12"), Optional.of(Instant.now()));
        byte[] longer = java.util.Arrays.copyOf(p7s, p7s.length + 4);
        assertThatThrownBy(() -> Cades.verify(new byte[] {1}, longer)).isInstanceOf(BadSignatureException.class);
    }

    @Test
    void verify_noise() {
        assertThatThrownBy(() -> Cades.verify(new byte[] {1}, new byte[] {0x30, 0x03, 1, 1, 1}))
                .isInstanceOf(BadSignatureException.class);
    }
}
