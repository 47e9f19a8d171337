package org.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @Test
    void argumentsAreNotLookedIntoAgain() {
        assertThat(Strings.of("welcome.refused", "{0} and {1}")).isEqualTo("{0} and {1}");
    }

    @Test
    void oneAndManyHaveTheirOwnSentences() {
        assertThat(Strings.count("overview.accounts", 1)).isEqualTo("1 account");
        assertThat(Strings.count("overview.accounts", 8412)).isEqualTo("8,412 accounts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T06:12:00Z",
                "2024-02-29T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "2026-11-24T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-24T06:12:00.987Z",
                "2026-11-24T06:12:00+01:00",
                "+12026-11-24T06:12:00Z"
            })
    void anInstantIsReadAsJavaReadsIt(String text) {
        assertThat(Formats.parsed(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-29T06:12:00Z",
                "2026-13-01T06:12:00Z",
                "2026-11-24T25:00:00Z",
                "2026-11-24T06:60:00Z",
                "2026-11-24T06:12:61Z",
                "2026-11-24 06:12:00Z",
                "2026-11-24T06:12:00",
                "2026-11-24T06:12:00Z\n",
                "２026-11-24T06:12:00Z"
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> Formats.parsed(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void evidenceTimeIsUtcInWholeSeconds() {
        assertThat(Formats.instant(Instant.parse("2026-11-24T06:12:00.987Z"))).isEqualTo("2026-11-24T06:12:00Z");
    }

    @Test
    void theScreenNamesTheZone() {
        var at = Instant.parse("2026-11-24T06:12:00Z");
        assertThat(Spoken.at(at, ZoneOffset.UTC)).isEqualTo("24 Nov 2026, 06:12 UTC");
        assertThat(Spoken.at(at, ZoneId.of("Europe/Berlin"))).isEqualTo("24 Nov 2026, 07:12 CET");
    }

    @Test
    void agesHaveTwoUnitsAtMost() {
        assertThat(Formats.age(Duration.ofHours(76))).isEqualTo("3 d 4 h");
        assertThat(Formats.age(Duration.ofHours(48))).isEqualTo("2 d");
        assertThat(Formats.age(Duration.ofMinutes(61))).isEqualTo("1 h");
        assertThat(Formats.age(Duration.ofMinutes(12))).isEqualTo("12 min");
    }

    @Test
    void foldingIsTheSameForUpperAndLowerCase() {
        assertThat(Formats.folded("  STRASSE ")).isEqualTo(Formats.folded("straße"));
        assertThat(Formats.folded("İ")).isEqualTo(Formats.folded("İ".toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void lettersThatOnlyShareACapitalStayApart() {
        assertThat(Formats.folded("adm\u0131n@x.io")).isNotEqualTo(Formats.folded("admin@x.io"));
        assertThat(Formats.folded("\u0131")).isEqualTo("\u0131");
        assertThat(Formats.folded(" Ada\u017f ")).as("a long s is an s").isEqualTo("adas");
        assertThat(Formats.folded("ΣΑΣ")).isEqualTo(Formats.folded("σας")).isEqualTo(Formats.folded("σασ"));
        assertThat(Formats.folded(" ADA@X.IO\t")).isEqualTo("ada@x.io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"})
    void formulasAreInertAndComeBack(String formula) throws Exception {
        String line = Csv.line(List.of(formula));
        assertThat(line).startsWith("\"'");
        assertThat(Csv.plain(Csv.read(line).getFirst().fields().getFirst())).isEqualTo(formula);
    }

    @Test
    void quotesCommasAndLineBreaksSurvive() throws Exception {
        List<String> fields = List.of("a\"b", "c,d", "e\nf", "", "山田 太郎");
        assertThat(Csv.read(Csv.line(fields)).getFirst().fields()).isEqualTo(fields);
    }

    @Test
    void rowsKnowTheirLine() throws Exception {
        List<Csv.Row> rows = Csv.read("\uFEFFh\r\n\"a\nb\"\r\n\r\nc\n");
        assertThat(rows).extracting(Csv.Row::line).containsExactly(1, 2, 5);
    }

    @Test
    void anOpenQuoteIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Csv.read("h\n\"never ends\n"))
                .isInstanceOfSatisfying(
                        Csv.SyntaxException.class, e -> assertThat(e.line()).isEqualTo(2));
    }

    @Test
    void aQuoteInTheMiddleIsRefusedWithItsLineAndColumn() {
        assertThatThrownBy(() -> Csv.read("h\n\"a\nb\",c\"d\n"))
                .isInstanceOfSatisfying(Csv.SyntaxException.class, e -> {
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(5);
                });
    }

    @Test
    void aRecordThatNeverEndsIsRefusedBeforeItFillsTheMemory() {
        assertThatThrownBy(() -> Csv.read(new java.io.StringReader("h\n" + "x".repeat(100)), 50, ',', row -> {}))
                .isInstanceOf(Csv.SyntaxException.class)
                .hasMessageContaining("more than 50 characters");
    }

    @Test
    void whatATerminalWouldObeyIsSpelledOut() {
        assertThat(Formats.visible("\u001b[2JEvil\nhigh\u202e")).isEqualTo("‹U+001B›[2JEvil‹U+000A›high‹U+202E›");
        assertThat(Formats.visible("می\u200cخواهم 山田 José 👩\u200d💻")).isEqualTo("می\u200cخواهم 山田 José 👩\u200d💻");
    }

    @Test
    void screensWriteNumbersDaysAndAgesInTheirLanguageAndEvidenceDoesNot() {
        Instant at = Instant.parse("2026-03-04T06:12:00Z");
        Duration age = Duration.ofHours(76);
        assertThat(Spoken.age(age)).isEqualTo(Formats.age(age));
        try {
            Strings.speak(Locale.GERMAN);
            assertThat(Spoken.number(1_234_567)).isEqualTo("1.234.567");
            assertThat(Spoken.decimal(8_412.5)).isEqualTo("8.412,5");
            assertThat(Spoken.day(at)).isEqualTo("4.\u00a0März\u00a02026");
            assertThat(Spoken.at(at, ZoneId.of("Europe/Berlin"))).isEqualTo("4.\u00a0März\u00a02026, 07:12\u00a0MEZ");
            assertThat(Spoken.age(age)).isEqualTo("3\u00a0Tg. 4\u00a0Std.");
            assertThat(Strings.count("overview.accounts", 8412)).isEqualTo("8.412 Konten");
            assertThat(English.count("report.decisions", 8412)).isEqualTo("8,412 decisions");
            assertThat(Formats.number(8412)).isEqualTo("8,412");
            assertThat(Formats.age(age)).isEqualTo("3 d 4 h");
        } finally {
            Strings.speak(Locale.ROOT);
        }
    }

    @Test
    void aLanguageThatIsNotSpokenIsEnglish() {
        try {
            Strings.speak(Locale.GERMAN);
            Strings.speak(Locale.FRANCE);
            assertThat(Strings.of("nav.FINDINGS")).isEqualTo("Findings");
            assertThat(Spoken.number(8412)).isEqualTo("8,412");
        } finally {
            Strings.speak(Locale.ROOT);
        }
    }
}
