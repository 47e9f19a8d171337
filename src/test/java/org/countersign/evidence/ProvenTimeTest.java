package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.countersign.app.Countersign;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A campaign signed by keys of an organisation's authority, with timestamps and revocation lists: what is proven, what
/// is only claimed, and what is not known is said so by our verifier and by the script. Attacks are named.
class ProvenTimeTest {
    private static final String AMARA = "amara@example.com";
    private static final String GRACE = "grace@example.com";
    private static final Instant NOW = Instant.now();

    @TempDir
    private static Path folder;

    private static Authority root;
    private static Authority staff;
    private static StampServer stamps;
    private static Authority clockmaker;
    private static SignedCampaign campaign;
    private static SignAsOwner.Outcome outcome;
    private static byte[] bundle;

    @BeforeAll
    static void sign() throws Exception {
        root = Authority.root("Example Root", NOW);
        staff = root.below("Example Staff CA");
        clockmaker = Authority.root("Clockmaker", NOW);
        stamps = new StampServer(clockmaker.timestamps("Clockmaker TSA"));
        var keys = new HashMap<String, SigningKey>();
        for (String one : List.of(AMARA, GRACE, "apps@example.com")) {
            keys.put(one, staff.issue(one.substring(0, one.indexOf('@')), one));
        }
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(keys);
        campaign.decideAll();
        var app = campaign.app();
        var stamped = new Proofs(List.of(), Optional.of(TimestampAuthority.at(stamps.url())));
        app.signAsReviewer().run(app.actor(), "q4", campaign.key(GRACE), stamped);
        app.signAsReviewer().run(app.actor(), "q4", campaign.key("apps@example.com"));
        app.endCampaign().close(app.actor(), "q4", Optional.empty());
        outcome = app.signAsOwner()
                .run(
                        app.actor(),
                        "q4",
                        campaign.key(AMARA),
                        new Proofs(
                                List.of(
                                        RevocationList.of("staff", staff.list(NOW, Map.of())),
                                        RevocationList.of("root", root.list(NOW, Map.of()))),
                                stamped.authority()));
        bundle = campaign.bundle();
    }

    @AfterAll
    static void close() {
        campaign.close();
        stamps.close();
    }

    private static Path pem(X509Certificate... certificates) throws Exception {
        var text = new StringBuilder();
        List.of(certificates).forEach(one -> text.append(SigningKey.pem(one)));
        return Files.writeString(Files.createTempFile(folder, "trust", ".pem"), text);
    }

    private static Path list(byte[] crl) throws Exception {
        return Files.write(Files.createTempFile(folder, "list", ".crl"), crl);
    }

    private static Verification verify(byte[] bytes, Path trust, byte[]... lists) throws Exception {
        var given = new ArrayList<RevocationList>();
        for (byte[] one : lists) {
            given.add(RevocationList.of("given", one));
        }
        return Countersign.verifyBundle().run(bytes, KeyFile.certificates("trust", Files.readAllBytes(trust)), given);
    }

