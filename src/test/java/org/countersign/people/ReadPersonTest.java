package org.countersign.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.user;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Status;
import org.countersign.governance.Access;
import org.countersign.identity.Key;
import org.countersign.people.Person.AccessHeld;
import org.countersign.people.Person.Why;
import org.countersign.snapshot.Comparison;
import org.countersign.snapshot.Comparison.Kind;
import org.countersign.snapshot.Since;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One person's page, on a real workspace.
class ReadPersonTest {
    private static final String MORE = """
            mappings:
              - {id: oncall-slack, idpGroup: oncall, app: slack, appGroup: pagers, nesting: expand}
              - {id: sales-slack, idpGroup: sales, app: slack, appGroup: sellers, nesting: direct}
            accounts:
              - {source: slack, account: robot, kind: bot, owner: ada, purpose: Posts deployments}
            exceptions:
              - {id: EX-1, source: slack, account: adal, access: "group:launch", owner: ada, reason: launch, expires: 2026-12-31}
              - {id: EX-2, source: slack, account: adal, owner: ada, reason: long ago, expires: 2026-01-31}
            """;
    private static final Instant EARLIER = House.TAKEN.minus(Duration.ofDays(3));

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("revocation: {webhooks: kept, sessions: revoked}", MORE);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Person person(String source, String id) {
        house.app().matchAccounts().run();
        return house.app().readPerson().run(source, id).orElseThrow();
    }

    private static String ada(String title) {
        return user(
                "i1",
                "ada@example.com",
                "\"active\":true,\"title\":\"" + title
                        + "\",\"emails\":[{\"value\":\"ada@example.com\"}],"
                        + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":\"i2\"}}");
    }

    private static String adal(String more) {
        return user("a1", "adal", "\"emails\":[{\"value\":\"Ada@Example.com\"}],\"active\":true" + more);
    }

