package org.countersign.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Severity;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a small house over two days.
class OverviewViewModelTest {
    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void day(int ago, String... accounts) throws Exception {
        var taken = House.TAKEN.minus(ago, ChronoUnit.DAYS);
        house.snapshotAt(taken, "okta", House.active("i1", "ada")).snapshotAt(taken, "slack", accounts);
    }

    private Overview shown() {
        var model = new OverviewViewModel(house.app(), house.app().clock(), Background.direct());
        model.refresh();
        assertThat(model.problemProperty().get()).isEmpty();
        return model.contentProperty().get();
    }

    @Test
    void whatIsNewSinceYesterdayLeadsAndIsCounted() throws Exception {
        day(1, House.active("a1", "old"));
        day(0, House.active("a1", "old"), House.withRole("a2", "Ngozi Adébáyò-Okonkwo", "owner"));
        Overview content = shown();
        assertThat(content.lead()).startsWith(content.allNews() + " new finding");
        assertThat(content.news()).anyMatch(one -> one.sentence().contains("Ngozi Adébáyò-Okonkwo"));
        assertThat(content.news()).noneMatch(one -> one.sentence().contains("old"));
        assertThat(content.news()).extracting(Overview.News::source).containsOnly("Slack");
        assertThat(content.figures().getFirst().difference()).isEqualTo(content.allNews());
    }

    @Test
    void oneNewFindingIsSaidInTheSingular() throws Exception {
        day(1, House.active("a1", "old"));
        day(0, House.active("a1", "old"), House.active("a2", "agency"));
        assertThat(shown().lead()).isEqualTo("1 new finding since yesterday, 0 of them critical");
    }

    @Test
    void whatIsGoneIsSaidAsResolvedAndTheFigureFalls() throws Exception {
        day(1, House.active("a1", "old"));
        day(0, House.active("b1", "ada"));
        Overview content = shown();
        assertThat(content.lead()).isEqualTo("Nothing new since yesterday");
        assertThat(content.detail()).contains("1 was resolved.");
        assertThat(content.figures().get(2).name()).isEqualTo("unmatched accounts");
        assertThat(content.figures().get(2).value()).isZero();
        assertThat(content.figures().get(2).difference()).isEqualTo(-1);
    }

    @Test
    void onTheFirstDayNothingIsCalledNewAndNoDifferenceIsMadeUp() throws Exception {
        day(0, House.active("a1", "old"));
        Overview content = shown();
        assertThat(content.lead()).contains("nothing to compare with until tomorrow");
        assertThat(content.news()).isEmpty();
        assertThat(content.figures()).allMatch(figure -> figure.difference() == 0 && !figure.compared());
        assertThat(content.compared()).isFalse();
        assertThat(content.figures().getFirst().value()).isPositive();
        assertThat(content.subtitle()).doesNotContain("compared");
    }

    @Test
    void newsAreTheWorstSixAndTheRestIsCounted() throws Exception {
        day(1, House.active("b1", "ada"));
        var accounts = new String[9];
        accounts[0] = House.active("b1", "ada");
        for (int i = 1; i < 8; i++) {
            accounts[i] = House.active("a" + i, "guest " + i);
        }
        accounts[8] = House.withRole("z", "zz last by name", "owner");
        day(0, accounts);
        Overview content = shown();
        assertThat(content.news()).hasSize(6);
        assertThat(content.allNews()).isGreaterThanOrEqualTo(8);
        assertThat(content.news().getFirst().sentence()).contains("zz last by name");
        assertThat(content.news().getFirst().severity()).isLessThan(Severity.MEDIUM);
    }

    @Test
    void aSourceThatWasNeverReadIsNotFresh() throws Exception {
        house.snapshot("okta", House.active("i1", "ada"));
        Overview.Freshness slack = shown().sources().stream()
                .filter(source -> source.name().equals("Slack"))
                .findFirst()
                .orElseThrow();
        assertThat(slack.age()).isEqualTo("never");
        assertThat(slack.share()).isEqualTo(1);
    }

