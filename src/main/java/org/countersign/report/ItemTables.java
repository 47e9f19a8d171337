package org.countersign.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.ReviewItem;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// The tables of items. They share so many rows, the most important table first; where those end, a sentence says how
/// many more there are and where.
final class ItemTables {
    private static final int SAMPLE = 15;

    private final Content content;
    private final Blocks blocks;
    private final int most;
    private int left;

    /// @param most rows
    ItemTables(Content content, Blocks blocks, int most) {
        this.content = content;
        this.blocks = blocks;
        this.most = most;
        this.left = most;
    }

    /// Those that are chosen, with what was decided.
    void write(String key, Predicate<ItemState> choice) {
        List<ItemState> chosen = content.items().stream().filter(choice).toList();
        table(Block.Kind.DECISION, key, chosen, state -> row(key, state), Formats.number(chosen.size()));
    }

    /// Those that are chosen, with what was allowed, why and until when.
    void exceptions(Predicate<ItemState> choice) {
        LocalDate close = content.campaign()
                .closedAt()
                .orElse(content.madeAt())
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        List<ItemState> chosen = content.items().stream().filter(choice).toList();
        table(
                Block.Kind.EXCEPTION,
                "report.exceptions",
                chosen,
                state -> exception("report.exceptions", state),
                Formats.number(chosen.size()),
                close);
    }

    private void table(
            Block.Kind kind, String key, List<ItemState> chosen, Consumer<ItemState> row, Object... heading) {
        if (chosen.isEmpty()) {
            return;
        }
        blocks.heading(key, heading);
        int shown = Math.min(chosen.size(), left);
        left -= shown;
        if (shown < chosen.size()) {
            blocks.section(key, "report.cap", Formats.number((long) chosen.size() - shown), Formats.number(most));
        }
        if (shown > 0) {
            blocks.head(kind, key);
            chosen.subList(0, shown).forEach(row);
        }
    }

    private void row(String section, ItemState state) {
        ReviewItem item = state.item();
        String who =
                item.label() + item.account().map(id -> "\n" + name(item) + id).orElse("");
        Optional<Decision> decision = state.decision();
        String findings = item.findings().isEmpty()
                ? ""
                : "\n"
                        + String.join(
                                "\n",
                                item.findings().stream()
                                        .map(finding -> finding.severity().text() + ": " + finding.rule())
                                        .toList());
        blocks.add(
                Block.Kind.DECISION,
                section,
                who,
                item.line().path("sourceName").asText() + " · " + item.kind().text() + "\n" + item.access() + findings,
                said(state),
                decision.map(Decision::reviewer).orElse(state.reviewer())
                        + decision.map(made -> "\n" + Formats.instant(made.decidedAt()))
                                .orElse(""),
                item.id());
    }

    private static String said(ItemState state) {
        return state.covered()
                ? English.of("report.said.covered")
                : state.decision()
                        .map(made -> English.of("report.said." + made.verdict().text())
                                + made.until().map(day -> "\n" + day).orElse("")
                                + (state.signed() ? "" : " " + English.of("report.said.unsigned"))
                                + made.reason().map(reason -> "\n" + reason).orElse(""))
                        .orElse(English.of("report.said.open"));
    }

    private static String word(ItemState state) {
        return English.of("report.said." + state.text());
    }

    private static String name(ReviewItem item) {
        String name = item.line().path("account").path("name").asText("");
        return name.isEmpty() || name.equals(item.label()) ? "" : name + " · ";
    }

    private void exception(String section, ItemState state) {
        var exception = state.item().line().path("exception");
        blocks.add(
                Block.Kind.EXCEPTION,
                section,
                state.item().label()
                        + state.item()
                                .account()
                                .map(id -> "\n" + name(state.item()) + id)
                                .orElse(""),
                state.item().line().path("sourceName").asText() + "\n"
                        + exception.path("access").asText("account as a whole") + "\n"
                        + exception.path("id").asText(),
                exception.path("reason").asText(English.of("report.exception.reason.none")) + "\n" + word(state),
                exception.path("owner").asText(English.of("report.exception.owner.none")) + "\n"
                        + exception.path("expires").asText(English.of("report.exception.end.none")),
                state.item().id());
    }

    /// Chosen by the smallest digests: neither the reviewer nor the owner can steer it.
    void sample() {
        String key = "report.sample";
        blocks.heading(key, Math.min(SAMPLE, content.items().size()));
        blocks.section(key, "report.sample.text");
        blocks.head(Block.Kind.DECISION, key);
        content.items().stream()
                .sorted(Comparator.comparing(state -> state.item().digest()))
                .limit(SAMPLE)
                .forEach(state -> blocks.add(
                        Block.Kind.DECISION,
                        key,
                        state.item().label(),
                        state.item().line().path("sourceName").asText() + " · "
                                + state.item().access(),
                        word(state),
                        state.reviewer(),
                        state.item().id()));
    }
}
