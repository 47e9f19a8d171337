package org.countersign.ui.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.campaign.ItemQuery;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.Later;
import org.countersign.testkit.SignedCampaign;
import org.countersign.text.Strings;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of everything that a campaign asks, without a toolkit.
class ItemsViewModelTest {
    private final Later later = new Later();

    @TempDir
    private Path folder;

    private SignedCampaign campaign;
    private CampaignsViewModel model;

    @BeforeEach
    void open() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        model = new CampaignsViewModel(
                campaign.app(), Clock.systemUTC(), Background.direct(), later, Background.direct());
        model.open("q4");
    }

    @AfterEach
    void close() {
        Strings.speak(Locale.ENGLISH);
        campaign.close();
    }

    private List<ItemState> rows() {
        later.all();
        LazyRows<ItemState> rows = model.items().rowsProperty().get();
        later.all();
        return IntStream.range(0, rows.size())
                .mapToObj(rows::get)
                .map(slot -> slot.row().orElseThrow())
                .toList();
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        assertThat(later.idle()).isTrue();
        model.refresh();
        assertThat(later.idle()).isTrue();
        model.items().looking(true);
        assertThat(rows()).hasSameSizeAs(campaign.items());
        model.items().looking(false);
        model.refresh();
        assertThat(later.idle()).isTrue();
        model.items().looking(true);
        assertThat(later.idle()).as("what became old meanwhile").isFalse();
    }

    @Test
    void whatWasLookedForInOneCampaignIsNotInTheNext() throws Exception {
        campaign.app()
                .openCampaign()
                .run(
                        campaign.app().actor(),
                        new OpenCampaign.Request(
                                "q5",
                                "Q5",
                                "amara@example.com",
                                "apps@example.com",
                                LocalDate.parse("2099-01-01"),
                                Scope.ALL,
                                Optional.empty()));
        model.items().looking(true);
        model.items().filterProperty().set("nothing is called so");
        assertThat(rows()).isEmpty();
        model.refresh();
        assertThat(rows()).as("in the same one it stays").isEmpty();
        model.open("q5");
        assertThat(model.items().filterProperty().get()).isEmpty();
        assertThat(rows()).isNotEmpty();
    }

    @Test
    void aFileOfThemIsWrittenBesideThePagesOfRows() throws Exception {
        model.items().looking(true);
        rows();
        Path file = folder.resolve("items.csv");
        model.items().export(file);
        assertThat(later.idle()).as("pages of rows do not wait for it").isTrue();
        assertThat(Files.readAllLines(file)).hasSize(campaign.items().size() + 1);
    }

    @Test
    void accessIsFoundByTheWordsOfTheScreen() {
        Strings.speak(Locale.GERMAN);
        model.items().looking(true);
        model.items().filterProperty().set("ganzes Konto");
        long accounts = campaign.items().stream()
                .filter(state -> state.item().kind() == Kind.ACCOUNT)
                .count();
        assertThat(accounts).isPositive().isLessThan(campaign.items().size());
        assertThat(rows())
                .hasSize((int) accounts)
                .allMatch(state -> state.item().kind() == Kind.ACCOUNT);
        model.items().filterProperty().set("Gruppenkarte Konto");
        assertThat(rows()).isEmpty();
    }

    @Test
    void statesStandInTheOrderOfTheirWords() throws Exception {
        ItemState one = campaign.items().stream()
                .filter(state -> state.item().kind() == Kind.MEMBERSHIP)
                .findFirst()
                .orElseThrow();
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        one.reviewer(),
                        List.of(new Draft(
                                "", one.item().id(), Verdict.REVOKE, Optional.of("gone"), Optional.empty(), 3)),
                        Manner.SINGLE);
        model.items().looking(true);
        model.items().sort(ItemQuery.By.STATE, false);
        assertThat(states()).isSorted().hasSizeGreaterThan(1);
        Strings.speak(Locale.GERMAN);
        model.items().sort(ItemQuery.By.STATE, true);
        model.items().sort(ItemQuery.By.STATE, false);
        assertThat(states()).isSorted();
    }

    /// What the list says of how items stand, each once, as they follow each other.
    private List<String> states() {
        var words = new ArrayList<String>();
        for (ItemState state : rows()) {
            String word = state.decision()
                    .map(made -> Strings.of("review.verdict." + made.verdict().text()))
                    .orElseGet(() -> Strings.of(state.covered() ? "campaigns.covered" : "campaigns.waits"));
            if (!words.contains(word)) {
                words.add(word);
            } else {
                assertThat(words.getLast()).isEqualTo(word);
            }
        }
        return words;
    }
}
