package org.countersign.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.GroupRecord;
import org.countersign.groups.GroupCard.Fault;
import org.countersign.groups.GroupCard.Field;
import org.countersign.groups.GroupCard.Why;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.House;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person states what a group is for, or that it is right.
class SetGroupTest {
    private static final GroupCard LAUNCH = new GroupCard("ADA", "Prepares launches.", "internal", "180");

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = GroupHouse.in(folder);
        house.app().matchAccounts().run();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private GroupRecord set(String group, GroupCard card) throws RefusedException {
        return house.app().setGroup().set(house.app().actor(), "okta", group, card);
    }

    private List<JsonNode> events(String type) {
        return house.app().workspace().read(tx -> new LedgerStore(tx)
                .holding(List.of(type)).stream()
                        .map(Ledger::body)
                        .filter(body -> body.path("type").asText().equals(type))
                        .toList());
    }

    private long found(String rule, String group) {
        return house.drift().findings().stream()
                .filter(finding ->
                        finding.rule().equals(rule) && finding.subject().id().equals(group))
                .count();
    }

    @Test
    void aCardIsKeptWholeAndTheLedgerHasItsOldAndNewValuesWithoutNames() throws Exception {
        assertThat(found("undocumented-group", "g3")).isEqualTo(1);
        GroupRecord kept = set("launch-team", LAUNCH);
        assertThat(kept.group()).isEqualTo("g3");
        assertThat(kept.owner()).contains("ADA");
        assertThat(kept.cadence()).contains(Duration.ofDays(180));
        assertThat(found("undocumented-group", "g3")).isZero();
        JsonNode data = events("group.documented").getFirst().path("data");
        assertThat(data.path("before").path("classification").asText()).isEqualTo("internal");
        assertThat(data.path("before").has("purposeSha256")).isFalse();
        assertThat(data.path("after").path("purposeSha256").asText())
                .isEqualTo(Sha256.hex("Prepares launches.".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(data.path("after").path("cadence").asText()).isEqualTo("P180D");
        assertThat(data.toString()).doesNotContain("ADA").doesNotContain("launches");
        String owner = data.path("after").path("owner").asText();
        assertThat(house.app().workspace().<Optional<String>, RuntimeException>read(tx -> new LedgerStore(tx)
                        .address(owner)))
                .contains("ADA");
        Group page = house.app().readGroup().run("okta", "g3").orElseThrow();
        assertThat(page.missing()).isEmpty();
        assertThat(page.stated().orElseThrow().file()).isFalse();
        assertThat(page.stated().orElseThrow().signed()).isFalse();
    }

    @Test
    void everyFieldIsCheckedByItself() {
        var setGroup = house.app().setGroup();
        assertThat(setGroup.check("okta", new GroupCard(" ", "", "", "")))
                .containsExactly(
                        new Fault(Field.OWNER, Why.MISSING),
                        new Fault(Field.PURPOSE, Why.MISSING),
                        new Fault(Field.CLASSIFICATION, Why.MISSING),
                        new Fault(Field.CADENCE, Why.MISSING));
        assertThat(setGroup.check("okta", new GroupCard("left", "x", "secret", "soon")))
                .containsExactly(
                        new Fault(Field.OWNER, Why.INACTIVE),
                        new Fault(Field.CLASSIFICATION, Why.NO_LEVEL),
                        new Fault(Field.CADENCE, Why.NO_DAYS));
        assertThat(setGroup.check("okta", new GroupCard("stranger", "x", "public", "0")))
                .containsExactly(new Fault(Field.OWNER, Why.UNKNOWN), new Fault(Field.CADENCE, Why.NO_DAYS));
        assertThat(setGroup.check("okta", new GroupCard("ada", "x", "public", "PT12H")))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsRefusedAndNothingIsKept() {
        assertThatThrownBy(() -> set("g3", new GroupCard("left", "x", "internal", "90")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not active");
        assertThatThrownBy(() -> set("nothing", LAUNCH)).hasMessageContaining("no group of this id");
        assertThatThrownBy(() -> set(
                        "g1",
                        GroupCard.of(house.app()
                                .readGroup()
                                .run("okta", "g1")
                                .orElseThrow()
                                .record())))
                .hasMessageContaining("Nothing of it would change");
        assertThat(events("group.documented")).isEmpty();
    }

    @Test
    void anAttestationSetsTheDayAndTheLedgerCanTellOtherMembersLater() throws Exception {
        assertThat(found("group-review-overdue", "g1")).isEqualTo(1);
        Group before = house.app().readGroup().run("okta", "g1").orElseThrow();
        String seen = before.counts().attested().orElseThrow().sha256();
        Attested said = house.app().setGroup().attest(house.app().actor(), "okta", "g1", Optional.of(seen));
        assertThat(said.members()).isEqualTo(4);
        assertThat(said).isEqualTo(Attested.of("okta", "g1", List.of("u4", "u3", "u2", "u1")));
        assertThat(found("group-review-overdue", "g1")).isZero();
        JsonNode data = events(Attested.EVENT).getFirst().path("data");
        assertThat(data.path("members").asInt()).isEqualTo(4);
        assertThat(data.path("membersSha256").asText()).isEqualTo(seen);
        Group after = house.app().readGroup().run("okta", "g1").orElseThrow();
        assertThat(after.record().orElseThrow().lastReviewed()).contains(LocalDate.parse("2026-11-24"));
        assertThat(after.attested().orElseThrow().members()).contains(4);
        assertThat(after.attested().orElseThrow().same()).contains(true);
        assertThat(after.overdue()).isFalse();
    }

    @Test
    void nobodyAttestsWhatIsNotStatedNotToldOrNotSeen() {
        var setGroup = house.app().setGroup();
        var actor = house.app().actor();
        assertThatThrownBy(() -> setGroup.attest(actor, "okta", "g3", Optional.empty()))
                .hasMessageContaining("lacks purpose, cadence");
        assertThatThrownBy(() -> setGroup.attest(actor, "okta", "g1", Optional.of("another")))
                .hasMessageContaining("Others are in it now");
        assertThat(events(Attested.EVENT)).isEmpty();
    }
}
