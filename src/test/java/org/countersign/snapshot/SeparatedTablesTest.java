package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.Columns;
import org.countersign.scim.TableHead;
import org.countersign.testkit.House;
import org.countersign.testkit.WholeSnapshot;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A table says by its header what separates its fields.
class SeparatedTablesTest {
    private static final String TABLE = """
            id,userName,displayName,active,groups
            1,ada,"Lovelace, Ada; Countess",true,a|b
            2,bob,"Bob ""the"" B	.",false,"a;c"
            """;

    @TempDir
    private Path folder;

    private WholeSnapshot read(House house, Path path, int second) throws Exception {
        var request = new ImportSnapshot.Request(
                "slack", List.of(path), Optional.of(House.TAKEN.plusSeconds(second)), false, true);
        var done = (ImportSnapshot.Outcome.Imported)
                house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
        return house.app().workspace().read(tx -> WholeSnapshot.of(tx, done.snapshot()));
    }

    /// A separator stands outside of quotes only where it separates.
    private static String separated(String separator) {
        var out = new StringBuilder();
        boolean quoted = false;
        for (char c : TABLE.toCharArray()) {
            quoted ^= c == '"';
            out.append(c == ',' && !quoted ? separator : String.valueOf(c));
        }
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({"semicolon,csv", "tab,csv", "tab,tsv", "semicolon,TSV", "comma,tsv"})
    void theSameTableIsTheSameSnapshot(String separator, String ending) throws Exception {
        String sign =
                switch (separator) {
                    case "tab" -> "\t";
                    case "semicolon" -> ";";
                    default -> ",";
                };
        try (var house = new House(folder)) {
            house.governance("", "");
            WholeSnapshot commas = read(house, Files.writeString(folder.resolve("a.csv"), TABLE), 1);
            Path inside = Files.createDirectory(folder.resolve("export"));
            Files.writeString(
                    inside.resolve("users." + ending),
                    "\uFEFF\r\n" + separated(sign).replace("\n", "\r\n"));
            assertThat(read(house, inside, 2)).isEqualTo(commas);
            assertThat(commas.accounts()).containsOnlyKeys("1", "2");
            assertThat(commas.groups()).containsOnlyKeys("a", "b", "c");
        }
    }

    @Test
    void semicolonsAndTabsWithinNamesOfColumnsDoNotSeparate() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path file = Files.writeString(
                    folder.resolve("a.csv"), "id,groups (a;b;c),\"note\t\t\t;\",userName\n1,x,y,ada\n");
            assertThat(read(house, file, 1).accounts().get("1").toString())
                    .contains("\"userName\":\"ada\"", "\"groups (a;b;c)\":\"x\"");
        }
    }

    @Test
    void aWindowShowsTheColumnsThatTheImportReads() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "Kennung;Zustand\nada;active\n");
        try (var in = Files.newInputStream(file)) {
            TableHead head = TableHead.read("a.csv", in, 5).orElseThrow();
            assertThat(head.header()).containsExactly("Kennung", "Zustand");
            assertThat(head.rows()).containsExactly(List.of("ada", "active"));
            assertThat(Columns.BY_HEADER.fit(head.header())).isFalse();
        }
    }
}
