package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.countersign.app.Countersign;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.StampServer.Manner;
import org.countersign.testkit.Tools;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Timestamps are worth what their authority is: one that was taken back, has a weak key, signs what can be forged or
/// never ends its answer. The whole of a bundle by our verifier and by the script.
class StampAuthorityTest {
    private static final byte[] CONTENT = "what was decided".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.now();

    @TempDir
    private static Path folder;

    private static Authority root;
    private static Authority clockmaker;
    private static X509Certificate clock;
    private static SigningKey key;
    private static SigningKey stamping;
    private static byte[] bundle;
    private static Path trust;

    @BeforeAll
    static void sign() throws Exception {
        root = Authority.root("Example Root", NOW);
        clockmaker = Authority.root("Clockmaker", NOW);
        stamping = clockmaker.timestamps("Clockmaker TSA");
        clock = stamping.certificate();
        var keys = new HashMap<String, SigningKey>();
        for (String one : List.of("amara@example.com", "grace@example.com", "apps@example.com")) {
            keys.put(one, root.issue(one.substring(0, one.indexOf('@')), one));
        }
        key = keys.get("grace@example.com");
        trust = Files.writeString(
                folder.resolve("trust.pem"),
                SigningKey.pem(root.certificate()) + SigningKey.pem(clockmaker.certificate()));
        try (var stamps = new StampServer(stamping);
                var campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(keys)) {
            campaign.decideAll();
            var app = campaign.app();
            var stamped = new Proofs(List.of(), Optional.of(TimestampAuthority.at(stamps.url())));
            for (String one : List.of("grace@example.com", "apps@example.com")) {
                app.signAsReviewer().run(app.actor(), "q4", campaign.key(one), stamped);
            }
            app.endCampaign().close(app.actor(), "q4", Optional.empty());
            app.signAsOwner().run(app.actor(), "q4", campaign.key("amara@example.com"), stamped);
            bundle = campaign.bundle();
        }
    }

    @AfterAll
    static void forget() {
        bundle = new byte[0];
    }

    private static Verification verify(byte[]... lists) throws Exception {
        return verify(bundle, trust, lists);
    }

    private static Verification verify(byte[] bytes, Path trusted, byte[]... lists) throws Exception {
        var given = new ArrayList<RevocationList>();
        for (byte[] one : lists) {
            given.add(RevocationList.of("given", one));
        }
        return Countersign.verifyBundle().run(bytes, KeyFile.certificates("trust", Files.readAllBytes(trusted)), given);
    }

    private static String script(String shell, byte[]... lists) throws Exception {
        return script(bundle, trust, shell, lists);
    }

