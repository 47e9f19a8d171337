package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.testkit.SignedCampaign;
import org.countersign.text.Csv;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String AMARA = "amara@example.com";

    private SignedCampaign campaign;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private static Draft draft(ItemState state, Verdict verdict, String reason, String until) {
        return new Draft(
                "",
                state.item().id(),
                verdict,
                Optional.of(reason).filter(text -> !text.isEmpty()),
                Optional.of(until).filter(text -> !text.isEmpty()).map(LocalDate::parse),
                0);
    }

    private int decide(String reviewer, Draft... drafts) throws RefusedException {
        return campaign.app()
                .recordDecision()
                .run(campaign.app().actor(), "q4", reviewer, List.of(drafts), Manner.SINGLE);
    }

    private Figures figures() {
        return Figures.of(campaign.items());
    }

    @Test
    void everythingInScopeIsAnItemAndTheReconciliationAddsUp() {
        assertThat(campaign.items())
                .extracting(state -> state.item().kind())
                .contains(Kind.ACCOUNT, Kind.MEMBERSHIP, Kind.ROLE, Kind.EXCEPTION, Kind.MAPPING, Kind.GROUP);
        var frozen = campaign.app()
                .workspace()
                .<Campaign, RuntimeException>read(
                        tx -> new CampaignStore(tx).all().getFirst())
                .frozen();
        for (var source : frozen.path("reconciliation")) {
            assertThat(source.path("inReview").asInt()
                            + source.path("inactiveWithoutAccess").asInt()
                            + source.path("outOfScope").asInt())
                    .isEqualTo(source.path("accountsRead").asInt());
        }
    }

    @Test
    void theIdIsThatOfTheContract() throws Exception {
        String key = "[\"slack\",\"membership\",\"a2\",\"s\"]";
        assertThat(ReviewItem.subjectKey("slack", Kind.MEMBERSHIP, "a2", "s")).isEqualTo(key);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("q4".getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
        var bits = new StringBuilder();
        for (byte one : hash) {
            bits.append(String.format("%8s", Integer.toBinaryString(one & 0xff)).replace(' ', '0'));
        }
        var expected = new StringBuilder("i");
        for (int i = 0; i < 15; i++) {
            expected.append(
                    "abcdefghijklmnopqrstuvwxyz234567".charAt(Integer.parseInt(bits.substring(i * 5, i * 5 + 5), 2)));
        }
        assertThat(campaign.item("membership", "ada").item().id()).isEqualTo(expected.toString());
    }

    @Test
    void reviewersAreThoseOfTheContract() {
        assertThat(campaign.item("membership", "ada").reviewer())
                .as("owner of the mapped IdP group")
                .isEqualTo(GRACE);
        assertThat(campaign.item("account", "ada").reviewer()).as("manager").isEqualTo(GRACE);
        assertThat(campaign.item("account", "王小明").reviewer())
                .as("app owner where unmatched")
                .isEqualTo(APPS);
        assertThat(campaign.item("mapping", "g-oncall").reviewer()).isEqualTo(GRACE);
        assertThat(campaign.item("group", "g-oncall").reviewer()).isEqualTo(GRACE);
        assertThat(campaign.item("exception", "王小明").reviewer())
                .as("its owner's manager")
                .isEqualTo(GRACE);
    }

    @Test
    void nobodyReviewsThemself() {
        // Grace has no manager; her own account goes to the owner of the app.
        assertThat(campaign.item("account", "grace").reviewer()).isEqualTo(APPS);
        assertThat(campaign.items()).noneMatch(state -> state.item().line().has("independence"));
    }

    @Test
    void nobodyReviewsThemselfOnBehalfOfThemself() {
        ItemState own = campaign.item("account", "grace");
        assertThatThrownBy(() -> campaign.app()
                        .recordDecision()
                        .run(
                                campaign.app().actor(),
                                "q4",
                                GRACE,
                                List.of(draft(own, Verdict.APPROVE, "", "")),
                                new Manner(false, true)))
                .hasMessageContaining("nobody reviews themself");
    }

    @Test
    void dontKnowPassesThePersonThemselfBy() throws Exception {
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                "own",
                                "own",
                                AMARA,
                                GRACE,
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty()));
        ItemState graces = campaign.app().workspace().read(tx -> new CampaignStore(tx).items("own")).stream()
                .filter(state -> state.item().kind() == Kind.ACCOUNT
                        && state.item().label().equals("grace"))
                .findFirst()
                .orElseThrow();
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "own",
                        graces.reviewer(),
                        List.of(draft(graces, Verdict.DONT_KNOW, "", "")),
                        Manner.SINGLE);
        assertThat(campaign.app().workspace().read(tx -> new CampaignStore(tx).items("own")).stream()
                        .filter(state -> state.item().id().equals(graces.item().id()))
                        .map(ItemState::reviewer))
                .containsExactly(AMARA);
    }

    @Test
    void whatOnlyThePersonThemselfCanDecideIsAnIndependenceException() throws Exception {
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                "own",
                                "own",
                                GRACE,
                                GRACE,
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty()));
        ItemState graces = campaign.app().workspace().read(tx -> new CampaignStore(tx).items("own")).stream()
                .filter(state -> state.item().kind() == Kind.ACCOUNT
                        && state.item().label().equals("grace"))
                .findFirst()
                .orElseThrow();
        assertThat(graces.reviewer()).isEqualTo(APPS);
        for (var step :
                List.of(java.util.Map.entry(APPS, Verdict.DONT_KNOW), java.util.Map.entry(GRACE, Verdict.APPROVE))) {
            campaign.app()
                    .recordDecision()
                    .run(
                            campaign.app().actor(),
                            "own",
                            step.getKey(),
                            List.of(draft(graces, step.getValue(), "nobody else", "")),
                            Manner.SINGLE);
        }
        assertThat(Figures.of(campaign.app().workspace().read(tx -> new CampaignStore(tx).items("own")))
                        .independence())
                .isEqualTo(1);
    }

    @Test
    void anothersItemIsRefusedUnlessOnBehalf() throws Exception {
        ItemState adas = campaign.item("account", "ada");
        assertThatThrownBy(() -> decide(APPS, draft(adas, Verdict.APPROVE, "", "")))
                .hasMessageContaining("is grace@example.com's, not apps@example.com's");
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        APPS,
                        List.of(draft(adas, Verdict.APPROVE, "", "")),
                        new Manner(false, true));
        assertThat(campaign.item("account", "ada").decision().orElseThrow().onBehalf())
                .isTrue();
    }

    @Test
    void aStrangerReviewsNothing() {
        ItemState adas = campaign.item("account", "ada");
        assertThatThrownBy(() -> decide("mallory@example.com", draft(adas, Verdict.APPROVE, "", "")))
                .hasMessageContaining("Nobody of this address reviews anything");
    }

    @Test
    void oneBadDecisionRefusesTheWholeFile() {
        assertThatThrownBy(() -> decide(
                        GRACE,
                        draft(campaign.item("account", "ada"), Verdict.APPROVE, "", ""),
                        new Draft("f.csv, line 3", "inothere", Verdict.APPROVE, Optional.empty(), Optional.empty(), 0)))
                .hasMessageContaining("f.csv, line 3: there is no item inothere in campaign q4")
                .hasMessageContaining("No decision was recorded");
        assertThat(figures().open()).isEqualTo(figures().items());
    }

    @Test
    void approvingAGraveFindingNeedsAReason() throws Exception {
        ItemState grave = campaign.item("account", "txt\u202Eexe.svc");
        assertThatThrownBy(() -> decide(APPS, draft(grave, Verdict.APPROVE, " ", "")))
                .hasMessageContaining("needs a reason");
        assertThat(decide(APPS, draft(grave, Verdict.APPROVE, "because", ""))).isEqualTo(1);
    }

    @Test
    void approveUntilWithoutDateOrReasonOrTooFarIsRefused() {
        ItemState state = campaign.item("account", "ada");
        LocalDate today = LocalDate.now(Clock.systemUTC());
        assertThatThrownBy(() -> decide(GRACE, draft(state, Verdict.APPROVE_UNTIL, "r", "")))
                .hasMessageContaining("needs a date");
        assertThatThrownBy(() -> decide(GRACE, draft(state, Verdict.APPROVE_UNTIL, "r", today.toString())))
                .hasMessageContaining("not in the future");
        assertThatThrownBy(() -> decide(
                        GRACE,
                        draft(
                                state,
                                Verdict.APPROVE_UNTIL,
                                "r",
                                today.plusDays(366).toString())))
                .hasMessageContaining("more than 365 days");
        assertThatThrownBy(() -> decide(
                        GRACE,
                        draft(
                                state,
                                Verdict.APPROVE_UNTIL,
                                "",
                                today.plusDays(9).toString())))
                .hasMessageContaining("needs a reason");
        assertThatThrownBy(() -> decide(
                        GRACE,
                        draft(
                                campaign.item("group", "g-oncall"),
                                Verdict.APPROVE_UNTIL,
                                "r",
                                today.plusDays(9).toString())))
                .hasMessageContaining("approve-until is for access");
    }

    @Test
    void bulkNeedsAReason() {
        assertThatThrownBy(() -> campaign.app()
                        .recordDecision()
                        .run(
                                campaign.app().actor(),
                                "q4",
                                GRACE,
                                List.of(draft(campaign.item("account", "ada"), Verdict.APPROVE, "", "")),
                                new Manner(true, false)))
                .hasMessageContaining("in bulk need a reason");
    }

    @Test
    void revokingAnAccountCoversItsAccess() throws Exception {
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.REVOKE, "", ""));
        assertThat(campaign.item("membership", "ada").covered()).isTrue();
        assertThat(campaign.item("membership", "ada").text()).isEqualTo("covered");
        assertThat(figures().covered()).isEqualTo(1);
        assertThatThrownBy(() -> decide(GRACE, draft(campaign.item("membership", "ada"), Verdict.APPROVE, "", "")))
                .hasMessageContaining("is covered");
    }

    @Test
    void whoDoesNotKnowPassesItOnAndTheOwnerKeepsItOpen() throws Exception {
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.DONT_KNOW, "", ""));
        assertThat(campaign.item("account", "ada").reviewer()).isEqualTo(APPS);
        decide(APPS, draft(campaign.item("account", "ada"), Verdict.DONT_KNOW, "", ""));
        assertThat(campaign.item("account", "ada").reviewer()).isEqualTo(AMARA);
        decide(AMARA, draft(campaign.item("account", "ada"), Verdict.DONT_KNOW, "", ""));
        assertThat(campaign.item("account", "ada").reviewer()).isEqualTo(AMARA);
        assertThat(campaign.item("account", "ada").open()).isTrue();
        assertThat(figures().dontKnow()).isEqualTo(1);
    }

    @Test
    void undoTakesTheLastBackAndReturnsTheItem() throws Exception {
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.APPROVE, "", ""));
        decide(GRACE, draft(campaign.item("membership", "ada"), Verdict.DONT_KNOW, "", ""));
        campaign.app().recordDecision().undo(campaign.app().actor(), "q4", GRACE);
        assertThat(campaign.item("membership", "ada").reviewer()).isEqualTo(GRACE);
        assertThat(campaign.item("membership", "ada").decision()).isEmpty();
        assertThat(campaign.item("account", "ada").decision()).isPresent();
        campaign.app().recordDecision().undo(campaign.app().actor(), "q4", GRACE);
        assertThat(campaign.app().recordDecision().undo(campaign.app().actor(), "q4", GRACE))
                .isEmpty();
        assertThat(figures().open()).isEqualTo(figures().items());
    }

    @Test
    void openOrUnsignedItemsKeepACampaignOpen() throws Exception {
        campaign.decideAll();
        assertThat(campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.empty()))
                .isInstanceOfSatisfying(EndCampaign.Outcome.StillOpen.class, open -> {
                    assertThat(open.figures().open()).isZero();
                    assertThat(open.figures().unsigned()).isPositive();
                });
        assertThat(campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.of("the quarter is over")))
                .isInstanceOfSatisfying(EndCampaign.Outcome.Closed.class, closed -> {
                    assertThat(closed.state()).isEqualTo(Campaign.State.CLOSED_INCOMPLETE);
                    assertThat(closed.figures().decided())
                            .as("nobody has signed anything")
                            .isZero();
                });
        assertThat(figures().open()).isEqualTo(figures().items());
        assertThat(figures().covered()).as("by a draft").isZero();
    }

    @Test
    void aSignedDecisionStandsWhereItsChangeWasNeverSigned() throws Exception {
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.APPROVE, "", ""));
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(GRACE));
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.REVOKE, "", ""));
        campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.of("over"));
        assertThat(campaign.item("account", "ada").decision().orElseThrow().verdict())
                .isEqualTo(Verdict.APPROVE);
    }

    @Test
    void closingWithOpenItemsNeedsWords() {
        assertThatThrownBy(
                        () -> campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.of(" ")))
                .hasMessageContaining("needs a reason");
    }

    @Test
    void nothingIsDecidedInAClosedCampaign() throws Exception {
        ItemState state = campaign.item("account", "ada");
        campaign.app().endCampaign().cancel(campaign.app().actor(), "q4");
        assertThatThrownBy(() -> decide(GRACE, draft(state, Verdict.APPROVE, "", "")))
                .hasMessageContaining("is cancelled");
        assertThatThrownBy(
                        () -> campaign.app().endCampaign().cancel(campaign.app().actor(), "q4"))
                .hasMessageContaining("already");
    }

    @Test
    void theSameDecisionAgainIsNotSaidAgainAndStaysSigned() throws Exception {
        ItemState ada = campaign.item("account", "ada");
        decide("GRACE@example.com", draft(ada, Verdict.APPROVE, " fine ", ""));
        assertThat(campaign.item("account", "ada").decision().orElseThrow().reviewer())
                .as("one spelling")
                .isEqualTo(GRACE);
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(GRACE));
        assertThat(decide(GRACE, draft(ada, Verdict.APPROVE, "fine", ""))).isZero();
        assertThat(campaign.item("account", "ada").signed()).isTrue();
        assertThat(decide(GRACE, draft(ada, Verdict.APPROVE, "fine, again", "")))
                .isEqualTo(1);
    }

    @Test
    void aSignedDecisionIsSupersededNeverOverwritten() throws Exception {
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.APPROVE, "", ""));
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(GRACE));
        Decision first = campaign.item("account", "ada").decision().orElseThrow();
        assertThat(campaign.item("account", "ada").signed()).isTrue();
        assertThat(campaign.app().recordDecision().undo(campaign.app().actor(), "q4", GRACE))
                .isEmpty();
        decide(GRACE, draft(campaign.item("account", "ada"), Verdict.REVOKE, "", ""));
        Decision second = campaign.item("account", "ada").decision().orElseThrow();
        assertThat(second.supersedes()).contains(first.number());
        assertThat(campaign.item("account", "ada").signed()).isFalse();
    }

    @Test
    void approveUntilBecomesAnExceptionAndAnAttestedCardIsReviewed() throws Exception {
        LocalDate until = LocalDate.now(Clock.systemUTC()).plusDays(30);
        ItemState membership = campaign.item("membership", "ada");
        decide(
                GRACE,
                draft(membership, Verdict.APPROVE_UNTIL, "rota", until.toString()),
                draft(campaign.item("group", "g-oncall"), Verdict.APPROVE, "", ""));
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(GRACE));
        var governance = campaign.app()
                .workspace()
                .<org.countersign.governance.Governance, RuntimeException>read(tx -> GovernanceJson.typed(
                        new GovernanceStore(tx).newest().orElseThrow().body()));
        var exception = governance.exceptions().stream()
                .filter(one -> one.id().equals("EX-" + membership.item().id()))
                .findFirst()
                .orElseThrow();
        assertThat(exception.owner()).contains(GRACE);
        assertThat(exception.expires()).contains(until);
        assertThat(exception.access().orElseThrow().text()).isEqualTo("group:s");
        assertThat(governance.groups().getFirst().lastReviewed()).contains(LocalDate.now(Clock.systemUTC()));
        assertThat(governance.groups().getFirst().purpose()).contains("Answers pages.");
    }

    @Test
    void anExceptionEndsWithTheDecisionThatMadeIt() throws Exception {
        LocalDate until = LocalDate.now(Clock.systemUTC()).plusDays(30);
        ItemState membership = campaign.item("membership", "ada");
        decide(GRACE, draft(membership, Verdict.APPROVE_UNTIL, "rota", until.toString()));
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(GRACE));
        decide(GRACE, draft(membership, Verdict.REVOKE, "", ""));
        campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(GRACE));
        assertThat(campaign.app()
                        .workspace()
                        .<org.countersign.governance.Governance, RuntimeException>read(tx -> GovernanceJson.typed(
                                new GovernanceStore(tx).newest().orElseThrow().body()))
                        .exceptions())
                .noneMatch(one -> one.id().equals("EX-" + membership.item().id()))
                .anyMatch(one -> one.id().equals("EX-1"));
    }

    @Test
    void theNextCampaignShowsWhatChangedSinceTheSignedOne() throws Exception {
        campaign.sign();
        Campaign next = campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                "q1", "Q1", AMARA, APPS, LocalDate.parse("2099-01-01"), Scope.ALL, Optional.empty()));
        List<ItemState> items = campaign.app().workspace().read(tx -> new CampaignStore(tx).items("q1"));
        assertThat(next.frozen().path("period").path("from").asText())
                .isEqualTo(LocalDate.now(Clock.systemUTC()).toString());
        ItemState adas = items.stream()
                .filter(state -> state.item().kind() == Kind.MEMBERSHIP
                        && state.item().label().equals("ada"))
                .findFirst()
                .orElseThrow();
        assertThat(adas.item().changed()).isFalse();
        assertThat(adas.item().line().path("previous").path("campaign").asText())
                .isEqualTo("q4");
        assertThat(adas.open()).as("unchanged is never pre-approved").isTrue();
    }

    @Test
    void scopesAreAndBetweenKeysOrWithinOne() throws Exception {
        assertThat(open("s1", "kind=membership,role").stream()
                        .map(state -> state.item().kind())
                        .distinct())
                .containsExactlyInAnyOrder(Kind.MEMBERSHIP, Kind.ROLE);
        assertThat(open("s2", "privileged=true", "kind=account"))
                .extracting(state -> state.item().label())
                .containsExactly("txt\u202Eexe.svc");
        assertThat(open("s3", "classification=confidential"))
                .isNotEmpty()
                .allMatch(state ->
                        state.item().line().path("classification").asText().equals("confidential"));
        assertThat(open("s4", "finding=privileged-account-outside-idp"))
                .extracting(state -> state.item().label())
                .containsOnly("txt\u202Eexe.svc");
        assertThatThrownBy(() -> open("s5", "source=slack,nowhere")).hasMessageContaining("source=nowhere");
        assertThatThrownBy(() -> open("s7", "privileged=yes")).hasMessageContaining("true, false");
        assertThatThrownBy(() -> open("s8", "kind=acount,role")).hasMessageContaining("kind is one of account");
        assertThatThrownBy(() -> open("s9", "classification=public")).hasMessageContaining("Nothing is in scope");
        assertThatThrownBy(() -> open("s6", "colour=blue")).hasMessageContaining("one of source, group");
        assertThatThrownBy(() -> open("Bad Name", "kind=role")).hasMessageContaining("a-z, 0-9 and -");
        assertThatThrownBy(() -> open("q4", "kind=role")).hasMessageContaining("of this name already");
    }

    private List<ItemState> open(String name, String... scope) throws RefusedException {
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                name,
                                name,
                                AMARA,
                                APPS,
                                LocalDate.parse("2099-01-01"),
                                Scope.parse(List.of(scope)),
                                Optional.empty()));
        return campaign.app().workspace().read(tx -> new CampaignStore(tx).items(name));
    }

    @Test
    void aDecisionsFileIsReadByHeaderAndComesBack() throws Exception {
        var text = new StringBuilder(String.join(",", DecisionsFile.COLUMNS)).append("\r\n");
        campaign.items().forEach(state -> text.append(Csv.line(DecisionsFile.row(state))));
        assertThat(DecisionsFile.read("d.csv", text.toString()))
                .as("empty decisions are skipped")
                .isEmpty();
        String other = "note,decision,item,until,reason\nx,Approve-Until,i1,2027-01-01,\"a, b\"\ny,,i2,,\n";
        assertThat(DecisionsFile.read("d.csv", other))
                .containsExactly(new Draft(
                        "d.csv, line 2",
                        "i1",
                        Verdict.APPROVE_UNTIL,
                        Optional.of("a, b"),
                        Optional.of(LocalDate.parse("2027-01-01")),
                        0));
        assertThatThrownBy(() -> DecisionsFile.read("d.csv", "item,decision\ni1,maybe\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("“maybe”");
        assertThatThrownBy(() -> DecisionsFile.read("d.csv", "a,b\n")).hasMessageContaining("no column “item”");
    }
}
