package org.countersign.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.scim.Grant;
import org.countersign.scim.TableHead;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.task.Background;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace and real files.
class SourcesViewModelTest {
    @TempDir
    private Path folder;

    private Path file(String name, String... resources) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "[" + String.join(",", resources) + "]");
        Files.setLastModifiedTime(file, FileTime.from(House.NOW.minusSeconds(600)));
        return file;
    }

    private static SourcesViewModel model(House house, Background background) {
        var model = new SourcesViewModel(house.app(), house.app().clock(), background, background);
        model.refresh();
        return model;
    }

    private static List<Snapshot> of(House house, String source) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all()).stream()
                .filter(snapshot -> snapshot.source().equals(source))
                .toList();
    }

    private static Answers answers(SourcesViewModel model) {
        return ((Stage.Shown) model.draft().orElseThrow().stage()).answers();
    }

    @Test
    void withoutGovernanceThereIsNothingAndNobodyIsSelected() throws Exception {
        try (var house = new House(folder)) {
            var model = model(house, Background.direct());
            assertThat(model.rows()).isEmpty();
            assertThat(model.current()).isEmpty();
        }
    }

    @Test
    void sourcesSayHowOldAndHowWhole() throws Exception {
        try (var house = new House(folder)) {
            house.governance("scim: {token: {expires: 2026-11-30}}", "").snapshot("okta", House.active("i", "ada"));
            var model = model(house, Background.direct());
            assertThat(model.rows()).extracting(SourceRow::word).containsExactly("fresh and complete", "no snapshot");
            SourceRow okta = model.rows().getFirst();
            assertThat(okta.line()).isEqualTo("1 account, 1 h old");
            assertThat(okta.facts())
                    .extracting(fact -> fact.getValue())
                    .contains("24 Nov 2026, 06:00 UTC", "whole, as far as its files tell", "1 h old of 1 d allowed");
            assertThat(model.rows().getLast().facts())
                    .extracting(fact -> fact.getValue())
                    .contains("6 days left, ends on 2026-11-30");
        }
    }

    @Test
    void filesOfSeveralSourcesAreToldApartAndStoredOnlyWhenConfirmed() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(List.of(
                    file("okta.json", House.active("i", "ada")),
                    file("slack.json", House.active("a", "ada")),
                    file("export.json", House.active("x", "xen"))));
            assertThat(model.drafts()).containsOnlyKeys("okta", "slack");
            assertThat(model.unassigned()).hasSize(1);
            assertThat(of(house, "okta")).isEmpty();
            assertThat(answers(model).takenAtProperty().get()).isEqualTo("2026-11-24T06:50:00Z");
            assertThat(answers(model).age(House.NOW)).isEqualTo("10 min ago, by the newest file");
            assertThat(answers(model).missing()).isEmpty();
            model.confirm();
            assertThat(of(house, "okta")).extracting(Snapshot::takenAtBasis).containsExactly("file");
            assertThat(of(house, "slack")).isEmpty();
            assertThat(model.drafts()).containsOnlyKeys("slack");
            assertThat(model.messageProperty().get())
                    .isEqualTo("Okta: Snapshot 1 imported: accounts 1, groups 0, memberships 0.");
            model.discard();
            model.selectedProperty().set(Optional.of("slack"));
            model.discard();
            model.assign("slack");
            assertThat(model.unassigned()).isEmpty();
            answers(model).takenAtProperty().set("yesterday");
            assertThat(answers(model).missing()).contains("Say when");
            answers(model).takenAtProperty().set("2026-11-23 10:00");
            assertThat(answers(model).missing()).isEqualTo("Compare again with this time");
            model.confirm();
            assertThat(of(house, "slack")).isEmpty();
            assertThat(answers(model).takenAtProperty().get()).isEqualTo("2026-11-23T10:00:00Z");
            assertThat(answers(model).age(House.NOW)).isEqualTo("21 h ago, as you said");
            model.confirm();
            assertThat(of(house, "slack")).extracting(Snapshot::takenAtBasis).containsExactly("given");
        }
    }

    @Test
    void incompleteTakesAnAnswer() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            Path bad = Files.writeString(folder.resolve("slack-2.json"), "[{\"id\": \"a\"");
            model.drop(List.of(file("slack-1.json", House.active("a", "ada")), bad));
            model.confirm();
            assertThat(of(house, "slack")).isEmpty();
            assertThat(answers(model).missing()).isEqualTo("Accept that it is incomplete");
            answers(model).incompleteProperty().set(true);
            model.confirm();
            assertThat(of(house, "slack")).hasSize(1);
            assertThat(model.rows().getLast().word()).isEqualTo("incomplete");
            assertThat(model.rows().getLast().gaps()).isNotEmpty();
        }
    }

    @Test
    void losingMoreThanAFifthTakesTheirNumber() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("slack", House.active("a", "ada"), House.active("b", "bob"), House.active("c", "cy"));
            var model = model(house, Background.direct());
            model.drop(List.of(file("slack.json", House.active("a", "ada"))));
            model.confirm();
            Answers answers = answers(model);
            answers.goneProperty().set("1");
            answers.reasonProperty().set("The agency has left.");
            model.confirm();
            assertThat(of(house, "slack")).hasSize(1);
            answers.goneProperty().set("2");
            answers.reasonProperty().set("because");
            assertThat(answers.missing()).isEqualTo("Say why, in 10 characters or more");
            model.confirm();
            assertThat(of(house, "slack")).hasSize(1);
            answers.reasonProperty().set("The agency has left.");
            model.confirm();
            assertThat(of(house, "slack")).hasSize(2);
            assertThat(house.app().workspace().<String, RuntimeException>read(tx -> Ledger.body(
                                    new LedgerStore(tx).last().orElseThrow())
                            .path("data")
                            .path("reason")
                            .asText()))
                    .isEqualTo("The agency has left.");
        }
    }

    @Test
    void refusedNamesFileReasonAndNothingIsStored() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(List.of(Files.writeString(folder.resolve("slack.json"), "[{\"id\": \"a\"")));
            assertThat(model.draft().orElseThrow().stage())
                    .isInstanceOfSatisfying(Stage.Shown.class, shown -> assertThat(
                                    shown.foreseen().outcome())
                            .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                                            refused.refused().getFirst().place())
                                    .startsWith("slack.json")));
            model.confirm();
            assertThat(of(house, "slack")).isEmpty();
            model.discard();
            assertThat(model.draft()).isEmpty();
        }
    }

    @Test
    void stoppedWhileReadingLeavesNothing() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var later = new Later();
            var model = model(house, later);
            later.all();
            model.drop(List.of(file("slack.json", House.active("a", "ada"))));
            assertThat(model.draft().orElseThrow().stage()).isInstanceOf(Stage.Reading.class);
            model.discard();
            later.all();
            assertThat(model.draft()).isEmpty();
            assertThat(of(house, "slack")).isEmpty();
        }
    }

    @Test
    void aFileThatChangesBetweenLookAndImportIsLookedAtAgain() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(List.of(file("slack.json", House.active("a", "ada"))));
            file("slack.json", House.active("a", "ada"), House.active("m", "mallory"));
            model.confirm();
            assertThat(of(house, "slack")).isEmpty();
            assertThat(model.draft().orElseThrow().stage())
                    .isEqualTo(new Stage.Failed(
                            "slack: The files have changed since they were looked at. Look at them again. Nothing was"
                                    + " imported."));
            model.confirm();
            assertThat(model.draft().orElseThrow().stage()).isInstanceOf(Stage.Shown.class);
            model.confirm();
            assertThat(of(house, "slack")).extracting(Snapshot::accounts).containsExactly(2L);
        }
    }

    @Test
    void oneThatFailsDoesNotStopTheOthersAndEachIsSummedUp() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(
                    List.of(file("okta.json", House.active("i", "ada")), file("slack.json", House.active("a", "ada"))));
            file("okta.json", House.active("i", "ada"), House.active("m", "mallory"));
            assertThat(model.ready()).extracting(ImportDraft::source).containsExactly("okta", "slack");
            model.confirmAll();
            assertThat(of(house, "okta")).isEmpty();
            assertThat(of(house, "slack")).hasSize(1);
            assertThat(model.results())
                    .extracting(ImportResult::source, ImportResult::tone)
                    .containsExactly(tuple("okta", "high"), tuple("slack", "approve"));
            assertThat(model.drafts().get("okta").word()).isEqualTo("failed");
        }
    }

    @Test
    void stoppingBetweenSeveralLeavesTheRestUnstored() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var importing = new Later();
            var model = new SourcesViewModel(house.app(), house.app().clock(), Background.direct(), importing);
            model.refresh();
            model.drop(
                    List.of(file("okta.json", House.active("i", "ada")), file("slack.json", House.active("a", "ada"))));
            assertThat(model.underWay()).isEqualTo(2);
            importing.all();
            model.confirmAll();
            importing.one();
            model.stop();
            assertThat(model.drafts()).containsOnlyKeys("slack");
            importing.all();
            assertThat(of(house, "okta")).hasSize(1);
            assertThat(of(house, "slack")).isEmpty();
            assertThat(model.results()).extracting(ImportResult::text).last().isEqualTo("Stopped. Nothing was stored.");
            assertThat(model.drafts()).isEmpty();
        }
    }

    @Test
    void columnsAreAskedForWhereTheHeaderSaysTooLittleAndRemembered() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            Path table =
                    Files.writeString(folder.resolve("slack.csv"), "Kennung,Name,Rolle\nada,Ada L,admin\nbob,Bob,\n");
            model.drop(List.of(table));
            var columns = ((Stage.Mapping) model.draft().orElseThrow().stage()).columns();
            assertThat(columns.head().header()).containsExactly("Kennung", "Name", "Rolle");
            assertThat(columns.choice(1).get()).isEqualTo("displayName");
            assertThat(columns.missingProperty().get()).contains("names the account");
            model.confirm();
            assertThat(model.draft().orElseThrow().stage()).isInstanceOf(Stage.Mapping.class);
            columns.choice(0).set("userName");
            columns.choice(2).set("roles");
            assertThat(columns.linesProperty().get())
                    .first()
                    .isInstanceOfSatisfying(TableHead.Line.Account.class, line -> {
                        assertThat(line.user().userName()).contains("ada");
                        assertThat(line.user().roles()).extracting(Grant::value).containsExactly("admin");
                    });
            columns.choice(1).set("userName");
            assertThat(columns.missingProperty().get())
                    .isEqualTo("Two columns are User name: say what the other one is");
            model.confirm();
            assertThat(model.draft().orElseThrow().stage()).isInstanceOf(Stage.Mapping.class);
            columns.choice(1).set("displayName");
            model.confirm();
            model.confirm();
            assertThat(of(house, "slack")).extracting(Snapshot::accounts).containsExactly(2L);
            Files.writeString(table, "Kennung,Name,Rolle\nada,Ada L,admin\nbob,Bob,admin\n");
            model.drop(List.of(table));
            assertThat(model.draft().orElseThrow().stage()).isInstanceOf(Stage.Shown.class);
            model.askColumns();
            var again = ((Stage.Mapping) model.draft().orElseThrow().stage()).columns();
            assertThat(again.choice(0).get()).isEqualTo("userName");
            again.choice(1).set(TableColumns.NOTHING);
            model.confirm();
            model.confirm();
            assertThat(house.app().workspace().<List<Optional<String>>, RuntimeException>read(tx -> {
                        var store = new SnapshotStore(tx);
                        return store.accounts(store.all().getLast()).values().stream()
                                .map(UserResource::displayName)
                                .toList();
                    }))
                    .containsOnly(Optional.empty());
        }
    }

    /// Naming the user makes the header say more: a column `id` beside it is the account's.
    @Test
    void aColumnIsWhatTheWindowShowsAlsoWhereTheHeaderWouldSayMore() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            Path table = Files.writeString(folder.resolve("slack.csv"), "id,Kennung\n1,ada\n2,bob\n");
            model.drop(List.of(table));
            var columns = ((Stage.Mapping) model.draft().orElseThrow().stage()).columns();
            assertThat(columns.choice(0).get()).isEqualTo(TableColumns.NOTHING);
            columns.choice(1).set("userName");
            assertThat(ids(columns)).containsExactly("ada", "bob");
            columns.choice(0).set("id");
            assertThat(ids(columns)).containsExactly("1", "2");
            columns.choice(0).set(TableColumns.NOTHING);
            model.confirm();
            model.confirm();
            assertThat(house.app().workspace().<List<String>, RuntimeException>read(tx -> {
                        var store = new SnapshotStore(tx);
                        return List.copyOf(store.accounts(store.all().getLast()).keySet());
                    }))
                    .containsExactlyInAnyOrder("ada", "bob");
            model.drop(List.of(Files.writeString(table, "id,Kennung\n1,ada\n3,eve\n")));
            model.askColumns();
            var again = ((Stage.Mapping) model.draft().orElseThrow().stage()).columns();
            assertThat(again.choice(0).get()).isEqualTo(TableColumns.NOTHING);
            assertThat(ids(again)).containsExactly("ada", "eve");
        }
    }

    private static List<String> ids(TableColumns columns) {
        return columns.linesProperty().get().stream()
                .map(line -> ((TableHead.Line.Account) line).user().id())
                .toList();
    }

    @Test
    void aTableWithoutRowsIsShownAndTaken() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(List.of(Files.writeString(folder.resolve("slack.csv"), "Kennung,Name\n")));
            var columns = ((Stage.Mapping) model.draft().orElseThrow().stage()).columns();
            columns.choice(0).set("userName");
            assertThat(columns.missingProperty().get()).isEmpty();
            assertThat(columns.linesProperty().get()).isEmpty();
            model.confirm();
            model.confirm();
            assertThat(of(house, "slack")).extracting(Snapshot::accounts).containsExactly(0L);
        }
    }

    @Test
    void whatIsNeverADataFileIsLeftOutWithoutAWord() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path export = Files.createDirectories(folder.resolve("slack"));
            Files.writeString(export.resolve("users.json"), "[" + House.active("a", "ada") + "]");
            Files.writeString(export.resolve("taken-at.txt"), "2026-11-24");
            Files.writeString(export.resolve("more-users.xlsx"), "PK");
            var model = model(house, Background.direct());
            model.drop(List.of(export));
            var shown =
                    (Outcome.Usable) ((Stage.Shown) model.draft().orElseThrow().stage())
                            .foreseen()
                            .outcome();
            assertThat(shown.snapshot().completeness().notes())
                    .anyMatch(note -> note.startsWith("more-users.xlsx was left out"))
                    .noneMatch(note -> note.contains("taken-at"));
        }
    }

    @Test
    void coverageHasMarksAndSaysWhereItIsKnownFrom() throws Exception {
        try (var house = new House(folder)) {
            house.governance("revocation: {sessions: {state: kept, source: lifecycle-test, checked: 2026-09-12}}", "");
            SourceRow slack = model(house, Background.direct()).rows().getLast();
            assertThat(slack.coverage())
                    .contains(
                            new SourceRow.Holding("Sessions", "kept", "kept", "lifecycle-test, checked on 2026-09-12"))
                    .anyMatch(holding ->
                            holding.state().equals("unknown") && holding.from().equals("nobody has tested this"));
            assertThat(slack.vendor()).isNotEmpty().allMatch(told -> told.source()
                    .contains("slack."));
        }
    }

    /// The import tells how many rows it has read, not the screen how many there are.
    @Test
    void rowsAreCountedWhileTheyAreRead() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var rows = new ArrayList<Long>();
            var pace = new Progress() {
                @Override
                public void report(String step, long done, long total) {}

                @Override
                public void rows(long read) {
                    rows.add(read);
                }
            };
            Path file = Files.writeString(
                    folder.resolve("users.json"),
                    "[" + House.active("1", "ada") + "," + House.active("2", "bob") + "]");
            house.app()
                    .importSnapshot()
                    .run(
                            house.app().actor(),
                            new ImportSnapshot.Request("slack", List.of(file), Optional.empty(), false, false),
                            pace);
            assertThat(rows).isNotEmpty().last().isEqualTo(2L);
        }
    }

    @Test
    void paceSaysBytesRateAndWhatIsLeft() {
        assertThat(Pace.line("users.json", 50_000_000, 200_000_000, 30_001, Duration.ofSeconds(2)))
                .isEqualTo("users.json: 50.0 of 200.0 MB, 30,001 rows; 15,001 rows and 25.0 MB a second, 6 s left");
        assertThat(Pace.line("users.json", 5_000_000, 2_000_000_000, 10, Duration.ofSeconds(2)))
                .endsWith("; 5 rows and 2.5 MB a second, 13 min left");
        assertThat(Pace.line("Comparing", 0, 0, 0, Duration.ZERO)).isEqualTo("Comparing");
    }
}
