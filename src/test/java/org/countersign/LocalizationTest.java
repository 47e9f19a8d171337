package org.countersign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.app.RunDemo;
import org.countersign.drift.rule.Rules;
import org.countersign.text.Strings;
import org.junit.jupiter.api.Test;

/// One bundle with dotted keys: what is used is there, what is there is used, each rule has its strings.
class LocalizationTest {
    private static final Pattern KEY = Pattern.compile("\"([a-z][A-Za-z]*\\.(?:[A-Za-z_-]+\\.?)*)\"");
    private static final Pattern FXML = Pattern.compile("\"%([^\"]+)\"");

    /// What is frozen, printed or shown as it was frozen, and what a terminal shows.
    private static final String ENGLISH_ALONE =
            "(account|alike|attestation|campaign\\.policy|campaigns\\.new\\.proposed|dialect|drift\\.(export|unknown)|finding|item|preflight|report"
                    + "|similar\\.(?!step$)|verify)\\b.*";

    /// The same in both, by nature.
    private static final Set<String> SAME = Set.of(
            "attribute.id",
            "campaigns.decided",
            "evidence.key.kind",
            "evidence.key.name",
            "evidence.key.passphrase",
            "evidence.kilobytes",
            "evidence.megabytes",
            "evidence.verified",
            "exceptions.access.prompt",
            "exceptions.sentence",
            "exceptions.times",
            "find.row",
            "findings.column.status",
            "findings.counting",
            "findings.group",
            "findings.link.PERSON",
            "findings.link.person",
            "holding.webhooks",
            "mishap.code",
            "people.column.label",
            "people.row",
            "person.change.ATTRIBUTE_CHANGED",
            "person.key.EMAIL",
            "person.key.EMPLOYEE_NUMBER",
            "person.key.EXTERNAL_ID",
            "person.key.USER_NAME",
            "person.kind.BOT",
            "person.stateAt",
            "review.earlier.one",
            "review.fact.name",
            "review.linkValues",
            "review.person",
            "settings.language.ENGLISH",
            "settings.language.GERMAN",
            "settings.megabytes",
            "settings.network.proxy",
            "sources.column.digest",
            "sources.column.displayName",
            "sources.column.id",
            "sources.fact.id",
            "sources.idp",
            "welcome.refused",
            "welcome.title");

    @Test
    void everyKeyThatFxmlNamesIsThere() throws IOException {
        var missing = new ArrayList<String>();
        for (Path file : files("src/main/resources/org/countersign", ".fxml")) {
            var keys = FXML.matcher(Files.readString(file));
            while (keys.find()) {
                if (!Strings.bundle().containsKey(keys.group(1))) {
                    missing.add(file.getFileName() + ": " + keys.group(1));
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyKeyOfTheBundleIsUsed() throws IOException {
        Set<String> used = new HashSet<>();
        for (Path file : files("src/main/java", ".java")) {
            var keys = KEY.matcher(Files.readString(file));
            while (keys.find()) {
                used.add(keys.group(1));
            }
        }
        for (Path file : files("src/main/resources/org/countersign", ".fxml")) {
            var keys = FXML.matcher(Files.readString(file));
            while (keys.find()) {
                used.add(keys.group(1));
            }
        }
        var unused = new TreeSet<String>();
        for (String key : Strings.bundle().keySet()) {
            boolean known = used.contains(key)
                    || used.stream().anyMatch(prefix -> key.startsWith(prefix.endsWith(".") ? prefix : prefix + "."));
            // Built from a rule's, a reason's or a key's name: checked by the tests below or by their own screens.
            boolean built = key.startsWith("drift.unknown.") || key.startsWith("keys.") || key.startsWith("key.");
            if (!known && !built) {
                unused.add(key);
            }
        }
        assertEquals(new TreeSet<>(), unused);
    }

    @Test
    void everyRuleHasItsSentenceAndItsRemedy() {
        Rules.ALL.forEach(rule -> {
            boolean sentence = Strings.bundle().keySet().stream()
                    .anyMatch(
                            key -> key.equals("finding." + rule.id()) || key.startsWith("finding." + rule.id() + "."));
            assertTrue(sentence, rule.id());
            assertTrue(Strings.bundle().containsKey("todo." + rule.id()), rule.id());
        });
    }

    /// Screens are translated whole, sentence by sentence with the same places to fill; what goes into evidence or onto
    /// the command line is not translated at all.
    @Test
    void germanStandsBesideEnglishForWholeScreensAlone() throws IOException {
        Properties german = german();
        var expected = new TreeSet<String>();
        Strings.bundle().keySet().stream()
                .filter(key -> !key.matches(ENGLISH_ALONE) && !SAME.contains(key))
                .forEach(expected::add);
        assertEquals(expected, new TreeSet<>(german.stringPropertyNames()));
        for (String key : expected) {
            assertEquals(places(Strings.bundle().getString(key)), places(german.getProperty(key)), key);
        }
    }

    @Test
    void germanHasItsOwnQuotesAndBreaksNoLineBeforeAnEllipsis() throws IOException {
        Properties german = german();
        var odd = new TreeSet<String>();
        for (String key : german.stringPropertyNames()) {
            if (german.getProperty(key)
                    .matches(".*(“[^“]*”|\"|'|\\.\\.\\.| …|[a-zäöüß]…|[0-9}] (%|MB|s|Min\\.|Std\\.|Tg\\.)( .*|$)).*")) {
                odd.add(key + "=" + german.getProperty(key));
            }
        }
        assertEquals(new TreeSet<>(), odd);
    }

    /// A packet goes to a reviewer, a bundle to an auditor: one word for both would send people to the wrong place.
    @Test
    void germanTellsABundleFromAPacket() throws IOException {
        Properties german = german();
        var odd = new TreeSet<String>();
        for (String key : german.stringPropertyNames()) {
            boolean packet =
                    key.matches("(campaigns\\.packet|welcome|evidence\\.event\\.packet|ledger\\.said\\.packet)\\b.*");
            String text = german.getProperty(key);
            if (text.matches(".*\\bPaket.*")
                    || text.contains("Nachweispaket")
                    || !packet && text.contains("Prüfpaket")
                    || packet && text.contains("Nachweisbündel") && !text.contains("kein Prüfpaket")) {
                odd.add(key + "=" + text);
            }
        }
        assertEquals(new TreeSet<>(), odd);
    }

    private static Properties german() throws IOException {
        var german = new Properties();
        try (var in =
                Files.newBufferedReader(Path.of("src/main/resources/org/countersign/text/strings_de.properties"))) {
            german.load(in);
        }
        return german;
    }

    private static Set<String> places(String pattern) {
        var places = new TreeSet<String>();
        var matcher = Pattern.compile("\\{[0-9]}").matcher(pattern);
        while (matcher.find()) {
            places.add(matcher.group());
        }
        return places;
    }

    @Test
    void keysAreDotted() {
        var odd = Strings.bundle().keySet().stream()
                .filter(key -> !key.matches("[a-z][A-Za-z]*(\\.[A-Za-z_-]+)+"))
                .toList();
        assertEquals(List.of(), odd);
    }

    private static List<Path> files(String root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void whoTriesTheSampleIsToldTheOnePassphraseOfItsKeys() {
        try {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
                Strings.speak(locale);
                assertTrue(Strings.of("welcome.sample.what").contains(RunDemo.PASSWORD), locale.toString());
            }
        } finally {
            Strings.speak(Locale.ENGLISH);
        }
    }
}
