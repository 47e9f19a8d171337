package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.testkit.Refusal;
import org.countersign.text.Csv;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever text comes as a table, it is refused with its line, or read and written again without loss; as decisions,
/// it is refused or taken.
class DecisionsFuzzTest {
    static Stream<Arguments> tables() {
        String head = String.join(",", DecisionsFile.COLUMNS) + "\r\n";
        String row = "i1,okta,account,a,\"A, \"\"B\"\"\",,,,grace@example.com,approve-until,'=1+1,2026-12-31\r\n";
        return Stream.of(
                arguments(named("decisions", (head + row).getBytes(StandardCharsets.UTF_8))),
                arguments(named(
                        "two columns", "\uFEFFdecision,item\nrevoke,\"i\n2\"\n".getBytes(StandardCharsets.UTF_8))));
    }

    /// Found by [#decisions(byte[])]: every fault was told, and each quoted whole.
    @Test
    void faultsAreToldToABound() {
        String row = "i1," + "x".repeat(5_000) + "\r\n";
        assertThatThrownBy(() -> DecisionsFile.read("decisions.csv", "item,decision\r\n" + row.repeat(1_000)))
                .isInstanceOfSatisfying(RefusedException.class, Refusal::check)
                .hasMessageStartingWith("decisions.csv, line 2: “xxx")
                .hasMessageContaining("; and 980 more. No decision was recorded.");
    }

    @MethodSource("tables")
    @FuzzTest(maxDuration = "4m")
    void decisions(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            for (RecordDecision.Draft draft : DecisionsFile.read("decisions.csv", text)) {
                assertThat(draft.item()).isEqualTo(draft.item().strip());
            }
        } catch (RefusedException e) {
            Refusal.check(e);
        }
    }

    @MethodSource("tables")
    @FuzzTest(maxDuration = "4m")
    void table(byte[] bytes) throws Exception {
        List<Csv.Row> rows;
        try {
            rows = Csv.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (Csv.SyntaxException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.column()).isPositive();
            return;
        }
        List<List<String>> plain = rows.stream().map(DecisionsFuzzTest::plain).toList();
        String written = plain.stream().map(Csv::line).collect(Collectors.joining());
        assertThat(Csv.read(written).stream().map(DecisionsFuzzTest::plain).toList())
                .isEqualTo(plain);
    }

    private static List<String> plain(Csv.Row row) {
        return row.fields().stream().map(Csv::plain).toList();
    }
}