    private static String nested(String id, String name, String inner) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id + "\",\"displayName\":\""
                + name + "\",\"members\":[{\"value\":\"" + inner + "\",\"type\":\"Group\"}]}";
    }

    private void adaAndHerAccount() throws Exception {
        house.snapshotAt(EARLIER, "okta", ada("Engineer"), active("i2", "grace"))
                .snapshotAt(EARLIER, "slack", active("a1", "adal"))
                .snapshot(
                        "okta",
                        ada("Lead"),
                        active("i2", "grace"),
                        group("g1", "eng", "i1"),
                        nested("g2", "oncall", "g1"),
                        nested("g3", "sales", "g1"))
                .snapshot(
                        "slack",
                        adal(",\"roles\":[{\"value\":\"admin\"}]"),
                        group("s1", "pagers", "a1"),
                        group("s2", "sellers", "a1"),
                        group("s3", "launch", "a1"));
    }

    @Test
    void bothValuesOfTheKeyAndSinceWhenTheyAreEqual() throws Exception {
        adaAndHerAccount();
        Person ada = person("okta", "i1");
        assertThat(ada.manager()).contains("grace");
        assertThat(ada.matched()).isTrue();
        assertThat(ada.accounts()).extracting(held -> held.source().id()).containsExactly("okta", "slack");
        assertThat(ada.accounts().getFirst().link()).isEmpty();
        var slack = ada.accounts().getLast();
        assertThat(slack.link().orElseThrow())
                .extracting(link -> link.key(), link -> link.accountValue(), link -> link.identityValue())
                .containsExactly(Key.EMAIL, "Ada@Example.com", "ada@example.com");
        assertThat(slack.linkedSince()).contains(new Since(House.TAKEN, false));
        assertThat(slack.privileges()).containsExactly("admin");
    }

    @Test
    void accessSaysWhichMappingAndGroupsGrantIt() throws Exception {
        adaAndHerAccount();
        Person ada = person("okta", "i1");
        assertThat(ada.access())
                .extracting(
                        held -> held.source().id(),
                        AccessHeld::kind,
                        AccessHeld::label,
                        AccessHeld::way,
                        AccessHeld::why)
                .containsExactly(
                        tuple("okta", Access.Kind.GROUP, "eng", List.of("eng"), new Why.Member()),
                        tuple("okta", Access.Kind.GROUP, "oncall", List.of("eng", "oncall"), new Why.Member()),
                        tuple("okta", Access.Kind.GROUP, "sales", List.of("eng", "sales"), new Why.Member()),
                        tuple("slack", Access.Kind.GROUP, "launch", List.of("launch"), new Why.Allowed("EX-1")),
                        tuple(
                                "slack",
                                Access.Kind.GROUP,
                                "pagers",
                                List.of("pagers"),
                                new Why.Mapped("oncall-slack", List.of("eng", "oncall"))),
                        tuple("slack", Access.Kind.GROUP, "sellers", List.of("sellers"), new Why.AddedInApp()),
                        tuple("slack", Access.Kind.ROLE, "admin", List.of(), new Why.AddedInApp()));
        assertThat(ada.access().getLast().since()).contains(new Since(House.TAKEN, false));
        assertThat(ada.access().getLast().privileged()).isTrue();
        assertThat(ada.exceptions())
                .extracting(one -> one.exception().id(), Person.Allowed::holds)
                .containsExactly(tuple("EX-1", true), tuple("EX-2", false));
    }

    @Test
    void anAccountOfAnIdentityLeadsToTheIdentity() throws Exception {
        adaAndHerAccount();
        assertThat(person("slack", "a1").key()).isEqualTo("okta/i1");
        assertThat(house.app().readPerson().run("slack", "nobody")).isEmpty();
        assertThat(house.app().readPerson().run("elsewhere", "a1")).isEmpty();
    }

    @Test
    void historyIsNewestFirstOverAllAccounts() throws Exception {
        adaAndHerAccount();
        house.snapshotAt(House.TAKEN.plusSeconds(60), "slack", adal(""));
        assertThat(person("okta", "i1").history())
                .extracting(
                        past -> past.source().id(),
                        past -> past.comparison().to().takenAt(),
                        past -> kinds(past.comparison()))
                .containsExactly(
                        tuple(
                                "slack",
                                House.TAKEN.plusSeconds(60),
                                List.of(
                                        Kind.ROLE_REMOVED,
                                        Kind.MEMBERSHIP_REMOVED,
                                        Kind.MEMBERSHIP_REMOVED,
                                        Kind.MEMBERSHIP_REMOVED)),
                        tuple("okta", House.TAKEN, List.of(Kind.ATTRIBUTE_CHANGED, Kind.MEMBERSHIP_ADDED)),
                        tuple(
                                "slack",
                                House.TAKEN,
                                List.of(
                                        Kind.ATTRIBUTE_CHANGED,
                                        Kind.ROLE_ADDED,
                                        Kind.MEMBERSHIP_ADDED,
                                        Kind.MEMBERSHIP_ADDED,
                                        Kind.MEMBERSHIP_ADDED)));
    }

    private static List<Kind> kinds(Comparison comparison) {
        return comparison.changes().values().stream()
                .flatMap(List::stream)
                .map(Comparison.Change::kind)
                .toList();
    }

    @Test
    void leavingSaysWhatEndsAndWhatStays() throws Exception {
        adaAndHerAccount();
        Leaving leaving = Leaving.of(person("okta", "i1"));
        assertThat(leaving.ends()).extracting(held -> held.account().id()).containsExactly("a1");
        assertThat(leaving.alive()).isEqualTo(1);
        assertThat(leaving.left().getFirst().alive()).containsExactly("webhooks");
        assertThat(leaving.left().getFirst().unknown()).contains("apiKeys").doesNotContain("sessions");
        assertThat(Leaving.of(person("okta", "i2")).left()).isEmpty();
    }

    @Test
    void aPersonsWordGoesBeforeWhatWasComputedAndNeedsNoDriftCheck() throws Exception {
        adaAndHerAccount();
        person("okta", "i1");
        house.app().setLink().run(house.app().actor(), "slack", "a1", Optional.of("i2"));
        Person grace = house.app().readPerson().run("slack", "a1").orElseThrow();
        assertThat(grace.key()).isEqualTo("okta/i2");
        assertThat(grace.accounts().getLast().link().orElseThrow().key()).isEqualTo(Key.MANUAL);
        assertThat(grace.accounts().getLast().linkedSince()).contains(new Since(House.NOW, false));
        assertThat(house.app().readPerson().run("okta", "i1").orElseThrow().accounts())
                .hasSize(1);
        house.app().setLink().run(house.app().actor(), "slack", "a1", Optional.empty());
        Person nobody = house.app().readPerson().run("slack", "a1").orElseThrow();
        assertThat(nobody.identity()).isFalse();
        assertThat(nobody.nobody()).contains(House.NOW);
        assertThat(nobody.accounts()).hasSize(1);
    }

    @Test
    void aKeyThatGivesSeveralIsAskedOfBothSidesAndLinksNothing() throws Exception {
        house.snapshot("okta", active("i1", "Sam"), active("i2", "sam "), active("i3", "eve"))
                .snapshot("slack", active("a1", "sam"), active("robot", "robot"));
        Person account = person("slack", "a1");
        assertThat(account.identity()).isFalse();
        assertThat(account.questions().getFirst().candidates())
                .extracting(Person.Named::id)
                .containsExactly("i1", "i2");
        assertThat(person("okta", "i2").questions().getFirst().account().id()).isEqualTo("a1");
        assertThat(person("okta", "i2").accounts()).hasSize(1);
        assertThat(person("okta", "i3").questions()).isEmpty();
        house.app().setLink().run(house.app().actor(), "slack", "a1", Optional.of("i1"));
        assertThat(person("okta", "i2").questions()).isEmpty();
        assertThat(person("slack", "robot").record().orElseThrow().kind()).isEqualTo("bot");
    }

    @Test
    void whoIsGoneFromTheIdpIsStillFoundWithTheAccountsThatAreLeft() throws Exception {
        house.snapshotAt(EARLIER, "okta", ada("Lead"))
                .snapshot("okta", active("i2", "grace"))
                .snapshot("slack", adal(""));
        Person gone = person("okta", "i1");
        assertThat(gone.gone()).contains(EARLIER);
        assertThat(gone.accounts()).extracting(held -> held.account().id()).containsExactly("a1");
        assertThat(gone.history().getFirst().comparison().of(Kind.ACCOUNT_REMOVED))
                .hasSize(1);
    }

    @Test
    void anImportKeepsItsLinksAndAnotherGovernanceFileMakesThemOfYesterday() throws Exception {
        adaAndHerAccount();
        assertThat(house.app().matchAccounts().fresh()).isTrue();
        assertThat(house.app().readPerson().run("okta", "i1").orElseThrow().accounts())
                .hasSize(2);
        house.governed("""
                sources:
                  - {id: okta, name: Okta, kind: idp}
                  - {id: other, name: Other, kind: idp}
                  - {id: slack, name: Slack, kind: app, authoritativeIdp: other}
                """);
        assertThat(house.app().matchAccounts().fresh()).isFalse();
        assertThat(house.app().readPerson().run("slack", "a1").orElseThrow().matched())
                .isFalse();
        house.app().matchAccounts().run();
        assertThat(house.app().matchAccounts().fresh()).isTrue();
        assertThat(house.app().readPerson().run("slack", "a1").orElseThrow().matched())
                .isTrue();
        assertThat(person("okta", "i1").accounts()).hasSize(1);
        house.snapshotAt(House.TAKEN.plusSeconds(1), "other", ada(""));
        assertThat(house.app().matchAccounts().fresh()).isTrue();
        assertThat(person("other", "i1").accounts()).hasSize(2);
    }

    @Test
    void findingsAreThoseKeptWhereTheyAreOfToday() throws Exception {
        adaAndHerAccount();
        var evaluated = house.app().findingsOfPerson().run(person("okta", "i1"));
        assertThat(evaluated)
                .extracting(FindingsOfPerson.One::rule)
                .contains("ungoverned-privilege", "app-side-membership");
        house.app().checkDrift().now();
        var kept = house.app().findingsOfPerson().run(person("okta", "i1"));
        assertThat(kept)
                .extracting(one -> one.rule() + one.source() + one.summary() + one.status())
                .containsExactlyInAnyOrderElementsOf(evaluated.stream()
                        .map(one -> one.rule() + one.source() + one.summary() + one.status())
                        .toList());
        assertThat(kept).extracting(FindingsOfPerson.One::since).containsOnly(Optional.of(House.NOW));
        house.snapshotAt(House.TAKEN.plusSeconds(1), "slack", adal(""));
        assertThat(rules(Status.OPEN)).doesNotContain("ungoverned-privilege", "app-side-membership");
        house.app().checkDrift().now();
        assertThat(rules(Status.OPEN)).doesNotContain("ungoverned-privilege", "app-side-membership");
        assertThat(rules(Status.RESOLVED)).contains("ungoverned-privilege", "app-side-membership");
    }

    private List<String> rules(Status status) {
        return house.app().findingsOfPerson().run(person("okta", "i1")).stream()
                .filter(one -> one.status() == status)
                .map(FindingsOfPerson.One::rule)
                .toList();
    }
}
