package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Event;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What would be acknowledged is what is: the question asks with [AcknowledgeFinding#check(List)] first.
class AcknowledgeFindingTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private final HandClock clock = new HandClock(House.NOW);
    private House house;

    /// `gone` is resolved, `agency` allowed by EX-1, `old` acknowledged, `new` open, and a rule is off.
    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = new House(folder, clock);
        String agency = "exceptions:\n"
                + "  - {id: EX-1, source: slack, account: x, owner: ada, reason: r, expires: 2099-12-31}\n";
        house.governance("", agency)
                .snapshot("okta", active("i", "ada"))
                .snapshot("slack", active("g", "gone"), active("x", "agency"), active("o", "old"), active("n", "new"));
        house.app().checkDrift().now();
        run(List.of(of("old")), false);
        clock.pass(Duration.ofHours(1));
        house.governance("", agency + "rulesOff: [revocation-coverage-unknown]\n")
                .snapshotAt(clock.instant(), "slack", active("x", "agency"), active("o", "old"), active("n", "new"));
        house.app().checkDrift().now();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String of(String label) {
        return all().stream()
                .filter(one ->
                        one.rule().equals("unmatched-account") && one.label().equals(label))
                .map(StoredFinding::fingerprint)
                .findFirst()
                .orElseThrow();
    }

    private String off() {
        return all().stream()
                .filter(one -> one.rule().equals("revocation-coverage-unknown"))
                .map(StoredFinding::fingerprint)
                .findFirst()
                .orElseThrow();
    }

    private List<StoredFinding> all() {
        return house.app().workspace().read(tx -> new FindingStore(tx).all());
    }

    private List<FindingAnswer> run(List<String> asked, boolean eligibleOnly) throws Exception {
        return house.app()
                .acknowledgeFinding()
                .run(house.app().actor(), new AcknowledgeFinding.Request(asked, "an agency", TODAY, eligibleOnly));
    }

    private List<String> asked() {
        return List.of(of("new"), of("old"), of("agency"), of("gone"), off(), "0000000000000000", of("new"));
    }

    @Test
    void checkSaysOfEachOnceWhetherItCanBeAndWhyNot() {
        List<FindingAnswer> answers = house.app().acknowledgeFinding().check(asked());
        assertThat(answers)
                .extracting(FindingAnswer::fingerprint)
                .containsExactly(of("new"), of("old"), of("agency"), of("gone"), off(), "0000000000000000");
        assertThat(answers)
                .extracting(FindingAnswer::refusal)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Exception EX-1 allows it already."),
                        Optional.of("It is resolved: there is nothing to know of."),
                        Optional.of("It is no longer asked for: its rule is off or its source is gone."),
                        Optional.of("No run of drift has stored a finding of this fingerprint."));
    }

    @Test
    void checkChangesNothingAndAnswersWhatTheActThenAnswers() throws Exception {
        List<StoredFinding> before = all();
        long events = events();
        List<FindingAnswer> answers = house.app().acknowledgeFinding().check(asked());
        assertThat(all()).isEqualTo(before);
        assertThat(events()).isEqualTo(events);
        assertThat(run(asked(), false)).isEqualTo(answers);
        assertThat(all()).as("none is done by half").isEqualTo(before);
        assertThat(run(asked(), true)).isEqualTo(answers);
        assertThat(all())
                .filteredOn(one -> one.status() == Status.ACKNOWLEDGED)
                .extracting(StoredFinding::label)
                .containsExactlyInAnyOrder("new", "old");
        assertThat(events()).as("one act is one event").isEqualTo(events + 1);
    }

    @Test
    void howEachEndedIsToldByFingerprint() {
        var ends = house.app().workspace().read(tx -> new FindingStore(tx).ends());
        assertThat(ends).containsOnlyKeys(of("gone"), off());
        assertThat(ends.get(of("gone")).kind()).isEqualTo(FindingChange.Kind.RESOLVED);
        assertThat(ends.get(of("gone")).detail().toString()).contains("\"source\":\"slack\"", "\"number\":2");
        assertThat(ends.get(off()).detail().path("why").asText()).isEqualTo("rule-off");
    }

    private long events() {
        var events = new ArrayList<Event>();
        house.app().workspace().read(tx -> {
            new LedgerStore(tx).each(events::add);
            return true;
        });
        return events.size();
    }
}