    @Test
    void aSourceOlderThanItsAgeIsStaleAndAYoungOneCountsItsAccounts() throws Exception {
        house.snapshotAt(House.TAKEN.minus(20, ChronoUnit.DAYS), "okta", House.active("i1", "ada"))
                .snapshot("slack", House.active("a1", "old"));
        Overview content = shown();
        assertThat(content.sources().getFirst().remark()).isEqualTo("stale");
        assertThat(content.sources().getFirst().share()).isGreaterThan(1);
        assertThat(content.sources().getLast().remark()).isEqualTo("1 account");
        assertThat(content.sources().getLast().age()).startsWith("1 h of ");
    }

    @Test
    void theTrendIsOnePointADayOfAMonthAndEndsNow() throws Exception {
        day(40, House.active("a0", "ancient"));
        day(2, House.active("a1", "old"));
        day(1, House.active("a1", "old"));
        Overview content = shown();
        assertThat(content.trend()).hasSize(3);
        assertThat(content.trend().getLast().at()).isEqualTo(House.NOW);
        assertThat(content.trend()).allMatch(point -> !point.at().isBefore(House.NOW.minus(30, ChronoUnit.DAYS)));
    }

    @Test
    void twoSnapshotsOfOneMorningAreOnePoint() throws Exception {
        day(1, House.active("a1", "old"));
        house.snapshotAt(
                House.TAKEN.minus(23, ChronoUnit.HOURS), "slack", House.active("a1", "old"), House.active("a2", "new"));
        day(0, House.active("a1", "old"));
        Overview content = shown();
        assertThat(content.trend()).hasSize(2);
        assertThat(content.trend().getFirst().medium()
                        - content.trend().getLast().medium())
                .as("the last of the day counts")
                .isEqualTo(1);
    }

    @Test
    void aDayOnWhichDriftWasCheckedSaysWhatWasStored(@TempDir Path other) throws Exception {
        var clock = new HandClock(House.NOW.minus(3, ChronoUnit.DAYS));
        try (var checked = new House(other, clock)) {
            checked.governance("", "")
                    .snapshotAt(clock.instant(), "okta", House.active("i1", "ada"))
                    .snapshotAt(clock.instant(), "slack", House.active("a1", "old"));
            var first = checked.app().checkDrift().now();
            clock.pass(Duration.ofDays(1));
            checked.app().checkDrift().now();
            clock.pass(Duration.ofDays(2));
            var model = new OverviewViewModel(checked.app(), clock, Background.direct());
            model.refresh();
            var trend = model.contentProperty().get().trend();
            assertThat(trend).hasSize(3);
            assertThat(trend.get(1).at()).isEqualTo(House.NOW.minus(2, ChronoUnit.DAYS));
            assertThat(trend).extracting(Overview.Point::findings).startsWith((long)
                    first.findings().size());
        }
    }

    @Test
    void whatCouldNotBeCheckedIsSaidBeforeAnyNumberAndIsNotResolved() throws Exception {
        day(1, House.active("a1", "old"));
        house.file(House.TAKEN, "slack", "{\"totalResults\":9,\"Resources\":[" + House.active("b1", "ada") + "]}");
        Overview content = shown();
        assertThat(content.lead()).startsWith("Not everything could be checked. ");
        assertThat(content.detail())
                .contains("could not be evaluated for Slack: ", "0 were resolved.", "could not be checked today.");
        assertThat(content.gone()).isEmpty();
        assertThat(content.trend().getLast().unknown()).isPositive();
    }

    @Test
    void whatIsGoneIsTheLastOfTheNews() throws Exception {
        day(1, House.active("a1", "old"));
        day(0, House.active("b1", "ada"));
        assertThat(shown().gone()).isEqualTo("1 resolved, in Slack");
    }

