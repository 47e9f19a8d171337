package org.countersign.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetTest {
    @Test
    void lengthsGrowAndHairlinesAndColoursStay() {
        assertThat(Sheet.sized(
                        ".a { -fx-font-size: 13px; -fx-border-width: 1px; -fx-padding: 2px 10px 3px 1.5px; }",
                        200,
                        false))
                .isEqualTo(
                        ".a { -fx-font-size: 26.00px; -fx-border-width: 1px; -fx-padding: 2px 20.00px 6.00px 1.5px; }");
        assertThat(Sheet.sized(".a { -color-x: #FFFFFF; -fx-cursor: hand; }", 150, true))
                .isEqualTo(".a { -color-x: #FFFFFF; -fx-cursor: hand; }");
    }

    @Test
    void moreRoomIsForRowsAndLetters() {
        assertThat(Sheet.sized(
                        ".a { -fx-fixed-cell-size: 34px; -fx-font-size: 12px; -fx-min-height: 32px; }", 100, true))
                .isEqualTo(".a { -fx-fixed-cell-size: 38.00px; -fx-font-size: 13.00px; -fx-min-height: 32.00px; }");
    }

    @Test
    void noSizeOfTheSheetEscapes() {
        String twice = Sheet.sized(Sheet.text(), 200, false);
        var small = java.util.regex.Pattern.compile("-fx-font-size: ?(\\d+(?:\\.\\d+)?)px")
                .matcher(twice);
        while (small.find()) {
            assertThat(Double.parseDouble(small.group(1))).isGreaterThanOrEqualTo(22);
        }
    }
}
