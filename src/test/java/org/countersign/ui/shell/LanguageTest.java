package org.countersign.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void theSystemsLanguageIsSpokenUnlessAnotherIsAskedFor() {
        assertThat(Language.of(Optional.empty(), Locale.GERMANY)).isEqualTo(Locale.GERMANY);
        assertThat(Language.of(Optional.of(" "), Locale.GERMANY)).isEqualTo(Locale.GERMANY);
        assertThat(Language.of(Optional.of("en"), Locale.GERMANY)).isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(Optional.of("de"), Locale.US)).isEqualTo(Locale.GERMAN);
    }
}
