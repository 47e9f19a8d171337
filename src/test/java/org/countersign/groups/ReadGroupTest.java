package org.countersign.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.drift.Severity;
import org.countersign.governance.Mapping;
import org.countersign.groups.GroupList.Segment;
import org.countersign.groups.ReadMembers.Part;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One group and all groups, read from a real workspace.
class ReadGroupTest {
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

    private Group group(String source, String id) {
        return house.app().readGroup().run(source, id).orElseThrow();
    }

    @Test
    void aGroupIsReadWithItsCardItsNamesAndItsMembers() {
        Group group = group("okta", "g1");
        assertThat(group.label()).isEqualTo("eng-oncall");
        assertThat(group.before().orElseThrow().name()).isEqualTo("on-call-eng");
        assertThat(group.before().orElseThrow().until()).contains(House.TAKEN);
        assertThat(group.counts().all()).isEqualTo(4);
        assertThat(group.counts().direct()).isEqualTo(2);
        assertThat(group.counts().inactive()).isEqualTo(1);
        assertThat(group.counts().nestedGroups()).isEqualTo(1);
        assertThat(group.owner().orElseThrow().active()).isTrue();
        assertThat(group.owner().orElseThrow().member()).isTrue();
        assertThat(group.due()).contains(LocalDate.parse("2026-11-13"));
        assertThat(group.overdue()).isTrue();
        assertThat(group.nesting()).containsExactlyInAnyOrder(Mapping.Nesting.EXPAND, Mapping.Nesting.DIRECT);
        assertThat(group.stated().orElseThrow().file()).isTrue();
        assertThat(group.attested().orElseThrow().members()).contains(2);
        assertThat(group.attested().orElseThrow().same()).contains(false);
    }

    @Test
    void whatItReachesIsCountedAsTheRulesCount() {
        Group group = group("okta", "g1");
        Map<String, MappingLine> lines = Map.of(
                "oncall-slack",
                group.reaches().get(0),
                "admin-slack",
                group.reaches().get(1));
        MappingLine.Figures oncall = lines.get("oncall-slack").figures();
        assertThat(oncall.expected()).isEqualTo(3);
        assertThat(oncall.there()).isEqualTo(2);
        assertThat(oncall.lacking()).isEqualTo(1);
        assertThat(oncall.extra()).isEqualTo(1);
        long found = house.drift().findings().stream()
                .filter(finding -> finding.rule().equals("missing-membership")
                        && finding.summary().contains("oncall"))
                .count();
        assertThat(found).isEqualTo(oncall.lacking());
        assertThat(lines.get("admin-slack").privileged()).isTrue();
        assertThat(lines.get("admin-slack").figures()).isEqualTo(new MappingLine.Figures(true, 2, 1, 1, 0, 0));
        assertThat(group.privileged()).isEqualTo(1);
        assertThat(group.toxic()).hasSize(1);
        assertThat(group.toxic().getFirst().others()).containsExactly("refunds");
        assertThat(group.toxic().getFirst().both()).isEqualTo(1);
    }

    @Test
    void groupsInACircleAreFollowedOnceAndTheGroupsAroundAreKnown() {
        assertThat(group("okta", "g2").counts().all()).isEqualTo(4);
        assertThat(group("okta", "g2").around()).extracting(Group.Around::id).containsExactly("g1", "g6");
        assertThat(group("okta", "g2").around().getFirst().grants())
                .extracting(Group.Granted::mapping)
                .containsExactly("oncall-slack");
        assertThat(group("okta", "g6").counts().all()).isEqualTo(4);
        assertThat(group("okta", "g6").counts().direct()).isZero();
    }

    @Test
    void anAppsGroupIsReadWithTheMappingsIntoIt() {
        Group group = group("slack", "c1");
        assertThat(group.idp()).isFalse();
        assertThat(group.mapped()).isFalse();
        assertThat(group.reaches()).extracting(MappingLine::from).containsExactly("eng-oncall");
        assertThat(group.reaches().getFirst().figures().extra()).isEqualTo(1);
        assertThat(group.counts().all()).isEqualTo(3);
        assertThat(house.app().readGroup().run("slack", "nothing")).isEmpty();
    }

