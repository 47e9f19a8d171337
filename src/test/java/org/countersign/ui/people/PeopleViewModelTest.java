package org.countersign.ui.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.inactive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.people.PersonRow;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace.
class PeopleViewModelTest {
    @TempDir
    private Path folder;

    private House house;
    private final List<PeopleViewModel> models = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        house = new House(folder).governance("", "");
    }

    @AfterEach
    void close() {
        models.forEach(PeopleViewModel::stop);
        house.close();
    }

    private PeopleViewModel model(Background rows) {
        var model = new PeopleViewModel(house.app(), Background.direct(), Background.direct(), rows);
        models.add(model);
        return model;
    }

    private PeopleViewModel loaded() {
        var model = model(Background.direct());
        model.refresh();
        return model;
    }

    private static List<String> keys(PeopleViewModel model) {
        var rows = model.rowsProperty().get();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).row().map(PersonRow::key).orElse("pending"))
                .toList();
    }

    private static String named(String id, String userName, String displayName, String more) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"" + id + "\",\"userName\":\""
                + userName + "\",\"displayName\":\"" + displayName + "\",\"active\":true" + more + "}";
    }

    private void four() throws Exception {
        house.snapshot(
                        "okta",
                        named("i1", "soren@example.com", "Søren Aagaard", ",\"title\":\"Lead\""),
                        named("i2", "ngozi@example.com", "Ngozi Adébáyò", ""),
                        inactive("i3", "Zoë"))
                .snapshot("slack", active("a1", "soren@example.com"), active("b1", "bot"));
    }

    @Test
    void everybodyIsListedByNameWithAccountsThatNobodyStandsBehind() throws Exception {
        four();
        var model = loaded();
        assertThat(keys(model)).containsExactly("slack/b1", "okta/i2", "okta/i1", "okta/i3");
        assertThat(model.countsProperty().get())
                .containsEntry(Kind.EVERYONE, 4)
                .containsEntry(Kind.WITH_ACCOUNTS, 1)
                .containsEntry(Kind.IDP_ONLY, 2)
                .containsEntry(Kind.NO_IDENTITY, 1);
        assertThat(model.sources()).containsExactly("okta", "slack");
        assertThat(model.subtitleProperty().get()).isEqualTo("4 people, and accounts without one");
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void everyWordIsLookedForWithoutItsAccentsAnywhere() throws Exception {
        four();
        var model = loaded();
        model.textProperty().set("ADEBAYO ngo");
        assertThat(keys(model)).containsExactly("okta/i2");
        model.textProperty().set("lead");
        assertThat(keys(model)).containsExactly("okta/i1");
        model.textProperty().set("example.com zoe");
        assertThat(keys(model)).isEmpty();
        assertThat(model.countsProperty().get()).containsEntry(Kind.EVERYONE, 0);
        model.clear();
        assertThat(keys(model)).hasSize(4);
        model.textProperty().set("%' OR 1=1 --");
        assertThat(keys(model)).isEmpty();
    }

    @Test
    void kindsAndSourcesNarrowTogether() throws Exception {
        four();
        var model = loaded();
        model.kindProperty().set(Kind.IDP_ONLY);
        assertThat(keys(model)).containsExactly("okta/i2", "okta/i3");
        model.sourceProperty().set("slack");
        assertThat(keys(model)).isEmpty();
        model.kindProperty().set(Kind.NO_IDENTITY);
        assertThat(keys(model)).containsExactly("slack/b1");
    }

    @Test
    void columnsAreSortedInEitherDirectionAndEqualOnesByName() throws Exception {
        four();
        var model = loaded();
        model.sort(Column.LABEL, true);
        assertThat(keys(model)).containsExactly("okta/i3", "okta/i1", "okta/i2", "slack/b1");
        model.sort(Column.STATE, true);
        assertThat(keys(model)).containsExactly("okta/i3", "slack/b1", "okta/i2", "okta/i1");
        model.sort(Column.ACCOUNTS, true);
        assertThat(keys(model)).startsWith("okta/i1");
        model.sort(Column.NAME, false);
        assertThat(keys(model)).containsExactly("slack/b1", "okta/i2", "okta/i1", "okta/i3");
        model.sort(Column.SOURCE, false);
        assertThat(keys(model)).endsWith("slack/b1");
    }

    @Test
    void oldRowsStayUntilTheNewOnesAreThereAndLateAnswersAreDropped() throws Exception {
        four();
        var later = new Later();
        var model = model(later);
        model.refresh();
        later.all();
        model.textProperty().set("b");
        model.textProperty().set("bo");
        model.textProperty().set("");
        assertThat(keys(model)).hasSize(4);
        later.one();
        assertThat(keys(model)).hasSize(4);
        later.all();
        assertThat(keys(model)).hasSize(4);
    }

    @Test
    void aNewSnapshotIsListedAfterARefreshAndNothingIsReadAgainWithoutOne() throws Exception {
        four();
        var model = loaded();
        var before = model.rowsProperty().get();
        model.refresh();
        assertThat(model.rowsProperty().get()).isSameAs(before);
        house.snapshotAt(House.TAKEN.plusSeconds(1), "okta", active("i9", "eve"));
        model.refresh();
        assertThat(keys(model)).contains("okta/i9").doesNotContain("okta/i1");
    }

    @Test
    void aPersonsWordMovesAnAccountAtOnce() throws Exception {
        four();
        var model = loaded();
        house.app().setLink().run(house.app().actor(), "slack", "b1", Optional.of("i2"));
        house.app().setLink().run(house.app().actor(), "slack", "a1", Optional.empty());
        model.refresh();
        assertThat(keys(model)).containsExactly("okta/i2", "slack/a1", "okta/i1", "okta/i3");
        assertThat(model.rowsProperty().get().get(0).row().orElseThrow().accounts())
                .isEqualTo(1);
        assertThat(model.rowsProperty().get().get(2).row().orElseThrow().accounts())
                .isZero();
    }

    @Test
    void moreThanAStretchIsThereInTheEndAndTheFirstOneBefore() throws Exception {
        var users = IntStream.range(0, 12_500)
                .mapToObj(i -> active("u" + i, "person " + (99_999 - i)))
                .toArray(String[]::new);
        house.snapshot("okta", users);
        var later = new Later();
        var model = model(later);
        model.refresh();
        later.one();
        assertThat(model.subtitleProperty().get()).startsWith("Reading names: 1,000 of about 12,500");
        later.all();
        var rows = model.rowsProperty().get();
        assertThat(rows.size()).isEqualTo(12_500);
        assertThat(rows.get(0).row().orElseThrow().label()).isEqualTo("person 87500");
        assertThat(rows.get(12_000).pending()).isTrue();
        later.all();
        assertThat(rows.get(12_000).row().orElseThrow().label()).isEqualTo("person 99500");
    }

    @Test
    void selectedLinesAreCopiedAsTabSeparatedText() throws Exception {
        four();
        var model = loaded();
        assertThat(model.lines(1)).isEqualTo("Ngozi Adébáyò\tngozi@example.com\tOkta\t\ti2");
        model.selection().all();
        model.selection().toggle("okta/i2");
        assertThat(model.lines(1).lines()).hasSize(3);
    }

    @Test
    void withoutASnapshotNobodyIsListedAndNothingIsWritten() {
        var model = loaded();
        assertThat(keys(model)).isEmpty();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void theFirstFewWhoMayBeMeantAreFoundForAQuestion() throws Exception {
        four();
        var model = loaded();
        var found = new ArrayList<PersonRow>();
        model.find("okta", "", 2, found::addAll);
        assertThat(found).extracting(PersonRow::id).containsExactly("i2", "i1");
    }
}
