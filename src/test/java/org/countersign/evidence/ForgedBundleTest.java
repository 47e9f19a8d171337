package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks by whoever holds the owner's key, and in places a reviewer's: every signature and sum holds, and the
/// records contradict each other. Tests are named after the attack.
class ForgedBundleTest {
    @TempDir
    private static Path folder;

    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private static SignedCampaign campaign;
    private static byte[] bundle;
    private static Path trust;

    @BeforeAll
    static void sign() throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).sign();
        bundle = campaign.bundle();
        trust = campaign.trust();
    }

    @AfterAll
    static void close() {
        campaign.close();
    }

    private static Forgery forge() throws Exception {
        return new Forgery(campaign, bundle);
    }

    private static String firstDecision(Forgery forgery) {
        return forgery.text("decisions/001.ndjson").lines().findFirst().orElseThrow();
    }

    private static String number(String line) {
        return line.replaceAll(".*\"number\":(\\d+).*", "$1");
    }

    @Test
    void aBundleThatTheOwnerSignsAnewUnchangedStaysGenuine() throws Exception {
        assertThat(forge().events(lines -> lines).resign().faults(trust))
                .as("or every test below would prove nothing")
                .isEmpty();
    }

    @Test
    void emptiedEventsAreRefused() throws Exception {
        assertThat(forge().events(lines -> List.of()).resign().faults(trust))
                .anyMatch(fault -> fault.startsWith("events.ndjson does not tell that the campaign was opened"))
                .anyMatch(fault -> fault.startsWith("events.ndjson does not tell of decision "))
                .anyMatch(fault -> fault.startsWith("events.ndjson does not tell of the signature in META-INF/"));
    }

    @ParameterizedTest
    @CsvSource({
        "campaign.opened, events.ndjson does not tell that the campaign was opened",
        "campaign.closed, events.ndjson does not tell that the campaign was closed",
        "decision.recorded, events.ndjson does not tell of decision",
        "decisions.signed, events.ndjson does not tell of the signature in"
    })
    void anActLeftOutOfTheEventsIsRefused(String type, String reason) throws Exception {
        assertThat(forge().events(lines -> {
                            var first = lines.stream()
                                    .filter(line -> line.contains("\"type\":\"" + type + "\""))
                                    .findFirst()
                                    .orElseThrow();
                            lines.remove(first);
                            return lines;
                        })
                        .resign()
                        .faults(trust))
                .singleElement()
                .asString()
                .startsWith(reason);
    }

    @Test
    void anActHiddenAsSomebodyElsesLeafIsRefused() throws Exception {
        assertThat(forge().events(lines -> lines.stream()
                                .map(line -> line.contains("\"type\":\"decision.recorded\"")
                                        ? "{\"leaf\":\"" + "0".repeat(64) + "\"}"
                                        : line)
                                .toList())
                        .resign()
                        .faults(trust))
                .isNotEmpty()
                .allMatch(fault -> fault.startsWith("events.ndjson does not tell of decision "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "itemDigest", "item", "mode"})
    void anEventThatTellsAnotherDecisionIsRefused(String name) throws Exception {
        Forgery forgery = forge();
        String number = number(firstDecision(forgery));
        assertThat(forgery.events(lines -> lines.stream()
                                .map(line -> line.contains("decision.recorded")
                                                && line.contains("\"number\":" + number + ",")
                                        ? line.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"other\"")
                                        : line)
                                .toList())
                        .resign()
                        .faults(trust))
                .containsExactly(
                        "events.ndjson does not tell of decision " + number + " as it stands in decisions/001.ndjson.");
    }

    @Test
    void anEventByAnotherReviewerIsRefused() throws Exception {
        Forgery forgery = forge();
        String number = number(firstDecision(forgery));
        assertThat(forgery.events(lines -> lines.stream()
                                .map(line -> line.contains("\"number\":" + number + ",")
                                        ? line.replaceFirst("\"reviewer\":\"r[0-9a-f]+\"", "\"reviewer\":\"r0\"")
                                        : line)
                                .toList())
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.startsWith("events.ndjson does not tell of decision " + number));
    }

    @Test
    void aSignedDecisionThatWasUndoneIsRefused() throws Exception {
        Forgery forgery = forge();
        String number = number(firstDecision(forgery));
        assertThat(forgery.events(lines -> {
                            lines.add(
                                    "{\"body\":{\"actor\":{\"osUser\":\"x\"},\"data\":{\"campaign\":\"q4\",\"number\":"
                                            + number + "},\"type\":\"decision.undone\"}}");
                            return lines;
                        })
                        .resign()
                        .faults(trust))
                .singleElement()
                .asString()
                .contains("does not tell of decision " + number);
    }

    @Test
    void eventsOfAnotherCampaignDoNotStandForThisOnes() throws Exception {
        assertThat(forge().events(lines -> lines.stream()
                                .map(line -> line.replace("\"campaign\":\"q4\"", "\"campaign\":\"q3\""))
                                .toList())
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.contains("was opened"))
                .anyMatch(fault -> fault.contains("was closed"));
    }

    @Test
    void reorderedEventsBreakTheHead() throws Exception {
        Forgery forgery = forge();
        var lines = new ArrayList<>(forgery.text("events.ndjson").lines().toList());
        Collections.swap(lines, 1, 2);
        assertThat(forgery.put("events.ndjson", String.join("\n", lines) + "\n")
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.contains("has a gap"));
    }

    @Test
    void aFindingLeftOutIsRefused() throws Exception {
        assertThat(forge().change(
                                "findings.json",
                                text -> text.replaceFirst("\"severity\":\"[a-z]+\"", "\"severity\":\"info\""))
                        .resign()
                        .faults(trust))
                .containsExactly("findings.json is not what campaign.json froze.");
    }

    @Test
    void governanceChangedAfterwardsIsRefused() throws Exception {
        assertThat(forge().change("governance.json", text -> text.replaceFirst("Answers pages", "Answers all"))
                        .resign()
                        .faults(trust))
                .containsExactly("governance.json is not what campaign.json froze.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rowsRead", "rowsRefused", "number"})
    void figuresOfASnapshotThatWereNotFrozenAreRefused(String figure) throws Exception {
        assertThat(forge().change(
                                "snapshots/index.ndjson",
                                text -> text.replaceFirst("\"" + figure + "\":\\d+", "\"" + figure + "\":99"))
                        .resign()
                        .faults(trust))
                .containsExactly("snapshots/index.ndjson is not of the snapshots that campaign.json froze.");
    }

    @Test
    void anotherSourceFileInTheIndexIsRefused() throws Exception {
        assertThat(forge().change(
                                "snapshots/index.ndjson",
                                text -> text.replaceFirst(
                                        "(\"files\":\\[\\{[^}]*\"sha256\":\")[0-9a-f]{64}", "$1" + "0".repeat(64)))
                        .resign()
                        .faults(trust))
                .singleElement()
                .asString()
                .contains("are not those of its digest");
    }

    @Test
    void aSnapshotLeftOutOfTheIndexIsRefused() throws Exception {
        assertThat(forge().change("snapshots/index.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                        .resign()
                        .faults(trust))
                .containsExactly("snapshots/index.ndjson is not of the snapshots that campaign.json froze.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crls/list.crl", "timestamps/head.tst"})
    void aFileThatNobodyReadsIsRefusedByBothThoughItIsSigned(String name) throws Exception {
        Tools.need("openssl");
        Forgery forgery = forge().put(name, "garbage\n").resign();
        assertThat(forgery.faults(trust))
                .containsExactly("A file of this name does not belong in a bundle: " + name + ".");
        assertThat(forgery.script(folder, "sh", trust).output()).contains("does not belong in a bundle: " + name);
    }

    @Test
    void aDecisionAddedByItsReviewerAfterwardsIsNotInTheEvents() throws Exception {
        assertThat(forge().change("decisions/001.ndjson", text -> {
                            String first = text.lines().findFirst().orElseThrow();
                            String number = number(first);
                            return text
                                    + first.replace("\"number\":" + number, "\"number\":9999")
                                            .replace("}", ",\"supersedes\":" + number + "}")
                                    + "\n";
                        })
                        .resignReviewer(1)
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.startsWith("events.ndjson does not tell of decision 9999"))
                .anyMatch(fault -> fault.contains("does not tell of the signature in META-INF/ASiCManifest001.xml"));
    }

    @Test
    void twoDecisionsOfOneNumberAreRefused() throws Exception {
        assertThat(forge().change(
                                "decisions/001.ndjson",
                                text -> text + text.lines().findFirst().orElseThrow() + "\n")
                        .resignReviewer(1)
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.contains("there are two decisions of the number"));
    }

    @Test
    void aReasonPutInLaterByReviewerAndOwnerIsRefused() throws Exception {
        assertThat(forge().change("decisions/001.ndjson", text -> text.replaceFirst("looked at", "never looked"))
                        .resignReviewer(1)
                        .resign()
                        .faults(trust))
                .as("the event of the signature names the manifest that was signed then")
                .anyMatch(fault -> fault.contains("does not tell of the signature in"));
    }

    @Test
    void anItemTakenOutByTheOwnerIsRefused() throws Exception {
        assertThat(forge().change("items.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                        .resign()
                        .faults(trust))
                .contains("items.ndjson is not the population that campaign.json froze.")
                .anyMatch(fault -> fault.startsWith("campaign.json counts "))
                .anyMatch(fault -> fault.startsWith("items.ndjson is not what was signed in"))
                .anyMatch(fault -> fault.startsWith("attestation.pdf does not print the digests"));
    }

    @Test
    void anItemTwiceIsRefused() throws Exception {
        assertThat(forge().change("items.ndjson", text -> text + text.substring(0, text.indexOf('\n') + 1))
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.endsWith("is there twice."));
    }

    @Test
    void anItemWithAnotherContentThanItsDigestIsRefused() throws Exception {
        assertThat(forge().change(
                                "items.ndjson",
                                text -> text.replaceFirst("\"privileged\":true", "\"privileged\":false"))
                        .resign()
                        .faults(trust))
                .anyMatch(fault -> fault.endsWith("has another content than its digest says."));
    }

    @Test
    void linesThatAreNotCanonicalAreRefused() throws Exception {
        assertThat(forge().change("snapshots/index.ndjson", text -> text.replaceFirst("\\{", "{ "))
                        .resign()
                        .faults(trust))
                .containsExactly("snapshots/index.ndjson, line 1, is not canonical JSON.");
        assertThat(forge().put("snapshots/index.ndjson", "{\n").resign().faults(trust))
                .anyMatch(fault -> fault.equals("snapshots/index.ndjson, line 1, is not JSON."));
    }

    @Test
    void aRosterThatSaysOtherThanSignersIsRefused() throws Exception {
        assertThat(forge().change("roster.json", text -> text.replaceFirst("grace@", "brace@"))
                        .resign()
                        .faults(trust))
                .contains("roster.json and SIGNERS do not say the same.");
    }

    @Test
    void sumsThatLeaveAFileOutAreRefusedByBoth() throws Exception {
        Tools.need("openssl");
        Forgery forgery = forge();
        String without = forgery.text("SHA256SUMS").replaceFirst("(?m)^.*items\\.ndjson\n", "");
        forgery.put("SHA256SUMS", without);
        var covered = new TreeMap<>(forgery.files());
        List.of("mimetype", AsicManifest.name(3), AsicManifest.signatureName(3)).forEach(covered::remove);
        forgery.signed(
                AsicManifest.over(3, covered).bytes(),
                campaign.key("amara@example.com"),
                java.util.Optional.of(java.time.Instant.now()));
        assertThat(forgery.faults(trust)).containsExactly("SHA256SUMS does not list the files as they are.");
        assertThat(forgery.script(folder, "sh", trust).output()).contains("SHA256SUMS does not list the files");
    }

    @Test
    void theDocumentOfAnotherCampaignIsRefused(@TempDir Path other) throws Exception {
        try (var second = new SignedCampaign(other, Clock.systemUTC())) {
            // The same owner's key over a document of other decisions.
            java.nio.file.Files.createDirectories(
                    second.keyFile("amara@example.com").getParent());
            java.nio.file.Files.copy(campaign.keyFile("amara@example.com"), second.keyFile("amara@example.com"));
            second.sign();
            byte[] pdf = Tools.unzip(second.bundle()).get("attestation.pdf");
            Forgery forgery = forge();
            forgery.files().put("attestation.pdf", pdf);
            assertThat(forgery.resign().faults(trust))
                    .containsExactly("attestation.pdf does not carry the decisions of this bundle.");
            assertThat(Sha256.hex(pdf))
                    .isNotEqualTo(Sha256.hex(Tools.unzip(bundle).get("attestation.pdf")));
        }
    }

    /// Somebody who was not asked decided what the ledger says went to them; without that act, of another item, or to
    /// somebody else it did not.
    @ParameterizedTest
    @ValueSource(strings = {"left out", "another item", "somebody else", "another campaign"})
    void aDecisionBySomebodyWhoWasNotAskedIsRefusedWhereTheItemDidNotGoToThem(String attack, @TempDir Path other)
            throws Exception {
        try (var handed = new SignedCampaign(other, Clock.systemUTC())) {
            handed.app()
                    .reassignItems()
                    .all(handed.app().actor(), "q4", "grace@example.com", "bea@example.com", "On leave.");
            handed.sign();
            Forgery genuine = new Forgery(handed, handed.bundle());
            assertThat(genuine.events(lines -> lines).resign().faults(handed.trust()))
                    .isEmpty();
            Forgery forged = new Forgery(handed, handed.bundle()).events(lines -> lines.stream()
                    .filter(line -> !(attack.equals("left out") && line.contains("items.reassigned")))
                    .map(line -> line.contains("items.reassigned") ? changed(line, attack) : line)
                    .toList());
            assertThat(forged.resign().faults(handed.trust()))
                    .isNotEmpty()
                    .anyMatch(fault -> fault.endsWith(" is by bea@example.com, who was not asked."));
        }
    }

    /// A deputy decided what waited for somebody who was away; on another day, before that was said, once it was ended
    /// or
    /// somebody else was named, for another reviewer or in another campaign, they were not asked.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "left out",
                "ended",
                "replaced",
                "said later",
                "over by then",
                "not yet",
                "another deputy",
                "another reviewer",
                "another campaign",
                "no day"
            })
    void aDecisionByADeputyIsRefusedWhereTheDelegationDidNotHold(String attack, @TempDir Path other) throws Exception {
        try (var away = new SignedCampaign(other, Clock.systemUTC()).withKeys(KEYS)) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            away.app()
                    .delegateReviews()
                    .run(
                            away.app().actor(),
                            new DelegateReviews.Request(
                                    "q4", "grace@example.com", "bea@example.com", today, today.plusDays(1), "Away."));
            List<Draft> drafts = away.items().stream()
                    .filter(state -> state.reviewer().equals("grace@example.com"))
                    .map(state ->
                            new Draft("", state.item().id(), Verdict.APPROVE, Optional.of("seen"), Optional.empty(), 2))
                    .toList();
            away.app().recordDecision().run(away.app().actor(), "q4", "bea@example.com", drafts, Manner.SINGLE);
            away.sign();
            Forgery genuine = new Forgery(away, away.bundle());
            assertThat(genuine.events(lines -> lines).resign().faults(away.trust()))
                    .isEmpty();
            Forgery forged = new Forgery(away, away.bundle()).events(lines -> delegated(lines, attack, today));
            assertThat(forged.resign().faults(away.trust()))
                    .isNotEmpty()
                    .allMatch(fault -> fault.endsWith(" is by bea@example.com, who was not asked.")
                            || attack.equals("another campaign"));
        }
    }

    private static List<String> delegated(List<String> lines, String attack, LocalDate today) {
        int at = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("items.delegated"))
                .findFirst()
                .orElseThrow();
        String line = lines.get(at);
        switch (attack) {
            case "left out" -> lines.remove(at);
            case "ended" -> lines.add(at + 1, line.replace("items.delegated", "delegation.ended"));
            case "replaced" -> lines.add(at + 1, line.replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"r0\""));
            case "said later" -> {
                lines.remove(at);
                lines.add(line);
            }
            case "over by then" ->
                lines.set(
                        at,
                        line.replace(today.plusDays(1).toString(), "2026-01-02")
                                .replace("\"start\":\"" + today, "\"start\":\"2026-01-01"));
            case "not yet" -> lines.set(at, line.replace("\"start\":\"" + today, "\"start\":\"" + today.plusDays(1)));
            case "another deputy" -> lines.set(at, line.replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"r0\""));
            case "another reviewer" -> lines.set(at, line.replaceFirst("\"from\":\"[^\"]*\"", "\"from\":\"r0\""));
            case "another campaign" -> lines.set(at, line.replace("\"campaign\":\"q4\"", "\"campaign\":\"q3\""));
            default -> lines.set(at, line.replaceAll("\"(start|end)\":\"[^\"]*\"", "\"$1\":\"\""));
        }
        return lines;
    }

    /// Whoever signs the roster could take another's absence for this one's.
    @Test
    void aRosterThatTakesOnePersonForTwoIsRefused() throws Exception {
        assertThat(forge().change(
                                "roster.json",
                                text -> text.replaceFirst(
                                        "\"signers\":",
                                        "\"reviewers\":[{\"address\":\"grace@example.com\",\"ledgerId\":\"r0\"}],\"signers\":"))
                        .resign()
                        .faults(trust))
                .contains("roster.json takes two people for one in the ledger, or one for two.");
    }

    private static String changed(String line, String attack) {
        return switch (attack) {
            case "another item" -> line.replaceFirst("\"items\":\\[[^]]*]", "\"items\":[\"iaaaaaaaaaaaaaaa\"]");
            case "somebody else" -> line.replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"r0\"");
            case "another campaign" -> line.replace("\"campaign\":\"q4\"", "\"campaign\":\"q3\"");
            default -> line;
        };
    }
}
