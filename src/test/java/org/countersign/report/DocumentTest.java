package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.evidence.AttestationMaker.NotEvaluable;
import org.countersign.evidence.AttestationMaker.Signatory;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.SignedCampaign;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the document says, before it is laid out.
class DocumentTest {
    private static final Instant MADE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Glyphs GLYPHS = new Glyphs();

    @TempDir
    private static Path folder;

    private static Campaign campaign;
    private static List<ItemState> items;

    @BeforeAll
    static void open() throws Exception {
        try (var opened = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign = opened.app().workspace().read(tx -> new CampaignStore(tx).get("q4"));
            items = opened.items();
        }
    }

    private static ItemState decided(ItemState state, Verdict verdict, String mode, long seconds, boolean signed) {
        var decision = new Decision(
                1,
                "q4",
                state.item().id(),
                state.item().digest(),
                verdict,
                Optional.of("because of the rota"),
                Optional.empty(),
                "grace@example.com",
                "os",
                MADE,
                false,
                mode,
                seconds,
                Optional.empty());
        return new ItemState(state.item(), state.reviewer(), Optional.of(decision), signed, false);
    }

    private static List<ItemState> all(Verdict verdict, boolean signed) {
        return items.stream()
                .map(state -> decided(state, verdict, "single", 4, signed))
                .toList();
    }

    private static List<Block> blocks(List<ItemState> states, List<Signatory> signatures) {
        return new Document(
                        new Content(
                                campaign,
                                Figures.of(states),
                                states,
                                signatures,
                                List.of(),
                                new Ledger.Head(7, "ab".repeat(32)),
                                Optional.empty(),
                                Optional.empty(),
                                MADE),
                        Optional.of("cd".repeat(32)),
                        GLYPHS)
                .blocks();
    }

