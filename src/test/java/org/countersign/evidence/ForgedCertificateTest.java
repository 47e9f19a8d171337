package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The owner's last signature by certificates that are odd, all of them trusted: our verifier and the script come
/// to the same verdict. Only what is said of certificates is looked at: the document keeps its old signature.
class ForgedCertificateTest {
    private static final String AMARA = "amara@example.com";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private static Path folder;

    private static SignedCampaign campaign;
    private static byte[] bundle;
    private static String trust;
    private static KeyPair pair;

    @BeforeAll
    static void sign() throws Exception {
        Tools.need("openssl");
        campaign = new SignedCampaign(folder, Clock.systemUTC()).sign();
        bundle = campaign.bundle();
        trust = Files.readString(campaign.trust());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        pair = generator.generateKeyPair();
    }

    @AfterAll
    static void close() {
        if (campaign != null) {
            campaign.close();
        }
    }

    private static X500Name name(String common) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
    }

    private static SigningKey key(X500Name subject, Instant from, Instant until, GeneralName... names)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                subject, BigInteger.valueOf(7), Date.from(from), Date.from(until), subject, pair.getPublic());
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new SigningKey(
                pair.getPrivate(),
                List.of(new JcaX509CertificateConverter()
                        .getCertificate(builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())))));
    }

    private static SigningKey now(X500Name subject, GeneralName... names) throws Exception {
        return key(subject, NOW.minus(1, ChronoUnit.DAYS), NOW.plus(1, ChronoUnit.DAYS), names);
    }

    private static GeneralName email(String address) {
        return new GeneralName(GeneralName.rfc822Name, address);
    }

    /// What both say of the signatures when the owner has signed with this key at this time.
    private record Verdicts(List<String> ours, String script) {}

    private static Verdicts verdicts(SigningKey key, Optional<Instant> at) throws Exception {
        Forgery forgery = new Forgery(campaign, bundle).resignAs(key, at);
        Path pem = Files.writeString(
                Files.createTempFile(folder, "trust", ".pem"), trust + SigningKey.pem(key.certificate()));
        List<String> ours = new ArrayList<>(forgery.faults(pem));
        ours.removeIf(fault -> fault.startsWith("attestation.pdf"));
        return new Verdicts(ours, forgery.script(folder, "sh", pem).output());
    }

    private static void bothAccept(SigningKey key) throws Exception {
        Verdicts verdicts = verdicts(key, Optional.of(NOW));
        assertThat(verdicts.ours()).isEmpty();
        assertThat(verdicts.script()).endsWith("ALL GOOD\n");
    }

    private static void bothRefuse(SigningKey key, Optional<Instant> at, String ours, String script) throws Exception {
        Verdicts verdicts = verdicts(key, at);
        assertThat(verdicts.ours()).anyMatch(fault -> fault.contains(ours));
        assertThat(verdicts.script()).contains(script).endsWith("NOT VALID\n");
    }

    @Test
    void aSecondCertificateWithTheAddressIsAcceptedByBoth() throws Exception {
        bothAccept(now(name("Amara"), email(AMARA)));
    }

    @Test
    void theAddressInOtherLettersAndBehindOtherNamesIsAcceptedByBoth() throws Exception {
        bothAccept(now(
                name("Amara"),
                new GeneralName(GeneralName.dNSName, "example.com"),
                email("a".repeat(150) + "@example.com"),
                email("AMARA@Example.com")));
    }

    @Test
    void aCertificateThatHadExpiredBeforeTheSigningTimeIsRefusedByBoth() throws Exception {
        bothRefuse(
                key(name("Amara"), NOW.minus(9, ChronoUnit.DAYS), NOW.minus(2, ChronoUnit.DAYS), email(AMARA)),
                Optional.of(NOW.minus(1, ChronoUnit.DAYS)),
                "claims a time at which its certificate was not valid",
                "certificate has expired");
    }

    @Test
    void aCertificateThatWasNotYetValidIsRefusedByBoth() throws Exception {
        bothRefuse(
                now(name("Amara"), email(AMARA)),
                Optional.of(NOW.minus(2, ChronoUnit.DAYS)),
                "claims a time at which its certificate was not valid",
                "certificate is not yet valid");
    }

    @Test
    void aCertificateThatHasExpiredSinceIsAcceptedByBoth() throws Exception {
        SigningKey old = key(name("Amara"), NOW.minus(9, ChronoUnit.DAYS), NOW.minus(2, ChronoUnit.DAYS), email(AMARA));
        Verdicts verdicts = verdicts(old, Optional.of(NOW.minus(3, ChronoUnit.DAYS)));
        assertThat(verdicts.ours()).isEmpty();
        assertThat(verdicts.script()).contains("expired since").endsWith("ALL GOOD\n");
    }

    @Test
    void aSignatureThatTellsNoTimeIsRefusedByBoth() throws Exception {
        bothRefuse(
                now(name("Amara"), email(AMARA)),
                Optional.empty(),
                "claims a time at which its certificate was not valid",
                "does not tell its time");
    }

    @Test
    void anAddressInTheSubjectAloneIsRefusedByBoth() throws Exception {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, "Amara")
                .addRDN(BCStyle.EmailAddress, AMARA)
                .build();
        bothRefuse(now(subject), Optional.of(NOW), "carries no e-mail address", "does not carry " + AMARA);
        bothRefuse(
                now(subject, email("mallory@example.com")),
                Optional.of(NOW),
                "does not carry the address",
                "does not carry " + AMARA);
    }

    @Test
    void anAddressOnALineOfItsOwnInsideAnotherNameIsRefusedByBoth() throws Exception {
        bothRefuse(
                now(name("Mallory"), email("mallory@example.com\n" + AMARA)),
                Optional.of(NOW),
                "does not carry the address",
                "does not carry " + AMARA);
    }

    @Test
    void anAddressThatIsADnsNameIsRefusedByBoth() throws Exception {
        bothRefuse(
                now(name("Mallory"), new GeneralName(GeneralName.dNSName, AMARA)),
                Optional.of(NOW),
                "carries no e-mail address",
                "does not carry " + AMARA);
    }

    @Test
    void anAddressThatOnlyBeginsOrEndsLikeTheOwnersIsRefusedByBoth() throws Exception {
        bothRefuse(
                now(name("Mallory"), email("x" + AMARA), email(AMARA + ".evil.example"), email("*")),
                Optional.of(NOW),
                "does not carry the address",
                "does not carry " + AMARA);
    }

    @Test
    void aNameThatWritesLinesOfOpensslsOwnIsRefusedByTheScript() throws Exception {
        String spoof = "x\n0:d=5 prim: OBJECT :X509v3 Subject Alternative Name";
        assertThat(verdicts(now(name(spoof), email(AMARA)), Optional.of(NOW)).script())
                .contains("does not carry " + AMARA)
                .endsWith("NOT VALID\n");
    }

    private static Verdicts manifest(java.util.function.UnaryOperator<String> change) throws Exception {
        Forgery forgery = new Forgery(campaign, bundle);
        String before = forgery.text(AsicManifest.name(3));
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        forgery.signed(after.getBytes(StandardCharsets.UTF_8), campaign.key(AMARA), Optional.of(NOW));
        return new Verdicts(
                forgery.faults(campaign.trust()),
                forgery.script(folder, "sh", campaign.trust()).output());
    }

    @Test
    void aManifestWithoutADigestIsRefusedByBoth() throws Exception {
        Verdicts verdicts = manifest(
                text -> text.replaceFirst("(URI=\"items\\.ndjson\">.*?)<ds:DigestValue>[^<]*</ds:DigestValue>", "$1"));
        assertThat(verdicts.ours()).anyMatch(fault -> fault.contains("is missing or not as Countersign writes it"));
        assertThat(verdicts.script())
                .contains("is not as Countersign writes it")
                .endsWith("NOT VALID\n");
    }

    @Test
    void aManifestOfAnotherDigestMethodIsRefusedByBoth() throws Exception {
        Verdicts verdicts = manifest(text -> text.replaceFirst("xmlenc#sha256", "xmlenc#sha512"));
        assertThat(verdicts.ours()).anyMatch(fault -> fault.contains("not as Countersign writes it"));
        assertThat(verdicts.script()).contains("is not as Countersign writes it");
    }

    @Test
    void aManifestWithACommentIsRefusedByBoth() throws Exception {
        Verdicts verdicts =
                manifest(text -> text.replaceFirst("(?m)^<asic:DataObjectReference URI=\"items.*$", "<!-- $0 -->"));
        assertThat(verdicts.ours()).anyMatch(fault -> fault.contains("not as Countersign writes it"));
        assertThat(verdicts.script()).contains("is not as Countersign writes it");
    }

    @Test
    void otherShellsComeToTheSameVerdict() throws Exception {
        SigningKey odd = now(name("Mallory"), email("mallory@example.com\n" + AMARA));
        Forgery forgery = new Forgery(campaign, bundle).resignAs(odd, Optional.of(NOW));
        Path pem = Files.writeString(folder.resolve("odd.pem"), trust + SigningKey.pem(odd.certificate()));
        for (String shell : List.of("dash", "busybox sh", "bash --posix")) {
            if (Tools.run(folder, "sh", "-c", "command -v " + shell.split(" ")[0])
                            .code()
                    == 0) {
                assertThat(forgery.script(folder, shell, pem).output())
                        .as(shell)
                        .contains("does not carry " + AMARA)
                        .doesNotContain("arithmetic", "not found", "bad number")
                        .endsWith("NOT VALID\n");
            }
        }
    }
}