    private static String script(byte[] bytes, Path trusted, String shell, byte[]... lists) throws Exception {
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        Tools.write(unpacked, Tools.unzip(bytes));
        var command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of("VERIFY.sh", trusted.toString()));
        for (byte[] one : lists) {
            command.add(Files.write(Files.createTempFile(folder, "list", ".crl"), one)
                    .toString());
        }
        return Tools.run(unpacked, command.toArray(String[]::new)).output();
    }

    @Test
    void whileNobodyTookItBackItProvesTheTime() throws Exception {
        byte[] empty = clockmaker.list(NOW.plusSeconds(60), Map.of());
        assertThat(verify(empty).standings()).hasSize(3).allMatch(Standing::proven);
        assertThat(script("sh", empty)).contains("; proven by timestamp of ").endsWith("ALL GOOD\n");
    }

    /// RFC 3161, 4: where the key was lost, every timestamp is worth nothing, whenever it says that it was made.
    @Test
    void aLostKeyOfTheAuthorityTakesAllItsTimestampsWithIt() throws Exception {
        byte[] lost =
                clockmaker.list(NOW.plusSeconds(60), Map.of(clock, Instant.now().plusSeconds(3600)));
        Verification found = verify(lost);
        assertThat(found.faults()).isEmpty();
        assertThat(found.standings()).hasSize(3).noneMatch(Standing::proven);
        assertThat(String.join("\n", VerificationText.lines(found)))
                .contains("by Clockmaker TSA, whose certificate is revoked from ", "it proves nothing (level B-T)")
                .contains("3 signatures have timestamps of authorities whose certificates were revoked");
        for (String shell : List.of("sh", "busybox sh")) {
            assertThat(script(shell, lost))
                    .contains("; the time is the signer's own claim; there is a timestamp of ")
                    .contains(", whose authority is revoked")
                    .doesNotContain("proven by timestamp")
                    .endsWith("ALL GOOD\n");
        }
    }

    /// Then nothing but its own claim says that a signature of a lost key is older.
    @Test
    void whatATimestampOfALostKeyWouldHaveProvenIsNotProven() throws Exception {
        Instant later = Instant.now().plusSeconds(3600);
        byte[] lost = clockmaker.list(NOW.plusSeconds(60), Map.of(clock, later));
        byte[] owner = root.list(
                later.plusSeconds(60),
                Map.of(
                        Cades.verify(file(AsicManifest.name(3)), file(AsicManifest.signatureName(3)))
                                .certificate(),
                        later));
        assertThat(verify(owner).faults()).isEmpty();
        assertThat(script("sh", owner)).endsWith("ALL GOOD\n");
        assertThat(verify(owner, lost).revoked()).containsExactly("amara@example.com");
        assertThat(script("sh", owner, lost))
                .contains("the certificate of amara@example.com is revoked, and nothing but its own claim")
                .endsWith("NOT VALID\n");
    }

    private static byte[] file(String name) throws Exception {
        return java.util.Objects.requireNonNull(Tools.unzip(bundle).get(name));
    }

    @Test
    void whatAnAuthorityStampedBeforeItStoppedHoldsOn() throws Exception {
        byte[] stopped = clockmaker.retired(
                NOW.plusSeconds(60), Map.of(clock, Instant.now().plusSeconds(3600)));
        assertThat(verify(stopped).standings()).hasSize(3).allMatch(Standing::proven);
        assertThat(script("sh", stopped)).contains("; proven by timestamp of ").endsWith("ALL GOOD\n");
        byte[] before = clockmaker.retired(NOW.plusSeconds(60), Map.of(clock, NOW.minus(Duration.ofHours(1))));
        assertThat(verify(before).standings()).hasSize(3).noneMatch(Standing::proven);
        assertThat(script("sh", before)).contains("whose authority is revoked").endsWith("ALL GOOD\n");
    }

    private static void assertThatNoScriptTakesTheOwnersStamp(byte[] bytes, Path trusted, byte[] list)
            throws Exception {
        for (String shell : List.of("dash", "busybox sh")) {
            assertThat(script(bytes, trusted, shell, list).lines().filter(line -> line.contains("owner amara")))
                    .singleElement()
                    .asString()
                    .contains("whose authority is revoked")
                    .doesNotContain("proven by");
        }
    }

    /// Whoever holds the lost key leaves out of the token who certified it, and the auditor pinned nothing but the
    /// authority's own certificate, as VERIFY.md says.
    @Test
    void aLostKeyIsAlsoFoundWhereItsIssuerIsNotHere() throws Exception {
        byte[] lost =
                clockmaker.list(NOW.plusSeconds(60), Map.of(clock, Instant.now().plusSeconds(3600)));
        Path pinned = Files.writeString(
                folder.resolve("pinned.pem"), (SigningKey.pem(root.certificate()) + SigningKey.pem(clock)).strip());
        var files = new TreeMap<>(Tools.unzip(bundle));
        String last = AsicManifest.signatureName(3);
        files.put(last, new OddStamp(new SigningKey(stamping.key(), List.of(clock))).on(file(last)));
        byte[] back = CanonicalZip.write(files);
        assertThat(verify(back, pinned).standings().getLast().proven()).isTrue();
        assertThat(verify(back, pinned, lost).standings().getLast().proven()).isFalse();
        assertThat(script(back, pinned, "sh")).contains("; proven by timestamp of ");
        assertThatNoScriptTakesTheOwnersStamp(back, pinned, lost);
    }

    private static OddKey stamps(int id) throws Exception {
        return new OddKey()
                .subject(new X500Name("CN=Stamps"))
                .extension(Extension.basicConstraints, new BasicConstraints(true))
                .aside(Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(new byte[] {(byte) id}));
    }

    /// Nor does a self-made certificate of the issuer's name hide the list; Countersign takes no such token.
    @Test
    void aFalseIssuerInTheTokenHidesNoLostKey() throws Exception {
        SigningKey issuer = stamps(1).self();
        SigningKey lostKey = new OddKey()
                .extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                .aside(Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(new byte[] {1}))
                .by(issuer);
        byte[] lost =
                AuthorityAttacks.list(issuer, lostKey.certificate().getSerialNumber(), NOW, AuthorityAttacks.plain());
        Path pinned = Files.writeString(
                folder.resolve("false.pem"),
                SigningKey.pem(root.certificate()) + SigningKey.pem(lostKey.certificate()));
        String last = AsicManifest.signatureName(3);
        var files = new TreeMap<>(Tools.unzip(bundle));
        files.put(
                last,
                new OddStamp(lostKey)
                        .certificate(stamps(2).self().certificate())
                        .on(file(last)));
        byte[] back = CanonicalZip.write(files);
        assertThat(verify(back, pinned, lost).faults()).anyMatch(fault -> fault.contains("leads nowhere"));
        assertThatNoScriptTakesTheOwnersStamp(back, pinned, lost);
    }

    /// The same of an authority between the two, which the auditor has, and the token does not.
    @Test
    void anAuthorityInBetweenThatWasTakenBackIsFoundWhereOnlyTheAuditorHasIt() throws Exception {
        Authority between = clockmaker.below("Clockmaker Issuing");
        SigningKey second = between.timestamps("Second TSA");
        byte[] lost = clockmaker.list(
                NOW.plusSeconds(60), Map.of(between.certificate(), Instant.now().plusSeconds(3600)));
        Path trusted = Files.writeString(
                folder.resolve("between.pem"), Files.readString(trust) + SigningKey.pem(between.certificate()));
        var files = new TreeMap<>(Tools.unzip(bundle));
        String last = AsicManifest.signatureName(3);
        files.put(last, new OddStamp(new SigningKey(second.key(), List.of(second.certificate()))).on(file(last)));
        byte[] back = CanonicalZip.write(files);
        assertThat(verify(back, trusted).standings().getLast().proven()).isTrue();
        assertThat(verify(back, trusted, lost).standings().getLast().proven()).isFalse();
        assertThat(script(back, trusted, "dash")).contains("; proven by timestamp of ");
        assertThatNoScriptTakesTheOwnersStamp(back, trusted, lost);
    }

    /// An openssl that cannot check a timestamp does not let one pass that the campaign requires.
    @Test
    void whereOpensslChecksNoTimestampARequiredOneIsMissing() throws Exception {
        Path tools = Files.createTempDirectory(folder, "tools");
        String real =
                Tools.run(folder, "sh", "-c", "command -v openssl").output().strip();
        Path openssl = Files.writeString(tools.resolve("openssl"), """
                #!/bin/sh
                case "$*" in 'ts -help') exit 0 ;; esac
                exec %s "$@"
                """.formatted(real));
        assertThat(openssl.toFile().setExecutable(true)).isTrue();
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        Tools.write(unpacked, Tools.unzip(bundle));
        String path = tools + ":" + System.getenv("PATH");
        String said = Tools.run(unpacked, "env", "PATH=" + path, "sh", "VERIFY.sh", trust.toString())
                .output();
        assertThat(said)
                .contains("; there is a timestamp, which this openssl does not check")
                .endsWith("ALL GOOD\n");
        Path campaign = unpacked.resolve("campaign.json");
        Files.writeString(
                campaign,
                Files.readString(campaign).replace("\"timestampRequired\":false", "\"timestampRequired\":true"));
        assertThat(Tools.run(unpacked, "env", "PATH=" + path, "sh", "VERIFY.sh", trust.toString())
                        .output())
                .contains("has no timestamp that holds, which this campaign requires; this openssl checks none");
    }

    private static void refused(SigningKey stamping, Manner manner, String reason) throws Exception {
        byte[] p7s = Cades.sign(CONTENT, key, Optional.of(Instant.now()));
        try (var stamps = new StampServer(stamping).is(manner)) {
            var authority = TimestampAuthority.at(stamps.url()).within(Duration.ofSeconds(3));
            assertThatThrownBy(() -> Cades.stamped(p7s, authority, Progress.NONE))
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void aTokenThatCanBeForgedIsRefused() throws Exception {
        refused(clockmaker.timestamps("Clockmaker TSA"), Manner.FORGEABLE, "not to be relied on");
    }

    @Test
    void aWeakKeyOfAnAuthorityIsRefused() throws Exception {
        refused(clockmaker.timestamps("Clockmaker TSA", Authority.rsa(1024)), Manner.GOOD, "RSA of 1024 bits");
    }

    @Test
    void anAnswerThatNeverEndsIsNotWaitedFor() throws Exception {
        refused(clockmaker.timestamps("Clockmaker TSA"), Manner.DRIPS, "has not answered whole within 3 s");
    }
}
