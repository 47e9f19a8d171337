package org.countersign.ui.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.evidence.SignedHeads.Signed;
import org.countersign.evidence.VerifyLedger;
import org.countersign.evidence.VerifyLedger.Outcome;
import org.countersign.evidence.events.LedgerRow;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Strings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerWordsTest {
    private static final Instant AT = Instant.parse("2026-11-24T06:00:00Z");
    /// What is appended, and what is handed to a method that appends.
    private static final Pattern APPENDED =
            Pattern.compile("(?:append|tell|keep)\\((?:[^;\"]*?)\"([a-z-]+\\.[a-zA-Z]+)\"|EVENT = \"([a-z.]+)\"");

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    private static LedgerRow row(String type, ObjectNode data) {
        ObjectNode body = CanonicalJson.object().put("type", type);
        body.set("data", data);
        return new LedgerRow(1, type, AT, "grace", "grace", List.of(), body, "", "", Optional.empty());
    }

    /// The types that the program writes, as its sources have them.
    private static TreeSet<String> written() throws IOException {
        var types = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/countersign"))) {
            for (Path file : files.filter(one ->
                            one.toString().endsWith(".java") && !one.toString().contains("/ui/"))
                    .toList()) {
                String source = Files.readString(file);
                var found = APPENDED.matcher(source);
                boolean appends = source.contains("org.countersign.ledger") || source.contains("String EVENT");
                while (appends && found.find()) {
                    types.add(found.group(1) == null ? found.group(2) : found.group(1));
                }
            }
        }
        return types;
    }

    @Test
    void everyEventThatTheProgramWritesHasANameAndASentence() throws IOException {
        TreeSet<String> types = written();
        assertThat(types).hasSizeGreaterThan(20).contains("link.set", "group.attested", "exception.ended");
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Strings.speak(locale);
            for (String type : types) {
                assertThat(LedgerWords.name(type)).as(type).isNotEqualTo(type);
                String sentence = LedgerWords.sentence(row(type, CanonicalJson.object()));
                assertThat(sentence)
                        .as(type)
                        .isNotEqualTo(Strings.of("ledger.fact", LedgerWords.name(type)))
                        .endsWith(".")
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void anEventOfANewerVersionIsListedByItsName() {
        LedgerRow row = row("moon.landed", CanonicalJson.object());
        assertThat(LedgerWords.name("moon.landed")).isEqualTo("moon.landed");
        assertThat(LedgerWords.sentence(row)).isEqualTo("moon.landed.");
    }

    @Test
    void aDecisionSaysHowItWasMade() {
        assertThat(LedgerWords.sentence(row(
                        "decision.recorded",
                        CanonicalJson.object()
                                .put("decision", "approve")
                                .put("mode", "bulk:14")
                                .put("seconds", 0))))
                .isEqualTo("Approved, one of 14 at once.");
        assertThat(LedgerWords.sentence(row(
                        "decision.recorded",
                        CanonicalJson.object()
                                .put("decision", "revoke")
                                .put("mode", "single")
                                .put("seconds", 3)
                                .put("supersedes", 7))))
                .isEqualTo("Revoked, after looking for 3 s, in place of a decision that was signed.");
    }

    @Test
    void theWalkSaysUpToWhereItHoldsAndWhatIsWrongFirst() {
        var head = new Ledger.Head(12_345, "ab");
        assertThat(said(new Ledger.Verdict.Holds(head), 20_000, true))
                .isEqualTo("Stopped. Entries 1 to 12,345 of 20,000 hold; the rest was not looked at.");
        assertThat(said(new Ledger.Verdict.Broken(812, Ledger.Why.CHANGED), 20_000, false))
                .isEqualTo("Do not rely on this ledger. Entry 812 has another content than its hash says."
                        + " Up to entry 811 it holds.");
        assertThat(said(new Ledger.Verdict.Broken(1, Ledger.Why.MISSING), 20_000, false))
                .endsWith("Not even its beginning holds.");
        assertThat(said(new Ledger.Verdict.Holds(head), 12_345, false))
                .startsWith("The chain holds: all 12,345 entries, verified 24 Nov 2026, 06:00 UTC.");
        var signed = new Signed("q4", "amara@example.com", Optional.of(new Ledger.Head(13_000, "cd")));
        assertThat(LedgerWords.walked(
                        new Outcome(
                                new Ledger.Verdict.Holds(head),
                                12_345,
                                false,
                                List.of(signed),
                                List.of(new VerifyLedger.Lost(signed, 12_346))),
                        AT,
                        ZoneOffset.UTC))
                .contains("amara@example.com signed entry 13,000 with the campaign q4")
                .contains("Do not rely on this ledger")
                .contains("entry 12,346 is the first");
    }

    private static String said(Ledger.Verdict verdict, long length, boolean stopped) {
        return LedgerWords.walked(new Outcome(verdict, length, stopped, List.of(), List.of()), AT, ZoneOffset.UTC);
    }
}
