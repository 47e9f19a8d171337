package org.countersign.ui.shell;

import java.util.Locale;
import java.util.Optional;

/// Which language the desktop speaks.
final class Language {
    /// The system property that asks for one: a BCP 47 tag, `de` or `en`.
    static final String PROPERTY = "countersign.language";

    private Language() {}

    /// The one that is asked for, else the system's. Where it is not spoken, [org.countersign.text.Strings#speak] stays
    /// with English.
    static Locale of(Optional<String> asked, Locale system) {
        return asked.map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(Locale::forLanguageTag)
                .orElse(system);
    }

    /// Of this machine: what it was started with goes before what somebody chose in the window.
    static Locale ofThisMachine(Optional<String> chosen) {
        return of(
                Optional.ofNullable(System.getProperty(PROPERTY)).or(() -> chosen),
                Locale.getDefault(Locale.Category.DISPLAY));
    }
}
