package org.countersign.ui.mishap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.testkit.House;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Trail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorReportTest {
    /// What must not get out, wherever it stands in an exception.
    private static final List<String> PERSONAL = List.of(
            "Grace Hopper",
            "grace.hopper@northwind.example",
            "W012A3CDE",
            "/home/grace/reviews/northwind.countersign",
            "Мария Кузнецова",
            "Eva-Maria",
            "hopper",
            "northwind");

    @TempDir
    private Path folder;

    private static Throwable personal() {
        var deepest = new NoSuchFileException("/home/grace/reviews/northwind.countersign");
        var middle =
                new IllegalStateException("W012A3CDE of Мария Кузнецова\n\tat Grace.Hopper(hopper.java:1)", deepest);
        var first = new RuntimeException("Grace Hopper <grace.hopper@northwind.example>: Eva-Maria", middle);
        first.addSuppressed(new IllegalArgumentException("Grace Hopper"));
        return first;
    }

    @Test
    void noMessageOfAnExceptionGetsIntoTheReport() {
        var mishap = Mishap.of(personal());
        Trail.mark(Place.PEOPLE);
        Trail.mark(Act.APPROVE);
        String report = ErrorReport.text(Optional.of(mishap), Map.of("accounts", 8_412L), Map.of("Screen", "PEOPLE"));
        for (String text : PERSONAL) {
            assertThat(report).doesNotContainIgnoringCase(text);
            assertThat(String.join("\n", mishap.lines())).doesNotContainIgnoringCase(text);
        }
        assertThat(report)
                .contains(
                        mishap.code(),
                        "java.lang.RuntimeException",
                        "caused by java.lang.IllegalStateException",
                        "caused by java.nio.file.NoSuchFileException",
                        "ErrorReportTest.personal:",
                        "8,412 accounts",
                        "Place.PEOPLE",
                        "Act.APPROVE",
                        "JavaFX: ");
        assertThat(report).doesNotContain(System.getProperty("user.home") + "/");
    }

    @Test
    void aTextOfOursIsNamedByItsKeyWithoutWhatIsFilledIn() {
        String said = Strings.of("shell.stale", "Grace Hopper", "northwind");
        assertThat(Mishap.of(new IllegalStateException(said)).lines().getFirst())
                .isEqualTo("java.lang.IllegalStateException (shell.stale)");
        assertThat(Mishap.of(new IllegalStateException("Grace Hopper")).lines().getFirst())
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void theCodeIsThatOfThePlaceAndNotOfTheData() {
        var codes = new java.util.HashSet<String>();
        for (String message : List.of("Grace Hopper", "Ada Lovelace")) {
            codes.add(Mishap.of(new IllegalStateException(message)).code());
        }
        assertThat(codes).hasSize(1);
        assertThat(codes.iterator().next()).matches("[0-9A-HJKMNP-TV-Z]{4}(:[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(Mishap.of(new IllegalArgumentException()).code()).isNotIn(codes);
    }

    @Test
    void causesThatGoRoundEnd() {
        var one = new RuntimeException("a");
        var other = new RuntimeException("b", one);
        one.initCause(other);
        assertThat(Mishap.of(one).lines())
                .filteredOn(line -> line.contains("RuntimeException"))
                .hasSize(2);
    }

    @Test
    void aReportWithoutAMistakeSaysSizes() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "").snapshot("okta", House.active("i", "grace.hopper"));
            Map<String, Long> sizes = WorkspaceSizes.of(house.app());
            assertThat(sizes).containsEntry("snapshots", 1L).containsEntry("accounts in the largest snapshot", 1L);
            String report = ErrorReport.text(Optional.empty(), sizes, Map.of());
            assertThat(report).contains("1 snapshots").doesNotContain("grace", "Code:");
        }
    }

    @Test
    void fiftyActionsAreRememberedAndNoMore() {
        for (int i = 0; i < 70; i++) {
            Trail.mark(i == 69 ? Act.UNDO : Act.NEXT);
        }
        assertThat(Trail.last()).hasSize(50).last().isEqualTo("Act.UNDO");
    }
}
