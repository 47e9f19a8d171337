package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.evidence.Attack.Made;
import org.countersign.evidence.DocumentAttacks.Document;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four judges that are not ours (openssl, GnuTLS, EU DSS, pdfsig) say of good and bad signatures what ours says. A
/// judge
/// is asked what it can see: three of them the owner's signature over its manifest, pdfsig the report. (EU DSS 6.4
/// reads no
/// report beside BouncyCastle 1.87, which takes no padding behind a signature: ADR 39.)
class JudgesTest {
    /// Attacks on a signature that do not touch the signature itself, or that are against our rules alone: more than
    /// one signer, what nobody signed, the time. Each judge may take them.
    private static final List<String> OURS_ALONE = List.of(
            "two signatures in one file",
            "a stranger's signature beside the owner's",
            "content inside the signature",
            "an attribute that nobody signed",
            "a list of revoked certificates that nobody signed",
            "a certificate that leads nowhere, beside the signer's",
            "bytes behind a signature",
            "a signature in BER",
            "a signature over SHA-1",
            "a signature over the manifest alone, without attributes",
            "two attributes that name the certificate",
            "two digests of what is signed",
            "another type of content",
            "two signing times",
            "a time in an attribute that only looks like the signing time",
            "no signing time",
            "a signature without its certificate",
            "a signature that does not name its certificate (CAdES)",
            "a signature that names another certificate",
            "a signature that names a second certificate first");

    /// The same two numbers in another way of writing, which GnuTLS reads as if they were in DER.
    private static final List<String> GNUTLS_READS = List.of(
            "an ECDSA signature with a zero too many in front of r",
            "an ECDSA signature with no zero in front of a number that needs one",
            "an ECDSA signature with a length in two bytes where one does (BER)",
            "an ECDSA signature with a length with a zero in front (BER)",
            "an ECDSA signature with a length that is not told (BER)");

    @TempDir
    private static Path folder;

    private static Scene scene;
    private static Path trust;

