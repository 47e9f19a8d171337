package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.evidence.DocumentAttacks.Document;
import org.countersign.evidence.DocumentVerification.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A report that somebody hands over without its bundle. Tests are named after the attack.
class DocumentAloneTest {
    @TempDir
    private static Path folder;

    private static Scene scene;
    private static byte[] report;
    private static List<X509Certificate> trust;

    @BeforeAll
    static void sign() throws Exception {
        scene = new Scene(folder);
        report = scene.file("attestation.pdf");
        trust = KeyFile.certificates("trust", scene.trust().getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static DocumentVerification verified(byte[] pdf) {
        return Countersign.verifyDocument().run(pdf, trust);
    }

    static Stream<Document> refused() {
        return DocumentAttacks.documents().stream().filter(one -> !one.alone().isEmpty());
    }

    static Stream<Document> consistent() {
        return DocumentAttacks.documents().stream().filter(one -> one.alone().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedByItself(Document attack) throws Exception {
        DocumentVerification found = verified(attack.making().make(scene, report));
        assertThat(found.verdict()).isEqualTo(Verdict.NOT_GENUINE);
        assertThat(found.faults()).anyMatch(fault -> fault.contains(attack.alone()));
    }

    /// The owner signs what the owner likes; the records say otherwise, and that is said.
    @ParameterizedTest(name = "{0}")
    @MethodSource("consistent")
    void whatOnlyTheBundleContradictsIsSaidToBeOpen(Document attack) throws Exception {
        DocumentVerification found = verified(attack.making().make(scene, report));
        assertThat(found.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(VerificationText.lines(found)).anyMatch(line -> line.contains("verify the bundle"));
    }

    @Test
    void theReportIsGenuineAndSaysWhoSigned() {
        DocumentVerification found = verified(report);
        assertThat(found.faults()).isEmpty();
        assertThat(found.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(found.signers()).singleElement().satisfies(one -> assertThat(one.address())
                .isEqualTo(Scene.OWNER));
        assertThat(VerificationText.lines(found))
                .contains("This document is genuine.")
                .anyMatch(line -> line.contains("12 decisions"))
                .anyMatch(line -> line.contains(Scene.OWNER))
                .anyMatch(line -> line.contains("without a timestamp"))
                .anyMatch(line -> line.contains("revoked"));
    }

    @Test
    void withoutTrustItIsAssertedAlone() {
        DocumentVerification found = Countersign.verifyDocument().run(report, List.of());
        assertThat(found.verdict()).isEqualTo(Verdict.ASSERTED);
        assertThat(found.faults()).isEmpty();
    }

    @Test
    void aStrangersReportIsNotTrusted() throws Exception {
        byte[] strangers = ForgedDocument.about(scene.files(), scene.stranger(Scene.OWNER));
        DocumentVerification found = verified(strangers);
        assertThat(found.verdict()).isEqualTo(Verdict.STRANGER);
        assertThat(found.faults()).singleElement().asString().startsWith("None of your certificates stands behind");
    }
}
