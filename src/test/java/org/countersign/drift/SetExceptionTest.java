package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Stand;
import org.countersign.governance.Access;
import org.countersign.governance.ExceptionRecord;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person allows by hand, and the register of it.
class SetExceptionTest {
    private static final String GRACE = "grace";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private final HandClock clock = new HandClock(House.NOW);
    private House house;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder, clock);
        house.governance("privileged: {roles: [owner]}", """
                        exceptions:
                          - {id: EX-7, source: slack, account: nobody, owner: grace, reason: Old., expires: 2027-01-31}
                          - {id: hand-made, source: slack, account: a2, owner: grace, expires: 2026-12-01}
                          - {id: EX-5, source: slack, account: a2, owner: zoe, reason: Z., expires: 2027-03-01}
                        """)
                .snapshot("okta", House.active("i1", GRACE), House.inactive("i2", "zoe"))
                .snapshot(
                        "slack",
                        House.active("a1", GRACE),
                        House.withRole("a2", "vendor", "owner"),
                        House.active("a3", "twin"),
                        House.active("a4", "twin"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private SetException set() {
        return house.app().setException();
    }

    private ExceptionRecord add(String account, String access, String owner, String reason, LocalDate until)
            throws RefusedException {
        return set().add(
                        house.app().actor(),
                        new SetException.Request(
                                "slack",
                                account,
                                Optional.of(access)
                                        .filter(text -> !text.isEmpty())
                                        .map(Access::parse),
                                owner,
                                reason,
                                until));
    }

    private List<Line> register() {
        return house.app().readExceptions().asOf(clock.instant()).lines();
    }

    private Line line(String id) {
        return register().stream()
                .filter(one -> one.record().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> unmatched() {
        return house.app().checkDrift().asOf(clock.instant()).findings().stream()
                .filter(finding -> finding.rule().equals("unmatched-account"))
                .map(finding -> finding.subject().id())
                .toList();
    }

    @Test
    void whatIsAllowedIsNoFindingUntilItEnds() throws Exception {
        assertThat(unmatched()).contains("a3");
        ExceptionRecord kept = add("a3", "", " grace ", " Agency. ", TODAY.plusDays(30));
        assertThat(kept.id()).as("after the highest number of all").isEqualTo("EX-8");
        assertThat(kept.owner()).contains("grace");
        assertThat(kept.reason()).contains("Agency.");
        assertThat(kept.granted()).contains(TODAY);
        assertThat(unmatched()).doesNotContain("a3");
        assertThat(line("EX-8").covers()).isEqualTo(1);
        assertThat(line("EX-8").stand()).isEqualTo(Stand.HOLDS);
        assertThat(line("EX-8").daysLeft()).contains(30L);
        set().end(house.app().actor(), "EX-8");
        assertThat(unmatched()).contains("a3");
        assertThat(register()).noneMatch(one -> one.record().id().equals("EX-8"));
        assertThat(add("a3", "", "grace", "Again.", TODAY.plusDays(3)).id())
                .as("no id is given twice")
                .isEqualTo("EX-9");
    }

    @Test
    void aPersonGivesOwnerReasonAndEnd() {
        assertThatThrownBy(() -> add("a3", "", " ", "r", TODAY.plusDays(1)))
                .hasMessageContaining("the owner is missing");
        assertThatThrownBy(() -> add("a3", "", "grace", " ", TODAY.plusDays(1)))
                .hasMessageContaining("the reason is missing");
        assertThatThrownBy(() -> add("a3", "", "grace", "r", TODAY)).hasMessageContaining("not in the future");
        assertThatThrownBy(() -> add("a3", "", "grace", "r", TODAY.plusDays(366)))
                .hasMessageContaining("more than 365 days");
        assertThat(register()).hasSize(3);
    }

    @Test
    void itIsForAnAccountThatIsThereAndWhatItHolds() throws Exception {
        assertThatThrownBy(() -> add("a9", "", "grace", "r", TODAY.plusDays(1))).hasMessageContaining("no account");
        assertThatThrownBy(() -> add("twin", "", "grace", "r", TODAY.plusDays(1)))
                .hasMessageContaining("Several accounts");
        assertThatThrownBy(() -> add("a2", "role:admin", "grace", "r", TODAY.plusDays(1)))
                .hasMessageContaining("does not hold");
        assertThatThrownBy(() -> set().add(
                                house.app().actor(),
                                new SetException.Request(
                                        "okta", "i1", Optional.empty(), "grace", "r", TODAY.plusDays(1))))
                .hasMessageContaining("no app of this id");
        assertThat(add("vendor", "role:owner", "grace", "r", TODAY.plusDays(1)).account())
                .as("by user name, kept by id")
                .isEqualTo("a2");
    }

    @Test
    void extensionsAreCountedAndNeedAReasonEach() throws Exception {
        add("a3", "", "grace", "First.", TODAY.plusDays(10));
        assertThat(line("EX-8").extensions()).isZero();
        assertThat(line("EX-8").stand()).isEqualTo(Stand.EXPIRING);
        clock.pass(Duration.ofDays(1));
        ExceptionRecord second = set().extend(house.app().actor(), "EX-8", TODAY.plusDays(40), "Second.");
        assertThat(second.reason()).contains("Second.");
        assertThat(second.granted()).contains(TODAY);
        assertThat(line("EX-8").extensions()).isEqualTo(1);
        assertThatThrownBy(() -> set().extend(house.app().actor(), "EX-8", TODAY.plusDays(40), "r"))
                .hasMessageContaining("holds until 2027-01-03 already");
        assertThatThrownBy(() -> set().extend(house.app().actor(), "EX-8", TODAY.plusDays(60), " "))
                .hasMessageContaining("the reason is missing");
        assertThatThrownBy(() -> set().extend(house.app().actor(), "EX-99", TODAY.plusDays(60), "r"))
                .hasMessageContaining("no exception of this id");
        clock.pass(Duration.ofDays(1));
        set().extend(house.app().actor(), "EX-8", TODAY.plusDays(80), "Third.");
        assertThat(line("EX-8").extensions()).isEqualTo(2);
        assertThat(house.app().readExceptions().asOf(House.NOW).lines())
                .as("as of the first day")
                .filteredOn(one -> one.record().id().equals("EX-8"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.extensions()).isZero();
                    assertThat(one.record().reason()).contains("First.");
                });
    }

    @Test
    void whatNeedsSomebodyComesFirst() throws Exception {
        add("a3", "", "grace", "r", TODAY.plusDays(100));
        add("a4", "", "grace", "r", TODAY.plusDays(5));
        assertThat(register())
                .extracting(one -> one.record().id() + " " + one.stand())
                .containsExactly(
                        "EX-5 OWNER_INACTIVE", "hand-made INCOMPLETE", "EX-9 EXPIRING", "EX-7 UNUSED", "EX-8 HOLDS");
        set().handOver(house.app().actor(), "EX-5", "grace");
        assertThat(line("EX-5").stand()).isEqualTo(Stand.HOLDS);
        assertThat(line("EX-5").record().reason()).contains("Z.");
        set().extend(house.app().actor(), "hand-made", TODAY.plusDays(90), "Now it says why.");
        assertThat(line("hand-made").stand()).isEqualTo(Stand.HOLDS);
    }

    @Test
    void whatLacksEverythingIsMadeWholeByOwnerFirst() throws Exception {
        house.governance("", """
                exceptions:
                  - {id: EX-1, source: slack, account: a3}
                """);
        assertThat(line("EX-1").stand()).isEqualTo(Stand.INCOMPLETE);
        assertThatThrownBy(() -> set().extend(house.app().actor(), "EX-1", TODAY.plusDays(30), "Agency."))
                .hasMessageContaining("the owner is missing")
                .hasMessageContaining("Hand it over first");
        assertThatThrownBy(() -> set().handOver(house.app().actor(), "EX-1", " "))
                .hasMessageContaining("the owner is missing");
        set().handOver(house.app().actor(), "EX-1", "grace");
        assertThat(line("EX-1").stand()).isEqualTo(Stand.INCOMPLETE);
        set().extend(house.app().actor(), "EX-1", TODAY.plusDays(30), "Agency.");
        assertThat(line("EX-1").stand()).isEqualTo(Stand.HOLDS);
    }

    @Test
    void theLedgerTellsOfEachWithoutNames() throws Exception {
        add("a3", "", "grace", "A secret reason.", TODAY.plusDays(30));
        set().end(house.app().actor(), "EX-8");
        var events = new StringBuilder();
        house.app().workspace().read(tx -> {
            new LedgerStore(tx).each(event -> events.append(Ledger.body(event)));
            return true;
        });
        assertThat(events).contains("exception.added", "exception.ended").doesNotContain("secret", "\"grace\"");
    }
}
