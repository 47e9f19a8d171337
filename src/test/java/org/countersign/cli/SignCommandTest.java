package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.cli.Commands.Answer;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.Authority;
import org.countersign.testkit.House;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sign` with timestamps and revocation lists, `key rotate`, `key revoke`, and what `evidence verify` says of it.
class SignCommandTest {
    private static final String AMARA = "amara@example.com";
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";

    @TempDir
    private Path folder;

    private Commands commands;
    private Authority root;
    private StampServer stamps;
    private SigningKey grace;
    private Path trust;

    @BeforeEach
    void decide() throws Exception {
        root = Authority.root("Example Root", House.NOW);
        for (String one : List.of(AMARA, GRACE, APPS)) {
            SigningKey key = root.issue(one.substring(0, one.indexOf('@')), one);
            grace = one.equals(GRACE) ? key : grace;
            Authority.file(folder.resolve(one), key, "x");
        }
        SigningKey stamping = root.timestamps("Example TSA");
        stamps = new StampServer(stamping).at(House.NOW.plusSeconds(1));
        trust = Files.writeString(
                folder.resolve("TRUST.pem"),
                SigningKey.pem(root.certificate()) + SigningKey.pem(stamping.certificate()));
        try (var campaign = new SignedCampaign(folder, java.time.Clock.fixed(House.NOW, java.time.ZoneOffset.UTC))) {
            campaign.decideAll();
        }
        commands = new Commands(folder);
        Files.move(folder.resolve("house.countersign"), commands.workspace());
    }

    @AfterEach
    void close() {
        stamps.close();
    }

    private Answer with(Map<String, String> environment, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-w", commands.workspace().toString()));
        return commands.bare("x".getBytes(StandardCharsets.UTF_8), environment, all.toArray(String[]::new));
    }

    private Answer sign(String who, String as, Map<String, String> environment, String... more) {
        var all = new ArrayList<>(
                List.of("sign", "q4", "--as", as, "--key", folder.resolve(who).toString(), "--password-file", "-"));
        all.addAll(List.of(more));
        return with(environment, all.toArray(String[]::new));
    }

    private JsonNode signers(int code, String... more) throws Exception {
        Path out = folder.resolve("q4.asice");
        commands.good("evidence", "export", "q4", out.toString());
        var all = new ArrayList<>(List.of("evidence", "verify", out.toString(), "--format", "json"));
        all.addAll(List.of("--trust", trust.toString()));
        all.addAll(List.of(more));
        Answer verified = commands.bare(new byte[0], Map.of(), all.toArray(String[]::new));
        assertThat(verified.code()).as(verified.out() + verified.err()).isEqualTo(code);
        return verified.json();
    }

    @Test
    void whatIsProvenIsSaidToProgramsToo() throws Exception {
        Path list = Files.write(folder.resolve("root.crl"), root.list(House.NOW, Map.of()));
        Map<String, String> tsa = Map.of("COUNTERSIGN_TSA", stamps.url());
        assertThat(sign(GRACE, "reviewer", tsa).err()).isEmpty();
        assertThat(sign(APPS, "reviewer", Map.of()).out()).contains("Level B-B: the time is the signer's own claim.");
        assertThat(stamps.asked()).isEqualTo(1);
        assertThat(sign(AMARA, "reviewer", Map.of(), "--crl", list.toString()).err())
                .contains("Revocation lists go into the bundle, which the owner signs.");
        commands.good("campaign", "close", "q4");
        Path foreign = Files.write(
                folder.resolve("other.crl"), Authority.root("Other", House.NOW).list(House.NOW, Map.of()));
        assertThat(sign(AMARA, "owner", Map.of(), "--crl", foreign.toString()).err())
                .contains("This revocation list is not by an authority in the chain of a signer.");
        Answer owner = sign(AMARA, "owner", Map.of(), "--tsa", stamps.url(), "--crl", list.toString());
        assertThat(owner.code()).as(owner.err()).isZero();
        assertThat(owner.out()).contains("Level B-T: a timestamp stands beside the signature.");
        JsonNode found = signers(0);
        assertThat(found.path("verdict").asText()).isEqualTo("complete");
        assertThat(found.path("signers").findValuesAsText("level")).containsExactly("B-T", "B-B", "B-T");
        assertThat(found.path("signers").findValuesAsText("time")).containsExactly("proven", "claimed", "proven");
        assertThat(found.path("signers").findValuesAsText("state"))
                .containsExactly("not-revoked", "not-revoked", "not-revoked");
        Path newer = Files.write(
                folder.resolve("newer.crl"),
                root.list(House.NOW.plusSeconds(60), Map.of(grace.certificate(), House.NOW.minus(Duration.ofDays(1)))));
        JsonNode later = signers(1, "--crl", newer.toString());
        assertThat(later.path("verdict").asText()).isEqualTo("revoked");
    }

    @Test
    void aKeyIsReplacedByItselfAndTakenBackByAnybody() throws Exception {
        assertThat(sign(GRACE, "reviewer", Map.of()).code()).isZero();
        Authority.file(folder.resolve("new.p12"), root.issue("Grace", GRACE), "x");
        Answer rotated = with(
                Map.of(),
                "key",
                "rotate",
                folder.resolve(GRACE).toString(),
                folder.resolve("new.p12").toString(),
                "--password-file",
                "-");
        assertThat(rotated.code()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains("It takes the place of the old key");
        var words = new ArrayList<>(List.of("key", "revoke"));
        words.addAll(SigningKey.groups(SigningKey.fingerprint(grace.certificate())));
        words.addAll(List.of("--from", "2026-11-01T00:00:00Z", "--reason", "Left in a taxi"));
        assertThat(with(Map.of(), words.toArray(String[]::new)).out()).contains("Revoked from 2026-11-01T00:00:00Z.");
        assertThat(sign(APPS, "reviewer", Map.of()).code()).isZero();
        commands.good("campaign", "close", "q4");
        assertThat(sign(AMARA, "owner", Map.of()).err())
                .contains("The certificate of grace@example.com is revoked from 2026-11-01T00:00:00Z, and signed at ");
        assertThat(signers(1).path("verdict").asText()).isEqualTo("revoked");
    }

    @Test
    void aCertificateIsTrustedForWhomAndByWhatWasTold() throws Exception {
        Path pem = commands.file("grace.pem", SigningKey.pem(grace.certificate()));
        String told = String.join(" ", SigningKey.groups(SigningKey.fingerprint(grace.certificate())));
        assertThat(commands.refused("key", "trust", pem.toString(), "--for", AMARA))
                .contains("This certificate is for grace@example.com, not for amara@example.com.");
        assertThat(commands.refused(
                        "key",
                        "trust",
                        pem.toString(),
                        "--sha256",
                        told.replace(told.charAt(0), '0').replace('1', '0')))
                .contains("This certificate has another fingerprint than you were told");
        assertThat(commands.good("key", "trust", pem.toString(), "--for", GRACE, "--sha256", told)
                        .out())
                .contains("SHA-256 " + told);
    }
}
