package org.countersign.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.groups.ReadMappings.Holder;
import org.countersign.groups.ReadMappings.State;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.House;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person states by what a group gives access, changes that, and ends it.
class SetMappingTest {
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

    private Mapping add(String group, Access.Kind kind, String name) throws RefusedException {
        return house.app()
                .setMapping()
                .add(
                        house.app().actor(),
                        new SetMapping.Request(
                                Optional.empty(), group, "slack", new Access(kind, name), Optional.empty()));
    }

    private List<JsonNode> events(String type) {
        return house.app().workspace().read(tx -> new LedgerStore(tx)
                .holding(List.of(type)).stream()
                        .map(Ledger::body)
                        .filter(body -> body.path("type").asText().equals(type))
                        .map(body -> body.path("data"))
                        .toList());
    }

    private long found(String rule) {
        return house.drift().findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .count();
    }

    @Test
    void aMappingLivesFromAddToEnd() throws Exception {
        Mapping made = add("refunds", Access.Kind.GROUP, "launch");
        assertThat(made.id()).isEqualTo("refunds-slack");
        assertThat(made.idpGroup()).isEqualTo("g4");
        assertThat(made.access()).isEqualTo(new Access(Access.Kind.GROUP, "c2"));
        assertThat(events("mapping.added")
                        .getFirst()
                        .path("after")
                        .path("appGroup")
                        .asText())
                .isEqualTo("c2");
        Mapping changed = house.app()
                .setMapping()
                .change(
                        house.app().actor(),
                        made.id(),
                        made.idpGroup(),
                        made.access(),
                        Optional.of(Mapping.Nesting.DIRECT));
        assertThat(changed.nesting()).contains(Mapping.Nesting.DIRECT);
        JsonNode data = events("mapping.changed").getFirst();
        assertThat(data.path("before").has("nesting")).isFalse();
        assertThat(data.path("after").path("nesting").asText()).isEqualTo("direct");
        house.app().setMapping().end(house.app().actor(), made.id());
        assertThat(events("mapping.ended")).hasSize(1);
        assertThat(house.app().readMappings().one(made.id())).isEmpty();
    }

    @Test
    void whatMeansTheSameStaysAsItIsWritten() throws Exception {
        var setMapping = house.app().setMapping();
        var group = new Access(Access.Kind.GROUP, "c1");
        assertThatThrownBy(() -> setMapping.change(
                        house.app().actor(), "oncall-slack", "g1", group, Optional.of(Mapping.Nesting.EXPAND)))
                .hasMessageContaining("Nothing of it would change");
        Mapping changed = setMapping.change(
                house.app().actor(), "oncall-slack", "g1", group, Optional.of(Mapping.Nesting.DIRECT));
        assertThat(changed.access()).isEqualTo(new Access(Access.Kind.GROUP, "oncall"));
    }

    @Test
    void whatIsUnknownOrStatedAlreadyIsRefused() {
        assertThatThrownBy(() -> add("nothing", Access.Kind.GROUP, "launch")).hasMessageContaining("Okta has no group");
        assertThatThrownBy(() -> add("refunds", Access.Kind.GROUP, "nothing"))
                .hasMessageContaining("Slack has no group");
        assertThatThrownBy(() -> add("refunds", Access.Kind.ROLE, "adnim")).hasMessageContaining("holds a role");
        assertThatThrownBy(() -> add("eng-oncall", Access.Kind.GROUP, "oncall"))
                .hasMessageContaining("oncall-slack: This mapping states the same already");
        assertThatThrownBy(() -> add("g1", Access.Kind.ROLE, "ADMIN")).hasMessageContaining("admin-slack");
        assertThatThrownBy(() -> house.app().setMapping().end(house.app().actor(), "nothing"))
                .hasMessageContaining("no mapping of this id");
        assertThat(events("mapping.added")).isEmpty();
    }

    @Test
    void whoHasWhatAMappingGrantsIsToldWithTheWay() {
        var holders = house.app().readMappings().holders("oncall-slack", 100);
        assertThat(holders.first())
                .extracting(Holder::label, Holder::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ada", State.LACKING),
                        org.assertj.core.groups.Tuple.tuple("agency", State.EXTRA),
                        org.assertj.core.groups.Tuple.tuple("grace", State.THERE),
                        org.assertj.core.groups.Tuple.tuple("אביגיל לוי", State.THERE));
        assertThat(holders.first().getLast().way()).containsExactly("customer-success");
        assertThat(holders.alone()).isEqualTo(2);
        assertThat(house.app().readMappings().holders("oncall-slack", 1).left()).isEqualTo(3);
    }

    @Test
    void whatEndsIsDriftAgainByAsMuchAsWasSaid() throws Exception {
        int alone = house.app().readMappings().holders("oncall-slack", 1).alone();
        long before = found("app-side-membership");
        assertThat(before).isEqualTo(1);
        house.app().setMapping().end(house.app().actor(), "oncall-slack");
        // The group is the target of no mapping now, so one finding on the group stands for its members.
        assertThat(found("app-side-membership")).isZero();
        assertThat(found("unmapped-group")).isEqualTo(1);
        assertThat(alone).isEqualTo(2);
    }

    @Test
    void mappingsAreListedByTheirIdsAndRolesAreThereToChoose() {
        assertThat(house.app().readMappings().all())
                .extracting(row -> row.line().mapping().id())
                .containsExactly("admin-slack", "launch-slack", "oncall-slack");
        assertThat(house.app().readMappings().grants("slack", true)).containsExactly("admin");
        assertThat(house.app().readMappings().grants("slack", false)).isEmpty();
        assertThat(house.app().readMappings().targets())
                .extracting(target -> target.app().id() + " " + target.idp().id())
                .containsExactly("slack okta");
    }
}
