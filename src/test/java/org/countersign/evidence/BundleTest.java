package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.cms.CMSSignedData;
import org.countersign.app.Countersign;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundle against verifiers that are not ours, and against attackers. Tests are named after the attack.
class BundleTest {
    @TempDir
    private static Path folder;

    private static SignedCampaign campaign;
    private static byte[] bundle;
    private static Path trust;

    @BeforeAll
    static void sign() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).sign();
        bundle = campaign.bundle();
        trust = campaign.trust();
    }

    @AfterAll
    static void close() {
        campaign.close();
    }

    private static Verification verify(byte[] bytes) throws Exception {
        return Countersign.verifyBundle().run(bytes, KeyFile.certificates("trust", Files.readAllBytes(trust)));
    }

    private static Map<String, byte[]> files() throws Exception {
        return Tools.unzip(bundle);
    }

    private static Tools.Answer script(Map<String, byte[]> files, String... arguments) throws Exception {
        Path unpacked = Files.createTempDirectory(folder, "unpacked");
        Tools.write(unpacked, files);
        var command = new ArrayList<>(List.of("sh", "VERIFY.sh"));
        command.addAll(List.of(arguments));
        return Tools.run(unpacked, command.toArray(String[]::new));
    }

    /// Sums, the owner's manifest and the owner's signature, anew over what the files are now.
    private static void resign(Map<String, byte[]> files, SigningKey owner) {
        files.remove("SHA256SUMS");
        files.remove(AsicManifest.name(3));
        files.remove(AsicManifest.signatureName(3));
        var sums = new StringBuilder();
        files.forEach((name, content) -> {
            if (!name.startsWith("META-INF/") && !name.startsWith("VERIFY.")) {
                sums.append(Sha256.hex(content)).append("  ").append(name).append('\n');
            }
        });
        files.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.US_ASCII));
        var covered = new TreeMap<>(files);
        covered.remove("mimetype");
        byte[] manifest = AsicManifest.over(3, covered).bytes();
        files.put(AsicManifest.name(3), manifest);
        files.put(
                AsicManifest.signatureName(3),
                Cades.sign(manifest, owner, java.util.Optional.of(java.time.Instant.now())));
    }

    /// One reviewer's decisions changed, and signed anew by that reviewer and the owner: neither can say what
    /// makes no sense.
    private static List<String> colluding(java.util.function.UnaryOperator<String> change) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(files());
        String address = new String(files.get("SIGNERS"), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" ")[3];
        String before = new String(files.get("decisions/001.ndjson"), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        files.put("decisions/001.ndjson", after.getBytes(StandardCharsets.UTF_8));
        var covered = new TreeMap<String, byte[]>();
        for (String name : List.of("campaign.json", "items.ndjson", "decisions/001.ndjson")) {
            covered.put(name, files.get(name));
        }
        byte[] manifest = AsicManifest.over(1, covered).bytes();
        files.put(AsicManifest.name(1), manifest);
        files.put(
                AsicManifest.signatureName(1),
                Cades.sign(manifest, campaign.key(address), java.util.Optional.of(java.time.Instant.now())));
        resign(files, campaign.key("amara@example.com"));
        return verify(CanonicalZip.write(files)).faults();
    }

    @Test
    void decisionsThatMakeNoSenseAreRefusedWhoeverSignedThem() throws Exception {
        assertThat(colluding(text -> text.replaceFirst("\"decision\":\"[a-z-]*\"", "\"decision\":\"banana\"")))
                .anyMatch(fault -> fault.contains("is none: “banana”"));
        assertThat(colluding(text -> text.replaceFirst("(\"seconds\":\\d+)", "$1,\"supersedes\":9999")))
                .anyMatch(fault -> fault.contains("does not name the one it supersedes"));
    }

    @Test
    void whatNobodySignedIsRefusedInASignatureByBoth() throws Exception {
        byte[] p7s = files().get(AsicManifest.signatureName(3));
        var signed = new CMSSignedData(p7s);
        var attribute = new org.bouncycastle.asn1.cms.Attribute(
                org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                new org.bouncycastle.asn1.DERSet(new org.bouncycastle.asn1.DERUTF8String("a timestamp, honestly")));
        var attributes = new org.bouncycastle.asn1.cms.AttributeTable(new org.bouncycastle.asn1.DERSet(attribute));
        var signer = signed.getSignerInfos().getSigners().iterator().next();
        byte[] stuffed = CMSSignedData.replaceSigners(
                        signed,
                        new org.bouncycastle.cms.SignerInformationStore(
                                org.bouncycastle.cms.SignerInformation.replaceUnsignedAttributes(signer, attributes)))
                .toASN1Structure()
                .getEncoded("DER");
        byte[] trailing = java.util.Arrays.copyOf(p7s, p7s.length + 7);
        for (byte[] one : List.of(stuffed, trailing)) {
            Map<String, byte[]> changed = new TreeMap<>(files());
            changed.put(AsicManifest.signatureName(3), one);
            assertThat(verify(CanonicalZip.write(changed)).genuine()).isFalse();
            assertThat(script(changed, trust.toString()).output()).contains("NOT VALID");
        }
    }

    @Test
    void theScriptDoesNotBelieveTrustThatTheBundleBrings() throws Exception {
        Map<String, byte[]> changed = new TreeMap<>(files());
        changed.put("TRUST.pem", Files.readAllBytes(trust));
        assertThat(script(changed, "TRUST.pem").output()).contains("lies in the bundle");
    }

    @Test
    void aBundleWithoutSignersIsRefusedWithAReason() throws Exception {
        Map<String, byte[]> changed = new TreeMap<>(files());
        changed.put("SIGNERS", new byte[0]);
        assertThat(verify(CanonicalZip.write(changed)).faults()).isNotEmpty();
    }

    @Test
    void aFreshBundleIsGenuine() throws Exception {
        Verification verification = verify(bundle);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.trusted()).isTrue();
        assertThat(verification.checks()).hasSize(7);
    }

    @Test
    void withoutTrustItIsConsistentButNotTrusted() {
        Verification verification = Countersign.verifyBundle().run(bundle, List.of());
        assertThat(verification.genuine()).isTrue();
        assertThat(verification.trusted()).isFalse();
    }

    @Test
    void theSameContentIsTheSameZip() throws Exception {
        assertThat(CanonicalZip.write(CanonicalZip.read(bundle))).isEqualTo(bundle);
        assertThat(files().keySet())
                .contains("mimetype", "campaign.json", "items.ndjson", "decisions/001.ndjson", "SIGNERS");
    }

    @Test
    void anotherUnzipReadsIt() throws Exception {
        Tools.need("unzip");
        Path file = Files.write(folder.resolve("evidence.asice"), bundle);
        assertThat(Tools.run(folder, "unzip", "-tq", file.toString()).output()).contains("No errors detected");
    }

    @Test
    void verifyShPassesUnderEveryShell() throws Exception {
        Tools.need("openssl");
        for (String shell : List.of("dash", "busybox sh", "bash --posix", "sh")) {
            if (Tools.run(folder, "sh", "-c", "command -v " + shell.split(" ")[0])
                            .code()
                    == 0) {
                Path unpacked = Files.createTempDirectory(folder, "shell");
                Tools.write(unpacked, files());
                var command = new ArrayList<>(List.of(shell.split(" ")));
                command.addAll(List.of("VERIFY.sh", trust.toString()));
                Tools.Answer answer = Tools.run(unpacked, command.toArray(String[]::new));
                assertThat(answer.output()).as(shell).endsWith("ALL GOOD\n");
                assertThat(answer.code()).as(shell).isZero();
            }
        }
    }

    @Test
    void verifyShAloneSaysWhatItDoesNotProve() throws Exception {
        Tools.need("openssl");
        Tools.Answer answer = script(files());
        assertThat(answer.output().lines().findFirst().orElse("")).contains("internal consistency only");
        assertThat(answer.code()).isZero();
    }

    @Test
    void theBareCommandsOfVerifyMdWork() throws Exception {
        Tools.need("openssl");
        Path unpacked = Files.createTempDirectory(folder, "bare");
        Tools.write(unpacked, files());
        for (String line : new String(files().get("SIGNERS"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            String number = line.split(" ")[2].replaceAll("\\D", "");
            Tools.Answer answer = Tools.run(
                    unpacked,
                    "openssl",
                    "cms",
                    "-verify",
                    "-binary",
                    "-cades",
                    "-inform",
                    "DER",
                    "-in",
                    "META-INF/signature" + number + ".p7s",
                    "-content",
                    "META-INF/ASiCManifest" + number + ".xml",
                    "-CAfile",
                    trust.toString(),
                    "-no-CApath",
                    "-no-CAstore",
                    "-partial_chain",
                    "-no_check_time",
                    "-purpose",
                    "any",
                    "-signer",
                    "../who.pem",
                    "-out",
                    "/dev/null");
            assertThat(answer.output()).contains("CAdES Verification successful");
            Tools.Answer who =
                    Tools.run(unpacked, "sh", "-c", "openssl x509 -in ../who.pem -outform DER | openssl dgst -sha256");
            assertThat(who.output()).contains(line.split(" ")[0]);
        }
        assertThat(Tools.run(unpacked, "sha256sum", "-c", "SHA256SUMS").code()).isZero();
    }

    @Test
    void eachFileChangedInTurnIsRefusedByBoth() throws Exception {
        Tools.need("openssl");
        for (String name : files().keySet()) {
            Map<String, byte[]> changed = new TreeMap<>(files());
            byte[] content = changed.get(name).clone();
            content[content.length / 2] ^= 1;
            changed.put(name, content);
            assertThat(verify(CanonicalZip.write(changed)).genuine())
                    .as("ours: " + name)
                    .isFalse();
            if (!name.equals("VERIFY.sh")) {
                Tools.Answer answer = script(changed, trust.toString());
                assertThat(answer.output()).as("script: " + name).contains("NOT VALID");
                assertThat(answer.code()).as("script: " + name).isNotZero();
            }
        }
    }

    @Test
    void eachFileRemovedInTurnIsRefusedByBoth() throws Exception {
        Tools.need("openssl");
        for (String name : files().keySet()) {
            Map<String, byte[]> changed = new TreeMap<>(files());
            changed.remove(name);
            assertThat(verify(CanonicalZip.write(changed)).genuine())
                    .as("ours: " + name)
                    .isFalse();
            if (!name.equals("VERIFY.sh")) {
                assertThat(script(changed, trust.toString()).code())
                        .as("script: " + name)
                        .isNotZero();
            }
        }
    }

    @Test
    void anAddedFileIsRefusedByBoth() throws Exception {
        for (String name : List.of("decisions/009.ndjson", "extra.txt", "META-INF/signature009.p7s", "crls/001.crl")) {
            Map<String, byte[]> changed = new TreeMap<>(files());
            changed.put(name, "x\n".getBytes(StandardCharsets.UTF_8));
            assertThat(verify(CanonicalZip.write(changed)).genuine()).as(name).isFalse();
            assertThat(script(changed, trust.toString()).code()).as(name).isNotZero();
        }
    }

    @Test
    void aReviewerRemovedWithManifestAndSignatureIsRefused() throws Exception {
        Map<String, byte[]> changed = new TreeMap<>(files());
        changed.keySet().removeIf(name -> name.contains("001") && !name.equals("decisions/001.ndjson"));
        assertThat(verify(CanonicalZip.write(changed)).faults()).isNotEmpty();
        assertThat(script(changed, trust.toString()).code()).isNotZero();
    }

    @Test
    void swappedSignaturesAreRefused() throws Exception {
        Map<String, byte[]> changed = new TreeMap<>(files());
        byte[] first = changed.get("META-INF/signature001.p7s");
        changed.put("META-INF/signature001.p7s", changed.get("META-INF/signature002.p7s"));
        changed.put("META-INF/signature002.p7s", first);
        assertThat(verify(CanonicalZip.write(changed)).genuine()).isFalse();
        assertThat(script(changed, trust.toString()).code()).isNotZero();
    }

    @Test
    void anOwnerWhoIsNotTheCampaignsIsRefusedByBoth() throws Exception {
        // Mallory is trusted, and signs everything anew as the owner of a campaign that names amara.
        SigningKey mallory = KeyFile.create(
                folder.resolve("owner.p12"), "Mallory", "mallory@example.com", "x".toCharArray(), Clock.systemUTC());
        Map<String, byte[]> changed = new TreeMap<>(files());
        String last = AsicManifest.name(3);
        String fingerprint = SigningKey.fingerprint(mallory.certificate());
        String signers = new String(changed.get("SIGNERS"), StandardCharsets.UTF_8)
                .replaceAll("(?m)^\\S+ owner \\S+ .*$", fingerprint + " owner " + last + " mallory@example.com");
        String roster = new String(changed.get("roster.json"), StandardCharsets.UTF_8)
                .replaceAll(
                        "\\{\"address\":\"amara@example.com\".*?\"role\":\"owner\"\\}",
                        "{\"address\":\"mallory@example.com\",\"certificateSha256\":\"" + fingerprint
                                + "\",\"manifest\":\"" + last + "\",\"role\":\"owner\"}");
        changed.put("SIGNERS", signers.getBytes(StandardCharsets.UTF_8));
        changed.put("roster.json", roster.getBytes(StandardCharsets.UTF_8));
        changed.put("certs/003.pem", SigningKey.pem(mallory.certificate()).getBytes(StandardCharsets.US_ASCII));
        resign(changed, mallory);
        Path both = Files.writeString(
                folder.resolve("both.pem"), Files.readString(trust) + SigningKey.pem(mallory.certificate()));
        assertThat(Countersign.verifyBundle()
                        .run(CanonicalZip.write(changed), KeyFile.certificates("trust", Files.readAllBytes(both)))
                        .faults())
                .anyMatch(fault -> fault.contains("not the owner that campaign.json names"));
        assertThat(script(changed, both.toString()).output()).contains("not the owner that campaign.json names");
    }

    @Test
    void anOwnerLineWithoutAnEndDoesNotEscapeTheScript() throws Exception {
        Map<String, byte[]> forged = new TreeMap<>(files());
        forged.keySet().removeIf(name -> name.startsWith("META-INF/"));
        forged.put(AsicManifest.name(1), new byte[0]);
        forged.put(AsicManifest.signatureName(1), new byte[0]);
        forged.put(
                "SIGNERS",
                ("x owner " + AsicManifest.name(1) + " amara@example.com").getBytes(StandardCharsets.US_ASCII));
        forged.put("SHA256SUMS", new byte[0]);
        var answer = script(forged, trust.toString());
        assertThat(answer.output()).contains("NOT VALID").doesNotContain("ALL GOOD");
    }

    @Test
    void trailingBytesAreRefused() throws Exception {
        var longer = java.util.Arrays.copyOf(bundle, bundle.length + 1);
        assertThat(verify(longer).faults().getFirst()).contains("not byte for byte");
    }

    @Test
    void aTruncatedBundleIsRefused() throws Exception {
        for (int cut : new int[] {0, 1, 29, 30, bundle.length / 2, bundle.length - 1}) {
            assertThat(verify(java.util.Arrays.copyOf(bundle, cut)).genuine())
                    .as("cut at " + cut)
                    .isFalse();
        }
    }

    @Test
    void aStrangersTrustIsRefused() throws Exception {
        SigningKey stranger = KeyFile.create(
                folder.resolve("stranger.p12"), "Mallory", "mallory@example.com", "x".toCharArray(), Clock.systemUTC());
        assertThat(Countersign.verifyBundle()
                        .run(bundle, List.of(stranger.certificate()))
                        .faults())
                .anyMatch(fault -> fault.contains("not issued by"));
        Path pem = Files.writeString(folder.resolve("stranger.pem"), SigningKey.pem(stranger.certificate()));
        assertThat(script(files(), pem.toString()).code()).isNotZero();
    }

    @Test
    void decisionsResignedByAStrangerAreRefused() throws Exception {
        SigningKey stranger = KeyFile.create(
                folder.resolve("mallory.p12"), "Mallory", "grace@example.com", "x".toCharArray(), Clock.systemUTC());
        Map<String, byte[]> changed = new TreeMap<>(files());
        byte[] manifest = changed.get("META-INF/ASiCManifest002.xml");
        changed.put(
                "META-INF/signature002.p7s",
                Cades.sign(manifest, stranger, java.util.Optional.of(java.time.Instant.now())));
        assertThat(verify(CanonicalZip.write(changed)).faults())
                .anyMatch(fault -> fault.contains("another certificate"));
        assertThat(script(changed, trust.toString()).code()).isNotZero();
    }

    @Test
    void itemsDigestsAndEventsAreThoseOfTheContract() throws Exception {
        String item = new String(files().get("items.ndjson"), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        String bare = item.replaceAll("\"digest\":\"[0-9a-f]{64}\",", "");
        assertThat(item).contains("\"digest\":\"" + Sha256.hex(bare) + "\"");
        String campaignJson = new String(files().get("campaign.json"), StandardCharsets.UTF_8);
        assertThat(campaignJson)
                .contains(
                        "\"itemsSha256\":\"" + HexFormat.of().formatHex(Sha256.of(files().get("items.ndjson"))) + "\"");
        assertThat(new String(files().get("META-INF/ASiCManifest001.xml"), StandardCharsets.UTF_8))
                .contains(Base64.getEncoder().encodeToString(Sha256.of(files().get("decisions/001.ndjson"))));
    }

    @Test
    void othersEventsAreShownAsLeavesAlone() throws Exception {
        String events = new String(files().get("events.ndjson"), StandardCharsets.UTF_8);
        assertThat(events.lines()).anyMatch(line -> line.contains("\"leaf\"") && !line.contains("body"));
        assertThat(events)
                .contains("campaign.opened")
                .contains("decisions.signed")
                .doesNotContain("grace@");
    }

    @Test
    void tenYearsOnBothStillVerifyAndSayThatTheCertificateHasExpired(@TempDir Path past) throws Exception {
        Tools.need("openssl");
        // Signed ten years ago on keys of five years: today is the day ten years ahead.
        Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(-3652));
        try (var old = new SignedCampaignThen(past, then)) {
            byte[] bytes = old.campaign().bundle();
            Path pem = old.campaign().trust();
            Verification verification =
                    Countersign.verifyBundle().run(bytes, KeyFile.certificates("trust", Files.readAllBytes(pem)));
            assertThat(verification.faults()).isEmpty();
            Tools.Answer answer = script(Tools.unzip(bytes), pem.toString());
            assertThat(answer.output())
                    .contains("expired since; the time is the signer's own claim")
                    .endsWith("ALL GOOD\n");
        }
    }

    private record SignedCampaignThen(SignedCampaign campaign) implements AutoCloseable {
        SignedCampaignThen(Path folder, Clock then) throws Exception {
            this(new SignedCampaign(folder, then).sign());
        }

        @Override
        public void close() {
            campaign.close();
        }
    }
}