    private static String script(byte[] bytes, String shell, Path trust, byte[]... lists) throws Exception {
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        Tools.write(unpacked, Tools.unzip(bytes));
        var command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of("VERIFY.sh", trust.toString()));
        for (byte[] one : lists) {
            command.add(list(one).toString());
        }
        return Tools.run(unpacked, command.toArray(String[]::new)).output();
    }

    private static String text(Verification verification) {
        return String.join("\n", VerificationText.lines(verification));
    }

    private static X509Certificate of(String address) throws Exception {
        return campaign.key(address).certificate();
    }

    private static X509Certificate clock() {
        return clockmaker.certificate();
    }

    @Test
    void whoNamesTheAuthoritiesIsToldWhatIsProvenByBoth() throws Exception {
        Verification found = verify(bundle, pem(root.certificate(), clock()));
        assertThat(found.faults()).isEmpty();
        assertThat(outcome.notes()).isEmpty();
        assertThat(found.standings())
                .extracting(Standing::level, Standing::proven)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("B-T", true),
                        org.assertj.core.groups.Tuple.tuple("B-B", false),
                        org.assertj.core.groups.Tuple.tuple("B-T", true));
        assertThat(text(found))
                .contains("reviewer grace@example.com: Signed before ", "proven by a timestamp of Clockmaker TSA")
                .contains(
                        "reviewer apps@example.com: The signer claims to have signed ", "nothing proves it (level B-B)")
                .contains("The certificate was not revoked as of ");
        for (String shell : List.of("busybox sh")) {
            assertThat(script(bundle, shell, pem(root.certificate(), clock())))
                    .as(shell)
                    .containsPattern("OK    reviewer grace@example.com signed .*; proven by timestamp of ")
                    .containsPattern("OK    reviewer apps@example.com signed .*; the time is the signer's own claim\n")
                    .contains("      not revoked as of ")
                    .doesNotContain("not known", "arithmetic", "not found")
                    .endsWith("ALL GOOD\n");
        }
    }

    @Test
    void aPinnedTimestampAuthorityIsEnough() throws Exception {
        X509Certificate own = new ArrayList<>(verifiedStamp().chain())
                .stream()
                        .filter(one -> one.getBasicConstraints() < 0)
                        .findFirst()
                        .orElseThrow();
        Path trust = pem(root.certificate(), own);
        assertThat(verify(bundle, trust).standings().getFirst().proven()).isTrue();
        assertThat(script(bundle, "sh", trust)).contains("proven by timestamp").endsWith("ALL GOOD\n");
    }

    private static Timestamp verifiedStamp() throws Exception {
        Map<String, byte[]> files = Tools.unzip(bundle);
        return Cades.verify(files.get(AsicManifest.name(1)), files.get(AsicManifest.signatureName(1)))
                .timestamp()
                .orElseThrow();
    }

    @Test
    void aTimestampOfAnAuthorityThatNobodyNamedProvesNothing() throws Exception {
        Verification found = verify(bundle, pem(root.certificate()));
        assertThat(found.faults()).isEmpty();
        assertThat(found.standings()).noneMatch(Standing::proven);
        assertThat(text(found)).contains("by Clockmaker TSA, an authority that you have not named (level B-T)");
        assertThat(script(bundle, "sh", pem(root.certificate())))
                .contains("by an authority that you have not named")
                .doesNotContain("proven by timestamp")
                .endsWith("ALL GOOD\n");
    }

    @Test
    void opensslTakesTheTokenThatTheSignatureCarries() throws Exception {
        Map<String, byte[]> files = Tools.unzip(bundle);
        SignerInformation signer = signer(files.get(AsicManifest.signatureName(1)));
        Path token = Files.write(
                folder.resolve("token"),
                signer.getUnsignedAttributes()
                        .get(org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                        .getAttrValues()
                        .getObjectAt(0)
                        .toASN1Primitive()
                        .getEncoded("DER"));
        Path value = Files.write(folder.resolve("value"), signer.getSignature());
        Tools.Answer answer = Tools.run(
                folder,
                "openssl",
                "ts",
                "-verify",
                "-data",
                value.toString(),
                "-in",
                token.toString(),
                "-token_in",
                "-CAfile",
                pem(clock()).toString());
        assertThat(answer.output()).contains("Verification: OK");
    }

    private static SignerInformation signer(byte[] p7s) throws Exception {
        return new CMSSignedData(p7s).getSignerInfos().getSigners().iterator().next();
    }

    /// The last signature is covered by none, so whoever has the bundle can change what nobody signed in it.
    private static byte[] lastWith(AttributeTable attributes) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(bundle));
        var signed = new CMSSignedData(files.get(AsicManifest.signatureName(3)));
        files.put(
                AsicManifest.signatureName(3),
                CMSSignedData.replaceSigners(
                                signed,
                                new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(
                                        signed.getSignerInfos()
                                                .getSigners()
                                                .iterator()
                                                .next(),
                                        attributes)))
                        .toASN1Structure()
                        .getEncoded("DER"));
        return CanonicalZip.write(files);
    }

    @Test
    void anotherSignaturesTimestampIsRefusedByBoth() throws Exception {
        byte[] moved = lastWith(
                signer(Tools.unzip(bundle).get(AsicManifest.signatureName(1))).getUnsignedAttributes());
        assertThat(verify(moved, pem(root.certificate(), clock())).faults())
                .anyMatch(fault -> fault.contains("The timestamp is over something else"));
        assertThat(script(moved, "sh", pem(root.certificate(), clock())))
                .contains("has a timestamp that does not hold")
                .endsWith("NOT VALID\n");
    }

    @Test
    void twoTimestampsOrAnythingBesideOneAreRefusedByBoth() throws Exception {
        AttributeTable one =
                signer(Tools.unzip(bundle).get(AsicManifest.signatureName(3))).getUnsignedAttributes();
        Attribute token = (Attribute) one.toASN1EncodableVector().get(0);
        var name = new Attribute(
                org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                new DERSet(new org.bouncycastle.asn1.DERUTF8String("hello")));
        var twice = new Attribute(token.getAttrType(), new DERSet(new org.bouncycastle.asn1.ASN1Encodable[] {
            token.getAttrValues().getObjectAt(0),
            ((Attribute) signer(Tools.unzip(bundle).get(AsicManifest.signatureName(1)))
                            .getUnsignedAttributes()
                            .toASN1EncodableVector()
                            .get(0))
                    .getAttrValues()
                    .getObjectAt(0)
        }));
        for (AttributeTable odd : List.of(
                one.add(name.getAttrType(), name.getAttrValues().getObjectAt(0)),
                new AttributeTable(new DERSet(twice)))) {
            byte[] stuffed = lastWith(odd);
            assertThat(verify(stuffed, pem(root.certificate(), clock())).genuine())
                    .isFalse();
            assertThat(script(stuffed, "sh", pem(root.certificate(), clock())))
                    .contains("has parts that nobody signed")
                    .endsWith("NOT VALID\n");
        }
    }

    @Test
    void aTimestampThatWasTakenAwayIsNotClaimed() throws Exception {
        byte[] stripped = lastWith(new AttributeTable(new DERSet()));
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(bundle));
        var signed = new CMSSignedData(files.get(AsicManifest.signatureName(3)));
        files.put(
                AsicManifest.signatureName(3),
                CMSSignedData.replaceSigners(
                                signed,
                                new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(
                                        signed.getSignerInfos()
                                                .getSigners()
                                                .iterator()
                                                .next(),
                                        null)))
                        .toASN1Structure()
                        .getEncoded("DER"));
        byte[] without = CanonicalZip.write(files);
        Path trust = pem(root.certificate(), clock());
        assertThat(verify(stripped, trust).genuine()).isFalse();
        Verification found = verify(without, trust);
        assertThat(found.genuine()).isTrue();
        assertThat(found.standings().getLast().level()).isEqualTo("B-B");
        assertThat(script(without, "sh", trust))
                .containsPattern("OK    owner amara@example.com signed .*; the time is the signer's own claim\n");
    }

    @Test
    void revokedBeforeItSignedIsRefusedByBoth() throws Exception {
        byte[] crl = staff.list(NOW.plusSeconds(60), Map.of(of(GRACE), NOW.minus(Duration.ofHours(2))));
        Path trust = pem(root.certificate(), clock());
        Verification found = verify(bundle, trust, crl);
        assertThat(found.faults())
                .singleElement()
                .asString()
                .contains("The certificate of grace@example.com is revoked from");
        assertThat(found.verdict()).isEqualTo(Verification.Verdict.REVOKED);
        assertThat(found.revoked()).containsExactly(GRACE);
        assertThat(text(found))
                .contains(
                        "Signed with a certificate that was revoked.",
                        "the certificate of grace@example.com was revoked");
        assertThat(script(bundle, "sh", trust, crl))
                .contains("the certificate of grace@example.com is revoked, and nothing but its own claim")
                .endsWith("NOT VALID\n");
    }

    @Test
    void revokedSinceHoldsWhereATimestampOrTheLedgerIsOlder() throws Exception {
        Instant later = Instant.now().plusSeconds(3600);
        byte[] crl = staff.list(
                later.plusSeconds(60), Map.of(of(GRACE), later, of("apps@example.com"), later, of(AMARA), later));
        Path trust = pem(root.certificate(), clock());
        Verification found = verify(bundle, trust, crl);
        assertThat(found.faults()).isEmpty();
        assertThat(text(found))
                .contains("; a timestamp proves that it signed before.")
                .contains("; the owner's ledger tells of the signature at ");
        assertThat(script(bundle, "sh", trust, crl))
                .contains("revoked since; a timestamp proves that it signed before")
                .contains("revoked since; the owner's ledger tells that it signed before")
                .endsWith("ALL GOOD\n");
        // Without somebody to vouch for the timestamp, the owner's own claim is all that there is.
        Path unnamed = pem(root.certificate());
        assertThat(verify(bundle, unnamed, crl).revoked()).containsExactly(AMARA);
        assertThat(script(bundle, "sh", unnamed, crl))
                .contains("the certificate of amara@example.com is revoked, and nothing but its own claim")
                .endsWith("NOT VALID\n");
    }

    @Test
    void aListByAnotherOfTheSameNameSaysNothing() throws Exception {
        byte[] crl = Authority.root("Example Staff CA", NOW)
                .list(NOW.plusSeconds(60), Map.of(of(GRACE), NOW.minus(Duration.ofHours(2))));
        Path trust = pem(root.certificate(), clock());
        assertThat(verify(bundle, trust, crl).faults()).isEmpty();
        assertThat(script(bundle, "sh", trust, crl)).endsWith("ALL GOOD\n");
    }

    @Test
    void anAuthorityThatWasItselfRevokedIsRefusedByBoth() throws Exception {
        byte[] crl = root.list(NOW.plusSeconds(60), Map.of(staff.certificate(), NOW));
        Path trust = pem(root.certificate(), clock());
        assertThat(verify(bundle, trust, crl).faults())
                .anyMatch(fault -> fault.contains("The authority Example Staff CA was itself revoked"));
        assertThat(script(bundle, "sh", trust, crl))
                .contains("an authority of the signers was itself revoked")
                .endsWith("NOT VALID\n");
    }

    @Test
    void aListOfSomeCertificatesAloneIsRefused() throws Exception {
        byte[] part = staff.list(NOW, Map.of(), "2.5.29.27");
        assertThatThrownBy(() -> RevocationList.of("delta.crl", part))
                .hasMessageContaining("speaks of some certificates or of changes alone (extension 2.5.29.27)");
        assertThatThrownBy(
                        () -> RevocationList.of("letter", "Dear Ada".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessageContaining("not a certificate revocation list");
        assertThat(script(bundle, "sh", pem(root.certificate(), clock()), part))
                .contains("speaks of some certificates or of changes alone");
    }

    @Test
    void whatTheBundleBringsIsCoveredByTheOwnersSignature() throws Exception {
        Map<String, byte[]> files = Tools.unzip(bundle);
        assertThat(files).containsKeys("certs/chain.pem", "crls/001.crl", "crls/002.crl");
        String manifest = new String(files.get(AsicManifest.name(3)), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(manifest).contains("\"certs/chain.pem\"", "\"crls/001.crl\"", "\"crls/002.crl\"");
        for (String gone : List.of("certs/chain.pem", "crls/001.crl")) {
            var less = new TreeMap<>(files);
            less.remove(gone);
            assertThat(verify(CanonicalZip.write(less), pem(root.certificate())).genuine())
                    .as(gone)
                    .isFalse();
        }
    }
}
