package org.countersign.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.countersign.ui.preferences.Choices.Look;
import org.countersign.ui.preferences.Choices.SingleKeys;
import org.countersign.ui.preferences.Choices.Tongue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("countersign/settings.json");
    }

    @Test
    void whatIsChosenIsThereAgainAndOnlyThat() throws Exception {
        var preferences = new Preferences(file());
        assertThat(preferences.choices()).isEqualTo(Choices.DEFAULT);
        assertThat(file()).doesNotExist();
        Choices wanted = Choices.DEFAULT
                .look(Look.DARK)
                .language(Tongue.GERMAN)
                .textSize(150)
                .roomy(true)
                .motion(false)
                .singleKeys(SingleKeys.WITH_ALT)
                .keys(Map.of("APPROVE", List.of("G"), "UNDO", List.of()))
                .opened("/a/one.countersign")
                .size(1600, 1000);
        preferences.change(_ -> wanted);
        assertThat(new Preferences(file()).choices()).isEqualTo(wanted);
        preferences.change(_ -> Choices.DEFAULT);
        assertThat(new Preferences(file()).choices()).isEqualTo(Choices.DEFAULT);
        try (var files = Files.list(folder.resolve("countersign"))) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void whatANewerProgramWroteIsKept() throws Exception {
        Files.createDirectories(folder.resolve("countersign"));
        Files.writeString(file(), """
                {"theme": "sepia", "sidebar": {"left": 3}, "window": {"width": 1200, "full": true}, "textSize": 125}
                """);
        var preferences = new Preferences(file());
        assertThat(preferences.choices().look()).isEqualTo(Look.SYSTEM);
        assertThat(preferences.choices().textSize()).isEqualTo(125);
        preferences.change(choices -> choices.motion(false).size(1300, 800));
        assertThat(Files.readString(file()))
                .contains("\"sepia\"", "\"left\" : 3", "\"full\" : true", "\"width\" : 1300", "\"motion\" : false");
        preferences.change(choices -> choices.look(Look.LIGHT));
        assertThat(Files.readString(file())).contains("\"light\"").doesNotContain("sepia");
    }

    @Test
    void aDamagedFileIsSetAsideAndSaid() throws Exception {
        for (String damaged : List.of("{\"theme\": ", "[1, 2]", "", "\u0000\u0001")) {
            Files.createDirectories(folder.resolve("countersign"));
            Files.writeString(file(), damaged);
            var preferences = new Preferences(file());
            assertThat(preferences.choices()).isEqualTo(Choices.DEFAULT);
            Path aside = preferences.aside().orElseThrow();
            assertThat(aside).hasContent(damaged);
            assertThat(file()).doesNotExist();
            preferences.change(choices -> choices.roomy(true));
            assertThat(new Preferences(file()).choices().roomy()).isTrue();
            Files.delete(file());
        }
    }

    @Test
    void valuesOutOfRangeAreBroughtIntoIt() throws Exception {
        Files.createDirectories(folder.resolve("countersign"));
        Files.writeString(file(), """
                {"textSize": 900, "window": {"width": -4, "height": 2000000000}, "recent": [1, "a"], "keys": [2]}
                """);
        Choices choices = new Preferences(file()).choices();
        assertThat(choices.textSize()).isEqualTo(200);
        assertThat(choices.width()).isEqualTo(1440);
        assertThat(choices.height()).isEqualTo(900);
        assertThat(choices.recent()).containsExactly("a");
        assertThat(choices.keys()).isEmpty();
    }

    @Test
    void twoWindowsDoNotUndoEachOther() {
        var one = new Preferences(file());
        var other = new Preferences(file());
        one.change(choices -> choices.look(Look.DARK));
        other.change(choices -> choices.opened("/b.countersign"));
        Choices both = new Preferences(file()).choices();
        assertThat(both.look()).isEqualTo(Look.DARK);
        assertThat(both.recent()).containsExactly("/b.countersign");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndTheChoiceHoldsForNow() throws Exception {
        Path blocked = Files.writeString(folder.resolve("a-file"), "x").resolve("settings.json");
        var preferences = new Preferences(blocked);
        preferences.change(choices -> choices.look(Look.DARK));
        preferences.change(choices -> choices.roomy(true));
        assertThat(preferences.unwrittenProperty().get()).contains("a-file");
        assertThat(preferences.choices().look()).isEqualTo(Look.DARK);
        assertThat(preferences.choices().roomy()).isTrue();
    }

    @Test
    void recentWorkspacesAreTenAndTheLastOneLeads() {
        Choices choices = Choices.DEFAULT;
        for (int i = 0; i < 14; i++) {
            choices = choices.opened("/w" + i);
        }
        choices = choices.opened("/w9");
        assertThat(choices.recent()).hasSize(10).startsWith("/w9", "/w13").doesNotHaveDuplicates();
        assertThat(choices.forgotten("/w13").recent()).doesNotContain("/w13").hasSize(9);
    }
}
