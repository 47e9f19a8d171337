package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.ShownFindings.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.countersign.app.Countersign;
import org.countersign.app.RunDemo;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Verdict;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.SignedCampaign;
import org.countersign.text.Strings;
import org.countersign.ui.findings.FindingRow;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.findings.PickedFindings;
import org.countersign.ui.review.ReviewViewModel;
import org.countersign.ui.task.Background;
import org.countersign.work.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is frozen, signed, printed and kept is the same, whatever the desktop speaks and the system is set to.
class EvidenceInEnglishTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir
    private Path folder;

    private final Locale system = Locale.getDefault();

    private interface Acts {
        List<String> kept(Path folder) throws Exception;
    }

    @AfterEach
    void asBefore() {
        Locale.setDefault(system);
        Strings.speak(Locale.ROOT);
    }

    private void sameInGerman(Acts acts) throws Exception {
        List<String> english = acts.kept(Files.createDirectory(folder.resolve("en")));
        Locale.setDefault(Locale.GERMANY);
        Strings.speak(Locale.GERMAN);
        List<String> german = acts.kept(Files.createDirectory(folder.resolve("de")));
        assertThat(english).hasSizeGreaterThan(4);
        assertThat(german).hasSameSizeAs(english);
        assertThat(IntStream.range(0, english.size())
                        .filter(line -> !english.get(line).equals(german.get(line)))
                        .mapToObj(line -> english.get(line) + "\n" + german.get(line))
                        .toList())
                .isEmpty();
    }

    @Test
    void theSampleIsFrozenSignedAndPrintedInEnglish() throws Exception {
        sameInGerman(EvidenceInEnglishTest::demo);
    }

    private static List<String> demo(Path folder) throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        RunDemo.Outcome outcome = new RunDemo(folder.resolve("demo"), clock, Progress.NONE).run();
        var kept = new ArrayList<String>();
        kept.add(Files.readString(folder.resolve("demo/findings.json")));
        try (var pdf = Loader.loadPDF(folder.resolve("demo/attestation.pdf").toFile())) {
            kept.add(new PDFTextStripper().getText(pdf));
        }
        outcome.verification().checks().forEach(check -> kept.add(check.name() + ": " + check.figure()));
        try (var app = Countersign.open(folder.resolve("demo/workspace.countersign"), clock)) {
            for (String campaign : List.of(RunDemo.CAMPAIGN, RunDemo.SPOT_CHECK)) {
                kept.add(app.workspace()
                        .read(tx -> new String(new CampaignStore(tx).frozen(campaign), StandardCharsets.UTF_8)));
                kept.add(app.workspace()
                        .read(tx -> new String(new CampaignStore(tx).itemLines(campaign), StandardCharsets.UTF_8)));
            }
            kept.addAll(ledger(app));
        }
        return kept.stream()
                .flatMap(String::lines)
                .map(EvidenceInEnglishTest::withoutChance)
                .toList();
    }

    /// Keys, salts and the ids that stand for reviewers are drawn by lot, and what is hashed over them is another.
    private static String withoutChance(String text) {
        return text.replaceAll(
                "[0-9a-f]{12,}|[0-9a-f]{8}( [0-9a-f]{8}){3,7}|[0-9a-f]{4} [0-9a-f]{4} … [0-9a-f]{4}|[0-9]{3},[0-9]{3} bytes$",
                "#");
    }

    private static List<String> ledger(Countersign app) {
        var events = new ArrayList<String>();
        app.workspace().<Boolean, RuntimeException>read(tx -> {
            new LedgerStore(tx).each(event -> {
                JsonNode body = Ledger.body(event).deepCopy();
                ((ObjectNode) body).remove("salt");
                events.add(body.toString());
            });
            return true;
        });
        return events;
    }

    @Test
    void whatIsDecidedOnTheScreenIsKeptInEnglish() throws Exception {
        sameInGerman(EvidenceInEnglishTest::decisions);
    }

    private static List<String> decisions(Path folder) throws Exception {
        var hand = new HandClock(NOW);
        try (var campaign = new SignedCampaign(folder, Clock.fixed(NOW, ZoneOffset.UTC))) {
            var model = new ReviewViewModel(campaign.app(), hand, Background.direct(), Background.direct());
            model.refresh();
            model.reviewerProperty().set("grace@example.com");
            hand.pass(Duration.ofSeconds(5));
            model.decide(
                    model.shown().selectedProperty().get().orElseThrow(),
                    Verdict.REVOKE,
                    Optional.empty(),
                    Optional.empty());
            hand.pass(Duration.ofSeconds(5));
            model.selectBatch();
            model.decideBatch(Verdict.APPROVE, "checked with HR");
            assertThat(model.messageProperty().get()).isNotEmpty();
            return campaign.items().stream()
                    .flatMap(state -> Stream.concat(
                            Stream.of(state.item().line().toString()),
                            state.decision().stream().map(made -> made.json().toString())))
                    .map(EvidenceInEnglishTest::withoutChance)
                    .toList();
        }
    }

    @Test
    void whatIsSaidOfFindingsIsKeptAndExportedInEnglish() throws Exception {
        sameInGerman(EvidenceInEnglishTest::findings);
    }

    private static List<String> findings(Path folder) throws Exception {
        var hand = new HandClock(House.NOW);
        try (var house = new House(folder, hand)) {
            house.governance("", "")
                    .snapshot("okta", House.active("i", "ada"))
                    .snapshot("slack", House.active("a", "ada"), House.active("o", "old"), House.active("n", "new"));
            var model = new FindingsViewModel(house.app(), hand, Background.direct(), Background.direct());
            model.check();
            List<FindingRow> all = rows(model);
            model.acts().consider(PickedFindings.of(all), draft -> model.acts()
                    .acknowledge(draft, "until Friday", LocalDate.parse("2026-11-27")));
            model.acts().reopen(PickedFindings.of(rows(model).subList(0, 1)));
            model.acts().export(PickedFindings.of(rows(model)), folder.resolve("findings.csv"));
            List<String> kept = ledger(house.app());
            kept.addAll(Files.readAllLines(folder.resolve("findings.csv")));
            return kept.stream().map(EvidenceInEnglishTest::withoutChance).toList();
        }
    }
}