    @Test
    void whatCameBackIsToldFromWhatIsNew(@TempDir Path other) throws Exception {
        var clock = new HandClock(House.NOW.minus(3, ChronoUnit.DAYS));
        try (var checked = new House(other, clock)) {
            checked.governance("", "").snapshotAt(clock.instant(), "okta", House.active("i1", "ada"));
            for (String account : new String[] {"old", "ada", "old"}) {
                checked.snapshotAt(clock.instant(), "slack", House.active("a1", account));
                checked.app().checkDrift().now();
                clock.pass(Duration.ofHours(25));
            }
            clock.pass(Duration.ofHours(-24));
            var model = new OverviewViewModel(checked.app(), clock, Background.direct());
            model.refresh();
            Overview content = model.contentProperty().get();
            assertThat(content.news()).filteredOn(Overview.News::back).hasSize(1);
            assertThat(content.detail()).contains("1 came back.");
        }
    }

    @Test
    void checkingKeepsWhatIsFoundAndLookingDoesNot() throws Exception {
        day(0, House.active("a1", "old"));
        var model = new OverviewViewModel(house.app(), house.app().clock(), Background.direct());
        model.refresh();
        assertThat(stored()).isZero();
        model.check();
        assertThat(stored()).isPositive();
    }

    private int stored() {
        return house.app().workspace().read(tx -> new FindingStore(tx).all().size());
    }

    @Test
    void aCancelledCampaignIsNotShownAndAnOpenOneSaysWhenItIsDue(@TempDir Path other) throws Exception {
        try (var campaign = new SignedCampaign(other, Clock.fixed(House.NOW, ZoneOffset.UTC))) {
            var model = new OverviewViewModel(campaign.app(), campaign.app().clock(), Background.direct());
            model.refresh();
            Overview.CampaignLine line =
                    model.contentProperty().get().campaigns().getFirst();
            assertThat(line.title()).isEqualTo("Q4 review of a very small organisation");
            assertThat(line.due()).isEqualTo("Due 2099-01-01");
            assertThat(line.standing().open())
                    .as("unchanged or new, nothing is approved before anybody looked")
                    .isEqualTo(line.standing().items());
            assertThat(line.summary())
                    .isEqualTo("0 of " + line.standing().items()
                            + " decided, 0 of them not signed; 2 reviewers have not started");
            campaign.decideAll();
            model.refresh();
            int items = line.standing().items();
            assertThat(model.contentProperty().get().campaigns().getFirst().summary())
                    .startsWith(items + " of " + items + " decided, ")
                    .doesNotContain(" 0 of them");
            campaign.app().endCampaign().cancel(campaign.app().actor(), "q4");
            model.refresh();
            assertThat(model.contentProperty().get().campaigns()).isEmpty();
        }
    }

    @Test
    void atMostThreeCampaignsAreShown(@TempDir Path other) throws Exception {
        try (var campaign = new SignedCampaign(other, Clock.fixed(House.NOW, ZoneOffset.UTC))) {
            for (String name : new String[] {"a", "b", "c"}) {
                campaign.app()
                        .openCampaign()
                        .run(
                                campaign.app().actor(),
                                new OpenCampaign.Request(
                                        name,
                                        "Campaign " + name,
                                        "amara@example.com",
                                        "apps@example.com",
                                        LocalDate.parse("2099-01-01"),
                                        Scope.ALL,
                                        Optional.empty()));
            }
            var model = new OverviewViewModel(campaign.app(), campaign.app().clock(), Background.direct());
            model.refresh();
            assertThat(model.contentProperty().get().campaigns()).hasSize(3);
        }
    }

    @Test
    void theBarRunsWhileLoadingAndStopsWhereLoadingFails() throws Exception {
        day(0, House.active("a1", "old"));
        var later = new Later();
        var model = new OverviewViewModel(house.app(), house.app().clock(), later);
        model.refresh();
        assertThat(model.busyProperty().get()).isTrue();
        assertThat(model.contentProperty().get().loaded()).isFalse();
        later.all();
        assertThat(model.busyProperty().get()).isFalse();
        Overview before = model.contentProperty().get();
        java.nio.file.Files.delete(house.workspace());
        model.refresh();
        later.all();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.problemProperty().get()).contains("is gone");
        assertThat(house.workspace())
                .as("no empty file in the place of one that is gone")
                .doesNotExist();
        assertThat(model.contentProperty().get()).as("what was known stays").isEqualTo(before);
    }
}
