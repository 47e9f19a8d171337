package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.evidence.Attack.Made;
import org.countersign.evidence.Attack.Sight;
import org.countersign.testkit.Hard;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The must-fail corpus: each attack, named after what is done, is refused for its own reason; by VERIFY.sh, too, where
/// a
/// shell and openssl can see it.
class MustFailTest {
    @TempDir
    private static Path folder;

    private static Scene scene;

    @BeforeAll
    static void sign() throws Exception {
        Tools.need("openssl");
        scene = new Scene(folder);
    }

    @AfterAll
    static void close() {
        if (scene != null) {
            scene.close();
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                        ZipAttacks.all(),
                        FileAttacks.all(),
                        RecordAttacks.all(),
                        SignatureAttacks.all(),
                        EcdsaAttacks.all(),
                        CertificateAttacks.all(),
                        FrameAttacks.all(),
                        ProofAttacks.all(),
                        AuthorityAttacks.all(),
                        DocumentAttacks.all())
                .flatMap(List::stream);
    }

    static Stream<Attack> seen() {
        return attacks()
                .filter(attack -> attack.sight() == Sight.SEEN)
                .filter(attack -> Hard.ON || Math.floorMod(attack.name().hashCode(), 3) == 0);
    }

    private static Verification verified(Made made) throws Exception {
        return Countersign.verifyBundle()
                .run(made.bundle(), KeyFile.certificates("trust", made.trust().getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefusedForItsOwnReason(Attack attack) throws Exception {
        Verification verification = verified(attack.making().make(scene));
        assertThat(verification.genuine()).isFalse();
        assertThat(verification.trusted()).isFalse();
        assertThat(verification.faults()).anyMatch(fault -> fault.contains(attack.reason()));
    }

    @Test
    void theBundleThatTheAttacksBeginFromIsGenuineSignedAnewOrNot() throws Exception {
        assertThat(verified(new Made(scene.bundle(), scene.trust())).faults()).isEmpty();
        assertThat(ZipAttacks.zip(scene.files(), (_, _) -> {}, _ -> {})).isEqualTo(scene.bundle());
        for (Forgery same : List.of(
                scene.forge().resign(),
                scene.forge().events(lines -> lines).conspire(),
                scene.forge().conspireOverItems(),
                scene.forge().resignWith(new OddSignature(scene.owner())))) {
            assertThat(verified(scene.made(same)).faults())
                    .as("or the attacks would prove nothing")
                    .isEmpty();
        }
        ProvenScene proven = scene.proven();
        for (Forgery same : List.of(proven.forge(), proven.forge().resign())) {
            assertThat(verified(proven.made(same)).faults()).isEmpty();
            assertThat(script(proven.made(same), "dash").output()).endsWith("ALL GOOD\n");
        }
        SigningKey other = new OddKey().email(Scene.OWNER).self();
        Forgery forgery = scene.forge();
        forgery.files().put("attestation.pdf", ForgedDocument.about(forgery.files(), other));
        forgery.resignAs(other, java.util.Optional.of(Scene.now()));
        assertThat(verified(scene.trusting(forgery, other)).faults()).isEmpty();
    }

    @Test
    void thereAreManyAndEachHasANameOfItsOwn() {
        assertThat(attacks().map(Attack::name)).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    }

    /// A third of them under one shell each, in turn; all under each with `-Phard`.
    @ParameterizedTest(name = "{0}")
    @MethodSource("seen")
    void isRefusedByTheScriptThatCanSeeIt(Attack attack) throws Exception {
        Made made = attack.making().make(scene);
        List<String> shells = List.of("dash", "busybox sh");
        for (String shell : Hard.ON
                ? shells
                : List.of(shells.get(Math.floorMod(attack.name().hashCode(), 6) % 2))) {
            Tools.Answer answer = script(made, shell);
            assertThat(answer.output()).as(shell).doesNotContain("ALL GOOD", "arithmetic", "bad number");
            assertThat(answer.code()).as(shell + ": " + answer.output()).isNotZero();
        }
    }

    /// What the script is said not to see it does not see, so that the list is no longer than it must be.
    @Test
    void whatTheScriptIsSaidNotToSeeItDoesNotSee() throws Exception {
        Map<String, byte[]> genuine = scene.files();
        for (Attack attack :
                attacks().filter(one -> one.sight() == Sight.UNSEEN).toList()) {
            Made made = attack.making().make(scene);
            Map<String, byte[]> files = unzipped(made.bundle());
            if (files.isEmpty() || same(files, genuine) || !Hard.ON) {
                continue; // What is unpacked is what it was: the script says what it says of the genuine bundle.
            }
            assertThat(script(made, "dash").output()).as(attack.name()).endsWith("ALL GOOD\n");
        }
    }

    @Test
    void verifyMdListsWhatTheScriptCannotSee() throws Exception {
        String guide = new String(BundleFiles.resource("VERIFY.md"), StandardCharsets.UTF_8);
        String section = guide.split("## What the script cannot see\n", 2)[1].split("\n## ", 2)[0];
        var listed = Arrays.stream(section.split("(?m)^- \\*\\*"))
                .skip(1)
                .map(one -> one.split("\n\n", 2)[0].split("\\*\\*: ", 2)[1])
                .flatMap(one -> Arrays.stream(one.replaceAll("\\s+", " ").split(";")))
                .map(String::strip)
                .map(one -> one.replaceAll("\\.$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed)
                .isEqualTo(attacks()
                        .filter(one -> one.sight() == Sight.UNSEEN)
                        .map(Attack::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean same(Map<String, byte[]> files, Map<String, byte[]> genuine) {
        return files.keySet().equals(genuine.keySet())
                && files.entrySet().stream().allMatch(one -> Arrays.equals(one.getValue(), genuine.get(one.getKey())));
    }

    /// As `unzip` does it.
    private static Map<String, byte[]> unzipped(byte[] bundle) throws Exception {
        var files = new java.util.TreeMap<String, byte[]>();
        Path root = unpacked(bundle);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Path unpacked(byte[] bundle) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "attack", ".asice"), bundle);
        Path root = Files.createTempDirectory(folder, "unpacked");
        // What it does not like it says; where it unpacks nothing, there is nothing for the script.
        Tools.run(folder, "unzip", "-q", "-o", file.toString(), "-d", root.toString());
        return root;
    }

    private static Tools.Answer script(Made made, String shell) throws Exception {
        Path root = unpacked(made.bundle());
        Path trust = Files.writeString(Files.createTempFile(folder, "trust", ".pem"), made.trust());
        // As VERIFY.md says: a copy of the script that did not come with the bundle.
        Path script = Files.write(folder.resolve("VERIFY.sh"), BundleFiles.resource("VERIFY.sh"));
        var command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of(script.toString(), trust.toString()));
        return Tools.run(root, command.toArray(String[]::new));
    }
}
