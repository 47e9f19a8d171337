package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.user;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.Retention;
import org.countersign.testkit.House;
import org.countersign.testkit.RandomHistory;
import org.countersign.text.Strings;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of accounts and links beside them says what the accounts say, and is what rules are answered by (ADR
/// 22).
class KeptNumbersTest {
    @TempDir
    private Path folder;

    private static void sql(House house, String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(House house, String table) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + house.workspace());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }

    private static String said(House house) {
        return house.app().checkDrift().asOf(House.NOW).json().toString();
    }

    private static List<String> unmatched(House house) {
        return house.app().checkDrift().asOf(House.NOW).findings().stream()
                .filter(finding -> finding.rule().equals("unmatched-account"))
                .map(finding -> finding.subject().id())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWorkspaceFromBeforeThemSaysTheSame(long seed) throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var history = new RandomHistory(house, new Random(seed));
            history.days(9);
            String kept = said(house);
            sql(house, "DELETE FROM link");
            assertThat(said(house)).as("without links").isEqualTo(kept);
            sql(house, "DELETE FROM account_fact");
            sql(house, "UPDATE snapshot_source SET facts = NULL");
            assertThat(said(house)).as("without facts").isEqualTo(kept);
            // The next import makes those of the old states too.
            history.days(2);
            assertThat(count(house, "snapshot_source WHERE facts = 1")).isEqualTo(2);
            String later = said(house);
            sql(house, "UPDATE snapshot_source SET facts = NULL");
            assertThat(said(house)).as("read from the accounts").isEqualTo(later);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void removingSnapshotsRemovesTheFactsOfWhatGoesWithThem(long seed) throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            new RandomHistory(house, new Random(seed)).days(12);
            var newest = new Retention(1, Optional.empty(), 0, 0, 0, 0);
            long before = count(house, "account");
            house.app().pruneSnapshots().run(house.app().actor(), newest, Set.of(), Progress.NONE);
            assertThat(count(house, "account")).isLessThan(before);
            String pruned = said(house);
            sql(house, "UPDATE snapshot_source SET facts = NULL");
            assertThat(said(house)).isEqualTo(pruned);
        }
    }

    @Test
    void rulesAreAnsweredByThem() throws Exception {
        try (var house = house()) {
            assertThat(unmatched(house)).containsExactly("W2");
            sql(house, "UPDATE link SET links = zeroblob(length(links))");
            assertThat(unmatched(house)).as("links").containsExactly("W1", "W2");
            sql(house, "DELETE FROM account_fact");
            assertThat(unmatched(house)).as("facts").isEmpty();
        }
    }

    @Test
    void linksThatRestOnSomethingElseAreNotUsed() throws Exception {
        try (var house = house()) {
            house.app().setLink().run(house.app().actor(), "slack", "W2", Optional.of("u1"));
            assertThat(unmatched(house)).as("a person's word").isEmpty();
            house.app().setLink().run(house.app().actor(), "slack", "W1", Optional.empty());
            assertThat(unmatched(house)).as("another word").containsExactly("W1");
            house.snapshotAt(House.TAKEN.plusSeconds(60), "okta", active("u1", "grace"), active("u3", "linus"));
            assertThat(unmatched(house)).as("another snapshot of the IdP").containsExactly("W1");
            house.snapshotAt(House.TAKEN.plusSeconds(60), "slack", active("W3", "linus"), active("W4", "nobody"));
            assertThat(unmatched(house)).as("another snapshot of the app").containsExactly("W4");
        }
    }

    @Test
    void theDayBeforeIsAnsweredByTheLinksOfThatDay() throws Exception {
        try (var house = house()) {
            house.snapshotAt(House.TAKEN.plusSeconds(60), "okta", active("u1", "grace"), active("u2", "dennis"));
            assertThat(unmatched(house)).as("now").isEmpty();
            assertThat(house.app().checkDrift().asOf(House.TAKEN).findings().stream()
                            .filter(finding -> finding.rule().equals("unmatched-account"))
                            .map(finding -> finding.subject().id()))
                    .as("then")
                    .containsExactly("W2");
        }
    }

    @Test
    void linkingIsTheLastStepOfAnImportAndStoppedThereNothingIsImported() throws Exception {
        try (var house = house()) {
            Path file = Files.writeString(folder.resolve("later.json"), "[" + active("u9", "dennis") + "]");
            var request = new ImportSnapshot.Request(
                    "okta", List.of(file), Optional.of(House.TAKEN.plusSeconds(60)), true, true);
            String before = said(house);
            Progress stopping = (step, _, total) -> {
                if (step.equals(Strings.of("preview.links")) && total == 1) {
                    throw new CancelledException();
                }
            };
            assertThatThrownBy(
                            () -> house.app().importSnapshot().run(house.app().actor(), request, stopping))
                    .isInstanceOf(CancelledException.class);
            assertThat(said(house)).isEqualTo(before);
            house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
            assertThat(said(house)).isNotEqualTo(before);
        }
    }

    private House house() throws Exception {
        return new House(folder)
                .governance("", "")
                .snapshot("okta", active("u1", "grace"))
                .snapshot("slack", active("W1", "grace"), user("W2", "dennis", "\"active\":true"));
    }
}
