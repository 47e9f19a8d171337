package org.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses, tables, digests and ages at their edges.
class StrictFormsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a@b.c", "ada.lovelace+review@example.com", "o'hara@example.co.uk"})
    void anAddressThatAKeyCanCarryIsOne(String address) {
        assertThat(Formats.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@", "a@", "@b.c", "a b@c.d", "a@b@c", "ä@b.c", "a@b.c\n", "a@b,c@d"})
    void whatAKeyCannotCarryIsNone(String text) {
        assertThat(Formats.isAddress(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0 min", "59,0 min", "60,1 min", "3599,59 min", "3600,1 h", "86399,23 h", "86400,1 d", "90000,1 d 1 h"
    })
    void agesTurnAtTheirUnits(long seconds, String text) {
        assertThat(Formats.age(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void theDigestIsThatOfTheStandardInLowerCase() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("é")).isEqualTo(Sha256.hex("é".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aQuotedFieldMayHoldWhatEndsOneOutside() throws Exception {
        assertThat(Csv.read("\"a,b\",\"c\r\nd\",\"\"\"e\"\"\"\r\n").getFirst().fields())
                .containsExactly("a,b", "c\r\nd", "\"e\"");
    }

    @Test
    void emptyFieldsAtTheEndAreFields() throws Exception {
        assertThat(Csv.read("a,,\n").getFirst().fields()).containsExactly("a", "", "");
    }

    @Test
    void aLastLineWithoutAnEndCounts() throws Exception {
        assertThat(Csv.read("h\r\nlast")).hasSize(2);
        assertThat(Csv.read("")).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadBackWhateverItHolds() throws Exception {
        List<String> hostile = List.of("=cmd|' /C calc'!A0", "\"", ",", "\r\n", "'quoted", "-1+1", "@x", "");
        List<String> back = Csv.read(Csv.line(hostile)).getFirst().fields();
        assertThat(back.stream().map(Csv::plain)).isEqualTo(hostile);
    }

    @Test
    void anOpenQuoteIsPlacedAtTheLineThatOpensIt() {
        assertThatThrownBy(() -> Csv.read("h\na\n\"b\nc\n"))
                .isInstanceOfSatisfying(
                        Csv.SyntaxException.class, e -> assertThat(e.line()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\u0007", "\u001b", "\u007f", "\u0085", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff"
            })
    void noControlReachesATerminal(String control) {
        assertThat(Formats.visible("a" + control + "b")).matches("a‹U\\+[0-9A-F]{4}›b");
    }

    @Test
    void keysOfCanonicalObjectsAreInTheOrderOfUtf16() {
        assertThat(CanonicalJson.text(CanonicalJson.object()
                        .put("\ufb33", 1)
                        .put("\ud83d\ude00", 2)
                        .put("a", 3)))
                .isEqualTo("{\"a\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }
}
