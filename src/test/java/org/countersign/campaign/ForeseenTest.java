package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a campaign would ask is what it asks, and nothing is stored by looking.
class ForeseenTest {
    private static final String AMARA = "amara@example.com";
    private static final String TEAM = "team@example.com";

    private House house;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder)
                .governed("""
                        sources:
                          - {id: okta, name: Okta, kind: idp, vendor: scim}
                          - {id: slack, name: Slack, kind: app, vendor: slack, authoritativeIdp: okta}
                        """)
                .snapshot("okta", House.active("i1", "grace"), House.active("i2", "ada"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private House slack(Instant taken) throws Exception {
        return house.snapshotAt(
                taken,
                "slack",
                House.active("a1", "grace"),
                House.withRole("a2", "ada", "owner"),
                House.active("a3", "x"));
    }

    private static OpenCampaign.Request request(Scope scope, Optional<String> despite) {
        return new OpenCampaign.Request(
                "q4",
                "Q4",
                AMARA,
                TEAM,
                LocalDate.parse("2026-12-24"),
                scope,
                Optional.empty(),
                despite,
                Optional.empty());
    }

    private Foreseen foresee(Scope scope) throws RefusedException {
        return house.app().openCampaign().foresee(request(scope, Optional.empty()));
    }

    private Campaign run(Optional<String> despite) throws RefusedException {
        return house.app().openCampaign().run(house.app().actor(), request(Scope.ALL, despite));
    }

    @Test
    void whatIsForeseenIsWhatIsAsked() throws Exception {
        slack(House.TAKEN);
        Foreseen foreseen = foresee(Scope.ALL);
        assertThat(house.app().workspace().<List<Campaign>, RuntimeException>read(tx -> new CampaignStore(tx).all()))
                .isEmpty();
        Campaign campaign = run(Optional.empty());
        List<ItemState> items = house.app().workspace().read(tx -> new CampaignStore(tx).items("q4"));
        assertThat(foreseen.items()).isEqualTo(items.size()).isEqualTo(4);
        assertThat(foreseen.kinds()).containsEntry(Kind.ACCOUNT, 3).containsEntry(Kind.ROLE, 1);
        assertThat(foreseen.asOf()).isEqualTo(campaign.asOf());
        assertThat(foreseen.from()).isEqualTo(LocalDate.parse("2026-08-26"));
        assertThat(foreseen.changed()).isEqualTo(4);
        assertThat(foreseen.withFindings())
                .isEqualTo((int) items.stream()
                        .filter(state -> !state.item().findings().isEmpty())
                        .count())
                .isPositive();
        assertThat(foreseen.doubts()).isEmpty();
    }

    @Test
    void whomNobodyIsNamedForGoesToTheFallback() throws Exception {
        slack(House.TAKEN);
        Foreseen foreseen = foresee(Scope.ALL);
        assertThat(foreseen.reviewers()).containsExactlyEntriesOf(java.util.Map.of(TEAM, 4));
        assertThat(foreseen.toFallback()).isEqualTo(4);
        house.governed("""
                sources:
                  - {id: okta, name: Okta, kind: idp, vendor: scim}
                  - {id: slack, name: Slack, kind: app, vendor: slack, owner: apps@example.com, authoritativeIdp: okta}
                """);
        assertThat(foresee(Scope.ALL).toFallback()).isZero();
    }

    @Test
    void theScopeIsCounted() throws Exception {
        slack(House.TAKEN);
        assertThat(foresee(Scope.parse(List.of("kind=role"))).items()).isEqualTo(1);
        assertThatThrownBy(() -> foresee(Scope.parse(List.of("kind=group"))))
                .hasMessageContaining("Nothing is in scope");
        assertThatThrownBy(() -> foresee(Scope.parse(List.of("source=nowhere"))))
                .hasMessageContaining("nothing to review in a source of this name");
    }

    @Test
    void sourcesThatSayTooLittleAreNamedAndFrozenWithTheReason() throws Exception {
        house.file(
                House.NOW.minus(Duration.ofDays(3)),
                "slack",
                "{\"totalResults\":9,\"Resources\":[" + House.active("a1", "grace") + "]}");
        Foreseen foreseen = foresee(Scope.ALL);
        assertThat(foreseen.doubts())
                .extracting(Foreseen.Doubt::why)
                .containsExactly(Foreseen.Doubt.Why.STALE, Foreseen.Doubt.Why.INCOMPLETE);
        Campaign campaign = run(Optional.of(" The vendor's export is late. "));
        assertThat(campaign.frozen().path("despite").path("reason").asText()).isEqualTo("The vendor's export is late.");
        assertThat(campaign.frozen().path("despite").path("sources"))
                .extracting(node ->
                        node.path("source").asText() + " " + node.path("why").asText())
                .containsExactly("slack stale", "slack incomplete");
    }

    @Test
    void aReasonWithoutADoubtIsNotKept() throws Exception {
        slack(House.TAKEN);
        assertThat(run(Optional.of("just so")).frozen().has("despite")).isFalse();
    }
}
