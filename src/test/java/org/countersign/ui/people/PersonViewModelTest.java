package org.countersign.ui.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;
import static org.countersign.testkit.House.inactive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace.
class PersonViewModelTest {
    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(folder)
                .governance("", "")
                .snapshotAt(House.TAKEN.minus(Duration.ofDays(1)), "slack", active("a1", "ada"), active("x", "agency"))
                .snapshot("okta", inactive("i1", "ada"), active("i2", "grace"), active("i3", "עדה"))
                .snapshot("slack", active("a1", "ada"), inactive("x", "agency"), group("g", "staff", "a1", "x"));
        house.app().matchAccounts().run();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private PersonViewModel open(String key) {
        var model = new PersonViewModel(house.app(), Background.direct());
        model.open(key);
        return model;
    }

    private static String lead(PersonViewModel model) {
        return PersonHead.lead(model.personProperty().get().orElseThrow());
    }

    @Test
    void aSentenceComesFirst() {
        assertThat(lead(open("okta/i1"))).isEqualTo("Inactive in Okta; 1 account is still active.");
        assertThat(lead(open("okta/i2"))).isEqualTo("Known to Okta only. No app has an account.");
        assertThat(lead(open("slack/x")))
                .isEqualTo("agency has an account in Slack, and no key leads from it to an identity.");
        assertThat(PersonHead.accountsTitle(
                        open("okta/i1").personProperty().get().orElseThrow()))
                .isEqualTo("2 accounts in 2 sources");
    }

    @Test
    void findingsComeAfterTheRest() {
        var later = new Later();
        var model = new PersonViewModel(house.app(), later);
        model.open("okta/i1");
        assertThat(model.personProperty().get()).isEmpty();
        later.one();
        assertThat(model.personProperty().get()).isPresent();
        assertThat(model.checkingProperty().get()).isTrue();
        assertThat(model.findings()).isEmpty();
        later.all();
        assertThat(model.checkingProperty().get()).isFalse();
        assertThat(model.findings())
                .extracting(org.countersign.people.FindingsOfPerson.One::rule)
                .contains("disabled-identity-active-account");
    }

    @Test
    void whoComesLateForAnotherPageIsDropped() {
        var later = new Later();
        var model = new PersonViewModel(house.app(), later);
        model.open("okta/i1");
        model.open("okta/i2");
        later.all();
        assertThat(model.personProperty().get().orElseThrow().key()).isEqualTo("okta/i2");
        model.open("");
        later.all();
        assertThat(model.personProperty().get()).isEmpty();
    }

    @Test
    void anUnknownIdIsSaid() {
        var model = open("okta/who");
        assertThat(model.personProperty().get()).isEmpty();
        assertThat(model.problemProperty().get()).startsWith("Nobody is known by okta/who.");
    }

    @Test
    void aPersonsWordIsKeptInTheLedgerAndTheAccountLeadsToTheIdentity() {
        var model = open("slack/x");
        model.link("slack", "x", Optional.of("i2"));
        assertThat(model.messageProperty().get()).isEqualTo("x is now linked to i2.");
        assertThat(model.personProperty().get().orElseThrow().key()).isEqualTo("okta/i2");
        model.link("slack", "x", Optional.empty());
        model.open("slack/x");
        assertThat(lead(model)).contains("that nobody stands behind, as somebody said on 24 Nov 2026");
        var events = new ArrayList<String>();
        house.app().workspace().read(tx -> {
            new LedgerStore(tx).each(event -> events.add(new String(event.body(), StandardCharsets.UTF_8)));
            return true;
        });
        assertThat(events.get(events.size() - 2)).contains("link.set");
        assertThat(events.getLast()).contains("link.cut");
    }

    @Test
    void aRefusedWordSaysWhyAndChangesNothing() {
        var model = open("slack/x");
        model.link("slack", "x", Optional.of("ghost"));
        assertThat(model.problemProperty().get()).contains("No snapshot of the IdP has an identity of this id.");
        assertThat(model.messageProperty().get()).isEmpty();
    }

    @Test
    void historyIsToldInWords() {
        assertThat(HistoryTable.lines(open("slack/x").personProperty().get().orElseThrow()))
                .extracting(HistoryTable.Line::what)
                .containsExactly("State: active → inactive", "Member of staff from here on");
    }
}
