package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.testkit.House;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What names a finding through its life: the same for the same thing, another for another.
class FingerprintTest {
    private House house;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Finding> of(String rule) {
        return house.drift().findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
    }

    private static String contract(String json) {
        return Sha256.hex(json).substring(0, 16);
    }

    @Test
    void anOrdinaryMembershipKeepsTheFingerprintOfTheContract() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "nobody"))
                .snapshot("slack", inactive("a", "x"), group("g", "team", "a"));
        assertThat(of("stale-membership").getFirst().fingerprint())
                .isEqualTo(contract("[\"stale-membership\",\"slack\",\"membership\",\"g/a\"]"));
    }

    @Test
    void groupsAndAccountsWithSlashesAreToldApart() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i", "nobody"))
                .snapshot(
                        "slack",
                        inactive("c", "x"),
                        inactive("b/c", "y"),
                        group("a/b", "one", "c"),
                        group("a", "two", "b/c"));
        List<Finding> found = of("stale-membership");
        assertThat(found).extracting(finding -> finding.subject().id()).containsExactly("a/b/c", "a/b/c");
        assertThat(found).extracting(Finding::fingerprint).doesNotHaveDuplicates();
        assertThat(found.getFirst().fingerprint())
                .isEqualTo(contract("[\"stale-membership\",\"slack\",\"membership\",\"a/b/c\",\"a\"]"));
    }

    @Test
    void bothOfTwoSlashedMembershipsAreMissed() throws Exception {
        house.governance("", """
                        mappings:
                          - {id: m1, idpGroup: one, app: slack, appGroup: a}
                          - {id: m2, idpGroup: two, app: slack, appGroup: a/b}
                        """)
                .snapshot(
                        "okta",
                        active("i1", "ada"),
                        active("i2", "bob"),
                        group("g1", "one", "i1"),
                        group("g2", "two", "i2"))
                .snapshot("slack", active("b/c", "ada"), active("c", "bob"), group("a", "a"), group("a/b", "a/b"));
        assertThat(of("missing-membership"))
                .hasSize(2)
                .extracting(Finding::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void aReviewItemShowsItsOwnFindingAndNotItsNeighbours() throws Exception {
        house.governance("", "")
                .snapshot("okta", active("i1", "ada"), inactive("i2", "bob"))
                .snapshot(
                        "slack",
                        active("b/c", "ada"),
                        active("c", "bob"),
                        group("a", "quiet", "b/c"),
                        group("a/b", "stale", "c"));
        house.app()
                .openCampaign()
                .run(
                        house.app().actor(),
                        new OpenCampaign.Request(
                                "q4",
                                "Q4",
                                "owner@example.com",
                                "apps@example.com",
                                java.time.LocalDate.parse("2026-12-18"),
                                Scope.ALL,
                                Optional.empty()));
        var lines = house.app().workspace().read(tx -> new CampaignStore(tx)
                .items("q4").stream()
                        .map(state -> state.item().line().toString())
                        .toList());
        assertThat(lines)
                .filteredOn(line -> line.contains("\"kind\":\"membership\"") && line.contains("quiet"))
                .hasSize(1)
                .noneMatch(line -> line.contains("stale-membership"));
        assertThat(lines)
                .filteredOn(line -> line.contains("\"kind\":\"membership\"") && line.contains("stale-membership"))
                .hasSize(1);
    }

    @Test
    void theFingerprintDoesNotDependOnSeverityLabelOrDay() throws Exception {
        house.governance("", "").snapshot("okta", inactive("i", "ada")).snapshot("slack", active("a", "ada"));
        String before = of("disabled-identity-active-account").getFirst().fingerprint();
        house.snapshotAt(House.TAKEN.plusSeconds(60), "slack", House.withRole("a", "ada", "admin"));
        Finding after = of("disabled-identity-active-account").getFirst();
        assertThat(after.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(after.fingerprint()).isEqualTo(before).matches("[0-9a-f]{16}");
    }
}
