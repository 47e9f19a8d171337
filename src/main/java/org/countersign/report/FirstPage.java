package org.countersign.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Figures;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.evidence.AttestationMaker.NotEvaluable;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What an auditor looks for first: verdict, scope, completeness, outcome, and how to verify.
final class FirstPage {
    private static final String RECONCILIATION = "report.reconciliation";

    private final Content content;
    private final Campaign campaign;
    private final JsonNode frozen;
    private final Figures figures;
    private final Optional<String> decisionsSha256;
    private final Blocks blocks;

    FirstPage(Content content, Optional<String> decisionsSha256, Blocks blocks) {
        this.content = content;
        this.campaign = content.campaign();
        this.frozen = campaign.frozen();
        this.figures = content.figures();
        this.decisionsSha256 = decisionsSha256;
        this.blocks = blocks;
    }

    void write() {
        blocks.add(Block.Kind.OVERLINE, "", overline());
        blocks.add(Block.Kind.TITLE, "", campaign.title());
        verdict();
        facts();
        if (content.extract().filter(Extract.OfOwner.class::isInstance).isEmpty()) {
            blocks.heading(RECONCILIATION);
            blocks.section(RECONCILIATION, "report.reconciliation.text");
            sources();
        }
        known();
        outcome();
        blocks.heading("report.verify");
        blocks.section(
                "report.verify",
                verification(),
                Formats.digest(content.head().hash()),
                content.head().seq());
        blocks.fact("report.digest.items", frozen.path("itemsSha256").asText());
        decisionsSha256.ifPresent(digest -> blocks.fact("report.digest.decisions", digest));
        blocks.text("report.controls");
    }

    private String verification() {
        if (content.extract().isPresent()) {
            return "report.verify.extract";
        }
        return decisionsSha256.isPresent() ? "report.verify.text" : "report.verify.draft";
    }

    private String overline() {
        return content.extract()
                .map(extract -> switch (extract) {
                    case Extract.OfSource of -> English.of("report.overline.source", of.source());
                    case Extract.OfOwner of -> English.of("report.overline.owner", of.address());
                })
                .orElseGet(() -> English.of("report.overline"));
    }

    private void verdict() {
        boolean complete = figures.complete() && figures.unsigned() == 0;
        String lead = English.of(
                complete ? "report.lead.complete" : "report.lead.incomplete",
                Formats.number(figures.items()),
                Formats.number(figures.decided()),
                Formats.number(figures.revoked()),
                Formats.number((long) figures.open() + figures.dontKnow()));
        String unsigned = figures.unsigned() > 0
                ? " " + English.of("report.lead.unsigned", Formats.number(figures.unsigned()))
                : "";
        String extract = content.extract().isPresent() ? " " + English.of("report.lead.extract") : "";
        blocks.add(
                complete ? Block.Kind.COMPLETE : Block.Kind.INCOMPLETE,
                "",
                English.of(complete ? "report.verdict.complete" : "report.verdict.incomplete"),
                lead + unsigned + extract);
    }

    private void facts() {
        blocks.fact(
                "report.campaign", campaign.name() + " · " + campaign.state().text());
        blocks.fact("report.owner", campaign.owner());
        blocks.fact(
                "report.period",
                frozen.path("period").path("from").asText() + " – "
                        + frozen.path("period").path("to").asText() + ", as of " + Formats.instant(campaign.asOf()));
        blocks.fact("report.scope", scope());
        blocks.fact(
                "report.opened",
                Formats.instant(campaign.openedAt())
                        + campaign.closedAt()
                                .map(at -> " · " + English.of("report.closedAt", Formats.instant(at)))
                                .orElse(""));
        campaign.incompleteReason().ifPresent(reason -> blocks.fact("report.incompleteReason", reason));
    }

    private String scope() {
        var parts = new ArrayList<String>();
        frozen.path("scope").properties().forEach(entry -> {
            var values = new ArrayList<String>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            parts.add(entry.getKey() + " = " + String.join(" or ", values));
        });
        return parts.isEmpty() ? English.of("report.scope.all") : String.join(", and ", parts);
    }

    private void sources() {
        blocks.head(Block.Kind.SOURCE, RECONCILIATION);
        for (JsonNode source : frozen.path("reconciliation")) {
            String id = source.path("source").asText();
            if (content.extract()
                    .filter(extract -> extract instanceof Extract.OfSource of
                            && !of.source().equals(id))
                    .isPresent()) {
                continue;
            }
            Optional<JsonNode> snapshot = frozen.path("snapshots")
                    .valueStream()
                    .filter(one -> one.path("source").asText().equals(id))
                    .findFirst();
            blocks.add(
                    Block.Kind.SOURCE,
                    RECONCILIATION,
                    id
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

    private void known() {
        if (content.extract().isEmpty()) {
            blocks.text(
                    "report.findings",
                    frozen.path("findings").asInt(),
                    frozen.path("suppressed").asInt());
        }
        long sources = content.notEvaluable().stream()
                .map(NotEvaluable::source)
                .distinct()
                .count();
        if (sources == 0) {
            blocks.text("report.notEvaluable.none");
        } else {
            blocks.text(
                    "report.notEvaluable",
                    Formats.number(content.notEvaluable().size()),
                    English.count("report.sources", sources));
        }
    }

    private void outcome() {
        blocks.heading("report.outcome");
        long open = (long) figures.open() + figures.dontKnow();
        blocks.add(
                Block.Kind.CHART,
                "report.outcome",
                English.of(
                        "report.chart",
                        Formats.number(figures.approved()),
                        Formats.number(figures.approvedUntil()),
                        Formats.number((long) figures.revoked() + figures.covered()),
                        Formats.number(open)));
        blocks.fact("report.figure.approve", Formats.number(figures.approved()));
        blocks.fact("report.figure.until", Formats.number(figures.approvedUntil()));
        blocks.fact(
                "report.figure.revoke",
                English.of(
                        "report.figure.revoke.value",
                        Formats.number(figures.revoked()),
                        Formats.number(figures.covered())));
        blocks.fact("report.figure.open", Formats.number(open));
        blocks.fact(
                "report.figure.reviewer",
                Formats.number(content.items().stream()
                        .filter(state -> state.reviewer().isEmpty())
                        .count()));
        blocks.fact("report.figure.independence", Formats.number(figures.independence()));
    }
}
