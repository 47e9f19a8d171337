package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.Verification;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several people, or one person several times, say something of one item: nothing that was said is lost, and
/// the bundle verifies in whatever order they sign.
class PassedOnTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String AMARA = "amara@example.com";

    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private SignedCampaign campaign;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(KEYS);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private ItemState ada() {
        return campaign.item("account", "ada");
    }

    private void say(String reviewer, Verdict verdict, String reason) throws RefusedException {
        say(reviewer, verdict, reason, Optional.empty());
    }

    private void say(String reviewer, Verdict verdict, String reason, Optional<LocalDate> until)
            throws RefusedException {
        var draft = new Draft("", ada().item().id(), verdict, Optional.of(reason), until, 1);
        campaign.app().recordDecision().run(campaign.app().actor(), "q4", reviewer, List.of(draft), Manner.SINGLE);
    }

    private int sign(String reviewer) throws RefusedException {
        return campaign.app()
                .signAsReviewer()
                .run(campaign.app().actor(), "q4", campaign.key(reviewer))
                .decisions();
    }

    private List<Decision> undo(String reviewer) throws RefusedException {
        return campaign.app().recordDecision().undo(campaign.app().actor(), "q4", reviewer);
    }

    /// Decides and signs the rest, and verifies the bundle.
    private String finished() throws Exception {
        campaign.decideAll();
        for (String reviewer : List.of(APPS, GRACE, AMARA)) {
            boolean waits = !campaign.app()
                    .workspace()
                    .<List<Decision>, RuntimeException>read(tx -> new CampaignStore(tx).unsigned("q4", reviewer))
                    .isEmpty();
            if (waits) {
                sign(reviewer);
            }
        }
        assertThat(campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.empty()))
                .isInstanceOf(EndCampaign.Outcome.Closed.class);
        campaign.app().signAsOwner().run(campaign.app().actor(), "q4", campaign.key(AMARA));
        Verification verification = Countersign.verifyBundle()
                .run(campaign.bundle(), KeyFile.certificates("trust", Files.readAllBytes(campaign.trust())));
        assertThat(verification.faults()).isEmpty();
        var lines = new StringBuilder();
        Tools.unzip(campaign.bundle()).forEach((name, bytes) -> {
            if (name.startsWith("decisions/")) {
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains(ada().item().id()))
                        .forEach(line -> lines.append(line).append('\n'));
            }
        });
        return lines.toString();
    }

    @Test
    void whoDidNotKnowSignsThatAlsoAfterTheFallbackDecided() throws Exception {
        say(GRACE, Verdict.DONT_KNOW, "never met them");
        say(APPS, Verdict.REVOKE, "left in May");
        assertThat(sign(GRACE)).isEqualTo(1);
        assertThat(ada().decision().orElseThrow().verdict()).isEqualTo(Verdict.REVOKE);
        assertThat(finished()).contains("never met them").contains("left in May");
    }

    @Test
    void theAnswerMayBeSignedBeforeTheQuestion() throws Exception {
        say(GRACE, Verdict.DONT_KNOW, "never met them");
        say(APPS, Verdict.APPROVE, "works with me");
        assertThat(sign(APPS)).isEqualTo(1);
        assertThat(sign(GRACE)).isEqualTo(1);
        assertThat(ada().decision().orElseThrow().reviewer()).isEqualTo(APPS);
        assertThat(ada().signed()).isTrue();
        assertThat(finished()).contains("never met them").contains("works with me");
    }

    @Test
    void twoWhoDidNotKnowAreBothInTheEvidence() throws Exception {
        say(GRACE, Verdict.DONT_KNOW, "first");
        say(APPS, Verdict.DONT_KNOW, "second");
        say(AMARA, Verdict.APPROVE, "third");
        assertThat(sign(AMARA)).isEqualTo(1);
        assertThat(finished()).contains("first", "second", "third");
    }

    @Test
    void anAnsweredDontKnowDoesNotKeepTheCampaignOpen() throws Exception {
        say(GRACE, Verdict.DONT_KNOW, "never met them");
        say(APPS, Verdict.APPROVE, "works with me");
        sign(APPS);
        Figures figures = Figures.of(campaign.items());
        assertThat(figures.dontKnow()).isZero();
        assertThat(figures.unsigned()).isZero();
        assertThat(figures.approved()).isEqualTo(1);
    }

    @Test
    void anAnsweredDontKnowCannotBeUndoneUnderTheAnswer() throws Exception {
        say(GRACE, Verdict.DONT_KNOW, "never met them");
        say(APPS, Verdict.APPROVE, "works with me");
        assertThat(undo(GRACE)).isEmpty();
        assertThat(ada().reviewer()).isEqualTo(APPS);
        assertThat(undo(APPS)).hasSize(1);
        assertThat(undo(GRACE)).hasSize(1);
        assertThat(ada().reviewer()).isEqualTo(GRACE);
        assertThat(ada().decision()).isEmpty();
    }

    @Test
    void aDraftThatItsOwnReviewerReplacedIsNotSigned() throws Exception {
        say(GRACE, Verdict.APPROVE, "first thought");
        say(GRACE, Verdict.REVOKE, "second thought");
        assertThat(sign(GRACE)).isEqualTo(1);
        assertThat(finished()).doesNotContain("first thought").contains("second thought");
    }

    @Test
    void changingOnesMindTwiceBetweenSignaturesStillNamesTheSignedDecision() throws Exception {
        say(GRACE, Verdict.APPROVE, "fine");
        sign(GRACE);
        long signed = ada().decision().orElseThrow().number();
        say(GRACE, Verdict.REVOKE, "on second thought");
        say(GRACE, Verdict.APPROVE, "fine after all");
        assertThat(ada().decision().orElseThrow().supersedes()).contains(signed);
        assertThat(finished())
                .contains("\"supersedes\":" + signed)
                .contains("fine after all")
                .doesNotContain("second thought");
    }

    @Test
    void aSignedApprovalThatIsHandedOnIsSupersededByTheAnswer() throws Exception {
        say(GRACE, Verdict.APPROVE, "fine");
        sign(GRACE);
        long signed = ada().decision().orElseThrow().number();
        say(GRACE, Verdict.DONT_KNOW, "not so sure");
        say(APPS, Verdict.REVOKE, "gone");
        assertThat(ada().decision().orElseThrow().supersedes()).contains(signed);
        sign(APPS);
        assertThat(finished()).contains("not so sure").contains("gone");
    }

    @Test
    void aLateSignatureUnderADontKnowEndsNoException() throws Exception {
        LocalDate until = LocalDate.now(Clock.systemUTC()).plusDays(30);
        say(GRACE, Verdict.APPROVE_UNTIL, "rota", Optional.of(until));
        sign(GRACE);
        say(GRACE, Verdict.DONT_KNOW, "not so sure");
        say(APPS, Verdict.APPROVE_UNTIL, "rota, still", Optional.of(until));
        sign(APPS);
        sign(GRACE);
        Governance governance = campaign.app()
                .workspace()
                .<Governance, RuntimeException>read(tx -> GovernanceJson.typed(
                        new GovernanceStore(tx).newest().orElseThrow().body()));
        assertThat(governance.exceptions())
                .anyMatch(one -> one.id().equals("EX-" + ada().item().id())
                        && one.owner().equals(Optional.of(APPS)));
    }

    @Test
    void whoHasNothingToSignIsToldSo() throws Exception {
        say(GRACE, Verdict.DONT_KNOW, "never met them");
        sign(GRACE);
        assertThatThrownBy(() -> sign(GRACE)).hasMessageContaining("Nothing in q4 waits for a signature");
        assertThatThrownBy(() -> sign(APPS)).hasMessageContaining("Nothing in q4 waits for a signature");
    }
}
