package org.countersign.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Verdict;
import org.countersign.groups.GroupCard;
import org.countersign.testkit.EnglishSentences;
import org.countersign.testkit.EnglishSentences.Said;
import org.countersign.text.Strings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every sentence with which the source refuses has its German one, as far as a window can show it, and every German
/// one is of a sentence that the source has.
class RefusalsInGermanTest {
    private static final Path ROOT = Path.of("src/main/java/org/countersign");
    private static final Path GERMAN = Path.of("src/main/resources/org/countersign/ui/view/sentences_de.txt");
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])(:de)?}");
    private static final EnglishSentences SOURCE = source();

    /// What reaches a terminal alone, and why.
    private static final Map<String, String> TERMINAL = Map.ofEntries(
            Map.entry("cli/", "is the command line"),
            Map.entry("scim/pull/", "only snapshot pull asks servers"),
            Map.entry("snapshot/PullSnapshot.java", "only snapshot pull asks servers"),
            Map.entry("snapshot/CompareSnapshots.java", "only snapshot diff compares two of them"),
            Map.entry("snapshot/ImportProvisioningLog.java", "only provisioning import reads logs"),
            Map.entry("scim/ProvisioningLogReader.java", "only provisioning import reads logs"),
            Map.entry("scim/PlainEvent.java", "only provisioning import reads logs"),
            Map.entry("scim/OktaEvent.java", "only provisioning import reads logs"),
            Map.entry("scim/EntraEvent.java", "only provisioning import reads logs"),
            Map.entry("scim/EventFields.java", "only provisioning import reads logs"),
            Map.entry("drift/LinksFile.java", "only link import reads such files"),
            Map.entry("governance/", "only governance import reads such files"),
            Map.entry("evidence/SourceArchive.java", "only evidence sources packs such archives"),
            Map.entry("evidence/VerifyLedgerExport.java", "only ledger verify reads such exports"),
            Map.entry("evidence/RevocationList.java", "only sign takes revocation lists"),
            Map.entry("evidence/TrustFiles.java", "only sign takes revocation lists"));

    /// Where nothing of a sentence is seen, and where it comes from; there it is seen.
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("ui/", "said in the language that is spoken already"),
            Map.entry("campaign/DecisionsFile.java", "what Csv says"),
            Map.entry("campaign/ReassignItems.java", "a list of faults"),
            Map.entry("campaign/RecordDecision.java", "what DecisionRules says, with its item"),
            Map.entry("drift/ApplyLinks.java", "another refusal, told with its place"),
            Map.entry("evidence/StoredEvidence.java", "what Cades says, with its signature"),
            Map.entry("evidence/BroughtTrust.java", "why RevocationList refuses a list"),
            Map.entry("evidence/VerifyBundle.java", "what Cades says, with its signature"),
            Map.entry("packet/Container.java", "what CanonicalZip and Cades say"),
            Map.entry("report/PdfSignature.java", "what Cades says, of the report"),
            Map.entry("scim/CsvReader.java", "what Csv says"),
            Map.entry("snapshot/ImportRefusals.java", "other refusals, and what Shrinkage says"),
            Map.entry("snapshot/Intake.java", "what RowException says"),
            Map.entry("snapshot/PreviewSnapshot.java", "another refusal"));

    /// Where lists of faults are made, which a refusal joins or the page of a verification shows, or that of a source.
    private static final Set<String> FAULTS = Set.of(
            "campaign/DecisionRules.java",
            "campaign/DecisionsFile.java",
            "campaign/ReassignItems.java",
            "campaign/RecordDecision.java",
            "evidence/CounterSign.java",
            "evidence/KeyFitness.java",
            "evidence/Proofs.java",
            "evidence/StoredEvidence.java",
            "packet/ImportPacket.java",
            "evidence/BroughtTrust.java",
            "evidence/EventChecks.java",
            "evidence/Guides.java",
            "evidence/RecordChecks.java",
            "evidence/Records.java",
            "evidence/SignerChecks.java",
            "evidence/Standings.java",
            "evidence/Timeline.java",
            "evidence/VerifyBundle.java",
            "report/PdfInspection.java",
            "scim/Assembly.java",
            "snapshot/Claims.java",
            "snapshot/Inputs.java",
            "snapshot/Intake.java",
            "report/PdfSignature.java",
            "scim/SqlAnswer.java");

    @BeforeEach
    void german() {
        Strings.speak(Locale.GERMAN);
    }

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    @Test
    void everyRefusalIsSaidInGerman() {
        assertEquals(Set.of(), english(refusals().filter(said -> !said.unseen())));
    }

    @Test
    void everyPlaceIsSaidInGerman() {
        assertEquals(Set.of(), english(places()));
    }

    @Test
    void whatIsNotSeenIsSeenElsewhere() {
        var unseen = new TreeSet<String>();
        refusals()
                .filter(Said::unseen)
                .forEach(said -> unseen.add(
                        key(ELSEWHERE, said.file()).orElse(said.file() + ":" + said.line() + " is not in the list")));
        assertEquals(new TreeSet<>(ELSEWHERE.keySet()), unseen);
    }

    /// So nothing that a window can reach is left out because of its file.
    @Test
    void noScreenNamesWhatIsForTheTerminalAlone() throws IOException {
        var named = new TreeSet<String>();
        List<String> types = TERMINAL.keySet().stream()
                .filter(one -> one.endsWith(".java"))
                .map(one -> one.replaceAll(".*/|\\.java", ""))
                .toList();
        try (Stream<Path> screens = Files.walk(ROOT.resolve("ui"))) {
            for (Path screen : screens.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(screen);
                types.stream()
                        .filter(type -> Pattern.compile("(?i)\\b" + type + "\\b")
                                .matcher(text)
                                .find())
                        .forEach(type -> named.add(screen.getFileName() + " names " + type));
            }
        }
        assertEquals(Set.of(), named);
        TERMINAL.keySet().forEach(one -> assertTrue(Files.exists(ROOT.resolve(one)), one));
    }

    @Test
    void everyGermanSentenceIsOfAnEnglishOne() {
        Set<String> said = new HashSet<>(SOURCE.anywhere());
        Stream.concat(refusals(), places()).forEach(one -> said.add(one.sentence()));
        SOURCE.told("counted", 1).forEach(one -> {
            said.add("1 " + one.sentence());
            said.add("{0} " + one.sentence() + "s");
        });
        Stream.of(Campaign.State.values()).forEach(one -> said.add(one.text()));
        Stream.of(Verdict.values()).forEach(one -> said.add(one.text()));
        Stream.of(GroupCard.Field.values()).forEach(one -> said.add(one.text()));
        var unused = new TreeSet<>(pairs().keySet());
        unused.removeAll(said);
        assertEquals(Set.of(), unused);
    }

    @Test
    void placesAgreeAndGermanIsWrittenAsElsewhere() {
        var odd = new TreeSet<String>();
        pairs().forEach((english, german) -> {
            if (!numbers(english).equals(numbers(german))) {
                odd.add("other places: " + german);
            }
            if (german.matches(".*(“[^“]*”|\"|'|\\.\\.\\.| …|[a-zäöüß]…|[0-9}] (%|MB|s)( .*|$)).*")) {
                odd.add("written otherwise: " + german);
            }
        });
        assertEquals(Set.of(), odd);
    }

    /// What a refusal can say on a screen, and what is told within one.
    private static Stream<Said> refusals() {
        return Stream.of(
                        SOURCE.told("RefusedException", 1).stream(),
                        SOURCE.told("RefusedException", 3, 2).stream(),
                        SOURCE.told("SurroundingsException", 0).stream(),
                        told("RowException", 0, Set.of()),
                        told("SyntaxException", 2, Set.of()),
                        told("BadSignatureException", 0, Set.of()),
                        told("NotCanonicalException", 0, Set.of("evidence/CanonicalZip.java")),
                        told("ChangedException", 0, Set.of()),
                        SOURCE.answered("sentence", "snapshot/Shrinkage.java").stream(),
                        told("note", 0, Set.of()),
                        told("warning", 0, Set.of())
                                .filter(said -> !said.sentence().contains(" So nothing ")),
                        told("refuse", 1, Set.of()),
                        told("refusedRow", 1, Set.of()),
                        SOURCE.answered("shortfall", "snapshot/Completeness.java").stream(),
                        told("of", 0, Set.of("snapshot/Chain.java")),
                        SOURCE.told("Check", 1).stream().filter(said -> !said.unseen()),
                        SOURCE.told("check", 1).stream().filter(said -> !said.unseen()),
                        titles(),
                        told("add", 0, FAULTS),
                        told("of", 0, FAULTS))
                .flatMap(all -> all)
                .filter(said ->
                        !said.sentence().isBlank() && key(TERMINAL, said.file()).isEmpty());
    }

    /// What a verification checks is in the bundle of strings, where evidence and terminals have it in English alone.
    private static Stream<Said> titles() {
        return Strings.bundle().keySet().stream()
                .filter(key -> key.startsWith("verify."))
                .map(key -> new Said(key, 0, Strings.of(key)));
    }

    /// @param files where it is told; none means anywhere
    private static Stream<Said> told(String name, int argument, Set<String> files) {
        return SOURCE.told(name, argument).stream()
                .filter(said -> files.isEmpty() || files.contains(said.file()))
                .filter(said -> PLACE.matcher(said.sentence()).replaceAll("").contains(" "));
    }

    /// Where it is, as far as there is a word of ours in it.
    private static Stream<Said> places() {
        return SOURCE.told("RefusedException", 0).stream()
                .filter(said -> key(TERMINAL, said.file()).isEmpty()
                        && said.sentence().matches("\\{0}.*[a-z].*|--.*")
                        // Where there is no entry, the archive is the place.
                        && !said.sentence().endsWith(", entry"));
    }

    private static Set<String> english(Stream<Said> all) {
        var english = new TreeSet<String>();
        all.forEach(said -> wrong(said.sentence())
                .ifPresent(why -> english.add(said.file() + ":" + said.line() + ": " + said.sentence() + why)));
        return english;
    }

    /// Filled with what is nobody's word, it has to come out changed, with all that was filled in, and without three
    /// English words in a row that its German does not have.
    private static Optional<String> wrong(String sentence) {
        String filled = PLACE.matcher(sentence).replaceAll("⟦$1⟧");
        String german = Sentences.said(filled);
        if (german.equals(filled)) {
            return Optional.of("");
        }
        boolean lost = numbers(sentence).stream().anyMatch(number -> !german.contains("⟦" + number + "⟧"));
        List<String> words =
                List.of(filled.replaceAll("[^A-Za-z']+", " ").strip().split(" "));
        boolean left = IntStream.rangeClosed(0, words.size() - 3)
                .mapToObj(i -> String.join(" ", words.subList(i, i + 3)))
                .anyMatch(three ->
                        german.contains(three) && pairs().values().stream().noneMatch(said -> said.contains(three)));
        return lost || left ? Optional.of(" -> " + german) : Optional.empty();
    }

    private static Set<String> numbers(String text) {
        var numbers = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(place -> numbers.add(place.group(1)));
        return numbers;
    }

    private static Optional<String> key(Map<String, String> of, String file) {
        return of.keySet().stream().filter(file::startsWith).findFirst();
    }

    private static Map<String, String> pairs() {
        try {
            List<String> lines = Files.readAllLines(GERMAN).stream()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            assertEquals(0, lines.size() % 2);
            var pairs = new LinkedHashMap<String, String>();
            for (int i = 0; i < lines.size(); i += 2) {
                assertNull(pairs.put(lines.get(i), lines.get(i + 1)), lines.get(i));
            }
            return pairs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EnglishSentences source() {
        try {
            return new EnglishSentences(ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
