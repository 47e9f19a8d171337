package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Yesterday `old` had nobody behind it; what today says of that.
class DayChangesTest {
    private static final Instant YESTERDAY = House.TAKEN.minus(1, ChronoUnit.DAYS);

    private House house;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder);
        house.governance("", "")
                .snapshotAt(YESTERDAY, "okta", active("i", "ada"))
                .snapshotAt(YESTERDAY, "slack", active("o", "old"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private DayChanges changes() {
        var drift = house.app().checkDrift();
        Landscape landscape = house.app().workspace().read(tx -> new ReadLandscape(tx).asOf(House.NOW));
        return DayChanges.of(house.drift(), drift.asOf(House.NOW.minus(1, ChronoUnit.DAYS)), landscape);
    }

    private static List<String> accounts(List<Finding> findings) {
        return findings.stream()
                .filter(one -> one.rule().equals("unmatched-account"))
                .map(one -> one.subject().label())
                .toList();
    }

    @Test
    void whatAWholeSnapshotLacksIsGoneAndWhatItBringsIsFresh() throws Exception {
        house.snapshot("slack", active("n", "new"));
        assertThat(accounts(changes().fresh())).containsExactly("new");
        assertThat(accounts(changes().gone())).containsExactly("old");
        assertThat(changes().unchecked()).isEmpty();
    }

    @Test
    void whatAnIncompleteSnapshotLacksIsNotGone() throws Exception {
        house.file(House.TAKEN, "slack", "{\"totalResults\":9,\"Resources\":[" + active("n", "new") + "]}");
        assertThat(changes().gone()).isEmpty();
        assertThat(accounts(changes().unchecked())).containsExactly("old");
    }

    @Test
    void whatCannotBeAnsweredIsNotGone() throws Exception {
        house.file(House.TAKEN, "okta", "{\"totalResults\":9,\"Resources\":[" + active("i", "ada") + "]}")
                .snapshot("slack", active("o", "old"));
        assertThat(accounts(changes().gone())).isEmpty();
        assertThat(accounts(changes().unchecked())).containsExactly("old");
    }

    @Test
    void whatAnExceptionAllowsIsNotGone() throws Exception {
        house.governance(
                        "",
                        "exceptions:\n"
                                + "  - {id: EX-1, source: slack, account: o, owner: ada, reason: r, expires: 2099-12-31}\n")
                .snapshot("slack", active("o", "old"));
        assertThat(accounts(changes().gone())).isEmpty();
        assertThat(changes().unchecked()).isEmpty();
    }
}
