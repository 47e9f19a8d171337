package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From first seen to resolved and back, over runs on a clock that the test moves.
class FindingLifeTest {
    private static final String UNMATCHED = "unmatched-account";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private final HandClock clock = new HandClock(House.NOW);
    private House house;

    @TempDir
    private Path logs;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder, clock);
        house.governance("", "")
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("a", "ada"), active("x", "stranger"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Evaluation run() {
        return house.app().checkDrift().now();
    }

    private Evaluation nextDay() {
        clock.pass(Duration.ofDays(1));
        return run();
    }

    private String fingerprint() {
        return stored(UNMATCHED).fingerprint();
    }

    private StoredFinding stored(String rule) {
        return all().stream().filter(one -> one.rule().equals(rule)).findFirst().orElseThrow();
    }

    private List<StoredFinding> all() {
        return house.app().workspace().read(tx -> new FindingStore(tx).all());
    }

    private List<FindingChange> changes() {
        String fingerprint = fingerprint();
        return house.app().workspace().read(tx -> new FindingStore(tx).history(fingerprint));
    }

    private List<String> history() {
        return changes().stream().map(change -> change.kind().text()).toList();
    }

    private FindingChange lastChange() {
        return changes().getLast();
    }

    private void slack(String... resources) throws Exception {
        house.snapshotAt(clock.instant(), "slack", resources);
    }

    private List<FindingAnswer> acknowledge(LocalDate until) throws RefusedException {
        return house.app()
                .acknowledgeFinding()
                .run(
                        house.app().actor(),
                        new AcknowledgeFinding.Request(List.of(fingerprint()), "an agency", until, false));
    }

    private Status status() {
        return stored(UNMATCHED).status();
    }

    @Test
    void aSnapshotWithoutItResolvesItAndIsNamed() throws Exception {
        run();
        assertThat(status()).isEqualTo(Status.OPEN);
        clock.pass(Duration.ofHours(1));
        slack(active("a", "ada"));
        run();
        assertThat(status()).isEqualTo(Status.RESOLVED);
        assertThat(lastChange().detail().toString()).isEqualTo("{\"snapshots\":[{\"number\":2,\"source\":\"slack\"}]}");
        assertThat(stored(UNMATCHED).lastSeen()).isEqualTo(House.NOW);
    }

    @Test
    void governanceResolvesItAndIsNamed() throws Exception {
        run();
        clock.pass(Duration.ofHours(1));
        house.governance("", "accounts:\n  - {source: slack, account: x, kind: service, owner: ada, purpose: p}\n");
        run();
        assertThat(lastChange().detail().toString()).isEqualTo("{\"governance\":2,\"snapshots\":[]}");
    }

    @Test
    void whatComesBackIsCountedAndKeepsItsFirstSeen() throws Exception {
        run();
        clock.pass(Duration.ofHours(1));
        slack(active("a", "ada"));
        run();
        clock.pass(Duration.ofHours(1));
        slack(active("a", "ada"), active("x", "stranger"));
        Finding back = run().findings().stream()
                .filter(one -> one.rule().equals(UNMATCHED))
                .findFirst()
                .orElseThrow();
        assertThat(back.status()).isEqualTo(Status.BACK);
        assertThat(back.firstSeen()).contains(House.NOW);
        assertThat(back.json().path("back").toString()).isEqualTo("{\"times\":1,\"since\":\"2026-11-24T09:00:00Z\"}");
        assertThat(stored(UNMATCHED).returns()).isEqualTo(1);
        assertThat(history()).containsExactly("found", "resolved", "back");
    }

    @Test
    void whatCannotBeAnsweredStaysAsItWas() throws Exception {
        run();
        clock.pass(Duration.ofHours(1));
        house.file(clock.instant(), "okta", "{\"totalResults\":9,\"Resources\":[" + active("i", "ada") + "]}");
        run();
        run();
        assertThat(stored(UNMATCHED).held()).isTrue();
        assertThat(status()).isEqualTo(Status.OPEN);
        assertThat(history()).containsExactly("found", "not-evaluable");
        clock.pass(Duration.ofHours(1));
        house.snapshotAt(clock.instant(), "okta", active("i", "ada"));
        run();
        assertThat(stored(UNMATCHED).held()).isFalse();
        assertThat(history()).containsExactly("found", "not-evaluable", "checked-again");
    }

    @Test
    void anAccountThatAnIncompleteSnapshotLacksIsNotResolved() throws Exception {
        run();
        clock.pass(Duration.ofHours(1));
        house.file(clock.instant(), "slack", "{\"totalResults\":9,\"Resources\":[" + active("a", "ada") + "]}");
        run();
        assertThat(stored(UNMATCHED).held()).isTrue();
        clock.pass(Duration.ofHours(1));
        house.file(clock.instant(), "slack", "{\"totalResults\":9,\"Resources\":[" + inactive("x", "stranger") + "]}");
        run();
        assertThat(status()).as("the account itself is told, and is inactive").isEqualTo(Status.RESOLVED);
    }

    @Test
    void aRuleSwitchedOffResolvesNothing() throws Exception {
        run();
        house.governance("", "rulesOff: [" + UNMATCHED + "]\n");
        nextDay();
        assertThat(status()).isEqualTo(Status.NOT_ASKED);
        assertThat(lastChange().detail().path("why").asText()).isEqualTo("rule-off");
        house.governance("", "");
        nextDay();
        assertThat(status()).isEqualTo(Status.OPEN);
        assertThat(history()).containsExactly("found", "not-asked", "asked-again");
    }

    @Test
    void aSourceThatIsGoneResolvesNothing() throws Exception {
        run();
        house.app()
                .importGovernance()
                .run(
                        house.app().actor(),
                        "g.yaml",
                        "sources:\n  - {id: okta, kind: idp}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        new org.countersign.governance.ImportGovernance.Options(
                                java.util.Optional.empty(), true, true));
        nextDay();
        assertThat(status()).isEqualTo(Status.NOT_ASKED);
        assertThat(lastChange().detail().path("why").asText()).isEqualTo("source-removed");
    }

    @Test
    void anAcknowledgementHoldsToTheEndOfItsDayAndEndsByItself() throws Exception {
        run();
        assertThat(acknowledge(TODAY.plusDays(1)))
                .allMatch(answer -> answer.refusal().isEmpty());
        Finding known = of(run());
        assertThat(known.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(known.json().path("acknowledged").path("reason").asText()).isEqualTo("an agency");
        assertThat(of(nextDay()).status()).isEqualTo(Status.ACKNOWLEDGED);
        clock.pass(Duration.ofDays(1));
        assertThat(stored(UNMATCHED).status(TODAY.plusDays(2)))
                .as("also before the next run")
                .isEqualTo(Status.OPEN);
        assertThat(of(run()).status()).isEqualTo(Status.OPEN);
        assertThat(history()).containsExactly("found", "acknowledged", "acknowledgement-ended");
    }

    private static Finding of(Evaluation evaluation) {
        return evaluation.findings().stream()
                .filter(one -> one.rule().equals(UNMATCHED))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorseFindingIsNotCovered() throws Exception {
        var worse = new Acknowledgement(1, House.NOW, "u", "r", TODAY, Severity.MEDIUM);
        assertThat(worse.covers(Severity.MEDIUM, TODAY)).isTrue();
        assertThat(worse.covers(Severity.LOW, TODAY)).isTrue();
        assertThat(worse.covers(Severity.HIGH, TODAY)).isFalse();
        clock.pass(Duration.ofHours(1));
        house.snapshotAt(clock.instant(), "okta", inactive("i", "ada"));
        run();
        StoredFinding high = stored("disabled-identity-active-account");
        house.app()
                .acknowledgeFinding()
                .run(
                        house.app().actor(),
                        new AcknowledgeFinding.Request(
                                List.of(high.fingerprint()), "leaves on Friday", TODAY.plusDays(9), false));
        clock.pass(Duration.ofHours(1));
        slack(House.withRole("a", "ada", "admin"));
        run();
        assertThat(stored("disabled-identity-active-account").status()).isEqualTo(Status.OPEN);
        assertThat(house.app().workspace().read(tx -> new FindingStore(tx).history(high.fingerprint())).stream()
                        .map(change -> change.kind().text()))
                .containsExactly("found", "acknowledged", "severity", "worse-than-acknowledged");
    }

    @Test
    void aPersonReopensIt() throws Exception {
        run();
        acknowledge(TODAY);
        assertThat(house.app().reopenFinding().run(house.app().actor(), List.of(fingerprint())))
                .allMatch(answer -> answer.refusal().isEmpty());
        assertThat(of(run()).status()).isEqualTo(Status.OPEN);
        assertThat(history()).containsExactly("found", "acknowledged", "reopened");
        assertThat(house.app().reopenFinding().run(house.app().actor(), List.of(fingerprint())))
                .allMatch(answer -> answer.refusal().isPresent());
    }

    @Test
    void acknowledgingAndReopeningAreEventsWithoutTheReason() throws Exception {
        run();
        acknowledge(TODAY);
        house.app().reopenFinding().run(house.app().actor(), List.of(fingerprint()));
        var bodies = new ArrayList<String>();
        house.app().workspace().read(tx -> {
            new LedgerStore(tx)
                    .each((Event event) -> bodies.add(Ledger.body(event).toString()));
            return true;
        });
        assertThat(bodies.get(bodies.size() - 2))
                .contains("\"finding.acknowledged\"", fingerprint(), "\"until\":\"2026-11-24\"")
                .doesNotContain("agency");
        assertThat(bodies.getLast()).contains("\"finding.reopened\"", fingerprint());
    }

    @Test
    void ofManyEachHasItsOwnRefusalAndNothingIsDoneByHalf() throws Exception {
        run();
        List<String> asked = List.of(fingerprint(), "0000000000000000");
        List<FindingAnswer> answers = house.app()
                .acknowledgeFinding()
                .run(house.app().actor(), new AcknowledgeFinding.Request(asked, "r", TODAY, false));
        assertThat(answers).extracting(answer -> answer.refusal().isPresent()).containsExactly(false, true);
        assertThat(status()).isEqualTo(Status.OPEN);
        house.app()
                .acknowledgeFinding()
                .run(house.app().actor(), new AcknowledgeFinding.Request(asked, "r", TODAY, true));
        assertThat(status()).isEqualTo(Status.ACKNOWLEDGED);
    }

    @Test
    void aDayThatPassedOrIsFarAwayAndAnEmptyReasonAreRefused() {
        run();
        assertThatThrownBy(() -> acknowledge(TODAY.minusDays(1))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> acknowledge(TODAY.plusDays(366))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> house.app()
                        .acknowledgeFinding()
                        .run(
                                house.app().actor(),
                                new AcknowledgeFinding.Request(List.of(fingerprint()), " ", TODAY, false)))
                .isInstanceOf(RefusedException.class);
        assertThat(status()).isEqualTo(Status.OPEN);
    }

    @Test
    void whatAnExceptionAllowsIsNotResolved() throws Exception {
        run();
        house.governance(
                "",
                "exceptions:\n  - {id: EX-1, source: slack, account: x, owner: ada, reason: r, expires: 2026-11-25}\n");
        run();
        assertThat(status()).isEqualTo(Status.SUPPRESSED);
        nextDay();
        nextDay();
        assertThat(status()).isEqualTo(Status.OPEN);
        assertThat(history()).containsExactly("found", "suppressed", "not-suppressed");
    }

    @Test
    void thePastIsAnsweredWithItsStatesAndChangesNothing() throws Exception {
        run();
        clock.pass(Duration.ofHours(1));
        acknowledge(TODAY);
        List<StoredFinding> before = all();
        CheckDrift drift = house.app().checkDrift();
        assertThat(of(drift.asOf(House.NOW.plusSeconds(60))).status()).isEqualTo(Status.OPEN);
        assertThat(of(drift.asOf(clock.instant())).status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(of(drift.asOf(Instant.parse("2026-11-25T00:00:00Z"))).status())
                .isEqualTo(Status.OPEN);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void theTrendHasARowOnlyWhereAFigureChanged() throws Exception {
        run();
        run();
        clock.pass(Duration.ofHours(1));
        slack(active("a", "ada"));
        run();
        List<Trend> trend = house.app().workspace().read(tx -> new TrendStore(tx).trend()).stream()
                .filter(one -> one.key().rule().equals(UNMATCHED))
                .toList();
        assertThat(trend).extracting(Trend::run).containsExactly(1L, 3L);
        assertThat(trend).extracting(one -> one.figures().medium()).containsExactly(1L, 0L);
    }

    @Test
    void whatChangedSinceARunIsToldByKind() throws Exception {
        DriftRun first = house.app().checkDrift().run().run();
        clock.pass(Duration.ofHours(1));
        slack(active("a", "ada"), active("y", "other"));
        run();
        SinceRun.Changes changes = house.app().sinceRun().run(java.util.Optional.of(first));
        assertThat(changes.fresh()).extracting(StoredFinding::subject).containsExactly("y");
        assertThat(changes.resolved()).extracting(StoredFinding::subject).containsExactly("x");
        assertThat(changes.back()).isEmpty();
        assertThat(changes.reopened()).isEmpty();
    }

    @Test
    void whatAnIncompleteAppLeavesOpenIsNotResolvedAtTheIdp() throws Exception {
        Path log = Files.writeString(
                logs.resolve("log.csv"),
                "time,action,result,identity,reason\n2026-11-23T05:00:00Z,create,skipped,j,no\n");
        house.snapshot("okta", active("i", "ada"), active("j", "bob"));
        house.app().importProvisioningLog().run(house.app().actor(), "slack", List.of(log), Progress.NONE);
        run();
        assertThat(stored("provisioning-failed").source()).isEqualTo("okta");
        clock.pass(Duration.ofHours(1));
        house.file(clock.instant(), "slack", "{\"totalResults\":9,\"Resources\":[" + active("a", "ada") + "]}");
        run();
        assertThat(stored("provisioning-failed").held()).isTrue();
        assertThat(stored("provisioning-failed").status(TODAY)).isEqualTo(Status.OPEN);
        clock.pass(Duration.ofHours(1));
        slack(active("a", "ada"), active("b", "bob"));
        run();
        assertThat(stored("provisioning-failed").status(TODAY)).isEqualTo(Status.RESOLVED);
    }
}
