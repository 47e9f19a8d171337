package org.countersign.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.countersign.text.Strings;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    private static String said(String english, String... pairs) {
        return new Sentences(List.of(pairs)).in(english);
    }

    @Test
    void valuesGoWhereGermanWantsThem() {
        assertThat(said("Two of 12 is left.", "{0} of {1} is left.", "Von {1} bleibt {0}."))
                .isEqualTo("Von 12 bleibt Two.");
    }

    @Test
    void theMostLettersOfItsOwnWin() {
        String[] pairs = {"{0} is left.", "{0} bleibt.", "{0} of {1} is left.", "{0} von {1} bleibt."};
        assertThat(said("1 of 2 is left.", pairs)).isEqualTo("1 von 2 bleibt.");
    }

    @Test
    void whatFitsNothingStaysEnglish() {
        assertThat(said("Nobody knows this.", "Nobody knows that.", "Das weiß niemand."))
                .isEqualTo("Nobody knows this.");
    }

    @Test
    void onlyWhatIsOursIsLookedUpOnceMore() {
        String[] pairs = {"It is {0}.", "Sie ist {0:de}.", "It is called {0}.", "Sie heißt {0}.", "open", "offen"};
        assertThat(said("It is open.", pairs)).isEqualTo("Sie ist offen.");
        assertThat(said("It is called open.", pairs)).isEqualTo("Sie heißt open.");
        assertThat(said("open", pairs)).isEqualTo("open");
    }

    @Test
    void aSentenceWithinAnotherHasLostItsFullStop() {
        String[] pairs = {"It failed: {0}.", "Es ging nicht: {0:de}.", "The disk is full.", "Die Platte ist voll."};
        assertThat(said("It failed: The disk is full.", pairs)).isEqualTo("Es ging nicht: Die Platte ist voll.");
    }

    @Test
    void linesSentencesListsAndWhatStandsBehindAPlaceAreSaidOneByOne() {
        String[] pairs = {"It is cut off.", "Sie ist abgeschnitten.", "{0}, line {1}", "{0}, Zeile {1:de}"};
        assertThat(said("It is cut off. Ask Ada. It is cut off.", pairs))
                .isEqualTo("Sie ist abgeschnitten. Ask Ada. Sie ist abgeschnitten.");
        assertThat(said("2 files.\n  a.json, line 3: It is cut off.\n  b", pairs))
                .isEqualTo("2 files.\n  a.json, Zeile 3: Sie ist abgeschnitten.\n  b");
        assertThat(said("a, line 1; b, line 2; c", pairs)).isEqualTo("a, Zeile 1; b, Zeile 2; c");
    }

    @Test
    void countsAreGroupedAsGermanDoes() {
        assertThat(said("It has 12,345 rows of 1,5.", "It has {0} rows of {1}.", "Sie hat {0} Zeilen von {1}."))
                .isEqualTo("Sie hat 12.345 Zeilen von 1,5.");
    }

    @Test
    void whatIsFilledInIsNoPattern() {
        assertThat(said("It is {1} and $1.", "It is {0} and {1}.", "Es ist {1} und {0}."))
                .isEqualTo("Es ist $1 und {1}.");
    }

    /// A search that tries every way to put the values would not end.
    @Test
    void aLongTextThatAlmostFitsIsReadOnce() {
        String text = "a and ".repeat(50_000) + "b";
        assertThat(said(text, "{0} and {1} and {2} and {3} and {4} or c", "{0}{1}{2}{3}{4}"))
                .isEqualTo(text);
    }

    @Test
    void aRefusalIsSaidInTheLanguageOfTheWindow() {
        var refused = new RefusedException("q3", "There is no campaign of this name.", "See: x", "Choose another.");
        assertThat(Failures.said(refused)).isEqualTo("q3: There is no campaign of this name. Choose another.");
        Strings.speak(Locale.GERMAN);
        assertThat(Failures.said(refused))
                .isEqualTo("q3: Eine Prüfung mit diesem Namen gibt es nicht. Wählen Sie einen anderen.");
        assertThat(Failures.said(new SurroundingsException("/a/b cannot be written: you may not write there.")))
                .isEqualTo("/a/b lässt sich nicht schreiben: Sie dürfen dort nicht schreiben.");
    }
}
