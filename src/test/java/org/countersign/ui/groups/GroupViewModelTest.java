package org.countersign.ui.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.countersign.drift.Severity;
import org.countersign.governance.Access;
import org.countersign.groups.GroupCard;
import org.countersign.groups.GroupCard.Field;
import org.countersign.groups.GroupCard.Why;
import org.countersign.groups.GroupHouse;
import org.countersign.groups.GroupLine;
import org.countersign.groups.GroupList.Segment;
import org.countersign.groups.MemberRow;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.groups.ReadMembers.Part;
import org.countersign.groups.SetMapping;
import org.countersign.testkit.House;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace.
class GroupViewModelTest {
    @TempDir
    private Path folder;

    private final AtomicInteger kept = new AtomicInteger();
    private House house;
    private GroupsViewModel list;
    private GroupViewModel one;

    @BeforeEach
    void open() throws Exception {
        house = GroupHouse.in(folder);
        house.app().matchAccounts().run();
        list = new GroupsViewModel(house.app(), Background.direct(), Background.direct());
        one = new GroupViewModel(house.app(), Background.direct(), Background.direct(), kept::incrementAndGet);
        list.refresh();
    }

    @AfterEach
    void close() {
        list.stop();
        one.stop();
        house.close();
    }

    private List<String> labels() {
        var rows = list.rowsProperty().get();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).row().map(GroupLine::label).orElse("pending"))
                .toList();
    }

    private List<String> members() {
        var rows = one.members().rowsProperty().get();
        var labels = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i);
            labels.add(rows.get(i).row().map(MemberRow::label).orElse("pending"));
        }
        return labels;
    }

    @Test
    void theListIsNarrowedByTextAndKind() {
        assertThat(labels()).hasSize(8);
        assertThat(list.countsProperty().get())
                .containsEntry(Segment.UNDOCUMENTED, 1)
                .containsEntry(Segment.OVERDUE, 1);
        list.segmentProperty().set(Segment.OVERDUE);
        assertThat(labels()).containsExactly("eng-oncall");
        list.textProperty().set("launch");
        assertThat(labels()).isEmpty();
        assertThat(list.narrowed()).isTrue();
        list.clear();
        assertThat(labels()).hasSize(8);
        assertThat(list.indexOf("okta/g1")).isEqualTo(1);
        assertThat(list.indexOf("okta/nothing")).isEqualTo(-1);
        assertThat(list.found("okta/g1", List.of("oncall-slack")))
                .extracting(found -> found.severity())
                .contains(Severity.MEDIUM);
    }

    @Test
    void anUndocumentedGroupOpensAsAFormAndAnotherAsACard() {
        one.open("okta/g3");
        assertThat(one.card().editingProperty().get()).isTrue();
        one.open("okta/g1");
        assertThat(one.card().editingProperty().get()).isFalse();
        assertThat(members()).containsExactly("ada", "grace", "left", "אביגיל לוי");
        one.members().partProperty().set(Part.NESTED);
        assertThat(members()).containsExactly("left", "אביגיל לוי");
        one.open("okta/nothing");
        assertThat(one.problemProperty().get()).contains("okta/nothing");
        assertThat(members()).isEmpty();
    }

    @Test
    void aFormSaysFieldByFieldWhatIsWrongAndKeepsTheRest() {
        one.open("okta/g3");
        one.card().look(new GroupCard("left", "", "", ""));
        assertThat(one.card().faultsProperty().get()).isEqualTo(Map.of(Field.OWNER, Why.INACTIVE));
        one.card().save(new GroupCard("ada", "", "internal", "x"), () -> kept.addAndGet(100));
        assertThat(one.card().faultsProperty().get())
                .isEqualTo(Map.of(Field.PURPOSE, Why.MISSING, Field.CADENCE, Why.NO_DAYS));
        assertThat(kept).hasValue(0);
        one.card().save(new GroupCard("ada", "Launches.", "internal", "30"), () -> kept.addAndGet(100));
        assertThat(kept).hasValue(101);
        assertThat(one.card().editingProperty().get()).isFalse();
        assertThat(one.messageProperty().get()).contains("launch-team");
        list.refresh();
        assertThat(list.undocumentedAfter("okta/g3")).isEmpty();
    }

    @Test
    void whatIsWrittenIsNotLostWhenSomethingElseChanges() {
        one.open("okta/g1");
        one.card().edit();
        var before = one.groupProperty().get();
        one.refresh();
        assertThat(one.card().editingProperty().get()).isTrue();
        assertThat(one.groupProperty().get()).isSameAs(before);
        one.card().cancel();
        assertThat(one.card().editingProperty().get()).isFalse();
    }

    @Test
    void anAttestationIsRefusedWhereTheMembersChangedMeanwhile() throws Exception {
        one.open("okta/g5");
        var answers = new ArrayList<String>();
        one.attest(answers::add);
        assertThat(answers.getLast()).contains("lacks");
        one.open("okta/g1");
        house.snapshotAt(
                House.TAKEN.plusSeconds(60), "okta", House.active("u1", "grace"), House.group("g1", "eng", "u1"));
        one.attest(answers::add);
        assertThat(answers.getLast()).contains("Others are in it now");
        one.refresh();
        one.attest(answers::add);
        assertThat(answers.getLast()).isEmpty();
    }

    @Test
    void mappingsAreNarrowedAddedAndEnded() {
        var mappings = new MappingsViewModel(house.app(), Background.direct(), kept::incrementAndGet);
        mappings.look("launch-slack");
        mappings.refresh();
        assertThat(mappings.chosenProperty()
                        .get()
                        .map(row -> row.line().mapping().id()))
                .contains("launch-slack");
        mappings.textProperty().set("ONCALL admin");
        assertThat(mappings.rows()).extracting(row -> row.line().mapping().id()).containsExactly("admin-slack");
        var answers = new ArrayList<String>();
        mappings.add(
                new SetMapping.Request(
                        Optional.empty(), "g4", "slack", new Access(Access.Kind.GROUP, "c2"), Optional.empty()),
                answers::add);
        assertThat(answers).containsExactly("");
        mappings.textProperty().set("");
        assertThat(mappings.rows()).hasSize(4);
        mappings.end("refunds-slack", answers::add);
        assertThat(mappings.rows())
                .extracting((Row row) -> row.line().mapping().id())
                .hasSize(3);
        mappings.end("refunds-slack", answers::add);
        assertThat(answers.getLast()).contains("no mapping of this id");
        assertThat(kept).hasValue(2);
    }
}