    @BeforeAll
    static void sign() throws Exception {
        scene = new Scene(folder);
        trust = Files.writeString(folder.resolve("trust.pem"), scene.trust());
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /// Whether a judge takes a signature over a content.
    private interface Judge {
        boolean takes(byte[] content, byte[] signature) throws Exception;
    }

    private static boolean openssl(byte[] content, byte[] signature) throws Exception {
        Path manifest = Files.write(folder.resolve("content"), content);
        Path p7s = Files.write(folder.resolve("signature"), signature);
        return Tools.run(
                                folder,
                                "openssl",
                                "cms",
                                "-verify",
                                "-binary",
                                "-cades",
                                "-inform",
                                "DER",
                                "-in",
                                p7s.toString(),
                                "-content",
                                manifest.toString(),
                                "-CAfile",
                                trust.toString(),
                                "-no-CApath",
                                "-no-CAstore",
                                "-partial_chain",
                                "-no_check_time",
                                "-purpose",
                                "any",
                                "-out",
                                "/dev/null")
                        .code()
                == 0;
    }

    private static boolean gnutls(byte[] content, byte[] signature) throws Exception {
        Path manifest = Files.write(folder.resolve("content"), content);
        Path p7s = Files.write(folder.resolve("signature"), signature);
        return Tools.run(
                                folder,
                                "certtool",
                                "--p7-verify",
                                "--inder",
                                "--infile",
                                p7s.toString(),
                                "--load-data",
                                manifest.toString(),
                                "--load-ca-certificate",
                                trust.toString())
                        .code()
                == 0;
    }

    private static boolean dss(byte[] content, byte[] signature) throws Exception {
        try {
            var report = validated(
                    new InMemoryDocument(signature, "signature.p7s"), new InMemoryDocument(content, "manifest.xml"));
            return !report.getSignatureIdList().isEmpty()
                    && report.getSignatureIdList().stream()
                            .allMatch(id -> report.getIndication(id) == Indication.TOTAL_PASSED);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private static SimpleReport validated(InMemoryDocument signed, InMemoryDocument... contents) throws Exception {
        var anchors = new CommonTrustedCertificateSource();
        for (X509Certificate one : KeyFile.certificates("trust", scene.trust().getBytes(StandardCharsets.US_ASCII))) {
            anchors.addCertificate(new CertificateToken(one));
        }
        var verifier = new CommonCertificateVerifier();
        verifier.addTrustedCertSources(anchors);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(signed);
        validator.setCertificateVerifier(verifier);
        if (contents.length > 0) {
            validator.setDetachedContents(List.of(contents));
        }
        return validator.validateDocument().getSimpleReport();
    }

    /// @param lenient attacks that this judge cannot see
    private static void agree(String name, List<String> lenient, Judge judge) throws Exception {
        var takenByOurs = new ArrayList<String>();
        var disagreements = new ArrayList<String>();
        int good = 0;
        for (int number = 1; number <= 3; number++) {
            good++;
            if (!judge.takes(scene.file(AsicManifest.name(number)), scene.file(AsicManifest.signatureName(number)))) {
                disagreements.add("good: signature " + number);
            }
        }
        int bad = 0;
        for (Attack attack : Stream.concat(EcdsaAttacks.all().stream(), SignatureAttacks.all().stream())
                .filter(one -> !OURS_ALONE.contains(one.name()) && !lenient.contains(one.name()))
                .toList()) {
            Map<String, byte[]> files = Tools.unzip(attack.making().make(scene).bundle());
            byte[] manifest = files.get(AsicManifest.name(3));
            byte[] signature = files.get(AsicManifest.signatureName(3));
            bad++;
            if (judge.takes(manifest, signature)) {
                disagreements.add("bad: " + attack.name());
            }
            if (ours(new Made(CanonicalZip.write(files), scene.trust()))) {
                takenByOurs.add(attack.name());
            }
        }
        say(name, good, bad, disagreements);
        assertThat(disagreements).as(name).isEmpty();
        assertThat(takenByOurs).isEmpty();
        assertThat(bad).isGreaterThan(50);
    }

    private static boolean ours(Made made) throws Exception {
        return Countersign.verifyBundle()
                .run(made.bundle(), KeyFile.certificates("trust", made.trust().getBytes(StandardCharsets.US_ASCII)))
                .genuine();
    }

    /// In the test report, for the table of figures.
    private static void say(String name, int good, int bad, List<String> disagreements) {
        System.out.printf("%-10s %3d good, %3d bad, disagreements: %d%n", name, good, bad, disagreements.size());
    }

    @Test
    void opensslAgrees() throws Exception {
        Tools.need("openssl");
        agree("openssl", List.of(), JudgesTest::openssl);
    }

    @Test
    void gnutlsAgrees() throws Exception {
        Tools.need("certtool");
        agree("GnuTLS", GNUTLS_READS, JudgesTest::gnutls);
    }

    @Test
    void dssAgrees() throws Exception {
        agree("EU DSS", List.of(), JudgesTest::dss);
    }

    /// What a judge can see of a document: the signature's value and its range, not what is printed in it.
    private static Map<String, byte[]> documents() throws Exception {
        var documents = new LinkedHashMap<String, byte[]>();
        for (Document one : DocumentAttacks.documents()) {
            boolean printed = one.alone().isEmpty() || one.alone().contains("does not print");
            // The padding of the last signature is nobody's, and no judge asks what came between two signatures.
            boolean between = one.name().endsWith("another reviewer signed");
            if (!printed && !between && !one.alone().contains("nobody signed")) {
                documents.put(one.name(), one.making().make(scene, scene.file("attestation.pdf")));
            }
        }
        return documents;
    }

    private static void agreeOnDocuments(String name, Judge judge) throws Exception {
        var disagreements = new ArrayList<String>();
        if (!judge.takes(new byte[0], scene.file("attestation.pdf"))) {
            disagreements.add("good: the report");
        }
        Map<String, byte[]> bad = documents();
        for (var one : bad.entrySet()) {
            if (judge.takes(new byte[0], one.getValue())) {
                disagreements.add("bad: " + one.getKey());
            }
        }
        say(name, 1, bad.size(), disagreements);
        assertThat(disagreements).as(name).isEmpty();
        assertThat(bad).hasSizeGreaterThan(10);
    }

    /// Every signature valid and trusted, and the last of them over the whole document.
    private static boolean pdfsig(byte[] pdf) throws Exception {
        Path database = folder.resolve("nss");
        if (!Files.exists(database)) {
            Files.createDirectory(database);
            Tools.run(folder, "certutil", "-N", "-d", "sql:" + database, "--empty-password");
            String[] all = scene.trust().split("(?<=-----END CERTIFICATE-----\n)");
            for (int i = 0; i < all.length; i++) {
                Path one = Files.writeString(folder.resolve("nss" + i + ".pem"), all[i]);
                Tools.run(
                        folder,
                        "certutil",
                        "-A",
                        "-d",
                        "sql:" + database,
                        "-n",
                        "n" + i,
                        "-t",
                        "P,P,P",
                        "-i",
                        one.toString());
            }
        }
        Path file = Files.write(folder.resolve("judged.pdf"), pdf);
        String said = Tools.run(folder, "pdfsig", "-nssdir", "sql:" + database, file.toString())
                .output();
        // Places for counter-signatures that nobody gave are told, too.
        List<String> each = Stream.of(said.split("(?m)^Signature #"))
                .skip(1)
                .filter(one -> !one.contains("is not signed"))
                .toList();
        return !each.isEmpty()
                && each.stream()
                        .allMatch(one -> one.contains("Signature is Valid.") && one.contains("Certificate is Trusted."))
                && each.getLast().contains("Total document signed");
    }

    @Test
    void pdfsigAgreesOnTheReport() throws Exception {
        Tools.need("pdfsig");
        Tools.need("certutil");
        agreeOnDocuments("pdfsig", (_, pdf) -> pdfsig(pdf));
    }
}
