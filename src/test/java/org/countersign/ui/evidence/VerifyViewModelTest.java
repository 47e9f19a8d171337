package org.countersign.ui.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.cli.Cli;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.Verification.Verdict;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on real bundles: each verdict, and the same words as the command line.
class VerifyViewModelTest {
    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    @TempDir
    private Path folder;

    private SignedCampaign campaign;
    private VerifyViewModel model;
    private int shown;

    @BeforeEach
    void open() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(KEYS);
        model = new VerifyViewModel(campaign.app(), Clock.systemUTC(), Background.direct());
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private Path bundle() throws Exception {
        return Files.write(folder.resolve("q4.asice"), campaign.bundle());
    }

    private Verified verify(Path... files) {
        model.verify(List.of(files), () -> shown++);
        return model.resultProperty().get().orElseThrow();
    }

    private void trust(String... addresses) throws Exception {
        for (String address : addresses) {
            campaign.app()
                    .signers()
                    .trust()
                    .run(campaign.app().actor(), campaign.key(address).certificate());
        }
    }

    private static String printed(String... arguments) {
        var out = new StringWriter();
        new Cli(
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()),
                        new ByteArrayInputStream(new byte[0]),
                        false,
                        Clock.systemUTC(),
                        Map.of(),
                        _ -> 0)
                .run(arguments);
        return out.toString();
    }

    @Test
    void theWorkspacesOwnTrustedSignersCountWhereNobodyNamesOthers() throws Exception {
        campaign.sign();
        Path bundle = bundle();
        assertThat(verify(bundle).bundle().orElseThrow().verdict()).isEqualTo(Verdict.ASSERTED);
        trust("amara@example.com", "grace@example.com");
        Verified stranger = verify(bundle);
        assertThat(stranger.bundle().orElseThrow().verdict()).isEqualTo(Verdict.STRANGER);
        assertThat(stranger.reason()).contains("stands behind apps@example.com.");
        trust("apps@example.com");
        Verified whole = verify(bundle);
        assertThat(whole.bundle().orElseThrow().verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(whole.head()).isEqualTo("This bundle is genuine and complete.");
        assertThat(whole.bundle().orElseThrow().reviewed().orElseThrow().items())
                .isEqualTo(campaign.items().size());
        assertThat(shown).isEqualTo(3);
    }

    @Test
    void openItemsMakeAGenuineBundleIncomplete() throws Exception {
        campaign.decideAll();
        var app = campaign.app();
        app.signAsReviewer().run(app.actor(), "q4", campaign.key("grace@example.com"));
        app.endCampaign().close(app.actor(), "q4", Optional.of("Apps are away."));
        app.signAsOwner().run(app.actor(), "q4", campaign.key("amara@example.com"));
        trust("amara@example.com", "grace@example.com");
        Verified verified = verify(bundle());
        assertThat(verified.bundle().orElseThrow().verdict()).isEqualTo(Verdict.INCOMPLETE);
        long open = campaign.items().stream().filter(one -> one.open()).count();
        assertThat(open).isPositive();
        assertThat(verified.bundle().orElseThrow().reviewed().orElseThrow().open())
                .isEqualTo((int) open);
        assertThat(verified.reason())
                .contains(open + " of the " + campaign.items().size() + " items have no outcome");
    }

    @Test
    void whatIsCopiedIsWhatTheCommandLinePrints() throws Exception {
        campaign.sign();
        for (String address : List.of("amara@example.com", "apps@example.com", "grace@example.com")) {
            campaign.key(address);
        }
        Path bundle = bundle();
        Path trust = campaign.trust();
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Path bad = Files.write(folder.resolve("bad.asice"), bytes);
        for (Path file : List.of(bundle, bad)) {
            String words = printed("evidence", "verify", file.toString(), "--trust", trust.toString());
            assertThat(words).isNotBlank();
            assertThat(verify(file, trust).text()).endsWith("\n\n" + words);
        }
        assertThat(model.resultProperty().get().orElseThrow().text())
                .contains("Do not rely on this bundle. It is not what was signed.");
    }

    @Test
    void aPdfByItselfIsVerifiedInTheWordsOfTheCommandLine() throws Exception {
        campaign.sign();
        campaign.key("amara@example.com");
        Path trust = campaign.trust();
        byte[] pdf = campaign.app().exportEvidence().document("q4").pdf();
        Path good = Files.write(folder.resolve("q4.pdf"), pdf);
        byte[] bytes = pdf.clone();
        bytes[bytes.length / 2] ^= 1;
        Path bad = Files.write(folder.resolve("bad.pdf"), bytes);
        Verified asserted = verify(good);
        assertThat(asserted.head()).isEqualTo("Consistent in itself. Who signed is only asserted.");
        assertThat(asserted.reason()).contains("as their certificates themselves say");
        Verified genuine = verify(good, trust);
        assertThat(genuine.head()).isEqualTo("This document is genuine.");
        assertThat(genuine.reason()).contains("signature holds, and its signer is trusted");
        assertThat(verify(bad, trust).head()).startsWith("Do not rely on this document.");
        for (Path file : List.of(good, bad)) {
            String words = printed("evidence", "verify", file.toString(), "--trust", trust.toString());
            assertThat(words).contains(verify(file, trust).reason());
            assertThat(verify(file, trust).text()).endsWith("\n\n" + words);
        }
        Files.writeString(
                trust, SigningKey.pem(campaign.key("grace@example.com").certificate()));
        Verified stranger = verify(good, trust);
        assertThat(stranger.head()).isEqualTo("A signer is not one of your trusted signers.");
        assertThat(stranger.reason()).contains("stands behind amara@example.com");
    }

    @Test
    void whatThisWorkspaceTookBackIsNotReliedOnHereWhateverTheBundleSays() throws Exception {
        campaign.sign();
        Path trust = campaign.trust();
        Path bundle = bundle();
        Path pdf = Files.write(
                folder.resolve("q4.pdf"),
                campaign.app().exportEvidence().document("q4").pdf());
        var app = campaign.app();
        String lost = SigningKey.fingerprint(campaign.key("amara@example.com").certificate());
        app.signers().revoke().run(app.actor(), lost, Instant.now().minusSeconds(3600), "The laptop was stolen.");
        assertThat(verify(bundle, trust).bundle().orElseThrow().verdict()).isEqualTo(Verdict.REVOKED);
        Verified document = verify(pdf, trust);
        assertThat(document.head()).isEqualTo("A signer is not one of your trusted signers.");
        assertThat(document.text()).contains("The certificate is revoked from ");
    }

    @Test
    void certificatesAloneAreForTheBundleBefore() throws Exception {
        campaign.sign();
        Path trust = campaign.trust();
        model.verify(List.of(trust), () -> shown++);
        assertThat(model.problemProperty().get()).startsWith("These are certificates.");
        assertThat(shown).isZero();
        verify(bundle());
        assertThat(verify(trust).bundle().orElseThrow().verdict()).isEqualTo(Verdict.COMPLETE);
        model.verify(List.of(bundle(), folder.resolve("other.asice")), () -> shown++);
        assertThat(model.problemProperty().get()).startsWith("Verify one bundle or PDF at a time");
        model.verify(List.of(folder.resolve("gone.asice")), () -> shown++);
        assertThat(model.problemProperty().get()).contains("cannot be read");
        assertThat(shown).isEqualTo(2);
    }
}
