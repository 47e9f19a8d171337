package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Key files of an organisation, made by openssl and keytool as administrators make them: what is taken over, and what
/// is refused in which words.
class KeyImportTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final char[] FRESH = "pässwörd €".toCharArray();

    @TempDir
    private Path folder;

    @BeforeEach
    void tools() {
        Tools.need("openssl");
    }

    private void run(String command) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Tools.Answer answer = Tools.run(folder, "sh", "-ec", command.replace("keytool", "'" + keytool + "'"));
        assertThat(answer.code()).as(command + "\n" + answer.output()).isZero();
    }

    private static String openssl(String key, String more) {
        return "openssl req -x509 -nodes -newkey " + key + " -keyout k.pem -out c.pem -subj '/CN=Ada/O=Example' " + more
                + "\n" + EXPORT;
    }

    private static final String SAN = "-addext subjectAltName=email:ada@example.com ";
    private static final String PERSON = SAN + "-addext basicConstraints=critical,CA:FALSE ";
    private static final String EXPORT =
            "openssl pkcs12 -export -inkey k.pem -in c.pem -out given.p12 -passout pass:changeit";
    private static final String KEYTOOL =
            "keytool -genkeypair -keystore given.p12 -storetype PKCS12 -storepass changeit"
                    + " -dname 'CN=Ada' -ext san=email:ada@example.com ";

    /// Root and intermediate; the intermediate has issued c.pem for k.pem.
    private static final String CHAIN = """
            openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout root.key -out root.pem -subj '/CN=Example Root' -addext keyUsage=critical,keyCertSign,cRLSign
            openssl req -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout ca.key -out ca.csr -subj '/CN=Example Staff CA'
            printf 'basicConstraints=critical,CA:%s\\nkeyUsage=critical,keyCertSign,cRLSign\\n' CA_IS > ca.ext
            openssl x509 -req -in ca.csr -CA root.pem -CAkey root.key -CAcreateserial -days 900 -out ca.pem -extfile ca.ext
            openssl req -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout k.pem -out c.csr -subj '/CN=Ada'
            printf 'subjectAltName=email:ada@example.com\\nkeyUsage=critical,digitalSignature\\n' > c.ext
            openssl x509 -req -in c.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 400 -out c.pem -extfile c.ext
            cat ca.pem root.pem > above.pem
            """;

    private static String chain(String authority, String then) {
        return CHAIN.replace("CA_IS", authority) + then + EXPORT + " -certfile above.pem";
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "Ed25519", openssl("ed25519", SAN), "Its key is Ed25519, which pdfsig and openssl cms do not"),
                Arguments.of("Ed448", openssl("ed448", SAN), "Its key is Ed448"),
                Arguments.of("RSA 1024", openssl("rsa:1024", SAN), "Its key is RSA of 1024 bits; only EC on P-256"),
                Arguments.of(
                        "RSA-PSS key",
                        openssl("rsa-pss -pkeyopt rsa_keygen_bits:2048", SAN),
                        "Its key is RSASSA-PSS; only EC on P-256"),
                Arguments.of("P-224", openssl("ec -pkeyopt ec_paramgen_curve:P-224", SAN), "Its key is EC on"),
                Arguments.of("secp256k1", openssl("ec -pkeyopt ec_paramgen_curve:secp256k1", SAN), "Its key is EC on"),
                Arguments.of(
                        "brainpool", openssl("ec -pkeyopt ec_paramgen_curve:brainpoolP256r1", SAN), "Its key is EC on"),
                Arguments.of("DSA", KEYTOOL + "-alias a -keyalg DSA -keysize 2048", "Its key is DSA; only EC on P-256"),
                Arguments.of(
                        "SHA-1",
                        openssl("rsa:2048", SAN + "-sha1"),
                        "Its certificate is signed with SHA1withRSA, which can be forged"),
                Arguments.of(
                        "expired",
                        KEYTOOL + "-alias a -keyalg EC -groupname secp256r1 -startdate -10d -validity 5",
                        "Its certificate expired on "),
                Arguments.of(
                        "not yet valid",
                        KEYTOOL + "-alias a -keyalg EC -groupname secp256r1 -startdate +5d -validity 50",
                        "Its certificate is not valid before "),
                Arguments.of(
                        "key usage",
                        openssl("rsa:2048", SAN + "-addext keyUsage=critical,keyEncipherment"),
                        "not meant for signing: its key usage has neither digitalSignature nor nonRepudiation"),
                Arguments.of("no address", openssl("rsa:2048", ""), "carries no e-mail address"),
                Arguments.of(
                        "an address in the subject alone",
                        openssl("rsa:2048", "").replace("/CN=Ada", "/CN=Ada/emailAddress=ada@example.com"),
                        "carries no e-mail address"),
                Arguments.of("that may issue others", openssl("rsa:2048", SAN), "may issue others (CA:TRUE)"),
                Arguments.of(
                        "two keys",
                        KEYTOOL + "-alias one -keyalg EC -groupname secp256r1 && " + KEYTOOL
                                + "-alias two -keyalg EC -groupname secp256r1",
                        "There are 2 private keys in this file: one, two."),
                Arguments.of(
                        "an issuer that is no authority",
                        chain("FALSE", ""),
                        "the certificate of Example Staff CA may not issue others"),
                Arguments.of(
                        "no key",
                        "openssl req -x509 -nodes -newkey rsa:2048 -keyout k.pem -out c.pem -subj /CN=Ada"
                                + " && openssl pkcs12 -export -nokeys -in c.pem -out given.p12 -passout pass:changeit",
                        "There is no private key in this file"),
                Arguments.of("no PKCS#12", "echo hello > given.p12", "This is not a PKCS#12 key file"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String command, String sentence) {
        run(command);
        assertThatThrownBy(() -> KeyFile.take(
                        folder.resolve("given.p12"), PASSWORD, folder.resolve("own.p12"), FRESH, Clock.systemUTC()))
                .hasMessageContaining(sentence);
        assertThat(folder.resolve("own.p12")).doesNotExist();
    }

    static Stream<Arguments> signs() {
        return Stream.of(
                Arguments.of("RSA 2048", openssl("rsa:2048", PERSON)),
                Arguments.of("P-256", openssl("ec -pkeyopt ec_paramgen_curve:P-256", PERSON)),
                Arguments.of("P-384", openssl("ec -pkeyopt ec_paramgen_curve:P-384", PERSON)),
                Arguments.of("P-521", openssl("ec -pkeyopt ec_paramgen_curve:P-521", PERSON)),
                Arguments.of(
                        "certified with RSASSA-PSS",
                        openssl("rsa:2048", PERSON + "-sigopt rsa_padding_mode:pss -sha256")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void signs(String what, String command) throws Exception {
        run(command);
        verifiedByOpenssl(KeyFile.open(folder.resolve("given.p12"), PASSWORD));
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("of an organisation's authority", chain("TRUE", ""), 3),
                Arguments.of(
                        "beside an authority of the same name and another key",
                        chain(
                                "TRUE",
                                "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout o.key"
                                        + " -out above.pem -subj '/CN=Example Staff CA'\n"),
                        1),
                Arguments.of("under ciphers of the nineties", openssl("rsa:2048", PERSON) + " -legacy", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void taken(String what, String command, int certificates) throws Exception {
        run(command);
        Path own = folder.resolve("own.p12");
        byte[] given = Files.readAllBytes(folder.resolve("given.p12"));
        KeyFile.take(folder.resolve("given.p12"), PASSWORD, own, FRESH, Clock.systemUTC());
        assertThat(folder.resolve("given.p12")).hasBinaryContent(given);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rw-------");
        SigningKey key = KeyFile.open(own, FRESH);
        assertThat(key.chain()).hasSize(certificates);
        assertThat(key.address()).isEqualTo("ada@example.com");
        Files.writeString(folder.resolve("pw"), new String(FRESH));
        String told = Tools.run(folder, "openssl", "pkcs12", "-in", "own.p12", "-passin", "file:pw", "-info", "-noout")
                .output();
        assertThat(told).contains("PBKDF2, AES-256-CBC, Iteration 600000").contains("MAC: sha256, Iteration 600000");
        verifiedByOpenssl(key);
    }

    /// Signed by us, verified by openssl as a pinned certificate.
    private void verifiedByOpenssl(SigningKey key) throws Exception {
        byte[] content = "what is signed".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(folder.resolve("content"), content);
        Files.write(folder.resolve("p7s"), Cades.sign(content, key, Optional.of(Instant.now())));
        Files.writeString(folder.resolve("trust.pem"), SigningKey.pem(key.certificate()));
        var command = new ArrayList<>(
                List.of(("openssl cms -verify -binary -cades -inform DER -in p7s -content content -CAfile trust.pem"
                                + " -partial_chain -no-CApath -no-CAstore -purpose any -out /dev/null")
                        .split(" ")));
        Tools.Answer answer = Tools.run(folder, command.toArray(String[]::new));
        assertThat(answer.code()).as(answer.output()).isZero();
    }

    @Test
    void aWrongPasswordIsSaidAndNothingIsWritten() {
        run(openssl("rsa:2048", SAN));
        assertThatThrownBy(() -> KeyFile.take(
                        folder.resolve("given.p12"),
                        "wrong".toCharArray(),
                        folder.resolve("own.p12"),
                        FRESH,
                        Clock.systemUTC()))
                .hasMessageContaining(KeyFile.WRONG_PASSWORD);
        assertThat(folder.resolve("own.p12")).doesNotExist();
    }

    /// An answer for another key, one with a gap and one without an address change nothing; the right one is taken.
    @Test
    void aKeyIsCertifiedByAnAuthorityThatNeverSawIt() throws Exception {
        run(CHAIN.replace("CA_IS", "TRUE"));
        Path file = folder.resolve("ada.p12");
        SigningKey made = KeyFile.create(file, "Ada Lovelace", "ada@example.com", FRESH, Clock.systemUTC());
        Files.writeString(folder.resolve("ada.csr"), KeyRequest.pem(made));
        run("openssl req -in ada.csr -verify -noout -text > told && grep -q 'email:ada@example.com' told"
                + " && grep -q 'Digital Signature, Non Repudiation' told");
        run("openssl x509 -req -in ada.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -copy_extensions copy"
                + " -out ada.pem && cat root.pem ada.pem ca.pem > answer.pem && cat ada.pem root.pem > gap.pem"
                + " && openssl x509 -req -in ada.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -out bare.pem");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> certify(file, "c.pem"))
                .hasMessageContaining("None of these certificates is for the key ada@example.com");
        assertThatThrownBy(() -> certify(file, "gap.pem")).hasMessageContaining("Example Root is not in the chain");
        assertThatThrownBy(() -> certify(file, "bare.pem")).hasMessageContaining("carries no e-mail address");
        assertThat(file).hasBinaryContent(before);
        SigningKey certified = certify(file, "answer.pem");
        assertThat(certified.chain()).hasSize(3);
        SigningKey opened = KeyFile.open(file, FRESH);
        assertThat(opened.chain()).isEqualTo(certified.chain());
        assertThat(opened.certificate().getPublicKey())
                .isEqualTo(made.certificate().getPublicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        verifiedByOpenssl(opened);
    }

    @Test
    void aChainOfAnotherKeyDoesNotHold() {
        run(
                CHAIN.replace("CA_IS", "TRUE")
                        + "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout o.key -out other.pem"
                        + " -subj '/CN=Example Staff CA'\ncat c.pem other.pem > chain.pem\ncat c.pem ca.pem root.pem > good.pem");
        assertThatThrownBy(() -> KeyFitness.check("a token", certificates("chain.pem")))
                .hasMessageContaining(
                        "Its chain does not hold: the certificate of Ada is not issued by the key of Example Staff CA");
        assertThatCode(() -> KeyFitness.check("a token", certificates("good.pem")))
                .doesNotThrowAnyException();
    }

    private List<java.security.cert.X509Certificate> certificates(String name) throws Exception {
        return KeyFile.certificates(name, Files.readAllBytes(folder.resolve(name)));
    }

    private SigningKey certify(Path file, String answer) throws Exception {
        return KeyFile.certify(file, FRESH, answer, certificates(answer), Clock.systemUTC());
    }
}