    @Test
    void membersAreListedByNameWithTheWayAndTheAppsThatKnowThem() {
        ReadMembers.Roll roll = house.app().readMembers().roll("okta", "g1");
        List<MemberRow> rows = house.app().readMembers().rows(roll, roll.part(Part.ALL));
        assertThat(rows).extracting(MemberRow::label).containsExactly("ada", "grace", "left", "אביגיל לוי");
        assertThat(rows).extracting(MemberRow::isActive).containsExactly(true, true, false, true);
        assertThat(rows.get(3).way()).containsExactly("customer-success");
        assertThat(rows.get(3).via()).contains("g2");
        assertThat(rows.get(0).elsewhere()).containsExactly("Slack");
        assertThat(rows.get(2).elsewhere()).isEmpty();
        assertThat(roll.count(Part.NESTED)).isEqualTo(2);
        assertThat(roll.part(Part.DIRECT)).hasSize(2);
    }

    @Test
    void theListFindsWhatNeedsSomebody() {
        try (var groups = house.app().listGroups()) {
            ListGroups.Listed listed =
                    groups.read(Optional.of(house.app().groupFindings().run()));
            GroupList list = listed.groups();
            assertThat(labels(list, "", Segment.ALL))
                    .containsExactly(
                            "customer-success",
                            "eng-oncall",
                            "everybody",
                            "launch",
                            "launch-team",
                            "oncall",
                            "refunds",
                            "отдел продаж");
            assertThat(labels(list, "", Segment.UNDOCUMENTED)).containsExactly("launch-team");
            assertThat(labels(list, "", Segment.OVERDUE)).containsExactly("eng-oncall");
            assertThat(labels(list, "ОТДЕЛ", Segment.ALL)).containsExactly("отдел продаж");
            assertThat(list.counts("").get(Segment.ALL)).isEqualTo(8);
            GroupLine oncall = list.row(list.find("eng", Segment.ALL)[0]);
            assertThat(oncall.members()).contains(4);
            assertThat(oncall.worst()).contains(Severity.MEDIUM);
        }
    }

    @Test
    void whatTheListCountsIsWhatTheRulesSay() {
        long undocumented = house.drift().findings().stream()
                .filter(finding -> finding.rule().equals("undocumented-group"))
                .count();
        long overdue = house.drift().findings().stream()
                .filter(finding -> finding.rule().equals("group-review-overdue"))
                .count();
        try (var groups = house.app().listGroups()) {
            GroupList list = groups.read(Optional.empty()).groups();
            assertThat(list.counts("").get(Segment.UNDOCUMENTED).longValue()).isEqualTo(undocumented);
            assertThat(list.counts("").get(Segment.OVERDUE).longValue()).isEqualTo(overdue);
        }
    }

    @Test
    void whatASourceDoesNotTellIsNotCountedAsNothing() throws Exception {
        house.snapshotAt(
                Instant.parse("2026-11-24T06:30:00Z"),
                "slack",
                House.active("s1", "grace"),
                House.group("c1", "oncall").replace(",\"members\":[]", ""));
        Group group = group("slack", "c1");
        assertThat(group.counts().told()).isFalse();
        assertThat(group.counts().attested()).isEmpty();
        assertThat(group("okta", "g1").reaches().getFirst().figures().known()).isFalse();
        try (var groups = house.app().listGroups()) {
            GroupList list = groups.read(Optional.empty()).groups();
            assertThat(list.row(list.find("oncall c1", Segment.ALL)[0]).members())
                    .isEmpty();
        }
    }

    private static List<String> labels(GroupList list, String text, Segment segment) {
        return IntStream.of(list.find(text, segment))
                .mapToObj(list::row)
                .map(GroupLine::label)
                .toList();
    }

    @Test
    void placesOfAPartAreInTheOrderOfNames() {
        ReadMembers.Roll roll = house.app().readMembers().roll("slack", "c1");
        assertThat(house.app().readMembers().rows(roll, roll.part(Part.ALL)))
                .extracting(row ->
                        row.label() + " " + Arrays.toString(row.elsewhere().toArray()))
                .containsExactly("agency []", "grace [grace]", "אביגיל לוי [אביגיל לוי]");
    }
}
