package org.countersign.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.countersign.app.Countersign;
import org.countersign.campaign.ItemState;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on real workspaces.
class ShellViewModelTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T07:00:30.5Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void anEmptyWorkspaceHasNothingToSayButWhenAndThatItsChainHolds() throws Exception {
        try (var house = new House(folder)) {
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            model.refresh();
            var status = model.statusProperty().get();
            assertThat(status.asOf()).isEqualTo("As of 24 Nov 2026, 07:00 UTC");
            assertThat(status.findings()).isZero();
            assertThat(status.openItems()).isZero();
            assertThat(status.chainHolds()).isTrue();
            assertThat(model.placeProperty().get()).isEqualTo(Place.OVERVIEW);
            assertThat(model.workspace()).isEqualTo("house.countersign");
        }
    }

    @Test
    void staleSourcesAreCountedAmongAll() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshotAt(House.TAKEN.minus(30, ChronoUnit.DAYS), "okta", House.active("i1", "ada"))
                    .snapshot("slack", House.active("a1", "x"));
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            model.refresh();
            var status = model.statusProperty().get();
            assertThat(status.stale()).isEqualTo(1);
            assertThat(status.sources()).isEqualTo(2);
            assertThat(status.findings()).isEqualTo(house.drift().findings().size());
            assertThat(status.notEvaluable())
                    .isEqualTo(house.drift().notEvaluable().size());
        }
    }

    @Test
    void aSourceWithoutASnapshotIsStaleAndOneOfAll() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshotAt(House.TAKEN.minus(30, ChronoUnit.DAYS), "okta", House.active("i1", "ada"));
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            model.refresh();
            assertThat(model.statusProperty().get().stale()).isEqualTo(2);
            assertThat(model.statusProperty().get().sources()).isEqualTo(2);
        }
    }

    @Test
    void openItemsAreThoseOfOpenCampaigns() throws Exception {
        try (var campaign = new SignedCampaign(folder, CLOCK)) {
            var model = new ShellViewModel(campaign.app(), CLOCK, Background.direct());
            model.refresh();
            assertThat(model.statusProperty().get().openItems())
                    .isEqualTo((int)
                            campaign.items().stream().filter(ItemState::open).count())
                    .isPositive();
            campaign.decideAll();
            model.refresh();
            assertThat(model.statusProperty().get().openItems()).isZero();
        }
    }

    @Test
    void everyActMakesTheLedgerLonger() throws Exception {
        try (var house = new House(folder)) {
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            model.refresh();
            String before = model.statusProperty().get().ledger();
            house.governance("", "");
            model.refresh();
            assertThat(model.statusProperty().get().ledger())
                    .isNotEqualTo(before)
                    .matches("Ledger [\\d,]+ entries, chain holds");
        }
    }

    @Test
    void aBrokenChainIsSaidWithTheEntry() throws Exception {
        try (var house = new House(folder).governance("", "")) {
            try (var raw = java.sql.DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                    var statement = raw.createStatement()) {
                for (String trigger : triggers(raw)) {
                    statement.execute("DROP TRIGGER " + trigger);
                }
                statement.execute("UPDATE event SET hash=randomblob(32) WHERE seq=1");
            }
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            model.refresh();
            assertThat(model.statusProperty().get().chainHolds()).isFalse();
            assertThat(model.statusProperty().get().ledger()).isEqualTo("Ledger is broken at entry 1");
        }
    }

    private static java.util.List<String> triggers(java.sql.Connection raw) throws java.sql.SQLException {
        var names = new java.util.ArrayList<String>();
        try (var statement = raw.createStatement();
                var rows = statement.executeQuery(
                        "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='event'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void aWorkspaceThatCannotBeReadIsSaidAndClaimsNoChain() throws Exception {
        var house = new House(folder);
        var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
        model.refresh();
        house.close();
        model.refresh();
        assertThat(model.statusProperty().get().ledger()).isEqualTo("Ledger not read");
        assertThat(model.statusProperty().get().chainHolds()).isFalse();
        assertThat(model.statusProperty().get().asOf()).isEqualTo("The workspace cannot be read");
        assertThat(model.problemProperty().get()).isNotBlank();
    }

    @Test
    void onesOwnWritingIsNoNews() throws Exception {
        try (var house = new House(folder)) {
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            var changed = new int[1];
            model.poll(() -> changed[0]++);
            house.governance("", "");
            model.poll(() -> changed[0]++);
            assertThat(changed[0]).isZero();
        }
    }

    @Test
    void anotherWriterIsNoticedOnceAndTheStatusFollows() throws Exception {
        try (var house = new House(folder);
                var other = Countersign.open(house.workspace(), CLOCK)) {
            var model = new ShellViewModel(house.app(), CLOCK, Background.direct());
            model.refresh();
            String before = model.statusProperty().get().ledger();
            var changed = new int[1];
            model.poll(() -> changed[0]++);
            other.importGovernance()
                    .run(
                            other.actor(),
                            "g.yaml",
                            "sources:\n  - {id: okta, name: Okta, kind: idp, vendor: scim}\n"
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            new org.countersign.governance.ImportGovernance.Options(
                                    java.util.Optional.empty(), true, false));
            model.poll(() -> changed[0]++);
            model.poll(() -> changed[0]++);
            assertThat(changed[0]).isEqualTo(1);
            assertThat(model.statusProperty().get().ledger()).isNotEqualTo(before);
        }
    }

    @Test
    void nobodyAsksForNewsWhileTheFirstAnswerIsOut() throws Exception {
        try (var house = new House(folder)) {
            var later = new Later();
            var model = new ShellViewModel(house.app(), CLOCK, later);
            model.refresh();
            model.poll(() -> {});
            later.one();
            assertThat(model.statusProperty().get().chainHolds()).isTrue();
            assertThat(later.idle()).as("no second piece of work was queued").isTrue();
        }
    }
}
