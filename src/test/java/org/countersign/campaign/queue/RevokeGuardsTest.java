package org.countersign.campaign.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.user;
import static org.countersign.testkit.House.withRole;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.campaign.queue.Guard.Kind;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More than a fifth of a group, the last administrator, the holder of a token: asked again, and nothing else is.
class RevokeGuardsTest {
    private House house;

    /// Ten in a group, two of them administrators, one of whom holds the token.
    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder);
        house.governance(
                        "privileged: {roles: [admin]}, scim: {endpoint: 'https://slack.example/scim', token: {holder:"
                                + " person1@example.com, expires: 2099-01-01}}",
                        "")
                .snapshot(
                        "okta",
                        IntStream.range(0, 10)
                                .mapToObj(i -> user(
                                        "i" + i,
                                        "person" + i,
                                        "\"active\":true,\"emails\":[{\"value\":\"person" + i + "@example.com\"}]"))
                                .toArray(String[]::new))
                .snapshot(
                        "slack",
                        java.util.stream.Stream.concat(
                                        IntStream.range(0, 10)
                                                .mapToObj(i -> i < 2
                                                        ? withRole("a" + i, "person" + i, "admin")
                                                        : active("a" + i, "person" + i)),
                                        java.util.stream.Stream.of(
                                                group("h", "pair", "a5", "a6"),
                                                group(
                                                        "g",
                                                        "oncall",
                                                        IntStream.range(0, 10)
                                                                .mapToObj(i -> "a" + i)
                                                                .toArray(String[]::new))))
                                .toArray(String[]::new));
        house.app()
                .openCampaign()
                .run(
                        house.app().actor(),
                        new OpenCampaign.Request(
                                "q4",
                                "Q4",
                                "amara@example.com",
                                "apps@example.com",
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private ItemState member(String group, String label) {
        return item("membership", label, group);
    }

    private ItemState item(String kind, String label) {
        return item(kind, label, kind.equals("membership") ? "oncall" : "");
    }

    private ItemState item(String kind, String label, String access) {
        return house
                .app()
                .workspace()
                .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q4"))
                .stream()
                .filter(state -> state.item().kind().text().equals(kind)
                        && state.item().label().equals(label)
                        && state.item().access().contains(access))
                .findFirst()
                .orElseThrow();
    }

    private List<Guard> guards(ItemState... items) {
        try (ReadQueue reading = house.app().readQueue()) {
            int[] numbers = Arrays.stream(items)
                    .mapToInt(state -> reading.number("q4", state.item().id()).orElseThrow())
                    .toArray();
            return reading.guards("q4", numbers);
        }
    }

    private void revoke(ItemState item) throws Exception {
        house.app()
                .recordDecision()
                .run(
                        house.app().actor(),
                        "q4",
                        item.reviewer(),
                        List.of(new Draft(
                                "", item.item().id(), Verdict.REVOKE, Optional.of("gone"), Optional.empty(), 1)),
                        Manner.SINGLE);
    }

    @Test
    void aFifthIsNotMoreThanAFifth() throws Exception {
        assertThat(guards(item("membership", "person5"))).isEmpty();
        assertThat(guards(item("membership", "person5"), item("membership", "person6")))
                .isEmpty();
        assertThat(guards(item("membership", "person5"), item("membership", "person6"), item("membership", "person7")))
                .containsExactly(new Guard(Kind.FIFTH, "oncall", 3, 10));
        revoke(item("membership", "person8"));
        revoke(item("account", "person9"));
        assertThat(guards(item("membership", "person5")))
                .as("two are gone before, one with its account")
                .containsExactly(new Guard(Kind.FIFTH, "oncall", 3, 10));
        assertThat(guards(item("account", "person7")))
                .as("an account takes its memberships with it")
                .containsExactly(new Guard(Kind.FIFTH, "oncall", 3, 10));
    }

    @Test
    void oneOfAPairIsNotAskedAboutAndTheOtherIs() throws Exception {
        assertThat(guards(member("pair", "person5"))).isEmpty();
        revoke(member("pair", "person5"));
        assertThat(guards(member("pair", "person6"))).containsExactly(new Guard(Kind.FIFTH, "pair", 2, 2));
    }

    @Test
    void theLastAdministratorIsAskedAboutAndNotTheOneBefore() throws Exception {
        assertThat(guards(item("role", "person0"))).isEmpty();
        assertThat(guards(item("role", "person0"), item("role", "person1")))
                .contains(new Guard(Kind.LAST_ADMINISTRATOR, "Slack", 2, 2));
        revoke(item("role", "person1"));
        assertThat(guards(item("role", "person0"))).containsExactly(new Guard(Kind.LAST_ADMINISTRATOR, "Slack", 2, 2));
        assertThat(guards(item("account", "person0")))
                .containsExactly(new Guard(Kind.LAST_ADMINISTRATOR, "Slack", 2, 2));
        assertThat(guards(item("membership", "person3"))).isEmpty();
    }

    @Test
    void whoHoldsATokenIsAskedAbout() {
        assertThat(guards(item("membership", "person1"))).containsExactly(new Guard(Kind.TOKEN_HOLDER, "Slack", 1, 1));
        assertThat(guards(item("membership", "person2"))).isEmpty();
    }
}
