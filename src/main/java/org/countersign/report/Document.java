package org.countersign.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Signatory;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What the attestation says, in its order (product.md, "What an auditor looks for on page 1").
final class Document {
    /// The table stops here; totals are whole, and decisions.ndjson in the document has every row
    /// (evidence.md 1.3).
    static final int ROWS = 2_000;

    private static final int SAMPLE = 15;

    private final Content content;
    private final Optional<String> decisionsSha256;
    private final Glyphs glyphs;
    private final List<Block> blocks = new ArrayList<>();
    private int rows;

    /// @param decisionsSha256 of the decisions that the document carries; absent in a draft
    Document(Content content, Optional<String> decisionsSha256, Glyphs glyphs) {
        this.content = content;
        this.decisionsSha256 = decisionsSha256;
        this.glyphs = glyphs;
        firstPage();
        decisions("report.revoked", state -> is(state, Verdict.REVOKE));
        decisions("report.until", state -> is(state, Verdict.APPROVE_UNTIL));
        exceptions();
        decisions("report.open", ItemState::open);
        decisions("report.covered", ItemState::covered);
        decisions("report.approved", state -> is(state, Verdict.APPROVE));
        sample();
        signatures();
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    private static Optional<Verdict> verdict(ItemState state) {
        return state.decision().map(Decision::verdict);
    }

    private static boolean is(ItemState state, Verdict verdict) {
        return verdict(state).equals(Optional.of(verdict));
    }

    private void add(Block.Kind kind, String section, String... cells) {
        var marked = new ArrayList<String>(cells.length);
        for (String cell : cells) {
            marked.add(glyphs.markup(cell));
        }
        blocks.add(new Block(kind, section, marked));
    }

    /// A heading opens its section, so that it never stands alone at the foot of a page.
    private void heading(String key, Object... arguments) {
        add(Block.Kind.HEADING, key, English.of(key, arguments));
    }

    private void head(Block.Kind kind, String section) {
        blocks.add(new Block(kind, true, section, List.of()));
    }

    private void text(String key, Object... arguments) {
        add(Block.Kind.TEXT, "", English.of(key, arguments));
    }

    private void section(String section, String key, Object... arguments) {
        add(Block.Kind.TEXT, section, English.of(key, arguments));
    }

    private void fact(String key, String value) {
        add(Block.Kind.FACT, "", English.of(key), value);
    }

    private void firstPage() {
        Campaign campaign = content.campaign();
        Figures figures = content.figures();
        var frozen = campaign.frozen();
        add(Block.Kind.TITLE, "", campaign.title());
        text(
                figures.complete() && figures.unsigned() == 0 ? "report.lead.complete" : "report.lead.incomplete",
                Formats.number(figures.items()),
                Formats.number(figures.decided()),
                Formats.number(figures.revoked()),
                Formats.number((long) figures.open() + figures.dontKnow()));
        fact("report.campaign", campaign.name() + " · " + campaign.state().text());
        fact("report.owner", campaign.owner());
        fact(
                "report.period",
                frozen.path("period").path("from").asText() + " – "
                        + frozen.path("period").path("to").asText() + ", as of " + Formats.instant(campaign.asOf()));
        fact("report.scope", scope(campaign));
        fact(
                "report.opened",
                Formats.instant(campaign.openedAt())
                        + campaign.closedAt()
                                .map(at -> " · " + English.of("report.closedAt", Formats.instant(at)))
                                .orElse(""));
        campaign.incompleteReason().ifPresent(reason -> fact("report.incompleteReason", reason));
        heading("report.reconciliation");
        section("report.reconciliation", "report.reconciliation.text");
        sources(campaign);
        text(
                "report.findings",
                frozen.path("findings").asInt(),
                frozen.path("suppressed").asInt());
        if (content.notEvaluable().isEmpty()) {
            text("report.notEvaluable.none");
        } else {
            text("report.notEvaluable", String.join("; ", content.notEvaluable()));
        }
        outcome(figures);
        heading("report.verify");
        text(
                "report.verify.text",
                Formats.digest(content.head().hash()),
                content.head().seq());
        fact("report.digest.items", frozen.path("itemsSha256").asText());
        decisionsSha256.ifPresent(digest -> fact("report.digest.decisions", digest));
        text("report.controls");
    }

    private String scope(Campaign campaign) {
        var parts = new ArrayList<String>();
        campaign.frozen().path("scope").properties().forEach(entry -> {
            var values = new ArrayList<String>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            parts.add(entry.getKey() + " = " + String.join(" or ", values));
        });
        return parts.isEmpty() ? English.of("report.scope.all") : String.join(", and ", parts);
    }

    private void sources(Campaign campaign) {
        head(Block.Kind.SOURCE, "report.reconciliation");
        for (var source : campaign.frozen().path("reconciliation")) {
            var snapshot = campaign.frozen()
                    .path("snapshots")
                    .valueStream()
                    .filter(one -> one.path("source").equals(source.path("source")))
                    .findFirst();
            add(
                    Block.Kind.SOURCE,
                    "report.reconciliation",
                    source.path("source").asText()
                            + snapshot.map(one -> "\n"
                                            + English.of(
                                                    "report.snapshot",
                                                    one.path("number").asInt(),
                                                    one.path("takenAt").asText()))
                                    .orElse(""),
                    Formats.number(source.path("accountsRead").asInt()),
                    "= " + Formats.number(source.path("inReview").asInt()),
                    "+ " + Formats.number(source.path("inactiveWithoutAccess").asInt()),
                    "+ " + Formats.number(source.path("outOfScope").asInt()),
                    snapshot.map(one -> Formats.number(one.path("rowsRefused").asInt()) + " · "
                                    + English.of(
                                            one.path("complete").asBoolean() ? "report.complete" : "report.incomplete"))
                            .orElse("–"));
        }
    }

    private void outcome(Figures figures) {
        heading("report.outcome");
        add(
                Block.Kind.CHART,
                "",
                English.of(
                        "report.chart",
                        Formats.number(figures.approved()),
                        Formats.number(figures.approvedUntil()),
                        Formats.number((long) figures.revoked() + figures.covered()),
                        Formats.number((long) figures.open() + figures.dontKnow())));
        fact("report.figure.approve", Formats.number(figures.approved()));
        fact("report.figure.until", Formats.number(figures.approvedUntil()));
        fact(
                "report.figure.revoke",
                English.of(
                        "report.figure.revoke.value",
                        Formats.number(figures.revoked()),
                        Formats.number(figures.covered())));
        fact("report.figure.open", Formats.number((long) figures.open() + figures.dontKnow()));
        fact("report.figure.reviewer", "0");
        fact("report.figure.independence", Formats.number(figures.independence()));
        fact("report.quality", quality());
    }

    /// Review quality is in the evidence: how decisions were made, said plainly.
    private String quality() {
        List<Decision> made = content.items().stream()
                .flatMap(state -> state.decision().stream())
                .toList();
        long bulk = made.stream()
                .filter(decision -> decision.mode().startsWith("bulk:"))
                .count();
        long largest = made.stream()
                .filter(decision -> decision.mode().startsWith("bulk:"))
                .mapToLong(decision -> Long.parseLong(decision.mode().substring(5)))
                .max()
                .orElse(0);
        long approved = made.stream()
                .filter(decision -> decision.verdict() == Verdict.APPROVE)
                .count();
        long onBehalf = made.stream().filter(Decision::onBehalf).count();
        List<Long> seconds =
                made.stream().map(Decision::seconds).filter(s -> s > 0).sorted().toList();
        String median = seconds.isEmpty() ? "not measured" : seconds.get(seconds.size() / 2) + " s";
        long share = made.isEmpty() ? 0 : approved * 100 / made.size();
        return English.of("report.quality.value", share, bulk, largest, median, onBehalf);
    }

    private interface Choice {
        boolean takes(ItemState state);
    }

    private void decisions(String key, Choice choice) {
        List<ItemState> chosen = content.items().stream().filter(choice::takes).toList();
        if (chosen.isEmpty()) {
            return;
        }
        heading(key, Formats.number(chosen.size()));
        head(Block.Kind.DECISION, key);
        int shown = 0;
        for (ItemState state : chosen) {
            if (rows++ >= ROWS) {
                text("report.cap", Formats.number(chosen.size() - shown), Formats.number(ROWS));
                return;
            }
            shown++;
            row(key, state);
        }
    }

    private void row(String section, ItemState state) {
        ReviewItem item = state.item();
        String who =
                item.label() + item.account().map(id -> "\n" + name(item) + id).orElse("");
        Optional<Decision> decision = state.decision();
        String said = state.covered()
                ? English.of("report.said.covered")
                : decision.map(made -> English.of(
                                        "report.said." + made.verdict().text())
                                + made.until().map(day -> "\n" + day).orElse("")
                                + (state.signed() ? "" : " " + English.of("report.said.unsigned"))
                                + made.reason().map(reason -> "\n" + reason).orElse(""))
                        .orElse(English.of("report.said.open"));
        String findings = item.findings().isEmpty()
                ? ""
                : "\n"
                        + String.join(
                                "\n",
                                item.findings().stream()
                                        .map(finding -> finding.severity().text() + ": " + finding.rule())
                                        .toList());
        add(
                Block.Kind.DECISION,
                section,
                who,
                item.line().path("sourceName").asText() + " · " + item.kind().text() + "\n" + item.access() + findings,
                said,
                decision.map(Decision::reviewer).orElse(state.reviewer())
                        + decision.map(made -> "\n" + Formats.instant(made.decidedAt()))
                                .orElse(""),
                item.id());
    }

    private static String name(ReviewItem item) {
        String name = item.line().path("account").path("name").asText("");
        return name.isEmpty() || name.equals(item.label()) ? "" : name + " · ";
    }

    private void exceptions() {
        LocalDate close = content.campaign()
                .closedAt()
                .orElse(content.madeAt())
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        List<ItemState> held = content.items().stream()
                .filter(state -> state.item().kind() == Kind.EXCEPTION)
                .toList();
        if (held.isEmpty()) {
            return;
        }
        heading("report.exceptions", held.size(), close);
        head(Block.Kind.DECISION, "report.exceptions");
        for (ItemState state : held) {
            var exception = state.item().line().path("exception");
            add(
                    Block.Kind.DECISION,
                    "report.exceptions",
                    state.item().label(),
                    state.item().line().path("sourceName").asText() + "\n"
                            + exception.path("access").asText("account as a whole"),
                    exception.path("reason").asText("no reason") + "\n" + state.text(),
                    exception.path("owner").asText("no owner") + "\n"
                            + exception.path("expires").asText("no end"),
                    exception.path("id").asText());
        }
    }

    /// Chosen by the smallest digests: neither the reviewer nor the owner can steer it.
    private void sample() {
        heading("report.sample", Math.min(SAMPLE, content.items().size()));
        section("report.sample", "report.sample.text");
        head(Block.Kind.DECISION, "report.sample");
        content.items().stream()
                .sorted(Comparator.comparing(state -> state.item().digest()))
                .limit(SAMPLE)
                .forEach(state -> add(
                        Block.Kind.DECISION,
                        "report.sample",
                        state.item().label(),
                        state.item().line().path("sourceName").asText() + " · "
                                + state.item().access(),
                        state.text(),
                        state.reviewer(),
                        state.item().id()));
    }

    private void signatures() {
        heading("report.signatures");
        var sentences = content.campaign().frozen().path("attestations");
        section(
                "report.signatures",
                "report.signatures.text",
                sentences.path("reviewer").path("sentence").asText());
        head(Block.Kind.SIGNATURE, "report.signatures");
        content.signatures().forEach(this::signature);
        content.owner().ifPresent(owner -> {
            section(
                    "report.signatures",
                    "report.signatures.owner",
                    sentences.path("owner").path("sentence").asText());
            signature(owner);
        });
        if (content.signatures().isEmpty()) {
            text("report.signatures.none");
        }
    }

    private void signature(Signatory signatory) {
        add(
                Block.Kind.SIGNATURE,
                "report.signatures",
                signatory.name() + "\n" + signatory.address(),
                signatory.role().toUpperCase(Locale.ROOT).charAt(0)
                        + signatory.role().substring(1),
                Formats.instant(signatory.at())
                        + (signatory.decisions() > 0
                                ? "\n" + English.count("report.decisions", signatory.decisions())
                                : ""),
                signatory.fingerprint());
    }
}