    private static String text(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.cells().stream()).collect(Collectors.joining("\n"));
    }

    private static List<String> sections(List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.kind() == Block.Kind.DECISION && !block.head())
                .map(Block::section)
                .distinct()
                .toList();
    }

    @Test
    void anUndecidedCampaignIsCalledIncompleteOnItsFirstPage() {
        assertThat(text(blocks(items, List.of()))).contains("NOT complete");
    }

    @Test
    void decidedButNotSignedIsCalledIncompleteToo() {
        assertThat(text(blocks(all(Verdict.APPROVE, false), List.of()))).contains("NOT complete");
        assertThat(text(blocks(all(Verdict.APPROVE, true), List.of()))).doesNotContain("NOT complete");
    }

    @Test
    void whatNobodyKnewCountsAsOpen() {
        List<Block> blocks = blocks(all(Verdict.DONT_KNOW, true), List.of());
        assertThat(text(blocks)).contains("NOT complete");
        assertThat(sections(blocks)).contains("report.open").doesNotContain("report.approved");
    }

    @Test
    void revocationsComeBeforeWhatWasApproved() {
        var mixed = new ArrayList<>(all(Verdict.APPROVE, true));
        mixed.set(mixed.size() - 1, decided(items.getLast(), Verdict.REVOKE, "single", 4, true));
        List<String> sections = sections(blocks(mixed, List.of()));
        assertThat(sections.indexOf("report.revoked")).isZero();
        assertThat(sections).contains("report.approved");
    }

    @Test
    void everyItemStandsInTheDocumentWithItsIdAndReason() {
        String text = text(blocks(all(Verdict.APPROVE, true), List.of()));
        assertThat(items)
                .allSatisfy(state -> assertThat(text).contains(state.item().id()));
        assertThat(text).contains("because of the rota");
    }

    @Test
    void theSampleIsChosenByDigestsAndNotByTheOrderOfTheItems() {
        List<ItemState> states = all(Verdict.APPROVE, true);
        var reversed = new ArrayList<>(states);
        Collections.reverse(reversed);
        assertThat(sample(blocks(reversed, List.of()))).isNotEmpty().isEqualTo(sample(blocks(states, List.of())));
    }

    private static List<List<String>> sample(List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.kind() == Block.Kind.DECISION
                        && !block.head()
                        && block.section().equals("report.sample"))
                .map(Block::cells)
                .toList();
    }

    @Test
    void howDecisionsWereMadeIsSaidPlainly() {
        var states = new ArrayList<ItemState>();
        for (int i = 0; i < items.size(); i++) {
            states.add(decided(items.get(i), Verdict.APPROVE, i < 2 ? "bulk:2" : "single", i == 3 ? 40 : 0, true));
        }
        String text = text(blocks(states, List.of()));
        assertThat(text).contains("100").contains("40 s");
        assertThat(text(blocks(items, List.of()))).contains("Nothing has been decided yet");
    }

    @Test
    void exceptionsInForceAreListedWithTheirEnd() {
        assertThat(items).anyMatch(state -> state.item().kind() == Kind.EXCEPTION);
        List<Block> blocks = blocks(all(Verdict.APPROVE, true), List.of());
        assertThat(blocks)
                .filteredOn(block -> block.section().equals("report.exceptions"))
                .filteredOn(block -> block.kind() == Block.Kind.EXCEPTION && !block.head())
                .singleElement()
                .satisfies(block -> assertThat(String.join(" ", block.cells())).contains("EX-1", "2099-12-31"));
    }

    @Test
    void aDocumentThatNobodySignedSaysSo() {
        List<Block> blocks = blocks(items, List.of());
        assertThat(blocks).noneMatch(block -> block.kind() == Block.Kind.SIGNATURE && !block.head());
        var grace = new Signatory(
                "reviewer", "Grace", "grace@example.com", "ef".repeat(32), Optional.empty(), MADE, false, 3);
        assertThat(blocks(items, List.of(grace)))
                .filteredOn(block -> block.kind() == Block.Kind.SIGNATURE && !block.head())
                .singleElement()
                .satisfies(block -> assertThat(String.join(" ", block.cells()))
                        .contains("Grace", "grace@example.com", "Reviewer", "3 decisions", "B-B", "efefefef efefefef"));
    }

    @Test
    void theReconciliationStandsForEverySource() {
        List<Block> sources = blocks(items, List.of()).stream()
                .filter(block -> block.kind() == Block.Kind.SOURCE && !block.head())
                .toList();
        assertThat(sources).hasSize(campaign.frozen().path("reconciliation").size());
        assertThat(sources.getFirst().cells().getFirst()).contains("slack");
    }

    @Test
    void aDraftPrintsNoDigestOfDecisions() {
        Content content = new Content(
                campaign,
                Figures.of(items),
                items,
                List.of(),
                List.of(new NotEvaluable("okta", "snapshot-stale", "Nobody knows.")),
                new Ledger.Head(7, "ab".repeat(32)),
                Optional.empty(),
                Optional.empty(),
                MADE);
        String draft = text(new Document(content, Optional.empty(), GLYPHS).blocks());
        assertThat(draft)
                .contains(campaign.frozen().path("itemsSha256").asText())
                .contains("snapshot-stale", "Nobody knows.")
                .doesNotContain("SHA-256 of decisions.ndjson");
        assertThat(text(blocks(items, List.of()))).contains("cd".repeat(32));
    }

    @Test
    void tablesStopWhereTheyAreTooLongToReadAndSayWhereTheRestIs() {
        var many = new ArrayList<ItemState>();
        while (many.size() < Document.ROWS + 500) {
            many.addAll(all(Verdict.APPROVE, true));
        }
        for (int i = 0; i < 20; i++) {
            many.add(decided(items.getFirst(), Verdict.REVOKE, "single", 4, true));
        }
        List<Block> blocks = blocks(many, List.of());
        List<Block> rows = blocks.stream()
                .filter(block -> !block.head())
                .filter(block -> block.kind() == Block.Kind.DECISION || block.kind() == Block.Kind.EXCEPTION)
                .filter(block -> !block.section().equals("report.sample"))
                .toList();
        assertThat(rows).hasSize(Document.ROWS);
        assertThat(rows)
                .filteredOn(block -> block.section().equals("report.revoked"))
                .hasSize(20);
        long exceptions = many.stream()
                .filter(state -> state.item().kind() == Kind.EXCEPTION)
                .count();
        assertThat(rows)
                .filteredOn(block -> block.kind() == Block.Kind.EXCEPTION)
                .hasSize((int) exceptions);
        assertThat(text(blocks)).contains("more rows are not listed").contains("the full record is items.ndjson");
        assertThat(text(blocks(items, List.of()))).doesNotContain("more rows are not listed");
    }

    @Test
    void eachGroupIsAttestedWithItsOwnerPurposeAndMembers() {
        assertThat(blocks(all(Verdict.APPROVE, true), List.of()))
                .filteredOn(block -> block.kind() == Block.Kind.GROUP && !block.head())
                .singleElement()
                .satisfies(block -> assertThat(String.join(" ", block.cells()))
                        .contains(
                                "g-oncall", "Answers pages.", "confidential", "1 direct", "Attested", "by its owner"));
        assertThat(text(blocks(all(Verdict.REVOKE, true), List.of()))).contains("Not found right");
    }

    @Test
    void anExtractIsAboutItsPartAndSaysThatItIsNoEvidence() {
        Content extract = new Content(
                campaign,
                Figures.of(items),
                items,
                List.of(),
                List.of(),
                new Ledger.Head(7, "ab".repeat(32)),
                Optional.empty(),
                Optional.of(new Extract.OfOwner("grace@example.com")),
                MADE);
        String text = text(new Document(extract, Optional.empty(), GLYPHS).blocks());
        assertThat(text)
                .contains("the groups of grace@example.com")
                .contains("is no evidence by itself")
                .doesNotContain("Sample for re-performance");
    }

    @Test
    void namesCannotWriteMarkupIntoTheDocument() {
        assertThat(GLYPHS.markup("<style isBold=\"true\">&amp;</style>"))
                .isEqualTo("&lt;style isBold=\"true\"&gt;&amp;amp;&lt;/style&gt;");
    }

    @Test
    void whatHidesOrTurnsTextIsSpelledOut() {
        assertThat(GLYPHS.markup("a\u202Eb\u200Bc\u0007d\uE000e")).isEqualTo("a‹U+202E›b‹U+200B›c‹U+0007›d‹U+E000›e");
        assertThat(GLYPHS.markup("x\ud800y")).as("half a character").isEqualTo("x‹U+D800›y");
        assertThat(GLYPHS.markup("two\nlines")).isEqualTo("two\nlines");
    }

    @Test
    void eachScriptIsDrawnByAFontThatHasIt() {
        assertThat(GLYPHS.markup("Ada")).isEqualTo("Ada");
        assertThat(GLYPHS.markup("דוד")).isEqualTo("<style fontName=\"Review Hebrew\">דוד</style>");
        assertThat(GLYPHS.markup("a王b")).isEqualTo("a<style fontName=\"Review Fallback\">王</style>b");
        assertThat(GLYPHS.markup("אسא").split("<style", -1))
                .as("fonts change in the midst")
                .hasSize(4);
        assertThat(GLYPHS.markup("😀")).contains("‹U+1F600›");
    }

    @Test
    void theBarIsTheSameInEveryLocale() {
        String english = OutcomeBar.svg(new Figures(3, 0, 0, 1, 0, 1, 0, 0, 1));
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(OutcomeBar.svg(new Figures(3, 0, 0, 1, 0, 1, 0, 0, 1)))
                        .as(tag)
                        .isEqualTo(english);
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(english).contains("x='171.67'").contains("width='170.67'");
    }

    @Test
    void aBarOfNothingIsABar() {
        assertThat(OutcomeBar.svg(new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0)))
                .startsWith("<svg")
                .endsWith("</svg>")
                .doesNotContain("<rect");
    }
}
